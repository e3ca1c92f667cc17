"""Over-qualification as R `survey` computes it from the same invented workers: figures and errors, to 1e-10."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fairway.methods.survey.design import Design, Stage
from fairway.skills.mismatch import codes
from fairway.skills.mismatch.classification import Classified, classified
from fairway.skills.mismatch.method import Method
from fairway.skills.mismatch.mismatch import mismatch
from fairway.warehouse.surveys.running import silent
from fairway.warehouse.surveys.specification import Protection
from tests.unit.skills.frames import standard

HERE = Path(__file__).resolve().parent / "mismatch"
CLOSE = 1e-10
TEXT = {"education": pl.String, "occupation": pl.String}
EXPECTED = pl.read_csv(HERE / "expected.csv").rows(named=True)
THRESHOLDS = pl.read_csv(HERE / "thresholds.csv", schema_overrides={"occupation": pl.String})
STATISTICS = ("mode", "mean", "percentile")
BIRTH = {"": None, "native": codes.NATIVE, "foreign": codes.FOREIGN}


@cache
def workers(statistic: str) -> Classified:
    persons = standard(pl.read_csv(HERE / "persons.csv", schema_overrides=TEXT))
    method = Method(migrants=("birth",), statistic=statistic, least_respondents=1)  # type: ignore[arg-type]
    return classified(persons, method, "NPL")


@cache
def results(statistic: str) -> pl.DataFrame:
    return mismatch(
        workers(statistic),
        design=Design("weight", (Stage("psu", "stratum"),)),
        method=Method(migrants=("birth",), statistic=statistic, least_respondents=1),  # type: ignore[arg-type]
        country="NPL",
        reference_month="2024-05",
        protection=Protection("suppression", ()),
        telling=silent,
    ).frame


@pytest.mark.parametrize(
    "wanted",
    EXPECTED,
    ids=lambda one: "-".join(str(one[name] or "all") for name in ("indicator", "approach", "birth", "sex")),
)
def test_as_r_computes_it(wanted: dict[str, Any]) -> None:
    statistic = wanted["approach"] if wanted["approach"] in STATISTICS else "mode"
    approach = "statistical" if wanted["approach"] in STATISTICS else wanted["approach"]
    sex = f"SEX_{wanted['sex']}" if wanted["sex"] else None
    place = codes.ABROAD if wanted["place"] else None
    found = results(statistic).filter(
        pl.col("indicator") == wanted["indicator"],
        pl.col("approach") == approach,
        pl.col("birth").eq_missing(pl.lit(BIRTH[wanted["birth"] or ""])),
        pl.col("sex").eq_missing(pl.lit(sex)),
        pl.col("place").eq_missing(pl.lit(place)),
        pl.col("age").is_null(),
    )
    assert len(found) == 1
    row = found.row(0, named=True)
    per = 100.0 if row["unit"] == "PT" else 1.0
    assert row["n"] == wanted["n"]
    for name in ("estimate", "se"):
        assert row[name] == pytest.approx(wanted[name] * per, rel=CLOSE), name


@pytest.mark.parametrize("statistic", STATISTICS)
def test_thresholds_are_those_of_weighted_tables(statistic: str) -> None:
    wanted = THRESHOLDS.filter(pl.col("statistic") == statistic).sort("digits", "occupation")
    found = workers(statistic).thresholds.sort("digits", "occupation")
    assert found.select("digits", "occupation", "n").rows() == wanted.select("digits", "occupation", "n").rows()
    for side in ("low", "high"):
        assert found[side].to_list() == pytest.approx(wanted[side].to_list(), rel=CLOSE)
