"""Keep the model's spans that hold words of the text and labels of the ontology; count the rest."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from ..ontology import Ontology
from .spans import Prediction, ScoredSpan, TriggerSpan

BLANK = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u2028\u2029\u202f\u3000"
    "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069\ufeff"
)
"""White space, bidi marks and zero-width characters, which no span begins or ends with."""

CLOSING = {")": "(", "]": "[", "»": "«", "”": "“"}
Scored = TypeVar("Scored", bound=ScoredSpan)


def sound(text: str, prediction: Prediction, ontology: Ontology) -> Prediction:
    """Drop and count what is not in the text or the ontology; blank triggers keep their index."""
    triggers = [_trigger(text, trigger, ontology) for trigger in prediction.triggers]
    entities = list(_sound(text, prediction.entities, lambda e: e.kind in ontology.entity_kinds))
    said = sum(1 + len(trigger.roles) for trigger in prediction.triggers) + len(prediction.entities)
    kept = sum(1 + len(trigger.roles) for trigger in triggers if trigger.end) + len(entities)
    return replace(
        prediction,
        triggers=tuple(triggers),
        entities=tuple(entities),
        rejected=prediction.rejected + said - kept,
    )


def _trigger(text: str, trigger: TriggerSpan, ontology: Ontology) -> TriggerSpan:
    """Return the trigger with its sound roles, at 0:0 if it is none."""
    sound = list(_sound(text, [trigger], lambda t: t.type in ontology.types))
    roles = tuple(_sound(text, trigger.roles, lambda r: r.role in ontology.roles))
    return replace(sound[0], roles=roles) if sound else replace(trigger, start=0, end=0, roles=())


def _sound(
    text: str, spans: Iterable[Scored], is_known: Callable[[Scored], bool]
) -> Iterator[Scored]:
    """Yield the known spans that hold words of the text, without blanks at their borders."""
    for span in spans:
        words = span.of(text) if 0 <= span.start < span.end <= len(text) else ""
        left = len(words) - len(words.lstrip(BLANK))
        kept = words.strip(BLANK)
        if kept and is_known(span):
            start = span.start + left
            yield replace(span, start=start, end=_closed(text, start, start + len(kept)))


def _closed(text: str, start: int, end: int) -> int:
    """Take in a bracket that closes one inside the span: "اليوم (الجمعة)"."""
    closing = CLOSING.get(text[end : end + 1])
    words = text[start:end]
    return end + 1 if closing and words.count(closing) > words.count(text[end]) else end
