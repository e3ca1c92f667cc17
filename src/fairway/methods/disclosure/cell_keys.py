"""The cell-key method: the same people in a cell always bring the same noise, in whichever table they are counted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import polars as pl

from fairway.methods.disclosure.cell_key_table import PerturbationTable
from fairway.methods.disclosure.errors import DisclosureFault

_SPAN = 2**32
_SECRET_BYTES = 16


class KeyFault(DisclosureFault):
    """A secret, identifiers or keys with which cells cannot be keyed."""

    slug = "key-fault"


def record_keys(identifiers: pl.Series, secret: bytes) -> pl.Series:
    """A key for each record: uniform, secret, and the same whenever the record is met again.

    Args:
        identifiers: One identifier a record, unique, as text or whole numbers (records). The number 7 and the text "7"
            have the same key, so that a file read in another way is keyed alike.
        secret: At least 16 random bytes, kept as long as tables of these records are published.

    Returns:
        Whole numbers from 0 to 2³² − 1, as `record_key`, in the order of the identifiers (records). Whole numbers,
        since their sum does not depend on the order of summing.

    Raises:
        KeyFault: The secret is too short; identifiers are missing, of another type, or shared by several records.

    Source: Fraser & Wooton (2005), A proposed method for confidentialising tabular output to protect against
        differencing; Marley & Leaver (2011). The keyed hash is BLAKE2b (RFC 7693).
    """
    if len(secret) < _SECRET_BYTES:
        raise KeyFault(
            f"The secret has {len(secret)} bytes; below {_SECRET_BYTES}, others could compute the noise.",
            advice="Draw one with secrets.token_bytes(32) and keep it.",
        )
    if not (identifiers.dtype.is_integer() or identifiers.dtype == pl.String):
        raise KeyFault(
            f"Identifiers are text or whole numbers; found {identifiers.dtype}.",
            advice="Use the identifier of the person or record as the producer writes it.",
        )
    missing, repeated = identifiers.null_count(), len(identifiers) - identifiers.n_unique()
    if missing or repeated:
        raise KeyFault(
            f"Each record needs an identifier of its own; {missing:,} are missing, {repeated:,} are repeated.",
            advice="Join the columns that together name one record into one text.",
            details={"missing": missing, "repeated": repeated},
        )
    keyed = hashlib.blake2b(key=secret[:64], digest_size=4)
    joined = bytearray()
    for identifier in identifiers.cast(pl.String).to_list():
        one = keyed.copy()
        one.update(identifier.encode())
        joined += one.digest()
    return pl.Series("record_key", np.frombuffer(bytes(joined), dtype="<u4"), dtype=pl.UInt32)


def cell_keys(
    frame: pl.DataFrame, dimensions: Sequence[str], record_key: str = "record_key", weight: str | None = None
) -> pl.DataFrame:
    """The key of each cell: the sum of the keys of its records, modulo 1.

    Args:
        frame: One row a record, with its key.
        dimensions: Columns that span the table; none for the total of the table.
        record_key: Column of whole numbers from 0 to 2³² − 1.
        weight: Column of survey weights; None for an unweighted count.

    Returns:
        One row a cell, sorted: the dimensions, `n` (records), `total` (sum of weights) and `cell_key` in [0, 1). Two
        cells of the same records have the same key, whatever the tables are.

    Raises:
        KeyFault: A column is missing; a key or weight is missing, or negative.

    Source: Marley & Leaver (2011); Handbook on SDC, cell-key method.
    """
    asked = [*dimensions, record_key, *([] if weight is None else [weight])]
    lacking = [name for name in asked if name not in frame.columns]
    if lacking:
        raise KeyFault(
            f"There is no column {', '.join(lacking)}.", advice=f"The columns are: {', '.join(frame.columns)}."
        )
    key = pl.col(record_key).cast(pl.Int64, strict=False)
    faulty = {record_key: int(frame.select((~key.is_between(0, _SPAN - 1)).fill_null(value=True).sum()).item())}
    if weight is not None:
        faulty[weight] = int(
            frame.select((~(pl.col(weight).is_finite() & (pl.col(weight) >= 0))).fill_null(value=True).sum()).item()
        )
    if any(faulty.values()):
        said = ", ".join(f"{name} ({count:,} rows)" for name, count in faulty.items() if count)
        raise KeyFault(f"Missing or negative: {said}.", advice="Make keys with record_keys; leave such rows out.")
    sums = [
        pl.len().cast(pl.Int64).alias("n"),
        (pl.len().cast(pl.Float64) if weight is None else pl.col(weight).cast(pl.Float64).sum()).alias("total"),
        ((key.sum() % _SPAN).cast(pl.Float64) / _SPAN).alias("cell_key"),
    ]
    return frame.group_by(dimensions).agg(sums).sort(dimensions) if dimensions else frame.select(sums)


def perturbed(cells: pl.DataFrame, table: PerturbationTable) -> pl.DataFrame:
    """Counts with the noise of their keys.

    Args:
        cells: Cells as `cell_keys` returns them.
        table: The perturbation table.

    Returns:
        `cells` with `noise`, `published_n` (n + noise) and `published_total`. A weighted count takes the noise of its
        unweighted count times the mean weight of the cell: total·(n + noise)/n, as the R package cellKey does; so a
        cell that becomes 0 is 0 in both. Rows and columns are perturbed on their own and need not add up.

    Raises:
        KeyFault: A count is missing or negative, or a key is outside [0, 1).

    Source: Marley & Leaver (2011); Giessing (2016).
    """
    lacking = [name for name in ("n", "total", "cell_key") if name not in cells.columns]
    sound = not lacking and bool(
        cells.select(
            ((pl.col("n") >= 0) & (pl.col("cell_key") >= 0) & (pl.col("cell_key") < 1)).fill_null(value=False).all()
        ).item()
    )
    if not sound:
        raise KeyFault(
            "Cells need a count of 0 or more, a total, and a key in [0, 1).", advice="Make them with cell_keys."
        )
    noise = table.noise(cells["n"].to_numpy().astype(np.int64), cells["cell_key"].to_numpy().astype(np.float64))
    return cells.with_columns(pl.Series("noise", noise)).with_columns(
        (pl.col("n") + pl.col("noise")).alias("published_n"),
        pl.when(pl.col("n") > 0)
        .then(pl.col("total") * (pl.col("n") + pl.col("noise")) / pl.col("n"))
        .otherwise(0.0)
        .alias("published_total"),
    )


def cell_keys_in_words(table: PerturbationTable, *, weighted: bool) -> str:
    """Say how counts were perturbed, for a report on methods.

    Args:
        table: The perturbation table.
        weighted: Whether weighted counts are published.

    Returns:
        Sentences with their sources. They tell D, V and js, which may be published, and nothing of the keys.
    """
    variance = "variance at most" if table.monotone else "variance"
    said = [
        "Counts were perturbed by the cell-key method (Fraser & Wooton 2005; Marley & Leaver 2011): each record "
        "has a secret key, the key of a cell is the sum of the keys of its records modulo 1, and it decides the noise: "
        "the same people bring the same noise in every table.",
        f"The noise is at most {table.deviation}, has mean 0 and {variance} {table.variance:g}, and the greatest "
        "entropy among all such distributions (Giessing 2016); 0 stays 0 and no count becomes negative.",
    ]
    if table.blocked:
        said.append(f"No count from 1 to {table.blocked} is published.")
    if weighted:
        said.append("Weighted counts carry the noise of the unweighted count times the mean weight of the cell.")
    said.append("Cells are perturbed one by one: totals need not equal the sum of their parts.")
    return " ".join(said)
