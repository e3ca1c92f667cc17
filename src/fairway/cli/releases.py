"""`fairway releases`: what surveys this installation has published, publishing another, withdrawing one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    from fairway.warehouse.vintage import Vintage

COLUMNS: Final = "{:40}  {:16}  {:>10}  {:16}  {}"
Demonstration = Annotated[
    bool, typer.Option("--demonstration", help="The demonstration release of that name, made from a simulated survey.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    room = typer.Typer(no_args_is_help=True, help="Survey figures published here: list, publish, withdraw.")
    room.command("list")(list_releases)
    room.command()(publish)
    room.command()(withdraw)
    room.command()(reinstate)
    app.add_typer(room, name="releases")


def list_releases(
    every: Annotated[bool, typer.Option("--all", help="Replaced and withdrawn ones too.")] = False,
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="Demonstration releases too, made from simulated surveys.")
    ] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="text | json")] = "text",
) -> None:
    """Every release: dataflow, edition, observations, publisher; what was replaced or withdrawn with --all."""
    if format not in ("text", "json"):
        raise InputError(f"There is no format {format} here.", advice="Formats: text, json.")
    found = _releases(demonstration=demonstration, every=every)
    if format == "json":
        typer.echo(json.dumps([_values(one, shown) for one, shown in found], indent=1, ensure_ascii=False))
        return
    if not found:
        typer.echo("Nothing has been published here. `fairway releases publish FOLDER` publishes a release.")
        return
    typer.secho(COLUMNS.format("Release", "Edition", "Rows", "Published", "State"), bold=True)
    for one, shown in found:
        record = one.record
        columns = (one.name, record.edition, f"{record.rows_published:,}", record.imported[:16], _state(one, shown))
        typer.echo(COLUMNS.format(*columns))
        typer.echo(f"  {record.publisher}: {record.title} · {record.licence}")


def publish(
    folder: Annotated[
        Path, typer.Argument(help="A folder with observations.parquet, structure.json and release.json.")
    ],
) -> None:
    """Publishes a release that `fairway ilms --out` or a like command wrote; whole, or not at all."""
    from fairway.warehouse import releases

    release, observations, report = releases.read_release(folder)
    before = {one.name for one, _ in _releases(demonstration=release.demonstration, every=True)}
    vintage = releases.publish(release, observations, report=report)
    done = "was published before" if vintage.name in before else "is published"
    typer.echo(f"{vintage.name} {done}: {vintage.record.rows_published:,} observations.")
    if release.demonstration:
        typer.echo("It is a demonstration: readers see it only where FAIRWAY_DEMONSTRATION is yes.")
    say_cautions([vintage])


def say_cautions(published: Sequence[Vintage]) -> None:
    """What the office should look at, now that these are beside other releases."""
    from fairway.warehouse.releases_cautions import cautions
    from fairway.warehouse.shelf import Shelf

    shelf = Shelf.open(demonstration=any(one.record.demonstration for one in published) or None)
    for said in cautions(published, shelf):
        typer.echo(said, err=True)


def withdraw(
    edition: Annotated[str, typer.Argument(help="The edition, for instance NPL_LFS_2024.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, in a sentence that readers may see.")],
    demonstration: Demonstration = False,
) -> None:
    """Withdraws an edition: it is shown no more. Nothing is deleted, and citations still find it."""
    from fairway.warehouse import releases

    for one in releases.withdraw(edition, reason, demonstration=demonstration):
        typer.echo(f"{one.name} is withdrawn.")


def reinstate(
    edition: Annotated[str, typer.Argument(help="The edition, for instance NPL_LFS_2024.")],
    demonstration: Demonstration = False,
) -> None:
    """Shows an edition again that was withdrawn."""
    from fairway.warehouse import releases

    for one in releases.reinstate(edition, demonstration=demonstration):
        typer.echo(f"{one.name} is shown again.")


def _releases(*, demonstration: bool, every: bool) -> list[tuple[Vintage, bool]]:
    """The releases at hand, each with whether readers see it."""
    from fairway.warehouse.shelf import Shelf

    shelf = Shelf.open(demonstration=demonstration or None)
    found = []
    for table in shelf.tables():
        shown = {one.name for one in shelf.editions(table)}
        found += [(one, one.name in shown) for one in shelf.vintages(table) if one.record.release]
    return [(one, shown) for one, shown in found if shown or every]


def _state(vintage: Vintage, shown: bool) -> str:
    if vintage.withdrawn is not None:
        return f"withdrawn {vintage.withdrawn.on[:10]}: {vintage.withdrawn.reason}"
    state = "shown" if shown else "replaced"
    return f"{state}, demonstration" if vintage.record.demonstration else state


def _values(vintage: Vintage, shown: bool) -> dict[str, Any]:
    record = vintage.record
    return {
        "name": vintage.name,
        "edition": record.edition,
        "publisher": record.publisher,
        "title": record.title,
        "licence": record.licence,
        "rows": record.rows_published,
        "published": record.imported,
        "shown": shown,
        "demonstration": record.demonstration,
        "withdrawn": vintage.withdrawn.on if vintage.withdrawn else "",
        "reason": vintage.withdrawn.reason if vintage.withdrawn else "",
    }
