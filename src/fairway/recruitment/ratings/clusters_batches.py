"""Batches of vouchers that were all used for a single agency, as a stolen stack would be."""

from __future__ import annotations

from typing import Final

import numpy as np

from fairway.recruitment.ratings.clusters_reading import Finding, Sheet, Whole
from fairway.recruitment.ratings.clusters_settings import ClusterSettings
from fairway.recruitment.ratings.items import NAMES

STRENGTH: Final = 1.6
"""Below what makes a cluster: whoever hands out vouchers at one employer's hostel does nothing wrong."""
_EACH_MORE: Final = 0.5
_LEAST: Final = 10
_ALL: Final = 0.9
_ONLY_ABROAD: Final = [
    NAMES.index(name) for name in ("job_as_promised", "pay_as_promised", "documents_held", "paid_on_time")
]
"""Asked in the short form too, and not to be known before departure."""


def one_agency_batches(sheet: Sheet, settings: ClusterSettings) -> list[Finding]:
    """Voucher batches about one agency, by workers who have been abroad.

    A course before departure is about one agency by its nature: its ratings say nothing of the work abroad. Sessions
    of outreach workers are not looked at here: forty forms from one hostel are what they are for.

    Args:
        sheet: The ratings.
        settings: Least size.
    """
    issued = (sheet.frame["tier"] == "voucher").to_numpy() & (sheet.batch >= 0)
    whole = np.bincount(sheet.batch[issued], minlength=int(sheet.batch.max()) + 1)
    at = np.flatnonzero(issued)
    pair = sheet.agency[at] * (whole.size + 1) + sheet.batch[at]
    pairs, where, sizes = np.unique(pair, return_inverse=True, return_counts=True)
    large = np.flatnonzero(sizes >= np.maximum(max(_LEAST, settings.least), _ALL * whole[pairs % (whole.size + 1)]))
    stacks: dict[int, list[Whole]] = {}
    for number in large:
        members = at[where == number]
        if sheet.asked[members][:, _ONLY_ABROAD].any(axis=1).mean() >= 0.5:
            stacks.setdefault(int(sheet.agency[members[0]]), []).append(members)
    found = []
    for some in stacks.values():
        strength = STRENGTH + (len(some) - 1) * _EACH_MORE
        found.append(Finding("one_agency", np.sort(np.concatenate(some)), strength))
    return found
