"""Run the exported graphs on one run of pieces and turn logits into labelled runs of pieces."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]

from .decode import Floats, Run, Tags, best_tags, log_probabilities, probabilities, runs
from .onnx_manifest import Manifest

ROLES_AT_ONCE = 24
"""Triggers whose roles are read in one go; attention over 384 pieces takes 3.5 MB for each."""


@dataclass(frozen=True, slots=True)
class TriggerReading:
    """A trigger's pieces with what the heads say of it; role runs carry the role's name."""

    run: Run
    modality: int
    modality_confidence: float
    roles: tuple[tuple[str, Run], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one run of pieces holds; ``same_event`` is (k, k) probabilities."""

    triggers: tuple[TriggerReading, ...]
    entities: tuple[Run, ...]
    same_event: Floats


class Reader:
    """The two onnxruntime sessions with the manifest's labels and thresholds."""

    def __init__(self, folder: Path, manifest: Manifest, threads: int) -> None:
        """Open ``encoder.onnx`` and ``heads.onnx``."""
        self._manifest = manifest
        self._encoder = _session(folder / "encoder.onnx", threads)
        self._heads = _session(folder / "heads.onnx", threads)
        self._read_as = list(range(len(manifest.labels.types)))
        self._queries: list[Floats] = []

    def describe(self, texts: Sequence[list[int]], like: int) -> None:
        """Look from now on for a type by the pieces of its descriptions, as the next label.

        ``like`` numbers the trained type whose roles it is read with.
        """
        query = np.sum([self._query(text) for text in texts], 0)
        self._queries.append(query / np.linalg.norm(query))
        self._read_as.append(like)

    def _query(self, pieces: list[int]) -> Floats:
        """Return the unit vector that stands for a description."""
        (query,) = self._encoder.run(["match_query"], {"input_ids": np.array([pieces], np.int64)})
        return np.asarray(query, np.float32)

    def read(self, pieces: list[int]) -> Reading:
        """Read one run of pieces, special ones at both ends."""
        tags, mentions, states, keys = self._encoder.run(
            ["trigger_logits", "entity_logits", "states", "match_keys"],
            {"input_ids": np.array([pieces], np.int64)},
        )
        trained = self._runs("trigger", tags)
        found = tuple(sorted((*trained, *self._matches(keys)), key=lambda run: run.first))
        entities = self._runs("entity", mentions)
        if not found:
            return Reading((), entities, np.zeros((0, 0), np.float32))
        return self._with_heads(states, found, entities)

    def _matches(self, keys: Floats) -> Iterator[Run]:
        """Yield the pieces that begin a trigger of a described type; the last column is a bias."""
        if not self._queries:
            return
        chances = probabilities(keys[:, :-1] @ np.stack(self._queries, 1) + keys[:, -1:])
        trained = len(self._manifest.labels.types)
        for piece in range(1, len(keys) - 1):
            label = int(chances[piece].argmax())
            if chances[piece, label] >= self._manifest.thresholds["match"]:
                yield Run(trained + label, piece, piece, float(chances[piece, label]))

    def _with_heads(
        self, states: Floats, found: tuple[Run, ...], entities: tuple[Run, ...]
    ) -> Reading:
        """Ask the heads about the triggers found."""
        groups = [
            self._ask(states, found[at : at + ROLES_AT_ONCE])
            for at in range(0, len(found), ROLES_AT_ONCE)
        ]
        roles = [of_trigger for group in groups for of_trigger in self._roles(group[0])]
        modalities = np.exp(self._scores("modality", np.concatenate([g[1] for g in groups])))
        triggers = tuple(
            TriggerReading(run, int(chances.argmax()), float(chances.max()), of_trigger)
            for run, chances, of_trigger in zip(found, modalities, roles, strict=True)
        )
        return Reading(triggers, entities, self._same_event([group[2] for group in groups]))

    def _ask(self, states: Floats, found: tuple[Run, ...]) -> list[Floats]:
        """Run the heads for some triggers: role, modality and same-event logits."""
        named = {
            "states": states,
            "begins": np.array([run.first for run in found], np.int64),
            "ends": np.array([run.last for run in found], np.int64),
            "types": np.array([self._read_as[run.label] for run in found], np.int64),
        }
        outputs: list[Floats] = self._heads.run(
            ["role_logits", "modality_logits", "same_event_logits"], named
        )
        return outputs

    def _runs(self, task: str, logits: Floats) -> tuple[Run, ...]:
        """Return the labelled runs of (n, tags) logits that reach the task's threshold."""
        scores = self._scores(task, logits)
        tags = best_tags(scores[None], self._manifest.thresholds[task])[0]
        return tuple(runs(tags, scores))

    def _roles(self, logits: Floats) -> list[tuple[tuple[str, Run], ...]]:
        """Return the role runs of each trigger from (k, n, tags of all layers) logits."""
        found: list[list[tuple[str, Run]]] = [[] for _ in logits]
        column = 0
        for group in self._manifest.labels.role_groups:
            width = 1 + 2 * len(group)
            scores = self._scores("role", logits[..., column : column + width])
            tags: Tags = best_tags(scores, self._manifest.thresholds["role"])
            for trigger, of_trigger in enumerate(found):
                of_trigger += [
                    (group[run.label], run)
                    for run in runs(tags[trigger], scores[trigger])
                    if run.confidence >= self._manifest.thresholds["argument"]
                ]
            column += width
        return [tuple(of_trigger) for of_trigger in found]

    def _same_event(self, groups: list[Floats]) -> Floats:
        """Return (k, k) probabilities; triggers read in different goes are held apart."""
        count = sum(len(group) for group in groups)
        chances, at = np.zeros((count, count), np.float32), 0
        for logits in groups:
            end = at + len(logits)
            scaled = logits / self._manifest.temperatures["same_event"]
            chances[at:end, at:end] = probabilities(scaled)
            at = end
        return chances

    def _scores(self, task: str, logits: Floats) -> Floats:
        """Return a task's calibrated log-probabilities."""
        return log_probabilities(logits, self._manifest.temperatures[task])


def _session(path: Path, threads: int) -> ort.InferenceSession:
    """Open a graph on the CPU with so many threads, which sleep while they have nothing to do."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
