"""Runs a specification: reads, estimates, protects, writes; all of it, or nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from fairway.warehouse.surveys.disclosing import SafeTable, check_mixture, protected
from fairway.warehouse.surveys.disclosing_groups import groups_of
from fairway.warehouse.surveys.disclosing_kin import check_kin, check_parts
from fairway.warehouse.surveys.disclosing_suppression import Suppression
from fairway.warehouse.surveys.disclosing_universe import stated_universes, universes_of
from fairway.warehouse.surveys.errors import SourceMisstated
from fairway.warehouse.surveys.report import Section, Timing, design_in_words, sections, table_in_words, written
from fairway.warehouse.surveys.running_opening import Engine, OpenedSurvey, Telling, opened_survey
from fairway.warehouse.surveys.running_outputs import REPORT, check_output, whole_folder, write_table
from fairway.warehouse.surveys.running_tables import EstimatedTable, estimated
from fairway.warehouse.surveys.running_weights import rows_as_estimated
from fairway.warehouse.surveys.specification import Specification, TableSpecification


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run made.

    Attributes:
        out: The folder.
        tables: Each as it was published.
        suppressions: The patterns, and their audits' outcome.
        report: The method report.
    """

    out: Path
    tables: tuple[SafeTable, ...]
    suppressions: tuple[Suppression, ...]
    report: tuple[Section, ...]


@dataclass(slots=True)
class _Clock:
    timings: list[Timing] = field(default_factory=list)
    since: float = field(default_factory=time.perf_counter)

    def passed(self, step: str) -> None:
        """Notes how long a step took, now that it is done."""
        now = time.perf_counter()
        self.timings.append(Timing(step, now - self.since))
        self.since = now


def engine_named(name: str) -> Engine:
    """The engine of a name.

    Raises:
        SourceMisstated: There is none.
    """
    for known in get_args(Engine):
        if known == name:
            return cast(Engine, known)
    raise SourceMisstated(f"There is no engine {name}.", advice=f"Engines: {', '.join(get_args(Engine))}.")


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""


def run(
    specification: Specification,
    microdata: Path,
    out: Path,
    *,
    beside: Path,
    engine: Engine = "auto",
    replace: bool = False,
    telling: Telling = silent,
) -> Ran:
    """Makes every table of a specification.

    Args:
        specification: What is wanted.
        microdata: The file, in any format that is read.
        out: The folder to make: one folder for each table, and the method report.
        beside: The folder in which label files and secrets are looked for.
        engine: What sums.
        replace: Whether a folder of earlier results may give way.
        telling: Told what is being done.

    Raises:
        SpecificationFaulty: It does not fit the microdata; each fault with its line.
        UnsafeTable: A table cannot be published safely; nothing was written.
        OutputInTheWay: The folder is there.
        InputError: Whatever else is wrong with file, design or measures.
    """
    check_output(out, replace=replace)
    check_mixture(specification, stated_universes(specification.tables))
    check_parts(specification)
    clock = _Clock()
    with opened_survey(specification, microdata, beside, engine, telling) as opened:
        groups = _checked_groups(specification, opened)
        clock.passed("Reading and checking")
        found = {
            table.name: estimated(opened, table, opened.columns[table.name], specification.replicates, telling)
            for table in specification.tables
        }
        clock.passed("Estimation")
        safe, suppressions = _protected(specification, groups, opened, found, beside, telling)
        clock.passed("Disclosure control")
    parts = sections(specification, opened, safe, suppressions, clock.timings)
    with whole_folder(out) as folder:
        for at, one in enumerate(safe):
            telling("Writing the tables", at, len(safe))
            write_table(folder, one, specification, opened.names)
        (folder / REPORT).write_text(written(specification, parts, "md"), "utf-8")
        (folder / "report.html").write_text(written(specification, parts, "html"), "utf-8")
    telling("Writing the tables", len(safe), len(safe))
    return Ran(out, tuple(safe), tuple(suppressions), parts)


def planned(
    specification: Specification, microdata: Path, *, beside: Path, engine: Engine = "auto", telling: Telling = silent
) -> list[str]:
    """What a run would do, once the specification was checked against the microdata and the design found sound.

    Raises:
        As `run`, without estimating or writing anything.
    """
    check_mixture(specification, stated_universes(specification.tables))
    check_parts(specification)
    with opened_survey(specification, microdata, beside, engine, telling) as opened:
        groups = _checked_groups(specification, opened)
        lines = [f"{opened.file.file} ({opened.file.format}): {opened.count:,} rows, summed by {opened.engine}."]
        lines += design_in_words(specification, opened)
        lines += [fault.line() for fault in opened.faults]
    for group in groups:
        for table in group:
            lines.append(f"{table.name}: {table.title}")
            lines += [f"  {line}" for line in table_in_words(table)]
            lines.append(f"  Protection: {table.protection.method}; written as {', '.join(table.outputs)}.")
        if len(group) > 1:
            lines.append(f"Protected as one problem: {', '.join(table.name for table in group)}.")
    return lines


def _checked_groups(specification: Specification, opened: OpenedSurvey) -> list[list[TableSpecification]]:
    """The tables that are one problem each, once none of them tells what another withholds."""
    universes = universes_of(specification, opened.rows)
    check_mixture(specification, universes)
    groups = groups_of(specification.tables, universes)
    for group in groups:
        check_kin(specification, group, opened.rows)
    return groups


def _protected(
    specification: Specification,
    groups: list[list[TableSpecification]],
    opened: OpenedSurvey,
    found: dict[str, EstimatedTable],
    beside: Path,
    telling: Telling,
) -> tuple[list[SafeTable], list[Suppression]]:
    safe: dict[str, SafeTable] = {}
    suppressions: list[Suppression] = []
    for group in groups:
        names = [table.name for table in group]
        tables = [found[name] for name in names]
        rows, weight = opened.rows, opened.survey.design.weight
        if group[0].protection.method == "suppression":
            rows, weight = rows_as_estimated(opened)
        done, patterns = protected(tables, rows, opened.columns, weight, beside, telling)
        safe |= {one.estimated.table.name: one for one in done}
        suppressions += patterns
    return [safe[table.name] for table in specification.tables], suppressions
