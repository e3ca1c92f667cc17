"""Writes workers.csv: invented workers of a stratified sample of clusters; the government places in dear sectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Draws the workers."""
    draw = np.random.default_rng(20_240_505)
    count = 420
    psu = draw.integers(0, 40, count)
    government = draw.random(count) < 0.3
    sector = np.where(
        government, draw.choice(["care", "garment", "trade"], count, p=[0.6, 0.3, 0.1]),
        draw.choice(["care", "garment", "construction"], count, p=[0.25, 0.35, 0.4]),
    )  # fmt: skip
    usual = np.select([sector == "care", sector == "garment"], [3200.0, 1900.0], 1100.0)
    cost = (usual - 500.0 * government) * draw.lognormal(0.0, 0.4, count) * (draw.random(count) < 0.9)
    pl.DataFrame(
        {
            "worker": [str(one) for one in range(count)],
            "sector": sector,
            "channel": np.where(government, "government", "private"),
            "sex": draw.choice(["F", "M"], count, p=[0.3, 0.7]),
            "cost": cost.round(2),
            "weight": draw.uniform(40.0, 160.0, count).round(2),
            "stratum": psu % 5,
            "psu": psu,
        }
    ).write_csv(HERE / "workers.csv")


if __name__ == "__main__":
    main()
