"""Put a headline before an article and the lines of a web page behind it, all without labels."""

import random
from dataclasses import replace

from training.corpus.format import Article
from training.moved import moved

HEADLINE_RATE = 0.08
BEHIND_RATE = 0.12
HEADLINE_WORDS = (4, 12)
MOST_LINES = 3

BEHIND = {
    "ar": (
        "اقرأ المزيد",
        "مواضيع ذات صلة",
        "شارك الخبر عبر فيسبوك وتويتر وواتساب",
        "للاشتراك في نشرتنا اليومية اضغط هنا",
        "المصدر: وكالات",
        "تحرير: قسم الأخبار",
        "الأكثر قراءة",
        "حقوق النشر محفوظة للصحيفة",
        "لا يسمح بإعادة النشر من دون إذن خطي",
        "أخبار متعلقة: تغطية مستمرة على مدار الساعة",
        "حمّل تطبيقنا لتصلك الأخبار أولا بأول",
        "عدد القراءات: 1243",
        "كلمات مفتاحية: سياسة، اقتصاد، رياضة",
        "إعلان",
        "تابع آخر الأخبار على قناتنا في تلغرام",
        "الصورة: أرشيف",
        "انتهى / م ع",
        "أ.ف.ب / رويترز",
    ),
    "en": (
        "Read next",
        "Related stories",
        "Share this article on Facebook, X or WhatsApp",
        "Subscribe to our daily briefing",
        "Source: agencies",
        "Reporting by the newsroom; Editing by the desk",
        "Most read",
        "Copyright. All rights reserved",
        "This article may not be republished without permission",
        "Download our app for breaking news",
        "Tags: politics, economy, sport",
        "Advertisement",
        "Photo: archive",
        "Our standards: the code of conduct of this newspaper",
        "Comments are closed",
        "© The Authors",
    ),
}


def surround(article: Article, rng: random.Random) -> Article:
    """Return the article with a headline made of its first words, and lines behind, at times."""
    if rng.random() < HEADLINE_RATE:
        words = article.text.split()[: rng.randint(*HEADLINE_WORDS)]
        article = moved(article, [" ".join(words) + "\n", *article.text])
    if rng.random() < BEHIND_RATE:
        lines = rng.sample(BEHIND[article.language], rng.randint(1, MOST_LINES))
        article = replace(article, text="\n".join([article.text, *lines]))
    return article
