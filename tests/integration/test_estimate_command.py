"""`fairway estimate` end to end: every format in, the same figures out, nothing told that is withheld, nothing half."""

from __future__ import annotations

import hashlib
import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyreadstat
import pytest
import yaml
from scipy.optimize import linprog

from fairway.exchange.errors import NothingInside, TextInNumbers
from fairway.kernel.errors import InputError
from fairway.methods.disclosure.cell_keys import KeyFault
from fairway.methods.disclosure.errors import UnsafeTable
from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.errors import NothingToEstimate
from fairway.methods.survey.measures import Mean, Proportion, Total
from fairway.methods.survey.plan import Between
from fairway.methods.survey.quantiles import Quantile
from fairway.methods.survey.replicate_making import Bootstrap
from fairway.warehouse.surveys import disclosing_suppression, open_survey, running_outputs
from fairway.warehouse.surveys.running import Ran, run
from fairway.warehouse.surveys.specification_errors import (
    CodesOutsideHierarchy,
    OutputInTheWay,
    SpecificationFaulty,
    TablesUnlinkable,
)
from fairway.warehouse.surveys.specification_reading import read_specification

DESIGN = {"weight": "w", "stages": [{"unit": "psu", "stratum": "stratum"}], "nest": True, "singletons": "certainty"}
FIVE = {"method": "suppression", "rules": [{"kind": "minimum_frequency", "n": 5}]}
OPEN = {"method": "none", "reason": "Invented persons."}
FIGURES = ("estimate", "se", "low", "high", "cv", "deff", "df", "n")


def persons(seed: int = 1, count: int = 1500) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    stratum = np.sort(random.integers(1, 7, count))
    return pl.DataFrame(
        {
            "stratum": stratum,
            "psu": random.integers(1, 6, count),
            "w": np.round(random.uniform(50, 150, count), 2),
            "sex": random.integers(1, 3, count),
            "age": random.integers(0, 80, count),
            "region": (stratum + 1) // 2,
            "sector": random.choice([1, 2, 3, 4, 5, 6], count, p=[0.55, 0.25, 0.15, 0.03, 0.015, 0.005]),
            "earn": np.where(random.random(count) < 0.05, -9.0, np.round(random.lognormal(6, 1, count), 1)),
        }
    )


def table(**changes: Any) -> dict[str, Any]:
    return {
        "name": "t",
        "title": "Persons",
        "by": ["region", "sector"],
        "margins": True,
        "measures": [{"kind": "total"}, {"kind": "mean", "of": "earn"}],
        **changes,
    }


def stated(*tables: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "version": 1,
        "title": "Test",
        "source": {"publisher": "Office", "survey": "Survey", "year": 2024, "licence": "CC0"},
        "design": DESIGN,
        "missing": {"earn": [-9]},
        "disclosure": FIVE,
        "tables": list(tables) or [table()],
        **changes,
    }


def ran(folder: Path, said: Mapping[str, Any], frame: pl.DataFrame | Path | None = None, **options: Any) -> Ran:
    path = folder / "spec.yaml"
    path.write_text(yaml.safe_dump(dict(said), sort_keys=False), "utf-8")
    if not isinstance(frame, Path):
        source = folder / "persons.parquet"
        (persons() if frame is None else frame).write_parquet(source)
        frame = source
    return run(read_specification(path), frame, folder / "out", beside=folder, **options)


def csv(made: Ran, name: str = "t") -> pl.DataFrame:
    return pl.read_csv(made.out / name / f"{name}.csv", infer_schema_length=None)


def without_answer(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.when(pl.col("earn") != -9).then(pl.col("earn")))


# What goes in.


def as_stata(frame: pl.DataFrame, path: Path) -> None:
    pyreadstat.write_dta(frame, str(path), variable_value_labels={"sex": {1: "Men", 2: "Women"}})


def as_spss(frame: pl.DataFrame, path: Path) -> None:
    pyreadstat.write_sav(frame, str(path), variable_value_labels={"sex": {1: "Men", 2: "Women"}})


WRITERS: dict[str, Any] = {
    "dta": as_stata,
    "sav": as_spss,
    "csv": pl.DataFrame.write_csv,
    "parquet": pl.DataFrame.write_parquet,
}


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("engine", ["memory", "duckdb"])
def test_the_csv_holds_what_the_survey_estimates_from_every_format(tmp_path: Path, format: str, engine: str) -> None:
    frame = persons()
    source = tmp_path / f"persons.{format}"
    WRITERS[format](frame, source)
    measures = [
        {"kind": "total"},
        {"kind": "mean", "of": "earn"},
        {"kind": "proportion", "of": "sex", "equals": 2},
        {"kind": "quantile", "of": "earn", "at": 0.25},
        {"kind": "difference", "measure": {"kind": "mean", "of": "earn"}, "dimension": "sex", "first": 2, "second": 1},
    ]
    of_adults = [{"column": "age", "between": [15, 64]}]
    said = stated(table(by=["region", "sex"], measures=measures, where=of_adults, level=0.9, disclosure=OPEN))
    got = csv(ran(tmp_path, said, source, engine=engine))
    design = Design("w", (Stage("psu", "stratum"),), singletons="certainty", nest=True)
    asked = [
        Total(),
        Mean("earn"),
        Proportion("sex", 2),
        Quantile("earn", 0.25),
        Difference(Mean("earn"), "sex", 2, 1),
    ]
    wanted = (
        open_survey(without_answer(frame), design)
        .estimate(asked, by=["region", "sex"], where=[Between("age", 15, 64)], margins=True, level=0.9)
        .frame
    )
    keys = ["region", "sex", "measure"]
    got, wanted = got.sort(keys), wanted.sort(keys)
    assert got.select(keys).cast(pl.String).equals(wanted.select(keys).cast(pl.String))
    for name in FIGURES:
        left, right = got[name].cast(pl.Float64), wanted[name].cast(pl.Float64)
        assert left.is_null().equals(right.is_null()), name
        assert ((left - right).abs() <= 1e-9 * right.abs()).all(), name


def test_labels_of_the_file_reach_the_shown_table(tmp_path: Path) -> None:
    source = tmp_path / "persons.dta"
    as_stata(persons(), source)
    made = ran(tmp_path, stated(table(by=["region", "sex"], across="sex", outputs=["html", "xlsx", "parquet"])), source)
    page = (made.out / "t" / "t.html").read_text("utf-8")
    assert "Women" in page
    assert "Office, Survey, 2024. Licence: CC0." in page
    assert page.startswith("<!doctype html>")
    assert {path.name for path in (made.out / "t").iterdir()} == {"t.html", "t.xlsx", "t.parquet", "notes.txt"}


def test_a_label_file_that_does_not_match_is_counted_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("variable,code,label\nsex,1,Men\nregoin,1,North\nage,,Age\n", "utf-8")
    made = ran(tmp_path, stated(table(by=["sex"]), labels="labels.csv"))
    report = (made.out / "report.md").read_text("utf-8")
    assert "labels 1 variables that the microdata do not have" in report
    assert "regoin" in report
    assert "codes of sex have no label" in report


# What goes out is safe.


def margins_of(frame: pl.DataFrame, by: list[str], measure: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    rows = frame.filter(pl.col("measure") == measure).to_dicts()
    return {tuple(None if row[name] is None else str(row[name]) for name in by): row for row in rows}


def intruder(cells: dict[tuple[Any, ...], float | None], parents: dict[str, str]) -> dict[tuple[Any, ...], float]:
    """How wide the interval of each withheld cell is, from what is printed alone: two linear programmes each."""
    names = list(cells)
    place = {name: at for at, name in enumerate(names)}
    equations: list[dict[int, float]] = []
    width = len(names[0])
    for position in range(width):
        for parts in itertools.groupby(
            sorted(
                (name for name in names if name[position] is not None),
                key=lambda name: (str((*name[:position], *name[position + 1 :])), parents.get(str(name[position]), "")),
            ),
            key=lambda name: ((*name[:position], *name[position + 1 :]), parents.get(str(name[position]))),
        ):
            (others, parent), members = parts[0], list(parts[1])
            total = (*others[:position], parent, *others[position:])
            if total in place:
                equations.append({**{place[one]: 1.0 for one in members}, place[total]: -1.0})
    matrix = np.zeros((len(equations), len(names)))
    for row, equation in enumerate(equations):
        for at, sign in equation.items():
            matrix[row, at] = sign
    hidden = [at for at, name in enumerate(names) if cells[name] is None]
    known = np.array([0.0 if cells[name] is None else float(str(cells[name])) for name in names])
    right = -(matrix @ known)
    system = matrix[:, hidden]
    widths = {}
    for at, cell in enumerate(hidden):
        goal = np.zeros(len(hidden))
        goal[at] = 1.0
        scale = max(abs(right).max(), 1.0)
        ends = [linprog(side * goal, A_eq=system, b_eq=right / scale, bounds=(0, None)) for side in (1, -1)]
        low = ends[0].fun * scale
        high = np.inf if ends[1].status == 3 else -ends[1].fun * scale
        assert ends[0].status == 0, "the printed figures contradict each other"
        widths[names[cell]] = high - low
    return widths


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_withheld_count_or_total_can_be_worked_out(tmp_path: Path, seed: int) -> None:
    tree = {"1": "goods", "2": "goods", "3": "services", "4": "services", "5": "services", "6": "services"}
    tree |= {"goods": None, "services": None}  # type: ignore[dict-item]
    first = table(name="a", hierarchies={"sector": tree}, measures=[{"kind": "total"}, {"kind": "total", "of": "earn"}])
    second = table(name="b", by=["region", "sex"], margins=[[], ["region"]])
    third = table(name="c", by=["sector", "sex"], hierarchies={"sector": tree})
    made = ran(tmp_path, stated(first, second, third), persons(seed, 700))
    assert made.suppressions[0].primary > 0
    assert made.suppressions[0].secondary > 0
    by = ["region", "sector", "sex"]
    for measure, figure in (("total", "estimate"), ("total", "n"), ("total earn", "estimate"), ("mean earn", "n")):
        cells: dict[tuple[Any, ...], float | None] = {}
        for name, own in (("a", by[:2]), ("b", ["region", "sex"]), ("c", ["sector", "sex"])):
            wide = csv(made, name).with_columns(
                pl.lit(None, pl.String).alias(missing) for missing in by if missing not in own
            )
            for key, row in margins_of(wide, by, measure).items():
                before = cells.setdefault(key, row[figure])
                same = before == row[figure] if before is None else row[figure] == pytest.approx(before, rel=1e-12)
                assert same, "two tables print one cell differently"
        widths = intruder(cells, {code: group for code, group in tree.items() if group is not None})
        assert widths
        assert min(widths.values()) > 0.5, (measure, figure, min(widths, key=lambda cell: widths[cell]))


def test_everything_of_a_withheld_cell_is_withheld(tmp_path: Path) -> None:
    said = [*table()["measures"], {"kind": "quantile", "of": "earn"}, {"kind": "proportion", "of": "sex"}]
    compared = {"kind": "difference", "measure": {"kind": "mean", "of": "earn"}, "dimension": "region"}
    made = ran(tmp_path, stated(table(measures=[*said, {**compared, "first": 1, "second": 2}])))
    frame = csv(made)
    hidden = frame.filter(pl.col("disclosure").is_not_null())
    assert len(hidden) == made.tables[0].withheld > 0
    assert hidden.select(pl.col(*FIGURES, "reliability", "reason").is_null().all()).row(0) == (True,) * 10
    plain = hidden.filter(~pl.col("measure").str.contains("less"))
    cells = {(row["region"], row["sector"]) for row in plain.filter(pl.col("measure") == "total").to_dicts()}
    extreme = plain.filter(pl.col("measure") == "median earn").to_dicts()
    plain = plain.filter([(row["region"], row["sector"]) in cells for row in plain.to_dicts()])
    assert {(row["region"], row["sector"]) for row in extreme} >= cells
    each = frame.filter(~pl.col("measure").str.contains("less")).group_by("region", "sector").len()["len"].unique()
    assert len(plain) == len(cells) * each.item()
    differences = frame.filter(pl.col("measure").str.contains("less"))
    assert len(differences)
    for row in differences.to_dicts():
        leg_hidden = any((region, row["sector"]) in cells for region in (1, 2))
        assert (row["disclosure"] is not None) == leg_hidden


def test_a_measure_with_few_answers_hides_its_cell(tmp_path: Path) -> None:
    frame = persons().with_columns(
        pl.when((pl.col("region") == 1) & (pl.col("sector") == 1) & (pl.int_range(pl.len()) > 3))
        .then(-9.0)
        .otherwise("earn")
        .alias("earn")
    )
    made = ran(tmp_path, stated(), frame)
    cell = csv(made).filter((pl.col("region") == 1) & (pl.col("sector") == 1))
    assert cell["disclosure"].to_list() == ["suppressed", "suppressed"]


def test_dominance_hides_a_cell_with_many_people(tmp_path: Path) -> None:
    rich = (pl.col("region") == 2) & (pl.col("sector") == 1)
    first = pl.int_range(pl.len()).over("region", "sector") == 0
    frame = persons().with_columns(
        pl.when(rich & first).then(9e8).otherwise("earn").alias("earn"),
        pl.when(rich & first).then(1.0).otherwise("w").alias("w"),
    )
    rules = {"method": "suppression", "rules": [{"kind": "dominance", "n": 1, "k": 60}]}
    said = stated(table(measures=[{"kind": "total", "of": "earn"}], by=["sector", "region"], disclosure=rules))
    got = csv(ran(tmp_path, said, frame))
    assert got.filter((pl.col("region") == 2) & (pl.col("sector") == 1))["disclosure"].to_list() == ["suppressed"]


def test_rounded_totals_tell_nothing_else(tmp_path: Path) -> None:
    method = {"method": "rounding", "rules": FIVE["rules"], "rounding": {"base": 500, "kind": "controlled"}}
    totals = csv(ran(tmp_path, stated(table(disclosure=method, measures=[{"kind": "total"}]))))
    assert (totals["estimate"] % 500 == 0).all()
    assert totals.select(pl.col("se", "low", "high", "cv", "deff", "n").is_null().all()).row(0) == (True,) * 6
    inner = totals.filter(pl.col("region").is_not_null() & pl.col("sector").is_not_null())
    whole = totals.filter(pl.col("region").is_null() & pl.col("sector").is_null())
    assert inner["estimate"].sum() == whole["estimate"].item()
    assert set(totals["disclosure"]) == {"rounded"}


def test_cell_keys_perturb_counts_alike_in_every_table(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"sixteen bytes and more")
    frame = persons().with_row_index("id")
    method = {
        "method": "cell_key",
        "rules": FIVE["rules"],
        "cell_key": {"deviation": 5, "variance": 2.0},
        "keys": {"identifier": "id", "secret_file": "secret"},
    }
    only = [{"kind": "total"}]
    tables = [
        table(name=name, by=by, measures=only, disclosure=method)
        for name, by in (("a", ["region", "sector"]), ("b", ["region"]))
    ]
    made = ran(tmp_path, stated(*tables), frame)
    one = csv(made, "a").filter(pl.col("sector").is_null()).sort("region")
    other = csv(made, "b").sort("region")
    assert one["estimate"].to_list() == pytest.approx(other["estimate"].to_list(), rel=1e-12)
    assert set(one["disclosure"]) == {"perturbed"}
    true = frame.group_by("region").agg(pl.col("w").sum()).sort("region")["w"].to_list()
    assert other["estimate"].drop_nulls().to_list()[1:] != pytest.approx(true)


def test_an_unsafe_table_is_refused_by_name_and_nothing_is_written(tmp_path: Path) -> None:
    # One person in each of two sectors: each would learn the other's earnings from the total.
    alone = pl.col("sector").is_in([5, 6])
    frame = persons().filter(~alone & (pl.col("age") >= 0))
    lone = frame.head(2).with_columns(pl.Series("sector", [5, 6]), pl.Series("region", [9, 9]))
    frame = pl.concat([frame.filter(pl.col("region") < 9), lone])
    rules = {"method": "suppression", "rules": [{"kind": "minimum_frequency", "n": 2}], "always": [["region"], []]}
    with pytest.raises(UnsafeTable) as caught:
        ran(tmp_path, stated(table(disclosure=rules)), frame)
    assert caught.value.exit_code == 2
    assert any("region 9, sector 6" in cell for cell in caught.value.cells)
    assert "single respondent" in caught.value.title
    assert sorted(os.listdir(tmp_path)) == ["persons.parquet", "spec.yaml"]


def test_the_audit_does_not_believe_the_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def idle(*_: object) -> bool:
        return False

    monkeypatch.setattr(disclosing_suppression.Extension, "meet_all", idle)
    monkeypatch.setattr(disclosing_suppression.Extension, "meet", idle)
    with pytest.raises(UnsafeTable, match="can be disclosed"):
        ran(tmp_path, stated())
    assert not (tmp_path / "out").exists()


def test_margins_that_must_be_printed_are(tmp_path: Path) -> None:
    got = csv(ran(tmp_path, stated(table(disclosure={**FIVE, "always": [["region"], ["sector"], []]}))))
    margins = got.filter(pl.col("region").is_null() | pl.col("sector").is_null())
    assert margins["disclosure"].null_count() == len(margins)
    assert got["disclosure"].null_count() < len(got)


def test_tables_that_count_different_people_are_not_linked(tmp_path: Path) -> None:
    frame = persons().with_columns(pl.when(pl.int_range(pl.len()) > 20).then("sex").alias("sex"))
    tables = [table(name="a"), table(name="b", by=["region", "sex"])]
    with pytest.raises(TablesUnlinkable, match=r"a, b share cells"):
        ran(tmp_path, stated(*tables), frame)
    kept = {"sexes": {"recode": {"of": "sex", "into": {"men": [1], "women": [2]}, "unknown": "not stated"}}}
    tables[1]["by"] = ["region", "sexes"]
    made = ran(tmp_path, stated(*tables, variables=kept), frame)
    assert "not stated" in csv(made, "b")["sexes"].to_list()


@pytest.mark.parametrize("second", ["young", "half"])
def test_two_classifications_of_one_variable_are_refused(tmp_path: Path, second: str) -> None:
    variables = {
        "ages": {"bands": {"of": "age", "from": [0, 15, 25, 65]}},
        "young": {"bands": {"of": "age", "from": [0, 20]}},
    }
    frame = persons().with_columns((pl.col("region") > 1).alias("half"))
    first = "ages" if second == "young" else "region"
    tables = [table(name="a", by=[first, "sex"]), table(name="b", by=[second, "sector"])]
    with pytest.raises(SpecificationFaulty, match="classify the same thing"):
        ran(tmp_path, stated(*tables, variables=variables), frame)
    tables[1]["disclosure"] = {**FIVE, "alone": "Printed for the ministry alone."}
    made = ran(tmp_path, stated(*tables, variables=variables), frame)
    assert "Printed for the ministry alone." in (made.out / "report.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (table(name="a", by=["region", "sex"]), table(name="b", where=[{"column": "sex", "is": [1]}])),
        (
            table(
                name="a", by=["region"], measures=[{"kind": "total"}, {"kind": "proportion", "of": "sex", "equals": 1}]
            ),
            table(name="b", by=["region", "sex"]),
        ),
        (
            table(name="a", by=["region"], measures=[{"kind": "total", "of": "man"}]),
            table(name="b", where=[{"column": "sex", "is": [1]}]),
        ),
    ],
)
def test_a_table_that_prints_part_of_another_is_refused(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any]
) -> None:
    variables = {"man": {"is": {"column": "sex", "values": [1]}}}
    with pytest.raises(SpecificationFaulty, match="a counts people by “sex”"):
        ran(tmp_path, stated(first, second, variables=variables))
    assert not (tmp_path / "out").exists()


def test_calibrated_and_replicated_estimates_are_those_of_the_survey(tmp_path: Path) -> None:
    frame = persons()
    total = {sex: 1.1 * value for sex, value in frame.group_by("sex").agg(pl.col("w").sum()).iter_rows()}
    margin = {"columns": ["sex"], "totals": [{"codes": [sex], "total": value} for sex, value in total.items()]}
    calibration = {"kind": "post_stratification", "margins": [margin]}
    only = table(by=["sex"], measures=[{"kind": "total"}, {"kind": "mean", "of": "age"}], disclosure=OPEN)
    got = csv(ran(tmp_path, stated(only, calibration=calibration)))
    assert got.filter((pl.col("measure") == "total") & (pl.col("sex") == 1))["estimate"].item() == pytest.approx(
        total[1]
    )
    assert got.filter((pl.col("measure") == "total") & (pl.col("sex") == 1))["se"].item() == pytest.approx(0, abs=1e-6)
    replicates = {"kind": "bootstrap", "count": 40, "seed": 3}
    made = ran(tmp_path, stated(only, replicates=replicates), replace=True)
    design = Design("w", (Stage("psu", "stratum"),), singletons="certainty", nest=True)
    wanted = open_survey(frame, design).estimate([Total()], by=["sex"], replicate=Bootstrap(40, 3)).frame
    se = csv(made).filter((pl.col("measure") == "total") & pl.col("sex").is_not_null())["se"]
    assert se.to_list() == pytest.approx(wanted["se"].to_list())


def test_a_household_counts_once(tmp_path: Path) -> None:
    frame = persons().with_columns((pl.int_range(pl.len()) // 4).alias("household"))
    crowded = (pl.col("region") == 1) & (pl.col("sector") == 2)
    frame = frame.with_columns(pl.when(crowded).then(0).otherwise("household").alias("household"))
    cell = (pl.col("region") == 1) & (pl.col("sector") == 2)
    assert csv(ran(tmp_path, stated(), frame)).filter(cell)["disclosure"].null_count() == 2
    counted = table(disclosure={**FIVE, "contributor": "household"})
    got = csv(ran(tmp_path, stated(counted), frame, replace=True)).filter(cell)
    assert got["disclosure"].to_list() == ["suppressed", "suppressed"]


def test_random_rounding_is_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"sixteen bytes and more")
    keys = {"identifier": "id", "secret_file": "secret"}
    method = {"method": "rounding", "rules": FIVE["rules"], "rounding": {"base": 500, "kind": "random"}, "keys": keys}
    frame = persons().with_row_index("id")
    said = stated(table(disclosure=method, measures=[{"kind": "total"}]))
    first = csv(ran(tmp_path, said, frame)).filter(pl.col("measure") == "total")
    again = csv(ran(tmp_path, said, frame.sample(fraction=1.0, shuffle=True, seed=5), replace=True))
    assert (first["estimate"] % 500 == 0).all()
    assert first["estimate"].to_list() == again.filter(pl.col("measure") == "total")["estimate"].to_list()
    (tmp_path / "secret").unlink()
    with pytest.raises(KeyFault, match="secret"):
        ran(tmp_path, said, frame, replace=True)


def test_groups_are_rows_of_the_table(tmp_path: Path) -> None:
    tree = {"1": "goods", "2": "goods", "3": None, "4": None, "5": None, "6": None, "goods": None}
    made = ran(tmp_path, stated(table(hierarchies={"sector": tree}, disclosure=OPEN)))
    got = csv(made).filter((pl.col("measure") == "total") & (pl.col("region") == 1))
    value = dict(zip(got["sector"], got["estimate"], strict=True))
    assert value["goods"] == pytest.approx(value["1"] + value["2"])
    assert got["sector"].n_unique() == len(got)
    with pytest.raises(CodesOutsideHierarchy, match="codes of sector"):
        ran(tmp_path, stated(table(hierarchies={"sector": {"1": "goods", "goods": None}})), replace=True)


# Bad input.


def test_text_among_numbers_is_counted_with_its_rows(tmp_path: Path) -> None:
    source = tmp_path / "persons.csv"
    frame = persons().with_columns(pl.col("earn").cast(pl.String))
    words = pl.when(pl.int_range(pl.len()).is_in([4, 9])).then(pl.lit("refused")).otherwise("earn").alias("earn")
    frame.with_columns(words).write_csv(source)
    with pytest.raises(TextInNumbers) as caught:
        ran(tmp_path, stated(), source)
    assert "2 cells" in caught.value.title
    assert "first in row 5" in caught.value.title
    assert "missing: {earn" in caught.value.advice
    made = ran(tmp_path, stated(missing={"earn": [-9, "refused"]}), source)
    assert csv(made)["estimate"].null_count() < len(csv(made))


def test_an_empty_file_and_an_unknown_column_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("", "utf-8")
    with pytest.raises(NothingInside, match=r"empty\.csv"):
        ran(tmp_path, stated(), tmp_path / "empty.csv")
    with pytest.raises(SpecificationFaulty, match="Did you mean “sector”"):
        ran(tmp_path, stated(table(by=["region", "sectr"])))


def test_a_universe_without_anybody_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToEstimate, match="Table t: No row"):
        ran(tmp_path, stated(table(where=[{"column": "age", "between": [200, None]}])))


def test_rows_without_a_domain_are_counted_in_the_report(tmp_path: Path) -> None:
    frame = persons().with_columns(pl.when(pl.int_range(pl.len()) > 6).then("sex").alias("sex"))
    made = ran(tmp_path, stated(table(by=["sex"])), frame)
    assert "7 rows left out: sex is null" in (made.out / "report.md").read_text("utf-8")


def test_the_report_names_file_design_formulas_and_rules(tmp_path: Path) -> None:
    made = ran(tmp_path, stated(table(disclosure={**FIVE, "confidential_parameters": True})))
    report = (made.out / "report.md").read_text("utf-8")
    digest = hashlib.sha256((tmp_path / "persons.parquet").read_bytes()).hexdigest()
    for said in (
        digest,
        "1,500 rows",
        "in 6 strata",
        "Σ w·y / Σ w",
        "earn: the codes -9",
        "The audit passed",
        "Fairway ",
    ):
        assert said in report, said
    assert "Their parameters are confidential." in report
    assert "fewer than 5" not in report
    assert "narrowest" not in report
    page = (made.out / "report.html").read_text("utf-8")
    assert "<h2>Disclosure control</h2>" in page


def test_a_reason_is_printed_where_nothing_is_protected(tmp_path: Path) -> None:
    made = ran(tmp_path, stated(table(disclosure=OPEN)))
    assert "Reason given: Invented persons." in (made.out / "report.md").read_text("utf-8")
    assert "Reason: Invented persons." in (made.out / "t" / "notes.txt").read_text("utf-8")


def test_markup_in_titles_stays_text(tmp_path: Path) -> None:
    made = ran(tmp_path, stated(table(title="<script>x</script>", outputs=["html"]), title="<b>Test</b>"))
    assert "<script>x" not in (made.out / "t" / "t.html").read_text("utf-8")
    assert "<b>Test" not in (made.out / "report.html").read_text("utf-8")


# All or nothing.


def test_earlier_results_give_way_only_where_that_is_asked(tmp_path: Path) -> None:
    ran(tmp_path, stated())
    with pytest.raises(OutputInTheWay, match="holds results"):
        ran(tmp_path, stated())
    made = ran(tmp_path, stated(table(name="other")), replace=True)
    assert sorted(path.name for path in made.out.iterdir()) == ["other", "report.html", "report.md"]
    (tmp_path / "out" / "report.md").unlink()
    with pytest.raises(OutputInTheWay, match="no folder of results"):
        ran(tmp_path, stated(), replace=True)


def test_a_failure_while_writing_leaves_the_earlier_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran(tmp_path, stated())

    def broken(*_: object) -> None:
        raise InputError("no")

    monkeypatch.setattr(running_outputs, "estimates_csv", broken)
    with pytest.raises(InputError, match="no"):
        ran(tmp_path, stated(table(name="other")), replace=True)
    assert (tmp_path / "out" / "t" / "t.csv").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "persons.parquet", "spec.yaml"]


def test_interrupted_it_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(yaml.safe_dump(stated()), "utf-8")
    persons(1, 400_000).write_parquet(tmp_path / "persons.parquet")
    command = [str(Path(sys.executable).parent / "fairway"), "estimate", "spec.yaml", "persons.parquet"]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    assert running.stderr is not None
    for line in running.stderr:
        if line.startswith("Checking the design"):
            break
    running.send_signal(signal.SIGINT)
    said = running.stderr.read()
    assert running.wait(timeout=30) == 130, said
    assert "Nothing is half done" in said
    time.sleep(0.1)
    assert sorted(os.listdir(tmp_path)) == ["persons.parquet", "spec.yaml"]
