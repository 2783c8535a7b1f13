"""Messages, streams and parts, without AWS."""

import gzip
import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waqai.errors import InputError, TextTooLarge, UnreadableText
from waqai.ingest import streams
from waqai.ingest.messages import Dropped, Part, read_message
from waqai.ingest.splitting import PART_BYTES, PART_LINES, pieces

from tests.events import s3_notification


def one(key: str, **more: str) -> Dropped:

    (found,) = read_message(json.dumps(s3_notification(key, **more)))
    assert isinstance(found, Dropped)
    return found


@given(st.text(min_size=1).filter(lambda key: not any("\ud800" <= c <= "\udfff" for c in key)))
def test_a_key_is_decoded_once(key: str) -> None:
    assert one(key).key == key


@pytest.mark.parametrize(
    ("key", "batch"),
    [
        ("incoming/2023-10/a.jsonl", "2023-10"),
        ("incoming/a/b/c.txt", "a"),
        ("incoming/loose.txt", "object-"),
        ("incoming//odd.txt", "object-"),
    ],
)
def test_a_batch_is_named_by_the_first_folder(key: str, batch: str) -> None:
    assert one(key).batch.startswith(batch)
    assert one(key).batch == one(key, sequencer="02").batch


def test_a_part_comes_back_as_it_was_sent() -> None:

    part = Part(one("incoming/b/أ+ b.jsonl", sequencer="0A"), 3, "parts/b/x/3.jsonl", 76)
    assert read_message(json.dumps(part.message())) == [part]


def test_stores_without_sequencer_are_ordered_by_time() -> None:
    early = one("incoming/b/a.txt", sequencer="", at="2023-10-20T10:00:00.000Z")
    late = one("incoming/b/a.txt", sequencer="", at="2023-10-20T10:00:00.001Z")
    assert early.sequencer < late.sequencer


@given(st.lists(st.binary(max_size=40).map(lambda b: b.replace(b"\n", b"")), max_size=60))
def test_packed_and_plain_lines_are_the_same(rows: list[bytes]) -> None:
    body = b"\n".join(rows)
    plain = list(streams.lines(io.BytesIO(body), packed=False))
    assert b"".join(plain) == body
    assert list(streams.lines(io.BytesIO(gzip.compress(body)), packed=True)) == plain


def test_members_of_one_gzip_file_are_read_on() -> None:
    body = gzip.compress(b"one\n") + gzip.compress(b"two\n")
    assert list(streams.lines(io.BytesIO(body), packed=True)) == [b"one\n", b"two\n"]


def test_a_line_too_long_is_cut_and_the_next_one_read() -> None:
    body = b"x" * (3 * streams.LINE_BYTES) + b"\nnext\n"
    first, second = streams.lines(io.BytesIO(body), packed=False)
    assert len(first) == streams.LINE_BYTES + 1
    assert second == b"next\n"


@pytest.mark.parametrize("cut", [1, 4, 8, 12, 200])
def test_lines_before_a_break_are_read(cut: int) -> None:
    rows = [f"{n} {n * 7919 % 104729}\n".encode() for n in range(200)]
    packed = gzip.compress(b"".join(rows))[:-cut]
    found = list[bytes]()
    with pytest.raises(UnreadableText, match="cut off after line"):
        found.extend(iter_into(found, streams.lines(io.BytesIO(packed), packed=True)))
    assert found == rows[: len(found)]
    assert len(found) == 200 if cut <= 8 else len(found) < 200


def iter_into(found: list[bytes], lines: Iterator[bytes]) -> Iterator[bytes]:
    """Collect lines as they come; yields nothing, so that an error keeps what came before."""
    for line in lines:
        found.append(line)
    yield from ()


def test_a_damaged_stream_is_told() -> None:
    packed = bytearray(gzip.compress(b"line\n" * 1000))
    packed[-5] ^= 0xFF
    with pytest.raises(UnreadableText, match="damaged after line 1000"):
        list(streams.lines(io.BytesIO(bytes(packed)), packed=True))


class Asked(io.BytesIO):
    """A file that counts the bytes read from it."""

    given = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.given += len(data)
        return data


def test_a_bomb_is_left_before_it_is_unpacked() -> None:
    bomb = Asked(gzip.compress(b"\n" * (256 * 2**20), compresslevel=9))
    size = len(bomb.getvalue())
    with pytest.raises(TextTooLarge, match="200 times its size"):
        for _ in streams.lines(bomb, packed=True):
            pass
    assert bomb.given < size


def test_a_large_file_is_no_single_article() -> None:
    with pytest.raises(TextTooLarge, match="larger than 8 MB"):
        streams.whole(io.BytesIO(b"a" * (streams.LINE_BYTES + 1)))


@given(st.lists(st.integers(0, PART_BYTES // 2), max_size=80))
def test_parts_hold_every_line_once_and_in_order(sizes: list[int]) -> None:
    rows = [b"x" * size + b"\n" for size in sizes]
    found = list(pieces(rows))
    assert [line for piece in found for line in piece.lines] == rows
    assert [p.first_line for p in found] == [
        1 + sum(len(q.lines) for q in found[:n]) for n in range(len(found))
    ]
    for piece in found:
        assert len(piece.lines) <= PART_LINES
        assert len(piece.lines) == 1 or sum(map(len, piece.lines)) <= PART_BYTES


def test_lines_before_a_break_are_a_part() -> None:
    def broken() -> Iterator[bytes]:
        yield b"one\n"
        raise UnreadableText("cut off")

    found = pieces(broken())
    assert next(found).lines == (b"one\n",)
    with pytest.raises(InputError, match="cut off"):
        next(found)
