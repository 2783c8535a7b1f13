"""Mistakes in a type or a rule: each stops the load and names file, key and remedy."""

from pathlib import Path

import pytest
from waqai.errors import OntologyError
from waqai.ontology import Ontology

from tests.ontology_edits import Edit, added, copied_ontology, replaced

MISTAKES: list[tuple[str, Edit, str, str]] = [
    (
        "unknown role of a type",
        replaced("conflict.toml", 'agent = "the attacker', 'agnet = "the attacker'),
        "conflict.toml: types.attack.roles: 'agnet' is no role",
        "did you mean 'agent'?",
    ),
    (
        "unknown role as an actor",
        replaced("justice.toml", 'actors = ["agent"]', 'actors = ["police"]'),
        "justice.toml: types.arrest.coding.actors: 'police' is no role",
        "participant, attendee",
    ),
    (
        "unknown role in a condition",
        replaced("diplomacy.toml", 'lacks = ["agent"]', 'lacks = ["agents"]'),
        "diplomacy.toml: types.visit.coding.rules.0.when: 'agents' is no role",
        "did you mean 'agent'?",
    ),
    (
        "unknown role in an example",
        replaced("society.toml", "arguments.agent = [", "arguments.winner = ["),
        "society.toml: types.compete.examples.ar.0.arguments: 'winner' is no role",
        "write one of",
    ),
    (
        "unknown PLOVER type",
        replaced("justice.toml", 'plover = "COERCE"', 'plover = "COERCION"'),
        "justice.toml: types.arrest.coding.plover: 'COERCION' is no PLOVER type",
        "did you mean 'COERCE'?",
    ),
    (
        "mode of another PLOVER type",
        replaced("justice.toml", 'mode = "arrest"', 'mode = "phone"'),
        "justice.toml: types.arrest.coding.mode: 'phone' is no mode of COERCE",
        "(arrest)",
    ),
    (
        "mode without a PLOVER type",
        replaced("justice.toml", 'plover = "COERCE"\n', ""),
        "justice.toml: types.arrest.coding.mode: a mode needs a PLOVER type",
        "name it in plover",
    ),
    (
        "CAMEO root out of range",
        replaced("justice.toml", 'cameo = "17"', 'cameo = "173"'),
        "justice.toml: types.arrest.coding.cameo: ",
        "pattern",
    ),
    (
        "CAMEO root without a name",
        replaced("ontology.toml", '"17" = "coerce"\n', ""),
        "justice.toml: types.arrest.coding.cameo: '17' is no CAMEO root",
        "write one of (01, 02",
    ),
    (
        "rule that always holds",
        replaced("diplomacy.toml", '{ lacks = ["agent"] }', "{}"),
        "diplomacy.toml: types.visit.coding.rules.0.when: the rule would always hold",
        "name a condition",
    ),
    (
        "rule that changes nothing",
        replaced("diplomacy.toml", 'then = { mode = "none" }', "then = {}"),
        "diplomacy.toml: types.contact.coding.rules.0.then: the rule changes nothing",
        "name what follows",
    ),
    (
        "roles to look in, nothing to look for",
        replaced("diplomacy.toml", 'lacks = ["agent"]', 'words_in = ["agent"]'),
        "diplomacy.toml: types.visit.coding.rules.0.when.words_in: no words to look for",
        "add words",
    ),
    (
        "general rule on an unknown PLOVER type",
        replaced("ontology.toml", 'plover = ["RETREAT"]', 'plover = ["YIELD"]'),
        "ontology.toml: plover.rules.1.when.plover: 'YIELD' is no PLOVER type",
        "write one of",
    ),
    (
        "trigger that is not in the example",
        replaced("politics.toml", 'trigger = "elected"', 'trigger = "chosen"'),
        "politics.toml: types.elect.examples.en.0: trigger 'chosen' stands 0 times",
        "write the words as in the text",
    ),
    (
        "part of a word as a filler",
        replaced("politics.toml", '["Tevita Fonua"]', '["Tevita Fon"]'),
        "politics.toml: types.elect.examples.en.0: person 'Tevita Fon' stands 0 times",
        "as whole words",
    ),
    (
        "filler that stands twice",
        replaced("politics.toml", "on Saturday.", "on Saturday, a Saturday in May."),
        "politics.toml: types.elect.examples.en.0: time 'Saturday' stands 2 times",
        "#2",
    ),
    (
        "unknown modality",
        replaced("politics.toml", 'modality = "negated"', 'modality = "denied"'),
        "politics.toml: types.legislate.examples.en.0.modality: ",
        "'asserted', 'planned', 'requested', 'possible' or 'negated'",
    ),
    (
        "unknown key",
        replaced("economy.toml", "[types.deal.roles]", 'colour = "red"\n[types.deal.roles]'),
        "economy.toml: types.deal.colour: ",
        "not permitted",
    ),
    (
        "missing definition",
        replaced("economy.toml", "definition.ar", "definition.fr"),
        "economy.toml: types.deal.definition.ar: Field required",
        "(and 1 more)",
    ),
    (
        "empty meaning of a role",
        replaced("economy.toml", '"price or stake"', '" "'),
        "economy.toml: types.deal.roles.amount: ",
        "at least 1 character",
    ),
    (
        "type with a capital",
        added(
            "society.toml",
            '[types.Wed]\ndefinition = { en = "x", ar = "ز" }\nroles.person = "who"\n'
            'triggers = { ar = ["زفاف"], en = ["wed"] }\n',
        ),
        "society.toml: types.Wed: a type's name is",
        "lower-case words joined by _",
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied_ontology(tmp_path)


@pytest.mark.parametrize(
    ("edit", "where", "remedy"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES]
)
def test_a_mistake_names_file_and_key_and_what_to_mend(
    folder: Path, edit: Edit, where: str, remedy: str
) -> None:
    edit(folder)
    with pytest.raises(OntologyError) as raised:
        Ontology.load(folder)
    assert where in raised.value.detail
    assert remedy in raised.value.detail
