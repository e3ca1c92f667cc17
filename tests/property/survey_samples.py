"""Random samples with random designs, small enough for the slow reference, awkward enough to find what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl
from hypothesis import strategies as st

from fairway.methods.survey.design import Design, Stage

KINDS = ("clusters", "elements", "households", "rows-of-clusters", "strata-within-clusters")
RULES = ("fail", "certainty", "adjust", "average")
SCHEMA = {
    "stratum": pl.String,
    "psu": pl.Int64,
    "substratum": pl.Int64,
    "household": pl.Int64,
    "psus": pl.Float64,
    "households": pl.Float64,
    "weight": pl.Float64,
    "y": pl.Float64,
    "x": pl.Float64,
    "employed": pl.Int64,
    "owner": pl.Boolean,
    "sector": pl.String,
    "region": pl.String,
    "age": pl.Int64,
    "urban": pl.Boolean,
}


@dataclass(frozen=True)
class Sample:
    """Microdata and the design by which they were drawn."""

    frame: pl.DataFrame
    design: Design

    @property
    def rows(self) -> list[dict[str, Any]]:
        return self.frame.to_dicts()

    def with_columns(self, *columns: pl.Expr) -> Sample:
        return replace(self, frame=self.frame.with_columns(*columns))


@st.composite
def samples(
    draw: st.DrawFn, rules: tuple[str, ...] = RULES, populations: tuple[str, ...] = ("none", "sizes", "fractions")
):
    """One to four strata of one to four clusters of one to three households of one to three persons."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    rule, kind, stated = draw(st.sampled_from(rules)), draw(st.sampled_from(KINDS)), draw(st.sampled_from(populations))
    nest, unknown = draw(st.booleans()), draw(st.sampled_from((0.0, 0.3)))
    rows: list[dict[str, Any]] = []
    cluster = 0
    least = 2 if rule == "fail" and draw(st.booleans()) else 1
    for stratum in range(draw(st.integers(1, 4))):
        drawn = int(random.integers(least, 5))
        psus = stated_population(random, drawn, stated)
        for number in range(drawn):
            cluster += 1
            rows += cluster_rows(
                random, {"stratum": f"s{stratum}", "psu": number if nest else cluster, "psus": psus}, stated
            )
    frame = pl.DataFrame([row | person(random, unknown) for row in rows], schema=SCHEMA)
    if kind == "elements":
        frame = frame.with_columns(pl.len().over("stratum").alias("n"))
        whole = pl.col("n") + random.integers(0, 20)
        frame = frame.with_columns(
            (pl.col("n") / whole if stated == "fractions" else whole).cast(pl.Float64).alias("psus")
        )
    if kind in ("rows-of-clusters", "strata-within-clusters"):
        within = ["stratum", "psu", *(["substratum"] if kind == "strata-within-clusters" else [])]
        whole = pl.len().over(within) + random.integers(0, 3)
        frame = frame.with_columns(
            (pl.len().over(within) / whole if stated == "fractions" else whole).cast(pl.Float64).alias("households")
        )
    weight = None if stated != "none" and draw(st.booleans()) else "weight"
    sample = Sample(frame, Design(weight, stages(kind, stated != "none"), rule, nest=nest))
    return sample.with_columns(pl.lit(1.0).alias("weight")) if not (frame["weight"] > 0).any() else sample


def stages(kind: str, populations: bool) -> tuple[Stage, ...]:
    first, second = ("psus", "households") if populations else (None, None)
    return {
        "clusters": (Stage("psu", "stratum", first),),
        "elements": (Stage(None, "stratum", first),),
        "households": (Stage("psu", "stratum", first), Stage("household", None, second)),
        "rows-of-clusters": (Stage("psu", "stratum", first), Stage(None, None, second)),
        "strata-within-clusters": (Stage("psu", "stratum", first), Stage(None, "substratum", second)),
    }[kind]


def stated_population(random: np.random.Generator, drawn: int, stated: str) -> float:
    """N_h, now and then no more than n_h, or the fraction n_h/N_h."""
    whole = drawn + int(random.choice([0, 1, 4, 30]))
    return drawn / whole if stated == "fractions" else float(max(whole, 2))


def cluster_rows(random: np.random.Generator, cluster: dict[str, Any], stated: str) -> list[dict[str, Any]]:
    drawn = int(random.integers(1, 4))
    households = stated_population(random, drawn, stated)
    return [
        cluster | {"household": household, "substratum": int(random.integers(0, 2)), "households": households}
        for household in range(drawn)
        for _ in range(int(random.integers(1, 4)))
    ]


def person(random: np.random.Generator, unknown: float) -> dict[str, Any]:
    """What one person answered; each answer may be missing, a number also as not-a-number."""
    missing = random.random(8) < unknown
    answers = {
        "y": float(np.round(random.normal(20, 30), 2)),
        "x": float(np.round(random.gamma(2, 5), 1)) if random.random() > 0.1 else 0.0,
        "employed": int(random.integers(0, 2)),
        "owner": bool(random.integers(0, 2)),
        "sector": str(random.choice(["farm", "shop", "home"])),
        "region": str(random.choice(["north", "south"])),
        "age": int(random.integers(1, 4)),
        "urban": bool(random.integers(0, 2)),
    }
    known = {name: None if gone else value for (name, value), gone in zip(answers.items(), missing, strict=True)}
    if known["y"] is None and random.random() < 0.5:
        known["y"] = float("nan")
    weight = 0.0 if random.random() < 0.1 else float(np.round(random.uniform(0.5, 50.0), 3))
    return known | {"weight": weight}
