"""The method report: with which file, by which formulas, and how the people in the tables are protected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from fairway import __version__
from fairway.exchange.results import Notes
from fairway.warehouse.surveys.disclosing import SafeTable
from fairway.warehouse.surveys.disclosing_suppression import Suppression
from fairway.warehouse.surveys.report_formulas import formula
from fairway.warehouse.surveys.running_opening import OpenedSurvey, derivation_in_words
from fairway.warehouse.surveys.specification import Specification, TableSpecification
from fairway.warehouse.surveys.specification_columns import said_of


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: sentences under a heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a step took."""

    step: str
    seconds: float


def notes(specification: Specification, safe: SafeTable) -> Notes:
    """What stands under a table: method and source."""
    return Notes((*safe.estimated.method, *safe.said), (specification.source.line(),))


def sections(
    specification: Specification,
    opened: OpenedSurvey,
    tables: Sequence[SafeTable],
    suppressions: Sequence[Suppression],
    timings: Sequence[Timing],
) -> tuple[Section, ...]:
    """The whole report."""
    return (
        Section("Source", (specification.source.line(),)),
        Section("Microdata", tuple(_microdata(specification, opened))),
        Section("Design", tuple(design_in_words(specification, opened))),
        Section("Faults", tuple(_faults(opened, tables))),
        *(_of_table(one) for one in tables),
        Section("Disclosure control", tuple(_audits(tables, suppressions))),
        Section("Software", tuple(_software(opened, timings))),
    )


def written(specification: Specification, parts: Sequence[Section], form: str) -> str:
    """The report as text; `form` is `md` or `html`."""
    return _environment().get_template(f"report.{form}.jinja").render(title=specification.title, sections=parts)


def page(title: str, fragment: str) -> str:
    """A table's HTML as a page of its own."""
    return _environment().get_template("table.html.jinja").render(title=title, fragment=fragment)


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("fairway.warehouse.surveys", "templates"),
        # Markdown is read as it is written.
        autoescape=select_autoescape(("html.jinja",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _microdata(specification: Specification, opened: OpenedSurvey) -> Iterator[str]:
    yield f"File {opened.file.file} ({opened.file.format}), {opened.bytes:,} bytes, {opened.count:,} rows."
    yield f"SHA-256 {opened.sha256}."
    if opened.file.details:
        yield f"Read with {', '.join(f'{key} {value}' for key, value in opened.file.details.items())}."
    for column, codes in specification.missing.items():
        yield f"{column}: the codes {', '.join(map(str, codes))} count as no answer."
    for name in specification.variables:
        yield derivation_in_words(name, specification)


def design_in_words(specification: Specification, opened: OpenedSurvey) -> Iterator[str]:
    """The design as it was found in the microdata."""
    design, units = opened.survey.design, opened.survey.units
    yield f"Weight: {design.weight or 'the inverse of the sampling fractions'}."
    for number, stage in enumerate(units.stages, start=1):
        single = int(stage.single.sum())
        strata = len(stage.sampled)
        alone = f", {single:,} of them with one unit (rule: {design.singletons})" if single else ""
        yield f"Stage {number}: {len(stage.stratum):,} units in {strata:,} strat{'a' if strata != 1 else 'um'}{alone}."
    if design.replication is not None:
        yield f"Replicate weights given by the producer: {design.replication.kind}, {len(design.replication.columns)}."
    if specification.replicates is not None:
        yield f"Replicate weights made here: {specification.replicates!r}."
    if specification.calibration is not None:
        kind = type(specification.calibration).__name__
        yield f"Weights calibrated to population totals ({kind}); variances rest on the residuals."


def _faults(opened: OpenedSurvey, tables: Sequence[SafeTable]) -> Iterator[str]:
    found = [fault.line() for fault in opened.faults]
    found += [f"{one.estimated.table.name}: {fault.line()}" for one in tables for fault in one.estimated.faults]
    yield from found or ["None was found."]


def _of_table(safe: SafeTable) -> Section:
    table = safe.estimated.table
    method = tuple(safe.estimated.method)
    return Section(f"Table {table.name}: {table.title}", (*table_in_words(table), *method, *safe.said))


def table_in_words(table: TableSpecification) -> Iterator[str]:
    """What a table holds: universe, domains, measures with their formulas."""
    universe = " and ".join(said_of(condition) for condition in table.where)
    yield f"Universe: {universe or 'everybody in the file'}."
    if table.by:
        margins = "with some margins" if table.margins else "without margins"
        margins = "with every margin" if table.margins is True else margins
        yield f"Domains: {' × '.join(table.by)}, {margins}."
    for name, pairs in table.hierarchies.items():
        groups = len({group for group in pairs.values() if group is not None})
        yield f"{name} has {groups} groups above its codes."
    for measure in table.measures:
        yield formula(measure)


def _audits(tables: Sequence[SafeTable], suppressions: Sequence[Suppression]) -> Iterator[str]:
    for found in suppressions:
        names = ", ".join(found.tables)
        yield (
            f"{names}: {found.cells:,} cells, every margin and group counted; {found.primary:,} unsafe by themselves, "
            f"{found.secondary:,} more withheld to protect them. The audit passed."
        )
    for one in tables:
        table = one.estimated.table
        if table.protection.method == "none":
            yield f"{table.name}: none. Reason given: {table.protection.reason}"
        elif table.protection.alone:
            yield f"{table.name} was protected apart from the other tables. Reason given: {table.protection.alone}"
    universes = {frozenset(one.estimated.table.where) for one in tables}
    if len(universes) > 1:
        yield "Tables of different universes were protected apart; one that is part of another may tell its rest."


def _software(opened: OpenedSurvey, timings: Sequence[Timing]) -> Iterator[str]:
    engine = "DuckDB, out of memory" if opened.engine == "duckdb" else "in memory"
    yield f"Fairway {__version__}; summed {engine}."
    yield from (f"{one.step}: {one.seconds:.1f} s." for one in timings)
