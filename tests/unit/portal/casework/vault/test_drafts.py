"""Drafts: sealed for her, padded, forgotten."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from fairway.safe_reporting.sealing.envelopes import EnvelopeDamaged
from fairway_portal.casework.vault import actions, draft_sealing
from fairway_portal.casework.vault.errors import KeyMissing, NothingHere, NumberUsed
from fairway_portal.casework.vault.models import Draft, DraftFile
from tests.proof.vault_reports import file, receipt_keys

pytestmark = pytest.mark.django_db(databases=["default", "casework"])


def key_file(keys: Path, name: str) -> Path:
    report = actions.report_id(receipt_keys(name)).hex
    return keys / report[:2] / report


def test_a_draft_is_as_it_was_saved_last() -> None:
    receipt = receipt_keys("draft")
    assert actions.draft_of(receipt) is None
    for content in (b"page one\0\0", b"", b"page two" * 10_000):
        actions.save_draft(receipt, content)
        assert actions.draft_of(receipt) == content
    assert Draft.objects.count() == 1
    assert actions.draft_of(receipt_keys("another")) is None


def test_files_have_numbers_of_their_own() -> None:
    receipt = receipt_keys("files")
    with pytest.raises(NothingHere):
        actions.add_draft_file(receipt, b"too soon")
    actions.save_draft(receipt, b"words")
    assert [actions.add_draft_file(receipt, content) for content in (b"a\0", b"b", b"c")] == [1, 2, 3]
    actions.drop_draft_file(receipt, 2)
    actions.drop_draft_file(receipt, 7)
    assert list(actions.draft_files(receipt)) == [(1, b"a\0"), (3, b"c")]
    assert actions.add_draft_file(receipt, b"d") == 4


def test_sizes_tell_little() -> None:
    receipt = receipt_keys("sizes")
    assert len({len(draft_sealing.seal(receipt, "draft", bytes(size))) for size in (0, 1, 4000)}) == 1
    large = len(draft_sealing.seal(receipt, "draft", bytes(70_000)))
    assert large == len(draft_sealing.seal(receipt, "draft", bytes(120_000)))


def test_a_file_does_not_open_in_anothers_place() -> None:
    receipt = receipt_keys("moved")
    actions.save_draft(receipt, b"words")
    actions.add_draft_file(receipt, b"file")
    DraftFile.objects.filter(number=1).update(number=2)
    with pytest.raises(EnvelopeDamaged):
        list(actions.draft_files(receipt))
    sealed = draft_sealing.seal(receipt, "draft", b"words")
    for keys, place, given in (
        (receipt_keys("other"), "draft", sealed),
        (receipt, "file 1", sealed),
        (receipt, "draft", sealed[:-1]),
    ):
        with pytest.raises(EnvelopeDamaged):
            draft_sealing.unseal(keys, place, given)


def test_her_number_alone_does_not_open_a_copy_of_a_draft(keys: Path) -> None:
    receipt = receipt_keys("copy")
    actions.save_draft(receipt, b"words")
    key_file(keys, "copy").unlink()
    with pytest.raises(KeyMissing):
        actions.draft_of(receipt)


def test_forgetting_destroys_the_key_unless_the_report_was_filed(keys: Path) -> None:
    receipt = receipt_keys("forgotten")
    actions.save_draft(receipt, b"words")
    actions.add_draft_file(receipt, b"file")
    assert key_file(keys, "forgotten").exists()
    actions.forget_draft(receipt)
    assert not Draft.objects.exists()
    assert not DraftFile.objects.exists()
    assert [path for path in keys.rglob("*") if path.is_file()] == []
    filed = file("filed")
    actions.forget_draft(filed.keys)
    assert key_file(keys, "filed").exists()


def test_a_draft_of_a_week_ago_goes_and_a_clock_set_back_keeps_none_for_ever() -> None:
    today = localdate()
    for name, days in (("old", 7), ("young", 6), ("future", -400)):
        actions.save_draft(receipt_keys(name), b"words")
        Draft.objects.filter(lookup=receipt_keys(name).lookup).update(touched=today - timedelta(days=days))
    assert actions.forget_drafts(today) == 1
    assert actions.draft_of(receipt_keys("old")) is None
    assert actions.draft_of(receipt_keys("young")) == b"words"
    assert actions.forget_drafts(today + timedelta(days=7)) == 2


def test_a_late_page_does_not_begin_again_what_was_sent() -> None:
    filed = file("late")
    with pytest.raises(NumberUsed):
        actions.save_draft(filed.keys, b"page two, once more")
    assert not Draft.objects.exists()
