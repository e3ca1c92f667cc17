"""The labour migration tables of thirty persons come out as worked out by hand."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from fairway.statistics.ilms.quality import Chain
from fairway.statistics.ilms.structure import structure
from tests.spec.ilms.thirty import ADULTS, EXPECTED, FOREIGN, GROUPS, NATIVE, NB, SE_OF_FOREIGN_BORN, chain, persons


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    return chain(tmp_path_factory.mktemp("thirty"))


def one(tables: Chain, series: str, key: dict[str, str]) -> dict[str, object]:
    rows = tables.observations.filter(pl.col("INDICATOR") == series, *(pl.col(name) == key[name] for name in key))
    assert len(rows) == 1
    return rows.row(0, named=True)


def test_there_are_thirty() -> None:
    assert sum(group[0] for group in GROUPS) == 30


@pytest.mark.parametrize(("series", "key", "figure"), EXPECTED)
def test_a_figure_is_that_worked_out_by_hand(tables: Chain, series: str, key: dict[str, str], figure: float) -> None:
    assert one(tables, series, key)["OBS_VALUE"] == pytest.approx(figure, rel=1e-12)


def test_the_error_of_a_number_is_that_between_units(tables: Chain) -> None:
    found = one(tables, NB.format("XWAP"), {"SEX": "SEX_T", "AGE": ADULTS, "CBR": FOREIGN})
    assert found["STD_ERR"] == pytest.approx(SE_OF_FOREIGN_BORN, rel=1e-12)
    assert found["N_OBS"] == 9


def test_men_and_women_are_everybody(tables: Chain) -> None:
    keys = [name.id for name in structure().dimensions if name.id != "SEX"]
    numbers = tables.observations.filter(pl.col("UNIT_MEASURE") == "PS").drop_nulls("OBS_VALUE")
    parts = numbers.filter(pl.col("SEX").is_in(["SEX_F", "SEX_M"])).group_by(keys).agg(pl.col("OBS_VALUE").sum())
    whole = numbers.filter(pl.col("SEX") == "SEX_T").join(parts, on=keys, suffix=" parts")
    assert len(whole) > 50
    assert whole.filter((pl.col("OBS_VALUE") - pl.col("OBS_VALUE parts")).abs() > 1e-9).is_empty()


def test_earnings_that_one_alone_told_are_withheld(tmp_path: Path) -> None:
    native = (pl.col("born") == "NPL") & pl.col("pay").is_not_null()
    alone = persons().with_columns(pl.when(native & (native.cum_sum() > 1)).then(None).otherwise("pay").alias("pay"))
    assert len(alone.filter(pl.col("born") == "NPL").drop_nulls("pay")) == 1
    found = one(chain(tmp_path, alone), "MST_EARA_SEX_CBR_NB", {"SEX": "SEX_T", "CBR": NATIVE})
    assert (found["OBS_VALUE"], found["OBS_STATUS"]) == (None, "Q")
