"""Compare names and fillers whatever clitics, articles and spellings they are written with."""

import re
from collections import Counter
from collections.abc import Callable, Container
from functools import lru_cache

from .folding import fold, without_clitics
from .places import gazetteer, keys, look_up_key

WORD = re.compile(r"\w+")
CLITICS = re.compile(r"^(?:[وف])?(?:ال|لل|بال|كال|[لبك])?(?=\w{3})")
ENGLISH_ARTICLES = frozenset(("the", "a", "an"))
LETTER_WITH_MARKS = r"\w[\u0640\u064b-\u065f\u0670]*"

KEPT = frozenset(
    "بالتيمور باليرمو والتر والت والد والده بالون لللو فالنسيا فالنتينا كاليفورنيا كالابريا".split()
)
"""Words whose first letters only look like a clitic and the article, folded."""

NOUNS = frozenset(
    "وزاره وزير وزيره رييس رييسه شركه مجلس حزب جامعه بنك منظمه حركه هييه لجنه قوات شرطه جيش"
    " حكومه محكمه مدينه محافظه ولايه اقليم مطار ميناء جمهوريه مملكه سلطنه دوله اتحاد رابطه"
    " مجموعه وفد وكاله نادي منتخب فريق جنود ناشطون وزراء مسؤولون مسوولون بعثه مركز موسسه جمعيه"
    " قمه اتفاق اتفاقيه مذكره".split()
)
"""Folded nouns that names of bodies and places begin with: "ووزارة" holds a conjunction."""

ARTICLE = re.compile(r"[وف]?(?:[بك]?ال|لل)\w{3}")
PRONOUN = re.compile(r"[\u0621-\u064a]{4}(?:ها|هم|هما)$")
VERBS_LIKE_ARTICLE = re.compile(
    r"[وف]?ال(?:تق(?:ي|ت|يا|تا|وا|اه|اها)|تزم\w?|تحق\w?|تمس\w?|تهم\w?|ق[يت]|غ[يت])"
)
"""Folded verbs whose first letters look like the article: "التقى", "ألغى"."""

SHORTEST_DEFINITE = 4
SHORTEST_KNOWN = 3


@lru_cache(maxsize=8192)
def bare_words(text: str) -> tuple[str, ...]:
    """Return the folded words without clitics and articles; for comparing, never for showing.

    "بكين" and "لبكين" both become "كين".
    """
    folded = WORD.findall(fold(text))
    bare = (CLITICS.sub("", word) for word in folded if word not in ENGLISH_ARTICLES)
    return tuple(word for word in bare if word)


def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name that is free of clitics, without the article."""
    words = (word for word in WORD.findall(fold(text)) if word not in ENGLISH_ARTICLES)
    return tuple(
        word[2:] if word.startswith("ال") and len(word) > SHORTEST_DEFINITE else word
        for word in words
    )


def covers(longer: str, shorter: str) -> bool:
    """Tell whether every word of the shorter filler stands in the longer one."""
    words = set(bare_words(shorter))
    return bool(words) and words <= set(bare_words(longer))


def same_filler(one: str, other: str) -> bool:
    """Tell whether two fillers may name the same thing: one's words all stand in the other."""
    return covers(one, other) or covers(other, one)


def agreement(one: str, other: str) -> float:
    """Return the F1 of two names' words, clitics apart."""
    left, right = Counter(bare_words(one)), Counter(bare_words(other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def is_country_name(name: str) -> bool:
    """Tell whether a whole name is a country's, not a city's or a people's."""
    first, _, rest = look_up_key(name).partition(" ")
    return any(key in gazetteer().names for key in keys(first, " " + rest if rest else ""))


def is_definite(word: str) -> bool:
    """Tell whether an Arabic word bears the article or a pronoun ("الاجتماع", "لاجتماعهما")."""
    folded = fold(word)
    if VERBS_LIKE_ARTICLE.fullmatch(folded):
        return False
    return ARTICLE.match(folded) is not None or PRONOUN.search(folded) is not None


def free_form(name: str, attested: Container[str], same: Callable[[str, str], bool]) -> str:
    """Return an Arabic name without the clitics of its first word.

    Clitics come off where the rest is the first word of another mention (``attested``, folded), is
    the ``same`` country's name, or begins with the article or a common noun; else a letter is a
    letter: "بكين" is not "كين".
    """
    first, space, others = name.partition(" ")
    folded = fold(first)
    if folded in KEPT:
        return name
    for clitics, rest in reversed(without_clitics(folded)[1:]):
        if clitics == "ال":
            continue
        definite = clitics.endswith(("ال", "لل"))
        word = "ال" + rest if definite else rest
        surface = ("ال" if definite else "") + _cut(first, len(clitics)) + space + others
        is_name = len(rest) >= SHORTEST_KNOWN and same(name, surface)
        if is_name or word in attested or word in NOUNS or _is_article(clitics, rest):
            return surface
    return name


def _is_article(clitics: str, rest: str) -> bool:
    """Tell whether the clitics hold an article for sure; "بال" may be letters of a short word."""
    shortest = SHORTEST_DEFINITE if clitics.endswith("بال") else SHORTEST_KNOWN
    return clitics.endswith(("بال", "لل")) and len(rest) >= shortest


def _cut(word: str, letters: int) -> str:
    """Return the word after its first letters and their marks."""
    return re.sub(rf"^(?:{LETTER_WITH_MARKS}){{{letters}}}", "", word)
