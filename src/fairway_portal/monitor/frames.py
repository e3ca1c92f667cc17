"""The ratings of the database as the frame that scoring and the detection of attacks read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from django.db.models.functions import Coalesce

from fairway.recruitment.ratings.answering import item_columns
from fairway_portal.monitor.models import Comment, Rating

if TYPE_CHECKING:
    import polars as pl

_FIELDS: Final = (
    "pk", "of", "origin", "destination", "sector", "received", "departure_year", "tier", "batch_id",
    "submission__session__key", "batch__issuer", "submission__session__organisation", "submission__language", "items",
)  # fmt: skip
FEW: Final = 10
"""Ratings of a batch of cards, or of a session, below which it is looked at with the other small ones of its issuer:
the detection knows nothing of issuers, and who makes a batch for each card would never be seen."""


def ratings_frame(*, demonstration: bool) -> pl.DataFrame:
    """Every rating of a known agency, one row each; an agency that was joined to another counts as that one.

    Those that were taken out are among them: the detection must see them to know their fellows, and the decisions on
    them give them no weight.

    Args:
        demonstration: The invented ones, or the real ones; never both.

    Returns:
        The columns that `fairway.recruitment.ratings` names for a frame of ratings, without those of clusters.
    """
    import polars as pl

    chosen = Rating.objects.filter(demonstration=demonstration, agency__isnull=False).annotate(
        of=Coalesce("agency__joined_to__code", "agency__code")
    )
    rows = list(_rows(list(chosen.order_by("pk").values_list(*_FIELDS).iterator(chunk_size=20_000))))
    comments = dict(
        Comment.objects.filter(rating__demonstration=demonstration).values_list("rating_id", "text").iterator()
    )
    schema: dict[str, pl.DataType] = {
        "rating": pl.String(), "agency": pl.String(), "origin": pl.String(), "destination": pl.String(),
        "sector": pl.String(), "received": pl.Date(), "departure_year": pl.Int32(), "tier": pl.String(),
        "batch": pl.String(), "language": pl.String(), "codes": pl.String(),
    }  # fmt: skip
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    said = pl.Series("comment", [comments.get(int(key)) for key in frame["rating"]], dtype=pl.String)
    return frame.drop("codes").with_columns(said).hstack(item_columns(frame["codes"]))


def _rows(found: list[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    sizes = Counter((one[8], one[9]) for one in found)
    for (
        key, agency, origin, destination, sector, received, year, tier, batch, session, issuer, visitor, language,
        items,
    ) in found:  # fmt: skip
        small = sizes[batch, session] < FEW
        if batch:
            together = f"vouchers-of-{issuer}" if small else f"vouchers-{batch}"
        elif session:
            together = f"sessions-of-{visitor}" if small else f"session-{session}"
        else:
            together = None
        yield (
            str(key), agency, origin or None, destination or None, sector or None, received, year, tier, together,
            language, items,
        )  # fmt: skip
