"""Seconds of each step of `fairway ilms` on an invented survey in Parquet: `python -m benchmarks.ilms [ROWS]`."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl
import yaml

from fairway.statistics.ilms import running, writing
from fairway.warehouse.surveys.mapping import read_mapping

COUNTRIES = ["IND", "BGD", "PAK", "LKA", "CHN", "BTN", "MMR", "THA", "MYS", "PHL", "VNM", "AFG", "SAU", "GBR", "USA"]
ISCO = [1120, 2221, 3121, 4110, 5120, 6111, 7112, 8332, 9111, 9313]
GOAL = 5.0
"""Seconds for a million rows, on two processors with nothing else to do."""
ISIC = [111, 1010, 1410, 4100, 4711, 4921, 5610, 6201, 7810, 8411, 8510, 8610, 9601, 9700]


def survey(rows: int) -> pl.DataFrame:
    """Invented persons, 100 in each of the sampled units, 8 % of them born abroad."""
    draw = np.random.default_rng(1)
    unit = np.sort(draw.integers(0, max(rows // 100, 40), rows))
    abroad, age = draw.random(rows) < 0.08, draw.integers(0, 95, rows)
    status = np.where(age < 15, 3, draw.choice([1, 2, 3], rows, p=[0.58, 0.05, 0.37]))
    employed = status == 1
    born = np.where(abroad, draw.integers(1, len(COUNTRIES) + 1, rows), 0)
    frame = pl.DataFrame(
        {
            "sex": draw.choice([1, 2], rows),
            "age": age,
            "isced": draw.integers(0, 8, rows),
            "school": np.where(age < 25, draw.choice([1, 2], rows), 2),
            "born": born,
            "citizen": np.where(draw.random(rows) < 0.8, born, 0),
            "year": np.where(abroad, 2024 - draw.integers(0, 30, rows).clip(0, age), 0),
            "month": draw.integers(1, 5, rows),
            "status": status,
            "ste": np.where(employed, draw.choice([1, 2, 3, 5], rows), 0),
            "isco": np.where(employed, draw.choice(ISCO, rows), 0),
            "isic": np.where(employed, draw.choice(ISIC, rows), 0),
            "hurt": np.where(employed, draw.choice([1, 2], rows, p=[0.02, 0.98]), 0),
            "unit": unit,
            "region": unit // 170,
        }
    )
    pay, weight = np.where(employed, draw.lognormal(9, 0.6, rows).round(), -1.0), draw.uniform(10, 60, rows).round(2)
    whole = frame.with_columns(pl.all().cast(pl.Int32))
    return whole.with_columns(pl.Series("pay", pay), pl.Series("weight", weight), pl.lit(1, pl.Int8).alias("simulated"))


def mapping() -> dict[str, object]:
    """Of those columns."""
    countries = {"NPL": [0], **{code: [at] for at, code in enumerate(COUNTRIES, start=1)}}
    ways = {"yes": [1], "no": [2]}
    return {
        "title": "Invented survey",
        "source": {"publisher": "-", "survey": "LFS", "year": "2024", "licence": "-", "demonstration": True},
        "country": "NPL",
        "reference_month": "2024-05",
        "design": {
            "weight": "weight",
            "stages": [{"unit": "unit", "stratum": "region"}],
            "singletons": "certainty",
        },
        "variables": {
            "sex": {"column": "sex", "codes": {"M": [1], "F": [2]}},
            "age": {"column": "age"},
            "education": {"column": "isced"},
            "in_education": {"column": "school", "codes": ways},
            "country_of_birth": {"column": "born", "codes": countries},
            "citizenship": {"column": "citizen", "codes": countries},
            "arrival_month": {"year": "year", "month": "month", "unknown": [0]},
            "labour_force_status": {"column": "status", "codes": {"employed": [1], "unemployed": [2], "outside": [3]}},
            "status_in_employment": {
                "column": "ste",
                "codes": {"employee": [1], "employer": [2], "own_account": [3], "contributing_family": [5]},
                "unknown": [0],
            },
            "occupation": {"column": "isco", "unknown": [0]},
            "industry": {"column": "isic", "digits": 4, "unknown": [0]},
            "monthly_earnings": {"column": "pay", "unknown": [-1]},
            "earnings_currency": {"value": "NPR"},
            "injured_at_work": {"column": "hurt", "codes": ways, "unknown": [0]},
        },
    }


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        survey(rows).write_parquet(here / "survey.parquet")
        (here / "mapping.yaml").write_text(yaml.safe_dump(mapping()), "utf-8")
        begun, used = time.perf_counter(), time.process_time()
        found = running.chain(read_mapping(here / "mapping.yaml"), here / "survey.parquet", beside=here)
        made = time.perf_counter()
        writing.write(found, here / "tables")
        done = time.perf_counter()
        processor = time.process_time() - used
    for one in found.timings:
        print(f"{one.step:<40} {one.seconds:6.2f} s")
    print(f"{'Writing':<40} {done - made:6.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    goal = GOAL * max(rows, 1_000_000) / 1_000_000
    print(
        f"{rows:,} rows, {len(found.observations):,} figures: {done - begun:.2f} s (goal {goal:.0f} s), of all "
        f"processors {processor:.2f} s, peak {peak:,.0f} MiB"
    )


if __name__ == "__main__":
    main()
