"""The cost section of a profile: what workers paid for their jobs, in months of what they then earned (SDG 10.7.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap, Section, section
from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.profile_amounts import amounts, paid_nothing
from fairway.recruitment.profile_channels import by_channel, no_channels, typical
from fairway.recruitment.profile_measures import ID, by_sex, measures
from fairway.recruitment.profile_reading import Found, search
from fairway.warehouse.asking import BY_SECTOR, BY_SEX, LATER
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.surveyed_figures import not_divided

TITLE: Final = Text("What workers pay for the job")
INDICATOR: Final = Text("What workers pay for the job (SDG 10.7.1)")


def recruitment_cost(corridor: Corridor, shelf: Shelf) -> Section:
    """The cost section of a profile: figures of the best survey at hand, or a gap that says what would fill it.

    What they paid by who found the job is from the dataflow DF_TYPICAL_COST. Source of all else: the newest vintage of
    the newest year of the dataflow DF_RECRUITMENT_COST: of the origin about the destination, else of the destination
    about the origin, else of either about all countries together.
    """
    searched, answered = search(corridor, shelf), typical(corridor, shelf)
    for invented in (False, True):  # facts and inventions never meet in one section
        found = [one for one in searched.found if one.survey.invented is invented]
        parts: list[Figure | Gap | None] = [
            _first(make, corridor, found) for make in (measures, by_sex, amounts, paid_nothing)
        ]
        told = [one for one in answered.found if one.invented is invented]
        channels: Sequence[Figure | Gap] = by_channel(corridor, told)
        if any(parts) or channels:
            lacking = None if any(parts) else _gap(corridor, shelf, later=searched.later, found=bool(searched.found))
            beside = channels or [no_channels(corridor, answered)]
            return section("cost", TITLE, [*parts, lacking, *beside])
    return section("cost", TITLE, [_gap(corridor, shelf, later=searched.later, found=bool(searched.found))])


def _first(
    make: Callable[[Corridor, Found], Figure | None], corridor: Corridor, surveys: Sequence[Found]
) -> Figure | None:
    """The figure of the first survey that gives it: women and men may be published for all countries together alone."""
    return next((made for one in surveys if (made := make(corridor, one)) is not None), None)


def _gap(corridor: Corridor, shelf: Shelf, *, later: bool, found: bool) -> Gap:
    if later:
        return Gap(ID, INDICATOR, Text("The figures at hand begin later than the year asked for."), LATER, "detail")
    if corridor.sex and found:
        return not_divided(ID, INDICATOR, BY_SEX)
    if corridor.sector and search(Corridor(corridor.origin, corridor.destination), shelf).found:
        return not_divided(ID, INDICATOR, BY_SECTOR)
    there = {"origin": PlaceName(corridor.origin), "destination": PlaceName(corridor.destination)}
    return Gap(
        ID,
        INDICATOR,
        Text(
            "Nobody has published, on this site, what workers from {origin} paid for their jobs in {destination}. The "
            "UN's SDG database, in the edition at hand, has no value of this indicator for any country.",
            **there,
        ),
        Text(
            "A survey of workers in {destination}, or of those who came back to {origin}, with the questions on "
            "recruitment costs; “fairway questionnaire list” has them. A statistical office can then publish the "
            "figures here with “fairway recruitment-costs”.",
            **there,
        ),
    )
