"""One style sheet for the whole portal, put together from the component files in their cascade layers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

NAME: Final = "design/fairway.css"
FOLDER: Final = Path(__file__).parent / "css"
LAYERS: Final = ("tokens", "base", "layout", "components", "figures", "pages", "print")


def style_sheet() -> str:
    """The bundle: our layers, and the library's own style of figures in the layer `figures`."""
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in LAYERS:
        sheets = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob(f"{layer}*.css"))]
        if layer == "figures":
            figure = files("fairway.corridors") / "templates" / "figure.css"
            sheets = [figure.read_text(encoding="utf-8"), *sheets]
        parts.append(f"@layer {layer} {{\n{''.join(sheets)}\n}}")
    return _smaller("\n".join(parts))


def _smaller(css: str) -> str:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", without_comments)


class StyleSheet(Storage):
    """A storage with one file in it, made when it is opened."""

    prefix = None

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        return ContentFile(style_sheet().encode(), name=name)

    def exists(self, name: str) -> bool:
        """Whether this is the bundle."""
        return name == NAME

    def path(self, name: str) -> str:
        """Where its parts lie; the file itself exists only once it is collected."""
        return str(FOLDER)


class StyleSheetFinder(BaseFinder):
    """Hands the bundle to `collectstatic`."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to configure."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Nothing lies on disk before it is collected."""
        return []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        """The one file."""
        yield NAME, StyleSheet()
