"""Editions of a public list: the first is made up, the others come from the seeded simulation and say so."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Final

from fairway.recruitment.rosters.rows import Row
from fairway.recruitment.rosters.simulation import made_up, next_edition
from fairway_portal.register.demonstration.people import MARK, People
from fairway_portal.register.rosters import actions, queries
from fairway_portal.register.rosters.actions.receiving import Provenance
from fairway_portal.register.rosters.models import RosterRow, Vintage
from fairway_portal.surveys.writing import writing

SEED: Final = 20_260_501
AGENCIES: Final = 60
COUNTRY: Final = "BGD"
PUBLISHER: Final = f"Office of Paper Boats {MARK}"
FIELDS: Final = {"name": 0, "licence_number": 1, "city": 2}
SEEDS: Final = (SEED, SEED + 9)
"""Of the simulated editions; the last one leaves rows that somebody must decide."""
EDITIONS: Final = (
    "first, made up",
    f"second, from the simulation with seed {SEEDS[0]}",
    f"third, from the simulation with seed {SEEDS[1]}",
)


def make(people: People, today: date) -> int:
    """Makes the editions that are missing; how many there are.

    Args:
        people: Who acts.
        today: The day on which they are said to be fetched.
    """
    rows: Sequence[Row] = made_up(AGENCIES, seed=SEED)
    known = Vintage.objects.filter(country=COUNTRY, demonstration=True)
    for place, edition in enumerate(EDITIONS):
        if place:
            rows = next_edition(rows, seed=SEEDS[place - 1]).rows
        if not known.filter(edition=edition).exists():
            with writing():
                _edition(people, edition, rows, today, publish=place < len(EDITIONS) - 1)
    return known.count()


def as_csv(rows: Sequence[Row]) -> bytes:
    """Rows as the file of a list."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(("agency_name", "recruiting_licence_no", "city"))
    writer.writerows((one.name, one.licence_number, one.city) for one in rows)
    return written.getvalue().encode()


def _edition(people: People, edition: str, rows: Sequence[Row], today: date, *, publish: bool) -> None:
    by = people.person("rosters")
    vintage = actions.receive(
        by=by, country=COUNTRY, contents=as_csv(rows), name="agencies.csv",
        provenance=Provenance(PUBLISHER, edition, today, "Invented: free for any use"), demonstration=True,
    )  # fmt: skip
    vintage = actions.confirm_columns(by=by, vintage=vintage, saw=vintage.version, fields=FIELDS)
    vintage = actions.match_rows(by=by, vintage=vintage, saw=vintage.version)
    if not publish:
        return
    for row in queries.undecided(vintage):
        actions.decide(by=by, row=row, saw="", decision=RosterRow.Decision.NEW)
    actions.publish(by=by, vintage=vintage, saw=vintage.version)
