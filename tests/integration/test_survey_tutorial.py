"""The tutorial on survey estimation: its cells run as a reader would paste them, and what its text claims is so."""

from __future__ import annotations

import re
from code import InteractiveConsole
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import docs_tutorials
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Mean
from fairway.warehouse.surveys import open_survey

TEXT = docs_tutorials.SAFE_TABLE.read_text("utf-8")
CELLS = list(docs_tutorials.cells_of(TEXT))


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the cells leave behind, pasted line by line into an interactive Python, in an empty folder."""
    folder = tmp_path_factory.mktemp("reader")
    said: list[str] = []
    console = InteractiveConsole()
    console.write = said.append  # type: ignore[method-assign]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for cell in CELLS:
            # The table is written by the command, which the tests of the page run.
            if cell.kind == "python" and "published" not in cell.text:
                for line in [*cell.text.splitlines(), ""]:
                    console.push(line)
            assert not said, f"line {cell.line}: {''.join(said)}"
    return dict(console.locals) | {"folder": folder / "var" / "tutorial"}


def test_the_file_is_a_stata_file_with_labels_and_codes_for_no_answer(known: dict[str, Any]) -> None:
    cost = next(variable for variable in known["microdata"].variables if variable.name == "cost")
    assert known["microdata"].source.format == "Stata"
    assert [(code.code, code.label) for code in cost.missing_codes] == [(".a", "refused"), (".b", "does not know")]
    assert all(code.rows > 0 for code in cost.missing_codes)
    nationals = known["persons"].filter(pl.col("origin") == 1)
    assert nationals["cost"].null_count() == len(nationals)


def test_what_is_said_of_the_first_estimate(known: dict[str, Any]) -> None:
    row = known["first"].frame.row(0, named=True)
    assert row["deff"] == pytest.approx(5, abs=0.5)
    assert row["cv"] == pytest.approx(0.032, abs=0.0005)
    assert (row["df"], len(known["survey"].units)) == (73 - 13, 73)
    ignoring = open_survey(known["persons"], Design("weight", (Stage(None),)))
    assert ignoring.estimate([Mean("earnings")], where=known["workers"]).frame["se"][0] < row["se"] / 2


def test_what_is_said_of_difference_calibration_and_bootstrap(known: dict[str, Any]) -> None:
    compared = known["compared"]
    assert compared["high"][2] < 0
    assert compared["se"][2] < 0.8 * np.hypot(*compared["se"][:2])
    before, after = known["before"]["se"].to_list(), known["after"]["se"].to_list()
    assert after[0] == pytest.approx(0, abs=1e-3)
    assert after[1] < 0.6 * before[1]
    assert after[3] == pytest.approx(before[3], rel=0.02)
    assert known["resampled"]["se"].to_list() == pytest.approx(after[1:], rel=0.05)


def test_what_is_said_of_the_unsafe_table(known: dict[str, Any]) -> None:
    respondents = {row[:2]: row[3] for row in known["grid"].select("province", "origin", "estimate", "n").rows()}
    assert (respondents[1, None], respondents[1, 2], respondents[1, 3], respondents[1, 4]) == (161, 114, 43, 4)
    assert known["all_north"] - known["a"] - known["b"] == pytest.approx(known["c"], rel=1e-12)
    (told,) = known["naive"].cells.rows(named=True)
    assert not known["naive"].passed
    assert told["lower"] == pytest.approx(told["value"]) == pytest.approx(told["upper"])
    cells = known["protected"].report.cells
    (unsafe,) = cells.filter("primary").rows(named=True)
    assert known["protected"].report.passed
    assert unsafe["lower"] == pytest.approx(0, abs=1e-6)
    assert unsafe["upper"] == pytest.approx(1000, rel=0.05)
    withheld = known["public"].filter(pl.col("reason").is_not_null())
    assert len(withheld) == len(cells) == 4
    assert withheld.select("estimate", "n").null_count().row(0) == (4, 4)


def test_engine_reference_and_the_result_that_r_gave_agree(known: dict[str, Any]) -> None:
    mean, error = map(float, re.findall(r"\b\d+\.\d{8}\b", next(c.text for c in CELLS if "svymean(" in c.text)))
    assert (known["fast"]["estimate"], known["fast"]["se"]) == pytest.approx((mean, error), abs=1e-8)
    assert (known["slow"].estimate, known["slow"].se) == pytest.approx((mean, error), abs=1e-8)
    written = pl.read_csv(known["folder"] / "persons.csv")
    assert written.null_count().equals(known["persons"].null_count())


def test_the_command_publishes_what_the_cells_computed_and_withholds_what_they_withheld(known: dict[str, Any]) -> None:
    # That the page is what the cells and commands print now, is asked of every generated page (tests/architecture).
    page = (docs_tutorials.ROOT / "docs" / "tutorial" / "survey-to-safe-table.md").read_text("utf-8")
    assert "✓ origin: 48 figures, 12 withheld" in page
    listed = page[page.index("published = pl.read_csv") :].split("```text\n")[1].split("```")[0]
    rows = [line.split() for line in listed.splitlines()[1:]]
    computed = known["public"].filter(pl.col("province") == 1).sort("origin", nulls_last=True)["estimate"]
    assert [row[2] for row in rows] == ["null" if one is None else f"{one:,.3f}" for one in computed]
    assert [row[-1] for row in rows] == ["null", "suppressed", "suppressed", "null"]
    assert all(row[2:7] == ["null"] * 5 for row in rows[1:3])


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("# %%\n\n1 / 0", "line 1: ZeroDivisionError"),
        ('# %% [shell]\n"""\necho wrong >&2; exit 3\n"""', "line 1: wrong"),
        ('# %% [shell]\n"""\nfalse\ntrue\n"""', "line 1: "),
        ("# %%\nfor one in range(99):\n    print(one)", "prints 99 lines"),
        ('# %% [apart]\n# %% [shell]\n"""\nexit 1\n"""', "line 2: "),
    ],
)
def test_a_cell_that_fails_or_prints_too_much_makes_no_page(tmp_path: Path, cell: str, said: str) -> None:
    source = tmp_path / "broken.py"
    source.write_text(cell, "utf-8")
    with pytest.raises(docs_tutorials.TutorialBroken, match=said):
        docs_tutorials.page(source)


def test_a_page_has_text_code_output_and_long_lines_wrapped(tmp_path: Path) -> None:
    source = tmp_path / "small.py"
    source.write_text('# %% [markdown]\n"""\nText.\n"""\n# %%\nx = "ab " * 40\n# %%\nprint(x)\nprint(2)\n', "utf-8")
    first, second = " ".join(["ab"] * 37), " ".join(["ab"] * 3)
    assert docs_tutorials.page(source) == (
        f'Text.\n\n```python\nx = "ab " * 40\n```\n\n```python\nprint(x)\nprint(2)\n```\n\n'
        f"```text\n{first}\n    {second}\n2\n```\n"
    )
