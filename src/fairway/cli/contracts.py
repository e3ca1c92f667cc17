"""`fairway contract`: “Is this the contract she was promised?” and “Does it keep to the laws of both countries?”"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairway.cli import arguments

if TYPE_CHECKING:
    from fairway.recruitment.contracts.terms import Stage, Terms

_LARGEST = 1_000_000


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    contract = typer.Typer(help="Contracts: promised, signed, used, and what the laws ask.", no_args_is_help=True)
    contract.command("compare")(compare)
    contract.command("check")(check)
    app.add_typer(contract, name="contract")


def compare(
    promised: Annotated[Path, typer.Argument(help="What was promised, as JSON.")],
    signed: Annotated[Path, typer.Argument(help="What was signed.")],
    used: Annotated[Path | None, typer.Argument(help="What was used, or signed again, at the destination.")] = None,
    paid: Annotated[Path | None, typer.Argument(help="What was given in fact.")] = None,
    rates: Annotated[
        Path | None, typer.Option("--rates", help='JSON: units for one US dollar, {"QAR": "3.64", "NPR": "133"}.')
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    lang: Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")] = "en",
) -> None:
    """Compares two to four stages: `fairway contract compare promised.json signed.json`. Nothing is stored."""
    from fairway.recruitment.contracts.comparing import compare as compared
    from fairway.recruitment.contracts.report import comparison_json, comparison_lines
    from fairway.reference.wording import voice

    files = [one for one in (promised, signed, used, paid) if one is not None]
    order: tuple[Stage, ...] = ("promised", "signed", "used", "paid")
    stages = [_terms(file, stage) for file, stage in zip(files, order, strict=False)]
    found = compared(*stages, rates=_rates(rates))
    speaker = voice(lang)
    _echo(form, lambda: comparison_lines(found, speaker), lambda: comparison_json(found, speaker))


def check(
    terms: Annotated[Path, typer.Argument(help="The terms of a contract, as JSON.")],
    origin: Annotated[str, typer.Option("--origin", help="Country of origin: a name or code.")],
    destination: Annotated[str, typer.Option("--destination", help="Country of destination.")],
    on: Annotated[str | None, typer.Option("--on", help="The day, as 2026-11-01; today by default.")] = None,
    rates: Annotated[
        Path | None, typer.Option("--rates", help="JSON of units for one US dollar, for wages in another currency.")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", help="A file of rules in the place of Fairway's own.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    lang: Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")] = "en",
) -> None:
    """Holds a contract against the minimum rules of both countries: `fairway contract check terms.json --origin NPL
    --destination QAT`. Each rule is kept, broken, cannot be told or does not apply.
    """
    from fairway.recruitment.contracts.legality import check_terms
    from fairway.recruitment.contracts.report import legality_json, legality_lines
    from fairway.recruitment.contracts.rules import rules_of_file
    from fairway.reference.wording import voice

    found = check_terms(
        _terms(terms, "signed"),
        origin=origin,
        destination=destination,
        on=arguments.day(on),
        rates=_rates(rates),
        book=None if rules is None else rules_of_file(rules),
    )
    speaker = voice(lang)
    _echo(form, lambda: legality_lines(found, speaker), lambda: legality_json(found, speaker))


def _echo(form: str, lines: Any, as_json: Any) -> None:
    from fairway.kernel.errors import InputError

    if form not in ("text", "json"):
        raise InputError(f"“{form}” is no format.", advice="Use text or json.")
    if form == "text":
        typer.echo("\n".join(lines()))
        return
    import json

    typer.echo(json.dumps(as_json(), ensure_ascii=False, indent=2))


def _json(file: Path) -> Any:
    import json

    from fairway.recruitment.contracts.errors import TermsUnusable

    written = arguments.contents(file, "Give the path of a JSON file.", _LARGEST + 1)
    if len(written) > _LARGEST:
        raise TermsUnusable(f"{file.name} is too long.", advice="The terms of one contract take a few kilobytes.")
    try:
        return json.loads(written.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise TermsUnusable(
            f"{file.name} is not JSON in UTF-8.", advice="docs/how-to/contract-rules.md shows the form."
        ) from fault


def _terms(file: Path, stage: Stage) -> Terms:
    """The terms of a file, of the stage that its place on the command line says."""
    from dataclasses import replace

    from fairway.recruitment.contracts.errors import TermsUnusable
    from fairway.recruitment.contracts.writing import from_json

    try:
        return replace(from_json(_json(file), stage=stage), stage=stage)
    except TermsUnusable as fault:
        if file.name in fault.title:
            raise
        raise TermsUnusable(f"{file.name}: {fault.title}", advice=fault.advice, details=fault.details) from fault


def _rates(file: Path | None) -> dict[str, Decimal]:
    from decimal import InvalidOperation

    from fairway.recruitment.contracts.errors import RatesUnusable
    from fairway.recruitment.fees.amounts import currency_code

    if file is None:
        return {}
    read = _json(file)
    if not isinstance(read, dict):
        raise RatesUnusable(f"{file.name} has no rates.", advice='Write {"QAR": "3.64", "NPR": "133"}.')
    found: dict[str, Decimal] = {}
    for code, written in read.items():
        try:
            rate = Decimal(str(written))
        except InvalidOperation:
            rate = Decimal(0)
        if not rate.is_finite() or rate <= 0:
            raise RatesUnusable(f"{file.name}: “{written}” is no rate of {code}.", advice="Write a number above 0.")
        found[currency_code(code)] = rate
    return found
