"""A batch as it is kept: its frames as text that a database holds, and back."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from fairway.recruitment.ratings.publishing import Publication as Batch


def packed(frame: pl.DataFrame) -> str:
    """A frame as text: Parquet in base 64."""
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd")
    return base64.b64encode(file.getvalue()).decode("ascii")


def unpacked(text: str) -> pl.DataFrame:
    """The frame that was packed."""
    import polars as pl

    return pl.read_parquet(io.BytesIO(base64.b64decode(text)))


def state_of(batch: Batch) -> dict[str, Any]:
    """Everything of a batch that the next one needs; the answers' blocks are in it, so it never leaves the office."""
    import polars as pl

    # An enumeration of this version's items would not be that of a later one: names are kept.
    named = pl.col("item").cast(pl.String)
    return {
        "on": batch.on.isoformat(),
        "blocks": packed(batch.office.blocks.with_columns(named)),
        "members": packed(batch.office.members.with_columns(named)),
        "figures": packed(batch.figures),
        "corridors": packed(batch.corridors),
        "settings": asdict(batch.settings),
    }


def batch_of(state: Mapping[str, Any]) -> Batch:
    """The batch of which `state_of` told."""
    import polars as pl

    from fairway.recruitment.ratings.publishing import Publication as Batch
    from fairway.recruitment.ratings.publishing_blocks import ITEM, Office
    from fairway.recruitment.ratings.publishing_settings import PublishingSettings
    from fairway.recruitment.ratings.scoring_settings import ScoreSettings

    numbered = pl.col("item").cast(ITEM)
    settings = {**state["settings"], "scores": ScoreSettings(**state["settings"]["scores"])}
    return Batch(
        date.fromisoformat(state["on"]),
        unpacked(state["figures"]),
        unpacked(state["corridors"]),
        Office(
            unpacked(state["blocks"]).with_columns(numbered),
            unpacked(state["members"]).with_columns(numbered),
        ),
        PublishingSettings(**settings),
    )
