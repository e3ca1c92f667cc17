"""One run: from two files and settings to a folder of results, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from fairway.exchange.results import Names, Notes
from fairway.exchange.results_files import estimates_csv
from fairway.exchange.results_workbook import estimates_workbook
from fairway.exchange.sdmx.content import ALL_DIMENSIONS, Content, DataSet
from fairway.exchange.sdmx.data_csv import CsvOptions, write_csv
from fairway.kernel.text import Text
from fairway.recruitment.costs.estimating import CostEstimates, estimate_costs
from fairway.recruitment.costs.observations import observations
from fairway.recruitment.costs.personal import Personal, personal_costs
from fairway.recruitment.costs.reading import check_demonstration, file_line, read_rates, read_sample, read_table
from fairway.recruitment.costs.report import sections
from fairway.recruitment.costs.sampling import unreached
from fairway.recruitment.costs.settings import Settings
from fairway.recruitment.costs.structure import TOTALS, structure
from fairway.recruitment.costs.tidying import SHOWN
from fairway.warehouse.releases import Release, publish, write_release
from fairway.warehouse.releases_naming import edition_of
from fairway.warehouse.surveys.report import Section, written
from fairway.warehouse.surveys.running import silent
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.running_outputs import check_output, whole_folder
from fairway.warehouse.surveys.specification import Specification
from fairway.warehouse.surveys.specification_text import Written

if TYPE_CHECKING:
    from fairway.warehouse.vintage import Vintage

OFFICE = "office"
"""The folder of what must not be published."""
_NAMES = {
    "indicator": "Indicator",
    "SEX": "Sex",
    "AGE": "Age",
    "EDU": "Education",
    "SKILL": "Skill level",
    "OCU": "Occupation",
    "SECTOR": "Sector",
    "ECO": "Economic activity",
    "COUNTERPART": "Country",
    "DOC": "Documentation",
    "ITEM": "Cost item",
    "unit": "Unit",
}


@dataclass(frozen=True, slots=True)
class CostRun:
    """What a run made.

    Attributes:
        personal: Costs of each worker; never written.
        estimates: As they may be published.
        report: The method report.
        vintage: Where it was published, if that was asked for.
    """

    personal: Personal
    estimates: CostEstimates
    report: tuple[Section, ...]
    vintage: Vintage | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that is estimated from.

    Attributes:
        personal: Costs of each worker.
        sample: The sampled units in which nobody is a worker; None where no file tells of them.
        files: The lines of the report about the files.
    """

    personal: Personal
    sample: pl.DataFrame | None
    files: tuple[str, ...]


def prepared(settings: Settings, workers: Path, items: Path, telling: Telling = silent) -> Prepared:
    """The costs of each worker, and the units of the sample.

    Raises:
        CostsMisshapen, RatesUnusable, RateMissing, SimulationUndeclared: Something is wrong with a file.
    """
    telling("Reading the files", 0, 0)
    people = read_table(workers, settings.columns.get("workers", {}))
    payments = read_table(items, settings.columns.get("items", {}))
    rates = read_rates(settings)
    drawn = read_sample(settings)
    of_sample = {} if drawn is None or settings.sample is None else {settings.sample.name: drawn}
    check_demonstration({workers.name: people, items.name: payments} | of_sample, settings)
    telling("Converting costs and earnings", 0, 0)
    personal = personal_costs(people, payments, rates, coverage=settings.coverage, method=settings.method)
    lines = [
        file_line(workers, len(people)),
        file_line(items, len(payments)),
        file_line(settings.rates.file, len(rates.frame)),
    ]
    sample = None
    if drawn is not None and settings.sample is not None:
        sample = unreached(drawn, personal.persons, settings.design, settings.sample.name)
        lines.append(file_line(settings.sample, len(drawn)))
    return Prepared(personal, sample, tuple(lines))


def run(
    settings: Settings,
    workers: Path,
    items: Path,
    out: Path,
    *,
    to_publish: bool = False,
    replace: bool = False,
    telling: Telling = silent,
) -> CostRun:
    """Computes, protects and writes; publishes where that is asked for, once everything else is done.

    Args:
        settings: As read.
        workers, items: The files.
        out: The folder to make.
        to_publish: Whether the observations become a vintage in the warehouse.
        replace: Whether earlier results may give way.
        telling: Told what is being done.

    Raises:
        OutputInTheWay: The folder is there.
        NobodyEligible, UnsafeTable, InputError: See `prepared` and `estimate_costs`.
    """
    check_output(out, replace=replace)
    release = _release(settings)
    ready = prepared(settings, workers, items, telling)
    personal = ready.personal
    estimates = estimate_costs(
        personal,
        design=settings.design,
        method=settings.method,
        role=settings.coverage.role,
        source=settings.source,
        title=settings.title,
        by=settings.by,
        protection=settings.protection,
        sample=ready.sample,
        telling=telling,
    )
    report = sections(settings, personal, estimates, ready.files, ready.sample)
    observed = observations(
        estimates.frame,
        coverage=settings.coverage,
        year=settings.source.year,
        source=settings.source.line(),
        quantile=settings.method.quantile,
    )
    said = _pages(settings, report)
    telling("Writing the results", 0, 0)
    with whole_folder(out) as folder:
        _write(folder, settings, personal, estimates)
        write_release(folder, release, observed, report=said["md"])
        _write_sdmx(folder / "observations.csv", release, observed)
        (folder / "report.html").write_text(said["html"], "utf-8")
    vintage = publish(release, observed, report=said["md"]) if to_publish else None
    return CostRun(personal, estimates, report, vintage)


def _pages(settings: Settings, report: Sequence[Section]) -> dict[str, str]:
    about = Specification(Written(settings.file, {}, {}), settings.title, settings.source, settings.design, (), ())
    return {form: written(about, tuple(report), form) for form in ("md", "html")}


def _write(folder: Path, settings: Settings, personal: Personal, estimates: CostEstimates) -> None:
    results = estimates.frame.rename({"indicator": "measure"})
    estimates_csv(results, folder / "estimates.csv")
    used = [name for name in SHOWN if results[name].null_count() < len(results)]
    codes = {name: _titles(name, settings) for name in used}
    notes = Notes(tuple(settings.method.in_words()), (settings.source.line(),))
    table = results.select(
        "measure", *used, *("estimate", "se", "low", "high", "cv", "n"), "reliability", "reason", "disclosure"
    )
    measures = {
        code.id: code.names["en"] for code in structure(settings.method.quantile).code_lists["CL_INDICATOR"].codes
    }
    estimates_workbook(
        table,
        notes,
        folder / "recruitment-costs.xlsx",
        title=settings.title,
        names=Names(_NAMES, codes, measures),
        decimals=2,
    )
    # No disclosure control has seen these: apart, so that nobody hands them on with the rest.
    office = folder / OFFICE
    office.mkdir()
    personal.excluded.write_csv(office / "excluded.csv")
    personal.rejects.write_csv(office / "rejects.csv")
    personal.rates_used.write_csv(office / "rates_used.csv")


def _titles(name: str, settings: Settings) -> dict[str, str]:
    """The titles of a dimension's codes."""
    within = "ECO" if name == "SECTOR" else name
    found = structure(settings.method.quantile).code_lists[f"CL_{within}"]
    return {code.id: code.names["en"] for code in found.codes if code.id != TOTALS[within]}


def _write_sdmx(path: Path, release: Release, observed: pl.DataFrame) -> None:
    content = Content(dimension_at_observation=ALL_DIMENSIONS)
    with path.open("wb") as file:
        file.writelines(write_csv(release.structure, [DataSet([observed])], content, CsvOptions()))


def _release(settings: Settings) -> Release:
    """The release of a run: refused before anything is computed where it could not be named."""
    return Release(
        structure(settings.method.quantile),
        edition_of(settings.coverage.country, settings.source.survey, settings.source.year),
        settings.source.publisher,
        settings.title,
        settings.source.licence,
        Text("SDG 10.7.1: costs and earnings of each worker converted at their own months; design-based estimates."),
        settings.source.url,
        settings.demonstration,
    )
