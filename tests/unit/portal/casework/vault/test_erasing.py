"""Erasing: the key first, then the rows; crashes are finished by the sweep, wrong folders and clocks are noticed."""

from __future__ import annotations

import os
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command

from fairway_portal.casework.vault import actions, daily, jobs, key_folder, queries
from fairway_portal.casework.vault.errors import ClockInDoubt, KeysOfAnother, NotNow
from fairway_portal.casework.vault.models import Draft, Report, Sealed
from tests.proof.vault_reports import DAY, YEAR, file, receipt_keys

pytestmark = pytest.mark.django_db(databases=["default", "casework"])


def files(keys: Path) -> list[Path]:
    """Files of keys, and marks."""
    return [path for path in keys.rglob("*") if path.is_file() and path.parent != keys]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[UUID, date]]:
    """What a part of casework that joined is asked."""
    heard: list[tuple[UUID, date]] = []
    monkeypatch.setattr(actions.erasing, "BEFORE_ERASING", [lambda report, on: heard.append((report, on))])
    return heard


def test_an_erased_report_is_gone_with_its_key(keys: Path, asked: list[Any]) -> None:
    sent, other = file("erased", b"a", b"b"), file("stays")
    actions.erase(sent.report, DAY)
    actions.erase(sent.report, DAY)  # once more does nothing
    assert asked == [(sent.report, DAY)]
    assert queries.report_by(sent.keys.lookup) is None
    assert queries.report_of(sent.report) is None
    assert Sealed.objects.count() == 1
    assert [path.name for path in files(keys)] == [other.report.hex]
    left = Report.objects.get(pk=sent.report)
    assert (left.lookup, left.reporter, left.commitment, left.erased) == (None, "", "", DAY)
    actions.erase(uuid4(), DAY)


def test_the_key_is_overwritten_before_it_goes(keys: Path) -> None:
    sent = file("overwritten")
    path = keys / sent.report.hex[:2] / sent.report.hex
    beside = path.with_name("another name of the same file")
    os.link(path, beside)
    actions.erase(sent.report, DAY)
    assert beside.read_bytes() == bytes(32)


def test_what_expires_goes_on_its_day() -> None:
    due, later = file("due", expires=DAY + YEAR), file("later", expires=DAY + YEAR + timedelta(days=1))
    assert actions.erase_expired(DAY) == 0
    assert actions.erase_expired(DAY + YEAR) == 1
    assert queries.report_of(due.report) is None
    assert queries.report_of(later.report) is not None


def test_rows_whose_key_is_destroyed_are_deleted_by_the_sweep(
    keys: Path, asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = file("half")

    def broken(report: UUID, on: date) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(actions.erasing, "BEFORE_ERASING", [broken])
        with pytest.raises(RuntimeError):
            actions.erase(sent.report, DAY)
    [mark] = files(keys)
    assert mark.read_bytes() == bytes(32), "the key outlived the failure"
    assert Sealed.objects.count() == 1
    actions.sweep(DAY)
    assert asked == [(sent.report, DAY)]
    assert not Sealed.objects.exists()
    assert files(keys) == []


def test_keys_of_nothing_go_after_a_day(keys: Path) -> None:
    kept = [file("kept").report.hex, actions.report_id(receipt_keys("draft")).hex]
    actions.save_draft(receipt_keys("draft"), b"words")
    fresh, old = uuid4(), uuid4()
    for orphan in (fresh, old):
        with key_folder.guarded(orphan) as folder:
            key_folder.made_key(folder, orphan)
    (keys / ".new-1").write_bytes(b"a")
    yesterday = time.time() - 86_401
    for path in [*files(keys), keys / ".new-1"]:
        if path.name != fresh.hex:
            os.utime(path, (yesterday, yesterday))
    assert actions.sweep(DAY) == 1
    assert sorted(path.name for path in files(keys)) == sorted([*kept, fresh.hex])
    assert not (keys / ".new-1").exists()


def test_the_folder_of_another_database_is_not_swept(keys: Path) -> None:
    for _ in range(2):
        orphan = uuid4()
        with key_folder.guarded(orphan) as folder:
            key_folder.made_key(folder, orphan)
    file("one")
    for path in files(keys):
        os.utime(path, (0, 0))
    with pytest.raises(KeysOfAnother):
        actions.sweep(DAY)
    assert len(files(keys)) == 3


def test_a_clock_that_jumped_ahead_erases_nothing() -> None:
    sent = file("clock")
    daily.do_all(DAY)
    with pytest.raises(ClockInDoubt):
        daily.do_all(DAY + 10 * YEAR)
    assert queries.report_of(sent.report) is not None
    assert daily.do_all(DAY - YEAR).reports == 0  # set back: nothing is older than it was
    assert daily.do_all(DAY + 10 * YEAR, after_a_pause=True).reports == 1


def test_who_erases_waits_for_who_files() -> None:
    sent = file("held")
    with key_folder.guarded(sent.report), pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_folder, "PATIENCE", 0.02)
        with pytest.raises(NotNow):
            actions.erase(sent.report, DAY)
    assert queries.report_of(sent.report) is not None


def test_the_command_tells_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    file("command", expires=date(2020, 1, 1))
    call_command("erase_expired")
    assert capsys.readouterr().out.splitlines() == [
        "Reports erased: 1", "Drafts forgotten: 0", "Keys of nothing destroyed: 0",
    ]  # fmt: skip
    assert not Draft.objects.exists()


def test_the_worker_does_it_every_day() -> None:
    from django_tasks_db.models import DBTaskResult

    file("job", expires=date(2020, 1, 1))
    call_command("erase_expired", "--every-hours", "24")
    call_command("erase_expired", "--every-hours", "24")
    assert DBTaskResult.objects.count() == 1
    assert jobs.erase.func(every_hours=24)["reports"] == 1
    assert DBTaskResult.objects.count() == 2
