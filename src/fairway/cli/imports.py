"""`fairway import`: files of a folder become vintages, one after the other, none half."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    from fairway.warehouse.importing import Imported


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("import")(import_)


def import_(
    folder: Annotated[
        Path, typer.Argument(help="A folder with the publishers' files, as `fairway sources` names them.")
    ],
    table: Annotated[list[str] | None, typer.Option("--table", help="Only this table; repeat for more.")] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text | json")] = "text",
) -> None:
    """Imports every known file of a folder: `fairway import ../shared/data`.

    A file that cannot be read keeps no other out; the exit code then is not 0, and the table's previous vintage stays.
    """
    from fairway.warehouse import importing

    if format not in ("text", "json"):
        raise InputError(f"There is no format {format} here.", advice="Formats: text, json.")
    only = frozenset(table or ())
    editions = importing.expected(folder, only=only)
    outcomes = []
    for outcome in _shown(importing.import_folder(folder, only=only), len(editions)):
        outcomes.append(outcome)
        if format == "text":
            say(outcome)
    if format == "json":
        typer.echo(json.dumps([as_json(outcome) for outcome in outcomes], indent=1, ensure_ascii=False))
    finish(outcomes, quiet=format == "json")


def _shown(outcomes: Any, count: int) -> Any:
    """The outcomes as they come, with a bar on a terminal."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Importing", total=count)
        for outcome in outcomes:
            progress.advance(task)
            yield outcome


def say(outcome: Imported) -> None:
    """One file's outcome: the vintage and its rows, what was left out and why, or the error."""
    name = f"{outcome.edition.table} {outcome.edition.edition}"
    if outcome.error is not None:
        typer.secho(f"✗ {name}: {outcome.error.title}", fg=typer.colors.RED, err=True)
        if outcome.error.advice:
            typer.echo(f"  {outcome.error.advice}", err=True)
        return
    if outcome.vintage is None:
        return
    record = outcome.vintage.record
    state = "" if outcome.new else " (here already)"
    typer.echo(f"✓ {outcome.vintage.name}{state}: {record.rows_published:,} rows of {record.rows_received:,} received")
    for reason, count in record.left_out.items():
        typer.echo(f"    left out {count:,}: {reason}")


def as_json(outcome: Imported) -> dict[str, Any]:
    """One file's outcome for a program."""
    edition, vintage, error = outcome.edition, outcome.vintage, outcome.error
    return {
        "table": edition.table,
        "edition": edition.edition,
        "vintage": vintage.name if vintage else None,
        "new": outcome.new,
        "rows_received": vintage.record.rows_received if vintage else None,
        "rows_published": vintage.record.rows_published if vintage else None,
        "left_out": dict(vintage.record.left_out) if vintage else {},
        "sha256": vintage.record.sha256 if vintage else None,
        "error": {"type": error.slug, "title": error.title, "advice": error.advice} if error else None,
    }


def finish(outcomes: list[Imported], *, quiet: bool) -> None:
    """Sums up, and ends with the exit code of the first failure."""
    failed = [outcome.error for outcome in outcomes if outcome.error is not None]
    if not quiet:
        new = sum(outcome.new for outcome in outcomes)
        kept = len(outcomes) - new - len(failed)
        typer.echo(f"{new} imported, {kept} here already, {len(failed)} failed.")
    if failed:
        raise typer.Exit(failed[0].exit_code)
