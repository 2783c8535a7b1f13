"""Check what one schema file says against what the others and the record allow."""

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import NoReturn, get_args

from .errors import OntologyError
from .ontology_rules import NONE, Outcome, Rule
from .ontology_types import CommonFile, TypeTable
from .record import EntityKind, Modality

TYPE_ID = re.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*")


def check_common(file: str, common: CommonFile) -> None:
    """Check ``ontology.toml`` by itself."""
    _same(file, "modalities", common.modalities, get_args(Modality))
    _same(file, "entity_kinds", common.entity_kinds, get_args(EntityKind))
    for number, rule in enumerate(common.plover.rules):
        _check_rule(file, f"plover.rules.{number}", rule, common)


def check_type(file: str, type_id: str, table: TypeTable, common: CommonFile) -> None:
    """Check one event type against the roles, the PLOVER types and the CAMEO roots."""
    key = f"types.{type_id}"
    if not TYPE_ID.fullmatch(type_id):
        _fail(file, key, "a type's name is lower-case words joined by _, as in leave_office")
    _known(file, f"{key}.roles", table.roles, common.roles, "role")
    coding = table.coding
    _check_outcome(
        file,
        f"{key}.coding",
        Outcome(**coding.model_dump(exclude={"rules"})),
        coding.plover,
        common,
    )
    for number, rule in enumerate(coding.rules):
        _check_rule(file, f"{key}.coding.rules.{number}", rule, common, coding.plover)
    for language, examples in (("ar", table.examples.ar), ("en", table.examples.en)):
        for number, example in enumerate(examples):
            where = f"{key}.examples.{language}.{number}.arguments"
            _known(file, where, example.arguments, common.roles, "role")


def _check_rule(
    file: str, key: str, rule: Rule, common: CommonFile, plover: str | None = None
) -> None:
    when = rule.when
    counted = when.count.roles if when.count else ()
    roles = (*when.has, *when.lacks, *when.words_in, *counted)
    _known(file, f"{key}.when", roles, common.roles, "role")
    _known(file, f"{key}.when.plover", when.plover, common.plover.types, "PLOVER type")
    if when.words_in and not when.words:
        _fail(file, f"{key}.when.words_in", "no words to look for in these roles; add words")
    if not when.model_fields_set:
        _fail(file, f"{key}.when", "the rule would always hold; name a condition")
    if not rule.then.model_fields_set:
        _fail(file, f"{key}.then", "the rule changes nothing; name what follows")
    _check_outcome(file, f"{key}.then", rule.then, rule.then.plover or plover, common)


def _check_outcome(
    file: str, key: str, then: Outcome, plover: str | None, common: CommonFile
) -> None:
    _known(file, f"{key}.actors", then.actors or (), common.roles, "role")
    _known(file, f"{key}.recipients", then.recipients or (), common.roles, "role")
    if then.plover and then.plover != NONE:
        _known(file, f"{key}.plover", [then.plover], common.plover.types, "PLOVER type")
    if then.cameo and then.cameo != NONE:
        _known(file, f"{key}.cameo", [then.cameo], common.cameo, "CAMEO root")
    if then.mode and then.mode != NONE:
        if plover is None or plover == NONE:
            _fail(file, f"{key}.mode", "a mode needs a PLOVER type; name it in plover")
        _known(
            file, f"{key}.mode", [then.mode], common.plover.types[plover].modes, f"mode of {plover}"
        )


def _known(file: str, key: str, names: Iterable[str], legal: Collection[str], what: str) -> None:
    for name in names:
        if name not in legal:
            near = get_close_matches(name, legal, 1)
            hint = f"did you mean {near[0]!r}?" if near else "write one of"
            _fail(file, key, f"{name!r} is no {what}; {hint} ({', '.join(legal) or 'it has none'})")


def _same(file: str, key: str, found: Collection[str], wanted: Collection[str]) -> None:
    if set(found) != set(wanted):
        _fail(file, key, f"the record knows {', '.join(wanted)}; define exactly these")


def _fail(file: str, key: str, mistake: str) -> NoReturn:
    raise OntologyError(f"{file}: {key}: {mistake}", pointer=key)
