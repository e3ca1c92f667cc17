"""Reads an amount as people type it: any digits, any separators, a currency before or behind, never a guess in silence.

Source for digits and separators: Unicode (general category Nd), CLDR number symbols; Indian grouping (12,34,567) as
CLDR writes it for hi, ne and bn.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from fairway.kernel.errors import UnknownCode
from fairway.kernel.text import Money, Text
from fairway.recruitment.fees.amounts import Amount, currency_code, decimals_of
from fairway.recruitment.fees.errors import AmountUnreadable, WrongCurrency

LONGEST: Final = 60
LARGEST: Final = Decimal(10) ** 12
MARKS: Final[dict[str, tuple[str, ...]]] = {
    "rs": ("NPR", "INR", "PKR", "LKR", "MUR"), "₨": ("NPR", "INR", "PKR", "LKR", "MUR"), "nrs": ("NPR",),
    "रु": ("NPR", "INR"), "रू": ("NPR", "INR"), "नेरू": ("NPR",), "₹": ("INR",), "৳": ("BDT",), "tk": ("BDT",),
    "taka": ("BDT",), "টাকা": ("BDT",), "₱": ("PHP",), "$": ("USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "JMD"),
    "us$": ("USD",), "€": ("EUR",), "£": ("GBP", "EGP"), "¥": ("JPY", "CNY"), "₩": ("KRW",), "฿": ("THB",),
    "₫": ("VND",), "₦": ("NGN",), "br": ("ETB",), "birr": ("ETB",), "ብር": ("ETB",), "rm": ("MYR",), "rp": ("IDR",),
    "ksh": ("KES",), "qr": ("QAR",), "sr": ("SAR",), "dhs": ("AED", "MAD"), "dh": ("AED", "MAD"), "kd": ("KWD",),
    "bd": ("BHD",), "jd": ("JOD",), "﷼": ("QAR", "SAR", "OMR", "YER", "IRR"), "ريال": ("QAR", "SAR", "OMR", "YER"),
    "رق": ("QAR",), "رس": ("SAR",), "درهم": ("AED", "MAD"), "دإ": ("AED",), "دك": ("KWD",),
    "دينار": ("KWD", "BHD", "JOD", "IQD", "TND"),
}  # fmt: skip
"""What people write for a currency, in small letters without full stops → the currencies that it may mean."""

_DECIMAL, _GROUP = "d", "g"
_SIGNS: Final = {"٫": _DECIMAL, "٬": _GROUP, "'": _GROUP, "’": _GROUP, "،": ",", ".": ".", ",": ","}
_CORE: Final = re.compile(r"(?P<before>[^\d]*)(?P<core>\d.*?)(?P<after>[^\d]*)", re.DOTALL)
_GROUPED: Final = re.compile(r"\d{1,3}(?:g\d{3})+|\d{1,2}(?:g\d{2})+g\d{3}|\d+")
_EXAMPLE: Final = Text("Write the sum in digits, such as 12500 or 12,500.50.")


def read_amount(written: str, currency: str | None = None) -> Amount:
    """The amount that somebody means.

    `12.500,00`, `१२,५००`, `١٢٬٥٠٠` and `Rs 12 500` are all 12500. One full stop before exactly three digits separates
    thousands, and the amount then carries a remark that says so.

    Args:
        written: As typed.
        currency: The currency chosen (ISO 4217); None where the text itself must name it.

    Raises:
        UnknownCode: No such currency.
        AmountUnreadable: No number, a negative one, too large, too many decimals, or readable in two ways.
        WrongCurrency: The text names another currency than the one chosen.
    """
    if len(written) > LONGEST:
        raise AmountUnreadable(Text("This is too long for a sum of money."), advice=_EXAMPLE)
    found = _CORE.fullmatch(_plain_digits(written))
    if found is None:
        raise AmountUnreadable(Text("There is no number in “{written}”.", written=written.strip()), advice=_EXAMPLE)
    before, core, after = found["before"], found["core"], found["after"]
    if re.search(r"[-−–‒(]\s*$", before) or re.match(r"\s*[-−–‒]", before):
        raise AmountUnreadable(
            Text("A sum below zero cannot be asked: “{written}”.", written=written.strip()),
            advice=Text("Leave out the minus sign."),
        )
    if re.search(r"(?<![^\W\d_])[.,٫]$", before):
        core = f"0{before[-1]}{core}"
    wanted = _currency([_mark(before), _mark(after)], currency, written)
    return _amount(core, wanted, written)


def _plain_digits(written: str) -> str:
    """The text with the digits of every script as 0–9, without marks of direction."""
    kept = []
    for character in unicodedata.normalize("NFC", written.strip()):
        digit = unicodedata.decimal(character, None)
        if digit is not None:
            kept.append(str(digit))
        elif unicodedata.category(character) != "Cf":
            kept.append(character)
    return "".join(kept)


def _mark(part: str) -> str:
    """What stands before or behind the digits, in small letters; `12,500/-` is a way to end a sum in South Asia."""
    return re.sub(r"[\s.,،٫/=+()−–‒-]", "", part).casefold()


def _currency(marks: list[str], chosen: str | None, written: str) -> str:
    """The currency that was chosen, or that the text names, if both agree."""
    code = None if chosen is None else currency_code(chosen)
    for mark in filter(None, marks):
        meant = _meant(mark, written)
        if code is None:
            code = meant[0] if len(meant) == 1 else None
        elif code not in meant:
            raise WrongCurrency(
                Text("“{written}” names {found}, but {chosen} is chosen.",
                     written=written.strip(), found=" / ".join(meant), chosen=code),
                advice=Text("Choose the currency in which you were asked, or correct the sum."),
                details={"found": list(meant), "chosen": code},
            )  # fmt: skip
    if code is None:
        raise AmountUnreadable(
            Text("“{written}” does not say in which currency.", written=written.strip()),
            advice=Text("Add the three letters of the currency, such as 1000 QAR."),
        )
    return code


def _meant(mark: str, written: str) -> tuple[str, ...]:
    if mark in MARKS:
        return MARKS[mark]
    if re.fullmatch(r"[a-z]{3}", mark):
        try:
            return (currency_code(mark),)
        except UnknownCode:
            pass  # any other word of three letters gets the advice below
    raise AmountUnreadable(
        Text("“{mark}” in “{written}” is not part of a number.", mark=mark, written=written.strip()),
        advice=Text("Write the whole sum in digits, without words: 150000, not 1.5 lakh or 150 thousand."),
    )


def _amount(core: str, currency: str, written: str) -> Amount:
    signs = re.sub(r"\s+", _GROUP, "".join(_SIGNS.get(character, character) for character in core))
    signs = re.sub(r"(?<=[.,])g+", "", signs)
    if re.search(r"[^\d.,dg]", signs):
        raise AmountUnreadable(
            Text("“{written}” is not one number.", written=written.strip()),
            advice=Text("Write one sum, without words or calculations. Give each cost its own line."),
        )
    whole, fraction, remark = _parts(signs, currency, written)
    if _GROUPED.fullmatch(whole) is None or not (fraction or "0").isdigit():
        raise AmountUnreadable(
            Text("The commas, points or spaces in “{written}” do not fit a number.", written=written.strip()),
            advice=_EXAMPLE,
        )
    return _checked(whole.replace(_GROUP, ""), fraction.rstrip("0"), currency, written, remark)


def _parts(signs: str, currency: str, written: str) -> tuple[str, str, bool]:
    """The whole part with `g` between its groups, the decimals, and whether one full stop was taken for a group."""
    marks = [sign for sign in signs if sign in ".,"]
    if _DECIMAL in signs:
        whole, _, fraction = signs.partition(_DECIMAL)
        return _one_group(whole), fraction, False
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        whole, _, fraction = signs.rpartition(marks[-1])
        return _one_group(whole), fraction, False
    if len(marks) != 1:
        return _one_group(signs), "", False
    whole, _, fraction = signs.partition(marks[0])
    if len(fraction) != 3 or _GROUP in whole or len(whole) > 3 or whole.startswith("0"):
        return whole, fraction, False
    if decimals_of(currency) == 3:
        raise AmountUnreadable(
            Text("“{written}” can be read in two ways, because {currency} has three decimals.",
                 written=written.strip(), currency=currency),
            advice=Text("Write {large} or {small}.", large=f"{whole}{fraction}", small=f"{whole}.{fraction[:2]}"),
        )  # fmt: skip
    return f"{whole}{_GROUP}{fraction}", "", marks[0] == "."


def _one_group(whole: str) -> str:
    """The whole part with one sign between groups; as it is where it has several, which then fits no number."""
    kinds = {sign for sign in whole if not sign.isdigit()}
    return whole.replace(kinds.pop(), _GROUP) if len(kinds) == 1 else whole


def _checked(whole: str, fraction: str, currency: str, written: str, remark: bool) -> Amount:
    if len(fraction) > decimals_of(currency):
        raise AmountUnreadable(
            Text("“{written}” has more decimals than {currency} has.", written=written.strip(), currency=currency),
            advice=_EXAMPLE,
        )
    value = Decimal(f"{whole}.{fraction or 0}").normalize() + Decimal(0)
    if value > LARGEST:
        raise AmountUnreadable(
            Text("“{written}” is too large for a sum asked of a worker.", written=written.strip()), advice=_EXAMPLE
        )
    amount = Amount(value, currency)
    if not remark:
        return amount
    said = Text("We read “{written}” as {amount}.", written=written.strip(), amount=Money(float(value), currency))
    return Amount(value, currency, (said,))
