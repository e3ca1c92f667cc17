"""`fairway recruitment-costs`: SDG indicator 10.7.1 from workers and their payments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairway.cli.releases import say_cautions
from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    from fairway.recruitment.costs.personal import Personal
    from fairway.recruitment.costs.running import CostRun


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("recruitment-costs")(recruitment_costs)


def recruitment_costs(
    workers: Annotated[Path | None, typer.Argument(help="The workers: Parquet, CSV, Stata, SPSS or SAS.")] = None,
    items: Annotated[Path | None, typer.Argument(help="What each of them paid, one row a payment.")] = None,
    settings: Annotated[Path | None, typer.Argument(help="The settings, a YAML file.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder to make.", show_default="SETTINGS-results")
    ] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish the observations as a vintage, too.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put the results in the place of earlier ones.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything, say who counts, and write nothing.")
    ] = False,
    example: Annotated[bool, typer.Option("--example", help="Print settings to begin with.")] = False,
) -> None:
    """Recruitment costs in months of earnings (SDG 10.7.1): `fairway recruitment-costs workers.csv items.csv s.yaml`.

    Four measures, each under its own name, with errors, disclosure control, observations in SDMX and a method report.
    """
    if example:
        from fairway.recruitment.costs.settings_reading import example_text

        typer.echo(example_text(), nl=False)
        return
    if workers is None or items is None or settings is None:
        raise InputError(
            "A file of workers, one of their payments, and settings are needed.",
            advice="`fairway recruitment-costs WORKERS ITEMS SETTINGS.yaml`; `--example` prints settings.",
        )
    from fairway.recruitment.costs import running
    from fairway.recruitment.costs.settings_reading import read_settings

    wanted = read_settings(settings)
    if dry_run:
        ready = running.prepared(wanted, workers, items)
        typer.echo("\n".join([*ready.files, *_who_counts(ready.personal), "Nothing was written."]))
        return
    folder = out or settings.with_name(f"{settings.stem}-results")
    made = running.run(wanted, workers, items, folder.resolve(), to_publish=publish, replace=replace)
    _say(made, folder)


def _who_counts(personal: Personal) -> list[str]:
    from fairway.recruitment.costs.reasons import REASONS

    lines = [f"{len(personal.persons):,} workers; {personal.eligible:,} count."]
    return lines + [f"  {count:,} left out: {REASONS[reason]}." for reason, count in personal.excluded.rows()]


def _say(made: CostRun, folder: Path) -> None:
    results = next(one for one in made.report if one.heading.startswith("Results"))
    withheld = made.estimates.frame["disclosure"].drop_nulls().len()
    typer.echo("\n".join([*_who_counts(made.personal), *results.lines]))
    typer.echo(f"{len(made.estimates.frame):,} figures, {withheld:,} of them withheld. They are in {folder}.")
    for name, said in made.estimates.left_out.items():
        typer.echo(f"Left out: {name}. {said}")
    if made.vintage is not None:
        typer.echo(f"Published as {made.vintage.name}.")
        say_cautions([made.vintage])
