"""The record of actions: an entry is added, and neither the models nor the database change or delete one."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from fairway_portal.accounts.append_only import TABLE
from fairway_portal.accounts.audit import record
from fairway_portal.accounts.models import AuditEntry
from fairway_portal.accounts.models.final import RecordIsFinal
from tests.people import person

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_what_and_why() -> None:
    somebody = person()
    made = record(by=somebody, action="agency.added", subject="agency NPL-000001", reason="new licence", rows=3)
    kept = AuditEntry.objects.get(pk=made.pk)
    assert (kept.by, kept.action, kept.subject) == (somebody, "agency.added", "agency NPL-000001")
    assert (kept.reason, kept.details) == ("new licence", {"rows": 3})


def test_what_is_too_long_is_cut_and_not_lost() -> None:
    made = record(by=None, action="a" * 100, subject="s" * 300)
    assert (len(made.action), len(made.subject)) == (60, 120)


def test_the_models_refuse() -> None:
    made = record(by=None, action="a", subject="s")
    made.subject = "another"
    for attempt in (
        made.save,
        made.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(subject="x"),
        lambda: AuditEntry.objects.bulk_update([made], ["subject"]),
    ):
        with pytest.raises(RecordIsFinal), transaction.atomic():
            attempt()
    assert AuditEntry.objects.get(pk=made.pk).subject == "s"


@pytest.mark.parametrize("statement", [f"UPDATE {TABLE} SET subject = 'x'", f"DELETE FROM {TABLE}"])
def test_the_database_refuses(statement: str) -> None:
    made = record(by=None, action="a", subject="s")
    refusal = pytest.raises(IntegrityError, match="cannot be changed or deleted")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.get(pk=made.pk).subject == "s"


def test_somebody_in_the_record_cannot_be_deleted() -> None:
    from django.db.models import ProtectedError

    somebody = person()
    record(by=somebody, action="a", subject="s")
    with pytest.raises(ProtectedError):
        somebody.delete()
