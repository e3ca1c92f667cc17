"""The rooms import in one direction, and the contracts that say so are alive."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import plant_bad_imports as plants


def test_every_contract_is_kept(root: Path) -> None:
    kept = [plants.lint(root, contract) for contract in plants.contracts(root)]
    assert kept
    assert all(ok for ok, _ in kept), "\n".join(said for ok, said in kept if not ok)


def test_every_contract_has_a_plant() -> None:
    assert plants.without_plant() == []


def test_every_planted_import_is_caught(tmp_path: Path) -> None:
    plants.copy(tmp_path)
    assert [plant for plant in plants.PLANTS if not plants.caught(tmp_path, plant)] == []


@pytest.mark.parametrize("module", ["fairway.corridors", "fairway.cli.main"])
def test_using_the_library_loads_no_django_and_no_engine_it_does_not_need(module: str) -> None:
    code = (
        f"import {module}, sys; print([name for name in ('django', 'fairway_portal', 'duckdb') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
