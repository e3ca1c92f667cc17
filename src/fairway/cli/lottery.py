"""`fairway lottery`: a seed and its commitment, the draw, the check of a published record; all without a network."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairway.cli import arguments
from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    from fairway.recruitment.lottery.record import Record

FAULTY = 1
"""Exit code of a record that was read and does not hold."""

lottery = typer.Typer(name="lottery", no_args_is_help=True, help="Lotteries of places that anybody can verify.")


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.add_typer(lottery)


@lottery.command("commit")
def commit(
    scheme: Annotated[str, typer.Option("--scheme", help="The name of the round, as its page shows it.")],
    party: Annotated[str, typer.Option("--party", help="The party, letter by letter as the page names it.")],
    out: Annotated[Path, typer.Option("--out", help="Where the seed is kept; the file must not exist yet.")],
) -> None:
    """Makes a seed and shows its commitment: `fairway lottery commit --scheme … --party … --out seed.json`.

    Give the commitment to the register before the list closes. Keep the file secret until the list is frozen; without
    it the round becomes void, and everybody sees whose seed was missing.
    """
    from fairway.recruitment.lottery.commitments import commitment, new_seed

    seed = new_seed()
    made = commitment(seed, scheme, party)
    kept = {"scheme": scheme, "party": party, "seed": seed.hex(), "commitment": made}
    try:
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(kept, file, ensure_ascii=False, indent=1)
    except OSError as fault:
        raise InputError(
            f"{out.name} cannot be written, or is there already.", advice="Choose another name. No seed was kept."
        ) from fault
    typer.echo(f"Commitment: {made}")
    typer.echo(f"The seed is in {out}, which only you can read. Keep a copy where nobody else finds it.")


@lottery.command("order")
def order(
    file: Annotated[Path, typer.Argument(help="A record whose list is frozen and whose seeds are revealed.")],
    out: Annotated[Path | None, typer.Option("--out", help="Where the whole record goes.")] = None,
) -> None:
    """Holds the draw, or holds it once more: `fairway lottery order record.json`.

    Prints rank, number, and by what each place is given (`-`: on the waiting list), between tabs.
    """
    from fairway.recruitment.lottery.record import drawn
    from fairway.recruitment.lottery.record_writing import as_json

    read = _record(file)
    found = drawn(read, read.ended or datetime.now(UTC))
    by = {one.number: one.by for one in found.places}
    for rank, number in enumerate(found.order, 1):
        typer.echo(f"{rank}\t{number}\t{by.get(number, '-')}")
    if out is not None:
        try:
            out.write_text(json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as fault:
            raise InputError(f"{out.name} cannot be written.", advice="Choose another place.") from fault


@lottery.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(help="The record, as the register publishes it.")],
    lang: Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")] = "en",
) -> None:
    """Checks a published record: `fairway lottery verify record.json`.

    Exit code 0: every hash, moment and place is right. 1: what is wrong is listed.
    """
    from fairway.kernel.text import Text
    from fairway.recruitment.lottery.verifying import verify as faults_of
    from fairway.reference.wording import voice

    record = _record(file)
    say = voice(lang).say
    faults = faults_of(record)
    for fault in faults:
        typer.echo(say(fault.says))
    if faults:
        raise typer.Exit(FAULTY)
    if record.outcome == "void":
        typer.echo(say(Text("The record holds: this round is void, and nobody got a place by it.")))
    else:
        counts = Text("The record holds: {n} applications, {places} places.",
                      n=len(record.applications), places=len(record.places))  # fmt: skip
        typer.echo(say(counts))


def _record(file: Path) -> Record:
    from fairway.recruitment.lottery.record_reading import read_record

    return read_record(arguments.contents(file, "Give the record, as the register publishes it."))
