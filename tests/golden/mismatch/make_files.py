"""Invented workers for the goldens of mismatch: python make_files.py, then Rscript golden.R."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

HERE = Path(__file__).resolve().parent
COUNT = 1500


def main() -> None:
    """Writes persons.csv."""
    draw = np.random.default_rng(41)
    psu = np.sort(draw.integers(0, 60, COUNT))
    foreign = draw.random(COUNT) < 0.15 + 0.25 * (psu % 5 == 0)
    education = np.clip(np.rint(draw.normal(3.6 + 0.4 * foreign, 2.0)), 0, 8).astype(int)
    high = draw.random(COUNT) < np.where(education >= 5, 0.7 - 0.3 * foreign, 0.12)
    occupation = np.where(
        high, draw.choice(["112", "214", "222", "331"], COUNT), draw.choice(["411", "522", "711", "832", "911"], COUNT)
    )
    rare = draw.random(COUNT) < 0.03
    occupation = np.where(rare, draw.choice(["213", "521", "95"], COUNT), occupation)
    pl.DataFrame(
        {
            "stratum": psu // 6,
            "psu": psu,
            "weight": draw.integers(20, 400, COUNT),
            "sex": draw.choice(["F", "M"], COUNT),
            "age": draw.integers(16, 66, COUNT),
            "country_of_birth": np.where(foreign, "IND", "NPL"),
            "education": [
                None if one else str(level) for one, level in zip(draw.random(COUNT) < 0.02, education, strict=True)
            ],
            "education_country": np.where(foreign & (draw.random(COUNT) < 0.8), "IND", "NPL"),
            "occupation": occupation,
            "labour_force_status": draw.choice(["employed", "outside"], COUNT, p=[0.85, 0.15]),
            "own_assessment": draw.choice(["over", "matched", "under", None], COUNT, p=[0.3, 0.5, 0.15, 0.05]),
            "monthly_earnings": draw.lognormal(9.8 + 0.3 * high, 0.5, COUNT).round(),
        }
    ).write_csv(HERE / "persons.csv")


if __name__ == "__main__":
    main()
