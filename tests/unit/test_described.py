"""Types that only the ontology describes, found by a model that was not trained on them."""

from pathlib import Path

import pytest
from waqai.extraction.article import Article
from waqai.extraction.described import untrained
from waqai.extraction.onnx_model import OnnxEventModel
from waqai.extraction.pipeline import extract
from waqai.ontology import Ontology

from tests.ontology_edits import copied_ontology
from tests.tiny_model import TYPES, build_tiny_model

BLOCKADE = """
[family]
en = "Sea traffic"
ar = "الملاحة"

[types.blockade]
definition.en = "Ships are kept from a port."
definition.ar = "تُمنع السفن من ميناء."
triggers.ar = ["حاصر"]
triggers.en = ["blockaded", "met"]

[types.blockade.roles]
agent = "who keeps the ships out"
target = "the port or country cut off"

[types.blockade.coding]
plover = "COERCE"
cameo = "17"
actors = ["agent"]
recipients = ["target"]
"""
TEXT = "Xi said they blockaded Laos today."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the tiny artefact."""
    return build_tiny_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def ontology(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    """Return the released ontology with one type more."""
    folder = copied_ontology(tmp_path_factory.mktemp("schemas"))
    (folder / "sea.toml").write_text(BLOCKADE, encoding="utf-8")
    return Ontology.load(folder)


def only(ontology: Ontology, *names: str) -> Ontology:
    """Return the ontology with these types alone."""
    return ontology.model_copy(update={"types": {n: ontology.types[n] for n in names}})


def test_a_described_type_is_found_with_its_roles_and_its_code(
    folder: Path, ontology: Ontology
) -> None:
    known = only(ontology, *TYPES, "blockade")
    model = OnnxEventModel.load(folder, types=known.types)
    record = extract(Article(TEXT, "a1", "en"), model, known)
    by_type = {event.type: event for event in record.events}
    assert set(by_type) == {"state", "blockade"}
    found = by_type["blockade"]
    assert found.triggers[0].text == "blockaded"
    assert found.modality == "possible"
    assert {a.role: a.text for a in found.arguments} == {"target": "Laos", "time": "today"}
    assert (found.plover and found.plover.type, found.cameo) == ("COERCE", "17")
    assert 0.5 <= found.confidence <= 1


def test_without_the_description_nothing_is_found(folder: Path, ontology: Ontology) -> None:
    known = only(ontology, *TYPES)
    model = OnnxEventModel.load(folder, types=known.types)
    record = extract(Article(TEXT, "a1", "en"), model, known)
    assert [event.type for event in record.events] == ["state"]


def test_the_surer_of_two_types_has_the_word(folder: Path, ontology: Ontology) -> None:
    known = only(ontology, *TYPES, "blockade")
    model = OnnxEventModel.load(folder, types=known.types)
    record = extract(Article("Xi met Liu.", "a1", "en"), model, known)
    (event,) = record.events
    assert (event.type, event.triggers[0].text) == ("blockade", "met")


def test_the_checksum_tells_what_types_were_described(folder: Path, ontology: Ontology) -> None:
    plain = OnnxEventModel.load(folder).info.sha256
    trained = OnnxEventModel.load(folder, types=only(ontology, *TYPES).types).info.sha256
    described = OnnxEventModel.load(folder, types=only(ontology, "blockade").types).info.sha256
    assert plain == trained != described


def test_roles_are_read_as_those_of_the_most_similar_trained_type(ontology: Ontology) -> None:
    (blockade,) = untrained(only(ontology, *TYPES, "blockade").types, TYPES)
    assert TYPES[blockade.like] == "attack"
    assert blockade.roles == ("agent", "place", "target", "time")
    assert blockade.texts == (
        "تُمنع السفن من ميناء. حاصر",
        "Ships are kept from a port. blockaded, met",
    )
