"""ILOSTAT labour migration tables: who works where, for how long and for what pay, by place of birth or citizenship.

Quirks (verified): the groups are `Foreign` in one table and `Foreign-born` in the next; a published `Total` stands
beside its parts and would double a sum; `isco-68-Y` has 276 duplicate keys in 12 countries and is unusable; earnings
look like PPP dollars, but Colombia has 0.05 and Portugal 1998 has 160,176; hours and earnings are by birth *or* by
citizenship; sections D–E and T–X come merged. About a sixth of the countries are not in these files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.sources.edition import ColumnType, Edition, Harmonised
from fairway.sources.sieve import Sieve, row_number, sex

if TYPE_CHECKING:
    import polars as pl

GROUPS: Final = {
    "Foreign": "foreign",
    "Foreign-born": "foreign",
    "Native": "native",
    "Native-born": "native",
    "Total": "total",
}
EDUCATION: Final = {
    "Less than basic": "less-than-basic",
    "Basic": "basic",
    "Intermediate": "intermediate",
    "Advanced": "advanced",
    "Unknown": "unknown",
    "Total": "TOTAL",
}
EARNINGS_PPP: Final = (20.0, 20_000.0)
FAR_FROM_MEDIAN: Final = 10.0
HOURS_OF_A_WEEK: Final = 168.0

EMPLOYMENT_METHOD = Text(
    "From the labour force surveys and censuses that countries report to the ILO, tidied by IOM. Migrants in "
    "collective households, seasonal workers and new arrivals are often missed by such surveys."
)
UNEMPLOYMENT_METHOD = Text(
    "Unemployed persons in per cent of the labour force, from labour force surveys reported to the ILO, tidied by IOM. "
    "Small samples of migrants make single years jump."
)
EARNINGS_METHOD = Text(
    "Mean nominal monthly earnings of employees from surveys reported to the ILO, tidied by IOM; the unit is not "
    "stated and looks like PPP dollars. Values outside 20–20,000, or ten times from the country's median, are left out."
)
HOURS_METHOD = Text(
    "Mean hours actually worked per week from surveys reported to the ILO, tidied by IOM. By place of birth where the "
    "survey asks it, else by citizenship; the two are not comparable."
)


def _harmoniser(
    group: str, category: str | None = None, values: Mapping[str, str] | None = None, *checks: Callable[[Sieve], Sieve]
) -> Callable[[pl.DataFrame], Harmonised]:
    """A harmoniser for one of the tables: `group` names its column of migrant groups, `category` that of its detail."""

    def harmonise(frame: pl.DataFrame) -> Harmonised:
        """place, year, basis, group, sex, category, value, source_row."""
        import polars as pl

        sieve = Sieve(frame)
        sieve.drop(Text("place of birth or citizenship unknown"), pl.col(group) == "Unknown")
        if category == "occup":
            sieve.drop(Text("ISCO-68, whose keys are not unique"), pl.col("occup").str.starts_with("isco-68"))
        sieve.change(
            pl.col("geo").alias("place"),
            pl.col("t").cast(pl.Int16).alias("year"),
            (pl.col("type") if "type" in frame.columns else pl.lit("birth")).alias("basis"),
            pl.col(group).replace_strict(GROUPS, default=None, return_dtype=pl.String).alias("group"),
            sex() if "sex" in frame.columns else pl.lit("T").alias("sex"),
            _category(category, values),
            pl.col("n" if "n" in frame.columns else "v").alias("value"),
            row_number(),
        )
        sieve.drop_missing(Text("group, sex or category in other words"), "group", "sex", "category")
        sieve.drop_missing(Text("without a value"), "value").drop_other_places(
            Text("code of no country we know"), "place"
        )
        for check in checks:
            check(sieve)
        return sieve.result(
            "place",
            "year",
            "basis",
            "group",
            "sex",
            "category",
            "value",
            "source_row",
            sort=("place", "year", "source_row"),
        )

    return harmonise


def _category(column: str | None, values: Mapping[str, str] | None) -> pl.Expr:
    import polars as pl

    if column is None:
        return pl.lit("TOTAL").alias("category")
    if values is not None:
        return pl.col(column).replace_strict(values, default=None, return_dtype=pl.String).alias("category")
    return pl.col(column).str.replace("isco-08-", "").alias("category")


def _plausible_earnings(sieve: Sieve) -> Sieve:
    import polars as pl

    value, median = pl.col("value"), pl.col("value").median().over("place")
    return sieve.drop(Text("earnings outside 20–20,000 PPP $"), ~value.is_between(*EARNINGS_PPP)).drop(
        Text("earnings ten times from the country's median"),
        ~value.is_between(median / FAR_FROM_MEDIAN, median * FAR_FROM_MEDIAN),
    )


def _plausible_hours(sieve: Sieve) -> Sieve:
    import polars as pl

    return sieve.drop(Text("more hours than a week has"), ~pl.col("value").is_between(0, HOURS_OF_A_WEEK))


def _plausible_rate(sieve: Sieve) -> Sieve:
    import polars as pl

    return sieve.drop(Text("rate outside 0–100 %"), ~pl.col("value").is_between(0, 100))


def _edition(
    table: str,
    file: str,
    title: str,
    method: Text,
    columns: Mapping[str, ColumnType],
    harmonise: Callable[[pl.DataFrame], Harmonised],
) -> Edition:
    return Edition(
        table=table,
        edition="2025",
        publisher="International Labour Organization, ILOSTAT",
        title=title,
        licence="CC BY 4.0",
        url="https://ilostat.ilo.org/topics/labour-migration/",
        file=f"ilostat/ilostat_{file}.csv.gz",
        method=method,
        flag=Flag.OBSERVED,
        columns={"geo": "text", "t": "integer", **columns},
        harmonise=harmonise,
        key=("place",),
    )


EDITIONS = (
    _edition(
        "employment_by_sector",
        "employment_by_sector_birth",
        "Employment by economic activity and place of birth",
        EMPLOYMENT_METHOD,
        {"birth": "text", "sector": "text", "n": "number"},
        _harmoniser("birth", "sector"),
    ),
    _edition(
        "employment_by_education",
        "employment_by_sex_education_birth",
        "Employment by sex, education and place of birth",
        EMPLOYMENT_METHOD,
        {"birth": "text", "sex": "text", "educ": "text", "n": "number"},
        _harmoniser("birth", "educ", EDUCATION),
    ),
    _edition(
        "employment_by_occupation",
        "employment_by_sex_occupation_birth",
        "Employment by sex, occupation and place of birth",
        EMPLOYMENT_METHOD,
        {"birth": "text", "sex": "text", "occup": "text", "n": "number"},
        _harmoniser("birth", "occup"),
    ),
    _edition(
        "unemployment_by_education",
        "unemployment_rate_by_sex_education_birth",
        "Unemployment rate by sex, education and place of birth",
        UNEMPLOYMENT_METHOD,
        {"birth": "text", "sex": "text", "educ": "text", "v": "number"},
        _harmoniser("birth", "educ", EDUCATION, _plausible_rate),
    ),
    _edition(
        "mean_earnings",
        "mean_earnings_by_sex_birth_citizenship",
        "Mean nominal monthly earnings by sex and place of birth or citizenship",
        EARNINGS_METHOD,
        {"type": "text", "status": "text", "sex": "text", "v": "number"},
        _harmoniser("status", None, None, _plausible_earnings),
    ),
    _edition(
        "mean_hours",
        "mean_weekly_hours_by_sex_birth_citizenship",
        "Mean weekly hours actually worked by sex and place of birth or citizenship",
        HOURS_METHOD,
        {"type": "text", "status": "text", "sex": "text", "v": "number"},
        _harmoniser("status", None, None, _plausible_hours),
    ),
)
