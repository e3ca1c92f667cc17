"""Figures made up for tests of charts and reports: one of every kind, with the awkward cases real tables have."""

from __future__ import annotations

from fairway.kernel.figure import (
    Bars,
    Cell,
    Chart,
    Column,
    Dumbbell,
    Figure,
    Gap,
    HeatTable,
    Lines,
    Section,
    StatusGrid,
)
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Percent, PlaceName, Text

SOURCE = Provenance(
    table="migrant_stock",
    publisher="UN DESA",
    title="International Migrant Stock",
    edition="2024",
    licence="CC BY 3.0 IGO",
    vintage="migrant_stock@2024-1a2b3c4d",
    file="stock.xlsx",
    method=Text("Compiled from censuses and registers."),
    rows=(12, 13),
)
DOUBTFUL = Provenance(
    table="ratifications",
    publisher="ILO",
    title="NORMLEX",
    edition="2023-partial",
    licence="ILO terms",
    vintage="ratifications@2023-9f",
    file="ratifications.csv",
    method=Text("Taken from a secondary source."),
    verified=False,
)


def figure(
    id: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
    chart: Chart | None,
    **changed: object,
) -> Figure:
    """A figure with everything that the test at hand does not care about filled in."""
    parts: dict[str, object] = {
        "title": Text("Migrants from {origin} in {destination}", origin=PlaceName("NPL"), destination=PlaceName("QAT")),
        "unit": Text("persons"),
        "year": "1990–2024",
        "sentence": Text("In the last year, {share} of them were women.", share=Percent(12.3)),
        "flag": Flag.ESTIMATED,
        "sources": (SOURCE,),
        **changed,
    }
    return Figure(id=id, columns=columns, rows=rows, chart=chart, **parts)  # type: ignore[arg-type]


LINES = figure(
    "people.stock",
    (
        Column("year", Text("Year"), "year"),
        Column("female", Text("Women"), "count"),
        Column("male", Text("Men"), "count"),
    ),
    ((1990, 1200, 10_500), (2000, 3400, None), (2010, 9800, 88_000), (2020, None, 300_000), (2024, 52_000, 340_512)),
    Lines("year", ("female", "male")),
    notes=(Text("Counted by country of birth."),),
)
TARGETS = figure(
    "money.cost",
    (Column("quarter", Text("Quarter"), "period"), Column("cost", Text("Average cost"), "percent", 1)),
    tuple((f"{2011 + at // 4}Q{at % 4 + 1}", 7.5 - at * 0.19) for at in range(20)),
    Lines("quarter", ("cost",), ((3.0, Text("Target: 3% on average")), (5.0, Text("Ceiling: 5%")))),
    unit=Text("per cent of the amount sent"),
)
SINGLE = figure(
    "people.single",
    (Column("year", Text("Year"), "year"), Column("both", Text("Both sexes"), "count")),
    ((2020, 1234),),
    Lines("year", ("both",)),
)
BARS = figure(
    "neighbours.destination",
    (Column("origin", Text("Country"), "place"), Column("persons", Text("Persons"), "count")),
    (("IND", 2_610_000), ("NPL", 340_512), ("BGD", 250_001), ("PHL", None)),
    Bars("origin", ("persons",), highlight="NPL"),
)
GROUPED = figure(
    "work.unemployment",
    (
        Column("education", Text("Education"), "text"),
        Column("foreign", Text("Migrants"), "percent", 1),
        Column("native", Text("Nationals"), "percent", 1),
    ),
    ((Text("Basic"), 6.2, 7.7), (Text("Intermediate, general or vocational upper secondary education"), None, 5.1)),
    Bars("education", ("foreign", "native"), targets=((5.0, Text("Average")),)),
)
NEGATIVE = figure(
    "people.changes",
    (Column("place", Text("Country"), "place"), Column("change", Text("Change"), "count")),
    (("NPL", 12_000), ("IND", -8000)),
    Bars("place", ("change",)),
)
DUMBBELL = figure(
    "work.sectors",
    (
        Column("sector", Text("Sector"), "text"),
        Column("foreign", Text("Migrants"), "percent", 1),
        Column("native", Text("Nationals"), "percent", 1),
    ),
    ((Text("Construction"), 24.0, 5.0), (Text("Education"), 2.3, 16.9), (Text("Manufacturing"), 14.7, None)),
    Dumbbell("sector", "foreign", "native"),
)
HEAT = figure(
    "areas.matrix",
    (
        Column("origin", Text("From"), "place"),
        Column("qat", Text("Qatar"), "count"),
        Column("mys", Text("Malaysia"), "count"),
    ),
    (("NPL", 340_512, 0), ("IND", 2_610_000, 120), ("BGD", None, 9_000)),
    HeatTable("origin"),
)
STATUSES = figure(
    "standards.ratifications",
    (
        Column("code", Text("Code"), "text"),
        Column("title", Text("Instrument"), "text"),
        Column("NPL", Text("{place}", place=PlaceName("NPL")), "status"),
    ),
    (
        ("C097", Text("Migration for Employment, 1949"), "unknown"),
        ("C181", Text("Private Employment Agencies, 1997"), "no"),
        ("C189", Text("Domestic Workers, 2011"), "yes"),
        ("C143", Text("Migrant Workers, 1975"), "signed"),
        ("C190", Text("Violence and Harassment, 2019"), "not_applicable"),
        ("C155", Text("Occupational Safety and Health, 1981"), None),
    ),
    StatusGrid("title"),
    flag=Flag.PARTIAL,
    sources=(SOURCE, DOUBTFUL),
)
TABLE = figure(
    "people.change",
    (Column("period", Text("Period"), "period"), Column("change", Text("Change"), "count")),
    (("1990–1995", -12_345), ("1995–2000", 900)),
    None,
    flag=Flag.OBSERVED,
)
ALL = (LINES, TARGETS, SINGLE, BARS, GROUPED, NEGATIVE, DUMBBELL, HEAT, STATUSES, TABLE)
DRAWN = tuple(one for one in ALL if isinstance(one.chart, Lines | Bars | Dumbbell))

GAP = Gap(
    "people.origin_counts",
    Text("What {origin} itself counts", origin=PlaceName("NPL")),
    Text("No count by the country of origin is loaded."),
    Text("A household survey that asks about absent members."),
)
DETAIL = Gap("people.refugees", Text("Refugees"), Text("Not published by sex."), Text("Ask UNHCR."), "detail")
SECTIONS = (
    Section("people", Text("People"), (LINES, SINGLE, NEGATIVE, TABLE), (GAP, DETAIL), (Text("All ages."),)),
    Section("work", Text("Work"), (GROUPED, DUMBBELL)),
    Section("rest", Text("The rest"), (TARGETS, BARS, HEAT, STATUSES)),
)
