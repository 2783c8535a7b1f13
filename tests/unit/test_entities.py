"""Mentions of one person, body or country become one entity, with its country."""

import re
from collections.abc import Mapping

import pytest
from waqai.extraction.assemble import Draft, DraftEvent
from waqai.extraction.entities import Cast, cluster
from waqai.extraction.pairs import resolve_pairs
from waqai.extraction.part import parted
from waqai.extraction.snap import snapped
from waqai.extraction.spans import EntitySpan, RoleSpan, Span, TriggerSpan
from waqai.record import Entity


def mentions(text: str, kinds: Mapping[str, str]) -> list[EntitySpan]:
    """Plant mentions of words by kind, wherever the words stand."""
    return sorted(
        (
            EntitySpan(match.start(), match.end(), 0.9, kind)
            for words, kind in kinds.items()
            for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
        ),
        key=lambda mention: mention.start,
    )


def entities(text: str, **kinds: str) -> list[Entity]:
    found = {words: kind for kind, listed in kinds.items() for words in listed.split("|")}
    return list(cluster(text, mentions(text, found), []).entities)


def said(found: list[Entity]) -> list[tuple[str, list[str]]]:
    return [(entity.name, [mention.text for mention in entity.mentions]) for entity in found]


@pytest.mark.parametrize(
    ("text", "kinds", "expected"),
    [
        (
            "التقى شي جين بينغ ضيفه. وقال شي ذلك.",
            {"person": "شي جين بينغ|شي"},
            [("شي جين بينغ", ["شي جين بينغ", "شي"])],
        ),
        (
            "زار الصين وفد. ودعت للصين وشكر والصين",
            {"country": "الصين|للصين|والصين"},
            [("الصين", ["الصين", "للصين", "والصين"])],
        ),
        ("وصل إلى لاوس من بكين", {"country": "لاوس", "place": "بكين"}, None),
        ("سفير ولاوس", {"country": "ولاوس"}, [("لاوس", ["ولاوس"])]),
        ("في إقليم أزيلال قرب أزيلال", {"place": "إقليم أزيلال|أزيلال#"}, None),
        (
            "حضر تساي تشي ووانغ يي",
            {"person": "تساي تشي|ووانغ يي"},
            [("تساي تشي", ["تساي تشي"]), ("وانغ يي", ["ووانغ يي"])],
        ),
        (
            "رحبت الشرطة الصومالية. وقالت الشرطة ذلك.",
            {"organization": "الشرطة الصومالية|الشرطة"},
            None,
        ),
        (
            "رابطة دول الجنوب (آسيان) اجتمعت. وقالت الآسيان ذلك.",
            {"organization": "رابطة دول الجنوب|آسيان|الآسيان"},
            [("رابطة دول الجنوب", ["رابطة دول الجنوب", "آسيان", "الآسيان"])],
        ),
        (
            "التقى الرئيس وزير الخارجية.",
            {"person": "الرئيس|وزير الخارجية"},
            [("الرئيس", ["الرئيس"]), ("وزير الخارجية", ["وزير الخارجية"])],
        ),
        (
            "Kofi Mensah met Ama Mensah. Mensah left.",
            {"person": "Kofi Mensah|Ama Mensah|Mensah"},
            None,
        ),
        (
            "Dr Tariq Aziz spoke. Aziz sat.",
            {"person": "Tariq Aziz|Aziz"},
            [("Tariq Aziz", ["Tariq Aziz", "Aziz"])],
        ),
        (
            "Britain signed. The United Kingdom left.",
            {"country": "Britain|United Kingdom"},
            [("United Kingdom", ["Britain", "United Kingdom"])],
        ),
    ],
)
def test_clusters(
    text: str, kinds: dict[str, str], expected: list[tuple[str, list[str]]] | None
) -> None:
    found = said(_outermost(text, kinds))
    if expected is not None:
        assert found == expected


def _outermost(text: str, kinds: dict[str, str]) -> list[Entity]:
    """Cluster mentions of which none lies inside another, as a model gives them."""
    listed = {w.strip("#"): k for k, words in kinds.items() for w in words.split("|")}
    spans = mentions(text, listed)
    outer = [a for a in spans if not any(a is not b and b.contains(a) for b in spans)]
    return list(cluster(text, outer, []).entities)


def test_a_short_name_that_fits_two_stays_alone() -> None:
    found = _outermost(
        "Kofi Mensah met Ama Mensah. Mensah left.",
        {"person": "Kofi Mensah|Ama Mensah|Mensah"},
    )
    assert [entity.name for entity in found] == ["Kofi Mensah", "Ama Mensah", "Mensah"]


def test_a_body_said_again_by_its_first_word() -> None:
    found = _outermost(
        "رحبت الشرطة الصومالية. وقالت الشرطة ذلك.",
        {"organization": "الشرطة الصومالية|الشرطة"},
    )
    assert [(e.name, e.country) for e in found] == [("الشرطة الصومالية", "SOM")]


def test_ids_follow_the_first_mention() -> None:
    found = entities("Oslo, then Bergen, then Oslo", place="Bergen|Oslo")
    assert [(e.id, e.name) for e in found] == [("e1", "Oslo"), ("e2", "Bergen")]


def test_kind_by_vote() -> None:
    text = "Nile, Nile, Nile"
    spans = [EntitySpan(i, i + 4, 0.8, k) for i, k in ((0, "place"), (6, "thing"), (12, "place"))]
    assert [entity.kind for entity in cluster(text, spans, []).entities] == ["place"]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("التقى الرئيس الصيني لو تشن الوفد", "لو تشن", "CHN"),
        ("وصل لو تشن، وزير الدفاع الصيني، اليوم", "لو تشن", "CHN"),
        ("استقبل السفير الصيني لدى بلغراد لو تشن", "لو تشن", "CHN"),
        ("French President Jean Rocher spoke", "Jean Rocher", "FRA"),
        ("talks with Ethiopian Deputy Prime Minister Abel Tola", "Abel Tola", "ETH"),
        ("Abel Tola, Ethiopia's transport minister, spoke", "Abel Tola", "ETH"),
        ("سافر لو تشن أمس", "لو تشن", None),
    ],
)
def test_country_of_a_person(text: str, name: str, code: str | None) -> None:
    (person,) = entities(text, person=name)
    assert person.country == code
    assert (person.reason is None) == (code is not None)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("الصين", "country", "CHN"),
        ("بكين", "place", "CHN"),
        ("الحزب الشيوعي الصيني", "organization", "CHN"),
        ("French troops", "group", "FRA"),
        ("خطة", "thing", None),
    ],
)
def test_country_of_other_kinds(name: str, kind: str, code: str | None) -> None:
    (entity,) = entities(f"{name}.", **{kind: name})
    assert entity.country == code
    assert (entity.reason is None) == (code is not None)


def draft(text: str, *arguments: tuple[str, str], main: str, type_: str = "meet") -> DraftEvent:
    start = text.index(main)
    roles = tuple(
        RoleSpan(text.index(words), text.index(words) + len(words), 0.8, role)
        for role, words in arguments
    )
    trigger = TriggerSpan(start, start + len(main), 0.9, type_, "asserted", 0.9, roles)
    return DraftEvent(type_, (trigger,), roles)


def name_of(cast: Cast, text: str, words: str) -> str | None:
    start = text.index(words)
    entity = cast.of(Span(start, start + len(words)))
    return entity.name if entity else None


def test_fillers_find_their_entity() -> None:
    text = "التقى الرئيس سالم البوسعيدي آلاف المزارعين في صور وبحث المياه"
    event = draft(
        text,
        ("participant", "الرئيس سالم البوسعيدي"),
        ("participant", "آلاف المزارعين"),
        ("place", "صور"),
        ("content", "المياه"),
        main="التقى",
    )
    cast = cluster(text, mentions(text, {"سالم البوسعيدي": "person"}), [event])
    assert name_of(cast, text, "الرئيس سالم البوسعيدي") == "سالم البوسعيدي"
    assert name_of(cast, text, "آلاف المزارعين") == "آلاف المزارعين"
    assert name_of(cast, text, "صور") == "صور"
    assert name_of(cast, text, "المياه") is None
    assert [entity.kind for entity in cast.entities] == ["person", "group", "place"]


def test_the_two_leaders_are_the_two_who_met() -> None:
    text = "Abel met Bruno in Oslo. The two leaders signed a pact."
    met = draft(text, ("participant", "Abel"), ("participant", "Bruno"), main="met")
    signed = draft(text, ("participant", "The two leaders"), main="signed", type_="sign")
    spans = tuple(mentions(text, {"Abel": "person", "Bruno": "person"}))
    resolved = resolve_pairs(text, Draft((met, signed), spans, 0))
    assert [a.of(text) for a in resolved.events[1].arguments] == ["Abel", "Bruno"]


@pytest.mark.parametrize("kinds", [("person", "country"), ("person", "group")])
def test_the_two_leaders_stay_where_no_two_fit(kinds: tuple[str, str]) -> None:
    text = "Abel met Bruno in Oslo. The two leaders signed a pact."
    met = draft(text, ("participant", "Abel"), ("participant", "Bruno"), main="met")
    signed = draft(text, ("participant", "The two leaders"), main="signed", type_="sign")
    spans = tuple(mentions(text, dict(zip(("Abel", "Bruno"), kinds, strict=True))))
    resolved = resolve_pairs(text, Draft((met, signed), spans, 0))
    assert [a.of(text) for a in resolved.events[1].arguments] == ["The two leaders"]


def test_two_who_share_a_title_share_its_country() -> None:
    text = "وحضر المسؤولان الصينيان البارزان تساي تشي ووانغ يي."
    found = entities(text, person="تساي تشي|ووانغ يي")
    assert [(e.name, e.country) for e in found] == [("تساي تشي", "CHN"), ("وانغ يي", "CHN")]


def test_a_title_before_another_name_is_not_shared() -> None:
    text = "French President Jean Rocher and Bruno Lang met"
    found = entities(text, person="Jean Rocher|Bruno Lang")
    assert [entity.country for entity in found] == ["FRA", None]


def test_names_that_share_a_span_are_parted() -> None:
    text = "وحضر تساي تشي ووانغ يي الاجتماع"
    both = "تساي تشي ووانغ يي"
    event = draft(text, ("attendee", both), main="الاجتماع")
    found = parted(text, Draft((event,), tuple(mentions(text, {both: "person"})), 0))
    assert [m.of(text) for m in found.entities] == ["تساي تشي", "ووانغ يي"]
    assert [a.of(text) for a in found.events[0].arguments] == ["تساي تشي", "ووانغ يي"]


def test_a_doubled_waw_elsewhere_is_left() -> None:
    text = "سوق ووهان"
    event = draft(text, ("participant", text), main="سوق")
    found = parted(text, Draft((event,), tuple(mentions(text, {text: "place"})), 0))
    assert found.events[0].arguments[0].of(text) == text


def test_part_of_a_name_is_widened_to_the_mention() -> None:
    text = "وصل شي جين بينغ لحضور منتدى الحزام والطريق"
    event = draft(text, ("participant", "شي جين"), ("object", "منتدى"), main="وصل")
    spans = tuple(mentions(text, {"شي جين بينغ": "person", "منتدى الحزام والطريق": "thing"}))
    (found,) = snapped(text, Draft((event,), spans, 0)).events
    assert [a.of(text) for a in found.arguments] == ["شي جين بينغ", "منتدى الحزام والطريق"]


def test_a_modifier_is_not_widened() -> None:
    text = "The Oslo school board met teachers"
    event = draft(text, ("participant", "Oslo"), main="met")
    spans = tuple(mentions(text, {"Oslo school board": "organization"}))
    (found,) = snapped(text, Draft((event,), spans, 0)).events
    assert [a.of(text) for a in found.arguments] == ["Oslo"]


def test_the_land_in_a_title_is_no_party() -> None:
    text = "التقى رئيس لاوس ثونغلون سيسوليث الوفد"
    event = draft(text, ("participant", "لاوس"), ("participant", "ثونغلون سيسوليث"), main="التقى")
    kinds = {"لاوس": "place", "ثونغلون سيسوليث": "person"}
    (found,) = snapped(text, Draft((event,), tuple(mentions(text, kinds)), 0)).events
    assert [a.of(text) for a in found.arguments] == ["ثونغلون سيسوليث"]


@pytest.mark.parametrize(
    ("words", "free"),
    [
        ("للحزب الشيوعي", "الحزب الشيوعي"),
        ("بالرياض", "الرياض"),
        ("وصربيا", "صربيا"),
        ("بكين", "بكين"),
        ("لبنان", "لبنان"),
        ("كوبا", "كوبا"),
        ("بالتيمور", "بالتيمور"),
        ("ووزارة الصحة", "وزارة الصحة"),
    ],
)
def test_names_are_free_of_clitics(words: str, free: str) -> None:
    kind = "place" if " " not in words else "organization"
    assert [entity.name for entity in entities(words, **{kind: words})] == [free]
