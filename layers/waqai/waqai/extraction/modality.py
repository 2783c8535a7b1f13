"""Settle an event's modality: the model's word, and cue words where it is unsure."""

import re
from collections import Counter
from collections.abc import Sequence

from .folding import fold
from .spans import TriggerSpan

SURE = 0.6
"""Probability from which the model's modality of the main mention stands."""

WORDS_BEFORE = 5
"""Words before a trigger in which a cue is looked for."""

REACH = 80

CUES = (
    ("negated", "لم لن ينف نفي نفت تنفي عدم دون الغاء الغي الغيت"),
    ("negated", "not never denied denies deny didn't cancelled canceled without"),
    ("requested", "دعا دعت يدعو تدعو طالب طالبت يطالب حث حثت ناشد ناشدت اقترح اقترحت"),
    ("requested", "urged urges demanded proposed called asked"),
    ("possible", "ربما يحتمل محتمل احتمال يمكن"),
    ("possible", "may might could if whether alleged allegedly possible"),
    ("planned", "سوف المقرر المزمع يعتزم تعتزم يستعد تستعد المنتظر سيتم"),
    ("planned", "will shall scheduled plans planned due expected"),
)
"""Modality to folded cue words; the first modality with a cue before the trigger wins."""

BY_WORD = {word: modality for modality, words in CUES for word in words.split()}

FUTURE = re.compile(r"[وف]?س[يتنا](?!اس|ار|طر|ات)\w{3}")
"""A folded verb with the future prefix ("ستعقد", "وسيزور"), unlike "سياسة", "سيطرة"."""

PRESENT = re.compile(r"[يتنا]\w{2}")
CLAUSE = re.compile(r"[.،,;؛:!?؟\n]")
WORD = re.compile(r"[\w']+")


def settle(text: str, mentions: Sequence[TriggerSpan]) -> str:
    """Return the modality of an event from its mentions, the main one first."""
    main = mentions[0]
    if main.modality_confidence >= SURE:
        return main.modality
    return cue(text, main) or _vote(mentions)


def cue(text: str, trigger: TriggerSpan) -> str | None:
    """Return the modality that the trigger's form or the words before it tell."""
    word = fold(trigger.of(text))
    before = CLAUSE.split(text[max(0, trigger.start - REACH) : trigger.start])[-1]
    words = [fold(found) for found in WORD.findall(before)][-WORDS_BEFORE:]
    if words[-1:] == ["قد"] and PRESENT.match(word):
        return "possible"  # "قد يوقع" may happen; "قد وقع" has happened
    said = {BY_WORD[found] for found in map(_bare, words) if found in BY_WORD}
    if FUTURE.match(word):
        said.add("planned")
    return next((modality for modality, _ in CUES if modality in said), None)


def _bare(word: str) -> str:
    """Take a conjunction off a cue: "ولم"."""
    return word[1:] if word[:1] in ("و", "ف") and word[1:] in BY_WORD else word


def _vote(mentions: Sequence[TriggerSpan]) -> str:
    """Return the modality with the most probability over all mentions; ties: the main one's."""
    votes: Counter[str] = Counter()
    for mention in mentions:
        votes[mention.modality] += mention.modality_confidence  # type: ignore[assignment]
    return max(votes, key=lambda modality: votes[modality])
