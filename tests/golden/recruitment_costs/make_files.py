"""Makes the invented workers, payments and rates of the golden test; run once, the files are committed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

HERE = Path(__file__).resolve().parent
WORKERS = 420


def month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"


def main() -> None:
    draw = np.random.default_rng(1071)
    person = np.arange(1, WORKERS + 1)
    stratum = draw.integers(1, 7, WORKERS)
    psu = stratum * 10 + draw.integers(1, 6, WORKERS)
    first = draw.integers(2022 * 12, 2023 * 12 + 6, WORKERS)
    basis = draw.choice(["net", "take_home"], WORKERS, p=[0.7, 0.3])
    pays = draw.random(WORKERS) < 0.85
    workers = pl.DataFrame(
        {
            "person": person,
            "weight": np.round(draw.uniform(20, 400, WORKERS), 3),
            "stratum": stratum,
            "psu": psu,
            "sex": draw.choice(["F", "M"], WORKERS, p=[0.4, 0.6]),
            "status": draw.choice(["employee", "own_account"], WORKERS, p=[0.9, 0.1]),
            "reason": draw.choice(["work", "family"], WORKERS, p=[0.92, 0.08]),
            "destination": draw.choice(["QAT", "MYS"], WORKERS),
            "first_job_month": [month(one) for one in first],
            "stay_months": draw.integers(12, 40, WORKERS),
            "paid": np.where(pays, "yes", "no"),
            "earnings": np.round(draw.lognormal(7.2, 0.5, WORKERS), 1),
            "earnings_currency": "QAR",
            "earnings_month": [month(one + 1) for one in first],
            "earnings_basis": basis,
        }
    )
    rows = []
    for at in np.flatnonzero(pays).tolist():
        for item in draw.choice(
            ["F1", "RC1", "RC6", "RC7", "informal", "interest"], draw.integers(1, 5), replace=False
        ):
            amount = round(float(draw.lognormal(9.3, 0.9)), 0)
            back = amount * float(draw.choice([0, 0, 0, 0.5, 1.0]))
            when = int(first[at]) - int(draw.integers(0, 6))
            rows.append((at + 1, str(item), amount, "NPR", month(when), back, month(when + 2) if back else None))
        if draw.random() < 0.3:
            rows.append((at + 1, "deduction", 150.0, "QAR", month(int(first[at]) + 1), 0.0, None))
    names = ["person", "item", "amount", "currency", "month", "reimbursed", "reimbursed_month"]
    items = pl.DataFrame(rows, schema=names, orient="row")
    months = [month(number) for number in range(2021 * 12, 2024 * 12)]
    rates = pl.DataFrame(
        [
            {"currency": code, "month": one, "rate": round(rate * (1 + 0.004 * at + 0.01 * (at % 3)), 5)}
            for code, rate in (("NPR", 118.0), ("QAR", 3.6))
            for at, one in enumerate(months)
        ]
    )
    workers.write_csv(HERE / "workers.csv")
    items.write_csv(HERE / "items.csv")
    rates.write_csv(HERE / "rates.csv")


if __name__ == "__main__":
    main()
