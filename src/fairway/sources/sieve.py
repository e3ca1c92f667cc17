"""What every source does with a table: keep the rows that are ours, and count the others by reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Self

from fairway.kernel.text import Text
from fairway.reference import places
from fairway.sources.edition import Harmonised

if TYPE_CHECKING:
    import polars as pl

SEXES = {
    "female": "F",
    "male": "M",
    "total": "T",
    "Female": "F",
    "Male": "M",
    "Total": "T",
    "bothsex": "T",
}


class Sieve:
    """A table on its way to our codes: every row that is dropped is counted under a reason.

    Attributes:
        frame: The rows that are still in.
        left_out: Reason (the English template, a key of the message catalogue) → rows dropped.
    """

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        self.left_out: dict[str, int] = {}

    def drop(self, reason: Text, condition: pl.Expr) -> Self:
        """Drops the rows for which `condition` holds (an unknown condition does not hold)."""
        return self._keep(reason, self.frame.filter(~condition.fill_null(value=False)))

    def drop_missing(self, reason: Text, *columns: str) -> Self:
        """Drops the rows that lack one of the columns."""
        return self._keep(reason, self.frame.drop_nulls(list(columns)))

    def drop_other_places(self, reason: Text, *columns: str) -> Self:
        """Drops the rows whose place is not a country or territory of `fairway.reference.places`."""
        import polars as pl

        known = list(places.by_code())
        for column in columns:
            self._keep(reason, self.frame.filter(pl.col(column).is_in(known).fill_null(value=False)))
        return self

    def change(self, *columns: pl.Expr) -> Self:
        """Adds or replaces columns."""
        self.frame = self.frame.with_columns(*columns)
        return self

    def result(self, *columns: str, sort: Iterable[str]) -> Harmonised:
        """The named columns, sorted, with the count of what was left out."""
        return Harmonised(
            self.frame.select(columns).sort(list(sort), nulls_last=True, maintain_order=True), self.left_out
        )

    def _keep(self, reason: Text, kept: pl.DataFrame) -> Self:
        dropped = len(self.frame) - len(kept)
        if dropped:
            key = reason.template
            self.left_out[key] = self.left_out.get(key, 0) + dropped
        self.frame = kept
        return self


def iso3(frame: pl.DataFrame, column: str, find: Callable[[str], str | None]) -> pl.Expr:
    """The column's names or codes as ISO 3166-1 alpha-3; null where `find` knows none. Each value is looked up once."""
    import polars as pl

    found = {value: find(value) for value in frame[column].drop_nulls().unique().to_list()}
    return pl.col(column).replace_strict(found, default=None, return_dtype=pl.String)


def code(column: str) -> pl.Expr:
    """The column with codes other than ISO 3166-1 (`KSV`, `CHI`) replaced by those of `fairway.reference.places`."""
    import polars as pl

    return pl.col(column).replace(places.aliases("code"))


def row_number() -> pl.Expr:
    """`source_row` in the narrow type it is published in."""
    import polars as pl

    return pl.col("source_row").cast(pl.Int32)


def sex(column: str = "sex") -> pl.Expr:
    """The publisher's word for a sex as F, M or T; null where it is another."""
    import polars as pl

    return pl.col(column).replace_strict(SEXES, default=None, return_dtype=pl.String).alias("sex")
