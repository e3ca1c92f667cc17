"""One run: from settings to a folder of results, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from fairway.exchange.sdmx.content import ALL_DIMENSIONS, Content, DataSet
from fairway.exchange.sdmx.data_csv import CsvOptions, write_csv
from fairway.kernel.text import Text
from fairway.methods.survey.design import Design
from fairway.recruitment.costs.personal import personal_costs
from fairway.recruitment.costs.rates import Rates
from fairway.recruitment.costs.reading import file_line, read_rates, read_sample, read_table
from fairway.recruitment.costs.sampling import unreached
from fairway.recruitment.costs.settings import Settings as CostSettings
from fairway.recruitment.costs.settings_reading import read_settings as read_cost_settings
from fairway.recruitment.typical_costs.errors import TypicalCostsMisshapen, TypicalCostsUndeclared
from fairway.recruitment.typical_costs.estimating import TypicalCosts, estimate_typical_costs
from fairway.recruitment.typical_costs.figures import indicators
from fairway.recruitment.typical_costs.frames import CostFrame, cost_frame
from fairway.recruitment.typical_costs.monitored import monitored
from fairway.recruitment.typical_costs.report import sections
from fairway.recruitment.typical_costs.settings import AnswerFile, FrameFile, Settings, SurveyFiles
from fairway.recruitment.typical_costs.structure import observations, structure
from fairway.recruitment.typical_costs.surveyed import surveyed
from fairway.warehouse.releases import Release, publish, write_release
from fairway.warehouse.releases_naming import edition_of
from fairway.warehouse.surveys.report import Section, written
from fairway.warehouse.surveys.running_outputs import check_output, whole_folder
from fairway.warehouse.surveys.specification import Specification
from fairway.warehouse.surveys.specification_text import Written

if TYPE_CHECKING:
    from fairway.warehouse.vintage import Vintage

SIMULATED = "simulated"
OFFICE = "office"
"""The folder of what must not be published."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The workers of a run.

    Attributes:
        costs: Of the country of the settings.
        design: Of the survey, if there is one.
        files: A line of the report for each file.
    """

    costs: CostFrame
    design: Design | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypicalRun:
    """What a run made."""

    costs: CostFrame
    found: TypicalCosts
    report: tuple[Section, ...]
    vintage: Vintage | None


def prepared(settings: Settings) -> Prepared:
    """Reads the workers.

    Raises:
        TypicalCostsMisshapen, CostsMisshapen, RatesUnusable, RateMissing: Something is wrong with a file.
        TypicalCostsUndeclared: The workers are invented, and the settings do not say so.
    """
    said = settings.input
    if isinstance(said, FrameFile):
        rows = _read(said.costs, settings)
        return Prepared(_of_country(cost_frame(rows), settings), said.design, (file_line(said.costs, len(rows)),))
    if isinstance(said, AnswerFile):
        rows = _read(said.answers, settings)
        stated = _read(said.rates.file, settings)
        rates = Rates.of(stated, base=said.rates.base, window_months=said.rates.window_months, source=said.rates.source)
        costs = monitored(rows, rates, national_currency=settings.national_currency)
        lines = (file_line(said.answers, len(rows)), file_line(said.rates.file, len(stated)))
        return Prepared(_of_country(costs, settings), None, lines)
    return _of_survey(said, settings)


def run(settings: Settings, out: Path, *, to_publish: bool = False, replace_results: bool = False) -> TypicalRun:
    """Computes, protects and writes; publishes where that is asked for, once everything else is done.

    Args:
        settings: As read.
        out: The folder to make.
        to_publish: Whether the observations become a vintage in the warehouse.
        replace_results: Whether earlier results may give way.

    Raises:
        OutputInTheWay: The folder is there.
        NobodyToCompare, UnsafeTable, InputError: See `prepared` and `estimate_typical_costs`.
    """
    check_output(out, replace=replace_results)
    release = _release(settings)
    ready = prepared(settings)
    found = estimate_typical_costs(
        ready.costs,
        counterpart="destination" if settings.role == "origin" else "origin",
        national_currency=settings.national_currency,
        design=ready.design,
    )
    report = sections(settings, ready.costs, found, ready.files)
    observed = observations(
        found.frame,
        country=settings.country,
        role=settings.role,
        year=settings.source.year,
        source=settings.source.line(),
        collection=found.collection,
    )
    about = Specification(Written(settings.file, {}, {}), settings.title, settings.source, Design("weight"), (), ())
    said = {form: written(about, report, form) for form in ("md", "html")}
    with whole_folder(out) as folder:
        _write(folder, settings, ready.costs, found)
        write_release(folder, release, observed, report=said["md"])
        content = Content(dimension_at_observation=ALL_DIMENSIONS)
        with (folder / "observations.csv").open("wb") as file:
            file.writelines(write_csv(release.structure, [DataSet([observed])], content, CsvOptions()))
        (folder / "report.html").write_text(said["html"], "utf-8")
    vintage = publish(release, observed, report=said["md"]) if to_publish else None
    return TypicalRun(ready.costs, found, report, vintage)


def _of_survey(files: SurveyFiles, settings: Settings) -> Prepared:
    theirs = read_cost_settings(files.settings)
    _refuse_other(theirs, settings)
    people = _read(files.workers, settings, theirs.columns.get("workers", {}))
    items = _read(files.items, settings, theirs.columns.get("items", {}))
    rates = read_rates(theirs)
    made = {}
    for currency in dict.fromkeys(("USD", settings.national_currency or "USD")):
        method = replace(theirs.method, currency=currency)
        made[currency] = personal_costs(people, items, rates, coverage=theirs.coverage, method=method)
    national = made[settings.national_currency] if settings.national_currency else None
    costs = surveyed(made["USD"], national, design=theirs.design)
    lines = [file_line(files.workers, len(people)), file_line(files.items, len(items))]
    drawn = read_sample(theirs)
    if drawn is not None and theirs.sample is not None and costs.others is not None:
        units = unreached(drawn, made["USD"].persons, theirs.design, theirs.sample.name)
        costs = replace(costs, others=pl.concat([costs.others, units], how="diagonal_relaxed"))
        lines.append(file_line(theirs.sample, len(drawn)))
    return Prepared(costs, theirs.design, tuple(lines))


def _refuse_other(theirs: CostSettings, settings: Settings) -> None:
    if (theirs.coverage.country, theirs.coverage.role) != (settings.country, settings.role):
        raise TypicalCostsMisshapen(
            f"{theirs.file} is of {theirs.coverage.country}, as {theirs.coverage.role}; {settings.file} says "
            f"{settings.country}, as {settings.role}.",
            advice="Name the country and role of the survey in both.",
        )


def _read(path: Path, settings: Settings, names: Mapping[str, str] | None = None) -> pl.DataFrame:
    frame = read_table(path, names or {})
    if SIMULATED in frame.columns and not settings.demonstration:
        invented = frame.filter(pl.col(SIMULATED).cast(pl.String).is_in(["1", "1.0", "true"])).height
        if invented:
            raise TypicalCostsUndeclared(
                f"{path.name} holds {invented:,} simulated rows, and {settings.file} does not say that it is a "
                "demonstration.",
                advice="Write `demonstration: true` under `source`: invented workers never stand among real ones.",
            )
    return frame


def _of_country(costs: CostFrame, settings: Settings) -> CostFrame:
    """The workers of the country of the settings; others are left out, and counted."""
    here = pl.col(settings.role) == settings.country
    others = costs.rows.filter(~here.fill_null(value=False))
    left_out = others.select(pl.lit(None, pl.Int64).alias("row"), "worker", pl.lit("another_country").alias("reason"))
    return replace(costs, rows=costs.rows.filter(here), excluded=pl.concat([costs.excluded, left_out]))


def _write(folder: Path, settings: Settings, costs: CostFrame, found: TypicalCosts) -> None:
    named = found.frame.with_columns(pl.col("indicator").replace(indicators()).alias("title"))
    named.write_csv(folder / "typical-costs.csv")
    about = {
        "title": settings.title,
        "source": settings.source.line(),
        "demonstration": settings.demonstration,
        "country": settings.country,
        "role": settings.role,
        "method": list(found.method),
        "rows": named.to_dicts(),
    }
    (folder / "typical-costs.json").write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", "utf-8")
    # No disclosure control has seen these: apart, so that nobody hands them on with the rest.
    office = folder / OFFICE
    office.mkdir()
    costs.excluded.write_csv(office / "excluded.csv")
    costs.rates_used.write_csv(office / "rates_used.csv")


def _release(settings: Settings) -> Release:
    """The release of a run: refused before anything is computed where it could not be named."""
    return Release(
        structure(),
        edition_of(settings.country, settings.source.survey, settings.source.year),
        settings.source.publisher,
        settings.title,
        settings.source.licence,
        Text("What each worker paid, converted at its own month or year; cells of few workers or agencies withheld."),
        settings.source.url,
        settings.demonstration,
    )
