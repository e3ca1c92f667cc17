"""`fairway licence`: licensing rules, the keys that sign licences, and the check of a token without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fairway.cli import arguments
from fairway.kernel.errors import InputError

PUBLIC_KEYS = "Give the public keys of the register, the JSON file that it publishes."
NOT_ACCEPTED = 1
"""Exit code of a token that was read and is not accepted."""

licence = typer.Typer(name="licence", no_args_is_help=True, help="Licences of recruiters: rules, keys, tokens.")
keys = typer.Typer(name="keys", no_args_is_help=True, help="The keys that sign licence tokens.")
licence.add_typer(keys)


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.add_typer(licence)


@licence.command("rules")
def show_rules(
    country: Annotated[str, typer.Argument(help="Country of the authority: a name or code (Nepal, NPL, np).")],
    on: Annotated[str | None, typer.Option("--on", help="The day, as 2026-11-01; today by default.")] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", help="A file of rules in the place of Fairway's own.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")] = "en",
) -> None:
    """The licensing rules of a country, each with its source: `fairway licence rules BGD`.

    What is not known says so. Nothing was checked against the printed law unless the line says that it was.
    """
    from fairway.recruitment.licences.report import rule_lines
    from fairway.recruitment.licences.rules import rules_of_file, shipped_rules
    from fairway.reference import places
    from fairway.reference.wording import voice

    speaker = voice(lang)
    book = shipped_rules() if rules is None else rules_of_file(rules)
    typer.echo("\n".join(rule_lines(book.of(places.find(country).iso3, arguments.day(on)), speaker)))


@licence.command("check-token")
def check_token(
    token: Annotated[str, typer.Argument(help="The letters of the code on a licence.")],
    public: Annotated[Path, typer.Option("--keys", help="The public keys of the register: a JSON file.")],
    on: Annotated[str | None, typer.Option("--on", help="The day, as 2026-11-01; today by default.")] = None,
    lang: Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")] = "en",
) -> None:
    """Checks a licence token without a network: `fairway licence check-token TOKEN --keys keys.json`.

    Exit code 0: the register said so, on the day that is shown. 1: not accepted, with the reason.
    """
    from fairway.methods.signing_keys import keys_from_json
    from fairway.recruitment.licences.proof import read
    from fairway.recruitment.licences.report import proof_lines
    from fairway.reference.wording import voice

    speaker = voice(lang)
    proof = read(token, keys_from_json(arguments.text(public, PUBLIC_KEYS)), today=arguments.day(on))
    typer.echo("\n".join(proof_lines(proof, speaker)))
    if not proof.accepted:
        raise typer.Exit(NOT_ACCEPTED)


@keys.command("new")
def new_key(
    out: Annotated[Path, typer.Option("--out", help="The private key, a PEM file; it must not exist yet.")],
    public: Annotated[Path, typer.Option("--keys", help="The public keys, a JSON file; the new one is added.")],
    first: Annotated[
        str | None, typer.Option("--first", help="The day from which it signs, as 2026-11-01; today by default.")
    ] = None,
) -> None:
    """Makes a key that signs licence tokens: `fairway licence keys new --out register.pem --keys keys.json`.

    The private key is readable by its owner alone. Keys that are in the JSON file already stop signing on the eve; they
    stay there, so that what they signed can be checked.
    """
    from fairway.methods import signing_keys

    day = arguments.day(first)
    earlier = signing_keys.keys_from_json(arguments.text(public, PUBLIC_KEYS)) if public.exists() else ()
    made = signing_keys.new_key()
    listed = signing_keys.rotated(earlier, made.from_day(day))
    signing_keys.write_key(made, out)
    try:
        public.write_text(signing_keys.keys_as_json(listed), encoding="utf-8")
    except OSError as fault:
        out.unlink()
        raise InputError(
            f"{public.name} cannot be written.", advice="Choose another place. No key was made."
        ) from fault
    typer.echo(f"The private key is in {out}: keep it on the server, and a copy where nobody else finds it.")
    typer.echo(f"The public keys are in {public}: give them to everybody. The new one is {listed[-1].name}.")
