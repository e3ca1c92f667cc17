"""Every table of the catalogue says whose it is; all of them import from the full files, with the published totals."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from fairway.sources.catalogue import CATALOGUE
from fairway.sources.edition import Edition
from fairway.warehouse.importing import import_folder
from fairway.warehouse.shelf import Shelf

TABLES = {
    "agreement_provisions",
    "agreements",
    "crossings_darien",
    "crossings_frontex",
    "crossings_mexico",
    "crossings_us",
    "deaths",
    "displacement",
    "distance",
    "employment_by_education",
    "employment_by_occupation",
    "employment_by_sector",
    "mean_earnings",
    "mean_hours",
    "migrant_stock",
    "migrant_stock_worldbank",
    "migrants_by_age",
    "population",
    "population_age",
    "ratifications",
    "refugees",
    "remittance_prices",
    "remittances",
    "sdg",
    "un_treaties",
    "unemployment_by_education",
    "wdi",
}


def test_the_catalogue_holds_every_table_once_per_edition() -> None:
    assert {edition.table for edition in CATALOGUE} == TABLES
    assert len({(edition.table, edition.edition) for edition in CATALOGUE}) == len(CATALOGUE)


@pytest.mark.parametrize("edition", CATALOGUE, ids=lambda one: f"{one.table}-{one.edition}")
def test_every_edition_says_whose_it_is_and_how_it_was_made(edition: Edition) -> None:
    assert all((edition.publisher, edition.title, edition.licence, edition.url.startswith("https://")))
    assert len(edition.method.template) > 60
    assert edition.key


@pytest.fixture(scope="module")
def shelf(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """Every table, imported from the full files into a home of its own."""
    home = tmp_path_factory.mktemp("full")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAIRWAY_HOME", str(home))
        started = time.perf_counter()
        failed = {one.edition.table: one.error for one in import_folder(shared_data) if one.error}
        assert not failed
        assert time.perf_counter() - started < 30
        yield Shelf(home / "vintages")


def _edition(shelf: Shelf, table: str, edition: str) -> pl.DataFrame:
    return next(one.frame for one in shelf.editions(table) if one.record.edition == edition)


@pytest.mark.full_data
@pytest.mark.parametrize(
    ("edition", "year", "persons"), [("2024", 2024, 304_021_813), ("2020", 2020, 280.6e6), ("2024", 2020, 275.3e6)]
)
def test_the_world_stock_is_the_published_one(shelf: Shelf, edition: str, year: int, persons: float) -> None:
    world = _edition(shelf, "migrant_totals", edition).filter(pl.col("place") == "WLD", pl.col("year") == year)
    total = world["female"][0] + world["male"][0]
    assert total == persons if isinstance(persons, int) else round(total / 1e6, 1) == persons / 1e6


@pytest.mark.full_data
def test_the_two_editions_disagree_about_nepal_and_qatar_in_2020(shelf: Shelf) -> None:
    found = []
    for edition in ("2020", "2024"):
        rows = _edition(shelf, "migrant_stock", edition).filter(
            pl.col("origin") == "NPL", pl.col("destination") == "QAT", pl.col("year") == 2020
        )
        found.append(rows["female"][0] + rows["male"][0])
    assert found == [253_940, 248_899]


@pytest.mark.full_data
def test_subregions_and_unknown_origins_add_up_to_the_world(shelf: Shelf) -> None:
    areas = _edition(shelf, "migrant_areas", "2024").filter(pl.col("year") == 2024)
    stock = _edition(shelf, "migrant_stock", "2024").filter(pl.col("year") == 2024)
    unknown = stock.filter(pl.col("origin") == "OOO")
    assert round((unknown["female"].sum() + unknown["male"].sum()) / 1e6, 2) == 22.07
    between = areas["female"].sum() + areas["male"].sum()
    assert between + unknown["female"].sum() + unknown["male"].sum() == 304_021_813


@pytest.mark.full_data
def test_the_world_bank_stock_and_its_left_out_rows_add_up(shelf: Shelf, shared_data: Path) -> None:
    vintage = shelf.vintages("migrant_stock_worldbank")[0]
    received = pl.read_csv(shared_data / "migration" / vintage.record.file)
    other = received.filter(
        pl.col("origin").str.starts_with("Other") | pl.col("destination").str.starts_with("Other"),
        pl.col("origin") != "World",
        pl.col("destination") != "World",
    )["value"].sum()
    assert vintage.frame["persons"].sum() + other == 266_143_792
    assert vintage.record.rows_received == vintage.record.rows_published + sum(vintage.record.left_out.values())


@pytest.mark.full_data
def test_remittances_add_up_to_the_world_row(shelf: Shelf) -> None:
    vintage = shelf.vintages("remittances")[0]
    assert vintage.frame["musd"].sum() == pytest.approx(613_465.84, abs=5)
    assert round(vintage.rows("NPL", "QAT")[0]["musd"], 1) == 1967.9
    assert not vintage.rows("QAT", "NPL") or vintage.rows("QAT", "NPL")[0]["musd"] < 1


@pytest.mark.full_data
def test_world_population_is_the_published_one(shelf: Shelf, shared_data: Path) -> None:
    ages = shelf.vintages("population_age")[0].frame.filter(pl.col("year") == 2020, pl.col("variant") == "estimate")
    received = pl.read_parquet(shared_data / "demography/wpp2019_population_age5_sex.parquet").filter(
        pl.col("year") == 2020, pl.col("variant") == "estimate", pl.col("m49") == 900
    )
    assert round(received["pop_thousands"].sum() / 1000, 1) == 7794.8
    assert ages["persons"].sum() == pytest.approx(7794.8e6, rel=1e-3)
    working = shelf.vintages("working_age")[0].frame.filter(pl.col("year") == 2020)
    assert working.select(pl.sum_horizontal("children", "working", "older")).sum().item() == ages["persons"].sum()


@pytest.mark.full_data
def test_counts_named_in_the_traps_are_found(shelf: Shelf) -> None:
    treaties = shelf.vintages("un_treaties")[0].frame
    assert len(treaties.filter(pl.col("instrument") == "ICRMW", pl.col("status") == "yes")) == 57
    agreements = shelf.vintages("agreements")[0].frame
    early = agreements.filter(pl.col("anomaly") == "ratified before signed")["treaty_id"].n_unique()
    assert early == 18
    prices = shelf.vintages("remittance_prices")[0]
    assert prices.record.left_out["price of zero or less"] == 6
    assert shelf.vintages("sdg")[0].record.left_out["value N: not asked of the country"] == 350


@pytest.mark.full_data
def test_no_key_is_doubled(shelf: Shelf) -> None:
    keys = {
        "migrant_stock": ("origin", "destination", "year"),
        "migrant_stock_worldbank": ("origin", "destination"),
        "remittances": ("origin", "destination"),
        "remittance_prices": ("origin", "destination", "quarter"),
        "un_treaties": ("place", "instrument"),
        "population": ("place", "year"),
        "population_age": ("place", "year", "sex", "age", "variant"),
        "wdi": ("place", "indicator", "year"),
        "refugees": ("origin", "destination", "year", "group"),
        **dict.fromkeys(
            ("employment_by_sector", "employment_by_education", "employment_by_occupation"),
            ("place", "year", "basis", "group", "sex", "category"),
        ),
        **dict.fromkeys(
            ("unemployment_by_education", "mean_earnings", "mean_hours"),
            ("place", "year", "basis", "group", "sex", "category"),
        ),
    }
    doubled = {
        table: key for table, key in keys.items() if shelf.vintages(table)[0].frame.select(key).is_duplicated().any()
    }
    assert not doubled
