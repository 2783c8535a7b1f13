"""The rules: patterns over kinds of token, tried in order until one period is left."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from . import times_absolute as absolute
from . import times_counted as counted
from . import times_named as named
from . import times_relative as relative
from . import times_spans as spans
from .times_calendar import Period, Unresolved
from .times_context import Context, Matched
from .times_tokens import Token

Outcome = Period | Token | Sequence[Token] | None
Builder = Callable[[Matched, Context], Outcome]

U, D, OWN = "[Uc]", "[NO]", "(?:Y|R[Uc]|[Uc]R|R)"
"""A unit, a day's number, and what gives a month its year."""

RULES: tuple[tuple[str, Builder], ...] = (
    (f"{U}?DZ?", named.numeric),
    (f"{U}?{D}{U}?HYZ?|{U}?{D}{U}?HR|{U}?{D}{U}?H|{U}?HYZ?|{U}?HR|{U}?H", absolute.hijri_date),
    (f"{U}?YZ", named.year),
    (f"L{OWN}?", absolute.holiday),
    ("lp", spans.inside),
    ("l(?:Y|R)?Z?", absolute.hijri_holiday),
    ("MM", absolute.same_month),
    (f"[ab]?[UVc]?{D}[z&][UVc]?{D}{U}?M{OWN}?", spans.day_range),
    (f"[ab]?M{D}[z&]{D}Y?(?![PKC])", spans.day_range),
    (f"[ab]?{D}M[z&]{D}MY", spans.two_days),
    (f"(?<![NO])[UV]?[ab]?M[z&]M{OWN}?", absolute.months),
    (f"(?<!c)(?:{U}?W)?{U}?{D}{U}?M{OWN}?|(?:{U}?W)?M{D}Y?", absolute.day_month),
    (f"{U}?M{OWN}|RM|R{U}M|{U}?YM|{U}?M", absolute.month),
    ("K?(?:C|[NO])g?Pg?|K?C(?!g?P)g?|K[NOY]g?|[NY]g", spans.clock),
    (f"{U}?TR?", relative.day),
    ("v", relative.overnight),
    ("R[UV]p", counted.last_of),
    ("RNU|UNR|NU[RO]|VR|RV|VO(?!p)", counted.run),
    (f"{D}[Uc]R?|{D}Rc", relative.day_of_month),
    (f"{U}R|R{U}", relative.unit),
    ("[UVc]?Y", named.year),
    ("x", named.decade),
    ("qOp|Oqp|pqO|pOq|qO|Oq", relative.part_of_year),
    ("qR|Rq", relative.unit),
    (f"UNOp|ONUp|VOp|OVp|{U}Op|O{U}p", counted.first_of),
    ("c(?![NOz])", relative.unit),
    ("Qp|pQ|QR|RQ|Q", relative.season),
    ("B(?:NU|UN|V|U(?![WMYT]))|(?:NU|V|U)G|^a(?:NU|V)$", counted.ago),
    ("S(?:NU|UN|V|U(?![WMYT]))", counted.for_long),
    ("I(?:NU|UN|V|U(?![WMYT]))", counted.within),
    ("[Fi](?:NU|UN|V|U(?![WMYT]))", counted.from_now),
    (f"{U}?[ab]?W[z&]?WR?", relative.weekdays),
    (f"{U}?Wp|p{U}?W", absolute.weekday_checked),
    (f"{U}?WR|RW|{U}?W", relative.weekday),
    ("PR|RP", spans.part_of_day),
    (f"{U}?kp|pk", spans.at_clock),
    ("Pp|pP", spans.part_of_day),
    ("^E?[Pk]+$", spans.no_day),
    ("Ep", spans.edge),
    ("pJ?p", spans.same_day),
    ("pop|[NO]o(?:[NO]|p)", spans.either),
    (f"{U}zp", spans.up_to),
    ("[UV]?[ab]?p[z&]p", spans.interval),
    ("fp", named.fiscal),
    ("Sp", spans.since),
    ("[Bu]p", spans.before),
    ("Fp", spans.after),
    ("Ip", spans.inside),
    ("^(?:NU|UN|V|U)$", counted.length),
    ("(?:NU|UN|V|U)[FBE]", counted.elsewhere),
)


@cache
def compiled() -> tuple[tuple[re.Pattern[str], Builder], ...]:
    """Return the rules, compiled."""
    return tuple((re.compile(pattern), builder) for pattern, builder in RULES)


def reduce_tokens(tokens: list[Token], context: Context) -> list[Token]:
    """Apply the rules, first to last and again, until none fits."""
    while True:
        following = _step(tokens, context)
        if following is None:
            return tokens
        tokens = following


def _step(tokens: list[Token], context: Context) -> list[Token] | None:
    """Apply the first rule that fits and does not decline."""
    kinds = "".join(token.kind for token in tokens)
    for pattern, builder in compiled():
        start = 0
        while match := pattern.search(kinds, start):
            found = builder(Matched(tuple(tokens[match.start() : match.end()])), context)
            if found is not None:
                return [*tokens[: match.start()], *_as_tokens(found), *tokens[match.end() :]]
            start = match.start() + 1
    return None


def _as_tokens(found: Period | Token | Sequence[Token]) -> Sequence[Token]:
    """Return a rule's outcome as tokens."""
    if isinstance(found, Period):
        return (Token("p", period=found),)
    return (found,) if isinstance(found, Token) else found


def failure(tokens: list[Token], expression: str) -> Unresolved:
    """Say why tokens that no rule fits any more are no date."""
    kinds = [token.kind for token in tokens]
    if "s" in kinds:
        return Unresolved(counted.ELSEWHERE)
    if "w" in kinds:
        return Unresolved("no number of units")
    if kinds.count("p") > 1:
        return Unresolved("two dates in one expression")
    unknown = [token.text for token in tokens if token.kind == "?"]
    return Unresolved(f"not a date: {' '.join(unknown) or expression.strip()}")
