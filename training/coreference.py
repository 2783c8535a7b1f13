"""Score entities: their mentions, and which mentions name one entity (MUC, B³, CEAFe, CoNLL).

MUC: Vilain et al. 1995; B³: Bagga and Baldwin 1998; CEAFe: Luo 2005; their mean is the CoNLL-2012
score. A predicted mention stands for the gold mention with which it shares at least half of the
characters of both together; mentions without a partner count against recall or precision.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from training.corpus.format import Article, outermost
from training.score import Tallies

Span = tuple[int, int]
Clusters = Sequence[frozenset[Hashable]]
ENOUGH = 0.5


def score_entities(found: Tallies, article: Article, predicted: Sequence[dict[str, Any]]) -> None:
    """Count mentions (with and without kind) and the sums of the three link measures."""
    gold = [
        (entity.kind, [(m.start, m.end) for m in outermost(entity.mentions)])
        for entity in article.entities
    ]
    said = [(e["kind"], [(m["start"], m["end"]) for m in e["mentions"]]) for e in predicted]
    gold_kinds = {span: kind for kind, spans in gold for span in spans}
    said_kinds = {span: kind for kind, spans in said for span in spans}
    partner = align(gold_kinds, said_kinds)
    found.add("mention", len(partner), len(gold_kinds), len(said_kinds))
    right = Counter(
        gold_kinds[there]
        for span, there in partner.items()
        if gold_kinds[there] == said_kinds[span]
    )
    golds, saids = Counter(gold_kinds.values()), Counter(said_kinds.values())
    for kind in golds | saids:
        found.add(f"entity {kind}", right[kind], golds[kind], saids[kind])
    found.add("entity", right.total(), len(gold_kinds), len(said_kinds))
    key = [frozenset(spans) for _, spans in gold]
    response = [
        frozenset(partner.get(span, ("alone", span)) for span in spans) for _, spans in said
    ]
    for name, (links_right, links) in link_sums(key, response).items():
        found.add(name, links_right, links, 0)


def align(gold: Iterable[Span], said: Iterable[Span]) -> dict[Span, Span]:
    """Return for each predicted span the gold one that it stands for, each used once."""
    golds = sorted(gold)
    pairs = [
        (share, one, other)
        for one in said
        for other in golds
        if (share := _share(one, other)) >= ENOUGH
    ]
    partner: dict[Span, Span] = {}
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if one not in partner and other not in partner.values():
            partner[one] = other
    return partner


def _share(one: Span, other: Span) -> float:
    """Return the characters that both hold over those that either holds."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0


def link_sums(key: Clusters, response: Clusters) -> dict[str, tuple[float, float]]:
    """Return what is right and what there is of each measure's recall and precision."""
    sums = {}
    for name, one, other in (("recall", key, response), ("precision", response, key)):
        sums[f"muc {name}"] = _muc(one, other)
        sums[f"b3 {name}"] = _b_cubed(one, other)
        sums[f"ceaf {name}"] = (_ceaf(key, response), float(len(one)))
    return sums


def _muc(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Return the links of the key that the response has, and all of the key."""
    owner = {mention: i for i, cluster in enumerate(response) for mention in cluster}
    right = total = 0
    for cluster in key:
        parts = {owner.get(mention, ("none", mention)) for mention in cluster}
        right += len(cluster) - len(parts)
        total += len(cluster) - 1
    return float(right), float(total)


def _b_cubed(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Return the sum over the key's mentions of the share of their cluster that is theirs."""
    owner = {mention: cluster for cluster in response for mention in cluster}
    none: frozenset[Hashable] = frozenset()
    right = sum(
        len(cluster & owner.get(mention, none)) / len(cluster)
        for cluster in key
        for mention in cluster
    )
    return right, float(sum(map(len, key)))


def _ceaf(key: Clusters, response: Clusters) -> float:
    """Return the sum of entity similarities under the best one-to-one matching."""
    if not key or not response:
        return 0.0
    alike = np.array([[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key])
    rows, columns = linear_sum_assignment(-alike)
    return float(alike[rows, columns].sum())


def conll(found: Tallies) -> dict[str, float]:
    """Return F1 of MUC, B³ and CEAFe and their mean, from summed tallies."""
    scores = {}
    for name in ("muc", "b3", "ceaf"):
        recall, precision = (
            found.by_name[f"{name} {part}"].recall for part in ("recall", "precision")
        )
        both = recall + precision
        scores[name] = 2 * recall * precision / both if both else 0.0
    return scores | {"conll": sum(scores.values()) / len(scores)}
