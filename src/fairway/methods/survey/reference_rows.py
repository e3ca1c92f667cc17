"""What a measure or a condition says of each row, read straight off it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isnan
from typing import Any

from fairway.methods.survey.errors import SurveyColumnMissing
from fairway.methods.survey.gini import Gini
from fairway.methods.survey.measures import Mean, MeanOfRatios, Proportion, Rate, Ratio, Smoothed, Total
from fairway.methods.survey.plan import Code, Condition, Is, Known
from fairway.methods.survey.reference_design import Row
from fairway.methods.survey.reference_functions import Functional, GiniFunctional, RatioFunctional, Values


def meets(row: Row, condition: Condition) -> bool:
    """Whether a row meets a condition; an unknown value meets none."""
    value = known(row[condition.column])
    if value is None or isinstance(condition, Known):
        return value is not None
    if isinstance(condition, Is):
        return _one_of(value, condition.values)
    above = condition.low is None or value >= condition.low
    return bool(above and (condition.high is None or value <= condition.high))


def functionals_of(rows: Sequence[Row], measure: Smoothed | Gini) -> Iterator[tuple[Functional, Code | None, str]]:
    """The functional of a measure with its level and kind of interval; one a value, for a proportion of every value."""
    ones: Values = [1.0] * len(rows)
    match measure:
        case Gini(of):
            yield GiniFunctional(column_of(rows, of)), None, "t"
        case Total(of):
            yield RatioFunctional(column_of(rows, of) if of else ones, ones, total=True), None, "t"
        case Mean(of):
            yield RatioFunctional(column_of(rows, of), ones), None, "t"
        case Ratio(numerator, denominator, per) | Rate(numerator, denominator, per):
            yield RatioFunctional(column_of(rows, numerator), column_of(rows, denominator), per), None, "t"
        case MeanOfRatios(numerator, denominator):
            pairs = zip(column_of(rows, numerator), column_of(rows, denominator), strict=True)
            yield RatioFunctional([_over(y, x) for y, x in pairs], ones), None, "t"
        case Proportion(of, equals, interval):
            require(rows, (of,))
            values = [known(row[of]) for row in rows]
            levels = levels_of(values) if equals is None else [equals]
            for level in levels:
                chosen = level if isinstance(level, tuple) else (level,)
                share = [None if value is None else float(_one_of(value, chosen)) for value in values]
                named = ", ".join(map(str, level)) if isinstance(level, tuple) else level
                yield RatioFunctional(share, ones), named, interval


def levels_of(values: Sequence[Any]) -> list[Any]:
    """The values that occur, ordered; of 1 and 0, or true and false, the first alone."""
    levels = sorted({value for value in values if value is not None})
    return [levels[1]] if levels in ([0, 1], [False, True]) else levels


def column_of(rows: Sequence[Row], name: str) -> Values:
    """A column as numbers, None where unknown."""
    require(rows, (name,))
    return [None if known(row[name]) is None else float(row[name]) for row in rows]


def _over(y: float | None, x: float | None) -> float | None:
    return None if y is None or x is None or x == 0.0 else y / x


def _one_of(value: Code, wanted: Sequence[Code]) -> bool:
    """Text compares as text, numbers and truth values as numbers."""
    if isinstance(value, str):
        return value in {str(one) for one in wanted}
    return value in {one for one in wanted if not isinstance(one, str)}


def known(value: Any) -> Any:
    """The value, or None if it is not a number."""
    return None if isinstance(value, float) and isnan(value) else value


def require(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Refuses columns that the rows lack."""
    present = list(rows[0]) if rows else []
    missing = [name for name in dict.fromkeys(columns) if name not in present]
    if missing:
        raise SurveyColumnMissing(missing, present)
