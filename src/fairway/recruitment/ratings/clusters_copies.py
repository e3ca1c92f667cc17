"""Copied forms: the same answers, and the same questions left open, more often than they occur elsewhere."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from scipy import stats

from fairway.recruitment.ratings.clusters_reading import Finding, Sheet, Whole
from fairway.recruitment.ratings.clusters_settings import ClusterSettings

_SAME_AGENCY: Final = 20.0
"""How many times as often as elsewhere a form may recur with one agency: of a very good one, all forms are all best."""
_ANSWERS: Final = 4
"""Of a form with fewer answers nobody can say that it is a copy."""
CHANGED: Final = 0.15
"""Share of the answers in which a form may differ from a copied one and count as a copy with some changed."""


def copied_forms(sheet: Sheet, settings: ClusterSettings) -> list[Finding]:
    """Groups of ratings of one agency that are the same form, with their slightly changed copies.

    Args:
        sheet: The ratings.
        settings: Least size.
    """
    form = _forms(sheet)
    count = form.size
    frame = pl.DataFrame({"agency": sheet.agency, "form": form, "row": np.arange(count)})
    own = frame.group_by("agency").len("ratings")
    each = frame.group_by("agency", "form").agg(same=pl.len(), first=pl.col("row").min())
    each = each.join(frame.group_by("form").len("all"), on="form").join(own, on="agency")
    each = each.filter(pl.col("same") >= settings.least).sort("first")
    elsewhere = (each["all"] - each["same"]).to_numpy() / np.maximum(count - each["ratings"].to_numpy(), 1)
    expected = each["ratings"].to_numpy() * np.minimum(_SAME_AGENCY * elsewhere + 2.0 / count, 1.0)
    strength = -stats.poisson.logsf(each["same"].to_numpy() - 1, expected) / np.log(10.0) - np.log10(count)
    starts = sheet.starts
    found = []
    for first, surprise in zip(each["first"], strength.tolist(), strict=True):
        if surprise > settings.suspicious and sheet.asked[first].sum() >= _ANSWERS:
            agency = int(sheet.agency[first])
            at = np.arange(starts[agency], starts[agency + 1])
            differs = (sheet.good[at] != sheet.good[first]) | (sheet.asked[at] != sheet.asked[first])
            near = at[differs.sum(axis=1) <= CHANGED * sheet.asked[first].sum()]
            found.append(Finding("copies", near, min(surprise, 300.0)))
    return found


def _forms(sheet: Sheet) -> Whole:
    """A number for each combination of answers and questions left open; the same for the same combination."""
    digits = np.where(sheet.asked, sheet.good + 1, 0).astype(np.int64)
    found: Whole = digits @ (3 ** np.arange(digits.shape[1], dtype=np.int64))
    return found
