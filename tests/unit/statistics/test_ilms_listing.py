"""The page of series is the one that the declarations make."""

from __future__ import annotations

from pathlib import Path

from fairway.statistics.ilms.listing import page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "ilms-tables.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "Write it anew: make docs."
