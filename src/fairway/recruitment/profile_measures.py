"""The four measures of SDG 10.7.1 as figures, each under its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure
from fairway.kernel.text import Number, PlaceName, Text, Year
from fairway.recruitment.profile_reading import Found, sex, sexes
from fairway.warehouse.surveyed_figures import Group, Line, said, survey_figure

ID: Final = "cost.measures"
MONTHS: Final = Text("months of earnings in the job")
MEAN: Final = Text("Mean of ratios")
MEDIAN: Final = Text("Median")
TOTALS: Final = Text("Ratio of totals")
PAYERS: Final = "_PAYERS"
_QUANTILE: Final = re.compile(r"RCI_P(\d{2})")


def measures(corridor: Corridor, found: Found) -> Figure | None:
    """Mean of ratios, median, upper quantile and ratio of totals, of all who count and of those who paid.

    Unit: months of earnings. Source: UNSD, SDG indicator metadata 10.7.1 (2022-05-18): the mean, the median or the
    fourth quintile of each worker's cost over monthly earnings; the ratio of totals is no such mean.
    """
    months, shown = Group("months", Text("Months of earnings"), "number", 1), sex(corridor)
    mean = found.survey.one(INDICATOR="RCI_MEAN", SEX=shown)
    return survey_figure(
        ID,
        Text("What the job cost, in months of earnings (SDG 10.7.1)"),
        MONTHS,
        found.survey,
        Text("Measure"),
        (months,),
        [Line(words, (found.survey.one(INDICATOR=code, SEX=shown),)) for code, words in _names(found)],
        Text(
            "What {who} paid for their jobs, in months of earnings (mean of ratios, {year}): {n}.",
            year=Year(found.survey.year),
            who=found.who,
            n=said(mean, months),
        ),
        [
            *scope(corridor, found),
            Text(
                "Each worker's cost is divided by what they earned in a month. Of these ratios there are the mean, the "
                "median (half of the workers paid more) and a quantile (0.80: a fifth paid more). The ratio of totals "
                "divides all costs by all earnings. Compare a measure only with the same one elsewhere."
            ),
        ],
    )


def by_sex(corridor: Corridor, found: Found) -> Figure | None:
    """The mean and the median of women and of men; no figure where only one sex is asked for. Unit: months."""
    if corridor.sex:
        return None
    survey = found.survey
    groups = (
        Group("mean", MEAN, "number", 1),
        Group("median", MEDIAN, "number", 1),
    )
    lines = [
        Line(words, (survey.one(INDICATOR="RCI_MEAN", SEX=code), survey.one(INDICATOR="RCI_MEDIAN", SEX=code)))
        for code, words in sexes(corridor).items()
        if code != "SEX_T"
    ]
    women, men = (said(line.observations[0], groups[0]) for line in lines)
    return survey_figure(
        "cost.by_sex",
        Text("What the job cost women and men, in months of earnings"),
        MONTHS,
        survey,
        Text("Sex"),
        groups,
        lines,
        Text(
            "Mean cost in months of earnings, {who}, {year}: women {women}, men {men}.",
            who=found.who,
            year=Year(survey.year),
            women=women,
            men=men,
        ),
        scope(corridor, found),
    )


def scope(corridor: Corridor, found: Found) -> list[Text]:
    """The note that a figure is not of this corridor alone, where it is not."""
    if found.apart:
        return []
    return [
        Text(
            "This is not {origin} → {destination} alone: the survey shows {who}.",
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
            who=found.who,
        )
    ]


def _names(found: Found) -> Iterator[tuple[str, Text]]:
    """Each measure that the survey has, with its name: first of all who count, then of those who paid."""
    published = {row["INDICATOR"] for row in found.survey.rows}
    quantiles = sorted(code for code in published if _QUANTILE.fullmatch(code))
    named = {"RCI_MEAN": MEAN, "RCI_MEDIAN": MEDIAN}
    for code in quantiles:
        share = int(code.removeprefix("RCI_P"))
        named[code] = Text("Quantile {share}", share=Number(share / 100, 2))
    named["RCI_RATIO_OF_TOTALS"] = TOTALS
    yield from named.items()
    for code, words in named.items():
        yield f"{code}{PAYERS}", Text("{measure}, those who paid", measure=words)
