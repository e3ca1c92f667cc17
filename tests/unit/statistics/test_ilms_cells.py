"""The tables made in one pass equal those that `Survey.estimate` makes margin by margin."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
import yaml

from fairway.methods.disclosure.primary import MinimumFrequency
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.errors import NothingToEstimate
from fairway.methods.survey.plan import Is
from fairway.statistics.ilms import cells, protecting, running
from fairway.statistics.ilms.cells import CellGrouping
from fairway.statistics.ilms.crossings import Crossing, crossings
from fairway.statistics.ilms.estimating import axes_of, estimated_in_one_pass, estimated_plainly, open_cells
from fairway.statistics.ilms.parameters import definitions_of
from fairway.statistics.ilms.running import Prepared
from fairway.warehouse.surveys import open_survey
from fairway.warehouse.surveys.mapping import read_mapping
from tests.unit.statistics.test_ilms_chain import MAPPING, persons

TABLES = {one.name: one for one in crossings() if one.universe == "persons" and not one.mean}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The invented survey, with weights of zero and units in no order."""
    folder = tmp_path_factory.mktemp("survey")
    rows = persons().sample(fraction=1.0, shuffle=True, seed=3)
    rows = rows.with_columns(pl.when(pl.int_range(pl.len()) % 11 == 0).then(0.0).otherwise("wt").alias("wt"))
    rows.write_parquet(folder / "persons.parquet")
    (folder / "map.yaml").write_text(yaml.safe_dump(MAPPING), "utf-8")
    mapping = read_mapping(folder / "map.yaml")
    return running.prepared(mapping, folder / "persons.parquet", definitions_of(mapping), Path(), running.silent)


@pytest.mark.parametrize("block", [1 << 10, 1 << 19])
@pytest.mark.parametrize("name", TABLES)
def test_one_pass_gives_what_many_give(ready: Prepared, name: str, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "BLOCK", block)
    crossing, design = TABLES[name], ready.mapped.design
    with open_cells(ready.persons, design) as fast, open_survey(ready.persons, design) as slow:
        found = estimated_in_one_pass(fast, crossing, ready.trees).frame
        expected = estimated_plainly(slow, crossing, ready.trees).frame
    keys = [*crossing.dimensions, "measure"]
    assert len(found) == len(expected) > 1
    joined = expected.join(found, on=keys, how="left", nulls_equal=True, validate="1:1", suffix=" found")
    for one in ("n", "df", "reliability"):
        assert joined[one].to_list() == joined[f"{one} found"].to_list()
    for one in ("estimate", "se", "low", "high", "cv"):
        here, there = (joined[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for name in (one, f"{one} found"))
        # Sums of the same weights in another order; an error that is zero but for that stays nearly so.
        np.testing.assert_allclose(there, here, rtol=1e-9, atol=1e-6, equal_nan=True)


def test_where_each_row_is_a_unit_rows_are_ordered_instead(ready: Prepared) -> None:
    crossing = TABLES["age_birth"]
    with open_cells(ready.persons, Design("weight", (Stage(None, "stratum"),))) as survey:
        grouping = survey.grouping
        assert isinstance(grouping, CellGrouping)
        assert not grouping.suits(axes_of(grouping, crossing, ready.trees))
    with open_cells(ready.persons, ready.mapped.design) as survey:
        grouping = survey.grouping
        assert isinstance(grouping, CellGrouping)
        assert grouping.suits(axes_of(grouping, crossing, ready.trees))


@pytest.mark.parametrize("twin", ["", "base_birth"])
def test_a_table_of_nobody_is_refused(ready: Prepared, twin: str) -> None:
    nobody = Crossing("nobody", {"sex": ("sex",)}, (Is("sex", ("SEX_Z",)),), twin=twin)
    with open_cells(ready.persons, ready.mapped.design) as survey, pytest.raises(NothingToEstimate):
        estimated_in_one_pass(survey, nobody, ready.trees)


def test_protection_needs_no_persons_where_tables_have_no_mean(
    ready: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers of respondents are those of the estimates: with every row at hand, the same cells are withheld."""
    frames = {"persons": ready.persons}
    rules = (MinimumFrequency(60),)
    with open_cells(ready.persons, ready.mapped.design) as survey:
        made = {name: estimated_in_one_pass(survey, TABLES[name], ready.trees) for name in ("base_birth", "age_birth")}
    without = protecting.protect(made, frames, ready.trees, rules, running.silent)
    monkeypatch.setattr(protecting, "_rows_needed", lambda *_: ready.persons.lazy())
    whole = protecting.protect(made, frames, ready.trees, rules, running.silent)
    assert len(without.patterns["residents"].withheld) > 0
    assert without.patterns["residents"].withheld.equals(whole.patterns["residents"].withheld)
