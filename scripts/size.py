"""Show what each built function weighs unzipped with its layers, against Lambda's limit.

Reads the template that ``sam build`` wrote, so it needs nothing but the standard library.
"""

import re
import sys
from pathlib import Path

LIMIT_MB = 250
LOGICAL_ID = re.compile(r"^  (\w+):$")


def main(build: Path) -> int:
    """Print a table; return 1 when a function is over the limit."""
    sections = _resources(build / "template.yaml")
    sizes = {name: _megabytes(build / name) for name in sections if (build / name).is_dir()}
    functions = {n: s for n, s in sections.items() if "AWS::Serverless::Function" in s}
    print(f"{'function':<20} {'own':>7} {'layers':>8} {'total':>8}   MB unzipped, limit {LIMIT_MB}")
    totals = [_row(name, section, sizes) for name, section in functions.items()]
    return int(max(totals) > LIMIT_MB)


def _row(name: str, section: str, sizes: dict[str, float]) -> float:
    layers = {layer for layer in re.findall(r"Ref: (\w+Layer)\b", section) if layer in sizes}
    extra = sum(sizes[layer] for layer in layers)
    total = sizes[name] + extra
    mark = "" if total <= LIMIT_MB else "  OVER THE LIMIT"
    detail = ", ".join(f"{layer} {sizes[layer]:.1f}" for layer in sorted(layers))
    print(f"{name:<20} {sizes[name]:>7.1f} {extra:>8.1f} {total:>8.1f}   {detail}{mark}")
    return total


def _resources(template: Path) -> dict[str, str]:
    """Return each resource's text by its logical id."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in template.read_text(encoding="utf-8").partition("\nResources:\n")[2].splitlines():
        match = LOGICAL_ID.match(line)
        if match:
            current = found.setdefault(match[1], [])
        elif line and not line.startswith(" "):
            break
        current.append(line)
    return {name: "\n".join(lines) for name, lines in found.items()}


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1024**2


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
