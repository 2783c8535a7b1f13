"""Names, peoples and cities to countries; what is unclear is null, with the reason."""

import pytest
from waqai.extraction.countries import country_of, mentions_country

NAMES = """
الصين=CHN للصين=CHN والصين=CHN وللصين=CHN بالصين=CHN صيني=CHN صينية=CHN صينيون=CHN صينيين=CHN
الصيني=CHN الصينية=CHN والصينيين=CHN للصينيين=CHN صينيتين=CHN China=CHN Chinese=CHN China's=CHN
أمريكا=USA أميركا=USA الولايات_المتحدة=USA الأميركية=USA أمريكي=USA الأمريكيون=USA واشنطن=USA
US=USA U.S.=USA USA=USA America=USA Washington=USA White_House=USA البيت_الأبيض=USA تكساس=USA
بريطانيا=GBR البريطانية=GBR لندن=GBR UK=GBR Britain=GBR British=GBR Scottish=GBR اسكتلندا=GBR
روسيا=RUS الروسي=RUS الروس=RUS موسكو=RUS الكرملين=RUS Kremlin=RUS Moscow=RUS
السعودية=SAU سعودي=SAU السعوديين=SAU الرياض=SAU بالرياض=SAU Saudi=SAU المملكة_العربية_السعودية=SAU
الإمارات=ARE إماراتي=ARE الإماراتيون=ARE أبوظبي=ARE UAE=ARE Emirati=ARE
تونس=TUN تونسي=TUN التونسيات=TUN Tunisian=TUN مصر=EGY المصريين=EGY القاهرة=EGY Egyptians=EGY
كوريا_الجنوبية=KOR الكورية_الجنوبية=KOR سيول=KOR South_Korean=KOR كوريا_الشمالية=PRK Pyongyang=PRK
فرنسا=FRA فرنسيون=FRA French=FRA باريس=FRA هولندا=NLD Dutch=NLD لاهاي=NLD The_Hague=NLD
تركيا=TUR الأتراك=TUR Türkiye=TUR Turkey=TUR Turkish=TUR ألمانيا=DEU الألمان=DEU German=DEU
المغاربة=MAR Moroccan=MAR الجزائر=DZA جزائريون=DZA العراق=IRQ عراقيين=IRQ سوريا=SYR سورية=SYR
لبنان=LBN بيروت=LBN فلسطين=PSE غزة=PSE الفلسطينيين=PSE إسرائيل=ISR الإسرائيلية=ISR
كوسوفو=XKX Kosovo=XKX جنوب_السودان=SSD South_Sudan=SSD السودان=SDN Niger=NER Nigeria=NGA
نيجيري=NGA النيجريين=NER الكونغو_الديمقراطية=COD DR_Congo=COD غينيا_بيساو=GNB غينيا_الاستوائية=GNQ
المجر=HUN هنغاريا=HUN البوسنة=BIH جورجي=GEO Tbilisi=GEO أذربيجان=AZE الهند=IND هنود=IND نيودلهي=IND
إيران=IRN طهران=IRN اليابان=JPN طوكيو=JPN تايوان=TWN الفاتيكان=VAT Holy_See=VAT ساحل_العاج=CIV
لاوس=LAO اللاوسي=LAO سلطنة_عمان=OMN العُماني=OMN Mumbai=IND Shanghai=CHN الإسكندرية=EGY حلب=SYR
"""

PHRASES = [
    ("الرئيس الصيني شي جين بينغ", "CHN"),
    ("French troops", "FRA"),
    ("ثلاثة جنود أتراك", "TUR"),
    ("وزير الخارجية الكوري الجنوبي", "KOR"),
    ("جيش جنوب السودان", "SSD"),
    ("the Dutch prime minister", "NLD"),
    ("U.S. Marines", "USA"),
    ("China Coast Guard", "CHN"),
    ("السفير الصيني لدى بكين", "CHN"),
    ("مجلس الدولة الصيني", "CHN"),
]

UNCLEAR = [
    ("Georgia", None, "ambiguous between GEO, USA", ("GEO", "USA")),
    ("الكونغو", None, "ambiguous between COD, COG", ("COD", "COG")),
    ("Korean", None, "ambiguous between KOR, PRK", ("KOR", "PRK")),
    ("طرابلس", "place", "ambiguous between LBN, LBY", ("LBN", "LBY")),
    ("Cordoba", "place", "ambiguous between ARG, ESP", ("ARG", "ESP")),
    ("عمان", None, "ambiguous between JOR, OMN", ("JOR", "OMN")),
    ("Jordan", "person", "a person's name tells no country", ()),
    ("turkey", "thing", "no country, people or city known by that name", ()),
    ("القدس", "place", "disputed between countries", ()),
    ("Jerusalem", None, "disputed between countries", ()),
    ("البحر الأحمر", "place", "a sea or a region of several countries", ()),
    ("South China Sea", "place", "a sea or a region of several countries", ()),
    ("Indian Ocean", None, "a sea or a region of several countries", ()),
    ("الشرق الأوسط", None, "a sea or a region of several countries", ()),
    ("العلاقات الصينية الفرنسية", None, "names more than one country", ("CHN", "FRA")),
    ("وزارة المالية", "organization", "no country, people or city known by that name", ()),
    ("البلاد", "country", "no country, people or city known by that name", ()),
    ("us", None, "no country, people or city known by that name", ()),
    ("", None, "no country, people or city known by that name", ()),
]


def pairs() -> list[tuple[str, str]]:
    rows = (pair.replace("_", " ").rpartition("=") for pair in NAMES.split())
    return [(name, code) for name, _, code in rows]


@pytest.mark.parametrize(("name", "code"), pairs())
def test_a_name_tells_its_country(name: str, code: str) -> None:
    found = country_of(name)
    assert (found.code, found.reason, found.candidates) == (code, None, ())


@pytest.mark.parametrize(("phrase", "code"), PHRASES)
def test_a_phrase_tells_the_country_it_mentions(phrase: str, code: str) -> None:
    assert mentions_country(phrase).code == code
    assert country_of(phrase, "group").code == code


@pytest.mark.parametrize(("name", "kind", "reason", "candidates"), UNCLEAR)
def test_what_is_unclear_is_null(
    name: str, kind: str | None, reason: str, candidates: tuple[str, ...]
) -> None:
    found = country_of(name, kind)
    assert (found.code, found.reason, found.candidates) == (None, reason, candidates)


@pytest.mark.parametrize(("name", "code"), [("Georgia", "GEO"), ("عمان", "OMN"), ("مالي", "MLI")])
def test_the_kind_of_entity_settles_an_ambiguous_name(name: str, code: str) -> None:
    assert country_of(name, "country").code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("مدينة مومباي", "IND"), ("مقاطعة بوينس آيرس", "ARG"), ("مطار حلب الدولي", "SYR"),
     ("Kharkiv region", "UKR"), ("شمال غزة", "PSE")],
)  # fmt: skip
def test_the_noun_before_a_place_is_left_out(name: str, code: str) -> None:
    assert country_of(name, "place").code == code


def test_a_body_of_several_countries_is_not_the_one_it_works_in() -> None:
    name = "بعثة الاتحاد الأفريقي في الصومال"
    assert country_of(name, "organization").code is None


@pytest.mark.parametrize(
    "noun", ["مدينة", "المدينة", "بالمدينة", "ولاية", "جامعة", "Airport", "Bank"]
)
def test_a_common_noun_is_no_city(noun: str) -> None:
    """A span that stops short of "مدينة الدمازين" must not become Medina."""
    assert country_of(noun, "place").code is None


def test_a_name_with_such_a_noun_is_one() -> None:
    assert country_of("المدينة المنورة", "place").code == "SAU"
