"""Reading DF_TYPICAL_COST for a corridor: the releases that speak of it, facts before demonstrations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from fairway.recruitment.typical_costs.naming import ID, ROLE, TOTALS
from fairway.warehouse.asking_surveys import Surveyed, Surveys, ask_surveys
from fairway.warehouse.shelf import Shelf


def ask_typical(
    shelf: Shelf,
    origin: str,
    destination: str,
    wanted: Mapping[str, Collection[str]] | None = None,
    year: int | None = None,
) -> Surveys:
    """The releases about a corridor: those of the origin, then those of surveys at the destination.

    Args:
        shelf: Demonstrations are on it only where they were asked for.
        origin, destination: ISO 3166-1 alpha-3.
        wanted: Dimension → codes; without, everything.
        year: The last year that counts.
    """
    found: list[Surveyed] = []
    later = False
    for area, other, role in ((origin, destination, "DESTINATION"), (destination, origin, "ORIGIN")):
        asked = ask_surveys(shelf, ID, area, dict(wanted or {}), {"COUNTERPART": {other}}, year)
        later = later or asked.later
        found += [one for one in asked.found if one.rows[0].get(ROLE) == role]
    # The sort keeps the order of each kind: the newest year first.
    found.sort(key=lambda one: one.invented)
    return Surveys(tuple(found), later and not found)


def cell(*, sector: str | None = None, occupation: str | None = None, channel: str | None = None) -> dict[str, str]:
    """The codes of a cell of all cost items; what is not named is the total."""
    given: Final = {"SECTOR": sector, "OCU": occupation, "CHANNEL": channel, "ITEM": None}
    return {name: code or TOTALS[name] for name, code in given.items()}
