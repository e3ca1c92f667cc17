"""Our short way of writing numbers says what Babel says, for any number and language."""

from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from fairway.reference.numbers import Numbers

LANGUAGES = st.sampled_from(["en", "fr", "es", "ar", "ne", "bn", "fa", "id", "de"])
MARK = "\u200e"


@given(LANGUAGES, st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9), st.integers(0, 3))
def test_numbers_as_babel_writes_them(language: str, value: float, decimals: int) -> None:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    exact = round(Decimal(repr(value)), decimals) or 0
    found = Numbers(Locale.parse(language)).number(value, decimals)
    assert found.replace(MARK, "") == format_decimal(exact, format=pattern, locale=language).replace(MARK, "")


@given(LANGUAGES, st.integers(-1000, 1000))
def test_percentages_as_babel_writes_them(language: str, value: int) -> None:
    locale = Locale.parse(language)
    wanted = format_percent(value / 100, format=locale.percent_formats[None].pattern, locale=language)
    assert Numbers(locale).percent(value, 0).replace(MARK, "") == wanted.replace(MARK, "")


def test_the_minus_stays_before_the_digits_in_arabic() -> None:
    assert Numbers(Locale.parse("ar")).number(-8000) == "\u200e-8,000"
