"""Every service that `fairway fetch` knows, and how what it brings becomes an edition of the catalogue's tables."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fairway.kernel.errors import NotFound
from fairway.sources import fetch_ilostat, fetch_rpw, fetch_sdg, fetch_undesa, fetch_worldbank, fetch_wpp
from fairway.sources.catalogue import CATALOGUE
from fairway.sources.edition import Edition
from fairway.sources.fetch_plan import Fetch, Source

if TYPE_CHECKING:
    import polars as pl

SOURCES: tuple[Source, ...] = (
    fetch_undesa.SOURCE,
    fetch_ilostat.SOURCE,
    fetch_worldbank.SOURCE,
    fetch_rpw.SOURCE,
    fetch_sdg.SOURCE,
    fetch_wpp.SOURCE,
)


def source(name: str) -> Source:
    """The service of that name.

    Raises:
        NotFound: There is none.
    """
    for one in SOURCES:
        if one.name == name.strip().casefold():
            return one
    known = ", ".join(one.name for one in SOURCES)
    raise NotFound(f"Nothing is fetched under the name “{name}”.", advice=f"Sources: {known}.")


def base_of(one: Source) -> str:
    """The service's address; `FAIRWAY_FETCH_<NAME>_URL` puts another (a mirror, a test server) in its place."""
    named = os.environ.get(f"FAIRWAY_FETCH_{one.name.upper().replace('-', '_')}_URL", "")
    return (named or one.base).rstrip("/") + "/"


def fetchable(table: str) -> Source | None:
    """The service that a table can be fetched from, or None."""
    return next((one for one in SOURCES if any(fetch.table == table for fetch in one.fetches)), None)


def reader_of(table: str, suffix: str) -> Callable[[Path], pl.DataFrame] | None:
    """How a received file of that suffix is read into the columns of a table, where it is not plain CSV or Parquet."""
    for one in SOURCES:
        for fetch in one.fetches:
            if fetch.table == table and Path(fetch.file).suffix == suffix:
                return fetch.read
    return next((e.read[suffix] for e in CATALOGUE if e.table == table and suffix in e.read), None)


def edition_for(fetch: Fetch, path: Path) -> Edition:
    """The edition of the catalogue's table that a fetched file holds.

    Raises:
        UnreadableFile, ColumnChanged: The file is not as documented.
    """
    named = fetch.edition(path)
    ours = [edition for edition in CATALOGUE if edition.table == fetch.table]
    nearest = next((edition for edition in ours if edition.edition == named), ours[0])
    return replace(
        nearest,
        edition=named,
        companions=(),
        read={Path(fetch.file).suffix: fetch.read},
        rules=f"{nearest.rules}f",
        **fetch.changes,
    )
