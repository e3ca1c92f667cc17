"""Each requirement of OWASP ASVS 5.0.0, levels 1 and 2, is in the table once, and what it names is there."""

from __future__ import annotations

import ast
import csv
import json
import os
from functools import cache
from pathlib import Path

import pytest

import verification_standard as standard

ROOT = Path(__file__).resolve().parents[2]
LEVELS = Path(__file__).with_name("verification_levels.csv")
LONGEST = {"tested": 120, "designed": 120, "not_applicable": 250, "open": 250}


@cache
def names_of(file: str) -> frozenset[str]:
    """The tests of a file, by their names in its text."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    return frozenset(
        one.name
        for one in ast.parse(path.read_text("utf-8")).body
        if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    )


def is_there(shown: str, state: str) -> bool:
    """Whether a test, a file, or a text in a file is there."""
    file, _, name = shown.partition("::")
    if state == "tested":
        return file.startswith("tests/") and name.partition("[")[0] in names_of(file)
    path = ROOT / file
    return path.exists() and (not name or name in path.read_text("utf-8"))


def test_every_requirement_is_there_once() -> None:
    with LEVELS.open(encoding="utf-8", newline="") as stream:
        wanted = [(row["requirement"], int(row["level"])) for row in csv.DictReader(stream)]
    assert [(one.id, one.level) for one in standard.requirements()] == wanted
    assert (len(wanted), sum(level == 1 for _, level in wanted)) == (253, 70)


@pytest.mark.parametrize("one", standard.requirements(), ids=lambda one: one.id)
def test_what_it_names_is_there(one: standard.Requirement) -> None:
    assert one.state in standard.STATES
    assert 0 < len(one.says) <= LONGEST[one.state]
    assert bool(one.shown_by) is (one.state in ("tested", "designed"))
    assert [shown for shown in one.shown_by if not is_there(shown, one.state)] == []


def test_the_rules_can_fail() -> None:
    here = "tests/proof/test_verification_standard.py::"
    assert is_there(f"{here}test_the_rules_can_fail", "tested")
    assert is_there(f"{here}test_what_it_names_is_there[V1.1.1]", "tested")
    assert not is_there(f"{here}test_of_nothing", "tested")
    assert not is_there("docs/none.md", "designed")
    assert not is_there(f"SECURITY.md::{'no such' + ' words'}", "designed")


def test_the_page_does_not_lag() -> None:
    assert standard.PAGE.read_text("utf-8") == standard.page()


def test_the_counts_are_told() -> None:
    counts = standard.counts()
    assert sum(counts.values()) == 253
    if results := os.environ.get("FAIRWAY_PROVE_RESULTS"):
        said = {"proof": "verification standard", "requirements": 253, **{one: counts[one] for one in standard.STATES}}
        with Path(results).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(said) + "\n")
