"""`fairway model-contract` and `fairway read-contract`: a contract to fill in, and the terms of one at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fairway.cli import arguments

_LARGEST = 5_000_001


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("model-contract")(model_contract)
    app.command("read-contract")(read_contract)


def model_contract(
    sector: Annotated[str, typer.Argument(help="agriculture, construction, domestic, garment or other.")],
    origin: Annotated[str, typer.Argument(help="Country of origin: a name or code (Nepal, NPL, np).")],
    destination: Annotated[str, typer.Argument(help="Country of destination.")],
    to: Annotated[Path, typer.Option("--to", help="File to write: .docx or .pdf.")],
    languages: Annotated[
        str, typer.Option("--languages", help="One or two of en, fr, es, ar, ne, bn; the worker's first.")
    ] = "en,ar",
    terms: Annotated[Path | None, typer.Option("--terms", help="Terms to fill in, as JSON.")] = None,
) -> None:
    """Writes a model contract with the languages side by side."""
    import json

    from fairway.kernel.errors import InputError
    from fairway.recruitment.contracts.docx_writing import docx
    from fairway.recruitment.contracts.models import model_contract as made
    from fairway.recruitment.contracts.pdf_writing import pdf
    from fairway.recruitment.contracts.writing import from_json

    writers = {".docx": docx, ".pdf": pdf}
    write = writers.get(to.suffix.lower())
    if write is None:
        raise InputError(f"“{to.name}” is neither .docx nor .pdf.", advice="Write --to contract.docx or contract.pdf.")
    given = None
    if terms is not None:
        try:
            given = from_json(json.loads(arguments.contents(terms, "Give the terms as JSON.", _LARGEST)))
        except ValueError as fault:
            raise InputError(
                f"{terms.name} is not JSON.", advice="Give the terms as `fairway read-contract` writes them."
            ) from fault
    asked = [one.strip() for one in languages.split(",") if one.strip()]
    contract = made(sector, origin, destination, asked, given)
    contents = write(contract)
    try:
        to.write_bytes(contents)
    except OSError as fault:
        raise InputError(f"{to.name} cannot be written.", advice="Choose a folder that exists and is yours.") from fault
    for note in contract.notes:
        typer.echo(note.plain())
    typer.echo(f"{to.name}: {sum(len(clauses) for _, clauses in contract.groups)} clauses.")


def read_contract(
    file: Annotated[Path, typer.Argument(help="The contract: .docx or plain text.")],
    form: Annotated[
        str,
        typer.Option(
            "--format", help="text; json (the terms, as `contract compare` reads them); outline (JSON with the words)."
        ),
    ] = "text",
    sector: Annotated[str, typer.Option("--sector", help="The kind of work.")] = "other",
    stage: Annotated[str, typer.Option("--stage", help="promised, signed, used or paid.")] = "signed",
) -> None:
    """Shows which terms a contract says, and the words they were read from. Nothing is stored."""
    import json

    from fairway.kernel.errors import InputError
    from fairway.recruitment.contracts.reading import read_contract as read
    from fairway.recruitment.contracts.writing import as_json, from_json

    if form not in ("text", "json", "outline"):
        raise InputError(f"“{form}” is no format of this command.", advice="Choose text, json or outline.")
    outline = read(
        arguments.contents(file, "Give a contract: .docx or plain text.", _LARGEST), name=file.name, sector=sector
    )
    checked = from_json({"stage": stage, "sector": sector, "terms": {}})
    written = as_json(outline.terms(checked.stage))
    if form == "json":
        typer.echo(json.dumps(written, ensure_ascii=False, indent=2))
        return
    if form == "outline":
        found = [
            {"field": one.field, "words": one.words, "where": one.where, "confidence": one.confidence}
            for one in outline.found
        ]
        typer.echo(json.dumps({**written, "read": found, "unread": outline.unread}, ensure_ascii=False, indent=2))
        return
    if not outline.found:
        typer.echo("No term of a contract was found in this file.")
    for one in outline.found:
        typer.echo(f"{one.field}: {_plain(one.value)}  ({one.where}, {one.confidence:.2f}: “{one.words}”)")
    for words in outline.unread:
        typer.echo(f"not understood: “{words}”")
    for note in outline.notes:
        typer.echo(note.plain())


def _plain(value: object) -> str:
    from fairway.recruitment.contracts.terms import Money

    if isinstance(value, Money):
        return f"{value.currency} {value.value:f} / {value.per}"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else f"{value}"
