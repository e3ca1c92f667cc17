"""A sentence that is not yet in any language: a template and its values.

Subjects build `Text`; `fairway.reference.wording.Voice` says it in a language, with that language's numbers and place
names. The template is the English sentence and the key of the message catalogue, so it must be a literal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A country, territory or region to be named in the reader's language (code: ISO 3166-1 alpha-3, or a group's)."""

    code: str


@dataclass(frozen=True, slots=True)
class Percent:
    """A share of 100, to be written with the reader's percent sign. Unit: per cent (12.5 means 12.5 %)."""

    value: float
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a fixed count of decimals; a bare `int` in a text is a count with none."""

    value: float
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year: digits of the reader's script, no thousands separator."""

    value: int


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217). Unit: `currency`, not thousands or millions of it."""

    amount: float
    currency: str = "USD"
    decimals: int = 0


Value: TypeAlias = "str | int | PlaceName | Percent | Number | Year | Money | Text"


class Text:
    """A localisable sentence: `Text("{n} people lived in {place}", n=5, place=PlaceName("QAT"))`."""

    __slots__ = ("template", "values")

    def __init__(self, template: str, /, **values: Value) -> None:
        self.template = template
        self.values = values

    def plain(self) -> str:
        """The English sentence with bare values: for logs and exceptions, where no language has been chosen."""
        return self.template.format(**{name: _bare(value) for name, value in self.values.items()})

    def __repr__(self) -> str:
        return f"Text({self.template!r}, {self.values!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.template, self.values) == (other.template, other.values)

    def __hash__(self) -> int:
        return hash((self.template, tuple(sorted(self.values))))


def _bare(value: Value) -> str:
    match value:
        case Text():
            return value.plain()
        case PlaceName(code):
            return code
        case Percent(amount, decimals):
            return f"{amount:.{decimals}f} %"
        case Number(amount, decimals):
            return f"{amount:.{decimals}f}"
        case Year(year):
            return str(year)
        case Money(amount, currency, decimals):
            return f"{currency} {amount:.{decimals}f}"
        case _:
            return str(value)
