"""The exact values of what is published, in the population that is known in full.

They are computed here from first principles, by no function that they are to judge. Shares and rates are between 0 and
1; earnings are in the country's currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl

ADULT: Final = 15
NEEDED: Final[Mapping[str, int]] = {
    **dict.fromkeys("123", 3),
    **dict.fromkeys("45678", 2),
    "9": 1,
}
"""Major group of ISCO-08 → what it needs: 3 tertiary, 2 secondary, 1 less. Armed forces are left out."""


def indicators(country: str) -> list[pl.Expr]:
    """What the measures are made of: 1 and 0, or null where the person is not concerned.

    Args:
        country: Of the survey, ISO 3166-1 alpha-3.

    Returns:
        `foreign_born`, `foreign_citizen`, `adult`, `in_labour_force`, `employed`, `unemployed` (of persons of 15 and
        over), `returned`; `over_qualified` (of the employed: normative, broad levels), `degree_unused` (of the
        employed with tertiary education: works in major groups 4 to 9) and `taught_abroad`.
    """
    status, level = pl.col("labour_force_status"), pl.col("education").cast(pl.Int8)
    major = pl.col("occupation").str.head(1)
    held = pl.when(level >= 5).then(3).when(level >= 3).then(2).when(level.is_not_null()).then(1)
    needed = major.replace_strict(NEEDED, default=None, return_dtype=pl.Int32)
    adult = pl.col("age") >= ADULT

    def one(condition: pl.Expr, of: pl.Expr | None = None) -> pl.Expr:
        said = condition if of is None else pl.when(of).then(condition)
        return said.cast(pl.Float64)

    employed = status == "employed"
    return [
        one(pl.col("country_of_birth") != country).alias("foreign_born"),
        one(pl.col("citizenship") != country).alias("foreign_citizen"),
        one(adult).alias("adult"),
        one(status != "outside", adult).alias("in_labour_force"),
        one(employed, adult).alias("employed"),
        one(status == "unemployed", status != "outside").alias("unemployed"),
        one(pl.col("worked_abroad") == "yes").fill_null(0.0).alias("returned"),
        one(held > needed, employed).alias("over_qualified"),
        one(needed < 3, employed & (level >= 5)).alias("degree_unused"),
        one(pl.col("education_country") != country).alias("taught_abroad"),
    ]


def of_interest(persons: pl.DataFrame, country: str) -> pl.DataFrame:
    """What the true values are computed from: one row a person, few columns; `country` is the survey's."""
    return persons.select("sex", "monthly_earnings", *indicators(country))


def truth_of(persons: pl.DataFrame, absent: pl.DataFrame) -> dict[str, float]:
    """The value of each measure.

    Args:
        persons: Everybody, as `of_interest` gives them.
        absent: All absent members.

    Returns:
        A name in words → the value.
    """
    foreign, native = pl.col("foreign_born") == 1, pl.col("foreign_born") == 0
    found = {"persons": float(len(persons)), "absent members": float(len(absent))}
    found["absent members, men"] = float((absent["sex"] == "M").sum())
    for name, title in _TOTALS.items():
        found[title] = float(persons[name].sum())
    found["employed, foreign-born"] = float(persons.filter(foreign)["employed"].sum())
    found["share foreign-born of the employed"] = _mean(persons.filter(pl.col("employed") == 1), "foreign_born")
    for name, title in _RATES.items():
        found |= _compared(title, _mean(persons.filter(foreign), name), _mean(persons.filter(native), name))
    women = persons.filter(pl.col("sex") == "F")
    taught = [_mean(women.filter(pl.col("taught_abroad") == where), "degree_unused") for where in (1, 0)]
    found["over-qualified with tertiary education, women taught abroad"] = taught[0]
    found["over-qualified with tertiary education, women: taught abroad less taught here"] = taught[0] - taught[1]
    return found | _of_earnings(persons.filter(foreign), persons.filter(native))


_TOTALS: Final = {
    "foreign_born": "foreign-born",
    "foreign_citizen": "foreign citizens",
    "returned": "returned after work abroad",
    "employed": "employed",
}
_RATES: Final = {
    "in_labour_force": "participation rate",
    "employed": "employment rate",
    "unemployed": "unemployment rate",
    "over_qualified": "over-qualification rate",
    "degree_unused": "over-qualified with tertiary education",
}


def _mean(rows: pl.DataFrame, name: str) -> float:
    values = rows[name].drop_nulls().to_numpy()
    return float(values.mean())


def _compared(title: str, foreign: float, native: float) -> dict[str, float]:
    return {
        f"{title}, foreign-born": foreign,
        f"{title}, native-born": native,
        f"{title}, foreign-born less native-born": foreign - native,
    }


def _of_earnings(foreign: pl.DataFrame, native: pl.DataFrame) -> dict[str, float]:
    theirs, ours = (rows["monthly_earnings"].drop_nulls().to_numpy() for rows in (foreign, native))
    found = _compared("mean earnings", float(theirs.mean()), float(ours.mean()))
    for share, title in ((0.5, "median earnings"), (0.8, "earnings exceeded by a fifth")):
        found |= _compared(title, quantile(theirs, share), quantile(ours, share))
    return found


def quantile(values: np.ndarray[tuple[int], np.dtype[np.float64]], share: float) -> float:
    """The smallest value up to which at least this share of the values lies."""
    ordered = np.sort(values)
    # A hair below the product: 0.8 · 5 is 4.000…01 in floating point for some counts.
    return float(ordered[max(int(np.ceil(share * len(ordered) - 1e-9)), 1) - 1])
