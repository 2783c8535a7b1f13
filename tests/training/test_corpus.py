"""The corpus files keep their format, and the split stays what it was."""

from pathlib import Path

import pytest

from training.corpus.check import check, counts
from training.corpus.format import CorpusError, locate, read_articles, split
from training.corpus.split import articles, choose, read_split, theme_files
from training.labels import MODALITIES, ROLE_GROUPS, ROLES, TYPES

ARTICLE = """=== ar-x-001 | 2024-05-01 | ar | agency
التقى ليو وزير الخارجية في بكين اليوم. وقال ليو إن اللقاء مثمر.
@ person CHN | ليو
> meet | asserted | التقى; اللقاء | participant: ليو | place: بكين = CHN | time: اليوم = 2024-05-01
> state | asserted | وقال | speaker: ليو#2 | content: اللقاء مثمر
"""


def write(folder: Path, text: str) -> Path:
    """Write a corpus file."""
    path = folder / "ar-x.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_corpus_has_no_mistakes() -> None:
    assert [p for _, problems in check(theme_files()) for p in problems] == []


def test_every_article_is_in_one_part() -> None:
    ids = [a.id for part in ("train", "dev", "test") for a in articles(part)]
    listed = read_split()
    assert len(ids) == len(set(ids))
    assert not set(listed["dev"]) & set(listed["test"])
    assert set(listed["dev"]) | set(listed["test"]) <= set(ids)


def test_the_choice_depends_on_ids_alone() -> None:
    ids = [f"a-{n}" for n in range(100)]
    assert choose(ids) == choose(ids[::-1])
    assert {part: len(chosen) for part, chosen in choose(ids).items()} == {"test": 9, "dev": 6}


def test_reads_spans_by_code_points(tmp_path: Path) -> None:
    ((article, problems),) = read_articles(write(tmp_path, ARTICLE))
    assert problems == []
    meeting, statement = article.events
    for span in (*meeting.triggers, *meeting.roles, *statement.roles):
        assert article.text[span.start : span.end] == span.text
    assert statement.roles[0].start > meeting.roles[0].start
    assert {f.role: f.value for f in meeting.roles if f.value} == {
        "place": "CHN",
        "time": "2024-05-01",
    }


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("> meet", "> met", "type"),
        ("asserted", "sure", "modality"),
        ("participant:", "party:", "role"),
        ("= CHN", "= China", "place value"),
        ("= 2024-05-01", "= May", "time value"),
        ("ليو#2", "ليو#9", "only 2 occurrences"),
        ("التقى;", "التق;", "not in the text as whole words"),
        ("person CHN", "human CHN", "kind or country"),
        ("2024-05-01 |", "yesterday |", "publication date"),
    ],
)
def test_says_what_breaks_the_format(tmp_path: Path, old: str, new: str, problem: str) -> None:
    ((_, problems),) = check([write(tmp_path, ARTICLE.replace(old, new))])
    assert len(problems) >= 1
    assert problem in problems[0]


def test_an_id_counts_once(tmp_path: Path) -> None:
    found = [problems for _, problems in check([write(tmp_path, ARTICLE + ARTICLE)])]
    assert found == [[], ["ar-x.txt ar-x-001: id used twice"]]


def test_marks_may_be_escaped() -> None:
    assert split(r"a\;b; c\=d", ";") == ["a;b", "c=d"]


def test_a_word_is_no_part_of_another() -> None:
    with pytest.raises(CorpusError):
        locate("كتاب", "تاب")


def test_counts_say_what_there_is(tmp_path: Path) -> None:
    ((article, _),) = read_articles(write(tmp_path, ARTICLE))
    assert counts([article]).startswith("1 articles, 2 events, 5 fillers\ntypes: meet 1, state 1")


def test_labels_are_those_of_the_ontology() -> None:
    assert sorted(role for group in ROLE_GROUPS for role in group) == sorted(ROLES)
    assert (len(TYPES), len(ROLES), len(MODALITIES)) == (35, 15, 5)
