"""`fairway estimate`: safe tables from survey microdata, as a specification says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairway.cli.progress import progress
from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    from fairway.warehouse.surveys.running import Ran


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command()(estimate)


def estimate(
    specification: Annotated[Path | None, typer.Argument(help="The specification, a YAML file.")] = None,
    microdata: Annotated[
        Path | None, typer.Argument(help="The microdata: Parquet, CSV, Stata, SPSS or SAS.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder to make.", show_default="SPEC-tables")
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="auto | memory | duckdb")] = "auto",
    replace: Annotated[bool, typer.Option("--replace", help="Put the results in the place of earlier ones.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything, say the plan, and write nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of specifications.")] = False,
    example: Annotated[bool, typer.Option("--example", help="Print a specification to begin with.")] = False,
    simulate: Annotated[
        Path | None, typer.Option("--simulate", help="Write invented microdata for the example to this file.")
    ] = None,
) -> None:
    """Estimates and protects the tables of a specification: `fairway estimate tables.yaml persons.dta`.

    The folder holds one folder for each table and a method report. It appears when everything is done, or not at all;
    tables that cannot be published safely are refused, and the cells named.
    """
    if schema or example or simulate is not None:
        _begin(schema=schema, example=example, simulate=simulate)
        return
    if specification is None or microdata is None:
        raise InputError(
            "A specification and a microdata file are needed.",
            advice="`fairway estimate SPEC.yaml MICRODATA`; `--example` prints a specification to begin with.",
        )
    from fairway.warehouse.surveys import running
    from fairway.warehouse.surveys.specification_reading import read_specification

    wanted = read_specification(specification)
    folder = out or specification.with_name(f"{specification.stem}-tables")
    beside = specification.resolve().parent
    with progress(quiet=quiet) as telling:
        if dry_run:
            lines = running.planned(
                wanted, microdata, beside=beside, engine=running.engine_named(engine), telling=telling
            )
        else:
            ran = running.run(
                wanted,
                microdata,
                folder.resolve(),
                beside=beside,
                engine=running.engine_named(engine),
                replace=replace,
                telling=telling,
            )
    if dry_run:
        typer.echo("\n".join([*lines, "Nothing was written."]))
    elif not quiet:
        _say(ran, folder)


def _begin(*, schema: bool, example: bool, simulate: Path | None) -> None:
    from fairway.warehouse.surveys import specification_check, specification_example

    if schema:
        typer.echo(specification_check.schema_text(), nl=False)
    if example:
        typer.echo(specification_example.example_text(), nl=False)
    if simulate is not None:
        rows = specification_example.simulate(simulate)
        typer.echo(f"{rows:,} invented persons written to {simulate}.", err=True)


def _say(ran: Ran, folder: Path) -> None:
    for safe in ran.tables:
        table = safe.estimated.table
        withheld = f", {safe.withheld:,} withheld" if safe.withheld else ""
        typer.echo(f"✓ {table.name}: {len(safe.frame):,} figures{withheld} ({', '.join(table.outputs)})")
    for found in ran.suppressions:
        typer.echo(
            f"  audit of {', '.join(found.tables)}: {found.primary:,} unsafe cells, {found.secondary:,} withheld to "
            "protect them; passed"
        )
    typer.echo(f"Tables and method report are in {folder}.")
