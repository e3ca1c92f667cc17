"""Amounts of money as exact values, and what one is in another currency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from fairway.kernel.errors import UnknownCode
from fairway.kernel.text import Money, Text


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact amount.

    Attributes:
        value: Zero or more. Unit: `currency`.
        currency: ISO 4217.
        remarks: How it was read, where it could have been read otherwise; not part of its identity.
    """

    value: Decimal
    currency: str
    remarks: tuple[Text, ...] = field(default=(), compare=False)

    @property
    def money(self) -> Money:
        """The amount as a text shows it: without decimals where it has none."""
        whole = self.value == self.value.to_integral_value()
        return Money(float(self.value), self.currency, 0 if whole else decimals_of(self.currency))


@dataclass(frozen=True, slots=True)
class Exchange:
    """Exchange rates of one day, handed in by whoever knows them.

    Attributes:
        base: The currency that all rates are against (ISO 4217).
        rates: Currency → units of it for one unit of the base; above 0.
        day: ISO date of the rates.
        source: Who publishes them.
    """

    base: str
    rates: Mapping[str, Decimal]
    day: str
    source: str

    def rate(self, currency: str) -> Decimal | None:
        """Units of the currency for one of the base; None where no rate is known."""
        return Decimal(1) if currency == self.base else self.rates.get(currency)


def converted(amount: Amount, currency: str, exchange: Exchange | None) -> Amount | None:
    """The amount in another currency, unrounded; None where there is no rate. Zero is zero in every currency."""
    if amount.currency == currency:
        return amount
    if not amount.value:
        return Amount(Decimal(0), currency)
    if exchange is None:
        return None
    own, wanted = exchange.rate(amount.currency), exchange.rate(currency)
    return None if own is None or wanted is None else Amount(amount.value / own * wanted, currency)


def total(amounts: Iterable[Amount], currency: str) -> Amount:
    """The sum of amounts that all are in one currency."""
    return Amount(sum((one.value for one in amounts), Decimal(0)), currency)


@lru_cache(maxsize=1)
def _currencies() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale("en").currencies)


def currency_code(asked: str) -> str:
    """The ISO 4217 code in capitals.

    Raises:
        UnknownCode: No such currency; the nearest codes are named.
    """
    code = asked.strip().upper()
    if code not in _currencies():
        near = sorted(one for one in _currencies() if len(code) == len(one) and _differing(one, code) == 1)
        raise UnknownCode(
            Text("currency"),
            asked.strip()[:20],
            suggestions=near[:3],
            advice=Text("Use the three letters of ISO 4217, such as NPR, QAR or PHP."),
        )
    return code


def _differing(one: str, other: str) -> int:
    return sum(left != right for left, right in zip(one, other, strict=True))


@lru_cache(maxsize=512)
def decimals_of(currency: str) -> int:
    """Decimals of a currency (CLDR): 2 for most, 0 for the yen, 3 for the Kuwaiti dinar."""
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))
