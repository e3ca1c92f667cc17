"""What the measures of a table tell besides the number of persons: classes that they count, amounts that they add up.

A proportion times the number of persons is a number of persons, and so is the mean of a column of 1 and 0; a mean times
the number of persons is an amount. An intruder multiplies, and then adds up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.measures import Mean, MeanOfRatios, Proportion, Rate, Ratio, Total
from fairway.methods.survey.plan import Code
from fairway.warehouse.surveys.disclosing_universe import universe
from fairway.warehouse.surveys.specification import TableSpecification
from fairway.warehouse.surveys.specification_columns import columns_of_measure
from fairway.warehouse.surveys.specification_variables import held

NO_ANSWER: Final = "(no answer)"
TWO: Final = 2


@dataclass(frozen=True, slots=True)
class Classes:
    """A classification of persons whose numbers a measure tells.

    Attributes:
        name: What the dimension is called; never the name of a domain variable.
        column: The column that is classified.
        code: The class of a row as text; `NO_ANSWER` where the measure leaves the row out.
    """

    name: str
    column: str
    code: pl.Expr


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount whose total a measure tells.

    Attributes:
        name: The column, or both columns of a ratio.
        value: The amount of a row; null where the measure leaves the row out.
    """

    name: str
    value: pl.Expr


@dataclass(frozen=True, slots=True)
class Answered:
    """The rows that a measure uses, where it leaves some out.

    Attributes:
        name: The columns that must be known.
        known: Whether a row is used.
    """

    name: str
    known: pl.Expr


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that the measures of a table tell.

    Attributes:
        classes, amounts, answered: Each once.
    """

    classes: tuple[Classes, ...]
    amounts: tuple[Amount, ...]
    answered: tuple[Answered, ...]


def measures_of(table: TableSpecification) -> Iterator[Any]:
    """The measures of a table; of a difference, the one that is compared."""
    for measure in table.measures:
        yield measure.measure if isinstance(measure, Difference) else measure


def told_by(table: TableSpecification, rows: pl.LazyFrame) -> Told:
    """What the measures of a table tell.

    Args:
        table: The table.
        rows: The prepared microdata.
    """
    return _Telling.of(table, rows).told()


def joined_classes(table: TableSpecification, rows: pl.LazyFrame, classes: Sequence[Classes]) -> list[Classes]:
    """The classes that measures count, those put together of which the numbers tell how many are in both.

    The employed and the unemployed have nobody in common, so the numbers of both tell those of the rest, and no more
    can be in both than there are persons. Two classifications are put together where their combinations, as links
    between classes, form a forest: then the numbers of the classes give those of every combination.

    Args:
        table: The table.
        rows: The prepared microdata.
        classes: As `told_by` finds them.
    """
    inside = universe(rows, table.where)
    found: list[Classes] = []
    for one in classes:
        whole = one
        for other in list(found):
            codes = (other.code.alias("first"), whole.code.alias("second"))
            pairs = inside.select(codes).unique().collect(engine="streaming")
            nodes = pairs["first"].n_unique() + pairs["second"].n_unique()
            if len(pairs) == nodes - hanging_together(pairs.rows()):
                found.remove(other)
                whole = _together(other, whole)
        found.append(whole)
    return found


def _together(one: Classes, other: Classes) -> Classes:
    neither = (one.code == NO_ANSWER) & (other.code == NO_ANSWER)
    both = pl.concat_str(one.code, other.code, separator=" and ")
    name = f"{one.name} and {other.name.removeprefix('answer ')}"
    return Classes(name, one.column, pl.when(neither).then(pl.lit(NO_ANSWER)).otherwise(both))


def hanging_together(pairs: Iterable[tuple[str, str]]) -> int:
    """How many groups of classes there are that have no row in common with another group."""
    groups: list[tuple[set[str], set[str]]] = []
    for first, second in pairs:
        firsts, seconds = {first}, {second}
        for group in [one for one in groups if first in one[0] or second in one[1]]:
            groups.remove(group)
            firsts |= group[0]
            seconds |= group[1]
        groups.append((firsts, seconds))
    return len(groups)


@dataclass(frozen=True, slots=True)
class _Telling:
    table: TableSpecification
    schema: Mapping[str, pl.DataType]
    facts: Mapping[str, Any]

    @classmethod
    def of(cls, table: TableSpecification, rows: pl.LazyFrame) -> _Telling:
        """Looks at the columns of the measures: which have gaps, which hold 1 and 0 alone, which have two values."""
        schema = rows.collect_schema()
        names = dict.fromkeys(one.column for measure in table.measures for one in columns_of_measure(measure))
        asked = []
        for at, name in enumerate(names):
            known = pl.col(name).filter(_known(name, schema))
            asked += [
                _known(name, schema).all().alias(f"full {at}"),
                known.n_unique().alias(f"values {at}"),
                (
                    known.cast(pl.Float64).is_in([0.0, 1.0]).all() if _numeric(schema[name]) else pl.lit(value=False)
                ).alias(f"binary {at}"),
            ]
        found = (
            universe(rows, table.where).select(asked).collect(engine="streaming").row(0, named=True) if asked else {}
        )
        facts = {
            name: (found[f"full {at}"], found[f"values {at}"], found[f"binary {at}"]) for at, name in enumerate(names)
        }
        return cls(table, schema, facts)

    def told(self) -> Told:
        classes: dict[str, Classes] = {}
        amounts: dict[str, Amount] = {}
        answered: dict[str, Answered] = {}
        for measure in measures_of(self.table):
            for one in self._of_measure(measure):
                if isinstance(one, Classes):
                    classes.setdefault(one.name, one)
                else:
                    amounts.setdefault(one.name, one)
            used = self._answered(measure)
            if used is not None:
                answered.setdefault(used.name, used)
        return Told(tuple(classes.values()), tuple(amounts.values()), tuple(answered.values()))

    def _of_measure(self, measure: Any) -> Iterator[Classes | Amount]:
        if isinstance(measure, Proportion):
            yield self._proportion(measure)
        elif isinstance(measure, Total | Mean) and measure.of is not None:
            yield from self._summed(measure.of, (measure.of,))
        elif isinstance(measure, Ratio | Rate):
            for column in (measure.numerator, measure.denominator):
                yield from self._summed(column, (measure.numerator, measure.denominator))
        elif isinstance(measure, MeanOfRatios):
            ratio = pl.col(measure.numerator).cast(pl.Float64) / pl.col(measure.denominator).cast(pl.Float64)
            name = f"{measure.numerator}/{measure.denominator}"
            yield Amount(name, pl.when(self._used(measure)).then(ratio))

    def _proportion(self, measure: Proportion) -> Classes:
        column = measure.of
        every = any(
            isinstance(one, Proportion) and one.of == column and one.equals is None for one in measures_of(self.table)
        )
        if measure.equals is None or every or self.facts[column][1] <= TWO:
            return self._classes(column, (column,))
        values: tuple[Code, ...] = measure.equals if isinstance(measure.equals, tuple) else (measure.equals,)
        code = held(column, values, self.schema[column]).cast(pl.Int8).cast(pl.String)
        known = _known(column, self.schema)
        name = f"answer {column} {' or '.join(map(str, values))}"
        return Classes(name, column, pl.when(known).then(code).otherwise(pl.lit(NO_ANSWER)))

    def _classes(self, column: str, known: tuple[str, ...]) -> Classes:
        gaps = self._gaps(known)
        code = pl.when(self._known_all(known)).then(pl.col(column).cast(pl.String)).otherwise(pl.lit(NO_ANSWER))
        also = [name for name in gaps if name != column]
        return Classes(f"answer {column}{_where(also)}", column, code)

    def _summed(self, column: str, known: tuple[str, ...]) -> Iterator[Classes | Amount]:
        if self.facts[column][2]:
            yield self._classes(column, known)
            return
        also = [name for name in self._gaps(known) if name != column]
        value = pl.when(self._known_all(known)).then(pl.col(column).cast(pl.Float64))
        yield Amount(f"{column}{_where(also)}", value)

    def _answered(self, measure: Any) -> Answered | None:
        columns = tuple(dict.fromkeys(one.column for one in columns_of_measure(measure)))
        gaps = self._gaps(columns)
        if isinstance(measure, MeanOfRatios):
            return Answered(" and ".join(dict.fromkeys((*gaps, f"{measure.denominator} above 0"))), self._used(measure))
        return Answered(" and ".join(gaps), self._known_all(columns)) if gaps else None

    def _used(self, measure: MeanOfRatios) -> pl.Expr:
        return self._known_all((measure.numerator, measure.denominator)) & (pl.col(measure.denominator) != 0)

    def _gaps(self, columns: tuple[str, ...]) -> list[str]:
        """Those that are not known in every row."""
        return sorted(name for name in dict.fromkeys(columns) if not self.facts[name][0])

    def _known_all(self, columns: tuple[str, ...]) -> pl.Expr:
        return pl.all_horizontal([_known(name, self.schema) for name in columns])


def _where(also: list[str]) -> str:
    return f" where {' and '.join(also)} is known" if also else ""


def _known(name: str, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    known = pl.col(name).is_not_null()
    return known & ~pl.col(name).is_nan() if schema[name].is_float() else known


def _numeric(dtype: pl.DataType) -> bool:
    return dtype.is_numeric() or dtype == pl.Boolean
