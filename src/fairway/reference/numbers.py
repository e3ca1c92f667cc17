"""Numbers in a language: CLDR's digits and signs, written fast, because a page holds thousands of them."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal, format_percent


class Numbers:
    """How one language writes numbers.

    Languages that write western digits take a short way of our own (a tenth of Babel's time); the others take
    Babel's. A negative number keeps the left-to-right mark that CLDR gives its minus in right-to-left scripts, so that
    the sign stays before the digits.
    """

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self._western = locale.default_numbering_system == "latn"
        symbols = locale.number_symbols.get("latn", {})
        self._marks = str.maketrans({",": symbols.get("group", ","), ".": symbols.get("decimal", ".")})
        self._minus = symbols.get("minusSign", "-")
        pattern = locale.percent_formats[None].pattern
        self._before, _, after = pattern.partition("#,##0")
        self._after = after.replace("%", symbols.get("percentSign", "%"))

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with this language's separators and a fixed count of decimals, rounded half to even."""
        exact = round(Decimal(repr(value)), decimals)
        if not self._western:
            return format_decimal(exact or 0, format=self._pattern(decimals), locale=self.locale)
        return self._signed(f"{exact or Decimal(0):,.{decimals}f}")

    def _signed(self, written: str) -> str:
        digits = written.lstrip("-").translate(self._marks)
        return self._minus + digits if written.startswith("-") else digits

    def percent(self, value: float, decimals: int = 1) -> str:
        """A percentage; 12.5 means 12.5 %."""
        if self._western:
            return f"{self._before}{self.number(value, decimals)}{self._after}"
        pattern = self.locale.percent_formats[None].pattern.replace("#,##0", self._pattern(decimals))
        return format_percent(value / 100, format=pattern, locale=self.locale)

    def plain(self, value: int) -> str:
        """A whole number without separators, for years."""
        return str(value) if self._western else format_decimal(value, format="0", locale=self.locale)

    @staticmethod
    def _pattern(decimals: int) -> str:
        return "#,##0" + ("." + "0" * decimals if decimals else "")
