"""What writes to the log of filings: a promise for each report, and the head of each day that is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.proofs import Head, make_token, monday, sign_head
from fairway.safe_reporting.proofs.log import DIRECTORY, FILING, directory_commitment, entries_of, padding
from fairway_portal.casework.filings import keys, queries
from fairway_portal.casework.filings.models import Filing, Leaf, TreeHead

TOGETHER: Final = 500
"""Rows that are written at once."""


class DayNotOver(InputError):
    """A day of the log can be closed when it is over."""

    slug = "filing-day-not-over"

    def __init__(self, day: date) -> None:
        super().__init__(
            Text("{day} is not over.", day=day.isoformat()), advice=Text("Close it tomorrow, or close an earlier day.")
        )


def promise(*, commitment: str, on: date) -> str:
    """Signs for a report: its commitment will stand in the log by the Monday after its week.

    Idempotent; the week of the first call stays. Called in the transaction that files the report, so that there is
    neither a report without a promise nor a promise without a report.

    Args:
        commitment: Of the report, 64 hexadecimal digits.
        on: The day.

    Returns:
        The token.

    Raises:
        KeyUnusable: The key that signs cannot be read; then nothing is filed.
    """
    key = keys.signing_key()
    with transaction.atomic(using="casework"):
        made, _ = Filing.objects.get_or_create(commitment=commitment, defaults={"week": monday(on)})
    return make_token(made.commitment, made.week, key)


def close_day(on: date, *, today: date) -> TreeHead | None:
    """Adds to the log what is not in it yet, and signs the head of a day.

    The list of handlers' public keys is committed to when it changed: FILING_DIRECTORY names the function that gives
    it. Two at once, or the same day again, make one head.

    Args:
        on: A day that is over.
        today: The day on which it is closed.

    Returns:
        The head; None: the day, or a later one, was closed before.

    Raises:
        DayNotOver: It is not.
        KeyUnusable: The key that signs cannot be read.
    """
    if on >= today:
        raise DayNotOver(on)
    key, directory = keys.signing_key(), _directory(on)
    try:
        with transaction.atomic(using="casework"):
            # Whoever files at this moment is logged tomorrow; what was taken here is marked here.
            waiting = list(Filing.objects.select_for_update().filter(logged=False, week__lte=monday(on)))
            if TreeHead.objects.filter(day__gte=on).exists():
                return None
            filings = sorted([*(one.commitment for one in waiting), *padding(len(waiting))])
            tree = queries.tree()
            leaves = list(_leaves(len(tree), on, filings, directory))
            for content in entries_of(on, filings, directory):
                tree.append(content)
            Leaf.objects.bulk_create(leaves, batch_size=TOGETHER)
            for start in range(0, len(waiting), TOGETHER):
                some = [one.pk for one in waiting[start : start + TOGETHER]]
                Filing.objects.filter(pk__in=some).update(logged=True)
            return _kept(sign_head(on, tree, key))
    except IntegrityError:
        if TreeHead.objects.filter(day__gte=on).exists():
            return None  # somebody else closed it meanwhile
        raise


def close_days(*, today: date) -> tuple[TreeHead, ...]:
    """Closes every day that is over and not closed yet, the first one first; nothing where there is none.

    Args:
        today: The day.

    Raises:
        KeyUnusable: The key that signs cannot be read.
    """
    newest = TreeHead.objects.order_by("-day").first()
    day = newest.day + timedelta(days=1) if newest else today - timedelta(days=1)
    made = []
    while day < today:
        head = close_day(day, today=today)
        if head is not None:
            made.append(head)
        day += timedelta(days=1)
    return tuple(made)


def _leaves(start: int, on: date, filings: list[str], directory: str) -> Iterator[Leaf]:
    for place, one in enumerate(filings):
        yield Leaf(index=start + place, day=on, kind=FILING, commitment=one)
    if directory:
        yield Leaf(index=start + len(filings), day=on, kind=DIRECTORY, commitment=directory)


def _kept(head: Head) -> TreeHead:
    return TreeHead.objects.create(
        day=head.day, size=head.size, root=head.root.hex(), signature=f"{head.key}:{head.signature.hex()}"
    )


def _directory(on: date) -> str:
    """What to commit to of the list of public keys; "": nothing changed, or no list is named."""
    if not settings.FILING_DIRECTORY:
        return ""
    listed: Callable[[date], bytes] = import_string(settings.FILING_DIRECTORY)
    content = listed(on)
    last = Leaf.objects.filter(kind=DIRECTORY).order_by("-index").first()
    if last is not None and directory_commitment(content, last.day) == last.commitment:
        return ""
    return directory_commitment(content, on)
