"""The exported model's reader, on a tiny artefact whose answers are planted."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waqai.errors import ModelError
from waqai.extraction.onnx_edges import whole_words
from waqai.extraction.onnx_manifest import verify
from waqai.extraction.onnx_model import OnnxEventModel
from waqai.extraction.spans import Prediction, SameEvent, Span, Window

from tests.tiny_model import PLANTS, build_tiny_model

MEETING = "التقى شي جين بينغ اليوم في بكين."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the tiny artefact."""
    return build_tiny_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def model(folder: Path) -> OnnxEventModel:
    """Return the tiny model."""
    return OnnxEventModel.load(folder)


def read(model: OnnxEventModel, text: str, start: int = 0) -> Prediction:
    """Predict one window that starts at an offset of its article."""
    return model.predict([Window(start, start + len(text), text)])[0]


def test_reads_a_trigger_with_its_roles(model: OnnxEventModel) -> None:
    (trigger,) = read(model, MEETING).triggers
    assert (trigger.of(MEETING), trigger.type, trigger.modality) == ("التقى", "meet", "asserted")
    assert {role.role: role.of(MEETING) for role in trigger.roles} == {
        "participant": "شي جين بينغ",
        "time": "اليوم",
        "place": "بكين",
    }
    assert 0.9 < trigger.confidence <= 1
    assert 0.9 < trigger.modality_confidence <= 1


def test_reads_mentions_with_their_kinds(model: OnnxEventModel) -> None:
    person, place = read(model, MEETING).entities
    assert (person.of(MEETING), person.kind) == ("شي جين بينغ", "person")
    assert (place.of(MEETING), place.kind) == ("بكين", "place")


def test_spans_are_of_the_article_not_of_the_window(model: OnnxEventModel) -> None:
    here, there = read(model, MEETING), read(model, MEETING, start=100)
    assert [t.start + 100 for t in here.triggers] == [t.start for t in there.triggers]
    assert [r.end + 100 for r in here.triggers[0].roles] == [r.end for r in there.triggers[0].roles]


def test_one_filler_may_have_two_roles(model: OnnxEventModel) -> None:
    text = "مقتل ثلاثة جنود"
    (trigger,) = read(model, text).triggers
    assert {(r.role, r.of(text)) for r in trigger.roles} == {
        ("amount", "ثلاثة جنود"),
        ("person", "ثلاثة جنود"),
    }


def test_says_which_triggers_name_one_event(model: OnnxEventModel) -> None:
    found = read(model, "التقى شي ليو، وقال شي بعد اجتماع")
    assert [t.type for t in found.triggers] == ["meet", "state", "meet"]
    ((pair),) = found.same_event
    assert pair == SameEvent(0, 2, pair.confidence)
    assert pair.confidence > 0.5


def test_a_window_without_events_is_empty(model: OnnxEventModel) -> None:
    assert read(model, "لا شيء") == Prediction(Window(0, 6, "لا شيء"))
    assert read(model, "").triggers == ()


def test_no_windows_give_no_predictions(model: OnnxEventModel) -> None:
    assert model.predict([]) == []


def test_a_window_that_is_too_long_is_read_to_its_end(model: OnnxEventModel) -> None:
    text = "كلمة " * (2 * model.window_pieces) + MEETING
    assert [t.of(text) for t in read(model, text).triggers] == ["التقى"]


def test_roles_of_many_triggers_are_read_in_groups(model: OnnxEventModel) -> None:
    text = "قال شي " * 30
    triggers = read(model, text).triggers
    assert len(triggers) == 30
    assert all(role.role == "speaker" for trigger in triggers for role in trigger.roles)


def test_counts_pieces_without_the_special_ones(model: OnnxEventModel) -> None:
    assert model.count_pieces([MEETING, "", "قالَ"]) == [8, 0, 1]


def test_diacritics_and_bidi_marks_are_read_through(model: OnnxEventModel) -> None:
    text = "\u200fالتَقى شـــي"
    (trigger,) = read(model, text).triggers
    assert trigger.of(text) == "التَقى"
    assert [r.of(text) for r in trigger.roles] == ["شـــي"]


def test_the_artefact_is_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    again = build_tiny_model(tmp_path)
    assert (again / "manifest.json").read_bytes() == (folder / "manifest.json").read_bytes()
    other = build_tiny_model(tmp_path / "other", seed=1)
    assert OnnxEventModel.load(other).info.sha256 != OnnxEventModel.load(again).info.sha256


def test_verify_accepts_the_files_of_the_manifest(folder: Path, model: OnnxEventModel) -> None:
    assert verify(folder).sha256 == model.info.sha256
    assert model.info.name == "waqai-tiny"


def test_verify_names_the_file_that_changed(tmp_path: Path) -> None:
    (build_tiny_model(tmp_path) / "heads.onnx").write_bytes(b"")
    with pytest.raises(ModelError, match=r"heads\.onnx"):
        verify(tmp_path)


def test_verify_checks_the_checksum_of_the_whole(tmp_path: Path) -> None:
    manifest = build_tiny_model(tmp_path) / "manifest.json"
    fields = json.loads(manifest.read_text(encoding="utf-8")) | {"sha256": "0" * 64}
    manifest.write_text(json.dumps(fields), encoding="utf-8")
    with pytest.raises(ModelError, match="own checksum"):
        verify(tmp_path)


def test_fillers_below_the_threshold_are_left_out(tmp_path: Path) -> None:
    manifest = build_tiny_model(tmp_path) / "manifest.json"
    fields = json.loads(manifest.read_text(encoding="utf-8"))
    fields["thresholds"]["argument"] = 1.01
    manifest.write_text(json.dumps(fields), encoding="utf-8")
    (trigger,) = read(OnnxEventModel.load(tmp_path), MEETING).triggers
    assert trigger.type == "meet"
    assert not trigger.roles
    with pytest.raises(ModelError, match="own checksum"):
        verify(tmp_path)


def test_a_folder_without_a_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model in"):
        OnnxEventModel.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("وأعرب عن", (1, 4), "وأعرب"),
        ("«قمة»،", (0, 6), "قمة"),
        ("اليوم (الأربعاء)،", (0, 17), "اليوم (الأربعاء)"),
        ("اليوم (الجمعة).", (0, 13), "اليوم (الجمعة)"),
        ("(الأربعاء)", (0, 10), "الأربعاء"),
        ("نحو 5%.", (4, 7), "5%"),
        ("paid $5m.", (5, 9), "$5m"),
        ("the U.S. said", (4, 7), "U.S."),
        ("it ended.", (3, 9), "ended"),
        ("قالَ", (0, 3), "قالَ"),
        ("Xi’s", (0, 2), "Xi"),
        (" .،", (0, 3), None),
    ],
)
def test_edges_are_whole_words(text: str, found: tuple[int, int], expected: str | None) -> None:
    span = whole_words(text, Span(*found))
    assert (span and span.of(text)) == expected


@given(
    st.lists(st.sampled_from([*PLANTS, ".", "(", "«", "\u200f", "ًا", "x-y", "\n"]), max_size=40),
    st.sampled_from([" ", "", "\u00a0"]),
)
def test_every_span_is_grounded_and_its_edges_are_no_space(
    model: OnnxEventModel, words: list[str], joint: str
) -> None:
    text = joint.join(words)
    found = read(model, text, start=7)
    spans: list[Span] = [*found.entities, *found.triggers]
    spans += [role for trigger in found.triggers for role in trigger.roles]
    for span in spans:
        covered = text[span.start - 7 : span.end - 7]
        assert covered and covered == covered.strip()
    for first, second in zip(found.triggers, found.triggers[1:], strict=False):
        assert not first.overlaps(second)
