"""The command ``python -m waqai.ontology``: check a folder, or print the files' JSON Schema."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from .coding import code_event
from .errors import OntologyError
from .ontology import EventType, Ontology
from .ontology_examples import Example
from .ontology_types import CommonFile, FamilyFile
from .record import Plover

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class _Filler:
    role: str
    name: str
    entity: str | None = None
    country: str | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 1 where the folder has a mistake."""
    parser = argparse.ArgumentParser(prog="python -m waqai.ontology", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check the files of a folder and list its types")
    check.add_argument("folder", type=Path, help="for instance schemas/ontology")
    commands.add_parser("schema", help="print the JSON Schema of the files")
    options = parser.parse_args(arguments)
    if options.command == "schema":
        sys.stdout.write(file_schema())
        return 0
    return _check(options.folder)


def file_schema() -> str:
    """Return the JSON Schema of ``ontology.toml`` and the family files, as text."""
    schema = TypeAdapter(FamilyFile | CommonFile).json_schema()
    schema = {"$schema": DIALECT, "title": "Waqai ontology file", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _check(folder: Path) -> int:
    try:
        ontology = Ontology.load(folder)
    except OntologyError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    mistakes = [line for kind in ontology.types.values() for line in miscoded(kind)]
    warnings = list(ontology_warnings(ontology))
    sys.stdout.writelines(f"{line}\n" for line in _table(ontology))
    sys.stdout.writelines(f"warning: {line}\n" for line in warnings)
    sys.stderr.writelines(f"{line}\n" for line in mistakes)
    sys.stdout.write(
        f"ontology {ontology.version} ({ontology.sha256[:12]}): {len(ontology.types)} types in"
        f" {len(ontology.families)} families, {len(warnings)} warnings, {len(mistakes)} mistakes\n"
    )
    return 1 if mistakes else 0


def miscoded(event_type: EventType) -> Iterator[str]:
    """Yield a line for each example whose coding is not the one it states."""
    for language, example in examples(event_type):
        found = example_code(event_type, example)
        if found != example.code:
            yield (
                f"{event_type.family}.toml: types.{event_type.id}.examples.{language}:"
                f" codes as {found}, the example says {example.code}: {example.text}"
            )


def example_code(event_type: EventType, example: Example) -> str:
    """Return what an example is coded as, in the way that its ``code`` is written."""
    fillers = [_Filler(mark.role, mark.text) for mark in example.marks() if mark.role != "trigger"]
    plover, cameo = code_event(event_type, example.modality, fillers, [example.trigger])
    return f"{_spelled(plover)}/{cameo or '-'}"


def examples(event_type: EventType) -> Iterator[tuple[str, Example]]:
    """Yield the type's examples, each with its language."""
    yield from (("ar", example) for example in event_type.examples.ar)
    yield from (("en", example) for example in event_type.examples.en)


def ontology_warnings(ontology: Ontology) -> Iterator[str]:
    """Yield what is legal but likely not meant."""
    used = {role for kind in ontology.types.values() for role in kind.taken_roles}
    for role in ontology.roles:
        if role not in used:
            yield f"ontology.toml: roles.{role}: no type uses it"
    for kind in ontology.types.values():
        key = f"{kind.family}.toml: types.{kind.id}"
        for language in ontology.languages:
            if not getattr(kind.triggers, language, ()):
                yield f"{key}.triggers.{language}: none given"
            if not getattr(kind.examples, language, ()):
                yield f"{key}.examples.{language}: none given"
        if kind.coding.plover and not kind.coding.actors:
            yield f"{key}.coding.actors: a PLOVER type without actors"


def _table(ontology: Ontology) -> Iterator[str]:
    yield f"{'type':<13} {'family':<11} {'PLOVER':<21} {'CAMEO':<9} {'ar/en':<6} roles"
    for kind in ontology.types.values():
        plover = " ".join(filter(None, (kind.coding.plover, kind.coding.mode))) or "-"
        counted = f"{len(kind.examples.ar)}/{len(kind.examples.en)}"
        yield (
            f"{kind.id:<13} {kind.family:<11} {plover:<21} {' '.join(kind.cameo) or '-':<9}"
            f" {counted:<6} {' '.join(kind.roles)}"
        )


def _spelled(plover: Plover | None) -> str:
    return " ".join(filter(None, (plover.type, plover.mode))) if plover else "-"
