"""The list of decisions, from the headings of the records themselves."""

from __future__ import annotations

from pathlib import Path

from docs_markdown import table

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "decisions"
INTRODUCTION = """# Decisions

Architecture decision records: what was decided, why, what was left, and what would make us think again. A decision that
no longer holds is not deleted: it names the one that replaced it.
"""


def page() -> str:
    """Every record with its status."""
    rows = []
    for path in sorted(FOLDER.glob("0*.md")):
        lines = path.read_text("utf-8").splitlines()
        title = next(line.removeprefix("# ") for line in lines if line.startswith("# "))
        status = next(line.removeprefix("Status: ") for line in lines if line.startswith("Status: "))
        rows.append((f"[{title}]({path.name})", status))
    return INTRODUCTION + "\n" + table(("Decision", "Status"), rows)
