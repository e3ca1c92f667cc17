"""Recruitment costs (SDG 10.7.1): worked examples, and the page that prints them."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from fairway.methods.survey.design import Design, Stage
from fairway.recruitment.costs.estimating import estimate_costs
from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.personal import Personal, personal_costs
from fairway.recruitment.costs.rates import Rates
from fairway.warehouse.surveys.specification import Protection, StatedSource

MEASURES: Final = ("RCI_MEAN", "RCI_MEDIAN", "RCI_RATIO_OF_TOTALS", "COST_MEAN", "EARNINGS_MEAN")
NO_RATES: Final = Rates.of(
    pl.DataFrame(schema={"currency": pl.String, "month": pl.String, "rate": pl.Float64}),
    base="USD",
    window_months=0,
    source="none",
)

LAO_COSTS: Final = (0.0, 65.24, 200.0, 300.0)
LAO_EARNINGS: Final = (823.52, 400.0, 300.0, 200.0)
LAO_PUBLISHED: Final = {"mean_cost": 141.31, "mean_earnings": 430.88, "printed": 0.33}
"""ISI World Statistics Congress 2019, paper CPS2476: the Lao pilot of 2017."""


def personal(workers: list[dict[str, Any]], items: list[dict[str, Any]], rates: Rates, method: Method) -> Personal:
    """Costs of workers who would count: what an example leaves out is as the indicator asks for it."""
    usual = {
        "status": "employee",
        "reason": "work",
        "origin": "LAO",
        "destination": "THA",
        "first_job_month": "2017-02",
        "stay_months": 12,
        "earnings_currency": "USD",
        "earnings_month": "2017-02",
        "earnings_basis": "net",
        "paid": "no",
        "weight": 1.0,
    }
    return personal_costs(
        pl.DataFrame([{**usual, **one} for one in workers], infer_schema_length=None),
        pl.DataFrame(items, infer_schema_length=None),
        rates,
        coverage=Coverage("LAO", "origin", "2017-12"),
        method=method,
    )


def lao() -> dict[str, float]:
    """Every measure of four invented workers with the means that were published."""
    method = Method("net", n_min=1)
    pairs = list(enumerate(zip(LAO_COSTS, LAO_EARNINGS, strict=True)))
    workers = [{"person": str(at), "earnings": earned} for at, (_, earned) in pairs]
    items = [{"person": str(at), "item": "bundle", "amount": paid, "currency": "USD"} for at, (paid, _) in pairs]
    found = estimate_costs(
        personal(workers, items, NO_RATES, method),
        design=Design("weight", (Stage(None),)),
        method=method,
        role="origin",
        source=StatedSource("nobody", "invented", "2017", "CC0 1.0"),
        title="Example",
        by=(),
        protection=Protection("none", reason="invented workers"),
    ).frame
    whole = found.filter(pl.col("ITEM").is_null())
    return dict(whole.select("indicator", "estimate").rows())


def by_month() -> tuple[float, float, float]:
    """Cost, earnings and their ratio of one worker who paid in a currency that then lost value."""
    rates = Rates.of(
        pl.DataFrame(
            {
                "currency": ["LAK", "LAK", "THB"],
                "month": ["2016-10", "2017-02", "2017-02"],
                "rate": [8000.0, 10000.0, 35.0],
            }
        ),
        base="USD",
        window_months=0,
        source="invented",
    )
    worker = {
        "person": "a",
        "earnings": 6300.0,
        "earnings_currency": "THB",
        "earnings_basis": "take_home",
        "paid": "yes",
    }
    items = [
        {"item": "F1", "amount": 800_000.0, "currency": "LAK", "month": "2016-10"},
        {"item": "RC7", "amount": 200_000.0, "currency": "LAK", "month": "2017-02"},
        {"item": "deduction", "amount": 700.0, "currency": "THB", "month": "2017-02"},
    ]
    made = personal([worker], [{"person": "a", **one} for one in items], rates, Method("net"))
    cost, earned, ratio = made.persons.select("cost", "earned", "ratio").row(0)
    return cost, earned, ratio


def page() -> str:
    """The page of the documentation: `docs/reference/recruitment-cost-methodology.md`."""
    found = lao()
    cost, earned, ratio = by_month()
    rows = "\n".join(
        f"| {at} | {paid:,.2f} | {made:,.2f} | {paid / made:.3f} |"
        for at, (paid, made) in enumerate(zip(LAO_COSTS, LAO_EARNINGS, strict=True), start=1)
    )
    measures = "\n".join(f"| `{name}` | {found[name]:,.3f} |" for name in MEASURES)
    return PAGE.format(
        rows=rows, measures=measures, cost=f"{cost:g}", earned=f"{earned:g}", ratio=f"{ratio:g}", **LAO_PUBLISHED
    )


PAGE: Final = """\
# Recruitment costs (SDG 10.7.1)

What migrant workers paid to be recruited, in months of what they then earned. The command:
[Recruitment costs](../how-to/recruitment-costs.md). Every example below is a test; the workers are invented.

Source: UNSD, SDG indicator metadata 10.7.1 (2022-05-18); ILO, General principles and operational guidelines for fair
recruitment and definition of recruitment fees and related costs (2019; the list of items was not compared with the
printed text).

## Who counts

Employees who changed their country of usual residence to work: returned workers where the survey is in the country of
origin, workers present where it is in that of destination. The first job in the last country, begun within
`recent_months`; a stay of `minimum_stay_months` or more. Everybody else is left out with one reason, the first that
holds; the report counts each reason, and `office/rejects.csv` lists each row. Nobody is dropped for having paid
nothing.

## Cost and earnings of one worker

    C = Σ max(0, amount at the rate of its month − reimbursement at the rate of its own)
    E = earnings of the first full month at the rate of that month

- C holds fees, related costs, illegitimate costs, lump sums (`bundle`), payments to informal brokers (`informal`,
  unless `include_informal: false`), wage deductions that recover costs (`deduction`), and interest on debt raised for
  them (`interest`, with `include_interest: true` alone: practice differs).
- A wage deduction is a cost and must not lower the earnings as well: where a worker's earnings were recorded after it
  (`earnings_basis: take_home`), the deductions of that month are added back.
- `earnings` says whether E is net or gross of taxes and social contributions; the metadata leave it open. A worker
  whose earnings are on the other basis is converted with `earnings_taxes`, or left out and counted.
- A reimbursement without currency or month has those of the payment. What is wholly given back costs nothing, whatever
  the rates did meanwhile. An empty `reimbursed` is none; with a `reimbursed_reason` beside it (refused, not known) it
  is unknown: the worker is left out, or the payment counts in full (`unknown_reimbursement: zero`), and the report
  counts such payments.
- The rate is that of the month, or the latest within `window_months` before it. Without one the run stops, or the
  worker is left out and counted. Averages are never converted.

### Each amount at its own month

A worker pays 800,000 LAK in October (8,000 to the dollar) and 200,000 LAK in February (10,000): 100 + 20 dollars. Of
the first wage 700 THB are kept back (35 to the dollar): 20 more. Of 7,000 THB, 6,300 were paid out; the 700 are added
back: 200 dollars.

| C | E | C/E |
| ---: | ---: | ---: |
| {cost} | {earned} | {ratio} |

## Four measures, each under its own name

| indicator | estimator |
| --- | --- |
| `RCI_MEAN` | mean of ratios: Σ w·(C/E) / Σ w |
| `RCI_MEDIAN` | weighted median of C/E |
| `RCI_P80` | weighted quantile 0.8 of C/E: where the highest fifth begins |
| `RCI_RATIO_OF_TOTALS` | ratio of totals: Σ w·C / Σ w·E |

Each is given for everybody who counts and, with `_PAYERS`, for those with C > 0; `RCI_ZERO_SHARE` is the share of the
others. Errors come from the design of the survey (Taylor linearisation; Woodruff's interval for quantiles), and equal
R `survey` to 1e-10 (`tests/golden/recruitment_costs`).

### The Lao pilot of 2017

Published: mean cost {mean_cost} USD, mean monthly earnings {mean_earnings} USD, and a recruitment cost
indicator of {printed}. Source: ISI World Statistics Congress 2019, paper CPS2476. The microdata are not public. Four
invented workers with the same two means:

| worker | C | E | C/E |
| ---: | ---: | ---: | ---: |
{rows}

| measure | value |
| --- | ---: |
{measures}

The printed {printed} is the ratio of totals, 141.31/430.88 = 0.328, to its two digits. The mean of ratios may be far
from it, as here: a figure without the name of its estimator cannot be compared.

## Sampled units without a worker

The variance within a stratum counts all n_h units that were drawn, also those in which nobody is a worker; a file of
workers does not hold them. `sample` in the settings names a file of all sampled units, or persons: what is no worker's
stands in the design and in no figure, and errors equal those from the file of all persons. Without it the report says
that the design was read from the workers alone: errors of numbers of workers are then too small (see the
[coverage study](coverage.md)); those of means and ratios hardly.

## Publication

A figure needs `n_min` respondents (30 unless stated) and carries flags by its coefficient of variation. All tables are
one problem of [disclosure control](disclosure-methodology.md), as in `fairway estimate`.

Costs are not crossed with payment in the protected tables: that a worker without costs has a cost of 0 is no secret
that suppression could keep. Workers and earnings are. What payers paid follows from these: figures of payers, and the
share who paid nothing, are shown where the cells that they follow from are shown. Countries of fewer than `n_min`
workers, and items that fewer paid than a cell needs, are taken together. A table for which no safe pattern exists, or
that would tell what another hides, is left out, and the report says so.

In agriculture and in elementary occupations, a sector or skill level is one code alone: its figures are those of the
code. Section T stands for domestic work: employees of division 97 are all of it.
"""
