"""A shelf made for one test: a few rows a table, with the record that a real import writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import polars as pl

from fairway.sources.catalogue import CATALOGUE
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Record

EDITIONS = {
    **{(edition.table, edition.edition): (edition, edition.key) for edition in CATALOGUE},
    **{
        (derived.table, edition.edition): (edition, derived.key) for edition in CATALOGUE for derived in edition.derived
    },
}
LATEST = dict(sorted(EDITIONS))


def shelf(
    folder: Path,
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    coverage: Literal["full", "sample"] = "full",
) -> Shelf:
    """A shelf whose tables (`migrant_stock`, or `migrant_stock@2020` for an edition) hold the given rows."""
    for name, rows in tables.items():
        table, _, edition = name.partition("@")
        about, key = EDITIONS[table, edition or LATEST[table]]
        target = folder / table / f"{about.edition}-r1-00000000"
        target.mkdir(parents=True)
        frame = pl.DataFrame(list(rows), infer_schema_length=None)
        frame.write_parquet(target / "published.parquet")
        Record(
            table=table,
            edition=about.edition,
            vintage=target.name,
            publisher=about.publisher,
            title=about.title,
            licence=about.licence,
            url=about.url,
            method=about.method.template,
            flag=about.flag,
            file=Path(about.file).name,
            sha256="0" * 64,
            bytes=1,
            rows_received=len(frame),
            rows_published=len(frame),
            key=key,
            every_months=12,
            imported="2026-01-01T00:00:00+00:00",
            coverage=coverage,
            selection="two corridors" if coverage == "sample" else "",
        ).write(target)
    return Shelf(folder)


def stock(
    origin: str, destination: str, year: int, female: int | None, male: int | None, **more: Any
) -> dict[str, Any]:
    """One row of `migrant_stock`."""
    return {
        "origin": origin,
        "destination": destination,
        "year": year,
        "female": female,
        "male": male,
        "basis": "birth",
        "imputed": False,
        "refugees_included": True,
        "row_female": 1,
        "row_male": 2,
        **more,
    }
