"""What a reader may count on: small modules, described functions, locks without hosts, no machine's paths."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import fairway

MODULE_LINES = 400
LOCKS = ("build.txt", "base.txt", "scale.txt", "dev.txt")
FORBIDDEN_IN_LOCKS = re.compile(r"index-url|find-links|://|file:|trusted-host|^-e ", re.MULTILINE)
# A user's folder, or this very checkout and what lies beside it; `/tmp` alone is a word of Unix.
CHECKOUT = Path(__file__).resolve().parents[2]
MACHINE_PATHS = re.compile(
    rf"(?<![\w.])(/home/(?!user/)[a-z]|/root/|/Users/|{re.escape(str(CHECKOUT))}/|{re.escape(str(CHECKOUT.parent))}/shared)"
)
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".yml",
    ".yaml",
    ".html",
    ".css",
    ".js",
    ".sh",
    ".csv",
    ".json",
    ".po",
    ".cfg",
    "",
}
BANNED_NAMES = {"utils", "util", "helpers", "misc", "common", "data", "process", "manager", "stuff"}


def modules(root: Path) -> list[Path]:
    """Every module of both packages but migrations, which Django writes."""
    return [path for path in sorted((root / "src").rglob("*.py")) if "migrations" not in path.parts]


def tracked(root: Path) -> Iterator[Path]:
    """Every file that is, or would be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    for name in done.stdout.splitlines():
        path = root / name
        if path.is_file():
            yield path


def test_no_module_is_longer_than_a_reader_can_hold(root: Path) -> None:
    long = {
        str(path.relative_to(root)): n
        for path in modules(root)
        if (n := len(path.read_text("utf-8").splitlines())) > MODULE_LINES
    }
    assert long == {}


def test_modules_are_named_after_the_subject(root: Path) -> None:
    named = {part for path in modules(root) for part in path.relative_to(root / "src").with_suffix("").parts}
    assert named & BANNED_NAMES == set()


def undescribed(root: Path, path: Path) -> Iterator[str]:
    """Public functions and classes of a module that say nothing about themselves."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield f"{path.relative_to(root)}:{node.lineno} {node.name}"


def test_public_functions_and_classes_of_the_library_are_described(root: Path) -> None:
    library = [path for path in modules(root) if "fairway" in path.parts]
    assert library
    bare = [line for path in library for line in undescribed(root, path)]
    assert bare == []


def test_locks_hold_hashes_and_no_host(root: Path) -> None:
    for name in LOCKS:
        text = (root / "requirements" / name).read_text("utf-8")
        assert FORBIDDEN_IN_LOCKS.search(text) is None, name
        pinned = re.findall(r"^([a-z0-9][\w.-]*(?:\[[\w,-]+\])?)==(?:[^\\]*)\\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)), f"{name}: a requirement without hash"


def test_no_file_names_a_path_of_somebodys_machine(root: Path) -> None:
    guilty = []
    for path in tracked(root):
        if path.suffix not in TEXT or path == Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if MACHINE_PATHS.search(line):
                guilty.append(f"{path.relative_to(root)}:{number}: {line.strip()[:80]}")
    assert guilty == []


def test_templates_are_of_one_language(root: Path) -> None:
    """Jinja2 for the library and the portal (ADR 0002): no Django template tags, no cotton."""
    django = re.compile(r"{%-?\s*(load|trans|blocktrans(late)?|url)\b|<c-")
    found = [
        str(path.relative_to(root))
        for path in sorted((root / "src").rglob("templates/**/*.html"))
        if django.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_version_is_one(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert fairway.__version__ == project["version"]


def test_git_ignores_no_source(root: Path) -> None:
    """A careless line in .gitignore once hid `fairway_portal/site`."""
    command = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "src", "tests", "tools", "docs"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=30, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    made = re.compile(r"__pycache__|\.mo$|\.egg-info/|^src/fairway_portal/static_built/")
    assert [name for name in done.stdout.splitlines() if not made.search(name)] == []
