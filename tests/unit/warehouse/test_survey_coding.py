"""Looking rows up among keys gives the same places by table and by join."""

from __future__ import annotations

import polars as pl
import pytest

from fairway.warehouse.surveys.coding import Places
from fairway.warehouse.surveys.errors import MicrodataChanged

WHOLE = pl.DataFrame({"stratum": [1, 1, 2], "psu": [5, 9, 5]})


@pytest.mark.parametrize(
    ("keys", "rows", "places"),
    [
        (WHOLE, {"stratum": [2, 1, 1], "psu": [5, 9, 5]}, [2, 1, 0]),
        (WHOLE.with_columns(psu=pl.col("psu") * 10**12), {"stratum": [2, 1], "psu": [5 * 10**12, 9 * 10**12]}, [2, 1]),
        (pl.DataFrame({"stratum": [1, 1, 2], "psu": [3, 4, 9]}), {"stratum": [2, 1, 1], "psu": [9, 4, 3]}, [2, 1, 0]),
        (pl.DataFrame({"area": ["a", "", None]}), {"area": [None, "", "a"]}, [2, 1, 0]),
        (pl.DataFrame({"flag": [False, True]}), {"flag": [True, False]}, [1, 0]),
        (pl.DataFrame({"low": [-3, 40]}), {"low": [40, -3, 40]}, [1, 0, 1]),
    ],
)
def test_rows_find_their_keys(keys: pl.DataFrame, rows: dict[str, list[object]], places: list[int]) -> None:
    frame = pl.DataFrame(rows, schema_overrides=keys.schema)
    assert Places(keys).of(frame).tolist() == places


@pytest.mark.parametrize("rows", [[(1, 7)], [(3, 5)], [(1, 5), (1, 10**15)], [(1, -1)], [(None, 5)], [(2, 9)]])
def test_a_key_that_was_not_there_is_noticed(rows: list[tuple[int, int]]) -> None:
    with pytest.raises(MicrodataChanged, match="stratum, psu"):
        Places(WHOLE).of(pl.DataFrame(rows, schema=WHOLE.schema, orient="row"))


def test_a_text_that_was_not_there_is_noticed() -> None:
    with pytest.raises(MicrodataChanged, match="area"):
        Places(pl.DataFrame({"area": ["a", ""]})).of(pl.DataFrame({"area": ["b"]}))


def test_without_columns_there_is_one_place() -> None:
    assert Places(pl.DataFrame(height=1)).of(pl.DataFrame({"psu": [1, 2]})).tolist() == [0, 0]
