"""Filing: all or nothing, once for a receipt, nothing open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from fairway.safe_reporting.sealing.envelopes import EnvelopeDamaged, TooLarge
from fairway_portal.casework.vault import actions, key_folder, queries
from fairway_portal.casework.vault.actions import envelopes
from fairway_portal.casework.vault.errors import KeyMissing, NothingHere, NotNow, NotSealed, NumberUsed, SentTwice
from fairway_portal.casework.vault.models import Draft, Report, Sealed
from tests.proof.vault_reports import DAY, YEAR, file, message, opened, parts_of, receipt_keys

pytestmark = pytest.mark.django_db(databases=["default", "casework"])


def test_a_report_is_found_by_its_receipt_and_opens() -> None:
    told: list[tuple[Any, str]] = []
    sent = file("one", b"what happened", b"a photograph", also=lambda report, said: told.append((report.pk, said)))
    row = queries.report_by(sent.keys.lookup)
    assert row is not None
    assert row == queries.report_of(sent.report)
    assert (row.id, row.reporter, row.commitment) == (sent.report, sent.keys.recipient, sent.commitment)
    assert (row.filed, row.expires, row.withdrawn) == (DAY, DAY + YEAR, None)  # DAY is a Monday
    assert told == [(sent.report, sent.commitment)]
    first, second = queries.envelopes_of(sent.report)
    assert (first.kind, first.number, first.author, second.kind) == ("report", 1, "worker", "original")
    assert first.size == len(queries.envelope(first.id))
    assert opened(sent.report).content == b"what happened"
    assert opened(sent.report, number=2).content == b"a photograph"
    assert opened(sent.report).commitment == sent.commitment
    assert [one.kind for one in queries.envelopes_of(sent.report, ["original"])] == ["original"]


def test_days_are_weeks_for_what_she_sends() -> None:
    sent = file("two", on=date(2026, 11, 28))
    row = queries.report_by(sent.keys.lookup)
    assert row is not None
    assert (row.filed, queries.envelopes_of(sent.report)[0].written) == (DAY, DAY)


def test_a_second_call_changes_nothing() -> None:
    first = file("twice", b"first words")
    again = file("twice", b"second words", also=lambda report, said: pytest.fail("a second promise"))
    assert (first.new, again.new) == (True, False)
    assert (again.report, again.commitment) == (first.report, first.commitment)
    assert opened(first.report).content == b"first words"


def test_what_fails_beside_it_undoes_all_and_keeps_the_draft() -> None:
    keys = receipt_keys("undone")
    actions.save_draft(keys, b"my words")

    def broken(report: Report, commitment: str) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        file("undone", also=broken)
    assert not Report.objects.exists()
    assert not Sealed.objects.exists()
    assert actions.draft_of(keys) == b"my words"
    assert file("undone").new
    assert not Draft.objects.exists()


def test_nothing_is_kept_open(keys: Path) -> None:
    receipt = receipt_keys("open")
    plain = actions.Part("report", b"my plain words", "0" * 64, ("x",))
    [sealed] = parts_of(receipt, b"words")
    for parts in ([], [plain], [sealed, plain], [actions.Part("original", sealed.envelope, "0" * 64, ("x",))]):
        with pytest.raises(NotSealed):
            actions.file_report(keys=receipt, parts=parts, on=DAY, expires=DAY, also=lambda report, said: None)
    assert not Report.objects.exists()
    assert not keys.exists()


def test_key_files_are_for_this_user_alone(keys: Path) -> None:
    sent = file("modes")
    path = keys / sent.report.hex[:2] / sent.report.hex
    assert path.stat().st_size == 32
    assert [oct(one.stat().st_mode & 0o777) for one in (keys, path.parent, path)] == ["0o700", "0o700", "0o600"]
    assert len(list(keys.rglob("*"))) == 2, "something else was left in the folder"


def test_the_database_alone_opens_nothing(keys: Path) -> None:
    sent = file("apart")
    (keys / sent.report.hex[:2] / sent.report.hex).unlink()
    [row] = queries.envelopes_of(sent.report)
    with pytest.raises(KeyMissing):
        queries.envelope(row.id)


def test_an_envelope_in_anothers_place_does_not_open() -> None:
    one, other = file("here", b"a", b"b"), file("there")
    first, second = Sealed.objects.filter(report=one.report).order_by("number")
    moved = bytes(second.envelope)
    for target in (first.pk, Sealed.objects.get(report=other.report).pk):
        Sealed.objects.filter(pk=target).update(envelope=moved)
        with pytest.raises(EnvelopeDamaged):
            queries.envelope(target)


def test_a_message_comes_once_and_is_dated() -> None:
    sent, key = file("message"), uuid4()
    first = message(sent, b"call us", key=key)
    assert message(sent, b"call us", key=key) == first
    assert [one.kind for one in queries.envelopes_of(sent.report)] == ["report", "message"]
    assert opened(sent.report, sent.keys.identity, 2).content == b"call us"
    with pytest.raises(SentTwice):
        message(file("other"), b"call us", key=key)


def test_an_envelope_is_refused_that_is_none_or_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = file("refused")
    [part] = parts_of(sent.keys, b"x")
    asked: dict[str, Any] = {"report": sent.report, "recipients": (), "author": "person:1", "on": DAY, "key": uuid4()}
    for kind, content in (("note", b"plain words"), ("poem", part.envelope)):
        with pytest.raises(NotSealed):
            actions.add_envelope(kind=kind, envelope=content, **asked)
    with pytest.raises(NothingHere):
        actions.add_envelope(kind="note", envelope=part.envelope, copy_of=uuid4(), **asked)
    with pytest.raises(NothingHere):
        actions.add_envelope(kind="note", envelope=part.envelope, **{**asked, "report": uuid4()})
    monkeypatch.setattr(envelopes, "MOST_BYTES", len(part.envelope) - 1)
    with pytest.raises(TooLarge):
        actions.add_envelope(kind="note", envelope=part.envelope, **asked)


def test_a_copy_names_what_it_copies() -> None:
    sent = file("copied")
    [first], [part] = queries.envelopes_of(sent.report), parts_of(sent.keys, b"the same, to others")
    made = actions.add_envelope(
        report=sent.report, kind="report", envelope=part.envelope, recipients=part.recipients, author="person:2",
        on=date(2026, 11, 25), key=uuid4(), copy_of=first.id,
    )  # fmt: skip
    second = queries.envelopes_of(sent.report)[1]
    assert (second.id, second.copy_of, second.written) == (made, first.id, date(2026, 11, 25))


def test_terms_change_in_one_direction() -> None:
    sent = file("terms")
    actions.extend(sent.report, DAY)
    actions.withdraw(sent.report, DAY)
    actions.withdraw(sent.report, DAY + YEAR)
    row = queries.report_of(sent.report)
    assert row is not None
    assert (row.expires, row.withdrawn) == (DAY + YEAR, DAY)
    actions.extend(sent.report, DAY + 2 * YEAR)
    row = queries.report_of(sent.report)
    assert row is not None
    assert row.expires == DAY + 2 * YEAR
    for act in (actions.extend, actions.withdraw):
        with pytest.raises(NothingHere):
            act(uuid4(), DAY)


def test_a_folder_that_cannot_be_written_keeps_the_draft(settings: Any, tmp_path: Path) -> None:
    receipt = receipt_keys("unwritable")
    actions.save_draft(receipt, b"my words")
    right, settings.CASEWORK_KEYS = settings.CASEWORK_KEYS, tmp_path / "a file" / "keys"
    (tmp_path / "a file").write_text("")
    with pytest.raises(NotNow) as told:
        file("unwritable")
    assert (told.value.http_status, told.value.slug) == (503, "vault-keys-unwritable")
    assert "Nothing is lost" in told.value.advice
    settings.CASEWORK_KEYS = right
    assert not Report.objects.exists()
    assert actions.draft_of(receipt) == b"my words"


def test_a_full_disk_is_told_and_leaves_no_key(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(key_folder.os, "fsync", full)
        with pytest.raises(NotNow) as told:
            file("full")
    assert told.value.slug == "vault-full"
    assert not Report.objects.exists()
    assert not [path for path in keys.rglob("*") if path.is_file()]


def test_a_database_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def locked(*args: object, **more: object) -> None:
        raise OperationalError("database is locked: my secret words")

    monkeypatch.setattr(connections["casework"], "cursor", locked)
    with pytest.raises(NotNow) as told:
        queries.report_by("a" * 64)
    assert told.value.slug == "vault-busy"
    assert "secret" not in str(told.value)


def test_what_was_deleted_is_not_filed_again() -> None:
    sent = file("gone")
    actions.erase(sent.report, DAY)
    with pytest.raises(NumberUsed):
        file("gone")
    with pytest.raises(NumberUsed):
        actions.save_draft(sent.keys, b"more")
