"""Measure, print the tables, and save them with a plot: ``make bench``."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from waqai.extraction.onnx_model import OnnxEventModel
from waqai.ontology import Ontology

from benchmarks import cold_start, latency
from benchmarks.measure import machine
from benchmarks.plot import save_plot
from local.emulator import BUILD
from tests.events import api_event

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "benchmarks" / "results"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--threads", type=int, default=1, help="threads of one inference")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each figure")
    parser.add_argument("--no-cold-start", action="store_true", help="leave the built function out")
    options = parser.parse_args()
    found: dict[str, object] = {"machine": machine(), "threads": options.threads}
    print(f"{machine()}; {options.threads} thread(s); medians of {options.runs} runs\n")
    model = OnnxEventModel.load(ROOT / "layers/model", options.threads)
    ontology = Ontology.load(ROOT / "schemas/ontology")
    warm = latency.measure(model, ontology, options.runs)
    print(latency.report(warm), end="\n\n")
    found["latency"] = [asdict(each) for each in warm]
    if options.no_cold_start or not BUILD.exists():
        print("Cold start not measured: it needs `make build`, so Python 3.12.")
    else:
        cold = cold_start.measure(_request(), options.runs)
        print(cold_start.report(cold))
        found["cold_start"] = asdict(cold)
    _save(found, warm)


def _request() -> dict[str, object]:
    body = {"text": latency.text("ar", 1000)}
    return dict(api_event("POST", "/v1/articles", body, query={"store": "false"}))


def _save(found: dict[str, object], warm: list[latency.Latency]) -> None:
    OUT.mkdir(exist_ok=True)
    (OUT / "latest.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    save_plot(warm, OUT / "latency.png")
    print(f"\nSaved in {OUT.relative_to(ROOT)}: latest.json, latency.png")


if __name__ == "__main__":
    main()
