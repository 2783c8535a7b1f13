"""One dropped object or one part of it, read and stored, with what could not be read."""

from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from waqai import intake, services
from waqai.errors import GroundingError, InputError, InvalidRequest, TextTooLarge, UnreadableText
from waqai.ingest import splitting, streams
from waqai.ingest.messages import Dropped, Part
from waqai.reading import DROPPED, decode, parse_json
from waqai.storage.batches import Failure, PartReport
from waqai.storage.objects import StoredObject
from waqai.submission import ArticleIn, to_article
from waqai.submission.fields import SUFFIXES
from waqai.telemetry import count, log_bug

METADATA = ("published-at", "source", "url", "title", "id", "language")
"""User metadata (`x-amz-meta-…`) that is read for a .txt object; other metadata is left alone."""


def read_object(dropped: Dropped) -> None:
    """Read an object: one article at once, many by way of parts."""
    name = dropped.key.lower()
    if not name.endswith(SUFFIXES):
        raise InvalidRequest(
            f"The key ends in none of {' '.join(SUFFIXES)}; rename the file by what it holds."
        )
    stored = services.objects().open(dropped.key)
    if name.endswith((".txt", ".json")):
        _read_single(dropped, stored, is_text=name.endswith(".txt"))
    else:
        _split(dropped, stored, packed=name.endswith(".gz"))


def _read_single(dropped: Dropped, stored: StoredObject, *, is_text: bool) -> None:
    content = decode(streams.whole(stored.stream))
    fields = {"text": content, **_metadata(stored)} if is_text else parse_json(content)
    if isinstance(fields, list):
        raise InvalidRequest("A .json file holds one article; put many into .jsonl, one a line.")
    article = to_article(ArticleIn.of(fields), DROPPED)
    services.batches().split(dropped.upload, 1, now=_now())
    if not services.batches().finished(dropped.upload, 0):
        _finish(dropped, 0, [intake.keep(article, dropped.submission()).outcome], [])


def _metadata(stored: StoredObject) -> dict[str, str]:
    given = {name: stored.metadata[name] for name in METADATA if name in stored.metadata}
    return {name.replace("-", "_"): _header(value) for name, value in given.items()}


def _header(value: str) -> str:
    """Decode RFC 2047 words: S3 gives back metadata that isn't ASCII as `=?UTF-8?B?…?=`."""
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, UnicodeDecodeError, LookupError):
        return value


def _split(dropped: Dropped, stored: StoredObject, *, packed: bool) -> None:
    sent = 0
    try:
        for piece in splitting.pieces(streams.lines(stored.stream, packed=packed)):
            splitting.send_part(dropped, sent, piece)
            sent += 1
    finally:
        services.batches().split(dropped.upload, sent, now=_now())
    if not sent:
        raise UnreadableText("The file is empty; put one JSON object a line into it.")


def read_part(part: Part) -> None:
    """Read the lines of a part; a line at fault is told of and the rest goes on."""
    if services.batches().finished(part.source.upload, part.number):
        return
    body = services.objects().open(part.part_key).stream.read()
    outcomes, failures = list[str](), list[Failure]()
    for number, line in enumerate(body.split(b"\n"), part.first_line):
        if not line.strip():
            continue
        try:
            outcomes.append(_keep_line(part.source, number, line))
        except (InputError, GroundingError) as error:
            failures.append(line_failure(part.source, number, error))
    _finish(part.source, part.number, outcomes, failures)


def _keep_line(source: Dropped, number: int, line: bytes) -> str:
    if len(line) > streams.LINE_BYTES:
        raise TextTooLarge(
            f"The line is longer than {streams.LINE_BYTES // 2**20} MB; {DROPPED.mend}"
        )
    article = to_article(ArticleIn.of(parse_json(decode(line), in_line=True)), DROPPED)
    return intake.keep(article, source.submission(number)).outcome


def line_failure(source: Dropped, number: int, error: InputError | GroundingError) -> Failure:
    """Return what a batch tells of a line; a fault of ours is logged, the rest goes on."""
    if isinstance(error, InputError):
        return Failure(source.key, number, error.detail)
    log_bug(error, batch=source.batch, key=source.key, line=number)
    return Failure(source.key, number, "Reading it failed by a fault of ours, which was logged.")


def _finish(source: Dropped, part: int, outcomes: list[str], failures: list[Failure]) -> None:
    stored = sum(outcome in {"created", "updated"} for outcome in outcomes)
    count("Unreadable", len(failures))
    report = PartReport(stored, len(outcomes) - stored, tuple(failures))
    services.batches().part_finished(source.upload, part, report, now=_now())


def _now() -> datetime:
    return datetime.now(UTC)
