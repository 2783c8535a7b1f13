"""Names by word and tag, as other people's files give them."""

from waqai.extraction.spans import EntitySpan

from training.names import of_model, of_tags, sentences


def test_sentences_are_parted_by_empty_lines() -> None:
    assert list(sentences(["أمر O", "عبدالله B-PERS", "", "", ". O"])) == [
        [("أمر", "O"), ("عبدالله", "B-PERS")],
        [(".", "O")],
    ]


def test_tags_give_names() -> None:
    tags = ["B-PERS", "I-PERS", "B-LOC", "O", "I-ORG", "I-ORG", "B-MIS"]
    assert list(of_tags(tags)) == [
        ("PER", 0, 2),
        ("LOC", 2, 3),
        ("ORG", 4, 6),
        ("MIS", 6, 7),
    ]


def test_spans_give_the_words_they_touch() -> None:
    words = ["King", "Abdullah", "II", "in", "Amman"]
    spans = [
        EntitySpan(5, 16, 0.9, "person"),
        EntitySpan(20, 25, 0.9, "place"),
        EntitySpan(0, 4, 0.9, "thing"),
    ]
    assert list(of_model(words, spans)) == [("PER", 1, 3), ("LOC", 4, 5)]
