"""Batches of observations as every writer takes them: the needed columns, in pieces, in order and finite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from fairway.exchange.sdmx.content import Layout
from fairway.exchange.sdmx.errors import ObservationsUnwritable

if TYPE_CHECKING:
    import polars as pl

ROWS: Final = 50_000
"""Observations in a piece: few enough for constant memory, enough for whole columns at a time to pay."""


def pieces(batches: Iterable[pl.DataFrame], layout: Layout) -> Iterator[pl.DataFrame]:
    """The observations in pieces of at most `ROWS`, with only the columns of the layout; text is text.

    Args:
        batches: Tables of observations.
        layout: What is needed of them.

    Yields:
        Tables with the columns of the layout. Empty ones are left out.

    Raises:
        ObservationsUnwritable: A column is missing, a key is empty, or a number is infinite or not a number.
    """
    for batch in batches:
        missing = [name for name in layout.columns if name not in batch.columns]
        if missing:
            raise ObservationsUnwritable(
                f"The observations lack the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.",
                advice=f"They have {', '.join(batch.columns)}.",
                details={"missing": missing},
            )
        for piece in batch.select(layout.columns).iter_slices(ROWS):
            if len(piece):
                yield _checked(piece, layout)


def _checked(piece: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    import polars as pl

    for name in layout.key:
        if piece[name].null_count():
            raise ObservationsUnwritable(
                f"An observation has no {name}.", advice="Every dimension of an observation needs a code."
            )
    for name in piece.columns:
        if piece[name].dtype.is_float() and not piece[name].is_finite().all():
            raise ObservationsUnwritable(
                f"{name} has a number that is infinite or not a number.",
                advice="Leave the value empty and say why in OBS_STATUS.",
            )
    texts = [name for name, kind in piece.schema.items() if not kind.is_numeric() and kind != pl.String]
    return piece.with_columns(pl.col(name).cast(pl.String) for name in texts) if texts else piece


def in_series(parts: Iterable[pl.DataFrame], layout: Layout) -> Iterator[tuple[pl.DataFrame, pl.Series]]:
    """Each piece with a mask of the rows at which a series begins.

    Args:
        parts: Pieces in the order of the layout's key.
        layout: What a series is.

    Yields:
        A piece, and whether each of its rows is the first of its series.

    Raises:
        ObservationsUnwritable: The observations are out of order, or two have one key: a series would be given twice.
    """
    import polars as pl

    before: dict[str, str] | None = None
    for part in parts:
        shifted = {
            name: pl.col(name).shift(1) if before is None else pl.col(name).shift(1, fill_value=before[name])
            for name in layout.key
        }
        found = part.select(
            pl.any_horizontal(pl.col(name) != shifted[name] for name in layout.series)
            .fill_null(value=True)
            .alias("begins"),
            _follows(layout, shifted).fill_null(value=True).alias("follows"),
        )
        if not found["follows"].all():
            _refuse(part, layout, found["follows"])
        before = part.select(layout.key).row(-1, named=True)
        yield part, found["begins"]


def _follows(layout: Layout, shifted: dict[str, pl.Expr]) -> pl.Expr:
    """Whether a row's key comes after that of the row before it, compared dimension by dimension."""
    import polars as pl

    *others, last = layout.key
    after = pl.col(last) > shifted[last]
    for name in reversed(others):
        after = (pl.col(name) > shifted[name]) | ((pl.col(name) == shifted[name]) & after)
    return after


def _refuse(part: pl.DataFrame, layout: Layout, after: pl.Series) -> None:
    row = part.row(after.arg_min() or 0, named=True)
    key = ".".join(str(row[name]) for name in layout.key)
    raise ObservationsUnwritable(
        f"The observation {key} is out of order, or a second one with its key.",
        advice=f"Sort the observations, as text, by {', '.join(layout.key)}, and give each key once.",
        details={"key": key},
    )
