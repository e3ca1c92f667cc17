"""The one agency that a text names beyond doubt, or none."""

from __future__ import annotations

from typing import Final

from fairway.recruitment.names import SURE, licence_forms, likeness
from fairway_portal.actors import queries, search
from fairway_portal.actors.models import Agency
from fairway_portal.actors.numbering import code_meant

CLEAR: Final = 0.02
"""By how much the likest must be liker than the next."""


def agency_meant(text: str, *, country: str = "") -> Agency | None:
    """The agency that a text names: by its code, its licence number, or one sure name.

    Args:
        text: A code, licence number or name.
        country: ISO 3166-1 alpha-3, or empty for all.

    Returns:
        The agency; None where there is none, or where two could be meant.
    """
    if code := code_meant(text):
        return queries.agency(code)
    found = search.find(text, country=country)
    asked = licence_forms(text)
    licensed = [one for one in found if asked and set(asked[:2]) & set(licence_forms(one.licence_number)[:2])]
    if len(licensed) == 1:
        return queries.agency(licensed[0].code)
    if licensed:
        return None
    alike = sorted(
        ((max(likeness(text, name) for name in (one.name, *one.names)), one.code) for one in found), reverse=True
    )
    if not alike or alike[0][0] < SURE or (len(alike) > 1 and alike[1][0] > alike[0][0] - CLEAR):
        return None
    return queries.agency(alike[0][1])
