"""The command line. Every command imports what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from fairway.cli import (
    casework,
    casework_escrow,
    contracts,
    corridors,
    estimating,
    fees,
    fetching,
    filings,
    ilms,
    imports,
    liability,
    licences,
    lineage,
    lottery,
    mismatch,
    model_contracts,
    questionnaires,
    recruitment_costs,
    reference,
    releases,
    rosters,
    serving,
    simulating,
    tables,
    typical_costs,
)
from fairway.kernel.errors import FairwayError

INTERRUPTED = 130

app = typer.Typer(
    name="fairway",
    help="Evidence about labour migration corridors, with its sources.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from fairway import __version__

        typer.echo(f"fairway {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Evidence about labour migration corridors, with its sources."""


for room in (
    contracts,
    corridors,
    casework,
    casework_escrow,
    reference,
    tables,
    imports,
    fetching,
    estimating,
    ilms,
    recruitment_costs,
    typical_costs,
    fees,
    liability,
    licences,
    filings,
    lottery,
    mismatch,
    model_contracts,
    questionnaires,
    simulating,
    releases,
    rosters,
    lineage,
    serving,
):
    room.register(app)


def run() -> None:
    """Runs the command line; an error Fairway raised on purpose is printed without a traceback."""
    try:
        app(standalone_mode=True)
    except FairwayError as error:
        typer.secho(f"Error: {error.title}", fg=typer.colors.RED, err=True)
        if error.advice:
            typer.echo(error.advice, err=True)
        sys.exit(error.exit_code)
    except SystemExit as stop:
        # Typer turns Ctrl-C into this exit code, without a word.
        if stop.code == INTERRUPTED:
            typer.echo("Stopped. Nothing is half done.", err=True)
        raise
