"""The ontology of event types: read from a folder of TOML files, checked, versioned."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Self, TypeVar

from pydantic import Field, ValidationError

from .errors import OntologyError
from .ontology_checks import check_common, check_type
from .ontology_rules import Part, Rule
from .ontology_types import (
    CommonFile,
    FamilyFile,
    ModalityTable,
    PloverTable,
    TypeTable,
    Wording,
)

COMMON_FILE = "ontology.toml"
ROLES_OF_ALL = ("place", "time")
"""Roles that go with every type, whatever its table names."""
File = TypeVar("File", CommonFile, FamilyFile)


class EventType(TypeTable):
    """An event type with the name it is known by and the family file it stands in."""

    id: str
    family: str
    general_rules: tuple[Rule, ...] = Field(default=(), exclude=True, repr=False)
    """The ontology's own rules, which ``waqai.coding`` applies after the type's."""

    @property
    def taken_roles(self) -> frozenset[str]:
        """Return the roles that the type names, and those of all types."""
        return frozenset((*self.roles, *ROLES_OF_ALL))

    @property
    def cameo(self) -> tuple[str, ...]:
        """Return the CAMEO roots that events of the type may get from its own coding."""
        ruled = [rule.then.cameo for rule in self.coding.rules]
        codes = [code for code in (self.coding.cameo, *ruled) if code and code != "none"]
        return tuple(dict.fromkeys(codes))


class Ontology(Part):
    """All event types and what they share; ``sha256`` covers every byte of the files."""

    version: str
    sha256: str
    languages: tuple[str, ...]
    families: Mapping[str, Wording]
    types: Mapping[str, EventType]
    roles: Mapping[str, Wording]
    modalities: Mapping[str, ModalityTable]
    entity_kinds: Mapping[str, Wording]
    plover: PloverTable
    cameo_roots: Mapping[str, str]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read and check the folder's TOML files; OntologyError names file and key."""
        contents = _read_folder(folder)
        common = _parse(COMMON_FILE, contents[COMMON_FILE], CommonFile)
        check_common(COMMON_FILE, common)
        files = {
            name: _parse(name, content, FamilyFile)
            for name, content in contents.items()
            if name != COMMON_FILE
        }
        return cls(
            version=common.version,
            sha256=_checksum(contents),
            languages=common.languages,
            families={Path(name).stem: file.family for name, file in files.items()},
            types=_types(files, common),
            roles=common.roles,
            modalities=common.modalities,
            entity_kinds=common.entity_kinds,
            plover=common.plover,
            cameo_roots=common.cameo,
        )


def _read_folder(folder: Path) -> dict[str, bytes]:
    contents = {path.name: path.read_bytes() for path in sorted(folder.glob("*.toml"))}
    if COMMON_FILE not in contents:
        raise OntologyError(
            f"{folder / COMMON_FILE}: no such file; name the folder that holds it",
            pointer=COMMON_FILE,
        )
    if len(contents) == 1:
        raise OntologyError(
            f"{folder}: no family file beside {COMMON_FILE}; add one, for instance diplomacy.toml",
            pointer=COMMON_FILE,
        )
    return contents


def _checksum(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in contents.items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _parse(name: str, content: bytes, shape: type[File]) -> File:
    try:
        return shape.model_validate(tomllib.loads(content.decode()))
    except UnicodeDecodeError as error:
        raise OntologyError(f"{name}: byte {error.start} is not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise OntologyError(f"{name}: not TOML: {error}") from error
    except ValidationError as error:
        raise _first_mistake(name, error) from error


def _first_mistake(name: str, error: ValidationError) -> OntologyError:
    """Name the key of the first mistake, and how many more there are."""
    mistake, *more = error.errors()
    key = ".".join(str(step) for step in mistake["loc"]) or "the file"
    message = mistake["msg"].removeprefix("Value error, ")
    rest = f" (and {len(more)} more)" if more else ""
    return OntologyError(f"{name}: {key}: {message}{rest}", pointer=key)


def _types(files: Mapping[str, FamilyFile], common: CommonFile) -> dict[str, EventType]:
    types: dict[str, EventType] = {}
    for name, file in files.items():
        for key, table in file.types.items():
            if key in types:
                raise OntologyError(
                    f"{name}: types.{key}: {types[key].family}.toml has that type too; rename one",
                    pointer=f"types.{key}",
                )
            check_type(name, key, table, common)
            types[key] = EventType(
                **dict(table), id=key, family=Path(name).stem, general_rules=common.plover.rules
            )
    return types


if __name__ == "__main__":
    from .ontology_report import main

    raise SystemExit(main())
