"""`fairway mismatch`: over-qualification of migrants and nationals, and the profile of returned workers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairway.cli.releases import say_cautions

if TYPE_CHECKING:
    from fairway.skills.mismatch.classification import Classified
    from fairway.skills.mismatch.running import MismatchRun
    from fairway.warehouse.surveys.mapping import Mapped


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command("mismatch")(mismatch)


def mismatch(
    microdata: Annotated[Path, typer.Argument(help="The persons: Parquet, CSV, Stata, SPSS or SAS.")],
    mapping: Annotated[Path, typer.Argument(help="What its columns and codes mean, as for `fairway ilms`.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder to make.", show_default="MAPPING-mismatch")
    ] = None,
    migrants: Annotated[str, typer.Option("--migrants", help="By birth | citizenship | both.")] = "both",
    statistic: Annotated[
        str, typer.Option("--statistic", help="Of the statistical approach: mode | mean | percentile.")
    ] = "mode",
    digits: Annotated[int, typer.Option("--digits", help="Of ISCO-08 for its thresholds: 3, 2 or 1.")] = 3,
    least_cell: Annotated[
        int, typer.Option("--least-cell", help="Respondents that an occupation needs for thresholds of its own.")
    ] = 30,
    thresholds_from: Annotated[
        str, typer.Option("--thresholds-from", help="Whose education makes thresholds: all | nationals.")
    ] = "all",
    least_respondents: Annotated[
        int, typer.Option("--least-respondents", help="Respondents that a figure needs to be given.")
    ] = 30,
    publish: Annotated[bool, typer.Option("--publish", help="Publish the observations as vintages, too.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put the results in the place of earlier ones.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything, say who is classed, and write nothing.")
    ] = False,
) -> None:
    """Over-qualification by three approaches, the gap of migrants and nationals, and who came back.

    Rates with errors, the gap with the covariance of both sides, agreement of the approaches, disclosure control,
    observations in SDMX and a method report.
    """
    from fairway.skills.mismatch import running
    from fairway.skills.mismatch.method import Method
    from fairway.warehouse.surveys.mapping import read_mapping

    by: Any = ("birth", "citizenship") if migrants == "both" else (migrants,)
    method = Method(
        migrants=by,
        statistic=statistic,  # type: ignore[arg-type]  # checked by Method, which says what is known
        digits=digits,
        least_cell=least_cell,
        thresholds_from=thresholds_from,  # type: ignore[arg-type]
        least_respondents=least_respondents,
    )
    wanted = read_mapping(mapping)
    if dry_run:
        typer.echo("\n".join([*_who(*running.prepared(wanted, microdata, method)), "Nothing was written."]))
        return
    folder = out or mapping.with_name(f"{mapping.stem}-mismatch")
    made = running.run(wanted, microdata, folder.resolve(), method, to_publish=publish, replace=replace)
    _say(made, folder)


def _who(rows: Mapped, workers: Classified) -> list[str]:
    from fairway.skills.mismatch.classification import APPROACHES, REASONS

    persons = workers.persons
    counted = int((persons["counted"] == 1).sum())
    lines = [f"{rows.rows:,} rows, {rows.rows - rows.kept:,} rejected; {counted:,} workers are classed."]
    for approach, reasons in workers.undetermined().items():
        lines += [f"  {APPROACHES[approach]}: {count:,} not classed. {REASONS[one]}." for one, count in reasons.items()]
    return lines


def _say(made: MismatchRun, folder: Path) -> None:
    results = next(one for one in made.report if one.heading.startswith("Results"))
    withheld = made.found.frame["disclosure"].drop_nulls().len()
    typer.echo("\n".join(line for line in results.lines if line.startswith("Over-qualification")))
    typer.echo(f"{len(made.found.frame):,} figures, {withheld:,} of them withheld. They are in {folder}.")
    if made.profile.respondents:
        typer.echo(f"The profile of returned workers ({len(made.profile.frame):,} figures) is in returned-workers.")
    for one in made.found.remarks:
        typer.echo(one)
    for vintage in made.vintages:
        typer.echo(f"Published as {vintage.name}.")
    say_cautions(made.vintages)
