"""`fairway fetch`: tables from their publishers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairway.cli import imports
from fairway.kernel.errors import FairwayError, InputError

if TYPE_CHECKING:
    from fairway.sources.http import Progress as Report


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command()(fetch)


def fetch(
    source: Annotated[str, typer.Argument(help="Which publisher's service; `--list` names them.")] = "",
    table: Annotated[list[str] | None, typer.Option("--table", help="Only this table; repeat for more.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name the sources and the tables they bring.")] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="text | json")] = "text",
) -> None:
    """Downloads tables from their publisher and imports them: `fairway fetch undesa-stock`.

    An interrupted download goes on where it stopped when the command is run again. Sources marked `unconfirmed` were
    written from the publisher's documentation and have not yet met the publisher's own server.
    """
    from fairway.sources import fetch_catalogue
    from fairway.sources.catalogue import CATALOGUE
    from fairway.warehouse import fetching, home
    from fairway.warehouse.importing import Imported

    if format not in ("text", "json"):
        raise InputError(f"There is no format {format} here.", advice="Formats: text, json.")
    if list_ or not source:
        _list(format)
        return
    found = fetch_catalogue.source(source)
    home.usable()
    outcomes: list[Imported] = []
    with _bars() as report:
        for one, result in fetching.fetch(found, only=frozenset(table or ()), progress=report):
            if isinstance(result, FairwayError):
                nearest = next(edition for edition in CATALOGUE if edition.table == one.table)
                result = Imported(nearest, error=result)
            outcomes.append(result)
            if format == "text":
                imports.say(result)
    if format == "json":
        typer.echo(json.dumps([imports.as_json(outcome) for outcome in outcomes], indent=1, ensure_ascii=False))
    imports.finish(outcomes, quiet=format == "json")


def _list(format: str) -> None:
    from fairway.sources import fetch_catalogue

    rows: list[dict[str, Any]] = [
        {
            "source": one.name,
            "title": one.title,
            "publisher": one.publisher,
            "licence": one.licence,
            "tables": [fetch.table for fetch in one.fetches],
            "state": "confirmed" if one.confirmed else "unconfirmed",
            "specification": one.specification,
            "url": fetch_catalogue.base_of(one),
        }
        for one in fetch_catalogue.SOURCES
    ]
    if format == "json":
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row['source']:14} {row['title']}, {row['publisher']} ({row['licence']}; {row['state']})")
        typer.echo(f"{'':14} tables: {', '.join(row['tables'])}")
        typer.echo(f"{'':14} format: {row['specification']}")


@contextmanager
def _bars() -> Iterator[Report | None]:
    """A bar for the file that is being downloaded, on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def report(name: str, here: int, total: int | None) -> None:
            if name not in tasks:
                for earlier in tasks.values():
                    progress.update(earlier, visible=False)
                tasks[name] = progress.add_task(name, total=total)
            progress.update(tasks[name], completed=here, total=total)

        yield report
