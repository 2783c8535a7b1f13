"""Editing the ontology's files: the README's own example, file mistakes, warnings, the layer."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from waqai.errors import OntologyError
from waqai.ontology import Ontology
from waqai.ontology_report import main, miscoded, ontology_warnings

from tests.ontology_edits import SCHEMAS, Edit, added, copied_ontology, replaced


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied_ontology(tmp_path)


def readme_example() -> str:
    found = re.search("```toml\n(.*?)```", (SCHEMAS / "README.md").read_text(), re.DOTALL)
    assert found
    return found[1]


def test_the_readmes_type_loads_and_codes_as_it_says(folder: Path) -> None:
    (folder / "sea.toml").write_text(readme_example())
    ontology = Ontology.load(folder)
    blockade = ontology.types["blockade"]
    assert (blockade.family, blockade.cameo) == ("sea", ("17", "08"))
    assert ontology.families["sea"].en == "Sea traffic"
    assert list(miscoded(blockade)) == []
    assert list(ontology_warnings(ontology)) == []
    assert main(["check", str(folder)]) == 0


def without_families(folder: Path) -> None:
    for path in folder.glob("*.toml"):
        if path.name != "ontology.toml":
            path.unlink()


MISTAKES: list[tuple[str, Edit, str, str]] = [
    (
        "modality that the record does not know",
        added("ontology.toml", '[modalities.feared]\ndefinition = { en = "x", ar = "خ" }\n'),
        "ontology.toml: modalities: the record knows asserted, planned",
        "define exactly these",
    ),
    (
        "version that is not three numbers",
        replaced("ontology.toml", 'version = "1.0.0"', 'version = "v1"'),
        "ontology.toml: version: ",
        "pattern",
    ),
    (
        "broken TOML",
        added("justice.toml", "[types.arrest\n"),
        "justice.toml: not TOML: ",
        "line",
    ),
    (
        "not UTF-8",
        lambda folder: (folder / "justice.toml").write_bytes("ن".encode("cp1256")),
        "justice.toml: byte 0 is not UTF-8",
        "save it as UTF-8",
    ),
    (
        "type defined twice",
        lambda folder: (folder / "zoo.toml").write_text((folder / "disasters.toml").read_text()),
        "zoo.toml: types.disaster: disasters.toml has that type too",
        "rename one",
    ),
    (
        "no common file",
        lambda folder: (folder / "ontology.toml").unlink(),
        "ontology.toml: no such file",
        "name the folder that holds it",
    ),
    (
        "no family file",
        without_families,
        "no family file beside ontology.toml",
        "add one",
    ),
]


@pytest.mark.parametrize(
    ("edit", "where", "remedy"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES]
)
def test_a_mistake_names_file_and_key_and_what_to_mend(
    folder: Path, edit: Edit, where: str, remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder)
    with pytest.raises(OntologyError) as raised:
        Ontology.load(folder)
    assert where in raised.value.detail
    assert remedy in raised.value.detail
    assert main(["check", str(folder)]) == 1
    assert where in capsys.readouterr().err


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"nowhere.ontology\.toml: no such file"):
        Ontology.load(tmp_path / "nowhere")


def test_an_example_that_codes_otherwise_fails_the_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced("justice.toml", 'code = "COERCE arrest/17"', 'code = "COERCE/17"')(folder)
    assert main(["check", str(folder)]) == 1
    printed = capsys.readouterr()
    assert "justice.toml: types.arrest.examples.ar: codes as COERCE arrest/17" in printed.err
    assert "1 mistakes" in printed.out


@pytest.mark.parametrize(
    ("edit", "warning"),
    [
        (
            replaced("economy.toml", 'triggers.en = ["acquired"', 'triggers.en = [] # "acquired"'),
            "economy.toml: types.deal.triggers.en: none given",
        ),
        (
            replaced("justice.toml", 'actors = ["agent"]', "actors = []"),
            "justice.toml: types.arrest.coding.actors: a PLOVER type without actors",
        ),
        (
            replaced("ontology.toml", "place.en =", 'witness = { en = "x", ar = "ش" }\nplace.en ='),
            "ontology.toml: roles.witness: no type uses it",
        ),
        (
            added(
                "society.toml",
                '[types.wed]\ndefinition = { en = "x", ar = "ز" }\nroles.person = "who"\n'
                'triggers = { ar = ["زفاف"], en = ["wed"] }\n'
                'examples.ar = [{ text = "تزوج زيد", trigger = "تزوج", code = "-/-" }]\n',
            ),
            "society.toml: types.wed.examples.en: none given",
        ),
    ],
)
def test_what_is_legal_but_likely_not_meant_is_a_warning(
    folder: Path, edit: Edit, warning: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder)
    assert list(ontology_warnings(Ontology.load(folder))) == [warning]
    assert main(["check", str(folder)]) == 0
    assert f"warning: {warning}" in capsys.readouterr().out


def test_the_layer_holds_what_a_function_reads_under_opt(tmp_path: Path) -> None:
    command = ["make", "--silent", "-C", str(SCHEMAS), "build-SchemasLayer"]
    subprocess.run([*command, f"ARTIFACTS_DIR={tmp_path}"], check=True)
    shipped = Ontology.load(tmp_path / "schemas" / "ontology")
    assert shipped.sha256 == Ontology.load(SCHEMAS / "ontology").sha256
    assert (tmp_path / "schemas" / "ontology.schema.json").is_file()


def test_the_check_runs_as_the_readme_says() -> None:
    command = [sys.executable, "-W", "error", "-m", "waqai.ontology", "check", "ontology"]
    done = subprocess.run(command, cwd=SCHEMAS, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 mistakes" in done.stdout
