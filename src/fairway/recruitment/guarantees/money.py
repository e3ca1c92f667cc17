"""Sums of a ledger: whole numbers of the currency's smallest coin (CLDR), so that nothing is ever rounded."""

from __future__ import annotations

from decimal import Decimal

from fairway.kernel.text import Money
from fairway.recruitment.fees.amounts import decimals_of
from fairway.recruitment.fees.reading import read_amount


def smallest_coins(written: str, currency: str) -> int:
    """What somebody typed, as a whole number of the currency's smallest coin.

    Args:
        written: `1,500,000.50`, in digits of any script.
        currency: ISO 4217.

    Returns:
        150000050 for a currency of two decimals; unit: its smallest coin.

    Raises:
        UnknownCode: No such currency.
        AmountUnreadable: No number, below zero, too large, or more decimals than the currency has.
        WrongCurrency: The text names another currency.
    """
    return int(read_amount(written, currency).value.scaleb(decimals_of(currency)))


def money(coins: int, currency: str) -> Money:
    """An amount as a text shows it, with the decimals of its currency.

    Args:
        coins: Unit: the currency's smallest coin.
        currency: ISO 4217.
    """
    decimals = decimals_of(currency)
    return Money(float(Decimal(coins).scaleb(-decimals)), currency, decimals)


def plain(coins: int, currency: str) -> str:
    """An amount as a form or a file holds it: `1500000.50`, without separators or currency.

    Args:
        coins: Unit: the currency's smallest coin.
        currency: ISO 4217.
    """
    return str(Decimal(coins).scaleb(-decimals_of(currency)))
