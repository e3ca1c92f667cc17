"""Clusters out of findings: what different signals say of the same ratings is added up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from fairway.kernel.text import Text
from fairway.recruitment.ratings.clusters_reading import Finding, Sheet, Whole
from fairway.recruitment.ratings.clusters_reasons import COPYING, SUPPORTING, reason
from fairway.recruitment.ratings.clusters_settings import ClusterSettings, Decision
from fairway.recruitment.ratings.clusters_support import support

_MOST: Final = 12.0
"""What one signal can contribute: beyond it, the model of chance is no longer to be believed."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Ratings of one agency that together look like an attack.

    Attributes:
        id: Named after its first rating, so that it stays the same when the cluster grows.
        agency: The rated one.
        size: Ratings.
        first, last: The days on which they came in.
        strength: The sum of the signals; see `ClusterSettings`.
        signals: Signal → strength, strongest first.
        reasons: For the moderators and their log, in the same order.
        highly_suspicious: It is quarantined until somebody decides; otherwise its weight is capped.
        decided: What a moderator decided of the whole cluster, or None.
    """

    id: str
    agency: str
    size: int
    first: dt.date
    last: dt.date
    strength: float
    signals: Mapping[str, float]
    reasons: tuple[Text, ...]
    highly_suspicious: bool
    decided: Decision | None = None


def merged(sheet: Sheet, findings: Sequence[Finding], settings: ClusterSettings) -> list[tuple[Cluster, Whole]]:
    """The clusters and the positions of their ratings, by agency and day.

    Args:
        sheet: The ratings.
        findings: Of all signals; those that share a rating become one cluster.
        settings: From which strength on there is a cluster.
    """
    if not findings:
        return []
    sizes = [one.members.size for one in findings]
    belongs = sparse.csr_array(
        (np.ones(sum(sizes), dtype=np.int32),
         (np.repeat(np.arange(len(findings)), sizes), np.concatenate([one.members for one in findings]))),
        shape=(len(findings), sheet.agency.size),
    )  # fmt: skip
    _, label = connected_components(belongs @ belongs.T, directed=False)
    together: dict[int, list[Finding]] = {}
    for group, one in zip(label.tolist(), findings, strict=True):
        together.setdefault(group, []).append(one)
    made = []
    for some in together.values():
        at = np.unique(np.concatenate([one.members for one in some]))
        signals = _signals(sheet, at, some)
        if sum(signals.values()) >= settings.suspicious:
            made.append((_cluster(sheet, at, signals, settings), at))
    return sorted(made, key=lambda one: int(one[1][0]))


def _signals(sheet: Sheet, at: Whole, findings: Sequence[Finding]) -> dict[str, float]:
    strongest: dict[str, float] = {}
    for one in findings:
        strongest[one.signal] = min(max(strongest.get(one.signal, 0.0), float(one.strength)), _MOST)
    strongest.update(support(sheet, at, tuple(strongest)))
    return dict(sorted(strongest.items(), key=lambda one: (-one[1], one[0])))


def _cluster(sheet: Sheet, at: Whole, signals: Mapping[str, float], settings: ClusterSettings) -> Cluster:
    rows = sheet.frame[at].sort("received", "rating")
    strength = sum(signals.values())
    first, last = rows["received"][0], rows["received"][-1]
    return Cluster(
        id=f"c-{rows['rating'][0]}",
        agency=rows["agency"][0],
        size=len(rows),
        first=first,
        last=last,
        strength=strength,
        signals=signals,
        reasons=tuple(reason(name, size=len(rows), days=(last - first).days + 1) for name in signals),
        highly_suspicious=strength >= settings.highly_suspicious and _certain(signals, settings),
    )


def _certain(signals: Mapping[str, float], settings: ClusterSettings) -> bool:
    """Two signals say so, or what was written by itself: a crowd of honest workers is a burst, but never a copy."""
    speaking = [name for name in signals if name not in SUPPORTING]
    return len(speaking) > 1 or any(signals.get(name, 0.0) >= settings.highly_suspicious for name in COPYING)
