"""The trigger bank: marks become offsets, and bad lines are named."""

import random
from pathlib import Path

import pytest

from training.bank.format import Passage, joined, read_bank, read_passages
from training.corpus.format import CorpusError, Mention
from training.material import grouped


def passages(folder: Path, *lines: str) -> list[tuple[Passage, str | None]]:
    path = folder / "en-made.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return list(read_passages(path))


def test_marks_give_words_types_and_modality(tmp_path: Path) -> None:
    line = "MPs {passed|legislate} it and will {vote|elect.planned} again."
    [(passage, problem)] = passages(tmp_path, "# a remark", "", line)
    assert problem is None
    assert passage.text == "MPs passed it and will vote again."
    assert [(m.type, m.modality) for m in passage.triggers] == [
        ("legislate", "asserted"),
        ("elect", "planned"),
    ]
    for marked in passage.triggers:
        mention = marked.mention
        assert passage.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("MPs {passed|law} it", "no such type: law"),
        ("MPs {passed|legislate.maybe} it", "no such modality: maybe"),
        ("MPs {passed legislate} it", "a mark that is not"),
        ("MPs {pass|legislate}ed it", "inside of a word"),
        ("MPs sur{passed|legislate} it", "inside of a word"),
        ("MPs {passed |legislate}it", "with a blank"),
    ],
)
def test_bad_line_is_named_with_its_number(tmp_path: Path, line: str, wrong: str) -> None:
    [(_, problem)] = passages(tmp_path, line)
    assert problem is not None and problem.startswith("line 1: ") and wrong in problem


def test_joined_passages_keep_their_triggers(tmp_path: Path) -> None:
    both = [p for p, _ in passages(tmp_path, "He {quit|leave_office}.", "She {won|elect}.")]
    text, marked = joined(both)
    assert text == "He quit. She won."
    assert [m.mention for m in marked] == [Mention("quit", 3, 7), Mention("won", 13, 16)]


def test_released_bank_is_sound() -> None:
    found = list(read_bank())
    assert len({passage.text for passage in found}) == len(found)


def test_bad_file_stops_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.bank.format.FOLDER", tmp_path)
    (tmp_path / "ar-bad.txt").write_text("{قال|say}", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"ar-bad\.txt: line 1: no such type: say"):
        list(read_bank())


def test_groups_hold_each_passage_once_and_one_language() -> None:
    made = [Passage(language, str(i), ()) for i in range(40) for language in ("ar", "en")]
    groups = grouped(made, random.Random(0))
    assert sorted(p.text for g in groups for p in g) == sorted(p.text for p in made)
    assert all(len({p.language for p in g}) == 1 and len(g) <= 4 for g in groups)
