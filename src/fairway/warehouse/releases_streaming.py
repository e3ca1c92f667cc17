"""Reading vintages in pieces: only the blocks that can hold something wanted, sorted by key, at constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from fairway.warehouse.releases_index import Block, Index, index_of
from fairway.warehouse.releases_selecting import Conditions, together
from fairway.warehouse.vintage import Vintage

FIRST: Final = 4_096
"""Rows of the first piece that is read, so that a reader has something at once."""
SORTED: Final = 200_000
"""Rows that may be sorted in memory, about 60 MiB."""
ORDER: Final = "_key"
_SEPARATOR: Final = "\t"  # below every character of a code, so that joined keys sort as their parts do


@dataclass(frozen=True, slots=True)
class Reading:
    """What of one vintage is to be read.

    Attributes:
        vintage: The vintage.
        key: Its key columns, in the order in which it is sorted.
        blocks: Those that may hold something wanted, each with the condition that its rows must meet (None: all do).
    """

    vintage: Vintage
    key: tuple[str, ...]
    blocks: tuple[tuple[Block, pl.Expr | None], ...]

    @property
    def first(self) -> tuple[str, ...]:
        """No wanted key comes before it."""
        return self.blocks[0][0].first

    @property
    def last(self) -> tuple[str, ...]:
        """No wanted key comes after it."""
        return self.blocks[-1][0].last

    def narrowed(self, column: str, code: str) -> Reading:
        """The part of it in which a key column has one code."""
        here = pl.col(column) == code
        blocks = [
            (block, condition if len(block.codes[column]) == 1 else here if condition is None else condition & here)
            for block, condition in self.blocks
            if code in block.codes[column]
        ]
        return replace(self, blocks=tuple(blocks))

    def count(self) -> int:
        """How many rows are wanted; blocks that are wanted whole are not opened."""
        whole = sum(block.rows for block, condition in self.blocks if condition is None)
        parts = [
            self._rows(block.offset, block.rows).filter(condition).select(pl.len())
            for block, condition in self.blocks
            if condition is not None
        ]
        return whole + sum(int(part.item()) for part in pl.collect_all(parts))

    def pieces(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """The wanted rows, block by block; the first piece is small."""
        begun = False
        for block, condition in self.blocks:
            offset, end = block.offset, block.offset + block.rows
            while offset < end:
                rows = end - offset if begun else min(FIRST, end - offset)
                lazy = self._rows(offset, rows)
                if condition is not None:
                    lazy = lazy.filter(condition)
                frame = lazy.select(columns).collect()
                offset += rows
                if len(frame):
                    begun = True
                    yield frame

    def codes(self, column: str) -> frozenset[str]:
        """The values of a key column among the wanted rows."""
        found: frozenset[str] = frozenset()
        for block, condition in self.blocks:
            if condition is None:
                found |= block.codes[column]
            elif not block.codes[column] <= found:
                rows = self._rows(block.offset, block.rows).filter(condition)
                found |= set(rows.select(pl.col(column).unique()).collect().to_series().to_list())
        return found

    def _rows(self, offset: int, rows: int) -> pl.LazyFrame:
        return pl.scan_parquet(self.vintage.folder / "published.parquet").slice(offset, rows)


def reading(vintage: Vintage, key: tuple[str, ...], wanted: Conditions) -> Reading | None:
    """What is to be read of a vintage, or None if nothing in it is wanted."""
    blocks = tuple(_kept(index_of(vintage.folder), key, wanted))
    return Reading(vintage, key, blocks) if blocks else None


def _kept(index: Index, key: tuple[str, ...], wanted: Conditions) -> Iterator[tuple[Block, pl.Expr | None]]:
    allowed = {name: wanted.allowed(name, index.codes(name)) for name in key if name in wanted.keys}
    for block in index.blocks:
        if any(block.codes[name].isdisjoint(codes) for name, codes in allowed.items()):
            continue
        tests = [
            pl.col(name).is_in(sorted(codes & block.codes[name]))
            for name, codes in allowed.items()
            if not block.codes[name] <= codes
        ]
        yield block, together([*tests, *([] if wanted.rows is None else [wanted.rows])])


def in_order(readings: Sequence[Reading], columns: Sequence[str], order: Sequence[str] = ()) -> Iterator[pl.DataFrame]:
    """The wanted rows of several vintages, sorted by key.

    Args:
        readings: Of vintages with the same key.
        columns: To be read.
        order: The key columns by which to sort, where it is not the order of the key.
    """
    if not readings:
        return
    varying = [name for name in readings[0].key if len(_codes(readings, name)) > 1]
    if not order or varying == [name for name in order if name in varying]:
        yield from _as_they_lie(readings, columns)
    else:
        yield from _sorted([one for one in readings if one.blocks], columns, tuple(order), tuple(order))


def _as_they_lie(readings: Sequence[Reading], columns: Sequence[str]) -> Iterator[pl.DataFrame]:
    """Vintages whose keys do not lie between one another follow each other; the others are merged."""
    waiting = sorted(readings, key=lambda one: one.first)
    while waiting:
        run = [waiting.pop(0)]
        last = run[0].last
        while waiting and waiting[0].first <= last:
            run.append(waiting.pop(0))
            last = max(last, run[-1].last)
        yield from run[0].pieces(columns) if len(run) == 1 else _merged(run, columns)


def _merged(run: Sequence[Reading], columns: Sequence[str]) -> Iterator[pl.DataFrame]:
    """What no later piece can precede goes out, sorted; no more than a block of each vintage is in memory."""
    key = run[0].key
    order = pl.concat_str([pl.col(name) for name in key], separator=_SEPARATOR).alias(ORDER)
    wanted = list(dict.fromkeys([*columns, *key]))
    heads = []
    for each in run:
        stream = (piece.with_columns(order) for piece in each.pieces(wanted))
        head = next(stream, None)
        if head is not None:
            heads.append((stream, head))
    while heads:
        limit = min(head[ORDER][-1] for _, head in heads)
        ready = [head.filter(pl.col(ORDER) <= limit) for _, head in heads]
        yield pl.concat(ready).sort(ORDER).select(columns)
        kept = []
        for stream, head in heads:
            later = head.filter(pl.col(ORDER) > limit)
            rest = later if len(later) else next(stream, None)
            if rest is not None:
                kept.append((stream, rest))
        heads = kept


def _sorted(
    readings: Sequence[Reading], columns: Sequence[str], order: tuple[str, ...], left: tuple[str, ...]
) -> Iterator[pl.DataFrame]:
    """The wanted rows in another order: code by code of the first key column, until few enough to sort in memory."""
    if not left or sum(one.count() for one in readings) <= SORTED:
        wanted = list(dict.fromkeys([*columns, *order]))
        frames = [piece for one in readings for piece in one.pieces(wanted)]
        if frames:
            yield pl.concat(frames).sort(order).select(columns)
        return
    column, *rest = left
    for code in sorted(_codes(readings, column)):
        narrowed = [part for one in readings if (part := one.narrowed(column, code)).blocks]
        yield from _sorted(narrowed, columns, order, tuple(rest))


def _codes(readings: Sequence[Reading], column: str) -> frozenset[str]:
    """The values of a key column in the blocks to be read, wanted or not."""
    return frozenset().union(*(block.codes[column] for one in readings for block, _ in one.blocks))


def of_each_series(
    pieces: Iterable[pl.DataFrame], series: Sequence[str], first: int | None, last: int | None
) -> Iterator[pl.DataFrame]:
    """The first and last so many rows of each series, from pieces in which a series is one run of rows."""
    held: pl.DataFrame | None = None
    for piece in pieces:
        whole = piece if held is None else pl.concat([held, piece])
        end = whole.select(series).row(-1)
        open_still = pl.all_horizontal([pl.col(name) == code for name, code in zip(series, end, strict=True)])
        held = whole.filter(open_still)
        yield _ends(whole.filter(~open_still), series, first, last)
    if held is not None:
        yield _ends(held, series, first, last)


def _ends(frame: pl.DataFrame, series: Sequence[str], first: int | None, last: int | None) -> pl.DataFrame:
    at, length = pl.int_range(pl.len()).over(series), pl.len().over(series)
    return frame.filter((at < (first or 0)) | (at >= length.cast(pl.Int64) - (last or 0)))


def gathered(pieces: Iterable[pl.DataFrame], size: int) -> Iterator[pl.DataFrame]:
    """The first piece at once, then pieces of about `size` rows; empty ones are left out."""
    held: list[pl.DataFrame] = []
    begun = False
    for piece in pieces:
        if not len(piece):
            continue
        held.append(piece)
        if not begun or sum(map(len, held)) >= size:
            begun = True
            yield pl.concat(held)
            held = []
    if held:
        yield pl.concat(held)
