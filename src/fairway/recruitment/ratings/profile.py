"""The rating section of a profile: how workers of a corridor were recruited, as they rate it themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Cell, Column, Figure, Gap, Section, section
from fairway.kernel.text import Number, PlaceName, Text
from fairway.recruitment.profile_channels import SECTORS
from fairway.recruitment.ratings.items import DIMENSIONS
from fairway.warehouse.asking import BY_SECTOR, BY_SEX, LATER, Row
from fairway.warehouse.asking_surveys import Surveyed, Surveys, ask_surveys
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.surveyed_figures import marked, not_divided, number

DATAFLOW: Final = "DF_RECRUITMENT_RATING"
ID: Final = "rating.dimensions"
TITLE: Final = Text("How workers were recruited")
INDICATOR: Final = Text("How workers rate those who recruited them")
TOTAL: Final = "_T"
NAMES: Final[dict[str, Text]] = {TOTAL: Text("Overall"), **{str(code): name for code, name in DIMENSIONS.items()}}
NOTES: Final = (
    Text("100 means that all answers speak for the recruiters, 0 that none does."),
    Text(
        "Workers answered of themselves, with or without a voucher: they are no sample of all workers. A line through "
        "a dot tells how far chance alone reaches, not who did not answer."
    ),
    Text(
        "Made from blocks of answers and rounded, for 10 workers and 3 agencies or more, so that nobody’s answer can "
        "be found out."
    ),
)


def recruitment_rating(corridor: Corridor, shelf: Shelf) -> Section:
    """The rating section of a profile: scores by dimension of the newest batch, or a gap that says what would fill it.

    Args:
        corridor: With its sector and year, if they are asked for; ratings are not divided by sex.
        shelf: Demonstrations are on it only where they were asked for; they speak only where no fact does.

    Source: the newest vintage of DF_RECRUITMENT_RATING about the corridor.
    """
    answered = _asked(corridor, shelf)
    if not corridor.sex and (not corridor.sector or corridor.sector in SECTORS):
        # Facts come before demonstrations, and the two never meet in one figure.
        for survey in answered.found:
            made = _figure(corridor, survey)
            if made is not None:
                return section("rating", TITLE, [made])
    return section("rating", TITLE, [_gap(corridor, answered)])


def _asked(corridor: Corridor, shelf: Shelf) -> Surveys:
    wanted = {"FREQ": {"Q"}, "INDICATOR": {"RATING_SCORE"}}
    these = {"COUNTERPART": {corridor.destination}}
    return ask_surveys(shelf, DATAFLOW, corridor.origin, wanted, these, corridor.year)


def _rows(corridor: Corridor, survey: Surveyed) -> dict[str, Row]:
    """Dimension → its row, for the sector asked for; a release is of one quarter."""
    return {row["DIMENSION"]: row for row in survey.where(SECTOR=SECTORS.get(corridor.sector or "", TOTAL))}


def _figure(corridor: Corridor, survey: Surveyed) -> Figure | None:
    """The scores as a figure, or None where none is published."""
    from fairway.charts.intervals import Intervals

    rows = _rows(corridor, survey)
    told = {code: number(row) for code, row in rows.items()}
    first = next((code for code in NAMES if told.get(code) is not None), None)
    if first is None:
        return None
    shown = [row for code, row in rows.items() if told[code] is not None]
    made = Figure(
        id=ID,
        title=INDICATOR,
        unit=Text("score of 100, with its 95 % interval"),
        year=str(rows[first]["TIME_PERIOD"]),
        columns=(
            Column("category", Text("What was rated"), "text"),
            Column("score", Text("Score"), "number"),
            Column("low", Text("from"), "number"),
            Column("high", Text("to"), "number"),
            Column("evidence", Text("Evidence"), "text"),
            Column("raters", Text("Workers who answered"), "text"),
        ),
        rows=tuple(_lines(rows)),
        sentence=_sentence(corridor, first, rows[first]),
        flag=survey.vintage.flag,
        sources=(survey.source(shown),),
        chart=Intervals("category", ("score",), lows=("low",), highs=("high",)),
        notes=NOTES,
    )
    return marked(made) if survey.invented else made


def _lines(rows: dict[str, Row]) -> Iterator[tuple[Cell, ...]]:
    """One line for overall and each dimension; what has no score says so."""
    from fairway.recruitment.ratings.evidence import LABELS

    for code, name in NAMES.items():
        row = rows.get(code)
        if row is None:
            continue
        score = number(row)
        label = LABELS["none"] if score is None else LABELS[row["EVIDENCE"]]
        limits = (None, None) if score is None else (row["CI_LOWER"], row["CI_UPPER"])
        yield (name, score, *limits, label, None if score is None else row["N_BAND"])


def _sentence(corridor: Corridor, code: str, row: Row) -> Text:
    return Text(
        "How workers from {origin} in {destination} rate those who recruited them ({what}): {score} of 100, most "
        "likely between {low} and {high}.",
        **_ends(corridor),
        what=NAMES[code],
        score=Number(row["OBS_VALUE"]),
        low=Number(row["CI_LOWER"]),
        high=Number(row["CI_UPPER"]),
    )


def _gap(corridor: Corridor, answered: Surveys) -> Gap:
    if answered.later:
        return Gap(ID, INDICATOR, Text("The figures at hand begin later than the year asked for."), LATER, "detail")
    if answered.found and corridor.sex:
        return not_divided(ID, INDICATOR, BY_SEX)
    if answered.found and corridor.sector:
        return not_divided(ID, INDICATOR, BY_SECTOR)
    if answered.found:
        return _withheld(corridor, answered.found[0])
    return Gap(
        ID,
        INDICATOR,
        Text(
            "Nobody has published, on this site, how workers from {origin} in {destination} rate those who recruited "
            "them.",
            **_ends(corridor),
        ),
        Text(
            "Ratings by 10 workers or more, of 3 agencies or more: workers rate on the pages “Jobs abroad” of this "
            "site, with cards from unions, resource centres and courses. The operator publishes the next batch."
        ),
    )


def _withheld(corridor: Corridor, survey: Surveyed) -> Gap:
    """The gap where workers did rate, but no score may be given."""
    from fairway.recruitment.ratings.evidence import REASONS

    row = _rows(corridor, survey).get(TOTAL) or {}
    return Gap(
        ID,
        INDICATOR,
        REASONS.get(row.get("REASON") or "", REASONS["too_little"]),
        Text("More ratings, of more agencies; the next batch counts those that have come in."),
        "detail",
    )


def _ends(corridor: Corridor) -> dict[str, PlaceName]:
    return {"origin": PlaceName(corridor.origin), "destination": PlaceName(corridor.destination)}
