"""Near-duplicate comments: texts about one agency made of phrases that are shared there and hardly anywhere else."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from fairway.recruitment.ratings.clusters_reading import Finding, Sheet, Whole
from fairway.recruitment.ratings.clusters_settings import ClusterSettings

SHINGLE: Final = 5
"""Letters of a shingle: counted without spaces and points, so that Thai, Burmese or Khmer are read like English."""
_SHORTEST: Final = 24
"""Letters of a comment below which it says too little to be recognised: “Thank you, good agency”."""
_ELSEWHERE: Final = 0.05
"""Share of the agencies with comments in a language on which a phrase may occur, and not be common speech. Of the
agencies, not of the comments: who sells comments sells the same ones to several."""
_AGENCIES: Final = 20
"""With comments on fewer agencies in a language, nobody can tell what is common in it."""
_SHARED: Final = 0.5
"""Share of a comment's shingles that must be such, for the comment to be called a copy."""
_IN_COMMON: Final = 3
_MODULUS: Final = 3
"""One shingle in so many is kept, chosen by its own value, so that copies keep the same ones (Broder 1997)."""


def alike_comments(sheet: Sheet, settings: ClusterSettings) -> list[Finding]:
    """Groups of ratings of one agency whose comments repeat each other, also in other words and order.

    Args:
        sheet: The ratings.
        settings: Least size.

    Source: sketches by modulus after Broder (1997), On the resemblance and containment of documents.
    """
    shingles = _shingles(sheet)
    if shingles.is_empty():
        return []
    spoken = shingles.group_by("language").agg(agencies=pl.col("agency").n_unique())
    spoken = spoken.filter(pl.col("agencies") >= _AGENCIES)
    shingles = shingles.join(spoken, on="language")
    inside = shingles.group_by("language", "agency", "hash").agg(here=pl.len(), agencies=pl.first("agencies"))
    spread = inside.group_by("language", "hash").len("on")
    rare = inside.filter(pl.col("here") >= _IN_COMMON).join(spread, on=["language", "hash"])
    rare = rare.filter(pl.col("on") <= _ELSEWHERE * pl.col("agencies"))
    own = shingles.group_by("agency", "row").len("kept")
    copied = shingles.join(rare, on=["language", "agency", "hash"], how="semi").group_by("row").len("shared")
    copies = own.join(copied, on="row").filter(
        (pl.col("kept") >= 4) & (pl.col("shared") >= _SHARED * pl.col("kept"))
    )  # fmt: skip
    groups = copies.group_by("agency").agg("row", strength=(pl.col("shared") / pl.col("kept")).sum())
    return [
        Finding("comments", np.array(sorted(rows), dtype=np.int64), strength)
        for _, rows, strength in groups.filter(pl.col("row").list.len() >= settings.least).sort("agency").iter_rows()
    ]


def _shingles(sheet: Sheet) -> pl.DataFrame:
    """`language`, `agency`, `row`, `hash`: the kept shingles of every comment that is long enough, each once."""
    plain = pl.col("comment").str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[\s\p{P}\p{S}\d]+", "")
    said = sheet.frame.select(plain.alias("said")).with_row_index("row").drop_nulls()
    said = said.filter(pl.col("said").str.len_chars() >= _SHORTEST)
    if said.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(("language", "agency", "row"), pl.Int64) | {"hash": pl.UInt64()})
    length = said["said"].str.len_chars().to_numpy().astype(np.int64)
    letters = np.frombuffer("".join(said["said"]).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    row = np.repeat(said["row"].to_numpy().astype(np.int64), length)
    count = letters.size - SHINGLE + 1
    value = np.zeros(count, dtype=np.uint64)
    for step in range(SHINGLE):
        value = _mixed(value * np.uint64(1_000_003) + letters[step : step + count])
    whole = row[:count] == row[SHINGLE - 1 :]
    kept = whole & (value % np.uint64(_MODULUS) == 0)
    rows: Whole = row[:count][kept]
    found = {"language": sheet.language[rows], "agency": sheet.agency[rows], "row": rows, "hash": value[kept]}
    return pl.DataFrame(found).unique(maintain_order=True)


def _mixed(bits: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Spreads the bits, so that the modulus picks by the whole shingle."""
    bits = (bits ^ (bits >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return bits ^ (bits >> np.uint64(32))
