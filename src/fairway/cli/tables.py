"""`fairway sources`, `query`, `backup`, `restore`, `upgrade`, `prune`: the tables of this installation."""

from __future__ import annotations

import json
import sys
import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from fairway.warehouse.status import SourceStatus

WIDTH: Final = 100
COLUMNS: Final = "{:25}  {:12}  {:6}  {:>9}  {:10}  {}"
FormatOption = Annotated[str, typer.Option("--format", "-f", help="text | json")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command()(sources)
    app.command()(query)
    app.command()(backup)
    app.command()(restore)
    app.command()(upgrade)
    app.command()(prune)


def sources(format: FormatOption = "text") -> None:
    """Every edition of every table: publisher, licence, what is loaded, last import, next edition."""
    from fairway.warehouse import status
    from fairway.warehouse.shelf import Shelf

    _one_of(format, ("text", "json"))
    shelf = Shelf.open()
    found = status.sources(shelf)
    if format == "json":
        typer.echo(json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False))
        return
    typer.secho(COLUMNS.format("Table", "Edition", "Here", "Rows", "Imported", "Next"), bold=True)
    for one in found:
        for line in _lines(one):
            typer.echo(line)
    for folder in shelf.damaged:
        typer.secho(f"Damaged and not served: {folder}. Remove it and import the table again.", err=True)


def _lines(one: SourceStatus) -> list[str]:
    """One edition: what is here in columns, then indented whose it is, its file, its vintage and how it is fetched."""
    columns = COLUMNS.format(
        one.table,
        one.edition,
        one.coverage if one.coverage != "none" else "–",
        f"{one.rows:,}" if one.rows else "–",
        one.imported[:10] or "–",
        (one.next_expected or "–") + (" due" if one.due else ""),
    )
    below = [f"{one.publisher}: {one.title} · {one.licence}", f"file {one.file}"]
    if one.vintage:
        below.append(f"vintage {one.vintage}")
    if one.fetch:
        below[-1] += f" · fetch {one.fetch} ({one.route})"
    wrapped = (
        textwrap.wrap(
            line, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        )
        for line in below
    )
    return [columns.rstrip(), *(line for lines in wrapped for line in lines)]


def query(
    sql: Annotated[str, typer.Argument(help="One SELECT over the tables, in DuckDB's SQL.")] = "",
    tables: Annotated[bool, typer.Option("--tables", help="List the tables with their columns.")] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="text | csv | json")] = "text",
) -> None:
    """Asks the current vintages in SQL: `fairway query "SELECT * FROM migrant_stock WHERE origin = 'NPL'"`."""
    from fairway.warehouse import backends
    from fairway.warehouse.shelf import Shelf

    _one_of(format, ("text", "csv", "json"))
    shelf = Shelf.open()
    if tables or not sql:
        columns = backends.tables(shelf)
        if format == "json":
            typer.echo(json.dumps(columns, indent=1))
            return
        for table, kinds in columns.items():
            typer.echo(f"{table}: {', '.join(f'{name} {kind}' for name, kind in kinds.items())}")
        return
    sys.stdout.write(_written(backends.query(sql, shelf), format))


def _written(frame: pl.DataFrame, format: str) -> str:
    import polars as pl

    if format == "csv":
        return frame.write_csv()
    if format == "json":
        return json.dumps(frame.to_dicts(), ensure_ascii=False, indent=1, default=_plain) + "\n"
    with pl.Config(
        tbl_formatting="UTF8_FULL_CONDENSED",
        tbl_rows=200,
        tbl_cols=-1,
        tbl_width_chars=200,
        tbl_hide_column_data_types=True,
        tbl_hide_dataframe_shape=True,
    ):
        return f"{frame}\n{len(frame):,} rows\n"


def _plain(value: object) -> Any:
    return float(value) if type(value).__name__ == "Decimal" else str(value)  # type: ignore[arg-type]


def backup(file: Annotated[Path, typer.Argument(help="The archive to write: ….tar.gz or ….tar.zst.")]) -> None:
    """Writes every table and received file into one archive; the database is backed up apart (see the docs)."""
    from fairway.warehouse import backup as archive
    from fairway.warehouse import home

    saved = archive.backup(file)
    size = file.stat().st_size
    typer.echo(f"{file}: {saved.files:,} files, {saved.bytes:,} bytes in {size:,}.")
    if not saved.vintages:
        typer.secho(
            f"Warning: no tables were backed up, because there are none in {home.home()}. "
            "Is FAIRWAY_HOME the folder of your tables?",
            fg=typer.colors.YELLOW,
            err=True,
        )
    typer.echo(
        "The portal's database is not in it: back it up with its own tool (pg_dump, or a copy of the SQLite file)."
    )


def restore(
    file: Annotated[Path, typer.Argument(help="An archive made by `fairway backup`.")],
    empty: Annotated[bool, typer.Option("--empty", help="Accept one without tables: every table here goes.")] = False,
) -> None:
    """Puts the tables of a backup in the place of those here, after every checksum was found right."""
    from fairway.warehouse import backup as archive

    saved = archive.restore(file, empty=empty)
    typer.echo(
        f"Restored the state of {saved.made}: {saved.files:,} files, {saved.bytes:,} bytes, every checksum right."
    )


def upgrade() -> None:
    """Brings the tables of this installation up to this Fairway: layout and readers; says what the database needs."""
    from fairway.warehouse import home, layout, remaking
    from fairway.warehouse.shelf import Shelf

    reached = layout.upgrade()
    done = f"brought to layout {reached[-1]}" if reached else f"already in layout {layout.VERSION}"
    typer.echo(f"The tables in {home.home()} are {done}.")
    failed = 0
    for one in remaking.remake(Shelf.open()):
        if one.error is not None:
            failed += 1
            typer.secho(f"{one.edition.table} {one.edition.edition}: {one.error}", err=True)
        elif one.vintage is not None:
            typer.echo(f"{one.vintage.name} was made anew from the received file: its reader has changed.")
    typer.echo("If you run the portal, bring its database up to date as well: `python -m fairway_portal migrate`.")
    if failed:
        raise InputError(f"{failed} tables could not be made anew.", advice="They are still served as they were.")


def prune(
    keep: Annotated[int, typer.Option("--keep", help="How many vintages of each edition stay.")] = 2,
) -> None:
    """Removes old vintages and received files that none of the rest was made from; pinned citations to them break."""
    from fairway.warehouse import backup as archive

    gone = archive.prune(keep)
    for name in gone:
        typer.echo(f"removed {name}")
    typer.echo(f"{len(gone)} vintages removed.")


def _one_of(format: str, known: tuple[str, ...]) -> None:
    if format not in known:
        raise InputError(f"There is no format {format} here.", advice=f"Formats: {', '.join(known)}.")
