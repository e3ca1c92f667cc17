"""Puts one small mistake after another into a module, and sees whether its tests notice: the mutation score.

    python tools/mutants.py                        every set of `SETS`, with a table at the end
    python tools/mutants.py receipts --show        one set, and the mistakes that nobody noticed

The tree is copied; mistakes are made in the copy alone. A mistake counts as noticed when the tests fail or do not end.
Mistakes that cannot be told from the right program (a message's words, a type, a docstring) are not made.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
AT_ONCE: Final = 2
SECONDS: Final = 60
GOAL: Final = 0.85


@dataclass(frozen=True, slots=True)
class Tried:
    """A set: modules under `src`, and the tests that should notice every mistake in them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


_UNIT: Final = "tests/unit/safe_reporting"
SETS: Final = {
    "receipts": Tried(
        ("fairway/safe_reporting/receipts", "fairway/methods/check_digits.py"),
        (f"{_UNIT}/receipts", "tests/unit/methods/test_check_digits.py"),
    ),
    "sealing": Tried(("fairway/safe_reporting/sealing",), (f"{_UNIT}/sealing", "tests/property/test_sealing.py")),
    "proofs": Tried(("fairway/safe_reporting/proofs",), (f"{_UNIT}/proofs", "tests/property/test_filing_log.py")),
    "firewall": Tried(("fairway/safe_reporting/firewall",), (f"{_UNIT}/firewall",)),
    "releasing": Tried(("fairway/safe_reporting/releasing",), (f"{_UNIT}/releasing",)),
}

COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Mult, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd, ast.Pow: ast.Mult,
}  # fmt: skip


def wrong(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Each small mistake that can be made at a node: what it is, and the node with it."""
    if isinstance(node, ast.Constant):
        yield from _wrong_constants(node.value)
    elif isinstance(node, ast.expr):
        yield from _wrong_expressions(node)
    elif isinstance(node, ast.stmt):
        yield from _wrong_statements(node)


def _wrong_constants(value: object) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(value, bool):
        yield f"{value} → {not value}", ast.Constant(not value)
    elif isinstance(value, int):
        yield f"{value} → {value + 1}", ast.Constant(value + 1)
    elif isinstance(value, bytes) and value:
        yield "other bytes", ast.Constant(value + b"X")


def _wrong_expressions(node: ast.expr) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Compare(left=left, ops=[first, *more], comparators=others) if type(first) in COMPARISONS:
            other = COMPARISONS[type(first)]()
            yield f"{type(first).__name__} → {type(other).__name__}", ast.Compare(left, [other, *more], others)
        case ast.BoolOp(op=operator, values=values):
            yield "and ↔ or", ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "without not", operand
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in ARITHMETIC:
            wrong_sign = ARITHMETIC[type(sign)]()
            yield f"{type(sign).__name__} → {type(wrong_sign).__name__}", ast.BinOp(left, wrong_sign, right)


def _wrong_statements(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Return(value=ast.Constant(value=None)):
            return
        case ast.Return(value=ast.expr()):
            yield "returns None", ast.Return(ast.Constant(None))
        case ast.Raise():
            yield "does not raise", ast.Pass()
        case ast.If(body=body, orelse=orelse):
            yield "never", ast.If(ast.Constant(False), body, orelse)
        case ast.Continue():
            yield "break", ast.Break()


class _Place(ast.NodeTransformer):
    """Puts a node in the place of the one with a number."""

    def __init__(self, number: int, instead: ast.AST) -> None:
        self.number, self.instead, self.at = number, instead, -1

    def generic_visit(self, node: ast.AST) -> ast.AST:
        self.at += 1
        if self.at == self.number:
            return ast.copy_location(self.instead, node)
        return super().generic_visit(node)


class _Numbered(ast.NodeVisitor):
    """Every node in the order in which `_Place` meets them, those that are only for readers marked."""

    def __init__(self) -> None:
        self.nodes: list[tuple[ast.AST, bool]] = []
        self.quiet = 0

    def generic_visit(self, node: ast.AST) -> None:
        quiet = _for_readers(node)
        self.quiet += quiet
        self.nodes.append((node, bool(self.quiet)))
        super().generic_visit(node)
        self.quiet -= quiet


def _for_readers(node: ast.AST) -> bool:
    """Annotations are types; calls of `Text` are words; a dataclass's keywords are how it is kept."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in ("Text", "dataclass", "field")
    return isinstance(node, ast.arg | ast.alias | ast.ImportFrom | ast.JoinedStr)


def mutants(source: str) -> list[tuple[int, str, str]]:
    """Each mistake in a module: line, what it is, the module with it."""
    tree = ast.parse(source)
    numbered = _Numbered()
    numbered.visit(tree)
    found = []
    for number, (node, quiet) in enumerate(numbered.nodes):
        if quiet:
            continue
        for what, instead in wrong(node):
            made = ast.fix_missing_locations(_Place(number, instead).visit(copy.deepcopy(tree)))
            found.append((getattr(node, "lineno", 0), what, ast.unparse(made)))
    return found


def files_of(tried: Tried) -> list[Path]:
    """The modules of a set, by their place under `src`."""
    found: list[Path] = []
    for name in tried.modules:
        place = ROOT / "src" / name
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [one.relative_to(ROOT / "src") for one in found if one.name != "__init__.py"]


def noticed(copied: Path, tests: tuple[str, ...]) -> bool:
    """Whether the tests fail on the copy, or do not come to an end."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", "-p", "no:django", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copied), "FAIRWAY_MUTANTS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def score(name: str, *, show: bool) -> tuple[int, int]:
    """Mistakes made in a set, and those that were noticed.

    Args:
        name: Of `SETS`.
        show: Print those that were not.
    """
    tried = SETS[name]
    work = [(file, *one) for file in files_of(tried) for one in mutants((ROOT / "src" / file).read_text("utf-8"))]
    tests = tuple(one for one in tried.tests if (ROOT / one).exists())
    with tempfile.TemporaryDirectory(prefix="fairway-mutants-") as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(AT_ONCE):
            copied = Path(folder) / str(number)
            shutil.copytree(ROOT / "src", copied, ignore=shutil.ignore_patterns("__pycache__"))
            copies.put(copied)

        def attempt(one: tuple[Path, int, str, str]) -> bool:
            file, line, what, source = one
            copied = copies.get()
            try:
                (copied / file).write_text(source, "utf-8")
                found = noticed(copied, tests)
            finally:
                shutil.copyfile(ROOT / "src" / file, copied / file)
                copies.put(copied)
            if show and not found:
                print(f"  not noticed: {file}:{line}: {what}", flush=True)
            return found

        first = copies.get()
        copies.put(first)
        if noticed(first, tests):
            sys.exit(f"{name}: the tests fail without any mistake")
        with ThreadPoolExecutor(AT_ONCE) as hands:
            caught = sum(hands.map(attempt, work))
    return len(work), caught


def main() -> int:
    """Tries the sets that are named, or all; 1 where a score is below the goal."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sets", nargs="*", choices=[*SETS], help="which; all where none is named")
    asked.add_argument("--show", action="store_true", help="print the mistakes that nobody noticed")
    said = asked.parse_args()
    low = 0
    for name in said.sets or SETS:
        made, caught = score(name, show=said.show)
        share = caught / made if made else 0.0
        low += share < GOAL
        print(f"{name}: {caught} of {made} mistakes noticed ({share:.1%})", flush=True)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
