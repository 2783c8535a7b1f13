"""Code an event in PLOVER 2.0 and CAMEO by the rules that stand in the ontology."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .coding_rules import Filler, holds, parties_in
from .ontology import EventType
from .ontology_rules import NONE, Outcome, Rule
from .record import Party, Plover

__all__ = ["Filler", "code_event"]


@dataclass(frozen=True, slots=True)
class _Code:
    plover: str | None
    mode: str | None
    cameo: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def code_event(
    event_type: EventType,
    modality: str,
    arguments: Sequence[Filler],
    triggers: Sequence[str] = (),
) -> tuple[Plover | None, str | None]:
    """Return the event's PLOVER coding and CAMEO root, each None where the scheme has none."""
    coding = event_type.coding
    code = _Code(coding.plover, coding.mode, coding.cameo, coding.actors, coding.recipients)
    for rules in (coding.rules, event_type.general_rules):
        code = _apply(rules, code, modality, arguments, triggers)
    if code.plover is None:
        return None, code.cameo
    actors, recipients = _sides(code, arguments)
    plover = Plover(type=code.plover, mode=code.mode, actors=actors, recipients=recipients)
    return plover, code.cameo


def _apply(
    rules: Iterable[Rule],
    code: _Code,
    modality: str,
    arguments: Sequence[Filler],
    triggers: Sequence[str],
) -> _Code:
    """Change the code by the first rule that holds."""
    for rule in rules:
        if holds(rule.when, code.plover, modality, arguments, triggers):
            return _changed(code, rule.then)
    return code


def _changed(code: _Code, then: Outcome) -> _Code:
    """Replace what the outcome names; another PLOVER type loses the mode of the first."""
    return _Code(
        plover=_new(code.plover, then.plover),
        mode=_new(None if then.plover else code.mode, then.mode),
        cameo=_new(code.cameo, then.cameo),
        actors=code.actors if then.actors is None else then.actors,
        recipients=code.recipients if then.recipients is None else then.recipients,
    )


def _new(old: str | None, named: str | None) -> str | None:
    return None if named == NONE else named or old


def _sides(code: _Code, arguments: Sequence[Filler]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return actors and recipients; who stands alone on both sides is an actor only."""
    actors = parties_in(code.actors, arguments)
    recipients = parties_in(code.recipients, arguments)
    return actors, () if len(actors) == 1 and actors == recipients else recipients
