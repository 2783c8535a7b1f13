"""The line with a real, if tiny and untrained, ONNX model: spans that nobody planned."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from waqai.extraction.onnx_model import OnnxEventModel
from waqai.extraction.pipeline import extract
from waqai.extraction.segment import windows

from tests.articles import MEETING, MEETING_MODEL, article, ontology
from tests.tiny_model import build_tiny_model


@cache
def tiny_model() -> OnnxEventModel:
    folder = Path(mkdtemp(prefix="waqai-tiny-"))
    build_tiny_model(folder)
    return OnnxEventModel.load(folder)


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["التقى ", "الرئيس ", "\u200f", "\n", ". ", "met ", "ﷺ", "١٢ ", "«", "\u0000"]
        ),
    ),
    max_size=40,
).map("".join)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.sampled_from(["ar", "en"]))
def test_any_text_is_read_whole(text: str, language: str) -> None:
    found = extract(article(text, language), tiny_model(), ontology())
    assert (found.status, found.coverage.characters) == ("complete", len(text))


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_windows_fit_the_model(text: str) -> None:
    model = tiny_model()
    sizes = model.count_pieces([window.text for window in windows(text * 5, model)])
    assert all(size <= model.window_pieces for size in sizes)


@pytest.mark.parametrize("times", [40])
def test_time_grows_with_length_alone(times: int) -> None:
    begun = process_time()
    extract(article((MEETING + "\n") * times), MEETING_MODEL, ontology())
    short = process_time() - begun
    begun = process_time()
    extract(article((MEETING + "\n") * times * 8), MEETING_MODEL, ontology())
    assert process_time() - begun < 8 * 3 * short + 1
