"""`fairway fee-check`: “Am I being overcharged?”"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairway.cli import arguments
from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fairway.recruitment.fees.amounts import Exchange
    from fairway.recruitment.fees.fitting import Charge


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("fee-check")(fee_check)


def fee_check(
    origin: Annotated[str, typer.Argument(help="Country of origin: a name or code (Nepal, NPL, np).")],
    destination: Annotated[str, typer.Argument(help="Country of destination.")],
    item: Annotated[
        list[str] | None,
        typer.Option("--item", help="What was asked: RC1=5000, RC7/visa=20000, bundle=90000; repeat for more."),
    ] = None,
    currency: Annotated[str | None, typer.Option("--currency", help="Of the sums: NPR, PHP, …")] = None,
    pay: Annotated[str | None, typer.Option("--pay", help='Basic pay of one month: "1000 QAR".')] = None,
    sector: Annotated[str | None, typer.Option("--sector", help="domestic, construction, transport, …")] = None,
    workers: Annotated[str | None, typer.Option("--workers", help="domestic or seafarers.")] = None,
    payee: Annotated[
        str, typer.Option("--payee", help="Who asks for the money: agency, abroad, employer, public, other.")
    ] = "",
    on: Annotated[str | None, typer.Option("--on", help="The day, as 2026-11-01; today by default.")] = None,
    rate: Annotated[
        list[str] | None, typer.Option("--rate", help="QAR=36.5: one QAR is 36.5 of --currency; repeat for more.")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", help="A file of rules in the place of Fairway's own.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")] = "en",
) -> None:
    """What a worker may be asked to pay: `fairway fee-check NPL QAT --item RC1=5000 --currency NPR --pay "1000 QAR"`.

    Each cost is allowed, not allowed, above a limit or not known, with the rules of both countries. Nothing is stored.
    """
    from fairway.recruitment.fees.checking import check_charges
    from fairway.recruitment.fees.reading import read_amount
    from fairway.recruitment.fees.report import lines
    from fairway.recruitment.fees.rules import rules_of_file
    from fairway.reference import places
    from fairway.reference.wording import voice

    speaker = voice(lang)
    asked = places.corridor(origin, destination)
    own = currency if pay is None or not any(letter.isalpha() for letter in pay) else None
    found = check_charges(
        [_charge(one, currency, payee) for one in item or ()],
        origin=asked.origin,
        destination=asked.destination,
        on=arguments.day(on),
        sector=sector,
        workers=workers,
        monthly_pay=None if pay is None else read_amount(pay, own),
        currency=currency,
        exchange=_exchange(rate, currency),
        book=None if rules is None else rules_of_file(rules),
    )
    typer.echo("\n".join(lines(found, speaker)))


def _charge(written: str, currency: str | None, payee: str) -> Charge:
    from fairway.recruitment.fees.fitting import Charge
    from fairway.recruitment.fees.items import CODES
    from fairway.recruitment.fees.reading import read_amount

    name, equals, amount = written.partition("=")
    if not equals:
        raise InputError(f"“{written}” is no cost with a sum.", advice="Write the item and the sum, such as RC1=5000.")
    code, _, part = name.strip().partition("/")
    code = code.upper() if code.upper() in CODES else code.lower() if code.lower() == "bundle" else code
    return Charge(code, read_amount(amount, currency), part.strip().lower(), payee.strip().lower())


def _exchange(rates: Sequence[str] | None, currency: str | None) -> Exchange | None:
    from decimal import Decimal, InvalidOperation

    from fairway.recruitment.fees.amounts import Exchange, currency_code

    if not rates:
        return None
    if currency is None:
        raise InputError("A rate needs --currency.", advice="--rate QAR=36.5 --currency NPR: one QAR is 36.5 NPR.")
    found: dict[str, Decimal] = {}
    for one in rates:
        code, _, value = one.partition("=")
        try:
            worth = Decimal(value.strip())
        except InvalidOperation:
            worth = Decimal(0)
        if not worth.is_finite() or worth <= 0:
            raise InputError(f"“{one}” is no exchange rate.", advice="Write the currency and a number: QAR=36.5.")
        found[currency_code(code)] = 1 / worth
    return Exchange(currency_code(currency), found, "", "--rate")
