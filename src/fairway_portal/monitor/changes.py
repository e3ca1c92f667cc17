"""What a batch would change: for the moderator who is about to publish it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from fairway_portal.actors.models import Agency
from fairway_portal.monitor.publishing import Computed
from fairway_portal.monitor.publishing_costs import not_now
from fairway_portal.monitor.publishing_state import batch_of

if TYPE_CHECKING:
    import polars as pl

NAMED: Final = 20
"""Agencies that are named; of more, only the number is told."""


@dataclass(frozen=True, slots=True)
class Changes:
    """A batch against the one before it.

    Attributes:
        ratings: That there are on the day; new: received after the batch before.
        counted, held, out: How many count, wait for a moderator, were taken out.
        groups: Crowds that would wait for a moderator.
        appear, disappear, change: Agencies that have figures now, have them no more, have others.
        named: Some of those that appear, by name.
        warned: Agencies with a warning.
        corridors: Corridors with a score.
        costs: Why no typical costs go out; empty where they do.
    """

    ratings: int
    new: int
    counted: int
    held: int
    out: int
    groups: int
    appear: int
    disappear: int
    change: int
    named: tuple[str, ...]
    warned: int
    corridors: int
    costs: str


def changes(made: Computed) -> Changes:
    """What the batch would change.

    Args:
        made: The batch, of which nothing is written yet.
    """
    import polars as pl

    from fairway.recruitment.ratings.publishing import FIGURES

    on, found = made.run.on, made.run.found
    rows = found.ratings.filter(pl.col("received") <= on)
    since = made.before.on if made.before else date.min
    out = _out(made, rows)
    quarantined = int(rows["quarantined"].sum())
    old = batch_of(made.before.state).figures if made.before else pl.DataFrame(schema=FIGURES)
    figures = made.batch.figures
    was, now = set(old["agency"]), set(figures["agency"])
    differing = figures.join(old, on=["agency", "part", "score", "evidence", "raters"], how="anti")
    scored = made.batch.corridors.filter(pl.col("score").is_not_null())
    named = Agency.objects.filter(code__in=sorted(now - was)[:NAMED]).order_by("name").values_list("name", flat=True)
    return Changes(
        ratings=len(rows),
        new=rows.filter(pl.col("received") > since).height,
        counted=len(rows) - quarantined,
        held=quarantined - out,
        out=out,
        groups=sum(one.highly_suspicious and one.decided is None for one in found.clusters),
        appear=len(now - was),
        disappear=len(was - now),
        change=len(set(differing["agency"]) & was),
        named=tuple(named),
        warned=figures.filter("warning")["agency"].n_unique(),
        corridors=scored.select("origin", "destination").n_unique(),
        costs=not_now(on=on, demonstration=made.run.demonstration),
    )


def _out(made: Computed, rows: pl.DataFrame) -> int:
    """Ratings that moderators took out, of those that count nothing."""
    import polars as pl

    put_out = [one.id for one in made.run.found.clusters if one.decided == "out"]
    decided = [name for name, word in made.run.decided.items() if word == "out"]
    taken = pl.col("cluster").is_in(put_out) | pl.col("rating").is_in(decided)
    return rows.filter(pl.col("quarantined") & taken.fill_null(value=False)).height
