"""Text for each observation, joined to the bytes of a message, with series around them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from fairway.exchange.sdmx.batches import in_series, pieces
from fairway.exchange.sdmx.content import Layout

if TYPE_CHECKING:
    import polars as pl


class Wording(Protocol):
    """How a format writes a series and an observation.

    Attributes:
        begin: Before the first series or observation of a data set.
        between_series: Between two series.
        between: Between two observations.
        close: At the end of a series.
        end: After the last series or observation.
    """

    begin: str
    between_series: str
    between: str
    close: str
    end: str

    def opening(self, piece: pl.DataFrame) -> pl.Series:
        """The beginning of a series, for each row of a piece that begins one."""

    def observation(self, piece: pl.DataFrame) -> pl.Series:
        """The observation of each row of a piece."""


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins observations as a wording has them, in a layout."""

    layout: Layout
    wording: Wording

    def data_set(self, batches: Iterable[pl.DataFrame]) -> Iterator[bytes]:
        """The bytes of one data set, piece by piece.

        Args:
            batches: Tables of observations.

        Yields:
            Bytes in UTF-8.
        """
        yield self.wording.begin.encode()
        parts = pieces(batches, self.layout)
        yield from self._series(parts) if self.layout.series else self._flat(parts)
        yield self.wording.end.encode()

    def _flat(self, parts: Iterable[pl.DataFrame]) -> Iterator[bytes]:
        before = self.wording.between.encode()
        for count, part in enumerate(parts):
            text = _bytes(_with(self.wording.between, self.wording.observation(part)))
            yield text if count else text[len(before) :]

    def _series(self, parts: Iterable[pl.DataFrame]) -> Iterator[bytes]:
        before = (self.wording.close + self.wording.between_series).encode()
        empty = True
        for part, begins in in_series(parts, self.layout):
            text = self._keys(part, begins) if self.layout.keys_only else self._observations(part, begins)
            yield text[len(before) :] if empty else text
            empty = False
        if not empty:
            yield self.wording.close.encode()

    def _keys(self, part: pl.DataFrame, begins: pl.Series) -> bytes:
        starting = part.filter(begins)
        return _bytes(_with(self.wording.close + self.wording.between_series, self.wording.opening(starting)))

    def _observations(self, part: pl.DataFrame, begins: pl.Series) -> bytes:
        import polars as pl

        said = self.wording.opening(part.filter(begins))
        nth = begins.cast(pl.UInt32).cum_sum()
        # Index 0 is the row of no new series; the others are openings in order, so a gather places them all at once.
        starts = pl.concat([pl.Series([self.wording.between]), _with(self._before, said).cast(pl.String)])
        where = (nth * begins.cast(pl.UInt32)).alias("where")
        return _bytes(
            pl.DataFrame({"start": starts.gather(where), "observation": self.wording.observation(part)}).select(
                pl.concat_str("start", "observation")
            )["start"]
        )

    @property
    def _before(self) -> str:
        return self.wording.close + self.wording.between_series


def _with(before: str, texts: pl.Series) -> pl.Series:
    import polars as pl

    return texts.to_frame("text").select(pl.concat_str(pl.lit(before), "text").alias("text"))["text"]


def _bytes(texts: pl.Series) -> bytes:
    held = io.BytesIO()
    texts.to_frame("text").write_csv(held, include_header=False, quote_style="never", line_terminator="")
    return held.getvalue()
