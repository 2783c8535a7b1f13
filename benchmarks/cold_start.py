"""Cold start of the built ``extract`` function under AWS's own runtime emulator."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tqdm import tqdm

from benchmarks.measure import Timing, table
from local.deployment import deploy
from local.emulator import EmulatedFunction, built_function, free_port
from local.process import CloudProcess
from local.template import Template

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


@dataclass(frozen=True, slots=True)
class ColdStart:
    """From the start of the process to its first answer."""

    init: Timing
    """What the runtime reports of its initialisation: imports, ontology, tokenizer, model."""
    first: Timing
    """Initialisation and the first article together, as the caller waits for it."""
    second: Timing
    """The same article again, warm."""


def measure(event: dict[str, object], runs: int = RUNS) -> ColdStart:
    """Start the built function anew for each run; ``event`` is one API request."""
    with tempfile.TemporaryDirectory() as state, _cloud(Path(state)) as cloud:
        template = Template(ROOT / "template.yaml")
        deployment = deploy(template, cloud.url)
        rows = [
            _once(built_function("ExtractFunction", template, deployment, cloud.url), event)
            for _ in tqdm(range(runs), desc="cold start", unit="start")
        ]
    init, first, second = (Timing(tuple(column)) for column in zip(*rows, strict=True))
    return ColdStart(init, first, second)


@contextmanager
def _cloud(state: Path) -> Iterator[CloudProcess]:
    cloud = CloudProcess(state, free_port())
    try:
        yield cloud
    finally:
        cloud.stop()


def _once(function: EmulatedFunction, event: dict[str, object]) -> tuple[float, float, float]:
    with function as started:
        times = []
        for _ in range(2):
            before = perf_counter()
            started.invoke(event)
            times.append((perf_counter() - before) * 1000)
        return started.init_ms, times[0], times[1]


def report(found: ColdStart) -> str:
    """Return the table in Markdown."""
    names = {"initialisation": found.init, "first answer": found.first, "second": found.second}
    rows = [[name, f"{t.median:.0f}", t.spread] for name, t in names.items()]
    return table(["cold start of extract", "ms", "min to max"], rows)
