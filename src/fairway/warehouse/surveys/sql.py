"""A plan as SQL: one text in the part of the language that DuckDB, PostgreSQL and Spark share.

Names are quoted with `"`, texts with `'`, each doubled within; numbers are written with an exponent, so that every
engine reads them as binary floating point. A value is unknown where it is null or NaN.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fairway.methods.survey.cube import CubeNames
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.plan import (
    Between,
    Code,
    Condition,
    CubePlan,
    Factor,
    Indicator,
    Is,
    Moment,
    Quotient,
    RowSet,
)
from fairway.warehouse.surveys.grouping import ColumnKind

ROWS = "fairway_rows"
VALUE = "fairway_value"
WEIGHT = "fairway_weight"
NUMBER = "DOUBLE PRECISION"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where the rows are.

    Attributes:
        source: What follows FROM: a quoted table, a function of a file, or a query in parentheses with a name.
        kinds: Every column with its kind.
        floating: Columns that may hold NaN.
        nan: Whether {} is NaN, as the engine asks it: `x = NaN` is true in PostgreSQL, and false elsewhere.
    """

    source: str
    kinds: Mapping[str, ColumnKind]
    floating: Collection[str] = field(default_factory=frozenset)
    nan: str = "ISNAN({})"


def quoted(name: str) -> str:
    """A name of a column or table."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text."""
    return "'" + value.replace("'", "''") + "'"


def number_literal(value: float) -> str:
    """A binary floating point number, exact."""
    if math.isinf(value):
        return f"CAST('{'-' if value < 0 else ''}Infinity' AS {NUMBER})"
    written = repr(float(value))
    return written if "e" in written else f"{written}e0"


@dataclass(frozen=True, slots=True)
class Statements:
    """The questions to one relation.

    Attributes:
        relation: Where the rows are.
        weight: The weight's column; None where every row counts 1.
    """

    relation: Relation
    weight: str | None

    def census(self) -> str:
        """What the weight column holds: rows, null, negative, zero, endless, total."""
        if self.weight is None:
            return f'SELECT COUNT(*) AS "rows" FROM {self.relation.source}'  # noqa: S608 – quoted
        weight = self.number(self.weight)
        endless = f"({weight} IN ({number_literal(math.inf)}, {number_literal(-math.inf)}))"
        columns = {
            "rows": "COUNT(*)",
            "null": f"COUNT(*) - COUNT({weight})",
            "negative": f"COUNT(CASE WHEN {weight} < 0e0 AND NOT {endless} THEN 1 END)",
            "zero": f"COUNT(CASE WHEN {weight} = 0e0 THEN 1 END)",
            "endless": f"COUNT(CASE WHEN {endless} THEN 1 END)",
            "total": f"COALESCE(SUM(CASE WHEN NOT {endless} THEN {weight} END), 0e0)",
        }
        return f"SELECT {_named(columns)} FROM {self.relation.source}"  # noqa: S608 – quoted

    def drawn(self, columns: Sequence[str]) -> str:
        """The distinct combinations of columns, and how many rows each has."""
        keys = {name: self.key(name) for name in columns}
        return self._grouping({**keys, ROWS: "COUNT(*)"}, keys.values(), [])

    def levels(self, column: str) -> str:
        """The values of a column that occur."""
        key = self.key(column)
        return f"SELECT DISTINCT {key} AS {quoted(column)} FROM {self.relation.source} WHERE {key} IS NOT NULL"  # noqa: S608

    def grouped(self, plan: CubePlan, keys: Sequence[str], within: Sequence[str] = ()) -> str:
        """The sums of a plan by its domains and further key columns.

        Args:
            plan: What is summed.
            keys: The columns of the sampled units; none for totals.
            within: Further conditions, as SQL.
        """
        names = CubeNames(plan)
        columns = {name: self.key(name) for name in dict.fromkeys((*plan.by, *keys))}
        groups = list(columns.values())
        columns |= {names.moment(moment): self.moment(moment) for moment in plan.moments}
        columns |= {names.count(rows): self.count(rows) for rows in plan.counts}
        return self._grouping(columns, groups, [*self.universe(plan.where), *within])

    def values(self, by: Sequence[str], keys: Sequence[str], of: Factor, where: tuple[Condition, ...]) -> str:
        """Each value of a factor by domain, unit and weight, and how many rows hold it.

        Equal values of one unit that differ in weight stay apart: some rules of quantiles ask what a single row weighs.
        """
        columns = {name: self.key(name) for name in dict.fromkeys((*by, *keys))}
        columns |= {VALUE: self.factor(of), WEIGHT: self._weight()}
        # Without a weight column its place holds a constant, by which PostgreSQL does not group.
        groups = [expression for name, expression in columns.items() if name != WEIGHT or self.weight is not None]
        return self._grouping(columns | {ROWS: "COUNT(*)"}, groups, self.universe(where))

    def universe(self, where: Iterable[Condition]) -> list[str]:
        """The conditions of rows that count: a positive weight, and what was asked for."""
        positive = [] if self.weight is None else [f"{self.number(self.weight)} > 0e0"]
        return positive + [self.condition(one) for one in where]

    def key(self, column: str) -> str:
        """A column to group by: NaN is null."""
        return self._known(column, quoted(column))

    def number(self, column: str) -> str:
        """A column as a number, null where unknown."""
        kind, name = self.relation.kinds[column], quoted(column)
        if kind == "boolean":
            return f"(CASE WHEN {name} THEN 1e0 WHEN NOT {name} THEN 0e0 END)"
        if kind != "number":
            raise MeasureMisstated(
                f"{column} holds {kind if kind == 'text' else 'dates or the like'}, not numbers.",
                advice=f"Read {column} as a number, or ask for the proportion of its values.",
            )
        return self._known(column, f"CAST({name} AS {NUMBER})")

    def factor(self, factor: Factor) -> str:
        """A factor as a number, null where unknown."""
        if isinstance(factor, Indicator):
            held = self.among(factor.column, factor.values)
            return f"(CASE WHEN {self.key(factor.column)} IS NULL THEN NULL WHEN {held} THEN 1e0 ELSE 0e0 END)"
        if isinstance(factor, Quotient):
            return f"({self.number(factor.numerator)} / NULLIF({self.number(factor.denominator)}, 0e0))"
        return self.number(factor)

    def among(self, column: str, values: Sequence[Code]) -> str:
        """Whether a column holds one of some values: numbers are compared as numbers, the rest as text."""
        if self.relation.kinds[column] in ("number", "boolean"):
            numbers = [float(value) for value in values if not isinstance(value, str)]
            listed = [number_literal(value) for value in numbers if not math.isnan(value)]
            held = self.number(column)
        else:
            listed = [literal(str(value)) for value in values]
            held = f"CAST({quoted(column)} AS VARCHAR)"
        return f"{held} IN ({', '.join(listed)})" if listed else "1 = 0"

    def condition(self, condition: Condition) -> str:
        """A condition; unknown is not met."""
        if isinstance(condition, Is):
            return self.among(condition.column, condition.values)
        if isinstance(condition, Between):
            column = self.number(condition.column)
            sides = [f"{column} IS NOT NULL"]
            sides += [] if condition.low is None else [f"{column} >= {number_literal(condition.low)}"]
            sides += [] if condition.high is None else [f"{column} <= {number_literal(condition.high)}"]
            return " AND ".join(sides)
        return f"{self.key(condition.column)} IS NOT NULL"

    def moment(self, moment: Moment) -> str:
        """Σ w · Π factors. A product with an unknown factor is null, which a sum passes over."""
        product = " * ".join([self._weight(), *(self.factor(factor) for factor in moment.factors)])
        others = [factor for factor in moment.known if factor not in moment.factors]
        if others:
            known = " AND ".join(f"{self.factor(factor)} IS NOT NULL" for factor in others)
            product = f"CASE WHEN {known} THEN {product} END"
        return f"COALESCE(SUM({product}), 0e0)"

    def count(self, rows: RowSet) -> str:
        """The rows in which some factors are known."""
        if not rows:
            return "COUNT(*)"
        if len(set(rows)) == 1:
            return f"COUNT({self.factor(rows[0])})"
        known = " AND ".join(f"{self.factor(factor)} IS NOT NULL" for factor in dict.fromkeys(rows))
        return f"COUNT(CASE WHEN {known} THEN 1 END)"

    def _known(self, column: str, value: str) -> str:
        if column not in self.relation.floating:
            return value
        return f"(CASE WHEN {self.relation.nan.format(value)} THEN NULL ELSE {value} END)"

    def _weight(self) -> str:
        return "1e0" if self.weight is None else self.number(self.weight)

    def _grouping(self, columns: Mapping[str, str], groups: Iterable[str], where: Sequence[str]) -> str:
        inside = f" WHERE {' AND '.join(f'({one})' for one in where)}" if where else ""
        by = ", ".join(groups)
        # Without groups, SQL gives a row of an empty table too; HAVING takes it away.
        end = f" GROUP BY {by}" if by else " HAVING COUNT(*) > 0"
        return f"SELECT {_named(columns)} FROM {self.relation.source}{inside}{end}"  # noqa: S608 – quoted


def _named(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{expression} AS {quoted(name)}" for name, expression in columns.items())
