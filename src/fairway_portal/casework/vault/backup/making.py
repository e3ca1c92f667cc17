"""Making a backup, while the portal runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db.models import Model

from fairway_portal.casework.vault.backup import tables
from fairway_portal.casework.vault.backup.key_copies import copy_keys
from fairway_portal.casework.vault.backup.lines import Lines, writing
from fairway_portal.casework.vault.backup.values import encoded
from fairway_portal.casework.vault.errors import told
from fairway_portal.casework.vault.models import Draft, Report

FORM: Final = "fairway-casework-backup/1"


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup holds: rows, keys, and how many reports and drafts have no key here."""

    rows: int
    keys: int
    missing: int


def back_up(target: Path, keys: Path, on: date) -> Copied:
    """Writes all rows of casework as they are at one moment, and then the keys that belong to them.

    Args:
        target: File of the rows.
        keys: File of the keys.
        on: Today.

    Raises:
        StorageFull: The disk has no room; an earlier file of this name is as before.
        InputError: The folder cannot be written.
    """
    with told(), tables.snapshot(), writing(target) as lines:
        lines.add({"form": FORM, "made": on.isoformat(), "migrations": tables.applied()})
        rows = sum(_table(lines, model) for model in tables.models())
        wanted: set[UUID] = set(Report.objects.filter(erased=None).values_list("pk", flat=True))
        wanted |= set(Draft.objects.values_list("report", flat=True))
    # Keys after rows: a report that was filed in between has none in the copy, and no row there either.
    copied = copy_keys(keys, on.isoformat(), wanted)
    return Copied(rows, copied, len(wanted) - copied)


def _table(lines: Lines, model: type[Model]) -> int:
    fields = model._meta.concrete_fields
    lines.add({"table": model._meta.label_lower, "fields": [field.attname for field in fields]})
    count = 0
    for row in model._default_manager.using(tables.ALIAS).order_by("pk").iterator(chunk_size=100):
        lines.add([encoded(field, getattr(row, field.attname)) for field in fields])
        count += 1
    return count
