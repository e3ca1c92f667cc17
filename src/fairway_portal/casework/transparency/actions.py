"""What writes here: counts that are published once, and requests of authorities."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from fairway.kernel.text import Text
from fairway.safe_reporting.releasing import Released, releasable
from fairway_portal.accounts.audit import record
from fairway_portal.accounts.models import Person
from fairway_portal.casework.transparency import queries
from fairway_portal.casework.transparency.errors import QuarterNotOver, RequestSettled
from fairway_portal.casework.transparency.models import AuthorityRequest, PublishedCell
from fairway_portal.casework.transparency.quarters import Quarter, quarter_of
from fairway_portal.casework.transparency.sources import SOURCES


def publish_cells(quarter: Quarter, *, on: date) -> tuple[Released, ...]:
    """Publishes the counts of a quarter: those that may be told, and which are withheld.

    A quarter is counted once: a table that was published stays, whatever is known by now. Two at once publish one.

    Args:
        quarter: One that is over.
        on: The day.

    Returns:
        Everything that is published of it.

    Raises:
        QuarterNotOver: It is not.
        NotAdditive: A table does not add up; then nothing is published.
    """
    if quarter.last >= on:
        raise QuarterNotOver(quarter)
    try:
        with transaction.atomic(using="casework"):
            return _published(quarter, on)
    except IntegrityError:
        # Somebody else published it at the same time: what she published stands.
        return tuple(cell for cells in queries.published(str(quarter)).values() for cell in cells)


def publish_due(*, on: date) -> tuple[Quarter, ...]:
    """Publishes every quarter that is over and was not published, from the first with anything to count.

    Args:
        on: The day.

    Returns:
        The quarters that were published now.
    """
    began, done, made = queries.first_work(), set(queries.periods()), []
    quarter = quarter_of(began) if began else quarter_of(on)
    while quarter.last < on:
        if str(quarter) not in done:
            publish_cells(quarter, on=on)
            made.append(quarter)
        quarter = quarter.next
    return tuple(made)


def _published(quarter: Quarter, on: date) -> tuple[Released, ...]:
    settled = queries.published(str(quarter))
    found: list[Released] = []
    for table, cells_of in SOURCES.items():
        if table in settled:
            found += settled[table]
            continue
        cells = releasable(cells_of(quarter))
        PublishedCell.objects.bulk_create(
            PublishedCell(
                period=str(quarter), table=one.measure, cell=one.key, value=one.value,
                reason=one.why.value if one.why else "", published=on,
            )
            for one in cells
        )  # fmt: skip
        found += cells
    return tuple(found)


def record_request(
    *, by: Person, country: str, authority: str, quarter: Quarter, answer: str, key: UUID, corrects: int | None = None
) -> AuthorityRequest:
    """Records a request of an authority, or puts an entry in the place of one that was wrong.

    The record of actions says that there was an entry, and not of what: it is kept outside casework.

    Args:
        by: The administrator.
        country: ISO 3166-1 alpha-3, of the authority.
        authority: A key of `tables.AUTHORITIES`.
        quarter: In which it came; not published yet.
        answer: A key of `tables.ANSWERS`.
        key: Of the form: the same form sent twice makes one entry.
        corrects: Primary key of the entry in whose place it stands.

    Raises:
        RequestSettled: The quarter is published, or somebody corrected the entry before.
    """
    known: AuthorityRequest | None = AuthorityRequest.objects.filter(key=key).first()
    if known is not None:
        return known
    wrong = AuthorityRequest.objects.get(pk=corrects) if corrects is not None else None
    for period in {str(quarter), *([wrong.quarter] if wrong else [])}:
        if "requests" in queries.published(period):
            raise RequestSettled(Text("{quarter} is published: its requests stay as they are.", quarter=period))
    try:
        with transaction.atomic(using="casework"):
            made: AuthorityRequest = AuthorityRequest.objects.create(
                country=country, authority=authority, quarter=str(quarter), answer=answer, corrects=wrong, by=by.pk,
                key=key,
            )  # fmt: skip
            record(by=by, action="authority_request.recorded", subject=f"request {made.pk}")
    except IntegrityError as fault:
        raise RequestSettled(Text("This entry was corrected meanwhile.")) from fault
    return made
