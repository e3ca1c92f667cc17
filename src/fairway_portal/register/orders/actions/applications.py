"""Applications of workers: sent without an account, corrected, withdrawn, answered, forgotten."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.register.orders import receipts
from fairway_portal.register.orders.errors import ApplicationRefused
from fairway_portal.register.orders.models import JobApplication, JobOrder, Scheme
from fairway_portal.register.orders.posting import keeping_days
from fairway_portal.register.orders.reaching import folded
from fairway_portal.register.orders.states import PUBLIC
from fairway_portal.surveys.writing import writing


@dataclass(frozen=True, slots=True)
class AskedApplication:
    """What she wrote.

    Attributes:
        name: As she wants to be called.
        reach: How to reach her.
        abilities: What she can do.
        strata: What the quotas of a lottery ask.
    """

    name: str
    reach: str
    abilities: str = ""
    strata: dict[str, str] = field(default_factory=dict)


def apply_for_job(*, order: JobOrder, asked: AskedApplication, form: UUID, language: str) -> str:
    """Takes an application; of several with the same way to reach her the first alone counts, and nobody is told.

    Args:
        order: That is posted or released, on or before its last day.
        asked: What she wrote.
        form: The random key of the form: sent twice, it makes one application.
        language: In which she read the page.

    Returns:
        The number of her receipt, which nobody can look up again.

    Raises:
        ApplicationRefused: The order takes none any more.
    """
    receipt = receipts.receipt_of(form)
    with writing():
        now = JobOrder.objects.select_for_update().get(pk=order.pk)
        if JobApplication.objects.filter(receipt_hash=receipts.hashed(receipt)).exists():
            return receipt
        _refuse_late(now)
        JobApplication.objects.create(
            order=now,
            receipt_hash=receipts.hashed(receipt),
            code=receipts.new_code(),
            name=asked.name,
            reach=asked.reach,
            reach_hash=_reach_hash(now, asked),
            abilities=asked.abilities,
            strata=asked.strata,
            language=language,
            made=localdate(),
            changed=localdate(),
        )
    return receipt


def takes_applications(order: JobOrder) -> bool:
    """Whether somebody can apply now."""
    try:
        _refuse_late(order)
    except ApplicationRefused:
        return False
    return True


def _refuse_late(order: JobOrder) -> None:
    if order.state not in PUBLIC or order.closes < localdate():
        raise ApplicationRefused(
            Text("This job takes no applications any more."), advice=Text("Look for other jobs. Nothing was kept.")
        )
    scheme = Scheme.objects.filter(order=order).first()
    if scheme is not None and not _open(scheme):
        raise ApplicationRefused(
            Text("The list for the lottery of this job is closed."),
            advice=Text("Nobody can be added to it any more, so that the lottery stays fair. Look for other jobs."),
        )


def _open(scheme: Scheme) -> bool:
    return scheme.state == Scheme.State.OPEN and timezone.now() <= scheme.closes


def _reach_hash(order: JobOrder, asked: AskedApplication, own: int = 0) -> str | None:
    """What is kept of her way to be reached; None where another application of the order has the same one."""
    hashes = receipts.reach_hashes(order.pk, folded(asked.reach, asked.name))
    others = JobApplication.objects.filter(order=order, reach_hash__in=hashes).exclude(pk=own)
    return None if others.exists() else hashes[0]


def list_is_closed(order: JobOrder) -> bool:
    """Whether what a lottery of the order counts is fixed: from the end of the list until a round is void."""
    scheme = Scheme.objects.filter(order=order).first()
    return scheme is not None and scheme.state != Scheme.State.VOID and not _open(scheme)


def correct(*, application: JobApplication, asked: AskedApplication) -> None:
    """Writes anew what she said; after the list of a lottery has closed nothing that the lottery counts."""
    with writing():
        order = JobOrder.objects.select_for_update().get(pk=application.order_id)
        now = JobApplication.objects.select_for_update().get(pk=application.pk)
        now.name, now.reach, now.abilities = asked.name, asked.reach, asked.abilities
        if not list_is_closed(order):
            now.strata = {**now.strata, **asked.strata}
            now.reach_hash = _reach_hash(order, asked, now.pk)
        now.changed = localdate()
        now.save()


def take_back(*, application: JobApplication) -> None:
    """Deletes an application, because she says so; a frozen list of a lottery keeps its code."""
    with writing():
        JobApplication.objects.filter(pk=application.pk).delete()


def answer(*, by: Person, application: JobApplication, state: str) -> None:
    """Records what became of an application; she reads it with her receipt.

    Raises:
        ApplicationRefused: There is no such state.
    """
    if state not in JobApplication.State.values:
        raise ApplicationRefused(Text("Choose what became of the application."), advice=Text("Use the buttons."))
    with writing():
        JobApplication.objects.filter(pk=application.pk).update(state=state)
        audit.record(
            by=by, action="job_application.answered", subject=f"job order {application.order.code}", state=state
        )


def forget_applications() -> int:
    """Deletes applications whose order ended, or closed, as long ago as its country says.

    Returns:
        How many.
    """
    deleted = 0
    today = localdate()
    for origin in JobOrder.objects.filter(applications__isnull=False).values_list("origin", flat=True).distinct():
        before = today - timedelta(days=keeping_days(origin))
        over = Q(order__ended__lt=before) | Q(order__closes__lt=before)
        with writing():
            count, _ = JobApplication.objects.filter(over, order__origin=origin).delete()
            if count:
                audit.record(by=None, action="job_applications.forgotten", subject=f"orders of {origin}", n=count)
        deleted += count
    return deleted
