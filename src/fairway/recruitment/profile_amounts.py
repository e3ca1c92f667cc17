"""What the job cost and paid, in money, and who paid nothing."""

from __future__ import annotations

from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure
from fairway.kernel.text import Text, Year
from fairway.recruitment.profile_measures import scope
from fairway.recruitment.profile_reading import Found, sex, sexes
from fairway.warehouse.surveyed_figures import Group, Line, said, survey_figure

AMOUNTS: Final = {
    "COST_MEAN": Text("Cost of the job, mean of all workers"),
    "COST_MEAN_PAYERS": Text("Cost of the job, mean of those who paid"),
    "EARNINGS_MEAN": Text("Earnings in a month, mean of all workers"),
}


def amounts(corridor: Corridor, found: Found) -> Figure | None:
    """Mean cost and mean monthly earnings, in the currency of the release."""
    survey, shown = found.survey, sex(corridor)
    observed = {code: survey.one(INDICATOR=code, SEX=shown) for code in AMOUNTS}
    currency = next((row["UNIT_MEASURE"] for row in observed.values() if row), None)
    if not currency:
        return None
    group = Group("amount", Text("{currency}", currency=currency), "number")
    return survey_figure(
        "cost.amounts",
        Text("What the job cost and what it paid"),
        Text("{currency}, at the exchange rate of the month of each payment", currency=currency),
        survey,
        Text("Amount"),
        (group,),
        [Line(words, (observed[code],)) for code, words in AMOUNTS.items()],
        Text(
            "Mean cost of the job in {currency}, {who}, {year}: {n}.",
            currency=currency,
            who=found.who,
            year=Year(survey.year),
            n=said(observed["COST_MEAN"], group),
        ),
        scope(corridor, found),
    )


def paid_nothing(corridor: Corridor, found: Found) -> Figure | None:
    """The share of workers who paid nothing, by sex. Unit: per cent."""
    survey = found.survey
    group = Group("percent", Text("Workers who paid nothing"), "percent", 1)
    lines = [
        Line(words, (survey.one(INDICATOR="RCI_ZERO_SHARE", SEX=code),)) for code, words in sexes(corridor).items()
    ]
    first = next((line for line in lines if any(line.observations)), None)
    if first is None:
        return None
    return survey_figure(
        "cost.paid_nothing",
        Text("Who paid nothing for the job"),
        Text("per cent of the workers"),
        survey,
        Text("Sex"),
        (group,),
        lines,
        Text(
            "Paid nothing for the job, {who}, {year} ({category}): {n}.",
            who=found.who,
            year=Year(survey.year),
            category=first.about,
            n=said(first.observations[0], group),
        ),
        scope(corridor, found),
    )
