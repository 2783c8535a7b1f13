"""The ontology as shipped: complete, legal, and true to its own examples."""

import json
import re
import shutil
import time
import tomllib
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError
from waqai.ontology import EventType, Ontology
from waqai.ontology_examples import Example
from waqai.ontology_report import examples, file_schema, main, miscoded, ontology_warnings

SCHEMAS = Path(__file__).parents[2] / "schemas"
ONTOLOGY = Ontology.load(SCHEMAS / "ontology")
ROLES = (
    "participant attendee agent speaker addressee target beneficiary person position object"
    " content amount cause place time"
).split()
TYPES = (
    "meet visit contact convene sign appeal pledge support criticize warn state aid sanction elect"
    " appoint leave_office legislate attack death injury ceasefire release mobilize protest arrest"
    " prosecute disaster accident outbreak deal market launch compete award discover"
).split()
PLOVER = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST"
    " SANCTION MOBILIZE COERCE ASSAULT"
).split()


def test_it_holds_every_type_and_role_that_consumers_know() -> None:
    assert sorted(ONTOLOGY.types) == sorted(TYPES)
    assert list(ONTOLOGY.roles) == ROLES
    assert list(ONTOLOGY.plover.types) == PLOVER


def test_it_has_no_warnings() -> None:
    assert list(ontology_warnings(ONTOLOGY)) == []


@pytest.mark.parametrize("kind", ONTOLOGY.types.values(), ids=lambda kind: kind.id)
def test_a_type_is_documented_in_both_languages(kind: EventType) -> None:
    assert set(kind.roles) <= set(ROLES)
    assert re.search("[\u0621-\u064a]", kind.definition.ar)
    assert not re.search("[\u0600-\u06ff]", kind.definition.en)
    assert {language for language, _ in examples(kind)} == {"ar", "en"}
    assert kind.family in ONTOLOGY.families


@pytest.mark.parametrize("kind", ONTOLOGY.types.values(), ids=lambda kind: kind.id)
def test_an_example_marks_words_of_its_text_in_its_language(kind: EventType) -> None:
    for language, example in examples(kind):
        for mark in example.marks():
            assert example.text[mark.start : mark.end] == mark.text
        arabic = len(re.findall("[\u0621-\u064a]", example.text))
        assert (arabic > len(example.text) / 2) == (language == "ar")


@pytest.mark.parametrize("kind", ONTOLOGY.types.values(), ids=lambda kind: kind.id)
def test_an_example_is_coded_as_it_says(kind: EventType) -> None:
    assert list(miscoded(kind)) == []


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("Flood upon flood", "flood", 11),
        ("He met a man who met her", "met#2", 17),
        ("She wrote it in C# at home", "C#", 16),
        ("وقّع الوزير، ووقّع السفير", "وقّع", 0),
        ("C# and C#", "C##2", 7),
    ],
)
def test_the_words_of_an_example_are_found_where_they_stand_whole(
    text: str, words: str, start: int
) -> None:
    mark = next(Example(text=text, trigger=words, code="-/-").marks())
    assert (mark.start, text[mark.start : mark.end]) == (start, mark.text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("met", "met#2"),
        ("met her, met him", "met"),
        ("met", "met#0"),
        ("وقّع", "وق"),
        ("metre", "met"),
    ],
)
def test_words_that_do_not_stand_there_are_refused(text: str, words: str) -> None:
    with pytest.raises(ValidationError, match="times in the example as whole words"):
        Example(text=text, trigger=words, code="-/-")


def test_no_sentence_serves_two_types() -> None:
    texts = [example.text for kind in ONTOLOGY.types.values() for _, example in examples(kind)]
    assert len(set(texts)) == len(texts) >= 2 * len(TYPES)


def test_cameo_lists_every_root_that_a_type_may_get() -> None:
    assert set(ONTOLOGY.types["attack"].cameo) == {"18", "19", "20"}
    assert ONTOLOGY.types["criticize"].cameo == ("11", "12")
    assert ONTOLOGY.types["death"].cameo == ()


def test_it_is_frozen() -> None:
    with pytest.raises(ValidationError):
        ONTOLOGY.version = "2.0.0"


def test_the_checksum_covers_every_file_and_nothing_else(tmp_path: Path) -> None:
    folder = shutil.copytree(SCHEMAS / "ontology", tmp_path / "ontology")
    assert Ontology.load(folder).sha256 == ONTOLOGY.sha256
    with (folder / "society.toml").open("a") as file:
        file.write("# one comment more\n")
    assert Ontology.load(folder).sha256 != ONTOLOGY.sha256


def test_it_loads_fast_enough_for_a_cold_start() -> None:
    durations = []
    for _ in range(5):
        start = time.process_time()
        Ontology.load(SCHEMAS / "ontology")
        durations.append(time.process_time() - start)
    assert min(durations) < 0.1  # 15 ms, and twice that under coverage's tracer


def test_it_can_be_served_as_json() -> None:
    document = json.loads(ONTOLOGY.model_dump_json())
    assert document["types"]["meet"]["roles"]["participant"]
    assert "general_rules" not in document["types"]["meet"]


def test_the_committed_json_schema_is_the_generated_one() -> None:
    assert (SCHEMAS / "ontology.schema.json").read_text() == file_schema()


def test_the_json_schema_takes_the_files_and_refuses_an_unknown_key() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(file_schema()))
    for path in (SCHEMAS / "ontology").glob("*.toml"):
        assert list(validator.iter_errors(tomllib.loads(path.read_text()))) == []
    wrong = tomllib.loads((SCHEMAS / "ontology/society.toml").read_text()) | {"sport": 1}
    assert not validator.is_valid(wrong)


def test_the_check_command_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SCHEMAS / "ontology")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert re.search(r"^meet +diplomacy +CONSULT +04 +2/2 +participant attendee content$", lines[7])
    assert "35 types in 8 families, 0 warnings, 0 mistakes" in lines[-1]


def test_the_schema_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == file_schema()
