"""The quality report: who answered, what was unknown, how exact the figures are, and how people are protected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from fairway import __version__
from fairway.methods.disclosure.primary import primary_in_words
from fairway.statistics.ilms.estimating import Cells
from fairway.statistics.ilms.observing import SeriesGap
from fairway.statistics.ilms.parameters import Definitions, in_words
from fairway.statistics.ilms.protecting import Safe
from fairway.warehouse.surveys.mapping import Mapped
from fairway.warehouse.surveys.mapping_values import SurveyMapping
from fairway.warehouse.surveys.report import Section, Timing
from fairway.warehouse.surveys.report_counts import roughly, share

FOR_THE_OFFICE = (
    "Numbers of persons interviewed are rounded to tens here, for the tables withhold the smallest. Each rejected row "
    "is in the folder “office”: it is not disclosure-controlled, and not to be published."
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything that a run found out, for the report.

    Attributes:
        file: The microdata.
        mapped: The persons; absent: the members abroad, or None.
        residents: As coded for the tables.
        classified: Concept × answer × reason, as `icls.summary`.
        remarks: What was assumed.
    """

    mapping: SurveyMapping
    file: str
    definitions: Definitions
    mapped: Mapped
    absent: Mapped | None
    residents: pl.DataFrame
    classified: pl.DataFrame
    cells: Mapping[str, Cells]
    safe: Safe
    observations: pl.DataFrame
    gaps: Sequence[SeriesGap]
    timings: Sequence[Timing]
    remarks: Sequence[str] = ()


def sections(chain: Chain) -> tuple[Section, ...]:
    """The whole report."""
    return (
        Section("Source", (chain.mapping.source.line(), *_demonstration(chain))),
        Section("Rows", tuple(_rows(chain))),
        Section("Definitions", tuple(_definitions(chain))),
        Section("Unknown answers", tuple(_unknown(chain))),
        Section("Concepts of the guidelines", tuple(_concepts(chain))),
        Section("Figures", tuple(_figures(chain))),
        Section(
            "Series without a figure", tuple(f"{one.series.code}: {one.reason}" for one in chain.gaps) or ("None.",)
        ),
        Section("Estimation", next(iter(chain.cells.values())).method if chain.cells else ()),
        Section("Disclosure control", tuple(_protection(chain))),
        Section(
            "Software", (f"Fairway {__version__}.", *(f"{one.step}: {one.seconds:.1f} s." for one in chain.timings))
        ),
    )


def written(title: str, parts: Sequence[Section], form: str) -> str:
    """The report as text; `form` is `md` or `html`."""
    environment = Environment(
        loader=PackageLoader("fairway.warehouse.surveys", "templates"),
        autoescape=select_autoescape(("html.jinja",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(f"report.{form}.jinja").render(title=title, sections=parts)


def _demonstration(chain: Chain) -> Iterator[str]:
    if chain.mapping.demonstration:
        yield "A demonstration: the persons are invented, and no figure is a fact."


def _rows(chain: Chain) -> Iterator[str]:
    for name, mapped in (("persons", chain.mapped), ("members abroad", chain.absent)):
        if mapped is None:
            continue
        file = chain.file if name == "persons" else "Members abroad"
        yield f"{file}: {roughly(mapped.rows)} rows, {roughly(mapped.kept)} used."
        for row in mapped.reasons.iter_rows(named=True):
            yield f"Rejected: {roughly(row['rows'])} rows; {row['column']}: {row['reason']}"
        yield from (fault.line() for fault in mapped.faults)
    yield f"Usual residents: {roughly(len(chain.residents))}."
    yield FOR_THE_OFFICE
    yield from chain.remarks


def _definitions(chain: Chain) -> Iterator[str]:
    yield f"Country {chain.mapping.country}, reference month {chain.mapping.reference_month}."
    yield from (f"{name}: {value}" for name, value in in_words(chain.definitions).items())


def _unknown(chain: Chain) -> Iterator[str]:
    if chain.mapped.absent:
        yield f"Not asked, or not mapped: {', '.join(chain.mapped.absent)}."
    for name, rows in chain.mapped.counts.filter(pl.col("code").is_null()).select("variable", "rows").iter_rows():
        yield f"{name}: no answer in {roughly(rows)} rows ({share(rows, chain.mapped.rows)})."


def _concepts(chain: Chain) -> Iterator[str]:
    for row in chain.classified.iter_rows(named=True):
        yield f"{row['concept']}: {row['answer']} ({row['why']}): {roughly(row['rows'])} persons interviewed."


def _figures(chain: Chain) -> Iterator[str]:
    yield f"{len(chain.observations):,} observations of {chain.observations['INDICATOR'].n_unique()} series."
    words = {"A": "normal", "U": "of low reliability", "Q": "withheld", "O": "without a value"}
    for status, rows in chain.observations.group_by("OBS_STATUS").len().sort("OBS_STATUS").iter_rows():
        yield f"{words.get(status, status)}: {rows:,}."
    about = chain.observations.group_by("INDICATOR", maintain_order=True).agg(
        pl.len().alias("cells"),
        (pl.col("OBS_STATUS") == "Q").sum().alias("withheld"),
        pl.col("CV").median().alias("cv"),
        pl.col("N_OBS").max().alias("n"),
    )
    for row in about.iter_rows(named=True):
        cv = "unknown" if row["cv"] is None else f"{row['cv']:.1%}"
        largest = "not told" if row["n"] is None else f"{row['n']:,}"
        yield (
            f"{row['INDICATOR']}: {row['cells']:,} cells, {row['withheld']:,} withheld; median coefficient of "
            f"variation {cv}; respondents in the largest cell shown: {largest}."
        )


def _protection(chain: Chain) -> Iterator[str]:
    yield primary_in_words(chain.safe.rules, weighted=False)
    for group, found in chain.safe.patterns.items():
        yield (
            f"{group}: {len(found.tables)} linked tables, {found.cells:,} cells with every margin and group; "
            f"{found.primary:,} unsafe by themselves, {found.secondary:,} more withheld to protect them. The audit of "
            f"{', '.join(found.numbers)} passed."
        )
    yield (
        "Rates are withheld with the numbers that they rest on. Mean earnings are withheld with the number of "
        "employees, and without the number of answers."
    )
