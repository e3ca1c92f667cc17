"""Terms as JSON: `{"stage": …, "terms": {"pay": {"value": "1000", "currency": "QAR", "per": "month"}, …}}`."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, get_args

from fairway.kernel.text import Text
from fairway.recruitment.contracts.errors import TermsUnusable
from fairway.recruitment.contracts.fields import NAMES, PERIODS, SECTORS, Field, by_name
from fairway.recruitment.contracts.terms import Money, Stage, Terms, Value

STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
KEYS: Final = ("stage", "sector", "terms")
MONEY_KEYS: Final = ("value", "currency", "per")
LONGEST: Final = 2000
"""Letters of one text."""
_LARGEST: Final = Decimal(10) ** 12


def as_json(terms: Terms) -> dict[str, Any]:
    """Terms as JSON has them: numbers as text, so that nothing is rounded; days as ISO 8601.

    Args:
        terms: Of one stage.

    Returns:
        What `from_json` reads back unchanged.
    """
    fields = by_name()
    return {
        "stage": terms.stage,
        "sector": terms.sector,
        "terms": {name: written(terms.values[name]) for name in fields if name in terms.values},
    }


def written(value: Value) -> Any:
    """One value as JSON has it."""
    match value:
        case Money(amount, currency, per):
            return {"value": str(amount), "currency": currency, "per": per}
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return value


def from_json(read: Any, *, stage: Stage = "signed") -> Terms:
    """Terms from JSON.

    Args:
        read: As `as_json` writes it. Numbers may be numbers; "yes" and "no" stand for true and false; a value may be
            null, which says nothing.
        stage: Where the JSON names none.

    Raises:
        TermsUnusable: A field that is not known, with the nearest name; a value that is not of its field's kind.
    """
    if not isinstance(read, Mapping):
        raise TermsUnusable(Text("This is not the terms of a contract."), advice=_FORM)
    for key in read:
        _known(Text("part of the file"), str(key), KEYS)
    values = read.get("terms")
    if not isinstance(values, Mapping):
        raise TermsUnusable(Text("There are no terms in it."), advice=_FORM)
    fields = by_name()
    found: dict[str, Value] = {}
    for name, value in values.items():
        _known(Text("term of a contract"), str(name), NAMES)
        if value is not None and value != "":
            found[name] = _read(fields[name], value)
    asked: Any = read.get("stage") or stage
    sector = str(read.get("sector") or "other")
    _known(Text("stage"), str(asked), STAGES)
    _known(Text("kind of work"), sector, tuple(SECTORS))
    return Terms(asked, found, sector)


_FORM: Final = Text("Write stage, sector and terms, as docs/how-to/contract-rules.md shows.")


def _known(kind: Text, asked: str, names: Collection[str]) -> None:
    if asked in names:
        return
    near = difflib.get_close_matches(asked.casefold(), names, n=1, cutoff=0.5)
    listed = near[0] if near else ", ".join(list(names)[:12])
    advice = Text("Did you mean {name}?", name=listed) if near else Text("Use one of {names}.", names=listed)
    raise TermsUnusable(
        Text("“{asked}” is no {kind}.", asked=asked[:80], kind=kind), advice=advice, details={"asked": asked[:80]}
    )


def _read(field: Field, value: Any) -> Value:
    """One value of its field's kind.

    Raises:
        TermsUnusable: It is not.
    """
    match field.kind:
        case "money":
            return _money(field, value)
        case "number":
            return _number(field, value)
        case "yes_no":
            return _yes_no(field, value)
        case "date":
            return _date(field, value)
        case "choice":
            if isinstance(value, str) and value.strip() in field.choices:
                return value.strip()
            raise _fault(field, value, Text("one of {names}", names=", ".join(field.choices)))
        case _:
            if isinstance(value, str) and 0 < len(value.strip()) <= LONGEST:
                return value.strip()
            raise _fault(field, value, Text("text of at most {n} letters", n=LONGEST))


def _fault(field: Field, value: Any, wanted: Text) -> TermsUnusable:
    return TermsUnusable(
        Text("{term} ({name}): “{value}” is not {wanted}.",
             term=field.title, name=field.name, value=str(value)[:80], wanted=wanted),
        advice=Text("Correct the value, or leave the term out if the contract does not say it."),
        details={"field": field.name},
    )  # fmt: skip


def _number(field: Field, value: Any) -> Decimal:
    wanted = Text("a number of 0 or more, such as 48 or 7.5")
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise _fault(field, value, wanted)
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as fault:
        raise _fault(field, value, wanted) from fault
    if not number.is_finite() or number < 0 or number > _LARGEST:
        raise _fault(field, value, wanted)
    return number


def _yes_no(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().casefold() in ("yes", "no", "true", "false"):
        return value.strip().casefold() in ("yes", "true")
    raise _fault(field, value, Text("yes or no"))


def _date(field: Field, value: Any) -> date:
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as fault:
        raise _fault(field, value, Text("a day such as 2026-11-01")) from fault


def _money(field: Field, value: Any) -> Money:
    wanted = Text("an amount with value, currency and per ({periods})", periods=", ".join(PERIODS))
    if not isinstance(value, Mapping) or not set(value) <= set(MONEY_KEYS) or not {"value", "currency"} <= set(value):
        raise _fault(field, value, wanted)
    currency, per = str(value["currency"]).strip().upper(), str(value.get("per") or "month")
    if per not in PERIODS or len(currency) != 3 or not currency.isascii() or not currency.isalpha():
        raise _fault(field, value, wanted)
    return Money(_number(field, value["value"]), currency, per)
