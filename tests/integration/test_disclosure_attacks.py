"""Attacks on what `fairway estimate` prints: an intruder reads every file, adds up, divides, and asks a solver.

He knows what is printed, what adds up, that nobody counts less than nothing, and that a printed row has somebody in it.
"""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import polars as pl
import pytest
import yaml
from scipy.optimize import linprog

from fairway.warehouse.surveys import disclosing
from fairway.warehouse.surveys.disclosing_cells import Additive, additive_numbers
from fairway.warehouse.surveys.running import Ran, run
from fairway.warehouse.surveys.specification_reading import read_specification

Key: TypeAlias = tuple[str | None, ...]
Counts: TypeAlias = Mapping[tuple[int, int], int]
DESIGN = {"weight": "w", "stages": [{"unit": "psu", "stratum": "stratum"}], "nest": True, "singletons": "certainty"}
BY = ["region", "sector"]
TOTAL = {"kind": "total"}
FEW = 5


def at_least(count: int, **changes: Any) -> dict[str, Any]:
    return {"method": "suppression", "rules": [{"kind": "minimum_frequency", "n": count}], **changes}


def table(**changes: Any) -> dict[str, Any]:
    return {"name": "t", "title": "Persons", "by": BY, "margins": True, "measures": [TOTAL], **changes}


def ran(folder: Path, frame: pl.DataFrame, *tables: dict[str, Any], disclosure: dict[str, Any]) -> Ran:
    said = {
        "version": 1,
        "title": "Test",
        "source": {"publisher": "Office", "survey": "Survey", "year": 2024, "licence": "CC0"},
        "design": DESIGN,
        "disclosure": disclosure,
        "tables": list(tables),
    }
    path = folder / "spec.yaml"
    path.write_text(yaml.safe_dump(said, sort_keys=False), "utf-8")
    frame.write_parquet(folder / "persons.parquet")
    return run(read_specification(path), folder / "persons.parquet", folder / "out", beside=folder, replace=True)


def persons(counts: Counts, seed: int) -> pl.DataFrame:
    """So many persons in each cell, with weights and earnings."""
    random = np.random.default_rng(seed)
    cells = [cell for cell, count in counts.items() for _ in range(count)]
    return pl.DataFrame(
        {
            "id": np.arange(len(cells)),
            "stratum": np.ones(len(cells), dtype=int),
            "psu": np.arange(len(cells)) // 2,
            "region": [region for region, _ in cells],
            "sector": [sector for _, sector in cells],
            "w": np.round(random.uniform(50, 150, len(cells)), 2),
            "earn": np.round(random.lognormal(6, 1, len(cells)), 1),
        }
    )


def crossing(seed: int, regions: int = 3, sectors: int = 4) -> dict[tuple[int, int], int]:
    """Cells of 6 to 24 persons, and up to three of 1 to 3."""
    random = np.random.default_rng(seed)
    cells = list(itertools.product(range(1, regions + 1), range(1, sectors + 1)))
    counts = {cell: int(random.integers(6, 25)) for cell in cells}
    for _ in range(3):
        counts[cells[int(random.integers(len(cells)))]] = int(random.integers(1, 4))
    return counts


def few(counts: Counts, least: int = FEW) -> list[Key]:
    return [(str(region), str(sector)) for (region, sector), count in counts.items() if 0 < count < least]


def csv(made: Ran, name: str = "t") -> pl.DataFrame:
    return pl.read_csv(made.out / name / f"{name}.csv", infer_schema_length=None)


def printed(frame: pl.DataFrame, measure: str, figure: str, by: list[str] = BY) -> dict[Key, float | None]:
    rows = frame.filter(pl.col("measure") == measure).to_dicts()
    assert rows, f"nothing is printed of {measure}"
    return {
        tuple(None if row.get(name) is None else str(row[name]) for name in by): (
            None if row[figure] is None else float(row[figure])
        )
        for row in rows
    }


class Intruder:
    """What he knows of several numbers, cell by cell, and the narrowest interval of each that follows.

    Args:
        parents: Code → its group; codes without one are directly below the total.
    """

    def __init__(self, parents: Mapping[str, str] | None = None) -> None:
        self.parents = parents or {}
        self.number: dict[tuple[str, Key], int] = {}
        self.low: list[float] = []
        self.high: list[float | None] = []
        self.equations: list[tuple[dict[int, float], float]] = []
        self.limits: list[dict[int, float]] = []

    def reads(self, name: str, cells: Mapping[Key, float | None], least: float = 0.0) -> None:
        """Cells of a number, None where withheld; `least` is what a withheld one cannot be below."""
        for cell, value in cells.items():
            if (name, cell) in self.number:
                at = self.number[name, cell]
                assert (self.high[at] is None) == (value is None), f"{cell} is withheld in one table alone"
                continue
            self.number[name, cell] = len(self.low)
            self.low.append(least if value is None else value)
            self.high.append(value)

    def adds_up(self) -> None:
        """Every printed total is the sum of its parts."""
        for name in dict.fromkeys(name for name, _ in self.number):
            cells = [cell for one, cell in self.number if one == name]
            for total, parts in self._sums(cells):
                equation = {self.number[name, part]: 1.0 for part in parts}
                self.equations.append(({**equation, self.number[name, total]: -1.0}, 0.0))

    def _sums(self, cells: list[Key]) -> Iterator[tuple[Key, list[Key]]]:
        found: dict[tuple[int, Key], list[Key]] = {}
        for cell in cells:
            for position, code in enumerate(cell):
                if code is not None:
                    total = (*cell[:position], self.parents.get(code), *cell[position + 1 :])
                    found.setdefault((position, total), []).append(cell)
        known = set(cells)
        return ((total, parts) for (_, total), parts in found.items() if total in known)

    def never_more(self, less: str, more: str) -> None:
        """In no cell is one number above another."""
        for (name, cell), at in self.number.items():
            if name == less and (more, cell) in self.number:
                self.limits.append({at: 1.0, self.number[more, cell]: -1.0})

    def interval(self, name: str, cell: Key, own: Mapping[Key, float] | None = None) -> tuple[float, float]:
        """The smallest and largest value that a cell can have, for one who knows some cells besides."""
        scale = max([1.0, *(value for value in self.high if value is not None)])
        low, high = list(self.low), list(self.high)
        for mine, value in (own or {}).items():
            low[self.number[name, mine]] = high[self.number[name, mine]] = value
        bounds = [(start / scale, None if end is None else end / scale) for start, end in zip(low, high, strict=True)]
        goal = np.zeros(len(low))
        goal[self.number[name, cell]] = 1.0
        system, limits = self._matrix([one for one, _ in self.equations]), self._matrix(self.limits)
        ends = []
        for side in (1.0, -1.0):
            found = linprog(
                side * goal,
                A_eq=system if len(system) else None,
                b_eq=[value / scale for _, value in self.equations] or None,
                A_ub=limits if len(limits) else None,
                b_ub=np.zeros(len(limits)) if len(limits) else None,
                bounds=bounds,
            )
            assert found.status in (0, 3), found.message
            ends.append(-side * np.inf if found.status == 3 else side * scale * float(found.fun or 0.0))
        return ends[0], ends[1]

    def _matrix(self, rows: list[dict[int, float]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        matrix = np.zeros((len(rows), len(self.low)))
        for row, entries in enumerate(rows):
            for at, factor in entries.items():
                matrix[row, at] = factor
        return matrix


def sum_of(frame: pl.DataFrame, of: pl.Expr, cell: Key) -> float:
    inside = [pl.col(name).cast(pl.String) == code for name, code in zip(BY, cell, strict=True) if code is not None]
    return float(frame.filter(pl.all_horizontal([pl.lit(value=True), *inside])).select(of.sum()).item())


PERSONS_IN = pl.col("w")
EARNED = pl.col("w") * pl.col("earn")


def hides(
    intruder: Intruder, name: str, cells: list[Key], true: Callable[[Key], float], below: float, above: float
) -> None:
    """No cell can be told closer than these shares of it."""
    assert cells
    for cell in cells:
        value = true(cell)
        low, high = intruder.interval(name, cell)
        assert low <= value * (1 - below) * 1.0001, (name, cell, value, low, high)
        assert high >= value * (1 + above) * 0.9999, (name, cell, value, low, high)


# Adding up.


@pytest.mark.parametrize("seed", range(6))
def test_margins_printed_in_other_tables_do_not_tell_a_table_without_margins(tmp_path: Path, seed: int) -> None:
    counts = crossing(seed)
    frame = persons(counts, seed)
    inner, rows, columns = (
        table(name="a", margins=False),
        table(name="b", by=["sector"]),
        table(name="c", by=["region"]),
    )
    made = ran(tmp_path, frame, inner, rows, columns, disclosure=at_least(FEW))
    intruder = Intruder()
    for name in "abc":
        intruder.reads("persons", printed(csv(made, name), "total", "estimate"))
        intruder.reads("respondents", printed(csv(made, name), "total", "n"), 1.0)
    intruder.adds_up()
    hides(intruder, "persons", few(counts), lambda cell: sum_of(frame, PERSONS_IN, cell), 0.3, 0.3)
    for cell in few(counts):
        low, high = intruder.interval("respondents", cell)
        assert high - low > 0.99


@pytest.mark.parametrize("seed", range(4))
def test_a_group_with_one_code_does_not_tell_the_code(tmp_path: Path, seed: int) -> None:
    parents = {"1": "alone", "2": "crowd", "3": "crowd"}
    counts = {**crossing(seed), (1, 1): 2}
    frame = persons(counts, seed)
    tree = {**parents, "4": None, "alone": None, "crowd": None}
    made = ran(tmp_path, frame, table(hierarchies={"sector": tree}), disclosure=at_least(FEW))
    intruder = Intruder(parents)
    intruder.reads("persons", printed(csv(made), "total", "estimate"))
    intruder.adds_up()
    assert ("1", "alone") in {cell for _, cell in intruder.number}
    hides(intruder, "persons", few(counts), lambda cell: sum_of(frame, PERSONS_IN, cell), 0.3, 0.3)


@pytest.mark.parametrize("seed", range(6))
def test_differences_do_not_tell_a_leg(tmp_path: Path, seed: int) -> None:
    counts = crossing(seed)
    frame = persons(counts, seed)
    pairs = [(1, 2), (2, 3), (3, 4)]
    less = [{"kind": "difference", "measure": TOTAL, "dimension": "sector", "first": a, "second": b} for a, b in pairs]
    made = ran(tmp_path, frame, table(measures=[TOTAL, *less]), disclosure=at_least(FEW))
    intruder = Intruder()
    intruder.reads("persons", printed(csv(made), "total", "estimate"))
    intruder.adds_up()
    told = 0
    for first, second in pairs:
        for (region, _), value in printed(csv(made), f"total, sector {first} less {second}", "estimate").items():
            if value is not None:
                told += 1
                legs = [intruder.number["persons", (region, str(code))] for code in (first, second)]
                intruder.equations.append(({legs[0]: 1.0, legs[1]: -1.0}, value))
    assert told
    scale = max(value for value in intruder.high if value is not None)
    intruder.equations = [(one, value if abs(value) > 1e-9 * scale else 0.0) for one, value in intruder.equations]
    hides(intruder, "persons", few(counts), lambda cell: sum_of(frame, PERSONS_IN, cell), 0.3, 0.3)


@pytest.mark.parametrize("asked", ["few sectors", "most persons"])
@pytest.mark.parametrize("seed", range(4))
def test_those_who_did_not_answer_do_not_tell_how_many_there_are(tmp_path: Path, seed: int, asked: str) -> None:
    counts = crossing(seed)
    frame = persons(counts, seed)
    random = np.random.default_rng(seed)
    answers = pl.col("sector") > 1 if asked == "few sectors" else pl.Series(random.random(len(frame)) < 0.8)
    frame = frame.with_columns(pl.when(answers).then("earn").alias("earn"))
    made = ran(tmp_path, frame, table(measures=[TOTAL, {"kind": "mean", "of": "earn"}]), disclosure=at_least(FEW))
    intruder = Intruder()
    intruder.reads("respondents", printed(csv(made), "total", "n"), 1.0)
    intruder.reads("answers", printed(csv(made), "mean earn", "n"))
    intruder.adds_up()
    intruder.never_more("answers", "respondents")
    for cell in few(counts):
        low, high = intruder.interval("respondents", cell)
        assert high - low > 0.99, (cell, low, high)


# Amounts.


@pytest.mark.parametrize("seed", range(6))
def test_printed_amounts_do_not_tell_those_of_a_few(tmp_path: Path, seed: int) -> None:
    counts = crossing(seed)
    nothing = pl.col("sector") == 1 + seed % 4
    earn = pl.when(nothing & (pl.col("id") % 40 > 0)).then(0.0).otherwise("earn").alias("earn")
    frame = persons(counts, seed).with_columns(earn)
    measures = [TOTAL, {"kind": "total", "of": "earn"}, {"kind": "mean", "of": "earn"}]
    made = ran(tmp_path, frame, table(measures=measures), disclosure=at_least(FEW))
    intruder = Intruder()
    intruder.reads("earned", printed(csv(made), "total earn", "estimate"))
    intruder.adds_up()
    hides(intruder, "earned", few(counts), lambda cell: sum_of(frame, EARNED, cell), 0.0, 0.1)


@pytest.mark.parametrize("rule", [{"kind": "dominance", "n": 1, "k": 70}, {"kind": "p_percent", "p": 10}])
@pytest.mark.parametrize("seed", range(4))
def test_mean_times_persons_does_not_tell_a_dominating_amount(tmp_path: Path, seed: int, rule: dict[str, Any]) -> None:
    # The smallest sector is the cheapest to withhold; it earns nothing, and hides no earnings.
    counts = {**{(region, sector): 30 - 5 * sector for region in (1, 2, 3) for sector in (1, 3)}, (1, 3): 2}
    counts |= {(region, 2): 7 + seed for region in (1, 2, 3)}
    nothing = pl.col("sector") == 2
    frame = persons(counts, seed).with_columns(pl.when(nothing).then(0.0).otherwise("earn").alias("earn"))
    protection = {"method": "suppression", "rules": [{"kind": "minimum_frequency", "n": FEW}, rule]}
    made = ran(tmp_path, frame, table(measures=[TOTAL, {"kind": "mean", "of": "earn"}]), disclosure=protection)
    count, mean = printed(csv(made), "total", "estimate"), printed(csv(made), "mean earn", "estimate")
    intruder = Intruder()
    earned = {cell: None if value is None else value * (count[cell] or 0.0) for cell, value in mean.items()}
    intruder.reads("earned", earned)
    intruder.adds_up()
    hides(intruder, "earned", few(counts), lambda cell: sum_of(frame, EARNED, cell), 0.0, 0.05)


# Respondents who know their own answers, and counts.


@pytest.mark.parametrize("seed", range(4))
def test_a_single_respondent_cannot_work_out_another(tmp_path: Path, seed: int) -> None:
    counts = {**crossing(seed), (1, 1): 1, (1, 2): 1}
    # Nobody else of the region earns, so a third withheld cell there hides no earnings.
    nothing = (pl.col("region") == 1) & (pl.col("sector") > 2)
    frame = persons(counts, seed).with_columns(pl.when(nothing).then(0.0).otherwise("earn").alias("earn"))
    made = ran(tmp_path, frame, table(measures=[TOTAL, {"kind": "total", "of": "earn"}]), disclosure=at_least(2))
    pairs: list[tuple[Key, Key]] = [(("1", "1"), ("1", "2")), (("1", "2"), ("1", "1"))]
    for name, of in (("total", PERSONS_IN), ("total earn", EARNED)):
        intruder = Intruder()
        intruder.reads(name, printed(csv(made), name, "estimate"))
        intruder.adds_up()
        for mine, other in pairs:
            low, high = intruder.interval(name, other, {mine: sum_of(frame, of, mine)})
            true = sum_of(frame, of, other)
            assert low < 0.95 * true < 1.05 * true < high, (name, other, low, true, high)


def lonely(seed: int) -> dict[tuple[int, int], int]:
    """Cells of which three in ten hold one person."""
    random = np.random.default_rng(seed)
    cells = itertools.product(range(1, 5), range(1, 5))
    return {cell: int(random.choice([1, 2, 8, 15], p=[0.3, 0.1, 0.3, 0.3])) for cell in cells}


@pytest.mark.parametrize("seed", [2, 5, 31, 39])
def test_counts_of_respondents_need_protection_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    # Three persons in three withheld cells of a row, and nobody's row is empty: each cell has one. The intruder knows
    # the sizes of printed cells, which are not printed beside withheld ones, from elsewhere.
    def narrowest() -> float:
        made = ran(tmp_path, frame, table(), disclosure=at_least(2))
        intruder = Intruder()
        shown = printed(csv(made), "total", "estimate")
        known = {cell: None if value is None else sum_of(frame, pl.col("one"), cell) for cell, value in shown.items()}
        intruder.reads("respondents", known, 1.0)
        intruder.adds_up()
        ends = [intruder.interval("respondents", cell) for cell in few(counts, 2)]
        return min(high - low for low, high in ends)

    def of_persons_alone(*asked: Any) -> list[Additive]:
        return [number for number in additive_numbers(*asked) if number.name == "persons"]

    counts = lonely(seed)
    frame = persons(counts, seed).with_columns(pl.lit(1).alias("one"))
    assert narrowest() > 0.99
    monkeypatch.setattr(disclosing, "additive_numbers", of_persons_alone)
    assert narrowest() < 0.01


# Files.


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that is written, the parts of workbooks too."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                yield from ((f"{path.name}/{part}", book.read(part).decode("utf-8")) for part in book.namelist())
        elif path.suffix == ".parquet":
            yield path.name, pl.read_parquet(path).write_csv()
        elif path.is_file():
            yield path.name, path.read_text("utf-8")


def short(value: float) -> str:
    """Five digits: a table for people shows no more."""
    return f"{value:.5g}"


def figures_of(frame: pl.DataFrame) -> set[str]:
    named = ("estimate", "se", "low", "high")
    return {short(value) for name in named for value in frame[name].drop_nulls().to_list() if value > 100}


def test_no_file_holds_a_withheld_figure(tmp_path: Path) -> None:
    counts = {**crossing(3), (1, 1): 3}
    frame = persons(counts, 3)
    sdmx = {"agency": "A", "dataflow": "D", "version": "1.0.0", "unit_measure": {"*": "PS"}}
    forms = {"outputs": ["csv", "parquet", "html", "xlsx", "sdmx"], "sdmx": sdmx, "across": "sector"}
    measures = [TOTAL, {"kind": "mean", "of": "earn"}, {"kind": "quantile", "of": "earn"}]
    open_table = table(name="t", measures=measures, disclosure={"method": "none", "reason": "Invented."})
    bare = csv(ran(tmp_path, frame, open_table, disclosure=at_least(FEW)))
    made = ran(tmp_path, frame, table(measures=measures, **forms), disclosure=at_least(FEW))
    safe = csv(made)
    hidden = safe.filter(pl.col("disclosure").is_not_null())
    secrets = figures_of(bare.join(hidden, on=[*BY, "measure"], how="semi", nulls_equal=True)) - figures_of(safe)
    assert len(secrets) > 8
    texts = dict(texts_of(made.out))
    assert len(texts) > 10
    for name, text in texts.items():
        written = {short(float(one.replace(",", ""))) for one in re.findall(r"\d[\d,]*\.\d+", text)}
        assert not written & secrets, name
    assert "hidden" not in texts["t.xlsx/xl/workbook.xml"].lower()


def test_no_file_tells_which_withheld_cell_is_unsafe(tmp_path: Path) -> None:
    counts = {**dict.fromkeys(crossing(0), 20), (2, 2): 3}
    sdmx = {"agency": "A", "dataflow": "D", "version": "1.0.0", "unit_measure": {"*": "PS"}}
    asked = table(outputs=["csv", "html", "sdmx"], sdmx=sdmx)
    made = ran(tmp_path, persons(counts, 1), asked, disclosure=at_least(FEW))
    rows = pl.read_csv(made.out / "t" / "t.sdmx.csv", infer_schema_length=None)
    withheld = rows.filter(pl.col("OBS_VALUE").is_null())
    assert len(withheld) > 1
    assert withheld.drop("REGION", "SECTOR").unique().height == 1
    hidden = csv(made).filter(pl.col("estimate").is_null())
    assert hidden.drop(BY).unique().height == 1
    page = (made.out / "t" / "t.html").read_text("utf-8")
    cells = re.findall(r"<td[^>]*>([^<]*\.\.[^<]*)</td>", page)
    assert len(cells) == len(hidden)
    assert len(set(cells)) == 1


# Noise.


def test_asking_a_cell_often_does_not_average_its_noise_away(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"sixteen bytes and more")
    protection = {
        "method": "cell_key",
        "rules": [{"kind": "minimum_frequency", "n": FEW}],
        "cell_key": {"deviation": 5, "variance": 2.0},
        "keys": {"identifier": "id", "secret_file": "secret"},
    }
    frame = persons(crossing(1), 1).with_columns(pl.lit("all").alias("whole"))
    tree = {"1": "lone", "2": "rest", "3": "rest", "4": "rest", "lone": None, "rest": None}
    everybody = [{"column": "id", "between": [0, None]}]
    tables = [
        table(name="a"),
        table(name="b", by=["sector", "region"]),
        table(name="c", hierarchies={"sector": tree}),
        table(name="d", by=["region", "whole", "sector"]),
        table(name="e", where=everybody),
    ]
    made = ran(tmp_path, frame, *tables, disclosure=protection)
    found: dict[Key, set[float]] = {}
    for name in "abcde":
        rows = csv(made, name)
        if name == "d":
            rows = rows.filter(pl.col("whole").is_not_null())
        for cell, value in printed(rows, "total", "estimate").items():
            found.setdefault(("1" if cell[1] == "lone" else cell[1], cell[0]), set()).add(round(value or 0.0, 6))
    assert len(found) > 15
    assert {cell: values for cell, values in found.items() if len(values) > 1} == {}
