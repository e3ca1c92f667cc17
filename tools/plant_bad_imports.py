"""Plants one bad import per contract in a copy of the tree, and sees that import-linter catches each.

    python tools/plant_bad_imports.py

A contract that no plant breaks proves nothing, so a contract without a plant fails too. Imports that are made while
code runs are no imports to import-linter: leaks of that kind are planted in `tests/proof/planted_leaks.py`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Plant:
    """One line that a contract must refuse, and the module of the copy in which it is planted."""

    contract: str
    module: str
    line: str


PLANTS = (
    Plant("library-layers", "fairway/kernel/planted.py", "import fairway.warehouse"),
    Plant("library-layers", "fairway/statistics/planted.py", "import fairway.agreements"),
    Plant("library-layers", "fairway/misc/__init__.py", '"""A room that nobody placed."""'),
    Plant("portal-layers", "fairway_portal/design/planted.py", "import fairway_portal.observatory"),
    Plant("portal-layers", "fairway_portal/misc/__init__.py", '"""A room that nobody placed."""'),
    Plant("register-layers", "fairway_portal/register/licensing/planted.py", "import fairway_portal.register.rosters"),
    Plant("casework-layers", "fairway_portal/casework/vault/planted.py", "import fairway_portal.casework.cases"),
    Plant("vault-is-protected", "fairway_portal/observatory/planted.py", "import fairway_portal.casework.vault.models"),
    Plant(
        "vault-is-protected", "fairway_portal/casework/cases/views.py", "import fairway_portal.casework.vault.models"
    ),
    Plant(
        "vault-is-protected",
        "fairway_portal/casework/intake/views/planted.py",
        "import fairway_portal.casework.vault.actions.filing",
    ),
    Plant(
        "vault-is-protected", "fairway_portal/casework/notes/planted.py", "import fairway_portal.casework.vault.queries"
    ),
    # A module of that name deeper down is none of the two that may.
    Plant(
        "vault-is-protected",
        "fairway_portal/casework/cases/desk/queries.py",
        "import fairway_portal.casework.vault.queries",
    ),
    Plant(
        "vault-is-protected",
        "fairway_portal/casework/intake/views/actions/planted.py",
        "import fairway_portal.casework.vault.actions",
    ),
    Plant(
        "vault-is-protected", "fairway_portal/casework/cases/chain_queries.py", "import fairway_portal.casework.vault"
    ),
    Plant("library-without-portal", "fairway/corridors/planted.py", "import django"),
    Plant("library-without-portal", "fairway/cli/planted.py", "import fairway_portal"),
    Plant("engines-behind-one-door", "fairway/statistics/planted.py", "import duckdb"),
    Plant("engines-behind-one-door", "fairway_portal/observatory/planted.py", "import ibis"),
    Plant("engines-behind-one-door", "fairway/warehouse/surveys/planted.py", "import pyspark"),
    Plant("network-in-sources", "fairway/warehouse/planted.py", "import httpx"),
    Plant("kernel-stands-alone", "fairway/kernel/planted.py", "import polars"),
)


def contracts(root: Path) -> list[str]:
    """Ids of the contracts in pyproject.toml, in order."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    return [contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]]


def without_plant(root: Path = ROOT) -> list[str]:
    """Contracts that no plant tries."""
    tried = {plant.contract for plant in PLANTS}
    return [contract for contract in contracts(root) if contract not in tried]


def copy(target: Path) -> None:
    """Copies the sources and the contracts, nothing else."""
    ignore = shutil.ignore_patterns("__pycache__", "*.parquet", "*.po", "*.mo", "static", "*.csv")
    shutil.copytree(ROOT / "src", target / "src", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", target)


def lint(tree: Path, contract: str) -> tuple[bool, str]:
    """Whether the contract is kept in the tree, and what import-linter says."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache", "--contract", contract],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


def name_of(plant: Plant) -> str:
    """The planted module as import-linter names it: a room's own name, or the dotted path."""
    parts = Path(plant.module).with_suffix("").parts
    return parts[-2] if parts[-1] == "__init__" else ".".join(parts)


def caught(tree: Path, plant: Plant) -> bool:
    """Whether the plant breaks its contract; the tree is left as it was."""
    path = tree / "src" / plant.module
    made = [folder for folder in (path.parent,) if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    room = path.parent / "__init__.py"
    if made and not room.exists():
        room.write_text('"""Planted."""\n', "utf-8")
    for missing in _rooms_named_by(plant.line, tree):
        missing.mkdir(parents=True)
        (missing / "__init__.py").write_text('"""Planted."""\n', "utf-8")
        made.append(missing)
    path.write_text(f"{plant.line}\n", "utf-8")
    try:
        kept, said = lint(tree, plant.contract)
        return not kept and "BROKEN" in said and name_of(plant) in said
    finally:
        path.unlink()
        for folder in made:
            shutil.rmtree(folder, ignore_errors=True)


def _rooms_named_by(line: str, tree: Path) -> list[Path]:
    """Folders of ours that the planted import names and that are not built yet."""
    name = line.removeprefix("import ")
    folder = tree / "src" / Path(*name.split("."))
    return [folder] if name.startswith("fairway") and "." in name and not folder.exists() else []


def main() -> int:
    """Tries every plant; the number of those not caught is the exit code."""
    failures = [f"the contract {contract} has no plant" for contract in without_plant()]
    with tempfile.TemporaryDirectory(prefix="fairway-plants-") as folder:
        tree = Path(folder)
        copy(tree)
        for contract in contracts(ROOT):
            kept, said = lint(tree, contract)
            if not kept:
                failures.append(f"{contract} is broken before anything is planted:\n{said}")
        for plant in PLANTS:
            ok = caught(tree, plant)
            print(f"{'caught' if ok else 'MISSED':7} {plant.contract:24} {plant.line} in {plant.module}", flush=True)
            if not ok:
                failures.append(f"{plant.contract} does not catch “{plant.line}” in {plant.module}")
    for failure in failures:
        print(f"fairway: {failure}", file=sys.stderr)
    print(f"{len(PLANTS)} bad imports planted, {len(failures)} problems.")
    return min(len(failures), 1)


if __name__ == "__main__":
    sys.exit(main())
