"""UN DESA's stock: unknown origins, true zeros, two sexes, subregions; and its file of ages."""

from __future__ import annotations

from fairway.sources import undesa_stock
from tests.unit.sources.conftest import Harmonise

HEADER = "destination,year,origin,sex,n,type_birthplace,type_citizenship,type_refugees_included,type_imputed\n"
STOCK = HEADER + (
    "QAT,2020,NPL,female,10,0,1,0,0\n"
    "QAT,2020,NPL,male,90,0,1,0,0\n"
    "QAT,2020,IND,female,0,0,1,0,0\n"
    "QAT,2020,OOO,female,5,1,0,1,1\n"
    "QAT,2020,OOO,male,7,1,0,1,1\n"
    "QAT,2020,PAK,total,3,1,0,1,1\n"
)


def _stock(harmonise_text: str) -> dict[str, dict[str, object]]:
    import io

    import polars as pl

    frame = pl.read_csv(io.StringIO(harmonise_text)).with_row_index("source_row", offset=1)
    return {row["origin"]: row for row in undesa_stock.harmonise(frame).frame.iter_rows(named=True)}


def test_women_and_men_stand_side_by_side_with_their_rows() -> None:
    row = _stock(STOCK)["NPL"]
    assert (row["female"], row["male"], row["row_female"], row["row_male"]) == (10, 90, 1, 2)
    assert row["basis"] == "citizenship"


def test_a_true_zero_is_not_an_absent_row() -> None:
    row = _stock(STOCK)["IND"]
    assert (row["female"], row["male"]) == (0, None)


def test_unknown_origins_count_in_totals_and_in_no_subregion() -> None:
    import io

    import polars as pl

    frame = pl.read_csv(io.StringIO(STOCK)).with_row_index("source_row", offset=1)
    harmonised = undesa_stock.harmonise(frame)
    totals = {(row["place"], row["role"]): row for row in undesa_stock.totals(harmonised.frame).iter_rows(named=True)}
    assert totals["QAT", "destination"]["female"] == 15
    areas = undesa_stock.areas(harmonised.frame).rows(named=True)
    assert areas == [
        {"origin": "034", "destination": "145", "year": 2020, "female": 10, "male": 90, "corridors": 2},
    ]
    assert harmonised.left_out == {"without origin or destination": 0, "other sex": 1}


def test_ages_name_the_role_and_the_channel_islands(harmonise: Harmonise) -> None:
    result = harmonise(
        "migrants_by_age",
        "geo,var,t,sex,age,n\nCHA,emigrants,2020,total,20-24,1118.2\nQAT,immigrants,2020,male,20-24,\n",
    )
    row = result.frame.row(0, named=True)
    assert (row["place"], row["role"], row["sex"], row["persons"]) == ("XCX", "origin", "T", 1118.2)
    assert result.left_out == {"without a value": 1}
