"""What the functions of expressions do: XPath 1.0 §4, and those that ODK XForms adds (“XPath functions”, ODK XForms).

A value is a text, a number, a yes/no, a day, or several values: the answers of a page that is repeated. No answer is
the empty text. A text that is written as a day (`2019-07-01`) or month (`2019-07`) counts, where a number is asked for,
as days since 1970-01-01, as it does in ODK.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Final, TypeAlias

from fairway.methods.routing_patterns import whole

One: TypeAlias = str | float | bool | date
Value: TypeAlias = One | tuple[One, ...]

EPOCH: Final = date(1970, 1, 1)
LONGEST_TEXT: Final = 100_000
"""Letters of a text that `concat` makes; a longer one cannot be given."""

_NUMBER: Final = re.compile(r"[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?:T.*)?")


def first(value: Value) -> One:
    """The value itself; of several, the first; of none, no answer."""
    if isinstance(value, tuple):
        return value[0] if value else ""
    return value


def text(value: Value) -> str:
    """As XPath's `string()`: whole numbers without a point, never an exponent."""
    one = first(value)
    if isinstance(one, str):
        return one
    if isinstance(one, bool):
        return "true" if one else "false"
    if isinstance(one, date):
        return one.isoformat()
    if math.isnan(one):
        return "NaN"
    if math.isinf(one):
        return "Infinity" if one > 0 else "-Infinity"
    if one == int(one):
        return str(int(one))
    return format(Decimal(repr(one)), "f")


def day(value: Value) -> date | None:
    """The day that a value says; None where it says none."""
    one = first(value)
    if isinstance(one, date):
        return one
    if isinstance(one, str):
        found = _DAY.fullmatch(one.strip())
        if found is None:
            return None
        try:
            return date(int(found[1]), int(found[2]), int(found[3] or 1))
        except ValueError:
            return None
    if isinstance(one, bool) or not math.isfinite(one):
        return None
    try:
        return EPOCH + timedelta(days=math.floor(one))
    except OverflowError:
        return None


def number(value: Value) -> float:
    """As XPath's `number()`: not a number where the text is none; a day as days since 1970-01-01."""
    one = first(value)
    if isinstance(one, bool):
        return 1.0 if one else 0.0
    if isinstance(one, date):
        return float((one - EPOCH).days)
    if not isinstance(one, str):
        return float(one)
    found = _NUMBER.fullmatch(one)
    if found:
        return float(found[1])
    said = day(one)
    return math.nan if said is None else float((said - EPOCH).days)


def truth(value: Value) -> bool:
    """As XPath's `boolean()`: a number that is neither 0 nor NaN, a text that is not empty, one value or more."""
    if isinstance(value, tuple):
        return bool(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value != ""
    if isinstance(value, date):
        return True
    return not math.isnan(value) and value != 0


def equal(left: Value, right: Value, *, same: bool) -> bool:
    """`=` (same) and `!=`: XPath 1.0 §3.4; of several values, whether any meets it."""
    if isinstance(left, tuple) or isinstance(right, tuple):
        if isinstance(left, bool) or isinstance(right, bool):
            return (truth(left) == truth(right)) is same
        return any(equal(a, b, same=same) for a in _each(left) for b in _each(right))
    if isinstance(left, bool) or isinstance(right, bool):
        return (truth(left) == truth(right)) is same
    if isinstance(left, int | float) or isinstance(right, int | float):
        return (number(left) == number(right)) is same
    return (text(left) == text(right)) is same


def ordered(meets: Callable[[float, float], bool]) -> Callable[[Value, Value], bool]:
    """`<`, `<=`, `>`, `>=`: both as numbers."""

    def compare(left: Value, right: Value) -> bool:
        if isinstance(left, tuple) or isinstance(right, tuple):
            return any(meets(number(a), number(b)) for a in _each(left) for b in _each(right))
        return meets(number(left), number(right))

    return compare


def _each(value: Value) -> tuple[One, ...]:
    return value if isinstance(value, tuple) else (value,)


def _divided(left: Value, right: Value) -> float:
    above, below = number(left), number(right)
    if below:
        return above / below
    if math.isnan(above) or math.isnan(below) or above == 0:
        return math.nan
    return math.copysign(math.inf, above) * math.copysign(1.0, below)


def _remainder(left: Value, right: Value) -> float:
    above, below = number(left), number(right)
    return math.nan if below == 0 or math.isinf(above) else math.fmod(above, below)


def _rounded(value: Value, places: Value = 0.0) -> float:
    one, count = number(value), number(places)
    if not math.isfinite(one) or not math.isfinite(count) or abs(count) > 30:
        return one if math.isfinite(count) else math.nan
    if count == 0:
        return float(math.floor(one + 0.5)) if abs(one) < 2**52 else one
    unit = Decimal(10) ** -int(count)
    half = (Decimal(repr(one)) / unit + Decimal("0.5")).to_integral_value(ROUND_FLOOR)
    return float(half * unit)


def _whole(value: Value, towards: Callable[[float], float]) -> float:
    one = number(value)
    return float(towards(one)) if math.isfinite(one) else one


def _power(value: Value, exponent: Value) -> float:
    try:
        return math.pow(number(value), number(exponent))
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan


def _codes(value: Value) -> list[str]:
    return text(value).split()


def _selected_at(value: Value, at: Value) -> str:
    codes, place = _codes(value), number(at)
    return codes[int(place)] if 0 <= place < len(codes) else ""


def _numbers(values: Iterable[Value]) -> list[float]:
    return [number(one) for value in values for one in _each(value)]


def _extreme(best: Callable[[list[float]], float], values: Iterable[Value]) -> float:
    found = _numbers(values)
    return math.nan if not found or any(math.isnan(one) for one in found) else best(found)


def _said_day(value: Value) -> Value:
    return day(value) or ""


def _formatted(value: Value, pattern: Value) -> str:
    when = day(value)
    if when is None:
        return ""
    parts = {
        "%Y": f"{when.year:04}",
        "%y": f"{when.year % 100:02}",
        "%m": f"{when.month:02}",
        "%n": str(when.month),
        "%d": f"{when.day:02}",
        "%e": str(when.day),
    }
    return re.sub("%.", lambda found: parts[found[0]], text(pattern))


def _part(value: Value, begin: Value, end: Value | None = None) -> str:
    whole, start = text(value), number(begin)
    stop = math.inf if end is None else number(end)
    if math.isnan(start) or math.isnan(stop):
        return ""
    return whole[int(max(0, min(start, len(whole)))) : int(max(0, min(stop, len(whole))))]


def _joined(values: Iterable[Value]) -> str:
    """The texts of values as one; no answer where it would be longer than `LONGEST_TEXT`.

    The values are taken one at a time, and no further than that: calculated questions that join one another would else
    double at every level.
    """
    parts: list[str] = []
    left = LONGEST_TEXT
    for value in values:
        parts.append(text(value))
        left -= len(parts[-1])
        if left < 0:
            return ""
    return "".join(parts)


def _matched(pattern: str, written: str) -> bool:
    """Whether a pattern matches the whole of a text.

    By the engine of Polars, which takes time in proportion to the text and to the pattern spelled out
    (`routing_patterns`): a pattern from somebody else's form cannot keep it busy, as it could Python's own. The engine
    keeps the patterns that it has read; nothing keeps what was answered.
    """
    import polars as pl

    return bool(pl.Series([written]).str.contains(whole(pattern))[0])


@dataclass(frozen=True, slots=True)
class Function:
    """A function: what it does with its arguments, and how many it takes.

    Where `most` is None it takes any number, handed to `does` as one iterable: so a thousand long texts are never held
    at once.
    """

    does: Callable[..., Value]
    least: int
    most: int | None

    @property
    def wanted(self) -> str:
        """The number of arguments, in words."""
        if self.most is None:
            return f"{self.least} or more arguments"
        if self.least == self.most:
            return "no argument" if not self.most else f"{self.most} argument{'s' if self.most > 1 else ''}"
        return f"{self.least} to {self.most} arguments"


OPERATORS: Final[Mapping[str, Callable[..., Value]]] = {
    "=": lambda left, right: equal(left, right, same=True),
    "!=": lambda left, right: equal(left, right, same=False),
    "<": ordered(operator.lt),
    "<=": ordered(operator.le),
    ">": ordered(operator.gt),
    ">=": ordered(operator.ge),
    "*": lambda left, right: number(left) * number(right),
    "div": _divided,
    "mod": _remainder,
}

# `if` and `today` are evaluated in `routing`, which knows what to leave unread and the day: here is what they take.
FUNCTIONS: Final[Mapping[str, Function]] = {
    "today": Function(lambda: "", 0, 0),
    "if": Function(lambda *_: "", 3, 3),
    "coalesce": Function(lambda values: next((one for one in values if text(one) != ""), ""), 2, None),
    "selected": Function(lambda value, code: text(code).strip() in _codes(value), 2, 2),
    "count-selected": Function(lambda value: float(len(_codes(value))), 1, 1),
    "selected-at": Function(_selected_at, 2, 2),
    "not": Function(lambda value: not truth(value), 1, 1),
    "true": Function(lambda: True, 0, 0),
    "false": Function(lambda: False, 0, 0),
    "boolean": Function(truth, 1, 1),
    "number": Function(number, 1, 1),
    "string": Function(text, 1, 1),
    "int": Function(lambda value: _whole(value, math.trunc), 1, 1),
    "round": Function(_rounded, 1, 2),
    "floor": Function(lambda value: _whole(value, math.floor), 1, 1),
    "ceiling": Function(lambda value: _whole(value, math.ceil), 1, 1),
    "abs": Function(lambda value: abs(number(value)), 1, 1),
    "pow": Function(_power, 2, 2),
    "min": Function(lambda values: _extreme(min, values), 1, None),
    "max": Function(lambda values: _extreme(max, values), 1, None),
    "sum": Function(lambda value: float(sum(_numbers((value,)))), 1, 1),
    "count": Function(lambda value: float(len(_each(value))), 1, 1),
    "string-length": Function(lambda value: float(len(text(value))), 1, 1),
    "concat": Function(_joined, 1, None),
    "contains": Function(lambda value, part: text(part) in text(value), 2, 2),
    "starts-with": Function(lambda value, part: text(value).startswith(text(part)), 2, 2),
    "ends-with": Function(lambda value, part: text(value).endswith(text(part)), 2, 2),
    "regex": Function(lambda value, pattern: _matched(text(pattern), text(value)), 2, 2),
    "substr": Function(_part, 2, 3),
    "date": Function(_said_day, 1, 1),
    "decimal-date-time": Function(number, 1, 1),
    "format-date": Function(_formatted, 2, 2),
}

REFUSED: Final[Mapping[str, str]] = {
    "now": "Use `today()`: a time of day is not kept.",
    "position": "The place in a repeated page is not known to expressions. Ask for it in a question.",
    "indexed-repeat": "One answer of a repeated page cannot be picked. Use `sum`, `count`, `min` or `max` of all.",
    "jr:choice-name": "Labels are not known to expressions. Compare the code: `${name} = 'code'`.",
    "once": "Use a `default`.",
    "random": "An answer must follow from the answers: draw at random outside of the form.",
    "uuid": "An answer must follow from the answers: number the records outside of the form.",
    "pulldata": "Fairway keeps no file beside the form. Put the codes in a list of choices.",
    "count-non-empty": "Use `count(…)`.",
    "substring": "Use `substr(text, begin, end)`, counted from 0.",
}
