"""Recruitment costs of 100,000 workers with 600,000 payments: costs of each, then seven protected disaggregations.

Run with `python -m benchmarks.recruitment_costs`. Workers and payments are made here, in two currencies and three years
of months. The second run counts: in the first, libraries are loaded. Null case: the files alone, read and summed.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from benchmarks.report import Measured, show
from fairway.recruitment.costs.estimating import estimate_costs
from fairway.recruitment.costs.running import Prepared, prepared
from fairway.recruitment.costs.settings import Settings
from fairway.recruitment.costs.settings_reading import example_text, read_settings

WORKERS, EACH, AREAS, STRATA = 100_000, 6, 2_000, 50
FIRST: Final = 2022 * 12
ITEMS: Final = ("F1", "F2", "RC1", "RC2", "RC6", "bundle", "informal", "deduction")


def months(numbers: np.ndarray) -> list[str]:
    """Months counted from the year 0, as text."""
    return [f"{one // 12}-{one % 12 + 1:02d}" for one in numbers.tolist()]


def write(folder: Path) -> Settings:
    """The files of a made-up survey."""
    draw = np.random.default_rng(7)
    first = draw.integers(FIRST, FIRST + 18, WORKERS)
    area = np.arange(WORKERS) % AREAS
    pays = draw.random(WORKERS) < 0.85
    pl.DataFrame(
        {
            "person": np.arange(WORKERS),
            "weight": draw.uniform(50, 150, WORKERS).round(2),
            "stratum": area % STRATA,
            "psu": area,
            "sex": draw.choice(["F", "M"], WORKERS),
            "age": draw.integers(18, 60, WORKERS),
            "education": draw.choice(["0", "1", "2", "3", "5", "6"], WORKERS),
            "occupation": draw.choice([str(one) for one in range(1, 10)], WORKERS),
            "industry": draw.choice(list("ACFGIQT"), WORKERS),
            "destination": draw.choice(["QAT", "MYS", "SAU", "ARE", "KOR"], WORKERS),
            "origin": "NPL",
            "documented": draw.choice(["yes", "no"], WORKERS, p=[0.85, 0.15]),
            "first_job_month": months(first),
            "stay_months": 24,
            "status": "employee",
            "reason": np.where(draw.random(WORKERS) < 0.03, "family", "work"),
            "paid": np.where(pays, "yes", "no"),
            "earnings": draw.lognormal(7, 0.4, WORKERS).round(),
            "earnings_currency": "QAR",
            "earnings_month": months(first),
            "earnings_basis": "net",
            "simulated": 1,
        }
    ).write_parquet(folder / "workers.parquet")
    payer = np.resize(np.flatnonzero(pays), WORKERS * EACH)
    amount = draw.lognormal(8, 0.8, len(payer)).round()
    pl.DataFrame(
        {
            "person": payer,
            "item": draw.choice(ITEMS, len(payer)),
            "amount": amount,
            "currency": draw.choice(["NPR", "USD"], len(payer), p=[0.9, 0.1]),
            "month": months(first[payer] - draw.integers(0, 3, len(payer))),
            "reimbursed": np.where(draw.random(len(payer)) < 0.05, (amount / 2).round(), 0.0),
        }
    ).write_parquet(folder / "items.parquet")
    every = months(np.arange(FIRST - 12, FIRST + 30))
    rates = {"NPR": 130.0, "QAR": 3.64}
    pl.concat(
        [pl.DataFrame({"currency": code, "month": every, "rate": rate}) for code, rate in rates.items()]
    ).write_csv(folder / "rates.csv")
    text, _, _ = example_text().partition("columns:")
    (folder / "settings.yaml").write_text(text, "utf-8")
    return read_settings(folder / "settings.yaml")


def estimated(settings: Settings, ready: Prepared) -> int:
    """How many figures there are."""
    made = estimate_costs(
        ready.personal,
        design=settings.design,
        method=settings.method,
        role=settings.coverage.role,
        source=settings.source,
        title=settings.title,
        by=settings.by,
        protection=settings.protection,
        sample=ready.sample,
    )
    return len(made.frame)


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = write(folder)
        files = (folder / "workers.parquet", folder / "items.parquet")
        estimated(settings, prepared(settings, *files))
        start = time.perf_counter()
        ready = prepared(settings, *files)
        personal = time.perf_counter() - start
        start = time.perf_counter()
        figures = estimated(settings, ready)
        tables = time.perf_counter() - start
        start = time.perf_counter()
        pl.read_parquet(files[0])
        pl.read_parquet(files[1]).group_by("person").agg(pl.col("amount").sum())
        least = time.perf_counter() - start
    print(f"{WORKERS:,} workers, {WORKERS * EACH:,} payments, {len(settings.by)} disaggregations, {figures:,} figures")
    show(
        [
            Measured("files → cost and earnings of each worker", personal, "s", 0.8, "read and summed", least),
            Measured("these → protected figures", tables, "s", 2.2),
            Measured("both", personal + tables, "s", 3.0, "read and summed", least),
        ]
    )


if __name__ == "__main__":
    main()
