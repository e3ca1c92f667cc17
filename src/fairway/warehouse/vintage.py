"""A vintage: one immutable copy of one edition of one table, and the record of how it came to be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fairway.kernel.errors import UnreadableFile
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Text

if TYPE_CHECKING:
    import polars as pl

Level = Literal["typed", "harmonised", "published"]
LEVELS: tuple[Level, ...] = ("typed", "harmonised", "published")
RECORD = "record.json"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When (ISO date and time, UTC) and why a release was withdrawn."""

    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is written beside every vintage.

    Attributes:
        coverage: `full`, or `sample` for the selection that ships with the package (`selection` says which).
        every_key: A selection that keeps something of every key of the full table: what is absent here is absent there.
        left_out: Rows not published, by reason.
        columns: Published column → type, so that a reader of the file needs nothing else.
        imported: ISO date and time (UTC) of the import; `retrieved` that of the download, where known.
        derived_from: For totals, the table they were summed from. They count only together with that table's vintage
            of the same name, whose appearance completes the import.
        received: The folder of the received file (its checksum, unless files came together).
        release: Observations that this installation published from a survey, with their structure beside them, rather
            than a publisher's file that it imported.
        demonstration: Of a release: made from invented persons, and kept apart from facts.
    """

    table: str
    edition: str
    vintage: str
    publisher: str
    title: str
    licence: str
    url: str
    method: str
    flag: str
    file: str
    sha256: str
    bytes: int
    rows_received: int
    rows_published: int
    key: tuple[str, ...]
    every_months: int
    imported: str
    retrieved: str = ""
    verified: bool = True
    coverage: Literal["full", "sample"] = "full"
    selection: str = ""
    every_key: bool = False
    left_out: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    derived_from: str = ""
    received: str = ""
    release: bool = False
    demonstration: bool = False

    def write(self, folder: Path) -> None:
        """Writes `record.json` into the folder of the vintage."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"
        (folder / RECORD).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Record:
        """The record in `folder`.

        Raises:
            UnreadableFile: It is missing or damaged.
        """
        try:
            values: dict[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
            return cls(**{**values, "key": tuple(values["key"])})
        except (OSError, ValueError, TypeError, KeyError) as fault:
            raise UnreadableFile(
                f"The record of the vintage in {folder} cannot be read.",
                advice="Remove that folder and import the table again.",
            ) from fault


class Vintage:
    """A vintage on disk, its published rows held in memory once asked for and found by key in constant time.

    `withdrawn` says since when and why a release is no longer shown; it stays where it is, for those who cited it.
    """

    def __init__(self, folder: Path, record: Record, withdrawn: Withdrawal | None = None) -> None:
        self.folder = folder
        self.record = record
        self.withdrawn = withdrawn

    @property
    def name(self) -> str:
        """`migrant_stock@2024-1a2b3c4d`: what a citation pins."""
        return f"{self.record.table}@{self.record.vintage}"

    def level(self, level: Level) -> pl.LazyFrame:
        """The rows at one level of custody (a shipped selection has only `published`)."""
        import polars as pl

        path = self.folder / f"{level}.parquet"
        if not path.is_file():
            raise UnreadableFile(
                f"{self.name} has no {level} rows here.",
                advice="The shipped facts hold published rows only; `fairway import` brings the full table.",
            )
        return pl.scan_parquet(path)

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Every published row, sorted by key."""
        import polars as pl

        try:
            return pl.read_parquet(self.folder / "published.parquet").sort(self.record.key, maintain_order=True)
        except (pl.exceptions.PolarsError, OSError) as fault:
            raise UnreadableFile(
                f"The rows of {self.name} cannot be read.", advice="Remove its folder and import the table again."
            ) from fault

    @cached_property
    def _index(self) -> dict[Any, tuple[int, int]]:
        import polars as pl

        runs = (
            self.frame.with_row_index("_at")
            .group_by(self.record.key, maintain_order=True)
            .agg(pl.col("_at").first(), pl.len().alias("_len"))
        )
        width = len(self.record.key)
        if width == 1:
            return {row[0]: (row[1], row[2]) for row in runs.iter_rows()}
        return {row[:width]: (row[width], row[width + 1]) for row in runs.iter_rows()}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self.frame.columns)

    def rows(self, *key: str) -> list[dict[str, Any]]:
        """The rows of one key (`rows("NPL", "QAT")`), in the table's order; none if the key is absent."""
        found = self._index.get(key[0] if len(key) == 1 else key)
        if found is None:
            return []
        names = self._names
        return [dict(zip(names, row, strict=True)) for row in self.frame.slice(*found).iter_rows()]

    def keys(self) -> Iterable[Any]:
        """Every key that has rows."""
        return self._index.keys()

    def provenance(self, rows: Iterable[int | None] = ()) -> Provenance:
        """The pedigree of figures made from the given rows of the received file."""
        record = self.record
        return Provenance(
            table=record.table,
            publisher=record.publisher,
            title=record.title,
            edition=record.edition,
            licence=record.licence,
            vintage=self.name,
            file=record.file,
            method=Text(record.method),
            rows=tuple(row for row in rows if row is not None),
            retrieved=record.retrieved,
            url=record.url,
            verified=record.verified,
        )

    @property
    def flag(self) -> Flag:
        """How the publisher's figures came to be; those of a demonstration are invented, however estimated."""
        return Flag.INVENTED if self.record.demonstration else Flag(self.record.flag)
