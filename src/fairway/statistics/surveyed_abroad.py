"""People at the destination as a survey of the origin counts them: reported by their households, or come back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap
from fairway.kernel.text import PlaceName, Text, Year
from fairway.statistics.ilms import codes
from fairway.statistics.surveyed_reading import ABROAD, about_abroad, sexes
from fairway.warehouse.asking import BY_SECTOR, BY_SEX, LATER
from fairway.warehouse.asking_surveys import Surveyed
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.surveyed_figures import Group, Line, not_divided, said, survey_figure

ID: Final = "work.abroad"
WHAT: Final = dict(
    zip(
        ABROAD,
        (
            Text("Live there"),
            Text("Left of late"),
            Text("Left of late, and work"),
            Text("Came back of late"),
        ),
        strict=True,
    )
)
PERSONS: Final = Group("persons", Text("Persons"))


def abroad(corridor: Corridor, shelf: Shelf) -> Figure | Gap:
    """The origin's nationals in the destination, who left for it and who came back, by sex. Unit: persons."""
    there = {"origin": PlaceName(corridor.origin), "destination": PlaceName(corridor.destination)}
    title = Text("People from {origin} in {destination}, by a survey of {origin}", **there)
    surveys = about_abroad(corridor, shelf, corridor.destination)
    if surveys.found and corridor.sector:
        return not_divided(ID, title, BY_SECTOR)
    for survey in surveys.found:
        lines = list(_lines(corridor, survey))
        made = survey_figure(
            ID,
            title,
            Text("persons"),
            survey,
            Text("People"),
            (PERSONS,),
            lines,
            _sentence(corridor, survey, lines),
            (Text("Whole households that left are counted by no survey at home: the true numbers are higher."),),
        )
        if made is not None:
            return made
    if surveys.found:
        return not_divided(ID, title, BY_SEX)
    if surveys.later:
        return Gap(ID, title, Text("The figures at hand begin later than the year asked for."), LATER, "detail")
    return _nothing(corridor, shelf, title)


def _lines(corridor: Corridor, survey: Surveyed) -> Iterator[Line]:
    for indicator, what in WHAT.items():
        for sex, words in sexes(corridor).items():
            yield Line(Text("{what}: {who}", what=what, who=words), (survey.one(INDICATOR=indicator, SEX=sex),))


def _sentence(corridor: Corridor, survey: Surveyed, lines: list[Line]) -> Text:
    first = next((line for line in lines if any(line.observations)), None)
    return Text(
        "{origin} asked its households in {year} about people in {destination}. {category}: {n}.",
        origin=PlaceName(corridor.origin),
        destination=PlaceName(corridor.destination),
        year=Year(survey.year),
        category=first.about if first else "",
        n=said(first.observations[0], PERSONS) if first else "",
    )


def _nothing(corridor: Corridor, shelf: Shelf, title: Text) -> Gap:
    there = {"origin": PlaceName(corridor.origin), "destination": PlaceName(corridor.destination)}
    together = about_abroad(corridor, shelf, codes.TOTALS["COUNTERPART"]).found
    if together:
        return Gap(
            ID,
            title,
            Text(
                "The survey of {origin} at hand ({survey}) does not tell people in {destination} from those in other "
                "countries.",
                survey=together[0].title,
                **there,
            ),
            Text("A larger sample, or one that is denser where many have left for {destination}.", **there),
            "detail",
        )
    return Gap(
        ID,
        title,
        Text(
            "Nobody has published, on this site, figures from a survey of {origin} that asks households about their "
            "people abroad.",
            **there,
        ),
        Text(
            "A labour force survey of {origin} with questions on absent household members and on return. A "
            "statistical office can publish the tables here with “fairway ilms”.",
            **there,
        ),
    )
