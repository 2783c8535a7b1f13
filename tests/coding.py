"""Code events by the shipped ontology, said in short."""

from dataclasses import dataclass
from pathlib import Path

from waqai.coding import code_event
from waqai.ontology import Ontology

ONTOLOGY = Ontology.load(Path(__file__).parents[1] / "schemas" / "ontology")


@dataclass(frozen=True)
class Filler:
    role: str
    name: str
    country: str | None = None
    entity: str | None = None


def coded(
    kind: str, modality: str = "asserted", *fillers: Filler, trigger: str | None = None
) -> str:
    plover, cameo = code_event(
        ONTOLOGY.types[kind], modality, fillers, [trigger] if trigger else []
    )
    spelled = " ".join(filter(None, (plover.type, plover.mode))) if plover else "-"
    return f"{spelled}/{cameo or '-'}"
