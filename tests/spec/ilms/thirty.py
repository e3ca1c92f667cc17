"""A survey of thirty persons, small enough to work the labour migration tables out by hand.

Each row stands for some persons of one sampled unit, who have its weight; units 1 and 2 are of stratum 1, units 3 and 4
of stratum 2.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import polars as pl
import yaml

from fairway.statistics.ilms import running
from fairway.statistics.ilms.quality import Chain
from fairway.warehouse.surveys.mapping import read_mapping

WEIGHTS: Final = {1: 10.0, 2: 20.0, 3: 10.0, 4: 30.0}
GROUPS: Final = (
    # persons, unit, sex, age, born in, labour force status, status in employment, pay, in education, arrived
    (4, 1, "F", 30, "NPL", "employed", "employee", 200, "no", None),
    (2, 1, "M", 20, "NPL", "outside", None, None, "yes", None),
    (2, 1, "F", 40, "IND", "employed", "employee", 100, "no", "2010-03"),
    (3, 2, "M", 30, "NPL", "employed", "own_account", None, "no", None),
    (2, 2, "M", 20, "IND", "unemployed", None, None, "no", "2024-01"),
    (2, 2, "F", 70, "NPL", "outside", None, None, "no", None),
    (5, 3, "F", 30, "NPL", "employed", "employee", 300, "no", None),
    (3, 3, "M", 60, "IND", "employed", "own_account", None, "no", "1999-10"),
    (2, 3, "M", 10, "NPL", None, None, None, "yes", None),
    (3, 4, "M", 30, "NPL", "unemployed", None, None, "no", None),
    (2, 4, "F", 20, "IND", "employed", "employee", 100, "no", "2023-05"),
)
MAPPING: Final[dict[str, Any]] = {
    "title": "Thirty persons",
    "source": {"publisher": "P", "survey": "LFS", "year": "2024", "licence": "L", "demonstration": True},
    "country": "NPL",
    "reference_month": "2024-05",
    "design": {"weight": "weight", "stages": [{"unit": "unit", "stratum": "stratum"}]},
    "parameters": {"least_country_respondents": 2},
    "disclosure": {"rules": [{"kind": "minimum_frequency", "n": 2}]},
    "variables": {
        "sex": {"column": "sex"},
        "age": {"column": "age"},
        "country_of_birth": {"column": "born"},
        "labour_force_status": {"column": "status"},
        "status_in_employment": {"column": "ste"},
        "monthly_earnings": {"column": "pay"},
        "earnings_currency": {"value": "NPR"},
        "in_education": {"column": "school"},
        "arrival_month": {"column": "arrived"},
    },
}
NB, RT, EARNED = "MST_{}_SEX_AGE_CBR_NB", "MST_{}_SEX_AGE_CBR_RT", "MST_EARA_SEX_CBR_NB"
ADULTS: Final = "AGE_YTHADULT_YGE15"
FOREIGN, NATIVE = "CBR_STATUS_FOREIGN", "CBR_STATUS_NATIVE"
EXPECTED: Final = (
    # Of working age: unit 1 has 8 · 10, unit 2 7 · 20, unit 3 8 · 10 (not the children), unit 4 5 · 30.
    (NB.format("XWAP"), {"SEX": "SEX_T", "AGE": ADULTS, "CBR": "CBR_STATUS_TOTAL"}, 80 + 140 + 80 + 150),
    # Born abroad: 2 · 10 + 2 · 20 + 3 · 10 + 2 · 30.
    (NB.format("XWAP"), {"SEX": "SEX_T", "AGE": ADULTS, "CBR": FOREIGN}, 20 + 40 + 30 + 60),
    ("MST_FORP_SEX_CBR_NB", {"SEX": "SEX_T", "CBR": "CBR_COUNTRY_IND"}, 150),
    # Employed women born abroad: 2 · 10 + 2 · 30.
    (NB.format("TEMP"), {"SEX": "SEX_F", "AGE": ADULTS, "CBR": FOREIGN}, 20 + 60),
    # Unemployed: 2 · 20 born abroad, 3 · 30 born here; in the labour force besides: employed 20 + 30 + 60 abroad and
    # 40 + 60 + 50 here.
    (RT.format("TUNE"), {"SEX": "SEX_T", "AGE": ADULTS, "CBR": FOREIGN}, 100 * 40 / (40 + 110)),
    (RT.format("TUNE"), {"SEX": "SEX_T", "AGE": ADULTS, "CBR": NATIVE}, 100 * 90 / (90 + 150)),
    # Participation of youth: 2 · 20 unemployed and 2 · 30 employed, of whom nobody but 2 · 10 is outside.
    (RT.format("TEAP"), {"SEX": "SEX_T", "AGE": "AGE_YTHADULT_Y15-24", "CBR": "CBR_STATUS_TOTAL"}, 100 * 100 / 120),
    # Neither employed nor in education: the unemployed youth, 2 · 20 of 120.
    ("EIP_NEET_SEX_CBR_RT", {"SEX": "SEX_T", "CBR": "CBR_STATUS_TOTAL"}, 100 * 40 / 120),
    # Own-account workers: 3 · 20 born here, 3 · 10 born abroad.
    ("MST_TEMP_SEX_STE_CBR_NB", {"SEX": "SEX_T", "STE": "STE_ICSE93_3", "CBR": "CBR_STATUS_TOTAL"}, 60 + 30),
    # Mean earnings: born here (4 · 10 · 200 + 5 · 10 · 300)/(40 + 50); born abroad (20 · 100 + 60 · 100)/80.
    (EARNED, {"SEX": "SEX_T", "CBR": NATIVE}, (8_000 + 15_000) / 90),
    (EARNED, {"SEX": "SEX_T", "CBR": FOREIGN}, 100),
    # Arrived from June 2023 to May 2024: the two of January 2024 in unit 2, not those of May 2023.
    ("MFL_FPOP_SEX_CBR_NB", {"SEX": "SEX_T", "CBR": FOREIGN}, 40),
)
"""Series, key, figure: worked out from `GROUPS`."""
SE_OF_FOREIGN_BORN: Final = (2 / 1 * 2 * 10**2 + 2 / 1 * 2 * 15**2) ** 0.5
"""Σ n/(n − 1) Σ (z − z̄)²: of the 150 born abroad the units of stratum 1 have 20 and 40, those of 2 30 and 60."""


def persons() -> pl.DataFrame:
    """The thirty."""
    names = ("unit", "sex", "age", "born", "status", "ste", "pay", "school", "arrived")
    rows = [row[1:] for row in GROUPS for _ in range(row[0])]
    frame = pl.DataFrame(rows, schema=list(names), orient="row")
    return frame.with_columns(
        pl.col("unit").replace_strict(WEIGHTS, return_dtype=pl.Float64).alias("weight"),
        ((pl.col("unit") + 1) // 2).alias("stratum"),
    )


def chain(folder: Path, of: pl.DataFrame | None = None) -> Chain:
    """The tables of the thirty, of whom nobody needs protection: no cell has a single respondent.

    Args:
        folder: Where the files go.
        of: Others in their place.
    """
    (persons() if of is None else of).write_parquet(folder / "persons.parquet")
    (folder / "map.yaml").write_text(yaml.safe_dump(MAPPING), "utf-8")
    return running.chain(read_mapping(folder / "map.yaml"), folder / "persons.parquet", beside=folder)
