"""`fairway liable`: “Who answers for this worker's claim?”"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fairway.cli import arguments
from fairway.kernel.errors import InputError


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("liable")(liable)


def liable(
    contract: Annotated[str, typer.Argument(help="Number of the contract.")],
    chain: Annotated[
        Path, typer.Option("--chain", help="Folder with contracts.csv, parties.csv, relations.csv …, or a JSON file.")
    ],
    on: Annotated[str | None, typer.Option("--on", help="The day, as 2026-11-01; today by default.")] = None,
    claim: Annotated[str, typer.Option("--claim", help="wages, contract, injury, repatriation or fees.")] = "wages",
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            help='"licence CODE revoked 2025-01-01", "unlicensed CODE", "ended A B DAY" …; repeat for more.',
        ),
    ] = None,
    rules: Annotated[
        Path | None, typer.Option("--rules", help="A file of rules in the place of Fairway's own.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    lang: Annotated[str, typer.Option("--lang", help="en, fr, es or ar; of the text.")] = "en",
) -> None:
    """Who is liable for a worker's claim: `fairway liable C-1 --chain records --on 2026-11-01 --claim wages`.

    Each party is liable, not liable or not known, with the rules of both countries, days and guarantees.
    """
    import json

    from fairway.recruitment.liability import liable_parties
    from fairway.recruitment.liability.change_reading import read_change
    from fairway.recruitment.liability.index import ChainIndex
    from fairway.recruitment.liability.reading import read_chain
    from fairway.recruitment.liability.report import lines, what_if_lines
    from fairway.recruitment.liability.rules import rules_of_file
    from fairway.recruitment.liability.what_if import what_if as suppose
    from fairway.recruitment.liability.writing import as_json, what_if_as_json
    from fairway.reference.wording import voice

    if form not in ("text", "json"):
        raise InputError(f"“{form}” is no format.", advice="Use --format text or --format json.")
    day, book = arguments.day(on), rules_of_file(rules) if rules else None
    changes = [read_change(line) for line in what_if or ()]
    index = ChainIndex(read_chain(chain))
    if changes:
        supposed = suppose(contract, day, index, *changes, claim=claim, rules=book)
        written, said = what_if_as_json(supposed), what_if_lines(supposed, voice(lang))
    else:
        found = liable_parties(contract, day, index, book, claim=claim)
        written, said = as_json(found), lines(found, voice(lang))
    typer.echo(json.dumps(written, ensure_ascii=False, indent=2) if form == "json" else "\n".join(said))
