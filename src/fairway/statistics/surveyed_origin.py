"""People from the origin in a survey of the destination; where it does not tell them apart, all migrants together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap
from fairway.kernel.text import PlaceName, Text, Year
from fairway.statistics.surveyed_reading import BASES, MIGRANTS, PEOPLE, sexes
from fairway.statistics.work_categories import BASIS
from fairway.warehouse.asking import BY_SECTOR, BY_SEX
from fairway.warehouse.asking_surveys import Surveyed, Surveys
from fairway.warehouse.surveyed_figures import Group, Line, not_divided, said, survey_figure

ID: Final = "work.survey_people"
WHAT: Final = (Text("Of working age"), Text("At work"), Text("Arrived in the last years"))
PERSONS: Final = Group("persons", Text("Persons"))


def people(corridor: Corridor, surveys: Surveys) -> Figure | Gap | None:
    """How many people from the origin are of working age and at work, by sex. Unit: persons."""
    there = {"origin": PlaceName(corridor.origin), "destination": PlaceName(corridor.destination)}
    title = Text("People from {origin} in {destination}, by survey", **there)
    if corridor.sector:
        return not_divided(ID, title, BY_SECTOR)
    for survey, basis, code in _known(corridor, surveys):
        apart = code != MIGRANTS[basis]
        lines = list(_lines(corridor, survey, basis, code))
        at_work = survey.one(INDICATOR=PEOPLE[basis][1], SEX=next(iter(sexes(corridor))), **{basis: code})
        who = _who(basis, there) if apart else Text("All migrants in {destination}", **there)
        notes = [BASIS[BASES[basis]]]
        if not apart:
            notes.append(
                Text("The survey does not tell people from {origin} apart: the numbers are of all migrants.", **there)
            )
        made = survey_figure(
            ID,
            title if apart else Text("Migrants in {destination}, by survey", **there),
            Text("persons"),
            survey,
            Text("People"),
            (PERSONS,),
            lines,
            Text("{who}, at work in {year}: {n}.", who=who, year=Year(survey.year), n=said(at_work, PERSONS)),
            notes,
        )
        if made is not None:
            return made
    return not_divided(ID, title, BY_SEX) if corridor.sex else None


def _known(corridor: Corridor, surveys: Surveys) -> Iterator[tuple[Surveyed, str, str]]:
    """Survey, dimension and code, the best first: the origin by itself before all migrants, birth before citizenship.

    A survey that tells the origin apart comes before a newer one that does not; a demonstration comes after facts.
    """
    for invented in (False, True):
        for apart in (True, False):
            for survey in (one for one in surveys.found if one.invented is invented):
                for basis in BASES:
                    yield survey, basis, f"{basis}_COUNTRY_{corridor.origin}" if apart else MIGRANTS[basis]


def _lines(corridor: Corridor, survey: Surveyed, basis: str, code: str) -> Iterator[Line]:
    for indicator, what in zip(PEOPLE[basis], WHAT, strict=True):
        for sex, words in sexes(corridor).items():
            found = survey.one(INDICATOR=indicator, SEX=sex, **{basis: code})
            yield Line(Text("{what}: {who}", what=what, who=words), (found,))


def _who(basis: str, there: Mapping[str, PlaceName]) -> Text:
    if basis == "CBR":
        return Text("People born in {origin}, in {destination}", **there)
    return Text("Citizens of {origin} in {destination}", **there)
