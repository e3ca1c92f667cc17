"""What workers pay by who found the job, and government to government against private recruitment, as figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap
from fairway.kernel.text import PlaceName, Text, Year
from fairway.recruitment.ratings.items import CHANNELS
from fairway.recruitment.typical_costs.asking import ask_typical, cell
from fairway.recruitment.typical_costs.naming import CAVEATS, COLLECTION
from fairway.warehouse.asking import BY_SECTOR, BY_SEX, LATER, Row
from fairway.warehouse.asking_surveys import Surveyed, Surveys
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.surveyed_figures import Group, Line, not_divided, said, survey_figure

ID: Final = "cost.by_channel"
TITLE: Final = Text("What workers pay, by who found the job")
SECTORS: Final = {
    "agriculture": "agriculture", "construction": "construction", "domestic-work": "domestic",
    "hospitality": "hospitality", "manufacturing": "garment",
}  # fmt: skip
"""Sector lens → sector of typical costs; fishing is told with agriculture alone."""
DIFFERENCES: Final = {
    "RAW": Text("As the workers are"),
    "PRIVATE": Text("With the mix of workers of private agencies"),
    "GOVERNMENT": Text("With the mix of workers of the government channel"),
}
ROUNDED: Final = Text(
    "Amounts have two significant figures. A group of fewer than 10 workers, or of fewer than 3 agencies where they "
    "are known, is withheld, and so is what would tell it."
)
MONITOR: Final = Text(
    "The workers answered of themselves, or through helpers: they are no sample that was drawn. The limits tell how "
    "far chance alone reaches, not who did not answer."
)


def typical(corridor: Corridor, shelf: Shelf) -> Surveys:
    """The releases of typical costs that speak of the corridor, facts first."""
    return ask_typical(shelf, corridor.origin, corridor.destination, None, corridor.year)


def by_channel(corridor: Corridor, surveys: Sequence[Surveyed]) -> list[Figure]:
    """The figures of the first release that gives them: medians by channel, in dollars and months; the comparison.

    None of one sex: typical costs are not divided by sex.

    Args:
        corridor: With its sector, if one is asked for.
        surveys: All facts, or all demonstrations.
    """
    if corridor.sex or (corridor.sector and corridor.sector not in SECTORS):
        return []
    for survey in surveys:
        made = [_medians(corridor, survey, end) for end in ("USD", "MTH")]
        if not corridor.sector:
            made.append(_difference(corridor, survey))
        found = [one for one in made if one is not None]
        if found:
            return found
    return []


def no_channels(corridor: Corridor, surveys: Surveys) -> Gap:
    """Why there is no figure by channel, and what would fill it."""
    if surveys.later:
        return Gap(ID, TITLE, Text("The figures at hand begin later than the year asked for."), LATER, "detail")
    if surveys.found and corridor.sex:
        return not_divided(ID, TITLE, BY_SEX)
    if surveys.found and corridor.sector:
        return not_divided(ID, TITLE, BY_SECTOR)
    return Gap(
        ID,
        TITLE,
        Text(
            "Nobody has published, on this site, what workers from {origin} paid for jobs in {destination} by who "
            "found the job: a private agency, the government, the employer, or somebody they know.",
            **_ends(corridor),
        ),
        Text("A survey with the recruitment cost module, or workers’ own answers: “fairway typical-costs”."),
    )


def _medians(corridor: Corridor, survey: Surveyed, end: str) -> Figure | None:
    sector = SECTORS[corridor.sector] if corridor.sector else None
    group = (
        Group("median", Text("Median, US dollars"), "number")
        if end == "USD"
        else Group("median", Text("Median, months of earnings"), "number", 1)
    )
    code = f"TC_MEDIAN_{end}"
    lines = [
        Line(words, (survey.one(INDICATOR=code, **cell(sector=sector, channel=channel)),))
        for channel, words in CHANNELS.items()
    ]
    every = survey.one(INDICATOR=code, **cell(sector=sector))
    lines.append(Line(Text("All together"), (every,)))
    first = next((line for line in lines if any(line.observations)), None)
    if first is None:
        return None
    return survey_figure(
        ID if end == "USD" else f"{ID}_months",
        TITLE if end == "USD" else Text("What workers pay, by who found the job, in months of earnings"),
        Text("US dollars, median") if end == "USD" else Text("months of earnings in the job, median"),
        survey,
        Text("Who found the job"),
        (group,),
        lines,
        Text(
            "Median cost of a job in {destination} for workers from {origin}, {year}: {parts}.",
            **_ends(corridor),
            year=Year(survey.year),
            parts=_parts(lines, group),
        ),
        [ROUNDED, *_collected(survey.rows)],
    )


def _difference(corridor: Corridor, survey: Surveyed) -> Figure | None:
    group = Group("difference", Text("Government less private, US dollars"), "number")
    lines = [
        Line(words, (survey.one(INDICATOR=f"TC_DIFF_{code}_USD", **cell()),)) for code, words in DIFFERENCES.items()
    ]
    adjusted = lines[1].observations[0]
    return survey_figure(
        "cost.government_private",
        Text("Government to government against private recruitment, with the same mix of workers"),
        Text("US dollars: mean cost through the government less mean cost through private agencies"),
        survey,
        Text("Comparison"),
        (group,),
        lines,
        Text(
            "Jobs in {destination} for workers from {origin}, {year}: the mean cost through the government less that "
            "through private agencies, with the same mix of workers, is {n} US dollars; as the workers are, {raw}.",
            **_ends(corridor),
            year=Year(survey.year),
            n=said(adjusted, group),
            raw=said(lines[0].observations[0], group),
        ),
        [
            Text(
                "Below 0 the government channel is cheaper. Workers are compared within the same sector, skill level, "
                "sex and years of departure."
            ),
            *CAVEATS,
            *_collected(survey.rows),
        ],
    )


def _parts(lines: Sequence[Line], group: Group) -> Text:
    shown = [line for line in lines if any(line.observations)]
    made = Text("{what} {n}", what=shown[0].about, n=said(shown[0].observations[0], group))
    for line in shown[1:]:
        one = Text("{what} {n}", what=line.about, n=said(line.observations[0], group))
        made = Text("{first}; {second}", first=made, second=one)
    return made


def _collected(rows: Sequence[Row]) -> list[Text]:
    return [MONITOR] if any(row.get(COLLECTION) == "monitor" for row in rows) else []


def _ends(corridor: Corridor) -> dict[str, PlaceName]:
    return {"origin": PlaceName(corridor.origin), "destination": PlaceName(corridor.destination)}
