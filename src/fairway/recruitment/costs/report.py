"""The method report: what was computed, of whom, with which rates, and how it was protected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from fairway.recruitment.costs.estimating import CostEstimates
from fairway.recruitment.costs.figures import ZERO_SHARE, figures
from fairway.recruitment.costs.method import Method
from fairway.recruitment.costs.personal import Personal
from fairway.recruitment.costs.reasons import REASONS
from fairway.recruitment.costs.sampling import in_words
from fairway.recruitment.costs.settings import Settings
from fairway.recruitment.costs.tidying import SHOWN
from fairway.warehouse.surveys.report import Section
from fairway.warehouse.surveys.report_counts import roughly
from fairway.warehouse.surveys.report_formulas import formula

SOURCE = (
    "Indicator: UNSD, SDG indicator metadata 10.7.1 (2022-05-18). Costs: ILO, General principles and operational "
    "guidelines for fair recruitment and definition of recruitment fees and related costs (2019)."
)

FOR_THE_OFFICE = (
    "Numbers of workers and payments are rounded to tens here. How many were left out for which reason, each row, and "
    "every rate used are in the folder “office”: it is not disclosure-controlled, and not to be published."
)


def sections(
    settings: Settings, personal: Personal, estimates: CostEstimates, read: Sequence[str], sample: pl.DataFrame | None
) -> tuple[Section, ...]:
    """The whole report.

    Args:
        settings: As read.
        personal: Costs of each worker.
        estimates: As protected.
        read: Which files were read, one line each.
        sample: The sampled units in which nobody is a worker.
    """
    drawn = tuple(in_words(sample, settings.design, settings.sample.name if settings.sample is not None else ""))
    demonstration = ("The workers are invented: a demonstration, never among real figures.",)
    return (
        Section("Source", (settings.source.line(), *(demonstration if settings.demonstration else ()))),
        Section("Files", tuple(read)),
        *([Section("Sampled units", drawn)] if drawn else []),
        Section("Method", (*settings.method.in_words(), SOURCE)),
        Section("Who counts", tuple(_counts(personal, settings.method))),
        Section("Exchange rates", tuple(_rates(settings, personal))),
        Section("Measures", tuple(_measures(settings))),
        Section("Results for everybody who counts", tuple(_results(estimates))),
        Section("Tables left out", tuple(_left_out(estimates))),
        *(one for one in estimates.report if not one.heading.startswith("Table ")),
    )


def _counts(personal: Personal, method: Method) -> Iterator[str]:
    yield f"Workers in the file: {roughly(len(personal.persons))}; of these count: {roughly(personal.eligible)}."
    yield "Those who paid nothing are kept. Figures of payers alone say so."
    for reason, count in personal.excluded.rows():
        yield f"Left out: {roughly(count)}. {REASONS[reason]}."
    if personal.unknown_reimbursements:
        yield (
            f"Of {roughly(personal.unknown_reimbursements)} payments it is not known whether or how much was given "
            f"back: they {'leave their workers out' if method.unknown_reimbursement == 'exclude' else 'count in full'}."
        )
    items = personal.rejects.filter(pl.col("file") == "items").height
    yield f"Payments that could not be used: {roughly(items)}."
    yield FOR_THE_OFFICE


def _rates(settings: Settings, personal: Personal) -> Iterator[str]:
    rates = settings.rates
    yield f"Source: {rates.source}. Units of the currency for one {rates.base}."
    yield f"A rate may be up to {rates.window_months} months older than the amount."
    used = personal.rates_used.filter(pl.col("currency") != settings.method.currency)
    older = used.filter(pl.col("rate_month") != pl.col("month"))
    # By currency, or with the lowest and highest rate, a single payment and its month could be made out.
    amounts, kinds = int(used["amounts"].sum()), used["currency"].n_unique()
    yield f"Amounts converted: {roughly(amounts)}, of {kinds} currenc{'y' if kinds == 1 else 'ies'}."
    yield f"Of these at the rate of an earlier month: {roughly(int(older['amounts'].sum()))}."


def _measures(settings: Settings) -> Iterator[str]:
    for one in (*figures(settings.method), ZERO_SHARE):
        yield f"{one.indicator}: {one.title}. {formula(one.measure)}"
    yield "What ends in _PAYERS is of workers with a cost above 0. C/E is in months of earnings."
    yield (
        "Figures of payers follow from those of all and the number of payers; they are shown as far as these are, and "
        "so is the share who paid nothing."
    )


def _results(estimates: CostEstimates) -> Iterator[str]:
    everybody = estimates.frame.filter(pl.all_horizontal(pl.col(name).is_null() for name in SHOWN))
    for row in everybody.iter_rows(named=True):
        if row["disclosure"] is not None or row["estimate"] is None:
            yield f"{row['indicator']} ({row['estimator']}): not given. {row['reason'] or 'Withheld.'}"
            continue
        interval = "" if row["low"] is None or row["high"] is None else f" [{row['low']:,.3f}; {row['high']:,.3f}]"
        yield f"{row['indicator']} ({row['estimator']}): {row['estimate']:,.3f}{interval} {row['unit']}."


def _left_out(estimates: CostEstimates) -> Iterator[str]:
    if not estimates.left_out:
        yield "None."
    for name, said in estimates.left_out.items():
        yield f"{name}: {said}"
