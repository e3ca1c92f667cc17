"""Coordinated ratings: crowds that look like an attack count little, or wait for a moderator. Nothing is deleted.

No address, no device, no person is looked at: only when ratings came in, what they answer and write, and by which
voucher, session and language. Every cluster says why it is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import polars as pl

from fairway.kernel.errors import InputError
from fairway.recruitment.ratings.clusters_answers import alike_answers
from fairway.recruitment.ratings.clusters_batches import one_agency_batches
from fairway.recruitment.ratings.clusters_bursts import bursts
from fairway.recruitment.ratings.clusters_comments import alike_comments
from fairway.recruitment.ratings.clusters_contrast import contrasts
from fairway.recruitment.ratings.clusters_copies import copied_forms
from fairway.recruitment.ratings.clusters_merging import Cluster, merged
from fairway.recruitment.ratings.clusters_reading import Sheet, Whole, checked, sheet_of
from fairway.recruitment.ratings.clusters_settings import ClusterSettings, Decision
from fairway.recruitment.ratings.clusters_weighing import weighed

_WORDS: Final = ("keep", "out")


class DecisionUnknown(InputError):
    """A moderator's decision that is neither “keep” nor “out”."""

    slug = "decision-unknown"


@dataclass(frozen=True, slots=True)
class Clustered:
    """Ratings with what they count, and why.

    Attributes:
        ratings: The frame as it was given, every row in its place, with `cluster` (or null), `weight` (the share that
            the rating keeps of its tier's weight, 0 to 1) and `quarantined` (weight 0, waiting or put out by a
            moderator). Ratings received after the day have weight 0 and no cluster.
        clusters: The suspicious ones, by agency and day.
    """

    ratings: pl.DataFrame
    clusters: tuple[Cluster, ...]


def find_clusters(
    ratings: pl.DataFrame,
    *,
    on: dt.date,
    settings: ClusterSettings | None = None,
    decided: Mapping[str, Decision] | None = None,
) -> Clustered:
    """Coordinated ratings found, capped and quarantined.

    The same ratings give the same result in any order of the rows. A decision on a cluster holds for every rating that
    the cluster has or will have: a cluster is named after its first rating, and a decision under any name that it had
    before it grew is found again. A decision on a rating goes before it. Where clusters that were decided differently
    have become one, its ratings wait for a new decision.

    Args:
        ratings: The frame of ratings.
        on: Later ratings are not known yet.
        settings: Thresholds and caps.
        decided: Cluster or rating → what a moderator decided.

    Raises:
        RatingsMisshapen: For a frame that is none of ratings.
        DecisionUnknown: For a decision that is none.
    """
    settings = settings or ClusterSettings()
    decided = decided or {}
    checked(ratings)
    _check(decided)
    known = ratings.filter(pl.col("received") <= on)
    found = _found(known, settings) if len(known) else []
    in_cluster: dict[str, str] = {}
    decisions: dict[str, Decision] = {}
    clusters = []
    for cluster, members in found:
        decision = _decision(members, decided)
        clusters.append(replace(cluster, decided=decision))
        in_cluster.update(dict.fromkeys(members, cluster.id))
        if decision:
            decisions.update(dict.fromkeys(members, decision))
    decisions.update({one: decided[one] for one in known["rating"] if one in decided})
    waiting = frozenset(one.id for one in clusters if one.highly_suspicious)
    rows = known.with_columns(
        cluster=pl.col("rating").replace_strict(in_cluster, default=None, return_dtype=pl.String)
    )  # fmt: skip
    judged = weighed(rows, settings, quarantined=waiting, decisions=decisions)
    added = judged.select("rating", "cluster", "weight", "quarantined")
    kept = ratings.drop("cluster", "weight", "quarantined", strict=False)
    whole = kept.join(added, on="rating", how="left", maintain_order="left")
    return Clustered(
        whole.with_columns(pl.col("weight").fill_null(0.0), pl.col("quarantined").fill_null(False)), tuple(clusters)
    )


def _found(known: pl.DataFrame, settings: ClusterSettings) -> list[tuple[Cluster, list[str]]]:
    sheet = sheet_of(known)
    findings = [
        *bursts(sheet, settings),
        *alike_answers(sheet, settings),
        *copied_forms(sheet, settings),
        *alike_comments(sheet, settings),
        *one_agency_batches(sheet, settings),
    ]
    suspected = np.zeros(len(known), dtype=np.bool_)
    for one in findings:
        suspected[one.members] = True
    findings += contrasts(sheet, suspected, settings)
    return [(cluster, _names(sheet, at)) for cluster, at in merged(sheet, findings, settings)]


def _names(sheet: Sheet, at: Whole) -> list[str]:
    names: list[str] = sheet.frame["rating"].gather(at).to_list()
    return names


def _check(decided: Mapping[str, Decision]) -> None:
    for name, word in decided.items():
        if word not in _WORDS:
            raise DecisionUnknown(
                f"The decision on {name} is “{word}”.", advice="It is “keep” or “out”.", details={"of": name}
            )


def _decision(members: list[str], decided: Mapping[str, Decision]) -> Decision | None:
    """What was decided of the cluster, under this name or one that it had before it grew or joined another."""
    words = {decided[name] for name in (f"c-{one}" for one in members) if name in decided}
    return words.pop() if len(words) == 1 else None
