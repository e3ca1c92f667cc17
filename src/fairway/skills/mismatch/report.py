"""The method report: of whom, by which thresholds, and how it was protected."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from fairway.skills.mismatch.classification import APPROACHES, REASONS, Classified
from fairway.skills.mismatch.figures import INDICATORS
from fairway.skills.mismatch.method import Method
from fairway.skills.mismatch.mismatch import Mismatch
from fairway.skills.mismatch.protecting import Pattern
from fairway.skills.mismatch.returned import Returned
from fairway.warehouse.surveys.mapping import Mapped
from fairway.warehouse.surveys.mapping_values import SurveyMapping
from fairway.warehouse.surveys.report import Section
from fairway.warehouse.surveys.report_counts import roughly

SOURCE = (
    "Concepts: 20th ICLS guidelines concerning measurement of qualifications and skills mismatches (2018); Eurostat, "
    "over-qualification rate; 20th ICLS guidelines concerning statistics of international labour migration (2018)."
)

FOR_THE_OFFICE = (
    "Numbers of respondents are rounded to tens here. Rejected rows, and the respondents behind each threshold, are in "
    "the folder “office”: it is not disclosure-controlled, and not to be published."
)


def sections(
    mapping: SurveyMapping,
    method: Method,
    file: str,
    rows: Mapped,
    workers: Classified,
    found: Mismatch,
    profile: Returned,
) -> tuple[Section, ...]:
    """The whole report.

    Args:
        mapping: As read.
        method: Every choice.
        file: The line about the microdata.
        rows: The mapped rows, with those rejected.
        workers: As classed.
        found, profile: As protected.
    """
    demonstration = ("The persons are invented: a demonstration, never among real figures.",)
    return (
        Section("Source", (mapping.source.line(), *(demonstration if mapping.demonstration else ()))),
        Section("Files", tuple(_files(file, rows))),
        Section("Method", (*method.in_words(), SOURCE)),
        Section("Who is classed", tuple(_classed(workers))),
        Section("Thresholds", tuple(_thresholds(workers.thresholds, method))),
        Section("Results for all", tuple(_results(found.frame))),
        Section("Estimation", found.method),
        Section("Left out", found.remarks or ("Nothing.",)),
        Section("Disclosure control", tuple(_protection(found.pattern, profile.pattern))),
    )


def _files(file: str, rows: Mapped) -> Iterator[str]:
    yield file
    yield f"Rows: {roughly(rows.rows)}; rejected: {roughly(rows.rows - rows.kept)}."
    for column, reason, count in rows.reasons.rows():
        yield f"Rejected for {column}, {reason}: {roughly(count)}."
    yield FOR_THE_OFFICE
    if rows.absent:
        yield f"Not in the mapping: {', '.join(rows.absent)}."
    yield from (fault.line() for fault in rows.faults)


def _classed(workers: Classified) -> Iterator[str]:
    persons = workers.persons
    counted = int((persons["counted"] == 1).sum())
    employed = roughly(int(persons["employed"].sum()))
    yield f"Employed respondents: {employed}; with known education and occupation: {roughly(counted)}."
    for approach, reasons in workers.undetermined().items():
        for reason, count in reasons.items():
            yield f"{APPROACHES[approach]}, not classed: {roughly(count)}. {REASONS[reason]}."


def _thresholds(found: pl.DataFrame, method: Method) -> Iterator[str]:
    for digits in range(method.digits, 0, -1):
        some = found.filter(pl.col("digits") == digits)
        yield (
            f"{digits} digit{'s' if digits > 1 else ''}: {int(some['used'].sum()):,} of {len(some):,} groups have "
            f"{method.least_cell} respondents or more."
        )
    yield "Each threshold that was used is in thresholds.csv."


def _results(frame: pl.DataFrame) -> Iterator[str]:
    for row in frame.filter(pl.all_horizontal(pl.col("sex", "age", "place").is_null())).iter_rows(named=True):
        title = INDICATORS[row["indicator"]][0]
        approach = APPROACHES.get(row["approach"], "")
        group = row["birth"] or row["citizenship"] or "all"
        name = "; ".join(one for one in (title, approach, group) if one)
        if row["disclosure"] is not None or row["estimate"] is None:
            yield f"{name}: not given. {(row['reason'] or 'Withheld').capitalize()}."
            continue
        interval = "" if row["low"] is None or row["high"] is None else f" [{row['low']:,.2f}; {row['high']:,.2f}]"
        yield f"{name}: {row['estimate']:,.2f}{interval} {row['unit']}."


def _protection(workers: Pattern, returned: Pattern | None) -> Iterator[str]:
    for name, pattern in (("Workers", workers), ("Returned workers", returned)):
        if pattern is None:
            continue
        one = pattern.suppression
        yield (
            f"{name}: {one.cells:,} cells of {len(one.tables)} tables as one problem; {one.primary:,} unsafe by "
            f"themselves, {one.secondary:,} more withheld to protect them. Audited: {', '.join(one.numbers)}."
        )
    yield "A rate is withheld with any cell that it tells of: those in the class, those not classed, and all."
    yield "Figures beside withheld cells print no numbers of respondents, and rounded errors."
