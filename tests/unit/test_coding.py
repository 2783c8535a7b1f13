"""PLOVER and CAMEO codes by type, modality and trigger, by the shipped ontology."""

import pytest

from tests.coding import Filler, coded


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("meet", "CONSULT/04"),
        ("visit", "CONSULT visit/04"),
        ("contact", "CONSULT phone/04"),
        ("convene", "CONSULT multilateral/04"),
        ("sign", "SUPPORT/05"),
        ("appeal", "REQUEST/02"),
        ("pledge", "AGREE/03"),
        ("support", "SUPPORT/05"),
        ("criticize", "ACCUSE disapprove/11"),
        ("warn", "THREATEN/13"),
        ("state", "-/01"),
        ("aid", "AID/07"),
        ("sanction", "SANCTION/16"),
        ("elect", "-/-"),
        ("appoint", "-/-"),
        ("leave_office", "-/-"),
        ("legislate", "-/-"),
        ("attack", "ASSAULT/18"),
        ("death", "-/-"),
        ("injury", "-/-"),
        ("ceasefire", "RETREAT ceasefire/08"),
        ("release", "RETREAT release/08"),
        ("mobilize", "MOBILIZE/15"),
        ("protest", "PROTEST/14"),
        ("arrest", "COERCE arrest/17"),
        ("prosecute", "ACCUSE/11"),
        ("disaster", "-/-"),
        ("accident", "-/-"),
        ("outbreak", "-/-"),
        ("deal", "COOPERATE/06"),
        ("market", "-/-"),
        ("launch", "-/-"),
        ("compete", "-/-"),
        ("award", "-/-"),
        ("discover", "-/-"),
    ],
)
def test_each_type_has_its_code(kind: str, code: str) -> None:
    assert coded(kind) == code


@pytest.mark.parametrize(
    ("kind", "modality", "code"),
    [
        ("meet", "planned", "AGREE/03"),
        ("visit", "planned", "AGREE/03"),
        ("contact", "planned", "AGREE/03"),
        ("convene", "planned", "AGREE/03"),
        ("sign", "planned", "AGREE/03"),
        ("support", "planned", "AGREE/03"),
        ("aid", "planned", "AGREE/03"),
        ("deal", "planned", "AGREE/03"),
        ("pledge", "planned", "AGREE/03"),
        ("ceasefire", "planned", "CONCEDE/03"),
        ("release", "planned", "CONCEDE/03"),
        ("attack", "planned", "ASSAULT/18"),
        ("protest", "planned", "PROTEST/14"),
        ("state", "planned", "-/01"),
        ("meet", "negated", "REJECT/12"),
        ("visit", "negated", "REJECT/12"),
        ("contact", "negated", "REJECT/12"),
        ("convene", "negated", "REJECT/12"),
        ("attack", "negated", "-/-"),
        ("aid", "negated", "-/-"),
        ("release", "negated", "-/-"),
        ("state", "negated", "-/-"),
        ("meet", "requested", "CONSULT/04"),
        ("meet", "possible", "CONSULT/04"),
        ("attack", "possible", "ASSAULT/18"),
    ],
)
def test_the_modality_changes_what_it_should(kind: str, modality: str, code: str) -> None:
    assert coded(kind, modality) == code


@pytest.mark.parametrize(
    ("kind", "trigger", "code"),
    [
        ("criticize", "ورفضت", "REJECT/12"),
        ("criticize", "سيرفض", "REJECT/12"),
        ("criticize", "رَفَضَ", "REJECT/12"),
        ("criticize", "نفى", "REJECT/12"),
        ("criticize", "denied", "REJECT/12"),
        ("criticize", "Rejecting", "REJECT/12"),
        ("criticize", "اتهمت", "ACCUSE disapprove/11"),
        ("criticize", "condemned", "ACCUSE disapprove/11"),
        ("contact", "رسالة", "CONSULT/04"),
        ("contact", "وبرقية", "CONSULT/04"),
        ("contact", "letter", "CONSULT/04"),
        ("contact", "اتصالا", "CONSULT phone/04"),
        ("sanction", "طردت", "SANCTION expel/16"),
        ("sanction", "expelled", "SANCTION expel/16"),
        ("sanction", "برفع", "RETREAT/08"),
        ("sanction", "lifting", "RETREAT/08"),
        ("attack", "قصف", "ASSAULT/19"),
        ("attack", "الغارات", "ASSAULT/19"),
        ("attack", "واشتباكات", "ASSAULT/19"),
        ("attack", "airstrike", "ASSAULT/19"),
        ("attack", "مجزرة", "ASSAULT/20"),
        ("attack", "massacre", "ASSAULT/20"),
        ("attack", "هجوم", "ASSAULT/18"),
        ("attack", "kidnapped", "ASSAULT/18"),
        ("ceasefire", "انسحاب", "RETREAT withdraw/08"),
        ("ceasefire", "withdrew", "RETREAT withdraw/08"),
        ("ceasefire", "هدنة", "RETREAT ceasefire/08"),
        ("prosecute", "حكمت", "SANCTION convict/16"),
        ("prosecute", "بالحكم", "SANCTION convict/16"),
        ("prosecute", "المحكمة", "ACCUSE/11"),
        ("prosecute", "sentenced", "SANCTION convict/16"),
        ("prosecute", "محاكمة", "ACCUSE/11"),
        ("prosecute", "acquitted", "-/-"),
    ],
)
def test_the_trigger_tells_kinds_of_a_type_apart(kind: str, trigger: str, code: str) -> None:
    assert coded(kind, trigger=trigger) == code


def test_a_tariff_raised_is_pressure_though_its_verb_lifts_a_siege() -> None:
    siege, tariff = Filler("object", "الحصار"), Filler("object", "الرسوم الجمركية")
    assert coded("sanction", "asserted", siege, trigger="رفع") == "RETREAT/08"
    assert coded("sanction", "asserted", tariff, trigger="رفع") == "SANCTION/16"
    assert coded("sanction", "planned", siege, trigger="رفع") == "CONCEDE/03"


def test_a_weapon_of_mass_destruction_counts_as_a_means_only() -> None:
    gas, plant = Filler("cause", "سلاح كيميائي"), Filler("target", "منشأة نووية")
    assert coded("attack", "asserted", gas, trigger="هجوم") == "ASSAULT/20"
    assert coded("attack", "asserted", plant, trigger="هجوم") == "ASSAULT/18"
    assert coded("attack", "asserted", plant, Filler("cause", "missiles")) == "ASSAULT/19"


def test_a_sentence_that_is_only_sought_convicts_nobody() -> None:
    sentence, suit = Filler("object", "five years in prison"), Filler("object", "damages suit")
    assert coded("prosecute", "asserted", suit, trigger="filed") == "ACCUSE/11"
    assert coded("prosecute", "asserted", sentence, trigger="handed") == "SANCTION convict/16"
    assert coded("prosecute", "requested", sentence, trigger="sought") == "ACCUSE/11"
