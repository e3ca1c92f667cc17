"""What is asked of the log of filings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from fairway.safe_reporting.proofs import Head, LogDay, Promise, make_token
from fairway.safe_reporting.proofs.inclusion import Inclusion, inclusion_of
from fairway.safe_reporting.proofs.log import DIRECTORY, FILING, entry
from fairway.safe_reporting.proofs.merkle import Tree
from fairway_portal.casework.filings import keys
from fairway_portal.casework.filings.models import Filing, Leaf, TreeHead


def token_of(commitment: str) -> str:
    """The token of a report that was signed for.

    Args:
        commitment: 64 hexadecimal digits.

    Raises:
        Filing.DoesNotExist: Nothing was promised.
    """
    filing = Filing.objects.get(commitment=commitment)
    return make_token(filing.commitment, filing.week, keys.signing_key())


def is_filed(commitment: str) -> bool:
    """Whether a report with this commitment was signed for.

    Args:
        commitment: 64 hexadecimal digits.
    """
    return Filing.objects.filter(commitment=commitment).exists()


def heads(most: int | None = None) -> tuple[Head, ...]:
    """The heads of the days that were closed, the first one first.

    Args:
        most: Only so many, the newest; None: all.
    """
    newest = TreeHead.objects.order_by("-day")[:most]
    return tuple(_head(one) for one in reversed(newest))


def newest_head() -> Head | None:
    """The head of the last day that was closed."""
    found = TreeHead.objects.order_by("-day").first()
    return _head(found) if found else None


def tree() -> Tree:
    """The tree over the whole log."""
    rows = Leaf.objects.order_by("index").values_list("kind", "day", "commitment")
    return Tree(entry(kind, day, commitment) for kind, day, commitment in rows.iterator())


def days(only: date | None = None) -> Iterator[LogDay]:
    """The log, day by day.

    Args:
        only: This day alone.
    """
    leaves, closed = Leaf.objects.order_by("index"), TreeHead.objects.all()
    if only is not None:
        leaves, closed = leaves.filter(day=only), closed.filter(day=only)
    by_day = {one.day: _head(one) for one in closed}
    rows = leaves.values_list("day", "kind", "commitment").iterator()
    for day, entries in groupby(rows, key=lambda row: row[0]):
        added = list(entries)
        filings = tuple(commitment for _, kind, commitment in added if kind == FILING)
        directory = next((commitment for _, kind, commitment in added if kind == DIRECTORY), "")
        yield LogDay(day, filings, directory, by_day[day])


def logged_on(promise: Promise) -> date | None:
    """The day of the log in which a filing stands."""
    found = Leaf.objects.filter(kind=FILING, commitment=promise.commitment).first()
    return found.day if found else None


def inclusion(promise: Promise) -> Inclusion | None:
    """The short proof that a filing stands in the log; None: it does not."""
    leaf, head = Leaf.objects.filter(kind=FILING, commitment=promise.commitment).first(), newest_head()
    if leaf is None or head is None:
        return None
    return inclusion_of(leaf.day, leaf.index, head, tree())


def _head(kept: TreeHead) -> Head:
    key, signature = kept.signature.split(":")
    return Head(kept.day, kept.size, bytes.fromhex(kept.root), key, bytes.fromhex(signature))
