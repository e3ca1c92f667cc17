"""Hand-made files, each holding the trap that its source is known for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fairway.sources import tabular
from fairway.sources.catalogue import CATALOGUE
from fairway.sources.edition import Edition, Harmonised

Harmonise = Callable[..., Harmonised]


def edition_of(table: str, edition: str | None = None) -> Edition:
    """The catalogue's entry for a table."""
    return next(one for one in CATALOGUE if one.table == table and edition in (None, one.edition))


@pytest.fixture
def harmonise(tmp_path: Path) -> Harmonise:
    """Writes the text as the table's file (with its companions beside it), reads and harmonises it."""

    def run(table: str, text: str, **companions: str) -> Harmonised:
        edition = edition_of(table)
        for name in edition.companions:
            (tmp_path / Path(name).name).write_text(companions["companion"], encoding="utf-8")
        path = tmp_path / Path(edition.file).name.removesuffix(".gz")
        path.write_text(text, encoding="utf-8")
        reader = edition.read.get(".csv")
        return edition.harmonise(reader(path) if reader else tabular.read(path, edition.columns))

    return run
