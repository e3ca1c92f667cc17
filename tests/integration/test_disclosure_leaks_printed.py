"""Leaks that were found in what is printed, each closed: counts, errors, quantiles, noise, refusals, reports."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
import yaml

from fairway.methods.disclosure.errors import UnsafeTable
from fairway.methods.disclosure.rounding import RoundingFault
from fairway.warehouse.surveys import disclosing_margins
from fairway.warehouse.surveys.running import run
from fairway.warehouse.surveys.specification_errors import CodesOutsideHierarchy, SpecificationFaulty
from fairway.warehouse.surveys.specification_reading import read_specification
from tests.integration import test_disclosure_attacks as attacks
from tests.integration.test_disclosure_attacks import (
    BY,
    FEW,
    TOTAL,
    Intruder,
    Key,
    at_least,
    crossing,
    csv,
    few,
    persons,
    printed,
    ran,
    sum_of,
    table,
)

MEAN = {"kind": "mean", "of": "earn"}
BASE = {(1, 1): 30, (1, 2): 20, (1, 3): 2, (2, 1): 25, (2, 2): 20, (2, 3): 15, (3, 1): 25, (3, 2): 20, (3, 3): 15}
ELEMENTS = {"weight": "w", "stages": [{"unit": None, "stratum": "stratum"}]}
COUNTS = ("n", "df", "deff")


# Counts.


@pytest.mark.parametrize("seed", range(5))
def test_counts_do_not_tell_where_weights_are_alike_in_a_region(tmp_path: Path, seed: int) -> None:
    counts = crossing(seed)
    frame = persons(counts, seed).with_columns((50.0 + 10 * pl.col("region")).alias("w"))
    shown = csv(ran(tmp_path, frame, table(), disclosure=at_least(FEW)))
    intruder = Intruder()
    intruder.reads("n", printed(shown, "total", "n"), 1.0)
    intruder.reads("w", printed(shown, "total", "estimate"))
    intruder.adds_up()
    for (name, cell), at in list(intruder.number.items()):
        if name == "n" and cell[0] is not None:
            weight = 50.0 + 10 * int(cell[0])
            intruder.equations.append(({intruder.number["w", cell]: 1.0, at: -weight}, 0.0))
    for cell in few(counts):
        low, high = intruder.interval("n", cell)
        assert high - low > 0.99, (cell, low, high)


def related(held: set[Key], cell: Key) -> bool:
    """Above a withheld cell, or beside one under a common total; straight from the definition, two dimensions."""
    above = any(all(mine in (None, his) for mine, his in zip(cell, one, strict=True)) for one in held)
    parts = any(cell[1 - at] == one[1 - at] and cell[at] is not None for one in held for at in (0, 1))
    return above or any(cell[at] == one[at] for one in held for at in (0, 1) if one[1 - at] is None) or parts


@pytest.mark.parametrize(
    "hierarchies", [{}, {"sector": {"1": "a", "2": "a", "3": "b", "4": "b", "a": None, "b": None}}]
)
def test_rows_beside_withheld_cells_are_coarse_and_no_others(tmp_path: Path, hierarchies: dict[str, Any]) -> None:
    counts = {**dict.fromkeys(itertools.product(range(1, 6), range(1, 5)), 20), (1, 1): 2}
    asked = table(measures=[TOTAL, MEAN], hierarchies=hierarchies)
    shown = csv(ran(tmp_path, persons(counts, 1), asked, disclosure=at_least(FEW)))
    held = {
        tuple(row) for row in shown.filter(pl.col("disclosure").is_not_null()).select(pl.col(BY).cast(pl.String)).rows()
    }
    assert held
    some = shown.filter(pl.col("disclosure").is_null())
    coarse = some.filter(pl.col("n").is_null())
    exact = some.filter(pl.col("n").is_not_null())
    assert len(coarse)
    assert len(exact)
    assert coarse.select(pl.col(COUNTS).is_null().all()).row(0) == (True,) * 3
    assert exact.select(pl.col("n", "df").is_not_null().all()).row(0) == (True,) * 2
    for row in coarse.to_dicts():
        digits = 2
        assert float(f"{row['se']:.{digits - 1}e}") == pytest.approx(row["se"], rel=1e-12)
        assert row["cv"] == pytest.approx(row["se"] / row["estimate"], rel=1e-12)
        for end in (row["estimate"] - row["low"], row["high"] - row["estimate"]):
            assert float(f"{end:.{digits - 1}e}") == pytest.approx(end, rel=1e-6)
    if not hierarchies:
        keys = {tuple(row) for row in coarse.select(pl.col(BY).cast(pl.String)).rows()}
        every = {tuple(row) for row in some.select(pl.col(BY).cast(pl.String)).rows()}
        assert keys == {cell for cell in every if related(held, cell)}
        whole = coarse.filter(pl.col("region").is_null() & pl.col("sector").is_null())
        assert all(float(f"{se:.0e}") == pytest.approx(se, rel=1e-12) for se in whole["se"])
        assert len(whole) == 2


def compatible(shown: pl.DataFrame, sizes: dict[str, int], weight: float) -> list[dict[Key, int]]:
    """All counts of the withheld cells that agree with the totals, and with standard errors as they are rounded."""
    total, error = printed(shown, "total", "estimate"), printed(shown, "total", "se")
    hidden = [cell for cell, value in total.items() if value is None]
    assert all(None not in cell for cell in hidden)
    count = {cell: None if value is None else round(value / weight) for cell, value in total.items()}
    codes = sorted({cell[1] for cell in total if cell[1] is not None})
    rows = {row: [cell for cell in hidden if cell[0] == row] for row in sizes}
    choices = []
    for row, cells in rows.items():
        rest = sizes[row] - sum(n or 0 for cell, n in count.items() if cell[0] == row and cell[1] is not None)
        free = itertools.product(range(1, rest + 1), repeat=len(cells))
        choices.append([dict(zip(cells, one, strict=True)) for one in free if sum(one) == rest] if cells else [{}])
    found = []
    for parts in itertools.product(*choices):
        guess = {cell: n for part in parts for cell, n in part.items()}
        full = {(row, code): guess.get((row, code), count.get((row, code)) or 0) for row in sizes for code in codes}
        if all(_agrees(full, sizes, code, weight, count[(None, code)], error[(None, code)]) for code in codes):
            found.append(guess)
    return found


def _agrees(
    full: dict[Key, int], sizes: dict[str, int], code: str, weight: float, n: int | None, se: float | None
) -> bool:
    if sum(full[row, code] for row in sizes) != n:
        return False
    if se is None:
        return True
    parts = ((full[row, code], size) for row, size in sizes.items())
    exact = weight * np.sqrt(sum(size / (size - 1) * one * (1 - one / size) for one, size in parts))
    half = 0.5 * 10.0 ** (np.floor(np.log10(se)) - disclosing_margins.DIGITS_ABOVE + 1)
    return bool(se - half <= exact * 1.0001 and exact * 0.9999 <= se + half)


@pytest.mark.parametrize("seed", [0, 3, 4, 5])
def test_errors_of_margins_do_not_tell_counts_under_element_sampling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(attacks, "DESIGN", ELEMENTS)
    counts = crossing(seed)
    frame = persons(counts, seed).with_columns(pl.col("region").alias("stratum"), pl.lit(60.0).alias("w"))
    shown = csv(ran(tmp_path, frame, table(), disclosure=at_least(FEW)))
    sizes = {str(region): sum(n for (one, _), n in counts.items() if one == region) for region in (1, 2, 3)}
    found = compatible(shown, sizes, 60.0)
    for cell in few(counts):
        assert len({one[cell] for one in found}) > 1, (cell, found)


# Differences.


@pytest.mark.parametrize(("first", "second"), [(3.0, 2.0), (True, False), (3, 2)])
@pytest.mark.parametrize("tree", [False, True])
def test_a_difference_with_a_leg_written_otherwise_is_withheld(
    tmp_path: Path, first: float, second: float, tree: bool
) -> None:
    frame = persons(BASE, 1)
    hierarchies = {"sector": {"1": None, "2": "high", "3": "high", "high": None}}
    if first is True:
        frame = frame.with_columns((pl.col("sector") == 3).alias("sector"))
        hierarchies = {"sector": {"true": "high", "false": "high", "high": None}}
    less = {"kind": "difference", "measure": TOTAL, "dimension": "sector", "first": first, "second": second}
    asked = table(measures=[TOTAL, less], hierarchies=hierarchies if tree else {})
    shown = csv(ran(tmp_path, frame, asked, disclosure=at_least(FEW)))
    rows = shown.filter((pl.col("region") == 1) & pl.col("measure").str.contains("less"))
    assert rows["estimate"].to_list() == [None]
    assert rows["n"].to_list() == [None]


# The report and refusals.


def test_the_report_has_no_width_of_an_interval(tmp_path: Path) -> None:
    made = ran(tmp_path, persons(BASE, 1), table(), disclosure=at_least(FEW))
    audits = (made.out / "report.md").read_text("utf-8").split("Disclosure control")[1]
    assert "cells, every margin" in audits
    assert "interval" not in audits
    assert "%" not in audits


def test_a_refusal_names_cells_and_no_figure(tmp_path: Path) -> None:
    frame = persons({(1, 1): 30, (1, 2): 20, (2, 1): 25, (2, 2): 20, (9, 5): 1, (9, 6): 1}, 1)
    with pytest.raises(UnsafeTable) as caught:
        ran(tmp_path, frame, table(), disclosure=at_least(2, always=[["region"], []]))
    said = str(caught.value)
    assert "region 9, sector 5" in said
    assert "single respondent" in said
    for cell in (("9", "5"), ("9", "6"), ("9", None)):
        assert f"{sum_of(frame, attacks.PERSONS_IN, cell):g}" not in said
    assert "at most" not in said
    assert "at least" not in said


def test_codes_outside_a_hierarchy_are_named_without_counts(tmp_path: Path) -> None:
    counts = {(1, 1): 137, (1, 2): 20, (1, 3): 1}
    asked = table(hierarchies={"sector": {"2": "some", "some": None}})
    with pytest.raises(CodesOutsideHierarchy, match="1, 3") as caught:
        ran(tmp_path, persons(counts, 1), asked, disclosure=at_least(FEW))
    assert "137" not in str(caught.value)
    assert "rows" not in str(caught.value)


# Noise.


def rounding(base: float, kind: str = "conventional") -> dict[str, Any]:
    rules = [{"kind": "minimum_frequency", "n": FEW}]
    return {"method": "rounding", "rules": rules, "rounding": {"base": base, "kind": kind}}


KEYED = {
    "method": "cell_key",
    "rules": [{"kind": "minimum_frequency", "n": FEW}],
    "cell_key": {"deviation": 5, "variance": 2.0},
    "keys": {"identifier": "id", "secret_file": "secret"},
}


@pytest.mark.parametrize(
    ("protection", "measure"),
    [
        (rounding(1000), MEAN),
        (rounding(1000), {"kind": "proportion", "of": "sector"}),
        (rounding(1000), {"kind": "difference", "measure": TOTAL, "dimension": "sector", "first": 1, "second": 2}),
        (KEYED, MEAN),
        (KEYED, {"kind": "total", "of": "earn"}),
    ],
)
def test_what_undoes_noise_may_not_be_asked(
    tmp_path: Path, protection: dict[str, Any], measure: dict[str, Any]
) -> None:
    with pytest.raises(SpecificationFaulty, match="use suppression"):
        ran(tmp_path, persons(BASE, 1), table(measures=[TOTAL, measure]), disclosure=protection)


@pytest.mark.parametrize(("base", "of"), [(1, None), (50, None), (1000, "earn")])
def test_a_base_that_hides_too_little_is_refused(tmp_path: Path, base: float, of: str | None) -> None:
    measures = [TOTAL, *([] if of is None else [{"kind": "total", "of": of}])]
    with pytest.raises(RoundingFault, match="too narrow for t: total") as caught:
        ran(
            tmp_path,
            persons({**BASE, (1, 3): 4}, 1).with_columns(pl.col("earn") * 100),
            table(measures=measures),
            disclosure=rounding(base),
        )
    assert "%" in caught.value.title


def test_a_base_that_hides_enough_rounds(tmp_path: Path) -> None:
    shown = csv(ran(tmp_path, persons(BASE, 1), table(), disclosure=rounding(500)))
    assert (shown["estimate"] % 500 == 0).all()
    assert shown.select(pl.col("se", "low", "high", "cv", *COUNTS).is_null().all()).row(0) == (True,) * 7


# Quantiles.


@pytest.mark.parametrize("at", [0.001, 0.05, 0.5, 0.9, 0.999])
def test_quantiles_rest_on_enough_answers_on_either_side(tmp_path: Path, at: float) -> None:
    counts = {**BASE, (1, 1): 200, (1, 3): 5}
    frame = persons(counts, 1)
    shown = csv(
        ran(tmp_path, frame, table(measures=[{"kind": "quantile", "of": "earn", "at": at}]), disclosure=at_least(FEW))
    )
    measure = shown["measure"][0]
    told = exact = 0
    for cell in printed(shown, measure, "estimate"):
        inside = [pl.col(name).cast(pl.String) == code for name, code in zip(BY, cell, strict=True) if code is not None]
        answers = frame.filter(pl.lit(value=True), *inside)["earn"]
        value, low, high, se = (printed(shown, measure, name)[cell] for name in ("estimate", "low", "high", "se"))
        enough = len(answers) * min(at, 1 - at) >= FEW
        assert (value is not None) == enough, (cell, len(answers))
        told += enough
        if printed(shown, measure, "n")[cell] is None:
            continue  # its ends are rounded
        exact += low is not None
        assert low is None or (answers <= low + 1e-9).sum() >= FEW - 1
        assert high is None or (answers >= high - 1e-9).sum() >= FEW - 1
        assert se is None or (low is not None and high is not None)
    assert told > 0 or at in (0.001, 0.999)
    assert exact > 0 or at != 0.5


def test_mean_error_and_median_of_three_do_not_tell_all_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attacks, "DESIGN", {"weight": "w", "stages": [{"unit": None}]})
    frame = persons({**BASE, (1, 3): 3}, 1).with_columns(pl.lit(100.0).alias("w"))
    measures = [MEAN, {"kind": "quantile", "of": "earn"}]
    shown = csv(ran(tmp_path, frame, table(measures=measures), disclosure=at_least(3)))
    cell = ("1", "3")
    assert printed(shown, "mean earn", "estimate")[cell] is not None
    assert printed(shown, "median earn", "estimate")[cell] is None
    assert printed(shown, "median earn", "estimate")["1", "1"] is not None


def test_a_difference_of_quantiles_needs_enough_answers_in_both_legs(tmp_path: Path) -> None:
    persons({**BASE, (1, 3): 6}, 1).write_parquet(tmp_path / "persons.parquet")
    median = {"kind": "quantile", "of": "earn"}
    less = {"kind": "difference", "measure": median, "dimension": "sector", "first": 1, "second": 3}
    said = {
        "version": 1,
        "title": "Test",
        "source": {"publisher": "Office", "survey": "Survey", "year": 2024, "licence": "CC0"},
        "design": attacks.DESIGN,
        "replicates": {"kind": "bootstrap", "count": 20, "seed": 1},
        "disclosure": at_least(FEW),
        "tables": [table(measures=[less])],
    }
    path = tmp_path / "spec.yaml"
    path.write_text(yaml.safe_dump(said, sort_keys=False), "utf-8")
    shown = csv(run(read_specification(path), tmp_path / "persons.parquet", tmp_path / "out", beside=tmp_path))
    rows = shown.filter(pl.col("measure").str.contains("less"))
    told = dict(zip(rows["region"], rows["estimate"].is_not_null(), strict=True))
    assert told == {1: False, 2: True, 3: True, None: True}
