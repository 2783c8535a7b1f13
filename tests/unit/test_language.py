"""Languages read and refused, from single headlines on."""

import pytest
from waqai.errors import UnsupportedLanguage
from waqai.extraction.language import detect


@pytest.mark.parametrize(
    "text",
    [
        "انفجار في الميناء",
        "التقى الوزير نظيره في عمّان اليوم.",
        "وقعت شركة Nordwind Energy عقدا مع Blue Harbor Ltd في الدوحة",
        "امس الاحد التقى الرئيس وفدا من اهالي القريه",
        "فتح باب الترشح في پاريس وگولدن",
        "الرياض 30 رجب 1443هـ الموافق 3 مارس 2022م",
    ],
)
def test_arabic(text: str) -> None:
    assert detect(text) == "ar"


@pytest.mark.parametrize(
    "text",
    [
        "FIRE AT PORT KILLS TWO",
        "The minister met his Omani counterpart (نظيره) in Muscat.",
        "Okafor beats Lindqvist in Lagos",
        "Baku, November 10",
    ],
)
def test_english(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("رئیس جمهور در سخنرانی خود گفت که مذاکرات ادامه خواهد یافت.", "Persian"),
        ("وزیر اعظم نے کہا کہ مذاکرات جاری رہیں گے۔", "Urdu"),
        ("Le ministre a rencontré lundi les pêcheurs du port de Brest.", "French"),
        ("El ministro se reunió este lunes con los pescadores del puerto.", "Spanish"),
        ("Der Minister traf am Montag die Fischer im Hafen von Kiel.", "German"),
        ("Bakan pazartesi günü limandaki balıkçılarla görüştü.", "Turkish"),
        ("Министр встретился с рыбаками.", "Russian"),
        ("部长周一会见了渔民。", "Chinese"),
        ("大臣は月曜日に漁師と会った。", "Japanese"),
        ("השר נפגש עם הדייגים ביום שני.", "Hebrew"),
        ("장관은 월요일에 어부들을 만났다.", "Korean"),
        ("Ο υπουργός συναντήθηκε με ψαράδες.", "Greek"),
        ("ᱢᱟᱱᱛᱨᱤ", "Ol script"),
    ],
)
def test_refused_by_name(text: str, name: str) -> None:
    with pytest.raises(UnsupportedLanguage) as refusal:
        detect(text)
    assert name in refusal.value.detail
    assert "Arabic (ar) and English (en)" in refusal.value.detail


@pytest.mark.parametrize("text", ["", "12.5 - 33", "!!! 😀"])
def test_no_words(text: str) -> None:
    with pytest.raises(UnsupportedLanguage, match="no words"):
        detect(text)
