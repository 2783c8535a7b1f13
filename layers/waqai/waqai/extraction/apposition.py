"""Read an entity's country off the title beside its name: "الرئيس الصيني شي جين بينغ"."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from .countries import CountryMatch, country_of, mentions_country
from .folding import fold
from .spans import Span

TITLES = frozenset(
    "رييس الرييس رييسه الرييسه نايب ملك الملك ملكه امير الامير اميره وزير الوزير وزيره"
    " الوزيره سفير السفير سفيره السفيره مبعوث المبعوث مبعوثه ممثل مندوب المندوب قايد القايد"
    " زعيم الزعيم زعيمه مستشار المستشار المستشاره الامين امين نظيره نظيرته المتحدث متحدث"
    " المتحدثه متحدثه عضو مدير المدير حاكم محافظ سلطان السلطان جنرال الجنرال لاعب اللاعب"
    " المدرب مدرب النايب السيناتور القاضي السياسي المعارض الكاتب قنصل القنصل والي الوالي ناطق"
    " الناطق منسق المنسق مسوول المسوول المسوولان المسوولين مسوولان الوزيران الرييسان الفنان"
    " الممثل المخرج الباحث العالم الصحافي الصحفي رجل المهاجم الحارس العداء president minister"
    " premier king queen prince princess emir sultan ambassador envoy leader chief chancellor"
    " secretary spokesman spokeswoman spokesperson general colonel commander senator governor"
    " mayor coach striker midfielder goalkeeper captain player director counterpart deputy"
    " vice judge researcher scientist writer author actor actress singer journalist lawmaker"
    " citizen".split()
)
"""Folded words for offices and trades that stand beside a person's name."""

NATIONAL = re.compile(r"(?:[وف]?[بل]?ال|[وف]?لل)\w{2,}ي(?:ه|ان|ين|تان|تين)?")
"""A folded adjective that may say whence somebody is: "على البلجيكي ياسبر موريس"."""

POST = re.compile(r"(?<!\w)(?:لدى|إلى|الى|to|in|at|from|with|against|on|for)(?!\w).*", re.DOTALL)
"""What follows the title's own country: "the Chinese ambassador | to Serbia"."""

JOINT = re.compile(r"\s+|\s+و\s*|\s+and\s+")
SHARED_TITLE = re.compile(
    r"(?:مسوول|وزير|رييس|سفير|زعيم|مبعوث)(?:ان|ين)\b|ministers\b|presidents\b|officials\b|leaders\b"
)
"""A folded title of two or more, which both names after it bear."""

BREAK = re.compile(r"[.,،;؛:!?؟()\[\]\n«»\"“”]")
WORD = re.compile(r"\w[\w'’-]*")
REACH_BEFORE = 90
REACH_AFTER = 110
WORDS_BEFORE_TITLE = 2
TITLE_WITHIN = 3
"""After a name its title begins among the first words: "X, Ethiopia's deputy prime minister"."""

UNTOLD = "the text names no country beside it"
SEVERAL = "the text ties it to several countries"


def country_beside(text: str, mentions: Iterable[Span], people: Sequence[Span]) -> CountryMatch:
    """Return the country that most titles before and after the mentions name.

    ``people`` are all persons' names in order: a title up to the next one's name is that one's.
    """
    codes: Counter[str] = Counter()
    for mention in mentions:
        for phrase in (_before(text, mention.start, people), _after(text, mention.end, people)):
            match = mentions_country(phrase) if phrase else None
            if match and match.code:
                codes[match.code] += 1
    if not codes:
        return CountryMatch(None, UNTOLD, ())
    (code, count), *others = codes.most_common()
    if others and others[0][1] == count:
        return CountryMatch(None, SEVERAL, tuple(sorted(codes)))
    return CountryMatch(code, None, (code,))


def _before(text: str, start: int, people: Sequence[Span]) -> str | None:
    """Return the title that ends where a name begins, from its first word or adjective on."""
    earlier = bisect_left(people, start, key=lambda name: name.start) - 1
    last = people[earlier].end if earlier >= 0 else 0
    phrase = text[max(0, start - REACH_BEFORE, min(last, start)) : start]
    phrase = BREAK.split(phrase)[-1]
    if earlier >= 0 and JOINT.fullmatch(phrase):
        shared = _before(text, people[earlier].start, people[:earlier])
        return shared if shared and SHARED_TITLE.search(fold(shared)) else None
    words = list(WORD.finditer(phrase))
    titles = [i for i, word in enumerate(words) if is_title(word.group())]
    if not titles:
        return words[-1].group() if words and NATIONAL.fullmatch(fold(words[-1].group())) else None
    first = titles[0]
    if words[first].group().isascii():
        first = _first_adjective(words, first)
    return POST.sub("", phrase[words[first].start() :])


def _first_adjective(words: list[re.Match[str]], title: int) -> int:
    """Return the index of the nearest country up to two words before an English title."""
    for index in range(title - 1, max(-1, title - 1 - WORDS_BEFORE_TITLE), -1):
        if country_of(_without_possessive(words[index].group())).code:
            return index
    return title


def _after(text: str, end: int, people: Sequence[Span]) -> str | None:
    """Return the title that follows a name, with or without a comma, up to the next mark."""
    comma = re.match(r"\s*[,،]?\s*", text[end : end + 4])
    start = end + (comma.end() if comma else 0)
    phrase = BREAK.split(text[start : start + REACH_AFTER])[0]
    following = bisect_left(people, end, key=lambda name: name.start)
    if following < len(people) and people[following].start < start + len(phrase):
        return None
    words = [word.group() for word in WORD.finditer(phrase)][:TITLE_WITHIN]
    if not any(is_title(_without_possessive(word)) for word in words):
        return None
    return POST.sub("", phrase)


def is_title(word: str) -> bool:
    """Tell whether a word names an office or trade, "و" before it or not."""
    folded = fold(word)
    return folded in TITLES or (folded[:1] == "و" and folded[1:] in TITLES)


def _without_possessive(word: str) -> str:
    return re.sub("['’]s?$", "", word)
