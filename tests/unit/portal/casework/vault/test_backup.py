"""Backups: whole or refused; keys apart; what was erased since stays erased."""

from __future__ import annotations

import gzip
import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connections

from fairway.kernel.errors import InputError
from fairway_portal.casework.vault import actions, queries
from fairway_portal.casework.vault.backup import restoring, tables
from fairway_portal.casework.vault.backup.errors import BackupDamaged, BackupNewer, NoKeys, NotEmpty
from fairway_portal.casework.vault.backup.making import back_up
from fairway_portal.casework.vault.models import DraftFile, Report
from tests.proof.vault_reports import DAY, YEAR, file, message, opened, receipt_keys

apart = pytest.mark.django_db(databases=["default", "casework"], transaction=True)
beside = pytest.mark.django_db(databases=["default", "casework"])


@pytest.fixture
def copy(tmp_path: Path) -> tuple[Path, Path]:
    """Where a backup goes, and its keys."""
    return tmp_path / "copies" / "casework", tmp_path / "elsewhere" / "casework.keys"


@apart
def test_a_backup_brings_everything_back_but_what_was_erased_since(copy: tuple[Path, Path], keys: Path) -> None:
    salt = actions.receipt_salt()
    sent, erased, due = file("sent", b"my words"), file("erased"), file("due", expires=DAY + YEAR)
    actions.extend(sent.report, DAY + 3 * YEAR)
    form = uuid4()
    answer = message(sent, b"call us", key=form)
    draft = receipt_keys("draft")
    actions.save_draft(draft, b"begun")
    assert actions.add_draft_file(draft, b"a picture") == 1
    copied = back_up(*copy, DAY)
    assert (copied.keys, copied.missing) == (4, 0)
    assert [oct(path.stat().st_mode & 0o777) for path in copy] == ["0o600", "0o600"]
    actions.erase(erased.report, DAY)
    file("filed after the backup")
    with pytest.raises(NotEmpty):
        restoring.restore(*copy, DAY)
    done = restoring.restore(*copy, DAY + YEAR, replace=True)
    assert (done.made, done.rows, done.keys, done.missing, done.erased) == ("2026-11-23", copied.rows, 4, 0, 2)
    assert Report.objects.filter(erased=None).count() == 1
    assert opened(sent.report).content == b"my words"
    assert message(sent, b"call us", key=form) == answer
    assert queries.report_by(due.keys.lookup) is None
    assert actions.draft_of(draft) == b"begun"
    assert actions.receipt_salt() == salt
    DraftFile.objects.all().delete()
    assert actions.add_draft_file(draft, b"another") == 1, "its number in the database is that of an older row"
    assert tables.applied() == tables.applied()
    assert not [path for path in keys.rglob("*") if path.name.startswith(".")]


@apart
def test_a_new_machine_needs_the_keys(copy: tuple[Path, Path], settings: Any, tmp_path: Path) -> None:
    salt = actions.receipt_salt()
    sent = file("sent", b"my words")
    back_up(*copy, DAY)
    settings.CASEWORK_KEYS = tmp_path / "new machine"
    with pytest.raises(NoKeys):
        restoring.restore(copy[0], None, DAY, replace=True)
    actions.receipt_salt.__globals__["key_folder"].write_new(tmp_path / "new machine" / "salt", b"x" * 32)
    without = restoring.restore(copy[0], None, DAY, replace=True)
    assert (without.keys, without.missing) == (None, 1)
    whole = restoring.restore(*copy, DAY, replace=True)
    assert (whole.keys, whole.missing) == (1, 0)
    assert actions.receipt_salt() == salt
    assert opened(sent.report).content == b"my words"


@beside
def test_a_backup_that_is_not_whole_changes_nothing(copy: tuple[Path, Path], tmp_path: Path) -> None:
    sent = file("sent")
    back_up(*copy, DAY)
    whole = copy[0].read_bytes()
    lines = gzip.decompress(whole).splitlines(keepends=True)
    changed = [line.replace(b"worker", b"nobody") for line in lines]
    assert changed != lines
    for name, content in {
        "cut": whole[: len(whole) // 2],
        "without its end": gzip.compress(b"".join(lines[:-1])),
        "without a row": gzip.compress(b"".join([*lines[:3], *lines[4:]])),
        "changed": gzip.compress(b"".join(changed)),
        "empty": b"",
        "a picture": b"\x89PNG" * 100,
        "keys": copy[1].read_bytes(),
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BackupDamaged):
            restoring.restore(tmp_path / name, None, DAY, replace=True)
    with pytest.raises(BackupDamaged):
        restoring.restore(copy[0], tmp_path / "absent", DAY, replace=True)
    with pytest.raises(BackupDamaged):
        restoring.restore(copy[0], copy[0], DAY, replace=True)
    assert queries.report_of(sent.report) is not None


@beside
def test_a_backup_of_a_later_version_is_refused(copy: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(tables, "applied", lambda: [("fairway_vault", "0999_of_another_year")])
        back_up(*copy, DAY)
    with pytest.raises(BackupNewer):
        restoring.restore(*copy, DAY)


@beside
def test_every_table_of_casework_is_copied(copy: tuple[Path, Path]) -> None:
    back_up(*copy, DAY)
    said = [json.loads(line) for line in gzip.decompress(copy[0].read_bytes()).splitlines()]
    copied = {one["table"] for one in said if "table" in one}
    with connections["casework"].cursor() as cursor:
        there = set(connections["casework"].introspection.table_names(cursor))
    named = {model._meta.db_table for model in tables.models() if model._meta.label_lower in copied}
    ours = {table for table in there if table.startswith("fairway_")}
    assert len(ours) > 10
    assert named >= {model._meta.db_table for model in tables.models()}
    assert {app for app, _ in map(tuple, said[0]["migrations"])} == set(tables.labels())


@beside
def test_a_target_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="may not write"):
        back_up(tmp_path / "file" / "casework", tmp_path / "keys", DAY)


@beside
def test_commands_say_what_they_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, keys: Path
) -> None:
    sent = file("sent", expires=date(2999, 1, 1))
    call_command("backup_casework", str(tmp_path / "casework"))
    said = capsys.readouterr().out
    assert "1 keys" in said
    assert (tmp_path / "casework.keys").exists()
    (keys / sent.report.hex[:2] / sent.report.hex).unlink()
    call_command("backup_casework", str(tmp_path / "casework"), "--keys", str(tmp_path / "k"))
    assert "without a key here: 1" in capsys.readouterr().out
    monkeypatch.setattr(
        "fairway_portal.casework.vault.management.commands.restore_casework.restore",
        lambda source, keys, on, replace: restoring.Restored("2026-11-23", 7, None if replace else 1, 1, 2),
    )
    call_command("restore_casework", str(tmp_path / "casework"), "--replace")
    assert "Keys: those of the folder" in capsys.readouterr().out
    call_command("restore_casework", str(tmp_path / "casework"))
    assert "missing: 1" in capsys.readouterr().out


def test_what_casework_deletes_is_overwritten() -> None:
    from fairway_portal.site.database import ERASING

    with sqlite3.connect(":memory:") as plain:
        plain.executescript(ERASING)
        assert plain.execute("PRAGMA secure_delete").fetchone() == (1,)
        assert plain.execute("PRAGMA auto_vacuum").fetchone() == (1,)
