"""`fairway casework`: keys of those who open reports, and envelopes off line: “Can I read this without the portal?”

Nothing here needs a network or a database. What is opened goes to the screen, or to files that only their owner may
read; what is sealed is never given on the command line, where every program of the machine could read it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fairway.safe_reporting.sealing.envelopes import Opened

KeyFile = Annotated[Path, typer.Option("--key", help="Your key file.")]
Report = Annotated[str, typer.Option("--report", help="Id of the report it must belong to.")]
To = Annotated[list[str], typer.Option("--to", help="age1…, or a file with public keys (JSON of api/casework/keys).")]
Office = Annotated[list[str], typer.Option("--office", help="Of that file, only the keys of this office (its number).")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    casework = typer.Typer(help="Sealed reports: keys, and envelopes off line.", no_args_is_help=True)
    keys = typer.Typer(help="Your own key.", no_args_is_help=True)
    keys.command("new")(new)
    keys.command("show")(show)
    casework.add_typer(keys, name="keys")
    casework.command("fingerprint")(fingerprint)
    casework.command("open")(open_)
    casework.command("seal")(seal)
    casework.command("reseal")(reseal)
    app.add_typer(casework, name="casework")


def new(
    file: Annotated[Path, typer.Argument(help="Where the key is written; nothing may be there.")],
    passphrase: Annotated[bool, typer.Option("--passphrase", help="Lock the file with a passphrase.")] = False,
) -> None:
    """Makes a key on this machine: `fairway casework keys new my-key.txt`. Its secret half must never leave it."""
    from datetime import UTC, datetime

    from fairway.safe_reporting.sealing.identities import new_identity, recipient_of
    from fairway.safe_reporting.sealing.key_files import write_key

    words = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True) if passphrase else ""
    identity = new_identity()
    write_key(file, identity, made=datetime.now(UTC), passphrase=words)
    _show_public(recipient_of(identity))
    typer.echo(
        f"The secret key is in {file.name}, for you alone. Keep a copy off line; register the public key.", err=True
    )


def show(file: Annotated[Path, typer.Argument(help="Your key file.")]) -> None:
    """Shows the public half of a key file and its fingerprint; never the secret half."""
    from fairway.safe_reporting.sealing.identities import recipient_of

    for identity in _identities(file):
        _show_public(recipient_of(identity))


def fingerprint(public: Annotated[str, typer.Argument(help="A public key: age1…")]) -> None:
    """The fingerprint of a public key, to compare it aloud."""
    from fairway.safe_reporting.sealing.identities import checked_recipient
    from fairway.safe_reporting.sealing.identities import fingerprint as fingerprint_of

    typer.echo(fingerprint_of(checked_recipient(public)))


def open_(
    envelopes: Annotated[list[Path], typer.Argument(help="Files as they came from the portal.")],
    key: KeyFile,
    report: Report = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for what is inside; files are only written, never shown.")
    ] = None,
) -> None:
    """Opens envelopes: `fairway casework open 3.age --key my-key.txt --report 0f3c…`. One that belongs to another
    report, or was sealed to other keys than it says, is refused.
    """
    from fairway.safe_reporting.sealing.envelopes import open_sealed

    identities = _identities(key)
    for file in envelopes:
        opened = open_sealed(_envelope(file), identities, report=report)
        _tell(file, opened)
        if out is not None:
            _write(out, file, opened)


def seal(
    text: Annotated[Path, typer.Argument(help="A text file in UTF-8; - reads what you type.", allow_dash=True)],
    to: To,
    report: Annotated[str, typer.Option("--report", help="Id of the report.")],
    out: Annotated[Path, typer.Option("--out", help="The envelope; nothing may be there.")],
    kind: Annotated[str, typer.Option("--kind", help="message: to the worker; note: to colleagues.")] = "message",
    office: Office = [],  # noqa: B006 -- typer reads it, nobody changes it
) -> None:
    """Seals a message or a note: `fairway casework seal answer.txt --to age1… --report 0f3c… --out answer.age`. The
    page of the case takes the file.
    """
    from fairway.cli import arguments
    from fairway.kernel.errors import InputError
    from fairway.safe_reporting.sealing import envelopes
    from fairway.safe_reporting.sealing.private_files import write_new

    if kind not in ("message", "note"):
        raise InputError(f"“{kind}” cannot be sealed here.", advice="Use message or note.")
    said = typer.get_text_stream("stdin").read() if str(text) == "-" else arguments.text(text, "Give a text file.")
    made = envelopes.seal(
        said.encode(), report=_report_id(report), kind=kind, recipients=_public_keys(to, office), media="text/plain"
    )
    write_new(out, made.content)
    typer.echo(f"Sealed: {out.name}")


def reseal(
    envelope: Annotated[Path, typer.Argument(help="An envelope that your key opens.")],
    key: KeyFile,
    to: To,
    out: Annotated[Path, typer.Option("--out", help="The new envelope; nothing may be there.")],
    report: Report = "",
    office: Office = [],  # noqa: B006 -- as above
) -> None:
    """Seals an envelope to other keys, after a key was lost or for another office. What is inside stays the same, and
    is shown to nobody.
    """
    from fairway.safe_reporting.sealing import envelopes
    from fairway.safe_reporting.sealing.private_files import write_new

    recipients = _public_keys(to, office)
    opened = envelopes.open_sealed(_envelope(envelope), _identities(key), report=report)
    write_new(out, envelopes.seal_again(opened, recipients).content)
    typer.echo(f"Sealed to {len(recipients)} keys: {out.name}")


def _show_public(public: str) -> None:
    from fairway.safe_reporting.sealing.identities import fingerprint as fingerprint_of

    typer.echo(f"Public key:  {public}\nFingerprint: {fingerprint_of(public)}")


def _identities(file: Path) -> tuple[str, ...]:
    from fairway.safe_reporting.sealing.key_files import read_keys

    return read_keys(file, lambda: str(typer.prompt("Passphrase", hide_input=True, err=True)))


def _envelope(file: Path) -> bytes:
    from fairway.cli import arguments
    from fairway.safe_reporting.sealing.envelopes import SIZES

    return arguments.contents(file, "Give the path of an envelope.", SIZES[-1] + 1024 * 1024)


def _report_id(typed: str) -> str:
    """32 hexadecimal digits, however the id was copied."""
    from uuid import UUID

    from fairway.kernel.errors import InputError

    try:
        return UUID(typed.strip()).hex
    except ValueError as fault:
        raise InputError("This is no id of a report.", advice="Copy it from the page of the case.") from fault


def _public_keys(to: list[str], offices: list[str]) -> tuple[str, ...]:
    """Public keys that were named one by one, and those of files of public keys."""
    from fairway.safe_reporting.sealing.identities import checked_recipient
    from fairway.safe_reporting.sealing.public_keys import read_directory

    found: list[str] = []
    for one in to:
        if one.strip().lower().startswith("age"):
            found.append(checked_recipient(one))
        else:
            from fairway.cli import arguments

            content = arguments.contents(Path(one), "Give a public key (age1…), or a file with public keys.", 1 << 20)
            found += read_directory(content, offices)
    return tuple(dict.fromkeys(found))


def _tell(file: Path, opened: Opened) -> None:
    """The head, and what can be read of the content."""
    from fairway.safe_reporting.sealing.telling import lines_of

    typer.echo(f"{file.name}: {opened.head.kind}, report {opened.head.report}")
    for line in lines_of(opened):
        typer.echo(f"  {line}")


def _write(folder: Path, file: Path, opened: Opened) -> None:
    from fairway.safe_reporting.sealing.private_files import write_new
    from fairway.safe_reporting.sealing.telling import file_name

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / file_name(opened, file.stem)
    write_new(target, opened.content)
    typer.echo(f"  written: {target.name}")
