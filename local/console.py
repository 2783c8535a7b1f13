"""What the person at the terminal reads."""

import sys
import threading
from pathlib import Path
from typing import TextIO

from local.cloudformation import Json

PLACE_ROLES = {"place"}
TIME_ROLES = {"time"}


class Console:
    """Prints whole blocks, also when several threads have something to say."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._busy = threading.Lock()

    def say(self, *lines: str) -> None:
        """Print lines together."""
        with self._busy:
            print(*lines, sep="\n", file=self._out, flush=True)


def take_terminal(log: Path) -> Console:
    """Send everything that functions print to a log; return the terminal they no longer have."""
    terminal = sys.stdout
    sys.stdout = log.open("a", encoding="utf-8", buffering=1)
    return Console(terminal)


def record_lines(record: Json, heading: str) -> list[str]:
    """Return an article's record as lines: type, modality, trigger, who, where, when."""
    article = record["article"]
    events = record["events"]
    title = article["title"] or article["id"]
    counted = "1 event" if len(events) == 1 else f"{len(events)} events"
    lines = ["", heading, f"  {title} [{article['language']}] {counted}"]
    for number, event in enumerate(events, start=1):
        lines += _event_lines(number, event, _countries(record))
    return lines


def _countries(record: Json) -> dict[str, str]:
    """Return entity id → country code."""
    return {e["id"]: e["country"] for e in record["entities"] if e["country"]}


def _event_lines(number: int, event: Json, countries: dict[str, str]) -> list[str]:
    words = " … ".join(trigger["text"] for trigger in event["triggers"])
    who = [_named(a, countries) for a in event["arguments"] if _is_party(a)]
    where = [_placed(a) for a in event["arguments"] if a["role"] in PLACE_ROLES]
    said = (event["type"], event["modality"], words, f"{event['confidence']:.2f}")
    lines = [f"  {number:>3}. " + " · ".join(said)]
    lines += [f"       who    {', '.join(who)}"] if who else []
    lines += [f"       where  {', '.join(where)}"] if where else []
    return [*lines, f"       when   {_when(event['date'])}"]


def _is_party(argument: Json) -> bool:
    return argument["role"] not in PLACE_ROLES | TIME_ROLES


def _named(argument: Json, countries: dict[str, str]) -> str:
    country = countries.get(argument["entity"])
    return f"{argument['role']}: {argument['text']}" + (f" [{country}]" if country else "")


def _placed(argument: Json) -> str:
    return (
        f"{argument['text']} [{argument['value']}]" if argument["value"] else str(argument["text"])
    )


def _when(date: Json) -> str:
    return str(date["value"] or f"not known ({date['reason'] or 'nothing said'})")
