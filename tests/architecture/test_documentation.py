"""The documentation says what the code does: generated pages are fresh, links lead somewhere, commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import docs

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
CODE = re.compile(r"```[a-z]*\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
WRITTEN_BY_HAND = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "GLOSSARY.md", "CHANGELOG.md")


def pages(root: Path) -> list[Path]:
    """Every page a reader may open."""
    return [root / name for name in WRITTEN_BY_HAND] + sorted((root / "docs").rglob("*.md"))


def said_as_code(page: Path) -> list[str]:
    """Lines of code blocks and inline code."""
    text = page.read_text("utf-8")
    blocks = [line for block in CODE.findall(text) for line in block.splitlines()]
    return blocks + INLINE.findall(CODE.sub("", text))


# The tutorials on surveys run for long: their own tests run them in `make test`, and `make docs-check` compares them.
@pytest.mark.parametrize("name", [name for name in docs.PAGES if not name.startswith("tutorial/") or "nepal" in name])
def test_generated_page_does_not_lag(root: Path, name: str) -> None:
    written = (root / "docs" / name).read_text("utf-8")
    assert written == docs.text_of(name), f"docs/{name} lags behind the code: run `make docs`"


def test_every_page_is_in_the_navigation_and_every_entry_is_a_page(root: Path) -> None:
    named = set(re.findall(r"([\w/-]+\.md)$", (root / "mkdocs.yml").read_text("utf-8"), re.MULTILINE))
    there = {path.relative_to(root / "docs").as_posix() for path in (root / "docs").rglob("*.md")}
    assert named == there


def test_every_link_leads_to_a_file(root: Path) -> None:
    dead = [
        f"{page.relative_to(root)} → {link}"
        for page in pages(root)
        for link in LINK.findall(page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert dead == []


def test_every_make_target_named_exists(root: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        target
        for page in pages(root)
        for line in said_as_code(page)
        for target in re.findall(r"(?:^|\s)make ([a-z][a-z-]*)", line)
    }
    assert named
    assert named <= targets


def test_every_command_named_exists(root: Path) -> None:
    import typer

    from fairway.cli.main import app

    commands = set(getattr(typer.main.get_command(app), "commands", {}))
    named = {
        command
        for page in pages(root)
        for line in said_as_code(page)
        for command in re.findall(r"(?:^|\s|/)fairway ([a-z][a-z-]*)", line)
    }
    assert named
    assert named <= commands


def test_every_phony_target_is_explained(root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    explained = set(re.findall(r"^([a-z][a-z-]*):[^\n]*## ", makefile, re.MULTILINE))
    parts_of_another = {"base", "dev", "lint", "types", "contracts", "unit"}
    assert set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE)) - parts_of_another == explained
