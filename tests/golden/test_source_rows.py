"""Twenty corridors picked at random: what Fairway publishes equals the publisher's rows, file and row named."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from fairway.corridors import Corridor, profile
from fairway.warehouse.importing import import_folder
from fairway.warehouse.shelf import Shelf

pytestmark = pytest.mark.full_data

STOCK_FILE = "migration/undesa_ims_2024_origin_destination_sex.parquet"
REMITTANCES_FILE = "migration/worldbank_bilateral_remittances_2017_musd.csv.gz"
PRICES_FILE = "migration/worldbank_rpw_corridor_costs_2011_2020.csv.gz"
STOCK_COUNT, SEED = 20, 20_251_121

# (origin, destination, year): row of the women, of the men, and their numbers, in STOCK_FILE.
GOLDEN: dict[tuple[str, str, int], tuple[int, int, int, int]] = {
    ("ARG", "GRC", 2020): (66027, 66028, 405, 247),
    ("ARG", "HND", 2024): (70027, 70028, 84, 113),
    ("ARG", "POL", 2005): (121755, 121756, 96, 117),
    ("ARM", "FRA", 2010): (56533, 56534, 10943, 10172),
    ("BEL", "HRV", 2015): (70841, 70842, 199, 176),
    ("BLR", "LBY", 2005): (88495, 88496, 245, 373),
    ("CUB", "GEO", 2024): (59481, 59482, 4, 7),
    ("DEU", "ARG", 2000): (2101, 2102, 6084, 4901),
    ("GBR", "BRN", 2015): (22463, 22464, 846, 1209),
    ("IDN", "PNG", 2024): (121343, 121344, 6600, 7038),
    ("MWI", "ZMB", 1990): (152743, 152744, 6632, 10441),
    ("MYS", "PNG", 2015): (121267, 121268, 31, 48),
    ("NLD", "MEX", 2000): (102847, 102848, 323, 458),
    ("PRY", "PER", 2010): (120375, 120376, 355, 292),
    ("ROU", "AUT", 2010): (7805, 7806, 35043, 27821),
    ("RUS", "ROU", 2005): (127237, 127238, 4406, 2214),
    ("SEN", "FIN", 2024): (55643, 55644, 39, 215),
    ("SLV", "BHS", 2024): (15301, 15302, 4, 77),
    ("TJK", "SVK", 1990): (132831, 132832, 0, 0),
    ("USA", "MNP", 2015): (107595, 107596, 603, 646),
}


@pytest.fixture(scope="module")
def shelf(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """The tables of this test, imported into a home of their own."""
    home = tmp_path_factory.mktemp("golden")
    wanted = frozenset({"migrant_stock", "remittances", "remittance_prices"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAIRWAY_HOME", str(home))
        assert not [one.error for one in import_folder(shared_data, only=wanted) if one.error]
        yield Shelf(home / "vintages")


def _cell(frame: pl.DataFrame, row: int) -> dict[str, object]:
    """Row `row` of a published file, 1 for the first after the header."""
    return frame.row(row - 1, named=True)


def test_the_corridors_are_those_that_the_seed_picks(shelf: Shelf) -> None:
    frame = shelf.vintages("migrant_stock")[0].frame.drop_nulls(["female", "male"])
    rows = frame.select("origin", "destination", "year").filter(pl.col("origin") != "OOO").rows()
    picked = random.Random(SEED).sample(sorted(rows), STOCK_COUNT)
    assert sorted(picked) == sorted(GOLDEN)


@pytest.mark.parametrize("corridor", GOLDEN, ids=lambda one: f"{one[0]}-{one[1]}-{one[2]}")
def test_the_stock_equals_the_publishers_rows(shelf: Shelf, shared_data: Path, corridor: tuple[str, str, int]) -> None:
    origin, destination, year = corridor
    row_female, row_male, female, male = GOLDEN[corridor]
    published = next(row for row in shelf.vintages("migrant_stock")[0].rows(origin, destination) if row["year"] == year)
    assert (published["row_female"], published["row_male"]) == (row_female, row_male)
    assert (published["female"], published["male"]) == (female, male)
    file = pl.read_parquet(shared_data / STOCK_FILE)
    for row, sex, persons in ((row_female, "female", female), (row_male, "male", male)):
        cell = _cell(file, row)
        assert (cell["origin"], cell["destination"], cell["year"]) == (origin, destination, year)
        assert (cell["sex"], cell["n"]) == (sex, persons)


def test_twenty_remittance_corridors_equal_the_publishers_rows(shelf: Shelf, shared_data: Path) -> None:
    file = pl.read_csv(shared_data / REMITTANCES_FILE)
    frame = shelf.vintages("remittances")[0].frame
    for row in random.Random(SEED).sample(frame.rows(named=True), STOCK_COUNT):
        assert _cell(file, row["source_row"])["value"] == row["musd"]
    nepal = shelf.vintages("remittances")[0].rows("NPL", "QAT")[0]
    assert nepal["source_row"] == 7605
    assert _cell(file, 7605) == {"sending": "Qatar", "receiving": "Nepal", "value": nepal["musd"]}


def test_twenty_sending_prices_equal_the_publishers_rows(shelf: Shelf, shared_data: Path) -> None:
    file = pl.read_csv(shared_data / PRICES_FILE)
    frame = shelf.vintages("remittance_prices")[0].frame
    for row in random.Random(SEED).sample(frame.rows(named=True), STOCK_COUNT):
        cell = _cell(file, row["source_row"])
        assert (cell["value"], cell["quarter"]) == (row["cost_percent"], row["quarter"])
        assert (cell["receiving_code"], cell["sending_code"]) == (row["origin"], row["destination"])


@pytest.mark.parametrize("corridor", GOLDEN, ids=lambda one: f"{one[0]}-{one[1]}-{one[2]}")
def test_the_profile_shows_the_publishers_rows(shelf: Shelf, shared_data: Path, corridor: tuple[str, str, int]) -> None:
    """The page, not the table: every year of the figure is the file's rows, and the rows it cites are those rows."""
    origin, destination, _ = corridor
    figure = profile(Corridor(origin, destination), shelf).figure("people.stock")
    assert figure is not None
    file = pl.read_parquet(shared_data / STOCK_FILE).with_row_index("row", offset=1)
    rows = file.filter((pl.col("origin") == origin) & (pl.col("destination") == destination))
    counts = {(row["year"], row["sex"]): row["n"] for row in rows.rows(named=True)}
    for year, women, men, both in figure.rows:
        assert (women, men) == (counts[year, "female"], counts[year, "male"])
        assert both == counts[year, "female"] + counts[year, "male"]
    assert set(figure.sources[0].rows) == set(rows["row"].to_list())
