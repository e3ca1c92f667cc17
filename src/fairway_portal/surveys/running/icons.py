"""Drawings for questions and answers that stand in the page itself: they cost no request."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[2] / "design" / "templates" / "design" / "icons"
ICONS: Final = frozenset(path.stem for path in FOLDER.glob("*.svg"))


def icon_of(file: str) -> str:
    """The name of the drawing that a questionnaire's file name asks for (`yes.svg`); "" where there is none."""
    stem, _, kind = file.rpartition(".")
    return stem if kind == "svg" and stem in ICONS else ""
