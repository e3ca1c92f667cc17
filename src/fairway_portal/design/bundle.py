"""The style sheets: one for the desk and for readers, put together in cascade layers; a slim one for workers' pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

NAME: Final = "design/fairway.css"
WORKER_NAME: Final = "design/worker.css"
FOLDER: Final = Path(__file__).parent / "css"
WORKER_FOLDER: Final = Path(__file__).parent / "css_worker"
LAYERS: Final = ("tokens", "base", "layout", "components", "figures", "pages", "print")


def style_sheet() -> str:
    """The bundle: our layers, and the library's own style of figures in the layer `figures`."""
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in LAYERS:
        sheets = _sheets(FOLDER, f"{layer}*.css")
        if layer == "figures":
            figure = files("fairway.corridors") / "templates" / "figure.css"
            sheets = [figure.read_text(encoding="utf-8"), *sheets]
        parts.append(f"@layer {layer} {{\n{''.join(sheets)}\n}}")
    return _smaller("\n".join(parts))


def worker_sheet() -> str:
    """The style sheet of pages for workers: the same tokens, and no more than those pages need."""
    return _smaller("\n".join([*_sheets(FOLDER, "tokens.css"), *_sheets(WORKER_FOLDER, "*.css")]))


MADE: Final[dict[str, Callable[[], str]]] = {NAME: style_sheet, WORKER_NAME: worker_sheet}
"""Name of a static file → what makes it."""


def _sheets(folder: Path, pattern: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob(pattern))]


def _smaller(css: str) -> str:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", without_comments)


class StyleSheet(Storage):
    """A storage with the style sheets in it, each made when it is opened."""

    prefix = None

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        return ContentFile(MADE[name]().encode(), name=name)

    def exists(self, name: str) -> bool:
        """Whether this is one of the style sheets."""
        return name in MADE

    def path(self, name: str) -> str:
        """Where their parts lie; the files themselves exist only once they are collected."""
        return str(FOLDER)


class StyleSheetFinder(BaseFinder):
    """Hands the style sheets to `collectstatic`."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to configure."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Nothing lies on disk before it is collected."""
        return []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """The files."""
        for name in MADE:
            yield name, StyleSheet()
