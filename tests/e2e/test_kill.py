"""`kill -9` of the whole local stack in the middle of a batch: nothing is lost, nothing doubled."""

import json
from pathlib import Path

from .running import ROOT, Service, article, running, until

COPIES = 20
PART = 25
"""Articles that one message of the queue stands for."""


def batch() -> dict[str, bytes]:
    """Return many articles, by id, as lines: the samples with other places of publication."""
    lines = [
        json.loads(line)
        for line in (ROOT / "samples/05-wire.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    articles = [
        line | {"id": f"{line['id']}-{number}", "source": f"copy {number}"}
        for number in range(COPIES)
        for line in lines
    ]
    return {each["id"]: json.dumps(each).encode() for each in articles}


def stored(service: Service, ids: list[str]) -> int:
    return sum(service.record(each) is not None for each in ids)


def test_a_batch_completes_over_two_kills(tmp_path: Path) -> None:
    lines = batch()
    ids = list(lines)
    last_of_parts = [*ids[PART - 1 :: PART], ids[-1]]
    with running(tmp_path / "state") as service:
        status, posted = service.call("/v1/articles", "POST", article("01-talks-muscat.json"))
        assert status == 201
        service.drop("kill/many.jsonl", b"\n".join(lines.values()))
        until(lambda: service.record(ids[2]))
        assert stored(service, last_of_parts) == 0
        service.kill()

        service.restart()
        assert service.record("sample-talks-muscat") == posted | {
            "timing_ms": service.record("sample-talks-muscat")["timing_ms"]  # type: ignore[index]
        }
        # Messages that were under way at the kill come last, so any part may be read first.
        until(lambda: stored(service, last_of_parts))
        assert stored(service, last_of_parts) < len(last_of_parts)
        service.kill()

        service.restart()
        until(lambda: stored(service, ids) == len(ids))
        progress = service.batch("kill")
        records = [service.record(each) for each in [*ids, "sample-talks-muscat"]]
        events = sorted(event["id"] for r in records if r for event in r["events"])
        until(lambda: len(service.subjects()) >= len(events))
        assert service.subjects() == events
        assert len({event["id"] for event in service.published()}) == len(service.published())
        assert service.subjects("updated") == service.subjects("retracted") == []
        (document,) = progress["objects"]
        assert document["status"] == "done"
        assert document["stored"] + document["unchanged"] == len(ids)
        assert document["failures"] == []
