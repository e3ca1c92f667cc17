"""Agreements between the two countries of a corridor, and what the coded ones cover of 34 provisions."""

from __future__ import annotations

from fairway.agreements.provisions import PROVISIONS
from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Cell, Column, Figure, Gap, Section, StatusGrid, section, span
from fairway.kernel.provenance import Flag
from fairway.kernel.text import PlaceName, Text, Value, Year
from fairway.warehouse.asking import Answer, Row, ask, nothing
from fairway.warehouse.shelf import Shelf

NOT_IN_FORCE = Text(
    "The list says what was signed, not what is in force; it ends in 2020, and half of its agreements are known by "
    "their title or a reference alone."
)


def agreements(corridor: Corridor, shelf: Shelf) -> Section:
    """The agreements section of a profile."""
    answer = ask(shelf, "agreements", corridor.origin, corridor.destination)
    rows = [row for row in answer.rows if corridor.year is None or row["year"] is None or row["year"] <= corridor.year]
    later = len(rows) < len(answer.rows)
    parts: list[Figure | Gap | None]
    if not rows:
        parts = [_none(corridor, answer, later)]
    else:
        parts = [listed(corridor, answer, rows), coverage(corridor, shelf, answer, rows)]
    notes = [NOT_IN_FORCE] if rows else []
    if corridor.sex or corridor.sector:
        notes.append(EVERYBODY)
    return section("agreements", Text("Agreements between the two"), parts, notes=notes)


LATER = Text("The list has agreements between the two only after that year.")
EVERYBODY = Text("Agreements are not broken down by sex or sector: the filter does not apply to this section.")
TITLE = Text("Bilateral labour agreements")


def _none(corridor: Corridor, answer: Answer, later: bool) -> Gap:
    if later:
        return Gap("agreements.list", TITLE, LATER, Text("Leave the year out to see the later ones."), "absent")
    return nothing(
        "agreements.list",
        TITLE,
        answer,
        absent=Text(
            "The list of 1945–2020 has no bilateral labour agreement between {origin} and {destination}. That does not "
            "prove that there is none.",
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
        ),
        remedy=Text("The treaty register or labour ministry of either country."),
    )


def listed(corridor: Corridor, answer: Answer, rows: list[Row]) -> Figure:
    """Every agreement on the list, the newest first."""
    ordered = sorted(rows, key=_age, reverse=True)
    years = [row["year"] for row in rows if row["year"]]
    return Figure(
        id="agreements.list",
        title=TITLE,
        unit=Text("agreements signed since 1945, protocols included"),
        year=span(min(years), max(years)) if years else "",
        columns=(
            Column("year", Text("Year"), "year"),
            Column("title", Text("Title"), "text"),
            Column("signed", Text("Signed"), "text"),
            Column("ratified", Text("Ratified"), "text"),
            Column("copy_available", Text("Text at hand"), "status"),
            Column("coded", Text("Provisions coded"), "status"),
            Column("remark", Text("Remark"), "text"),
            Column("treaty_id", Text("Number in the list"), "text"),
        ),
        rows=tuple(_line(row) for row in ordered),
        sentence=Text(
            "Agreements on the list between {origin} and {destination}: {n}; with coded provisions: {coded}.",
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
            n=len(rows),
            coded=sum(1 for row in rows if row["coded"]),
        ),
        flag=Flag.PARTIAL,
        sources=(answer.source(*ordered),),
    )


def _line(row: Row) -> tuple[Cell, ...]:
    remark = Text("Protocol or amendment: not the whole regime") if row["amends"] else None
    if row["anomaly"]:
        remark = Text("Check the dates: {anomaly}", anomaly=row["anomaly"])
    return (
        row["year"],
        row["title"] or Text("title not recorded"),
        row["signed"],
        row["ratified"],
        _status(row["copy_available"]),
        _status(row["coded"]),
        remark or "",
        row["treaty_id"],
    )


def _status(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"


def coverage(corridor: Corridor, shelf: Shelf, answer: Answer, rows: list[Row]) -> Figure | Gap:
    """What each coded agreement says of the 34 provisions, beside how common each is in the whole corpus.

    The newest agreement that is no amendment comes first, then the other coded texts, the newest first.

    Source: Chilton and Woda, hand coding of bilateral labour agreements. A protocol's “no” is not the regime's.
    """
    title = Text("What the coded agreements cover")
    coded = sorted((row for row in rows if row["coded"]), key=lambda row: (not row["amends"], _age(row)), reverse=True)
    if not coded:
        return Gap(
            "agreements.coverage",
            title,
            Text("No agreement between the two was coded: its text was not at hand."),
            Text("The text of the agreement, coded clause by clause by a person."),
        )
    answers = {row["treaty_id"]: ask(shelf, "agreement_provisions", row["treaty_id"]) for row in coded}
    present = {id: {line["provision"]: line["present"] for line in one.rows} for id, one in answers.items()}
    common = {name: ask(shelf, "provision_frequency", name) for name in PROVISIONS}
    lines = tuple(
        (
            PROVISIONS[name][0],
            PROVISIONS[name][1],
            *(_status(present[row["treaty_id"]].get(name)) for row in coded),
            _share(common[name]),
        )
        for name in PROVISIONS
    )
    main = coded[0]
    covered = sum(1 for value in present[main["treaty_id"]].values() if value)
    years = [row["year"] for row in coded if row["year"]]
    sources = [one.source() for one in answers.values() if one]
    sources += [one.source() for one in list(common.values())[:1] if one]
    return Figure(
        id="agreements.coverage",
        title=title,
        unit=Text("34 provisions; the corpus is every coded agreement of 1928–2020"),
        year=span(min(years), max(years)) if years else "",
        columns=(
            Column("criterion", Text("Criterion"), "text"),
            Column("provision", Text("Provision"), "text"),
            *(Column(f"treaty_{row['treaty_id']}", _heading(row), "status") for row in coded),
            Column("corpus_percent", Text("Of all coded agreements"), "percent", 0),
        ),
        rows=lines,
        sentence=_covers(main, covered),
        flag=Flag.OBSERVED,
        sources=tuple(sources),
        chart=StatusGrid("provision"),
        notes=(Text("A “no” in a protocol means that the protocol is silent, not that the regime is."),)
        if any(row["amends"] for row in coded)
        else (),
    )


def _age(row: Row) -> tuple[int, str, int]:
    """Sorts agreements by the day they were signed, then by their number in the list."""
    return row["year"] or 0, row["signed"] or "", int(row["treaty_id"])


def _covers(main: Row, covered: int) -> Text:
    values: dict[str, Value] = {"id": main["treaty_id"], "year": Year(main["year"] or 0), "n": covered}
    if main["amends"]:
        return Text(
            "Only a protocol was coded (no. {id}, {year}): it mentions {n} of the 34 provisions; the agreement that it "
            "amends may cover more.",
            **values,
        )
    return Text("The agreement no. {id} of {year} covers {n} of the 34 provisions.", **values)


def _heading(row: Row) -> Text:
    if row["amends"]:
        return Text("{year} (protocol, no. {id})", year=Year(row["year"] or 0), id=row["treaty_id"])
    return Text("{year} (no. {id})", year=Year(row["year"] or 0), id=row["treaty_id"])


def _share(answer: Answer) -> float | None:
    if not answer or not answer.rows[0]["coded"]:
        return None
    return 100 * float(answer.rows[0]["present"]) / float(answer.rows[0]["coded"])
