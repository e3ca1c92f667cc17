"""The public part of a publication as plain dictionaries: for open data, and for the portal to keep."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from fairway.recruitment.ratings.evidence import band_of, floor_of
from fairway.recruitment.ratings.items import DIMENSIONS, NAMES
from fairway.recruitment.ratings.publishing import Publication
from fairway.recruitment.ratings.scoring import OVERALL_SCORE

_SHOWN: Final = ("score", "lower", "upper", "evidence")


def public_rows(publication: Publication) -> list[dict[str, Any]]:
    """One dictionary for each agency with a figure; numbers, texts and booleans alone, days as YYYY-MM-DD.

    Returns:
        agency; raters (band, of the part that most answered); since (of the newest figure); warning (of any part);
        dimensions: {dimension or "overall": {score, lower, upper, evidence, raters, since, warning}}; says: [{item,
        says ("good" or "bad"), low, high (shares: the band), since}], what most workers say first.
    """
    rows = publication.figures.sort("agency", "part").partition_by("agency", maintain_order=True)
    return [_agency(frame, publication) for frame in rows]


def _agency(frame: pl.DataFrame, publication: Publication) -> dict[str, Any]:
    rows = {row["part"]: row for row in frame.iter_rows(named=True)}
    parts = {name: _dimension(rows[name]) for name in (*DIMENSIONS, OVERALL_SCORE) if name in rows}
    settings = publication.settings
    said = [_said(rows[name], settings.share_step) for name in NAMES if name in rows]
    said = [one for one in said if one["low"] >= 0.5 or one["high"] <= 0.5]
    # The most decided first; in the order of the questionnaire where bands are alike.
    said.sort(key=lambda one: -one["low"])
    return {
        "agency": frame["agency"][0],
        "raters": band_of(max(floor_of(row["raters"]) for row in rows.values())),
        "since": max(row["since"] for row in rows.values()).isoformat(),
        "warning": any(one["warning"] for one in parts.values()),
        "dimensions": parts,
        "says": said[: settings.said],
    }


def _dimension(row: dict[str, Any]) -> dict[str, Any]:
    shown = {name: row[name] for name in _SHOWN}
    return {**shown, "raters": row["raters"], "since": row["since"].isoformat(), "warning": row["warning"]}


def _said(row: dict[str, Any], step: float) -> dict[str, Any]:
    """What most workers say of an item, in the band of the share that says it."""
    good = row["score"] >= 0.5
    share = row["score"] if good else 1 - row["score"]
    low = min(int(share / step + 1e-9), round(1 / step) - 1) * step
    return {
        "item": row["part"],
        "says": "good" if good else "bad",
        "low": round(low, 6),
        "high": round(low + step, 6),
        "since": row["since"].isoformat(),
    }
