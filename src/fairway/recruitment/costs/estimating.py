"""Estimates and protects the tables: through the same run as `fairway estimate`, so that all its safeguards hold."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl

from fairway.methods.disclosure.errors import UnsafeTable
from fairway.methods.survey.design import Design
from fairway.methods.survey.measures import Mean
from fairway.methods.survey.plan import Is
from fairway.recruitment.costs.beside import figures_beside, tables_beside, with_payers_alone
from fairway.recruitment.costs.classes import DIMENSIONS, classified, hierarchies
from fairway.recruitment.costs.composition import ITEMS, item_columns, with_rare_items_together
from fairway.recruitment.costs.errors import CostsMisshapen, NobodyEligible
from fairway.recruitment.costs.figures import (
    EARNED,
    OF_PAYERS_ALONE,
    PAYER,
    WORKERS,
    figures,
    item_figures,
    payer_figures,
)
from fairway.recruitment.costs.method import Method, Role
from fairway.recruitment.costs.personal import Personal
from fairway.recruitment.costs.reasons import REASONS
from fairway.recruitment.costs.tidying import BY_PAYMENT, tidy
from fairway.warehouse.surveys import running
from fairway.warehouse.surveys.report import Section
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.specification import (
    Protection,
    Specification,
    StatedSource,
    TableSpecification,
)
from fairway.warehouse.surveys.specification_columns import columns_named
from fairway.warehouse.surveys.specification_errors import SpecificationFaulty
from fairway.warehouse.surveys.specification_text import Written

NO_PATTERN: Final = "No pattern of withheld cells was found that hides everybody: too few workers for so many tables."
WHOLE: Final = "costs"
ELIGIBLE: Final = (Is("eligible", (1,)),)


@dataclass(frozen=True, slots=True)
class CostEstimates:
    """What was estimated.

    Attributes:
        frame: Tidy and protected: `indicator`, `estimator`, the dimensions, `estimate`, `se`, `low`, `high`, `cv`, `n`,
            `reliability`, `reason`, `disclosure`, `unit`.
        left_out: Tables that could not be protected together with the others, and why.
        report: Design, faults, formulas and disclosure control, in sections.
    """

    frame: pl.DataFrame
    left_out: Mapping[str, str]
    report: tuple[Section, ...]


def estimate_costs(
    personal: Personal,
    *,
    design: Design,
    method: Method,
    role: Role,
    source: StatedSource,
    title: str,
    by: Sequence[tuple[str, ...]],
    protection: Protection,
    sample: pl.DataFrame | None = None,
    telling: Telling = running.silent,
) -> CostEstimates:
    """The four measures, and what goes with them, for everybody who counts and for payers.

    Workers who do not count stay in the design, as a domain needs it.

    Args:
        personal: Costs and earnings of each worker.
        design: Of the survey.
        method: Quantile, level, flags.
        role: Of the survey's country.
        source: Whose figures these are.
        title: Of the survey's results.
        by: Words of `DIMENSIONS`, each crossed with those beside it; the first are the last to be left out.
        protection: Of all tables, as one problem.
        sample: The sampled units in which nobody is a worker, as `unreached` gives them.
        telling: Told how far it is.

    Raises:
        NobodyEligible: Nobody is left.
        UnsafeTable: No pattern is safe; nothing may be published.
    """
    if personal.eligible == 0:
        raise _nobody(personal)
    _refuse_taken(design)
    rows = classified(personal.persons, role, method.n_min).with_columns(pl.col("paid_any").alias(PAYER))
    least = max((getattr(rule, "n", 1) for rule in protection.rules), default=1)
    rows = with_rare_items_together(rows, least)
    tables = _tables(rows, method, by, protection)
    plain = [one for one in tables if one.name != ITEMS and PAYER not in one.by]
    every = [*tables, *tables_beside(plain, method)]
    needed = dict.fromkeys(one.column for one in columns_named(design, {}, {}, None, every))
    rows = with_payers_alone(rows)
    if sample is not None:
        rows = pl.concat([rows, sample], how="diagonal_relaxed")
    with tempfile.TemporaryDirectory(prefix="fairway-costs-") as name:
        folder = Path(name)
        rows.select(list(needed)).write_parquet(folder / "persons.parquet")
        whole = _specified(tables, tables, design, source, title)
        # Polars and NumPy work outside the interpreter's lock, so that both take little longer than one.
        with ThreadPoolExecutor(1) as pool:
            following = pool.submit(figures_beside, whole, plain, method, folder / "persons.parquet")
            left_out, ran = _ran(tables, design, source, title, folder, telling)
            every_beside = following.result()
        beside = {name: one for name, one in every_beside.items() if name not in left_out}
    of_items = list(item_figures(item_columns(rows)))
    frame = tidy(ran.tables, beside, figures(method), payer_figures(method), of_items, method)
    report = tuple(one for one in ran.report if not one.heading.startswith(("Source", "Microdata")))
    return CostEstimates(frame, left_out, report)


def _tables(
    rows: pl.DataFrame, method: Method, by: Sequence[tuple[str, ...]], protection: Protection
) -> list[TableSpecification]:
    """The tables: by characteristics; by these and payment, of workers and earnings alone (see `beside`); by item."""
    groups = hierarchies()
    measures = tuple(one.measure for one in figures(method))
    plain = TableSpecification(
        WHOLE,
        "Recruitment costs",
        measures,
        protection,
        ("tables", 0),
        where=ELIGIBLE,
        margins=True,
        level=method.level,
        reliability=method.reliability,
        outputs=(),
    )
    of_items = tuple(one.measure for one in item_figures(item_columns(rows)))
    made = [
        plain,
        replace(plain, name=ITEMS, title="Recruitment costs by item", measures=of_items, margins=False),
    ]
    for words in ((), *by):
        dimensions = tuple(DIMENSIONS[word] for word in words)
        table = replace(
            plain,
            name="-".join((WHOLE, *words)),
            title=f"Recruitment costs by {' and '.join(words)}",
            by=dimensions,
            hierarchies={name: groups[name] for name in dimensions if name in groups},
        )
        by_payment = replace(
            table,
            name=f"{table.name}{BY_PAYMENT}",
            title=f"Workers and earnings by {' and '.join((*words, 'payment'))}",
            measures=(Mean(EARNED), WORKERS),
            by=(*dimensions, PAYER),
        )
        made += [table, by_payment] if words else [by_payment]
    return [replace(one, way=("tables", at)) for at, one in enumerate(made)]


def _ran(
    tables: Sequence[TableSpecification],
    design: Design,
    source: StatedSource,
    title: str,
    folder: Path,
    telling: Telling,
) -> tuple[dict[str, str], running.Ran]:
    """Runs the tables; those that would tell what others hide are left out, the last first."""
    left_out: dict[str, str] = {}
    while True:
        kept = tuple(one for one in tables if one.name not in left_out)
        try:
            ran = running.run(
                _specified(kept, tables, design, source, title),
                folder / "persons.parquet",
                folder / "tables",
                beside=folder,
                engine="memory",
                replace=True,
                telling=telling,
            )
        except (SpecificationFaulty, UnsafeTable) as refused:
            name = _to_leave_out(refused, kept, tables)
            if name is None:
                raise
            said = NO_PATTERN if isinstance(refused, UnsafeTable) else refused.title
            also = [f"{name}{BY_PAYMENT}"] if not name.endswith(BY_PAYMENT) else []
            left_out |= dict.fromkeys([name, *also], said)
            continue
        return left_out, ran


def _specified(
    kept: Sequence[TableSpecification],
    tables: Sequence[TableSpecification],
    design: Design,
    source: StatedSource,
    title: str,
) -> Specification:
    # Tables have no file: their place is their number, which a fault gives back as its line.
    written = Written("the tables", {}, {("tables", at): (at + 1, 1) for at in range(len(tables))})
    named = tuple(columns_named(design, {}, {}, None, kept))
    return Specification(written, title, source, design, tuple(kept), named)


def _to_leave_out(
    refused: SpecificationFaulty | UnsafeTable,
    kept: Sequence[TableSpecification],
    tables: Sequence[TableSpecification],
) -> str | None:
    """The last table that is at fault; one of everybody only by payment, and no other."""
    if isinstance(refused, SpecificationFaulty):
        name = tables[max(fault.line for fault in refused.faults) - 1].name
        return name if name in {one.name for one in kept} - {WHOLE, ITEMS} else None
    # Crossed with payment a table has twice the cells: those go first.
    order = sorted(kept, key=lambda one: (PAYER not in one.by, -one.way[1]))  # type: ignore[operator]
    at_fault = [one for one in order if any(f"{name} " in refused.title for name in one.by if name != PAYER)]
    names = [one.name for one in (*at_fault, *order) if one.name not in (WHOLE, ITEMS)]
    return names[0] if names else None


def _refuse_taken(design: Design) -> None:
    taken = {*DIMENSIONS.values(), PAYER, "eligible", "cost", "earned", "ratio", *OF_PAYERS_ALONE.values()}
    found = sorted(taken & set(design.columns))
    if found:
        raise CostsMisshapen(
            f"The design has columns called {', '.join(found)}, as figures and dimensions are here.",
            advice="Rename them in the file.",
        )


def _nobody(personal: Personal) -> NobodyEligible:
    lines = [f"  {REASONS[reason]}: {count:,}" for reason, count in personal.excluded.rows()]
    return NobodyEligible(
        "\n".join([f"None of {len(personal.persons):,} workers counts:", *lines]),
        advice="Check the choices of the method (recent_months, minimum_stay_months, reasons) and the codes.",
        details={"excluded": personal.excluded.rows()},
    )
