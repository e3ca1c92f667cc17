"""“What is missing”: which tables are loaded, how many countries and corridors each covers, what no table holds."""

from __future__ import annotations

from fairway.corridors.profile_value import Profile, citation, pinned
from fairway.kernel.figure import Column, Figure, Gap, section
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.reference import places
from fairway.sources.catalogue import CATALOGUE
from fairway.warehouse.asking import IMPORT
from fairway.warehouse.shelf import Shelf

TITLE = Text("What is missing")


def missing(shelf: Shelf) -> Profile:
    """What this installation does not know, table by table, and what no open source at hand holds."""
    sections = (
        section("coverage", Text("What each table covers"), [coverage(shelf), *not_loaded(shelf)]),
        section("nowhere", Text("What no table here holds"), list(NOWHERE)),
    )
    vintages = pinned(sections)
    return Profile("missing", "missing", TITLE, (), sections, vintages, citation(TITLE, vintages))


def coverage(shelf: Shelf) -> Figure | None:
    """Countries and corridors with at least one row, by table. Unit: countries of those listed; corridors."""
    return shelf.remember("missing.coverage", lambda: _coverage(shelf))


def _coverage(shelf: Shelf) -> Figure | None:
    known = frozenset(places.by_code())
    rows = []
    sources = []
    for table in shelf.tables():
        vintage = shelf.current(table)
        if vintage is None or vintage.record.key not in (("place",), ("origin", "destination"), ("place", "partner")):
            continue
        keys = list(vintage.keys())
        pairs = [key for key in keys if isinstance(key, tuple)]
        covered = known & ({one for pair in pairs for one in pair} if pairs else set(keys))
        rows.append(
            (
                table,
                vintage.record.title,
                vintage.record.edition,
                Text("selection") if vintage.record.coverage == "sample" else Text("full"),
                len(covered),
                len(known) - len(covered),
                len(pairs) or None,
            )
        )
        sources.append(vintage.provenance())
    if not rows:
        return None
    return Figure(
        id="missing.coverage",
        title=Text("Countries and corridors with at least one figure"),
        unit=Text("countries and territories; corridors"),
        year="",
        columns=(
            Column("table", Text("Table"), "text"),
            Column("title", Text("Title"), "text"),
            Column("edition", Text("Edition"), "text"),
            Column("loaded", Text("Loaded"), "text"),
            Column("countries", Text("Countries covered"), "count"),
            Column("countries_missing", Text("Countries missing"), "count"),
            Column("corridors", Text("Corridors"), "count"),
        ),
        rows=tuple(rows),
        sentence=Text("Tables loaded: {n}.", n=len(rows)),
        flag=Flag.OBSERVED,
        sources=tuple(sources),
    )


def not_loaded(shelf: Shelf) -> list[Gap]:
    """A gap for every table that Fairway can read and that is not here in full."""
    gaps = []
    for table in sorted({edition.table for edition in CATALOGUE}):
        vintage = shelf.current(table)
        if vintage is None:
            gaps.append(
                Gap(
                    f"missing.{table}",
                    Text("{table}", table=table),
                    Text("This table is not loaded here."),
                    IMPORT,
                    "sample",
                )
            )
    return gaps


NOWHERE = (
    Gap(
        "missing.recruitment_cost",
        Text("What workers pay for their jobs (SDG 10.7.1)"),
        Text(
            "No country's value is in the SDG edition at hand; surveys published here are in the corridors' profiles."
        ),
        Text("Surveys with the recruitment-cost module."),
    ),
    Gap(
        "missing.workers",
        Text("Migrant workers by origin and destination"),
        Text("The stock counts all migrants; labour statistics by destination do not record the origin."),
        Text("Labour force surveys that publish employment by country of birth."),
    ),
    Gap(
        "missing.temporary",
        Text("Seasonal and temporary workers"),
        Text("They are not in the migrant stock."),
        Text("Permit and departure registers of both sides."),
    ),
    Gap(
        "missing.flows",
        Text("Flows: people who leave and return in a year"),
        Text("No table of flows by origin and destination is loaded."),
        Text("Registers of departures, arrivals and permits."),
    ),
    Gap(
        "missing.ratifications",
        Text("Most ILO ratifications"),
        Text("The list at hand is partial; what it does not hold reads “unknown”."),
        Text("An export of the ILO's register of ratifications."),
        "unknown",
    ),
    Gap(
        "missing.income_group",
        Text("Income groups of countries"),
        Text("No table of income groups is at hand."),
        Text("The World Bank's yearly list of economies."),
    ),
)
