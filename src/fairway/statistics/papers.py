"""What the ILO papers of 2012–2017 state themselves, by paragraph; where two disagree, both stand side by side."""

from __future__ import annotations

from fairway.kernel.corridor import Sex
from fairway.kernel.figure import Bars, Cell, Column, Figure, Section, section, span
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Number, Text
from fairway.statistics.stock import WHO
from fairway.warehouse.asking import Row
from fairway.warehouse.shelf import Shelf

ENDS = {"industrial": Text("Industrial"), "developing": Text("Developing"), "total": Text("Total")}
HISTORY = Text("These figures are what the papers said at the time; they are history, not today's count.")


def papers(shelf: Shelf) -> Section:
    """The section on the papers' own figures: table 1.1 of TTMLM/2013, and every other figure stated."""
    return section("papers", Text("What the ILO papers said"), [table_1_1(shelf), stated(shelf)], notes=[HISTORY])


def table_1_1(shelf: Shelf) -> Figure | None:
    """Table 1.1 of the 2013 background paper: migrants of 2010 by development of origin and destination, in millions.

    The paper heads it “flows”; the figures are stocks, and the note says so.
    """
    vintage = shelf.current("seed_facts")
    rows = vintage.rows("stock_by_development") if vintage else []
    if not vintage or not rows:
        return None
    cells = {row["part"]: row for row in rows}
    lines: list[tuple[Cell, ...]] = [
        (ENDS[origin], *(cells[f"{origin}-{destination}"]["value"] for destination in ENDS)) for origin in ENDS
    ]
    return Figure(
        id="papers.table_1_1",
        title=Text("Migrants by development of origin and destination, 2010"),
        unit=Text("million persons; rows are origins, columns destinations"),
        year="2010",
        columns=(
            Column("origin", Text("Origin"), "text"),
            *(Column(f"to_{end}", title, "number", 0) for end, title in ENDS.items()),
        ),
        rows=tuple(lines),
        sentence=Text(
            "By the paper, {inside} million had moved from one developing country to another and {out} million from a "
            "developing to an industrial one.",
            inside=Number(cells["developing-developing"]["value"]),
            out=Number(cells["developing-industrial"]["value"]),
        ),
        flag=Flag.STATED,
        sources=(vintage.provenance(row["source_row"] for row in rows),),
        notes=tuple(Text(caution) for caution in dict.fromkeys(row["caution"] for row in rows) if caution),
    )


def stated(shelf: Shelf) -> Figure | None:
    """Every other figure that the papers state, with document, paragraph and caution, grouped by topic."""
    vintage = shelf.current("seed_facts")
    if vintage is None:
        return None
    rows = [row for topic in sorted(vintage.keys()) for row in vintage.rows(topic) if not topic.startswith("stock_by")]
    if not rows:
        return None
    years = [row["year"] for row in rows if row["year"] is not None]
    return Figure(
        id="papers.stated",
        title=Text("Other figures that the papers state"),
        unit=Text("as each row says"),
        year=span(min(years), max(years)),
        columns=(
            Column("what", Text("What"), "text"),
            Column("value", Text("Figure"), "number", 1),
            Column("unit", Text("Unit"), "text"),
            Column("year", Text("Year"), "year"),
            Column("document", Text("Paper"), "text"),
            Column("paragraph", Text("Paragraph"), "text"),
            Column("caution", Text("Caution"), "text"),
        ),
        rows=tuple(_line(**row) for row in rows),
        sentence=Text("Figures taken down from the papers: {n}.", n=len(rows)),
        flag=Flag.STATED,
        sources=(vintage.provenance(row["source_row"] for row in rows),),
    )


def _line(
    *,
    label: str,
    value: float,
    unit: str,
    year: int | None,
    reference: str,
    paragraph: str,
    caution: str | None,
    **_: object,
) -> tuple[Cell, ...]:
    """One stated figure; label, unit and caution are templates of `fairway.sources.seed_facts`."""
    return Text(label), value, Text(unit), year, reference, paragraph, Text(caution) if caution else ""


def world_total(shelf: Shelf, sex: Sex | None = None, year: int | None = None) -> Figure | None:
    """International migrants of the world by year, one column an edition. Never one series. Unit: persons."""
    editions = shelf.editions("migrant_totals")
    counts = {
        vintage.record.edition: {
            row["year"]: _of(row, sex) for row in vintage.rows("WLD") if year is None or row["year"] <= year
        }
        for vintage in editions
    }
    years = sorted({year for one in counts.values() for year in one})
    if not years:
        return None
    latest = next(edition for edition, one in counts.items() if one)
    sources: tuple[Provenance, ...] = tuple(vintage.provenance() for vintage in editions)
    return Figure(
        id="world.total",
        title=Text("International migrants in the world, by edition"),
        unit=Text("{who}, all ages, at mid-year", who=WHO[sex]),
        year=span(years[0], years[-1]),
        columns=(
            Column("year", Text("Year"), "year"),
            *(Column(f"edition_{one}", Text("{edition} edition", edition=one), "count") for one in counts),
        ),
        rows=tuple((year, *(one.get(year) for one in counts.values())) for year in years),
        sentence=Text(
            "In {year} they were {n} million ({who}) by the {edition} edition.",
            who=WHO[sex],
            year=str(max(counts[latest])),
            n=Number(counts[latest][max(counts[latest])] / 1e6, 1),
            edition=latest,
        ),
        flag=Flag.ESTIMATED,
        sources=sources,
        chart=Bars("year", tuple(f"edition_{one}" for one in counts)),
        notes=(Text("Editions are shown side by side and never joined into one series."),),
    )


def _of(row: Row, sex: Sex | None) -> int:
    female, male = int(row["female"]), int(row["male"])
    return {"F": female, "M": male}.get(sex or "", female + male)
