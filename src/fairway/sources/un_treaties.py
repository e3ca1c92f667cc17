"""Status of 18 United Nations human-rights treaties, compiled from the UN Treaty Collection in 2022.

Quirks (verified): Namibia's ISO code is empty (`NA` read as “not available”), Timor-Leste is `TP`, South Sudan once
`S`; the yes/no columns contradict the words in ten rows, and the words are right. The Migrant Workers Convention is
`ICMW` here, ICRMW in Fairway; 57 States are party to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.reference import places
from fairway.sources.edition import Edition, Harmonised
from fairway.sources.sieve import Sieve, row_number

if TYPE_CHECKING:
    import polars as pl

METHOD = Text(
    "Read from the UN Treaty Collection by its compilers in August 2022; later ratifications and denunciations are not "
    "in it. Only the 193 members of the United Nations are listed."
)
STATUSES = {"state party": "yes", "signatory state": "signed", "no action": "no"}


def harmonise(frame: pl.DataFrame) -> Harmonised:
    """One row per member State and treaty.

    Returns:
        place, instrument (`ICRMW`, `ICERD`…), status (`yes`, `signed`, `no`), year (of ratification or accession),
        source_row.
    """
    import polars as pl

    by_iso2 = {place.iso2: place.iso3 for place in places.by_code().values() if place.iso2}
    by_iso2 |= {**places.aliases("code"), "S": "SSD"}
    code = pl.when(pl.col("member") == "Namibia").then(pl.lit("NA")).otherwise(pl.col("iso2"))
    return (
        Sieve(frame)
        .change(
            code.replace_strict(by_iso2, default=None, return_dtype=pl.String).alias("place"),
            pl.col("treaty").replace({"ICMW": "ICRMW"}).alias("instrument"),
            pl.col("status").replace_strict(STATUSES, default=None, return_dtype=pl.String),
            pl.col("year ratification or accession").cast(pl.Int16).alias("year"),
            row_number(),
        )
        .drop_missing(Text("code of no country we know"), "place")
        .drop(Text("not a member of the United Nations"), pl.col("place") == "MSR")
        .drop_missing(Text("status in other words"), "status")
        .result("place", "instrument", "status", "year", "source_row", sort=("place", "instrument"))
    )


EDITIONS = (
    Edition(
        table="un_treaties",
        edition="2022",
        publisher="United Nations Treaty Collection, compiled by the World Politics Data Lab",
        title="Status of United Nations human-rights treaties, August 2022",
        licence="UN Treaty Collection terms; compilation without stated licence",
        url="https://treaties.un.org",
        file="treaties/un_human_rights_treaty_status_2022.csv",
        method=METHOD,
        flag=Flag.OBSERVED,
        columns={
            "iso2": "text",
            "member": "text",
            "year ratification or accession": "integer",
            "status": "text",
            "treaty": "text",
        },
        harmonise=harmonise,
        key=("place",),
    ),
)
