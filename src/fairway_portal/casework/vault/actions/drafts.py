"""Drafts: saved after every page, sealed with what her receipt gives; forgotten when sent, or after seven days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from fairway.safe_reporting.receipts import ReceiptKeys
from fairway_portal.casework.vault import draft_sealing, key_folder, second_layer
from fairway_portal.casework.vault.errors import KeyMissing, NoMoreRoom, NoRoomForFiles, NothingHere, NumberUsed, told
from fairway_portal.casework.vault.models import Draft, DraftFile, Report
from fairway_portal.casework.vault.report_ids import report_id

ALIAS = "casework"
DRAFT = "draft"


def save_draft(keys: ReceiptKeys, content: bytes) -> None:
    """Keeps her answers so far, in the place of those that were kept.

    Args:
        keys: Of her receipt.
        content: Any bytes.

    Raises:
        NumberUsed: The report was sent, or deleted.
        NotNow: It cannot be kept at the moment; what was kept stays.
    """
    report = report_id(keys)
    with told(), key_folder.guarded(report) as folder:
        _refuse_used(keys)
        sealed = _wrapped(key_folder.made_key(folder, report), keys, DRAFT, content)
        with transaction.atomic(using=ALIAS):
            Draft.objects.update_or_create(
                lookup=keys.lookup, defaults={"report": report, "sealed": sealed, "touched": localdate()}
            )


def draft_of(keys: ReceiptKeys) -> bytes | None:
    """Her answers so far; None where there is no draft.

    Raises:
        KeyMissing: The server's key of this draft is gone.
        NotNow: The database does not answer.
    """
    with told():
        draft = Draft.objects.filter(lookup=keys.lookup).first()
        return None if draft is None else _unwrapped(keys, DRAFT, bytes(draft.sealed))


def add_draft_file(keys: ReceiptKeys, content: bytes, most: int = 9) -> int:
    """Keeps a file with her draft.

    Args:
        keys: Of her receipt.
        content: Any bytes.
        most: So many files a draft may have; counted where nobody else can add one at the same moment.

    Returns:
        Its number there; a number is not given twice.

    Raises:
        NothingHere: There is no draft.
        NoMoreRoom: It has as many files as it may.
        NoRoomForFiles: The disk is nearly full.
        NotNow: It cannot be kept at the moment.
    """
    report = report_id(keys)
    with told(), key_folder.guarded(report), transaction.atomic(using=ALIAS):
        if not key_folder.room_for_files():
            raise NoRoomForFiles
        draft = Draft.objects.select_for_update().filter(lookup=keys.lookup).first()
        if draft is None:
            raise NothingHere
        if draft.files.count() >= most:
            raise NoMoreRoom
        number: int = (draft.files.aggregate(last=Max("number"))["last"] or 0) + 1
        sealed = _wrapped(_key(keys), keys, _file(number), content)
        DraftFile.objects.create(draft=draft, number=number, sealed=sealed)
        Draft.objects.filter(pk=draft.pk).update(touched=localdate())
    return number


def draft_files(keys: ReceiptKeys) -> Iterator[tuple[int, bytes]]:
    """The files of her draft, one after the other: number, content."""
    with told():
        numbers = list(DraftFile.objects.filter(draft=keys.lookup).order_by("number").values_list("number", flat=True))
    for number in numbers:
        with told():
            found = DraftFile.objects.filter(draft=keys.lookup, number=number).first()
        if found is not None:
            yield number, _unwrapped(keys, _file(number), bytes(found.sealed))


def drop_draft_file(keys: ReceiptKeys, number: int) -> None:
    """Takes a file away from her draft; nothing happens where there is none of this number."""
    with told(), transaction.atomic(using=ALIAS):
        DraftFile.objects.filter(draft=keys.lookup, number=number).delete()


def forget_draft(keys: ReceiptKeys) -> None:
    """Deletes her draft with its files, and destroys its key unless the report was filed."""
    report = report_id(keys)
    with told(), key_folder.guarded(report) as folder:
        _forget(folder, Draft(lookup=keys.lookup, report=report))


def forget_drafts(on: date, days: int = 7) -> int:
    """Deletes the drafts that nobody touched for a while.

    Args:
        on: Today. A draft dated later, by a clock that has been set back since, is taken to be of today.
        days: For how many days a draft stays.

    Returns:
        How many there were.
    """
    count = 0
    with told():
        Draft.objects.filter(touched__gt=on).update(touched=on)
        old = on - timedelta(days=days)
        for draft in Draft.objects.filter(touched__lte=old).only("lookup", "report"):
            with key_folder.guarded(draft.report) as folder:
                if Draft.objects.filter(pk=draft.pk, touched__lte=old).exists():  # not taken up again meanwhile
                    _forget(folder, draft)
                    count += 1
    return count


def _forget(folder: Path, draft: Draft) -> None:
    filed = Report.objects.filter(pk=draft.report, erased=None).exists()
    if not filed:
        key_folder.condemn(folder, draft.report)
    with transaction.atomic(using=ALIAS):
        Draft.objects.filter(pk=draft.pk).delete()
    if not filed:
        key_folder.bury(folder, draft.report)


def _refuse_used(keys: ReceiptKeys) -> None:
    used = Report.objects.filter(pk=report_id(keys)).values_list("erased", flat=True)
    for erased in used:
        raise NumberUsed(erased=erased is not None)


def _wrapped(key: bytes, keys: ReceiptKeys, place: str, content: bytes) -> bytes:
    return second_layer.wrap(key, report_id(keys), place, draft_sealing.seal(keys, place, content))


def _unwrapped(keys: ReceiptKeys, place: str, wrapped: bytes) -> bytes:
    inner = second_layer.unwrap(_key(keys), report_id(keys), place, wrapped)
    return draft_sealing.unseal(keys, place, inner)


def _key(keys: ReceiptKeys) -> bytes:
    key = key_folder.key_of(report_id(keys))
    if key is None:
        raise KeyMissing
    return key


def _file(number: int) -> str:
    return f"file {number}"
