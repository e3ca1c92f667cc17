"""Chilton and Woda's bilateral labour agreements: who signed what and when, and the provisions of those they coded.

Quirks (verified): pairs are undirected, so every agreement is published under both its parties; parties are Correlates
of War numbers, of which 315 (Czechoslovakia), 265 (East Germany) and 345 (Yugoslavia, then Serbia) may be a State that
is no more: such a party keeps its name and gets no code. The year 9999 stands once for “unknown”, 210 agreements have
no date of signature, 18 were ratified before they were signed. Titles are in the file of provisions, read beside it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairway.kernel.errors import UnknownCode
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.reference import places
from fairway.sources import tabular
from fairway.sources.edition import ColumnType, Derived, Edition, Harmonised
from fairway.sources.sieve import Sieve, row_number

if TYPE_CHECKING:
    import polars as pl

PUBLISHER = "Adam Chilton and Bartosz Woda, Bilateral Labor Agreements Dataset"
URL = "https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/14YF9K"
CODING = "bla_coding_1928_2020.csv"
NO_YEAR: Final = 9999

FORMATION_COLUMNS: dict[str, ColumnType] = {
    "treatyID": "text",
    "countryA": "text",
    "countryB": "text",
    "codeA": "text",
    "codeB": "text",
    "year": "integer",
    "datesigned": "text",
    "ratified": "text",
    "copy_available": "integer",
}
ABOUT_COLUMNS: dict[str, ColumnType] = {
    "treatyID": "text",
    "agreement_title": "text",
    "past_bla_amend": "integer",
    "past_bla_replace": "integer",
}
PROVISIONS: Final = (
    "intl_instr",
    "info_exch",
    "info_dissem",
    "govt_agencies",
    "joint_commit",
    "recruit_cost_mig",
    "recruit_auth",
    "labor_union_orig",
    "labor_union_dest",
    "labor_union_join",
    "emp_orgs",
    "ngos",
    "migrant_info",
    "prot_equal",
    "prot_women",
    "prot_women_det",
    "prot_other",
    "contract_req",
    "contract_standard",
    "contract_terms",
    "wage_prot",
    "housing_req",
    "housing_cond",
    "housing_monitor",
    "work_monitor",
    "passport",
    "social_security",
    "disputes_emp_mig",
    "mig_human_cap",
    "credentials",
    "remittances",
    "reintegration",
    "contract_renewal",
    "perm_resid",
)

METHOD = Text(
    "Collected from treaty series, ministries and earlier datasets. An agreement that was never published is not in "
    "it, and it does not say which agreements are still in force."
)
CODING_METHOD = Text(
    "565 agreements whose text could be had were read and coded by hand, some from a machine translation. A provision "
    "coded absent is absent from that text alone: a protocol may amend an agreement that has it."
)


def read(path: Path) -> pl.DataFrame:
    """The agreements, and from the file of provisions beside them the title and nature of those that were coded."""
    import polars as pl

    agreements = tabular.read(path, FORMATION_COLUMNS)
    about = tabular.read(path.parent / CODING, ABOUT_COLUMNS).rename({"source_row": "row_coding"})
    return agreements.join(about, on="treatyID", how="left", maintain_order="left").with_columns(
        pl.col("row_coding").cast(pl.Int32)
    )


def agreements(frame: pl.DataFrame) -> Harmonised:
    """Every agreement under each party that is a State of today.

    Returns:
        place, partner (ISO3; null for a State that is no more), treaty_id, year, signed, ratified (ISO dates),
        copy_available, coded, title, amends, replaces, party_a_name, party_b_name, anomaly, row_coding, source_row.
    """
    import polars as pl

    sides = [_side(frame, letter).alias(letter.lower()) for letter in "AB"]
    about = frame.with_columns(sides).select(
        "a",
        "b",
        pl.col("treatyID").alias("treaty_id"),
        pl.when(pl.col("year") != NO_YEAR).then(pl.col("year")).cast(pl.Int16).alias("year"),
        pl.col("datesigned").alias("signed"),
        "ratified",
        pl.col("copy_available") == 1,
        pl.col("row_coding").is_not_null().alias("coded"),
        pl.col("agreement_title").str.strip_chars('" ').alias("title"),
        (pl.col("past_bla_amend") == 1).alias("amends"),
        (pl.col("past_bla_replace") == 1).alias("replaces"),
        pl.col("countryA").alias("party_a_name"),
        pl.col("countryB").alias("party_b_name"),
        _anomaly(),
        "row_coding",
        row_number(),
    )
    both = pl.concat(
        [
            about.rename({"a": "place", "b": "partner"}),
            about.rename({"b": "place", "a": "partner"}).select("place", "partner", *about.columns[2:]),
        ]
    )
    sieve = Sieve(both)
    sieve.drop(Text("listing under a State that is no more"), pl.col("place").is_null())
    return sieve.result(*both.columns, sort=("place", "partner", "year", "treaty_id"))


def _side(frame: pl.DataFrame, letter: str) -> pl.Series:
    """ISO3 of one party from its number and name; null for a State that is no more."""
    import polars as pl

    pairs = frame.select(f"code{letter}", f"country{letter}").rows()
    return pl.Series([_state(code, name) for code, name in pairs], dtype=pl.String)


@lru_cache(maxsize=512)
def _state(code: str | None, name: str) -> str | None:
    try:
        return places.from_cow(float(code), name).iso3 if code else None
    except UnknownCode:
        return None


def _anomaly() -> pl.Expr:
    import polars as pl

    signed, ratified = pl.col("datesigned"), pl.col("ratified")
    return (
        pl.when(ratified < signed)
        .then(pl.lit("ratified before signed"))
        .when(pl.col("year") == NO_YEAR)
        .then(pl.lit("year unknown"))
        .when(signed.str.slice(0, 4) != pl.col("year").cast(pl.String))
        .then(pl.lit("year differs from date of signature"))
        .alias("anomaly")
    )


def provisions(frame: pl.DataFrame) -> Harmonised:
    """One row per coded agreement and provision.

    Returns:
        treaty_id, provision (its column in the publisher's file), present (null where it was not coded), source_row.
    """
    import polars as pl

    long = (
        frame.with_columns(row_number())
        .unpivot(on=list(PROVISIONS), index=["treatyID", "source_row"], variable_name="provision", value_name="value")
        .select(
            pl.col("treatyID").alias("treaty_id"), "provision", (pl.col("value") == 1).alias("present"), "source_row"
        )
    )
    return Harmonised(long.sort("source_row", maintain_order=True))


def frequency(rows: pl.DataFrame) -> pl.DataFrame:
    """How many of the coded agreements have each provision.

    Returns:
        provision, coded, present (agreements).
    """
    import polars as pl

    return (
        rows.group_by("provision")
        .agg(
            pl.col("present").count().cast(pl.Int32).alias("coded"),
            pl.col("present").sum().cast(pl.Int32).alias("present"),
        )
        .sort("provision")
    )


EDITIONS = (
    Edition(
        table="agreements",
        edition="2020",
        publisher=PUBLISHER,
        title="Bilateral labour agreements 1927–2020: formation",
        licence="CC0 1.0 (Harvard Dataverse)",
        url=URL,
        file="treaties/bla_formation_1945_2020.csv",
        companions=(f"treaties/{CODING}",),
        method=METHOD,
        flag=Flag.OBSERVED,
        columns=FORMATION_COLUMNS,
        harmonise=agreements,
        key=("place", "partner"),
        every_months=60,
        read={".csv": read},
    ),
    Edition(
        table="agreement_provisions",
        edition="2020",
        publisher=PUBLISHER,
        title="Bilateral labour agreements 1928–2020: provisions",
        licence="CC0 1.0 (Harvard Dataverse)",
        url=URL,
        file=f"treaties/{CODING}",
        method=CODING_METHOD,
        flag=Flag.OBSERVED,
        columns={"treatyID": "text", **dict.fromkeys(PROVISIONS, "integer")},
        harmonise=provisions,
        key=("treaty_id",),
        every_months=60,
        derived=(Derived("provision_frequency", ("provision",), frequency),),
    ),
)
