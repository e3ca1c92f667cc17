"""`fairway escrow`: the escrow handler's own machine. Tickets become tags; what may go is opened as far as its inner
envelope, which she cannot read. Nothing here needs a network or a database.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

MOST_BYTES: Final = 256 * 1024 * 1024
KeyFile = Annotated[Path, typer.Option("--key", help="Your escrow key file; its first key makes the tags.")]
Out = Annotated[Path, typer.Option("--out", help="The file that goes back to the portal; nothing may be there.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    room = typer.Typer(no_args_is_help=True, help="Reports that wait until others name the same agency.")
    room.command("tags")(tags)
    room.command("open")(open_)
    app.add_typer(room, name="escrow")


def tags(
    tickets: Annotated[Path, typer.Argument(help="The tickets, as the portal gave them.")], key: KeyFile, out: Out
) -> None:
    """Makes tags of tickets: `fairway escrow tags tickets.json --key my-key.txt --out tags.json`. Which agency a ticket
    names is shown to nobody.
    """
    from fairway.safe_reporting.escrow import taggings
    from fairway.safe_reporting.sealing.private_files import write_new

    made = taggings.tagged(_contents(tickets), _identities(key))
    write_new(out, taggings.written(made))
    typer.echo(f"Tags: {len(made.tags):,}. Key of tags: {made.key}. Give {out.name} to the portal.")


def open_(
    match: Annotated[Path, typer.Argument(help="A report that may go, as the portal gave it.")], key: KeyFile, out: Out
) -> None:
    """Opens the outer envelope of a report that may go: `fairway escrow open match.json --key my-key.txt --out
    released.json`. The tickets are reckoned again here; if too few name the agency, it stays closed.
    """
    from fairway.safe_reporting.escrow import releasing
    from fairway.safe_reporting.sealing.private_files import write_new

    done = releasing.released(releasing.read_match(_contents(match)), _identities(key))
    write_new(out, releasing.written_released(done))
    typer.echo(f"Envelopes: {len(done.pieces)}, still sealed to the offices. Give {out.name} to the portal.")


def _contents(file: Path) -> bytes:
    from fairway.cli import arguments

    return arguments.contents(file, "Give the file that the portal gave you.", MOST_BYTES)


def _identities(file: Path) -> tuple[str, ...]:
    from fairway.safe_reporting.sealing.key_files import read_keys

    return read_keys(file, lambda: str(typer.prompt("Passphrase", hide_input=True, err=True)))
