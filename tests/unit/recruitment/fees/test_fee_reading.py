"""Amounts as people type them: any script, any separator, and a clear error where they can be read in two ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.kernel.errors import InputError, UnknownCode
from fairway.recruitment.fees.amounts import Amount, Exchange, converted, currency_code
from fairway.recruitment.fees.errors import AmountUnreadable, WrongCurrency
from fairway.recruitment.fees.reading import LONGEST, read_amount

LOCALES = ("en", "fr", "es", "de", "ar-EG", "fa", "ne", "bn", "hi", "my", "de-CH", "pt", "id", "ur", "am")


@pytest.mark.parametrize(
    ("written", "currency", "value"),
    [
        ("१२,५००", "NPR", "12500"),
        ("٠١٢٣", "QAR", "123"),
        ("١٢٬٥٠٠", "QAR", "12500"),
        ("۱۲٫۵", "USD", "12.5"),
        ("\u200f١٢٬٥٠٠ ريال", "QAR", "12500"),
        ("12.500,00", "NPR", "12500"),
        ("Rs 12 500", "NPR", "12500"),
        ("Rs.12,500/-", "NPR", "12500"),
        ("१,२३,४५६.५", "NPR", "123456.5"),
        ("12,34,567", "NPR", "1234567"),
        ("1\u202f234\u202f567,80", "EUR", "1234567.8"),
        ("1'234.50", "USD", "1234.5"),
        (".50", "USD", "0.5"),
        ("12,50", "NPR", "12.5"),
        ("0.500", "KWD", "0.5"),
        ("1,234.567", "KWD", "1234.567"),
        ("৳ ১২,৫০০", "BDT", "12500"),
        ("１２３", "JPY", "123"),
        ("0", "NPR", "0"),
        ("1000 QAR", None, "1000"),
        ("12500.00", "NPR", "12500"),
    ],
)
def test_an_amount_is_read_as_it_was_meant(written: str, currency: str | None, value: str) -> None:
    found = read_amount(written, currency)
    assert found == Amount(Decimal(value), currency or "QAR")
    assert found.remarks == ()


def test_one_full_stop_before_three_digits_separates_thousands_and_says_so() -> None:
    found = read_amount("1.234", "NPR")
    assert found.value == 1234
    assert [one.plain() for one in found.remarks] == ["We read “1.234” as NPR 1234."]


@pytest.mark.parametrize("written", ["1.234", "1,234"])
def test_with_three_decimals_it_could_be_either_and_is_refused(written: str) -> None:
    with pytest.raises(AmountUnreadable) as caught:
        read_amount(written, "KWD")
    assert caught.value.advice == "Write 1234 or 1.23."


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("", "no number"),
        ("five thousand", "no number"),
        ("²", "no number"),
        ("-5", "below zero"),
        ("(500)", "below zero"),
        ("Rs -500", "below zero"),
        ("1.5 lakh", "“lakh”"),
        ("<b>5</b>", "not part of a number"),
        ("5-10", "not one number"),
        ("1e5", "not one number"),
        ("12,50,0", "do not fit"),
        ("12 50", "do not fit"),
        ("1,234,567.8.9", "do not fit"),
        ("1.234,567.8", "do not fit"),
        ("12.345,678", "more decimals"),
        ("12345.678", "more decimals"),
        ("9999999999999", "too large"),
        ("9" * (LONGEST + 1), "too long"),
        ("x" * 10_000_000, "too long"),
    ],
)
def test_what_is_no_amount_is_refused_with_what_to_do(written: str, title: str) -> None:
    with pytest.raises(AmountUnreadable) as caught:
        read_amount(written, "NPR")
    assert title in caught.value.title
    assert len(caught.value.title) < 200
    assert caught.value.advice


@pytest.mark.parametrize(("written", "named"), [("100 QAR", ["QAR"]), ("₱ 5", ["PHP"]), ("100 ر.ق", ["QAR"])])
def test_another_currency_than_the_one_chosen_is_refused(written: str, named: list[str]) -> None:
    with pytest.raises(WrongCurrency) as caught:
        read_amount(written, "NPR")
    assert caught.value.details == {"found": named, "chosen": "NPR"}


def test_a_mark_of_several_currencies_fits_each_and_chooses_none() -> None:
    assert read_amount("Rs 5", "LKR").currency == "LKR"
    with pytest.raises(AmountUnreadable, match="currency"):
        read_amount("Rs 5")
    assert read_amount("৳5").currency == "BDT"


def test_a_currency_that_does_not_exist_has_its_neighbours_named() -> None:
    with pytest.raises(UnknownCode) as caught:
        read_amount("5", "NPX")
    assert "NPR" in caught.value.suggestions
    assert currency_code(" npr ") == "NPR"


@settings(deadline=None)
@given(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(LOCALES),
)
def test_what_a_language_writes_is_read_back(value: Decimal, locale: str) -> None:
    shown = format_decimal(value, format="#,##0.00", locale=locale.replace("-", "_"))
    assert read_amount(shown, "NPR").value == value


@settings(deadline=None)
@given(st.integers(0, 10**11), st.sampled_from(LOCALES))
def test_whole_numbers_with_the_separators_of_a_language_are_read_back(value: int, locale: str) -> None:
    shown = format_decimal(value, locale=locale.replace("-", "_"))
    assert read_amount(shown, "NPR").value == value


@settings(deadline=None)
@given(st.text(max_size=LONGEST + 5))
def test_any_text_is_an_amount_or_a_clear_error(written: str) -> None:
    try:
        found = read_amount(written, "NPR")
    except InputError as error:
        refused = error
    else:
        assert found.value >= 0
        return
    assert refused.advice


def test_amounts_are_converted_only_with_a_rate() -> None:
    rates = Exchange("USD", {"NPR": Decimal(135), "QAR": Decimal("3.6")}, "2026-11-01", "invented")
    assert converted(Amount(Decimal(36), "QAR"), "NPR", rates) == Amount(Decimal(1350), "NPR")
    assert converted(Amount(Decimal(36), "QAR"), "PHP", rates) is None
    assert converted(Amount(Decimal(36), "QAR"), "NPR", None) is None
    assert converted(Amount(Decimal(0), "QAR"), "PHP", None) == Amount(Decimal(0), "PHP")
