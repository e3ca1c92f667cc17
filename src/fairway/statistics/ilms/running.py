"""The chain: national file → standard frame → concepts → codes → estimates → disclosure control → files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from fairway.reference.survey_variables import VARIABLES
from fairway.statistics.icls import CONCEPTS, classify, contradictions, summary
from fairway.statistics.ilms.absent import absent_persons, with_sampled_units
from fairway.statistics.ilms.administrative import administrative
from fairway.statistics.ilms.countries import with_countries
from fairway.statistics.ilms.crossings import crossings
from fairway.statistics.ilms.derivation import WANTED, WANTED_OF_ABSENT, coded, with_groups
from fairway.statistics.ilms.estimating import Trees, estimate_all, open_cells
from fairway.statistics.ilms.observing import About, observed
from fairway.statistics.ilms.parameters import Definitions, definitions_of
from fairway.statistics.ilms.protecting import protect, rules_of
from fairway.statistics.ilms.quality import Chain
from fairway.statistics.ilms.unasked import unasked
from fairway.warehouse.surveys.mapping import Check, Mapped, mapped, microdata_of
from fairway.warehouse.surveys.mapping_values import SurveyMapping
from fairway.warehouse.surveys.opening import open_survey
from fairway.warehouse.surveys.report import Timing
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.survey import Survey


@dataclass(slots=True)
class _Clock:
    telling: Telling
    timings: list[Timing] = field(default_factory=list)
    since: float = field(default_factory=time.perf_counter)

    def passed(self, step: str) -> None:
        """Notes how long a step took, now that it is done."""
        now = time.perf_counter()
        self.timings.append(Timing(step, now - self.since))
        self.since = now


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""


def contradictory(country: str, definitions: Definitions) -> Check:
    """The check of migration histories, as a mapping wants it."""

    def found(frame: pl.LazyFrame) -> pl.LazyFrame:
        broken = contradictions(frame, country, parameters=definitions.classification)
        return broken.lazy().select(
            "row", pl.lit("(history)").alias("column"), pl.col("rule").alias("value"), pl.col("said").alias("reason")
        )

    return found


@dataclass(frozen=True, slots=True)
class Prepared:
    """The survey before anything is estimated.

    Attributes:
        persons: The usual residents with every code; absent: the members abroad.
        classified: Concept × answer × reason.
    """

    mapped: Mapped
    absent: Mapped | None
    persons: pl.DataFrame
    abroad: pl.DataFrame | None
    trees: Trees
    classified: pl.DataFrame
    remarks: tuple[str, ...]


def prepared(
    mapping: SurveyMapping, microdata: Path, definitions: Definitions, beside: Path, telling: Telling
) -> Prepared:
    """Reads, maps, classifies and codes.

    Args:
        mapping: Where the standard variables are.
        microdata: The national file.
        definitions: The national ones.
        beside: The folder of the mapping, where its other files lie.
        telling: Told what is being done.

    Raises:
        CodesUnmapped, MappingFaulty, NothingLeft, UnreadableFile: The mapping does not fit the file.
    """
    wanted = [VARIABLES[name] for name in WANTED]
    telling("Reading the microdata", 0, 0)
    check = contradictory(mapping.country, definitions)
    found = mapped(microdata_of(microdata, mapping, wanted), mapping, wanted, telling, checks=(check,), narrow=True)
    telling("Classifying", 0, 0)
    classified = classify(found.frame, mapping.country, parameters=definitions.classification)
    concepts = [name for one in CONCEPTS for name in (one, f"{one}_why")]
    whole = coded(classified, definitions, found.design.columns, ["usual_resident", *concepts])
    everybody = whole.collect(engine="streaming")
    counts = summary(everybody)
    remarks, residents = [], everybody
    if "usual_resident" in mapping.variables:
        residents = everybody.filter(pl.col("usual_resident").cast(pl.String) == "yes")
    else:
        remarks.append("Usual residence was not asked: everybody in the file counts as a usual resident.")
    persons = with_groups(residents.drop("usual_resident", *concepts))
    persons, trees = with_countries(persons, definitions.least_country_respondents)
    absent, abroad = None, None
    if mapping.absent is not None:
        of_absent = [VARIABLES[name] for name in WANTED_OF_ABSENT]
        file = microdata_of(beside / mapping.absent.file, mapping, of_absent, mapping.absent)
        absent = mapped(file, mapping, of_absent, telling, part=mapping.absent)
        abroad = absent_persons(absent, mapping.country, definitions)
    return Prepared(found, absent, persons, abroad, trees, counts, tuple(remarks))


def chain(mapping: SurveyMapping, microdata: Path, *, beside: Path, telling: Telling = silent) -> Chain:
    """Everything but writing: the observations of every series, and what the report says of them.

    Raises:
        UnsafeTable: No pattern of withheld cells is safe; nothing may be published.
        InputError: Whatever is wrong with mapping, file, design or definitions.
    """
    clock = _Clock(telling)
    definitions, rules = definitions_of(mapping), rules_of(mapping)
    year = mapping.reference_month[:4]
    about = About(mapping.country, year, mapping.source.line())
    given = administrative(beside / mapping.administrative, about) if mapping.administrative else None
    ready = prepared(mapping, microdata, definitions, beside, telling)
    clock.passed("Reading, mapping and classifying")
    missing, currency = unasked(ready.mapped, ready.abroad is not None)
    about = replace(about, currency=currency)
    wanted = [one for one in crossings() if one.universe == "persons" or ready.abroad is not None]
    with surveys_of(ready) as surveys:
        cells = estimate_all(surveys, wanted, ready.trees, telling)
    clock.passed("Estimation")
    frames = {"persons": ready.persons} | ({} if ready.abroad is None else {"absent": ready.abroad})
    safe = protect(cells, frames, ready.trees, rules, telling)
    clock.passed("Disclosure control")
    observations, gaps = observed(cells, safe, ready.trees, about, missing)
    if given is not None:
        counted = observations["INDICATOR"].unique().to_list()
        given = given.filter(~pl.col("INDICATOR").is_in(counted))
        observations = pl.concat([observations, given])
        gaps = [one for one in gaps if one.series.code not in given["INDICATOR"].unique().to_list()]
    clock.passed("Observations")
    return Chain(
        mapping, microdata.name, definitions, ready.mapped, ready.absent, ready.persons, ready.classified, cells, safe,
        observations, gaps, clock.timings, ready.remarks,
    )  # fmt: skip


@contextmanager
def surveys_of(ready: Prepared) -> Iterator[dict[str, Survey]]:
    """The surveys of the persons and of the members abroad, closed at the end."""
    with ExitStack() as stack:
        found = {"persons": stack.enter_context(open_cells(ready.persons, ready.mapped.design))}
        if ready.abroad is not None and ready.absent is not None:
            whole, design = with_sampled_units(ready.abroad, ready.absent.design, ready.persons, ready.mapped.design)
            found["absent"] = stack.enter_context(open_survey(whole, design))
        yield found
