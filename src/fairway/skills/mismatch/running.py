"""One run: from microdata and a mapping to a folder of results, all of it or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from fairway.exchange.results import Names, Notes
from fairway.exchange.results_files import estimates_csv
from fairway.exchange.results_workbook import estimates_workbook
from fairway.exchange.sdmx.content import ALL_DIMENSIONS, Content, DataSet
from fairway.exchange.sdmx.data_csv import CsvOptions, write_csv
from fairway.exchange.sdmx.structure import DataStructure
from fairway.kernel.text import Text
from fairway.reference.survey_variables import VARIABLES
from fairway.skills.mismatch import codes
from fairway.skills.mismatch.classification import APPROACHES, Classified, classified
from fairway.skills.mismatch.contradictions import contradictions
from fairway.skills.mismatch.errors import MethodUnusable, VariablesMissing
from fairway.skills.mismatch.estimating import DIMENSIONS
from fairway.skills.mismatch.figures import INDICATORS
from fairway.skills.mismatch.method import Method
from fairway.skills.mismatch.mismatch import Mismatch, mismatch
from fairway.skills.mismatch.observations import observations, returned_observations
from fairway.skills.mismatch.protecting import least_of, protection_of
from fairway.skills.mismatch.report import sections
from fairway.skills.mismatch.returned import Returned, returned
from fairway.skills.mismatch.structure import mismatch_structure, returned_structure
from fairway.skills.mismatch.thresholds import publishable_thresholds
from fairway.warehouse.releases import Release, publish, write_release
from fairway.warehouse.releases_naming import edition_of
from fairway.warehouse.surveys.mapping import Mapped, mapped, microdata_of
from fairway.warehouse.surveys.mapping_values import SurveyMapping
from fairway.warehouse.surveys.report import Section, written
from fairway.warehouse.surveys.running import silent
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.running_outputs import check_output, whole_folder
from fairway.warehouse.surveys.specification import Specification

if TYPE_CHECKING:
    from fairway.warehouse.vintage import Vintage

NEEDED: Final = ("labour_force_status", "education", "occupation")
WANTED: Final = (
    *NEEDED,
    *("sex", "age", "education_country", "qualification_recognised", "country_of_birth", "citizenship"),
    *("arrival_month", "own_assessment", "required_education", "monthly_earnings", "earnings_currency"),
    *("occupation_before", "occupation_abroad", "worked_abroad", "country_worked_abroad", "months_worked_abroad"),
    *("reason_for_return", "skills_used_after_return", "household"),
)
RETURNED_FOLDER: Final = "returned-workers"
OFFICE: Final = "office"
"""The folder of what must not be published."""
_HEADS: Final = {
    "indicator": "Indicator",
    "approach": "Approach",
    "birth": "Place of birth",
    "citizenship": "Citizenship",
    "sex": "Sex",
    "age": "Age",
    "place": "Education obtained",
}


@dataclass(frozen=True, slots=True)
class MismatchRun:
    """What a run made.

    Attributes:
        workers: As classed; never written.
        found, profile: As they may be published.
        report: The method report.
        vintages: Where it was published, if that was asked for.
    """

    workers: Classified
    found: Mismatch
    profile: Returned
    report: tuple[Section, ...]
    vintages: tuple[Vintage, ...]


def prepared(
    mapping: SurveyMapping, microdata: Path, method: Method, telling: Telling = silent
) -> tuple[Mapped, Classified]:
    """The mapped rows, and the workers as classed.

    Raises:
        VariablesMissing: The mapping lacks what nobody can be classed without.
        MethodUnusable: The survey has no weights.
        MappingFaulty, CodesUnmapped, DemonstrationNotStated, NothingLeft: As `mapped`.
    """
    missing = [name for name in NEEDED if name not in mapping.variables]
    if missing:
        raise VariablesMissing(
            f"The mapping lacks {', '.join(missing)}.",
            advice="Over-qualification holds the education of the employed against their occupation: map these.",
            details={"missing": missing},
        )
    wanted = [VARIABLES[name] for name in WANTED]
    telling("Reading the microdata", 0, 0)
    read = microdata_of(microdata, mapping, wanted)
    rows = mapped(read, mapping, wanted, telling, checks=[contradictions(mapping.reference_month)])
    if rows.design.weight is None:
        raise MethodUnusable(
            "The design names no weight.", advice="Thresholds are weighted: give `weight` in `design`."
        )
    telling("Classing workers", 0, 0)
    return rows, classified(rows.frame.collect(engine="streaming"), method, mapping.country)


def run(
    mapping: SurveyMapping,
    microdata: Path,
    out: Path,
    method: Method,
    *,
    to_publish: bool = False,
    replace: bool = False,
    telling: Telling = silent,
) -> MismatchRun:
    """Computes, protects and writes; publishes where that is asked for, once everything else is done.

    Args:
        mapping: As read.
        microdata: The file.
        out: The folder to make.
        method: Every choice.
        to_publish: Whether the observations become vintages in the warehouse.
        replace: Whether earlier results may give way.
        telling: Told what is being done.

    Raises:
        OutputInTheWay: The folder is there.
        NobodyToClass, UnsafeTable, InputError: See `prepared` and `mismatch`.
    """
    check_output(out, replace=replace)
    releases = {name: _release(mapping, structure) for name, structure in _structures().items()}
    protection = protection_of(mapping)
    rows, workers = prepared(mapping, microdata, method, telling)
    found = mismatch(
        workers,
        design=rows.design,
        method=method,
        country=mapping.country,
        reference_month=mapping.reference_month,
        protection=protection,
        telling=telling,
    )
    profile = returned(workers.persons, design=rows.design, method=method, protection=protection, telling=telling)
    report = sections(mapping, method, _file_line(microdata), rows, workers, found, profile)
    said = {form: written(_about(mapping), report, form) for form in ("md", "html")}
    observed = _observed(mapping, found, profile)
    telling("Writing the results", 0, 0)
    with whole_folder(out) as folder:
        _write_tables(folder, mapping, method, found)
        publishable_thresholds(workers.thresholds, least_of(protection)).write_csv(folder / "thresholds.csv")
        _write_for_office(folder / OFFICE, rows, workers)
        (folder / "report.html").write_text(said["html"], "utf-8")
        for name, some in observed.items():
            inside = folder / name
            inside.mkdir(exist_ok=True)
            write_release(inside, releases[name], some, report=said["md"])
            _write_sdmx(inside / "observations.csv", releases[name].structure, some)
        if profile.respondents:
            estimates_csv(_named(profile.frame), folder / RETURNED_FOLDER / "estimates.csv")
    vintages = [publish(releases[name], some, report=said["md"]) for name, some in observed.items() if to_publish]
    return MismatchRun(workers, found, profile, report, tuple(vintages))


def _structures() -> dict[str, DataStructure]:
    """Folder of each release → its structure."""
    return {"": mismatch_structure(), RETURNED_FOLDER: returned_structure()}


def _observed(mapping: SurveyMapping, found: Mismatch, profile: Returned) -> dict[str, pl.DataFrame]:
    about = {"country": mapping.country, "year": mapping.source.year, "source": mapping.source.line()}
    made = {"": observations(found.frame, **about)}
    if profile.respondents:
        made[RETURNED_FOLDER] = returned_observations(profile.frame, **about)
    return made


def _about(mapping: SurveyMapping) -> Specification:
    return Specification(mapping.written, f"Skills mismatch. {mapping.title}", mapping.source, mapping.design, (), ())


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.rename({"indicator": "measure"})


def _write_for_office(folder: Path, rows: Mapped, workers: Classified) -> None:
    """What no disclosure control has seen: apart, so that nobody hands it on with the rest."""
    folder.mkdir()
    rows.rejects.write_csv(folder / "rejects.csv")
    workers.thresholds.write_csv(folder / "thresholds.csv")


def _write_tables(folder: Path, mapping: SurveyMapping, method: Method, found: Mismatch) -> None:
    results = _named(found.frame)
    estimates_csv(results, folder / "estimates.csv")
    estimates_csv(found.agreement, folder / "agreement.csv")
    used = [name for name in ("approach", *DIMENSIONS) if results[name].null_count() < len(results)]
    table = results.select(
        "measure", *used, *("estimate", "se", "low", "high", "cv", "n"), "reliability", "reason", "disclosure"
    )
    estimates_workbook(
        table,
        Notes(tuple(method.in_words()), (mapping.source.line(),)),
        folder / "mismatch.xlsx",
        title=f"Skills mismatch. {mapping.title}",
        names=Names(_HEADS, _titles(), {code: title for code, (title, _) in INDICATORS.items()}),
        decimals=1,
    )


def _titles() -> dict[str, dict[str, str]]:
    birth = {f"{codes.FOREIGN}.{code}": f"Foreign-born, {said.lower()}" for code, said in codes.ARRIVED.items()}
    return {
        "approach": {**APPROACHES, codes.NOT_APPLICABLE: "None"},
        "birth": {**codes.BIRTH, **birth},
        "citizenship": dict(codes.CITIZENSHIP),
        "sex": dict(codes.SEX),
        "age": dict(codes.AGE),
        "place": dict(codes.PLACE),
    }


def _write_sdmx(path: Path, structure: DataStructure, observed: pl.DataFrame) -> None:
    content = Content(dimension_at_observation=ALL_DIMENSIONS)
    with path.open("wb") as file:
        file.writelines(write_csv(structure, [DataSet([observed])], content, CsvOptions()))


def _file_line(path: Path) -> str:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return f"{path.name}: {path.stat().st_size:,} bytes, SHA-256 {digest}."


def _release(mapping: SurveyMapping, structure: DataStructure) -> Release:
    """The release of a run: refused before anything is computed where it could not be named."""
    return Release(
        structure,
        edition_of(mapping.country, mapping.source.survey, mapping.source.year),
        mapping.source.publisher,
        mapping.title,
        mapping.source.licence,
        Text("Education held against what the occupation requires, by three approaches; design-based estimates."),
        mapping.source.url,
        mapping.demonstration,
    )
