"""Standards: which of the two countries ratified what. What our partial list does not hold is unknown, never a no."""

from __future__ import annotations

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Cell, Column, Figure, Gap, Section, StatusGrid, section
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import PlaceName, Text
from fairway.warehouse.asking import IMPORT, Answer, ask
from fairway.warehouse.shelf import Shelf

ILO = {
    "C097": Text("C097 Migration for Employment (Revised), 1949"),
    "C143": Text("C143 Migrant Workers (Supplementary Provisions), 1975"),
    "C181": Text("C181 Private Employment Agencies, 1997"),
    "C189": Text("C189 Domestic Workers, 2011"),
}
UN = {
    "ICRMW": Text("ICRMW Migrant workers and their families, 1990"),
    "ICERD": Text("ICERD Racial discrimination, 1965"),
    "ICCPR": Text("ICCPR Civil and political rights, 1966"),
    "ICESCR": Text("ICESCR Economic, social and cultural rights, 1966"),
    "CEDAW": Text("CEDAW Discrimination against women, 1979"),
    "CAT": Text("CAT Torture, 1984"),
    "CRC": Text("CRC Rights of the child, 1989"),
    "CRPD": Text("CRPD Persons with disabilities, 2006"),
}
EVERYBODY = Text("Standards are not broken down by sex or sector: the filter does not apply to this section.")
MOST_SIDE_BY_SIDE = 6
TITLE = Text("Who ratified what")
PARTIAL = Text(
    "The list of ILO ratifications at hand is partial: where it has no entry the answer is unknown, not no. It came "
    "from secondary sources and is not verified."
)


def standards(corridor: Corridor, shelf: Shelf) -> Section:
    """The standards section of a profile."""
    notes = [EVERYBODY] if corridor.sex or corridor.sector else []
    part = ratifications((corridor.origin, corridor.destination), shelf, corridor.year)
    return section("standards", Text("International standards"), [part], notes=notes)


def ratifications(countries: tuple[str, ...], shelf: Shelf, year: int | None = None) -> Figure | Gap:
    """Countries × instruments. ILO absences read *unknown*; the UN list is complete as of its edition.

    Args:
        countries: ISO 3166-1 alpha-3 codes, one column each.
        year: As things stood at the end of that year; a ratification without a date is then unknown.
    """
    ilo = {place: ask(shelf, "ratifications", place) for place in countries}
    un = {place: ask(shelf, "un_treaties", place) for place in countries}
    loaded = [answer for answers in (ilo, un) for answer in answers.values() if answer.vintage]
    if not loaded:
        return Gap("standards.ratifications", TITLE, Text("No list of ratifications is loaded here."), IMPORT, "sample")
    states = {
        (place, instrument): _state((ilo if instrument in ILO else un)[place], instrument, year)
        for place in countries
        for instrument in ILO | UN
    }
    columns, rows, by = (
        _by_country(countries, states) if len(countries) > MOST_SIDE_BY_SIDE else _side_by_side(countries, states)
    )
    counts = [sum(states[place, one][0] == "yes" for one in ILO | UN) for place in countries]
    return Figure(
        id="standards.ratifications",
        title=TITLE,
        unit=Text("status by instrument; editions {editions}", editions=_editions(loaded)),
        year="",
        columns=columns,
        rows=rows,
        sentence=_sentence(countries, counts),
        flag=Flag.PARTIAL,
        sources=_sources(loaded),
        chart=StatusGrid(by),
        notes=(PARTIAL,),
    )


_States = dict[tuple[str, str], tuple[str, str]]
_Table = tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...], str]


def _side_by_side(countries: tuple[str, ...], states: _States) -> _Table:
    """Instruments as rows, a column of statuses and one of dates for each country."""
    columns = (
        Column("instrument", Text("Code"), "text"),
        Column("title", Text("Instrument"), "text"),
        *(Column(place, Text("{place}", place=PlaceName(place)), "status") for place in countries),
        *(Column(f"{place}_since", Text("{place}, since", place=PlaceName(place)), "text") for place in countries),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            instrument,
            title,
            *(states[place, instrument][0] for place in countries),
            *(states[place, instrument][1] for place in countries),
        )
        for instrument, title in (ILO | UN).items()
    )
    return columns, rows, "title"


def _by_country(countries: tuple[str, ...], states: _States) -> _Table:
    """Countries as rows, an instrument a column: what a region's many members need to fit a page."""
    columns = (
        Column("country", Text("Country"), "place"),
        *(Column(instrument, Text("{code}", code=instrument), "status") for instrument in ILO | UN),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (place, *(states[place, instrument][0] for instrument in ILO | UN)) for place in countries
    )
    return columns, rows, "country"


def _sentence(countries: tuple[str, ...], counts: list[int]) -> Text:
    instruments = len(ILO) + len(UN)
    if len(countries) > MOST_SIDE_BY_SIDE:
        return Text("Instruments shown: {n}; countries: {countries}.", n=instruments, countries=len(countries))
    text = Text("Known ratifications of the {n} instruments shown:", n=instruments)
    for place, count in zip(countries, counts, strict=True):
        text = Text("{before} {place} {count}.", before=text, place=PlaceName(place), count=count)
    return text


def _state(answer: Answer, instrument: str, year: int | None) -> tuple[str, str]:
    """The status of one instrument, and the date or year since when."""
    for row in answer.rows:
        if row["instrument"] != instrument:
            continue
        status, since = (row["status"], row["year"]) if "status" in row else ("yes", row["date"])
        then = _then(status, since, year) if year else status
        return then, str(since or "") if then in ("yes", "signed") else ""
    return "unknown", ""


def _then(status: str, since: int | str | None, year: int) -> str:
    """The status at the end of a year: a later ratification was not one yet, an undated one may have been."""
    if status == "no":
        return "no"
    if not since:
        return "unknown"
    return status if int(str(since)[:4]) <= year else "no"


def _editions(answers: list[Answer]) -> str:
    return " / ".join(sorted({answer.vintage.record.edition for answer in answers if answer.vintage}))


def _sources(answers: list[Answer]) -> tuple[Provenance, ...]:
    return tuple(answer.source() if answer else answer.vintage.provenance() for answer in answers if answer.vintage)
