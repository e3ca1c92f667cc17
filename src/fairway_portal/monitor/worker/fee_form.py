"""What a worker typed about the money she was asked for: read, never kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.utils.timezone import localdate

from fairway.kernel.errors import FairwayError, InputError
from fairway.kernel.text import Text
from fairway.recruitment.fees import items
from fairway.recruitment.fees.amounts import Amount, Exchange
from fairway.recruitment.fees.fitting import Charge
from fairway.recruitment.fees.reading import read_amount
from fairway.recruitment.ratings.items import SECTORS
from fairway_portal.monitor.worker.places import Fault

if TYPE_CHECKING:
    from django.http import QueryDict

LONGEST: Final = 60
ASKED: Final = (items.BUNDLE, "F1", *items.COSTS, "F4", items.ILLEGITIMATE)
"""The items that the page asks about: a fee to the employer or to a firm that lends out workers is the fee."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was typed, and what was read of it.

    Attributes:
        typed: Field → text.
        charges: What she was asked for.
        pay: The basic pay of one month.
        exchange: What one unit of the currency of the pay is worth, where she said so.
        faults: What is wrong, by field.
    """

    typed: dict[str, str] = field(default_factory=dict)
    charges: tuple[Charge, ...] = ()
    pay: Amount | None = None
    exchange: Exchange | None = None
    faults: tuple[Fault, ...] = ()


def read(posted: QueryDict, currencies: tuple[str, ...]) -> Asked:
    """The form.

    Args:
        posted: As it came.
        currencies: Codes that may be chosen.
    """
    names = (*ASKED, "currency", "pay", "pay_currency", "rate", "sector", "payee")
    typed = {name: posted.get(name, "").strip() for name in names}
    faults = [
        Fault(name, Text("This is too long for a sum of money.")) for name, said in typed.items() if len(said) > LONGEST
    ]
    if faults:
        return Asked({name: said[:LONGEST] for name, said in typed.items()}, faults=tuple(faults))
    currency = _among(typed["currency"], currencies)
    payee = _among(typed["payee"], ("", *items.PAYEES))
    charges = []
    for item in ASKED:
        if typed[item]:
            amount = _amount(item, typed[item], currency, faults)
            charges += [Charge(item, amount, payee=payee)] if amount is not None else []
    pay = _amount("pay", typed["pay"], _among(typed["pay_currency"], currencies), faults) if typed["pay"] else None
    if pay is not None and not pay.value:
        faults.append(Fault("pay", Text("The pay of a month must be above zero.")))
    exchange = _exchange(typed["rate"], pay, currency, faults)
    if not charges and not faults:
        faults.append(Fault(ASKED[0], Text("Write at least one sum that you were asked to pay.")))
    return Asked(typed, tuple(charges), pay, exchange, tuple(faults))


def sector_of(typed: dict[str, str]) -> str | None:
    """The kind of work that was chosen."""
    return typed.get("sector") if typed.get("sector") in SECTORS else None


def _among(said: str, known: tuple[str, ...]) -> str:
    return said if said in known else known[0]


def _amount(name: str, written: str, currency: str, faults: list[Fault]) -> Amount | None:
    try:
        return read_amount(written, currency)
    except FairwayError as error:
        faults.append(Fault(name, _said(error)))
        return None


def _said(error: FairwayError) -> Text:
    if isinstance(error, InputError) and error.advice_text is not None:
        return Text("{what} {advice}", what=error.title_text, advice=error.advice_text)
    return error.title_text


def _exchange(written: str, pay: Amount | None, currency: str, faults: list[Fault]) -> Exchange | None:
    """One unit of the pay's currency in that of the sums, as she knows it from the money changer."""
    if pay is None or pay.currency == currency or not written:
        return None
    worth = _amount("rate", written, currency, faults)
    if worth is None:
        return None
    if not worth.value:
        faults.append(Fault("rate", Text("The rate must be above zero.")))
        return None
    return Exchange(pay.currency, {currency: Decimal(worth.value)}, localdate().isoformat(), "")
