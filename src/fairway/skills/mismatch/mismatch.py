"""All figures about mismatch of one survey, estimated and protected together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

import polars as pl

from fairway.methods.disclosure.errors import UnsafeTable
from fairway.methods.survey.design import Design
from fairway.methods.survey.measures import Mean, Total
from fairway.skills.mismatch import codes
from fairway.skills.mismatch.characteristics import CHARACTERISTICS, characterised
from fairway.skills.mismatch.classification import APPROACHES, MATCHED, OVER, UNDER, UNDETERMINED, Classified
from fairway.skills.mismatch.comparing import EARNINGS, PAID, earnings, rate_ratios
from fairway.skills.mismatch.crossings import COLUMN, THREE, Crossing, as_table, asked_approaches, condition, of_workers
from fairway.skills.mismatch.errors import NobodyToClass
from fairway.skills.mismatch.estimating import (
    COUNTED,
    DIMENSIONS,
    Asked,
    estimated,
    figures,
    indicator_columns,
    measures_of,
    pairs,
    published,
    trimmed,
)
from fairway.skills.mismatch.figures import in_units, shown
from fairway.skills.mismatch.method import Method
from fairway.skills.mismatch.protecting import Pattern, Resting, least_of, marked, pattern_of
from fairway.warehouse.surveys.opening import open_survey
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.specification import Protection
from fairway.warehouse.surveys.survey import Survey

MOVED: Final = "(move)"
KEY: Final = ("indicator", "approach", *DIMENSIONS)
MONEY: Final = (EARNINGS, "earnings_currency")
NOT_MOVED: Final = "(none)"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What was estimated.

    Attributes:
        frame: `indicator`, `approach`, `birth`, `citizenship`, `sex`, `age`, `place` (null: the total), the figures,
            `disclosure`, `unit`.
        agreement: Workers by the three approaches crossed, with every margin.
        pattern: What is withheld.
        method: What was done, sentence by sentence.
        remarks: What could not be estimated, and why.
    """

    frame: pl.DataFrame
    agreement: pl.DataFrame
    pattern: Pattern
    method: tuple[str, ...]
    remarks: tuple[str, ...] = field(default_factory=tuple)


def mismatch(
    workers: Classified,
    *,
    design: Design,
    method: Method,
    country: str,
    reference_month: str,
    protection: Protection,
    telling: Telling,
) -> Mismatch:
    """Rates, gaps, ratios, agreement and earnings by match.

    Args:
        workers: As `classified` gives them, with the columns of the design.
        design: Of the survey.
        method: Every choice.
        country: Of the survey.
        reference_month: `2024-05`.
        protection: Of all tables, as one problem.
        telling: Told how far it is.

    Raises:
        NobodyToClass: No employed person has known education and occupation.
        UnsafeTable: No pattern of withheld cells is safe.
    """
    if not (workers.persons[COUNTED] == 1).any():
        raise NobodyToClass(
            "No employed person has known education and occupation.",
            advice="Check labour_force_status, education and occupation in the mapping.",
        )
    return _Estimation(workers.persons, design, method, country, reference_month, protection, telling).all()


class _Estimation:
    """The tables of one survey."""

    def __init__(
        self,
        persons: pl.DataFrame,
        design: Design,
        method: Method,
        country: str,
        reference_month: str,
        protection: Protection,
        telling: Telling,
    ) -> None:
        self.method, self.protection, self.telling = method, protection, telling
        also = [protection.contributor] if protection.contributor else []
        needed = dict.fromkeys([*design.columns, COUNTED, *APPROACHES, *CHARACTERISTICS, *MONEY, *also])
        kept = trimmed(persons.select(list(needed)), design, [COUNTED])
        known = (pl.col(COUNTED) == 1) & pl.col(EARNINGS).is_not_null()
        rows = characterised(kept, country, reference_month).with_columns(
            pl.col("move").fill_null(NOT_MOVED).alias(MOVED), known.cast(pl.Int8).alias(PAID)
        )
        self.design = design
        self.remarks: list[str] = []
        counted = rows.filter(pl.col(COUNTED) == 1)
        self.approaches = asked_approaches(counted)
        self.rows = indicator_columns(rows, self.approaches)
        self.counted, self.earners = counted, counted.filter(pl.col(PAID) == 1)
        self.crossings = of_workers(counted, method.migrants)
        self.moves = bool((counted[MOVED] != NOT_MOVED).any())
        self.three = [name for name in THREE if name in self.approaches]
        self.paid = self._one_currency()

    def _one_currency(self) -> bool:
        if not len(self.earners):
            self.remarks.append("Earnings by match are left out: nobody’s earnings are known.")
            return False
        currencies = self.earners["earnings_currency"].drop_nulls().n_unique()
        if currencies > 1:
            self.remarks.append(f"Earnings by match are left out: they are in {currencies} currencies.")
        return currencies <= 1

    def all(self) -> Mismatch:
        """Everything."""
        self.telling("Withholding cells", 0, 0)
        pattern = self._pattern()
        self.telling("Estimating", 0, 0)
        with open_survey(self.rows, self.design, engine="memory") as survey:
            found = [*self._characteristics(survey), *self._agreements(survey)]
            paid = list(self._earnings(survey))
            agreement = self._joint(survey, pattern)
            said = survey.estimate([Total()], where=condition(COUNTED), level=self.method.level).method
        made = [published(found, pattern)]
        if paid:
            self.telling("Withholding cells of earnings", 0, 0)
            made.append(published(paid, self._pattern_of_earnings()))
        frame = pl.concat([safe for safe, _ in made], how="vertical_relaxed")
        counts = pl.concat([one for _, one in made])
        safe = shown(in_units(frame), KEY, counts, self.method.least_respondents)
        return Mismatch(safe, agreement, pattern, said, tuple(self.remarks))

    def _protected_crossings(self) -> Iterator[Crossing]:
        for one in self.crossings:
            for approach in self.approaches:
                yield Crossing(f"{one.name}-{approach}", {**one.by, approach: (approach,)})
        if len(self.three) > 1:
            yield Crossing("agreement", {name: (name,) for name in self.three})
        elif not self.crossings:
            yield from (Crossing(name, {name: (name,)}) for name in self.approaches)
        if self.moves:
            yield from (Crossing(f"{one.name}-move", {**one.by, "move": (MOVED,)}) for one in self.crossings)

    def _paid_crossings(self) -> Iterator[tuple[Crossing, str]]:
        """Migrants by the classes of each approach, with earnings."""
        measures = {next(iter(one.by.items())) for one in self.crossings if one.name.endswith("-place")}
        for approach in self.approaches if self.paid else ():
            for name, columns in sorted(measures):
                by = {name: columns, approach: (approach,)}
                yield Crossing(f"earnings-{name}-{approach}", by, EARNINGS), approach

    def _pattern(self) -> Pattern:
        """What is withheld so that migrants and nationals by each approach stay; the finest tables give way first."""
        while True:
            crossings = list(self._protected_crossings())
            try:
                return self._withheld(crossings, self.counted, COUNTED, self._kept_margins())
            except UnsafeTable:
                finer = [one for one in self.crossings if len(one.by) > 1 or one.name == "birth-years"]
                if not finer:
                    raise
                self.crossings.remove(finer[-1])
                if not any(one.name.startswith(finer[-1].name.split("-")[0]) for one in self.crossings):
                    raise
                self.remarks.append(
                    f"Table {finer[-1].name} is left out: no pattern of withheld cells hides everybody in it."
                )

    def _kept_margins(self) -> tuple[tuple[str, ...], ...]:
        """The margins of migrants by approach in which no cell is small by itself: they are to be printed."""
        least = least_of(self.protection)
        kept: list[tuple[str, ...]] = []
        for measure in dict.fromkeys(one.name.split("-")[0] for one in self.crossings):
            column = COLUMN.get(measure, measure)
            sizes = {name: self.counted.group_by(column, name).len()["len"].to_list() for name in self.approaches}
            kept += [(measure, name) for name, some in sizes.items() if min(some) >= least]
        return tuple(kept)

    def _pattern_of_earnings(self) -> Pattern:
        """Of those whose earnings are known: a universe of its own."""
        return self._withheld([one for one, _ in self._paid_crossings()], self.earners, PAID, ())

    def _withheld(
        self, crossings: Sequence[Crossing], people: pl.DataFrame, universe: str, kept: tuple[tuple[str, ...], ...]
    ) -> Pattern:
        columns = list(dict.fromkeys(column for one in crossings for column in one.columns))
        summed = (pl.col("weight").cast(pl.Float64).sum(), pl.len().alias("respondents"))
        cells = people.group_by(columns).agg(summed).sort(columns) if columns else people.select(summed)
        # What must be printed need be said once for all tables.
        protections = [replace(self.protection, always=() if at else kept) for at in range(len(crossings))]
        tables = [as_table(one, cells, universe, how) for one, how in zip(crossings, protections, strict=True)]
        return pattern_of(tables, people, {one.name: one.by for one in crossings}, self.telling)

    def _present(self, crossing: Crossing) -> Mapping[str, set[str]]:
        return {column: set(self.counted[column].unique().to_list()) for column in crossing.finest}

    def _characteristics(self, survey: Survey) -> Iterator[tuple[Asked, Resting]]:
        for crossing in self.crossings or [Crossing("all", {})]:
            asked = list(measures_of(crossing, self.approaches, moves=self.moves))
            raw = estimated(survey, crossing, asked, self.method, self._present(crossing))
            yield from figures(raw, crossing, asked)
            for ratio, rows in rate_ratios(raw, crossing, asked, self.method):
                yield from figures(rows, crossing, [ratio])

    def _agreements(self, survey: Survey) -> Iterator[tuple[Asked, Resting]]:
        words = (OVER, MATCHED, UNDER, UNDETERMINED)
        for first, second in pairs(self.approaches):
            whole = Crossing("agreement", {})
            legs = tuple({first: one, second: other} for one, other in product(words, words))
            name = f"mean {first}_{second}"
            indicator = f"AGR_{first}_{second}".upper()
            asked = [Asked(Mean(f"{first}_{second}"), name, indicator, codes.NOT_APPLICABLE, {}, legs)]
            yield from figures(estimated(survey, whole, asked, self.method, {}), whole, asked)

    def _earnings(self, survey: Survey) -> Iterator[tuple[Asked, Resting]]:
        for crossing, approach in self._paid_crossings():
            if not {OVER, MATCHED} <= set(self.earners[approach].unique()):
                continue
            asked, rows = earnings(survey, crossing, approach, self.method)
            groups = Crossing(crossing.name, {name: one for name, one in crossing.by.items() if name != approach})
            yield from figures(rows, groups, asked)

    def _joint(self, survey: Survey, pattern: Pattern) -> pl.DataFrame:
        """Workers by the approaches crossed."""
        found = survey.estimate(
            [Total()],
            by=self.three,
            where=condition(COUNTED),
            margins=True,
            level=self.method.level,
            reliability=self.method.reliability,
            design_effects=False,
        ).frame.drop("level")
        (safe,) = marked([Resting(found, tuple(self.three), ({},))], pattern)
        return shown(safe, self.three, found["n"], 1)
