"""What each piece of a release holds, written beside it once, so that a reader opens only the pieces she needs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import polars as pl

from fairway.exchange.sdmx.structure import TIME, DataStructure
from fairway.kernel.errors import UnreadableFile
from fairway.warehouse.backends import observations as engine

INDEX: Final = "index.json"
INDICATOR: Final = "INDICATOR"
UNCLASSIFIED: Final = "_Z"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of rows of the published file.

    Attributes:
        offset, rows: Where it lies.
        first, last: The keys (dimensions, then TIME_PERIOD) of its ends.
        codes: Dimension or TIME_PERIOD → the values that occur.
    """

    offset: int
    rows: int
    first: tuple[str, ...]
    last: tuple[str, ...]
    codes: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Index:
    """The blocks of a vintage in order, and for each indicator the dimensions by which it is classified."""

    blocks: tuple[Block, ...]
    indicators: Mapping[str, frozenset[str]]

    def codes(self, component: str) -> frozenset[str]:
        """Every value of a dimension or of TIME_PERIOD that occurs."""
        return frozenset().union(*(block.codes[component] for block in self.blocks))


def key_of(structure: DataStructure) -> tuple[str, ...]:
    """The columns of a key, in the order in which observations are sorted."""
    return (*(one.id for one in structure.dimensions), TIME)


def pieces(path: Path) -> Iterator[tuple[int, pl.DataFrame]]:
    """The rows of a file, one row group at a time, each with its offset."""
    offset = 0
    for rows in engine.row_groups(path):
        yield offset, pl.scan_parquet(path).slice(offset, rows).collect()
        offset += rows


def write_index(folder: Path, structure: DataStructure) -> bool:
    """Writes `index.json` for the sorted `published.parquet` in a folder.

    Returns:
        Whether every key occurs once; if not, nothing is written.
    """
    key = key_of(structure)
    blocks: list[dict[str, Any]] = []
    classified: dict[str, list[str]] = {}
    before: tuple[str, ...] | None = None
    for offset, frame in pieces(folder / "published.parquet"):
        keys = frame.select(key)
        first, last = keys.row(0), keys.row(-1)
        if first == before or not _distinct(keys):
            return False
        before = last
        codes = {name: sorted(frame[name].unique().to_list()) for name in key}
        blocks.append({"offset": offset, "rows": len(frame), "first": first, "last": last, "codes": codes})
        for indicator, dimensions in _classified(frame, structure).items():
            classified[indicator] = sorted({*classified.get(indicator, ()), *dimensions})
    text = json.dumps({"blocks": blocks, "indicators": classified}, ensure_ascii=False) + "\n"
    (folder / INDEX).write_text(text, encoding="utf-8")
    return True


def _distinct(keys: pl.DataFrame) -> bool:
    """Whether no row of a sorted frame equals the one before it."""
    same = pl.all_horizontal([pl.col(name) == pl.col(name).shift(1) for name in keys.columns])
    return not keys.select(same.any()).item()


def _classified(frame: pl.DataFrame, structure: DataStructure) -> dict[str, list[str]]:
    """Indicator → the dimensions that are not `_Z` throughout."""
    dimensions = [one.id for one in structure.dimensions if one.id != INDICATOR]
    if len(dimensions) == len(structure.dimensions):
        return {}
    used = frame.group_by(INDICATOR).agg((pl.col(name) != UNCLASSIFIED).any() for name in dimensions)
    return {row[INDICATOR]: [name for name in dimensions if row[name]] for row in used.iter_rows(named=True)}


@lru_cache(maxsize=512)
def index_of(folder: Path) -> Index:
    """The index of the vintage in a folder, which never changes.

    Raises:
        UnreadableFile: It is missing or damaged.
    """
    try:
        values = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        blocks = tuple(_block(one) for one in values["blocks"])
        return Index(blocks, {name: frozenset(used) for name, used in values["indicators"].items()})
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise UnreadableFile(
            f"The index of the release in {folder} cannot be read.",
            advice="Restore the release from a backup, or remove its folder and publish it again.",
        ) from fault


def _block(values: Mapping[str, Any]) -> Block:
    return Block(
        values["offset"],
        values["rows"],
        _key(values["first"]),
        _key(values["last"]),
        {name: frozenset(codes) for name, codes in values["codes"].items()},
    )


def _key(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(values)
