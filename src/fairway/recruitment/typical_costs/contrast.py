"""Government to government against private recruitment with the same mix of workers.

Workers are put into strata: corridor, sector, skill level, sex, years of departure. In each stratum that both channels
have, mean costs are compared; the differences are weighted with the mix of privately recruited workers (or, to see
whether it matters, with that of the government's): direct standardisation, Kish (1987), Statistical Design for
Research, §4.5. Errors by linearisation, the mix being estimated as well: Deville (1999), Survey Methodology 25(2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import polars as pl

from fairway.kernel.text import Text
from fairway.methods.survey.design import Design
from fairway.methods.survey.measures import Total
from fairway.recruitment.costs.classes import SKILLS
from fairway.recruitment.typical_costs.frames import NOT_STATED
from fairway.recruitment.typical_costs.naming import CAVEATS
from fairway.recruitment.typical_costs.tables import PLACE
from fairway.warehouse.surveys.opening import open_survey

Arm: TypeAlias = Literal["private", "government"]
ARMS: Final[tuple[Arm, Arm]] = ("private", "government")
STRATA: Final = (PLACE, "sector", "(skill)", "sex", "(years)")
YEARS: Final = 3
"""Years of departure are taken together in groups of so many."""
LEAST: Final = 2
"""So many workers of either channel make a stratum common: with one there is no scatter."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Government less private, mean costs; negative: the government channel is cheaper.

    Attributes:
        raw, raw_low, raw_high: As the workers are.
        adjusted, low, high: With the same mix.
        standard: Whose mix that is.
    """

    raw: float
    raw_low: float | None
    raw_high: float | None
    adjusted: float
    low: float | None
    high: float | None
    standard: Arm


@dataclass(frozen=True, slots=True)
class Contrast:
    """The comparison in one corridor, rounded as it may be published.

    Attributes:
        counterpart: The other end of the corridor; None: all together.
        dollars, months: By whose mix it is → the difference; months may be missing.
        outside: Channel → share of its workers in strata that the other lacks, per cent.
        caveats: What the adjustment cannot mend.
    """

    counterpart: str | None
    dollars: dict[Arm, Difference]
    months: dict[Arm, Difference]
    outside: dict[Arm, float]
    caveats: tuple[Text, ...] = CAVEATS


def stratified(rows: pl.DataFrame) -> pl.DataFrame:
    """The workers with their stratum, `(stratum)`, and `(common)`: whether both channels have it.

    Args:
        rows: `COUNTERPART`, `sector`, `occupation`, `sex`, `departure_year`, `channel`; whoever is of
            neither channel is in none.
    """
    skills = {major: level for level, majors in SKILLS.items() for major in majors}
    made = rows.with_columns(
        pl.col("occupation").replace_strict(skills, default=None, return_dtype=pl.String).alias("(skill)"),
        (pl.col("departure_year") // YEARS * YEARS).cast(pl.String).alias("(years)"),
    )
    stratum = pl.concat_str([pl.col(name).fill_null(NOT_STATED) for name in STRATA], separator="|")
    return in_common(made.with_columns(stratum.alias("(stratum)")), "cost")


def in_common(rows: pl.DataFrame, of: str) -> pl.DataFrame:
    """The workers with `(in)`, of either channel and with the value, and `(common)`, in a stratum that both have.

    Args:
        rows: With `(stratum)`.
        of: The column of the value.
    """
    among = pl.col(of).is_not_null() & pl.col("channel").is_in(list(ARMS)).fill_null(value=False)
    made = rows.with_columns(among.alias("(in)"))
    counts = [
        ((pl.col("channel") == arm) & pl.col("(in)")).fill_null(value=False).sum().over("(stratum)") for arm in ARMS
    ]
    both = (counts[0] >= LEAST) & (counts[1] >= LEAST)
    return made.with_columns((pl.col("(in)") & both).alias("(common)"))


def difference(rows: pl.DataFrame, design: Design, of: str, standard: Arm, *, level: float = 0.95) -> Difference | None:
    """The difference of mean costs, raw and adjusted; None where the channels have no stratum in common.

    With P_s the share of stratum s in the standard’s common workers, the adjusted difference is Σ P_s (ḡ_s − p̄_s). Its
    linearised variable of a worker of weight w in stratum s is, in the channel of the standard (mean ȳ_s, the other’s
    ō_s, difference d_s signed government less private), [± (y − ȳ_s) + d_s − D] / N, and in the other ± (y − ō_s) P_s /
    N_s; its total has the variance of the difference in any design.

    Args:
        rows: As `stratified` gives them, with the columns of the design, of the whole sample: who is of neither
            channel stays in the design.
        design: Of the survey.
        of: The column compared; rows without it do not count.
        standard: Whose mix.
        level: Of the confidence interval.
    """
    weight = "weight" if design.weight is None else design.weight
    scored = _scored(in_common(rows, of), of, weight, standard)
    if scored is None:
        return None
    frame, adjusted, raw = scored
    with open_survey(frame, design) as survey:
        found = survey.estimate(
            [Total("(adjusted)"), Total("(raw)")], margins=False, level=level, design_effects=False
        ).frame
    halves = _halves(found)
    return Difference(raw, *_around(raw, halves[1]), adjusted, *_around(adjusted, halves[0]), standard)


def _halves(found: pl.DataFrame) -> list[float | None]:
    return [None if row["high"] is None else float(row["high"] - row["estimate"]) for row in found.to_dicts()]


def _around(value: float, half: float | None) -> tuple[float | None, float | None]:
    return (None, None) if half is None else (value - half, value + half)


def _scored(rows: pl.DataFrame, of: str, weight: str, standard: Arm) -> tuple[pl.DataFrame, float, float] | None:
    """The rows with the linearised variables of both differences, and the differences."""
    w = pl.col(weight).cast(pl.Float64)
    common = rows.filter("(common)")
    if common.is_empty():
        return None
    sums = common.group_by("(stratum)", "channel").agg(w.sum().alias("N"), (w * pl.col(of)).sum().alias("Y"))
    sides = {arm: sums.filter(pl.col("channel") == arm).drop("channel") for arm in ARMS}
    strata = sides["government"].join(sides["private"], on="(stratum)", suffix="_p").select(
        "(stratum)",
        pl.col("N").alias("N_government"), pl.col("N_p").alias("N_private"),
        (pl.col("Y") / pl.col("N")).alias("m_government"), (pl.col("Y_p") / pl.col("N_p")).alias("m_private"),
    )  # fmt: skip
    size = float(strata[f"N_{standard}"].sum())
    strata = strata.with_columns(
        (pl.col(f"N_{standard}") / size).alias("P"), (pl.col("m_government") - pl.col("m_private")).alias("d")
    )
    adjusted = float((strata["P"] * strata["d"]).sum())
    inside = rows.filter("(in)")
    means = dict(inside.group_by("channel").agg((w * pl.col(of)).sum() / w.sum()).rows())
    sizes = dict(inside.group_by("channel").agg(w.sum()).rows())
    raw = float(means["government"] - means["private"])
    joined = rows.join(strata, on="(stratum)", how="left", maintain_order="left")
    government = pl.col("channel") == "government"
    sign = pl.when(government).then(1.0).otherwise(-1.0)
    own = pl.when(government).then(pl.col("m_government")).otherwise(pl.col("m_private"))
    number = pl.when(government).then(pl.col("N_government")).otherwise(pl.col("N_private"))
    scatter = sign * (pl.col(of) - own) * pl.col("P") / number
    mix = pl.when(pl.col("channel") == standard).then((pl.col("d") - adjusted) / size).otherwise(0.0)
    centre = pl.when(government).then(means["government"]).otherwise(means["private"])
    total = pl.when(government).then(sizes["government"]).otherwise(sizes["private"])
    return (
        joined.with_columns(
            pl.when("(common)").then(scatter + mix).otherwise(0.0).alias("(adjusted)"),
            pl.when("(in)").then(sign * (pl.col(of) - centre) / total).otherwise(0.0).alias("(raw)"),
        ),
        adjusted,
        raw,
    )
