"""A survey's estimates as a figure: each with its interval, error and quality; invented ones bear a mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from fairway.kernel.figure import Cell, Column, Figure, Gap
from fairway.kernel.text import Number, Percent, Text, Value
from fairway.warehouse.asking import Row
from fairway.warehouse.asking_surveys import Surveyed

INVENTED: Final = Text(
    "Invented for demonstration: the persons behind these numbers were simulated. They say nothing about any country."
)
WITHHELD: Final = Text("withheld")
UNKNOWN: Final = Text("not known")
UNRELIABLE: Final = Text("unreliable")
USABLE: Final = Text("usable")
UNPUBLISHED: Final = Text("not published")
_BESIDE: Final[tuple[tuple[str, Text, Literal["text"] | None], ...]] = (
    ("low", Text("from"), None),
    ("high", Text("to"), None),
    ("quality", Text("quality"), "text"),
    ("standard_error", Text("standard error"), None),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Estimates side by side in a row: the key of their columns, their heading, and how they are written."""

    key: str
    title: Text
    kind: Literal["count", "number", "percent"] = "count"
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a figure: what it is about, and for each group the observation, or None where there is none."""

    about: Text
    observations: tuple[Row | None, ...]


def survey_figure(
    id: str,
    title: Text,
    unit: Text,
    survey: Surveyed,
    heading: Text,
    groups: Sequence[Group],
    lines: Sequence[Line],
    sentence: Text,
    notes: Sequence[Text] = (),
) -> Figure | None:
    """The figure of some lines, or None where the survey publishes none of their numbers.

    Args:
        id, title, unit: Of the figure.
        survey: Where the observations are from.
        heading: Of the column that names the lines.
        groups: One for each observation of a line.
        lines: In reading order; those without any observation are left out.
        sentence: The same in words.
        notes: What else a careful reader must know.
    """
    from fairway.charts.intervals import Intervals

    kept = [line for line in lines if any(line.observations)]
    used = [row for line in kept for row in line.observations if row]
    if not used:
        return None
    alone = len(groups) == 1
    columns = (
        Column("category", heading, "text"),
        *(Column(one.key, one.title, one.kind, one.decimals) for one in groups),
        *(column for group in groups for column in _columns(group, alone=alone)),
    )
    keys = tuple(group.key for group in groups)
    made = Figure(
        id=id,
        title=title,
        unit=unit,
        year=str(survey.year),
        columns=columns,
        rows=tuple(
            (
                line.about,
                *(number(row) for row in line.observations),
                *(cell for row in line.observations for cell in _cells(row)),
            )
            for line in kept
        ),
        sentence=sentence,
        flag=survey.vintage.flag,
        sources=(survey.source(used),),
        chart=Intervals(
            "category", keys, lows=tuple(f"{key}_low" for key in keys), highs=tuple(f"{key}_high" for key in keys)
        ),
        notes=(*_notes(survey, used), *notes),
    )
    return marked(made) if survey.invented else made


def marked(figure: Figure) -> Figure:
    """The figure with the mark of a demonstration wherever it may be read: title, sentence, notes."""
    return replace(
        figure,
        title=Text("{title} (invented for demonstration)", title=figure.title),
        sentence=Text("Invented for demonstration: {sentence}", sentence=figure.sentence),
        notes=(INVENTED, *figure.notes),
    )


def said(row: Row | None, group: Group) -> Text:
    """An estimate with its interval, or why there is none."""
    value = number(row)
    if row is None or value is None:
        return quality(row)
    ends = [_value(row, name) for name in ("CI_LOWER", "CI_UPPER")]
    if None in ends:
        return Text("{n}", n=_number(value, group))
    return Text(
        "{n} (from {low} to {high})", n=_number(value, group), low=_number(ends[0], group), high=_number(ends[1], group)
    )


def quality(row: Row | None) -> Text:
    """How far an estimate may be trusted, in a word."""
    if row is None:
        return UNPUBLISHED
    if _hidden(row):
        return WITHHELD
    if row["OBS_VALUE"] is None:
        return UNKNOWN
    return UNRELIABLE if row.get("OBS_STATUS") == "U" else USABLE


def not_divided(id: str, title: Text, dimension: Text) -> Gap:
    """The gap where a survey is published, but not by the dimension asked for."""
    return Gap(
        id,
        title,
        Text("The published tables of the survey do not divide this by {dimension}.", dimension=dimension),
        Text("Leave that filter out to see the figure for everybody."),
        "detail",
    )


def number(row: Row | None) -> float | None:
    """The number of an observation; none of one that is withheld."""
    return None if row is None else _value(row, "OBS_VALUE")


def _hidden(row: Row) -> bool:
    return row.get("OBS_STATUS") == "Q" or row.get("CONF_STATUS") not in (None, "F")


def _value(row: Row, name: str) -> float | None:
    """A number of an observation; none of one that is withheld."""
    return None if _hidden(row) else row.get(name)


def _columns(group: Group, *, alone: bool) -> Iterator[Column]:
    """Limits, quality and error of a group; the headings name it unless it is the only one."""
    for end, words, kind in _BESIDE:
        title = words if alone else Text("{what}: {part}", what=group.title, part=words)
        yield Column(f"{group.key}_{end}", title, kind or group.kind, group.decimals if kind is None else 0)


def _cells(row: Row | None) -> tuple[Cell, ...]:
    if row is None:
        return (None, None, UNPUBLISHED, None)
    low, high, error = (_value(row, name) for name in ("CI_LOWER", "CI_UPPER", "STD_ERR"))
    return (low, high, quality(row), error)


def _number(value: float | None, group: Group) -> Value:
    if value is None:
        return UNKNOWN
    if group.kind == "percent":
        return Percent(value, group.decimals)
    return round(value) if group.kind == "count" else Number(value, group.decimals)


def _notes(survey: Surveyed, used: Sequence[Row]) -> list[Text]:
    notes = [
        Text(
            "Estimated from a sample ({survey}). Limits: of 100 such samples, 95 give limits that hold the true value.",
            survey=survey.title,
        )
    ]
    withheld = sum(_hidden(row) for row in used)
    doubtful = sum(quality(row) is UNRELIABLE for row in used)
    if withheld:
        notes.append(Text("Withheld, so that nobody who answered can be recognised: {n} of the numbers.", n=withheld))
    if doubtful:
        notes.append(Text("Unreliable, because the sample holds few such people: {n} of the numbers.", n=doubtful))
    return notes
