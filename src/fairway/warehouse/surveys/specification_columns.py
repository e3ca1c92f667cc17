"""Which columns a specification names, where, and whether the microdata have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fairway.methods.survey.calibration_specs import Calibration, columns_of
from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design
from fairway.methods.survey.measures import Proportion
from fairway.methods.survey.plan import Between, Condition
from fairway.warehouse.surveys.specification import (
    Bands,
    Derivation,
    Named,
    Recode,
    Specification,
    TableSpecification,
)
from fairway.warehouse.surveys.specification_errors import SpecificationFaulty, nearest
from fairway.warehouse.surveys.specification_text import Way

COLUMNS_OF_MEASURES = ("of", "numerator", "denominator")


def columns_named(
    design: Design,
    variables: Mapping[str, Derivation],
    missing: Mapping[str, Any],
    calibration: Calibration | None,
    tables: Sequence[TableSpecification],
) -> Iterator[Named]:
    """Every column that is named, with its place and whether it must hold numbers."""
    yield from _of_design(design)
    for name in missing:
        yield Named(str(name), ("missing", str(name)))
    for name, derivation in variables.items():
        yield Named(derivation.of, ("variables", name, *_place(derivation)), number=isinstance(derivation, Bands))
    for column in columns_of(calibration) if calibration is not None else ():
        yield Named(column, ("calibration",))
    for table in tables:
        yield from _of_table(table)


def _of_design(design: Design) -> Iterator[Named]:
    if design.weight is not None:
        yield Named(design.weight, ("design", "weight"), number=True)
    for at, stage in enumerate(design.stages):
        for key in ("unit", "stratum", "population"):
            column = getattr(stage, key)
            if column is not None:
                yield Named(column, ("design", "stages", at, key), number=key == "population")
    if design.replication is not None:
        for column in design.replication.columns:
            yield Named(column, ("design", "replication", "columns"), number=True)


def _place(derivation: Derivation) -> Way:
    if isinstance(derivation, Bands):
        return ("bands", "of")
    return ("recode", "of") if isinstance(derivation, Recode) else ("is", "column")


def _of_table(table: TableSpecification) -> Iterator[Named]:
    for at, column in enumerate(table.by):
        yield Named(column, (*table.way, "by", at))
    for at, condition in enumerate(table.where):
        yield Named(condition.column, (*table.way, "where", at, "column"), number=isinstance(condition, Between))
    for at, measure in enumerate(table.measures):
        yield from columns_of_measure(measure, (*table.way, "measures", at))
    protection = table.protection
    if protection.contributor is not None:
        yield Named(protection.contributor, (*table.way, "disclosure", "contributor"))
    if protection.keys is not None:
        yield Named(protection.keys.identifier, (*table.way, "disclosure", "keys", "identifier"))


def columns_of_measure(measure: Any, way: Way = ()) -> Iterator[Named]:
    """The columns that a measure reads."""
    if isinstance(measure, Difference):
        yield from columns_of_measure(measure.measure, (*way, "measure"))
        return
    for key in COLUMNS_OF_MEASURES:
        column = getattr(measure, key, None)
        if column is not None:
            yield Named(column, (*way, key), number=not isinstance(measure, Proportion))


def check_columns(specification: Specification, file: str, present: Sequence[str]) -> None:
    """Refuses a specification that names columns which neither the file nor its own variables have.

    Raises:
        SpecificationFaulty: Each with its line and the nearest name; or a variable that is defined too late, or has
            the name of a column of the file.
    """
    faults = []
    known = [*present, *specification.variables]
    for named in specification.named:
        if named.column not in known:
            hint = nearest(named.column, known) or f" Its columns are: {_listed(present)}."
            said = f"{file} has no column “{named.column}”, and no variable is called so.{hint}"
            faults.append(specification.written.fault(named.way, said))
    before: set[str] = set(present)
    for name, derivation in specification.variables.items():
        way: Way = ("variables", name)
        if name in present:
            faults.append(
                specification.written.fault(way, f"{file} has a column “{name}”; give the variable a new name.")
            )
        if derivation.of in specification.variables and derivation.of not in before:
            said = f"“{derivation.of}” is defined further down; put it before “{name}”."
            faults.append(specification.written.fault(way, said))
        before.add(name)
    if faults:
        raise SpecificationFaulty(specification.written.file, faults)


def _listed(present: Sequence[str]) -> str:
    return ", ".join(present[:30]) + (f" and {len(present) - 30} more" if len(present) > 30 else "")


def said_of(condition: Condition) -> str:
    """A condition in words."""
    if isinstance(condition, Between):
        low = "" if condition.low is None else f" from {condition.low:g}"
        high = "" if condition.high is None else f" to {condition.high:g}"
        return f"{condition.column}{low}{high}"
    values = getattr(condition, "values", None)
    return f"{condition.column} known" if values is None else f"{condition.column} is {' or '.join(map(str, values))}"
