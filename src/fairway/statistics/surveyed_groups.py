"""Migrants beside nationals in a survey of the destination: at work by sex and occupation, and out of work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap
from fairway.kernel.text import PlaceName, Text, Value, Year
from fairway.reference import sectors
from fairway.statistics.surveyed_reading import BASES, LEVELS, TRADES, pair, sex, sexes
from fairway.statistics.work_categories import BASIS, EDUCATION, GROUPS, SAID
from fairway.warehouse.asking import BY_SECTOR, BY_SEX, Row
from fairway.warehouse.asking_surveys import Surveyed, Surveys
from fairway.warehouse.surveyed_figures import Group, Line, not_divided, number, said, survey_figure

EMPLOYMENT: Final = Text("At work, by survey")
RATES: Final = Text("At work and out of work, by survey")
TRADE: Final = Text("In which occupations they work, by survey")
STATES: Final = {
    "TEAP": Text("In the labour force"),
    "TEMP": Text("At work, of all of working age"),
    "TUNE": Text("Out of work, of those in the labour force"),
}


def by_sex(corridor: Corridor, surveys: Surveys) -> Figure | Gap | None:
    """Employed migrants and nationals by sex, in one sector where that is asked for. Unit: persons."""
    id, title = "work.survey_employment", EMPLOYMENT
    classes, key = "AGE", {}
    if corridor.sector:
        lens = sectors.sector(corridor.sector)
        if lens.published is None:
            return not_divided(id, title, BY_SECTOR)
        classes, key = "ECO", {"ECO": f"ECO_ISIC4_{lens.published}"}
        title = Text("{sector}: who works in it, by survey", sector=lens.title)
    for survey, basis in _each(surveys):
        indicator = f"MST_TEMP_SEX_{classes}_{basis}_NB"
        lines = [
            Line(Text("At work: {who}", who=words), pair(survey, basis, INDICATOR=indicator, SEX=code, **key))
            for code, words in sexes(corridor).items()
        ]
        made = _figure(
            (id, title, Text("employed persons")), corridor, (survey, basis), Text("People"), lines, groups(basis)
        )
        if made is not None:
            return made
    return _without(id, title, corridor)


def rates(corridor: Corridor, surveys: Surveys) -> Figure | Gap | None:
    """Participation, employment and unemployment of migrants and nationals, the latter by education. Unit: per cent."""
    id = "work.survey_rates"
    if corridor.sector:
        return not_divided(id, RATES, BY_SECTOR)
    for survey, basis in _each(surveys):
        made = _figure(
            (id, RATES, Text("per cent")),
            corridor,
            (survey, basis),
            Text("Rate"),
            list(_rates(corridor, survey, basis)),
            groups(basis, rate=True),
        )
        if made is not None:
            return made
    return _without(id, RATES, corridor)


def by_occupation(corridor: Corridor, surveys: Surveys) -> Figure | Gap | None:
    """Employed migrants and nationals by occupation, or by education where that is published alone. Unit: persons."""
    id = "work.survey_occupations"
    if corridor.sector:
        return not_divided(id, TRADE, BY_SECTOR)
    schooling = {code: EDUCATION[level] for code, level in LEVELS.items()}
    choices = (("OCU", TRADES, TRADE), ("EDU", schooling, Text("What education those at work have, by survey")))
    for classes, words, title in choices:
        for survey, basis in _each(surveys):
            indicator = f"MST_TEMP_SEX_{classes}_{basis}_NB"
            lines = [
                Line(one, pair(survey, basis, INDICATOR=indicator, SEX=sex(corridor), **{classes: code}))
                for code, one in words.items()
            ]
            lines.sort(key=lambda line: -(number(line.observations[0]) or 0))
            made = _figure(
                (id, title, Text("employed persons")),
                corridor,
                (survey, basis),
                Text("Category"),
                lines,
                groups(basis),
            )
            if made is not None:
                return made
    return _without(id, TRADE, corridor)


def groups(basis: str, *, rate: bool = False) -> tuple[Group, Group]:
    """Migrants and nationals as columns."""
    words = GROUPS[BASES[basis]]
    if rate:
        return Group("foreign", words["foreign"], "percent", 1), Group("native", words["native"], "percent", 1)
    return Group("foreign", words["foreign"]), Group("native", words["native"])


def _each(surveys: Surveys) -> Iterator[tuple[Surveyed, str]]:
    for survey in surveys.found:
        for basis in BASES:
            yield survey, basis


def _rates(corridor: Corridor, survey: Surveyed, basis: str) -> Iterator[Line]:
    shown = sex(corridor)
    for state, words in STATES.items():
        yield Line(words, pair(survey, basis, INDICATOR=f"MST_{state}_SEX_AGE_{basis}_RT", SEX=shown))
    for code, level in LEVELS.items():
        found = pair(survey, basis, INDICATOR=f"MST_TUNE_SEX_EDU_{basis}_RT", SEX=shown, EDU=code)
        yield Line(Text("Out of work: {education}", education=EDUCATION[level]), found)


def _figure(
    about: tuple[str, Text, Text],
    corridor: Corridor,
    of: tuple[Surveyed, str],
    heading: Text,
    lines: list[Line],
    columns: tuple[Group, Group],
) -> Figure | None:
    survey, basis = of
    known = next((line for line in lines if any(line.observations)), None)
    if known is None:
        return None
    sentence = _sentence(corridor, survey, BASES[basis], known, columns)
    return survey_figure(*about, survey, heading, columns, lines, sentence, (BASIS[BASES[basis]],))


def _sentence(corridor: Corridor, survey: Surveyed, basis: str, line: Line, columns: tuple[Group, Group]) -> Text:
    rows: tuple[Row | None, ...] = line.observations
    values: dict[str, Value] = {
        "place": PlaceName(corridor.destination),
        "year": Year(survey.year),
        "category": line.about,
        "n": said(rows[0], columns[0]),
        "other": said(rows[1], columns[1]),
        **SAID[basis],
    }
    return Text("{place} in {year}. {category}: {foreign} {n}, {native} {other}.", **values)


def _without(id: str, title: Text, corridor: Corridor) -> Gap | None:
    if corridor.sex:
        return not_divided(id, title, BY_SEX)
    return not_divided(id, title, BY_SECTOR) if corridor.sector else None
