"""`fairway typical-costs`: what workers usually pay, by corridor, sector or occupation, and who found the job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairway.cli.releases import say_cautions
from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    from fairway.recruitment.typical_costs.frames import CostFrame


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("typical-costs")(typical_costs)


def typical_costs(
    settings: Annotated[Path | None, typer.Argument(help="The settings, a YAML file.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to make.", show_default="SETTINGS-results")
    ] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish the observations as a vintage, too.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put the results in the place of earlier ones.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything, say who counts, and write nothing.")
    ] = False,
    example: Annotated[bool, typer.Option("--example", help="Print settings to begin with.")] = False,
    invent: Annotated[
        Path | None, typer.Option("--invent", help="Write a file of invented workers for the example, and stop.")
    ] = None,
) -> None:
    """Typical recruitment costs by corridor, sector or occupation, and channel: `fairway typical-costs settings.yaml`.

    Median, quartiles and mean in money and months of earnings, disclosure-controlled; government to government against
    private recruitment with the same mix of workers; observations in SDMX and a report.
    """
    if example:
        from fairway.recruitment.typical_costs.settings_reading import example_text

        typer.echo(example_text(), nl=False)
        return
    if invent is not None:
        _invent(invent)
        return
    if settings is None:
        raise InputError(
            "Settings are needed.", advice="`fairway typical-costs SETTINGS.yaml`; `--example` prints settings."
        )
    from fairway.recruitment.typical_costs import running
    from fairway.recruitment.typical_costs.settings_reading import read_settings

    wanted = read_settings(settings)
    if dry_run:
        ready = running.prepared(wanted)
        typer.echo("\n".join([*ready.files, *_who_counts(ready.costs), "Nothing was written."]))
        return
    folder = output or settings.with_name(f"{settings.stem}-results")
    made = running.run(wanted, folder.resolve(), to_publish=publish, replace_results=replace)
    withheld = made.found.unsafe + made.found.besides
    typer.echo("\n".join(_who_counts(made.costs)))
    typer.echo(f"{len(made.found.frame):,} figures; {withheld:,} of {made.found.cells:,} cells withheld: {folder}.")
    if made.vintage is not None:
        typer.echo(f"Published as {made.vintage.name}.")
        say_cautions([made.vintage])


def _who_counts(costs: CostFrame) -> list[str]:
    from fairway.recruitment.typical_costs.frames import REASONS

    lines = [f"{len(costs.rows):,} workers whose cost is known."]
    lines += [f"  {count:,} left out: {REASONS.get(reason, reason)}." for reason, count in costs.counts().items()]
    return lines + [
        f"  {count:,} in figures in money alone: {REASONS.get(reason, reason)}."
        for reason, count in costs.without_earnings.items()
    ]


def _invent(path: Path) -> None:
    if path.exists():
        raise InputError(f"{path} is there already.", advice="Choose another name; nothing was changed.")
    from fairway.recruitment.typical_costs.simulation import simulated_costs

    frame = simulated_costs(1)
    frame.write_csv(path)
    typer.echo(f"{len(frame):,} invented workers are in {path}.")
