"""`fairway ilms`: the labour migration tables of a national survey, from microdata to SDMX and questionnaire."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairway.cli.progress import progress
from fairway.cli.releases import say_cautions
from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    from fairway.statistics.ilms.quality import Chain


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command()(ilms)


def ilms(
    microdata: Annotated[
        Path | None, typer.Argument(help="The microdata: Parquet, CSV, Stata, SPSS or SAS.", show_default=False)
    ] = None,
    mapping: Annotated[Path | None, typer.Argument(help="The mapping, a YAML file.", show_default=False)] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder to make.", show_default="MAPPING-ilms")
    ] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish the observations in the warehouse.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put the results in the place of earlier ones.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Map and classify, say what was found, and write nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of mappings.")] = False,
    example: Annotated[bool, typer.Option("--example", help="Print a mapping to begin with.")] = False,
) -> None:
    """Makes the labour migration tables: `fairway ilms survey.dta mapping.yaml --out tables`.

    The folder holds the observations (SDMX-CSV and Parquet), their structure, the filled questionnaire, the quality
    report and the rejected rows. It appears when everything is done, or not at all.
    """
    if schema or example:
        _begin(schema=schema, example=example)
        return
    if microdata is None or mapping is None:
        raise InputError(
            "A microdata file and a mapping are needed.",
            advice="`fairway ilms MICRODATA MAPPING.yaml`; `--example` prints a mapping to begin with.",
        )
    from fairway.statistics.ilms import running, writing
    from fairway.warehouse.surveys.mapping import read_mapping

    stated = read_mapping(mapping)
    folder = (out or mapping.with_name(f"{mapping.stem}-ilms")).resolve()
    beside = mapping.resolve().parent
    if dry_run:
        from fairway.statistics.ilms.planning import planned

        with progress(quiet=quiet) as telling:
            lines = planned(stated, microdata, beside=beside, telling=telling)
        typer.echo("\n".join([*lines, "Nothing was written."]))
        return
    writing.check_output(folder, replace=replace)
    with progress(quiet=quiet) as telling:
        found = running.chain(stated, microdata, beside=beside, telling=telling)
        telling("Writing", 0, 0)
        report = writing.write(found, folder)
    if publish:
        from fairway.statistics.ilms.publishing import publish as to_warehouse

        vintage = to_warehouse(found, report)
        if not quiet:
            typer.echo(f"Published as {vintage.name}.")
            say_cautions([vintage])
    if not quiet:
        _say(found, folder)


def _begin(*, schema: bool, example: bool) -> None:
    from fairway.warehouse.surveys import mapping_check, mapping_example

    if schema:
        typer.echo(mapping_check.schema_text(), nl=False)
    if example:
        typer.echo(mapping_example.example_text(), nl=False)


def _say(found: Chain, folder: Path) -> None:
    observations = found.observations
    withheld = int((observations["OBS_STATUS"] == "Q").sum())
    rejected = found.mapped.rows - found.mapped.kept
    typer.echo(
        f"✓ {observations['INDICATOR'].n_unique()} series, {len(observations):,} figures, {withheld:,} withheld."
    )
    typer.echo(f"  {found.mapped.rows:,} rows read, {rejected:,} rejected; {len(found.gaps)} series without a figure.")
    typer.echo(f"Tables, questionnaire and quality report are in {folder}.")
