"""Taking a backup back, into either database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.management import call_command
from django.db import transaction
from django.db.models import Model

from fairway_portal.casework.vault import erased_list, key_folder
from fairway_portal.casework.vault.actions.erasing import erase
from fairway_portal.casework.vault.actions.expiring import erase_expired
from fairway_portal.casework.vault.backup import key_copies, tables
from fairway_portal.casework.vault.backup.errors import BackupNewer, NoKeys, NotEmpty
from fairway_portal.casework.vault.backup.lines import check, read
from fairway_portal.casework.vault.backup.making import FORM
from fairway_portal.casework.vault.backup.values import decoded
from fairway_portal.casework.vault.errors import told
from fairway_portal.casework.vault.models import Report

ROWS_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored.

    Attributes:
        made: The day of the backup.
        rows: Rows.
        keys: Keys of the copy that were put into the folder; None where no copy was given.
        missing: Reports whose key is not there: nobody can open them.
        erased: Reports that had expired, or that had been erased since, and were erased again at once.
    """

    made: str
    rows: int
    keys: int | None
    missing: int
    erased: int


def restore(source: Path, keys: Path | None, on: date, *, replace: bool = False) -> Restored:
    """Puts a backup into the database: all of it, or nothing.

    Args:
        source: File of the rows.
        keys: File of the keys; None where the folder of keys is still there.
        on: Today: what has expired is erased at once.
        replace: Although the database is not empty.

    Raises:
        BackupDamaged: A file is not whole; nothing was changed.
        BackupNewer: A later version made it; nothing was changed.
        NotEmpty: There are rows already; nothing was changed.
        NoKeys: Neither a copy of keys is there nor the salt; nothing was changed.
    """
    with told():
        head = check(source, FORM)
        migrations = [(str(app), str(name)) for app, name in head["migrations"]]
        _refuse(source, keys, migrations, replace)
        put = None if keys is None else key_copies.put_back(keys)
        rows = _load(source, tables.made_at(migrations))
        call_command("migrate", database=tables.ALIAS, interactive=False, verbosity=0)
        erased = _erase_again(on)
        live = Report.objects.filter(erased=None).values_list("pk", flat=True)
        missing = sum(key_folder.key_of(report) is None for report in live)
    return Restored(head["made"], rows, put, missing, erased)


def _refuse(source: Path, keys: Path | None, migrations: list[tuple[str, str]], replace: bool) -> None:
    if not tables.known(migrations):
        raise BackupNewer(source.name)
    if keys is not None:
        check(keys, key_copies.FORM)
    elif not key_copies.salt_there():
        raise NoKeys(f"{source.name}.keys")
    there = tables.filled()
    if there and not replace:
        raise NotEmpty(there)


def _load(source: Path, models: Any) -> int:
    count = 0
    made: list[type[Model]] = []
    with transaction.atomic(using=tables.ALIAS):
        for model, rows in _batches(source, models):
            model._default_manager.using(tables.ALIAS).bulk_create(rows)
            count += len(rows)
            if model not in made:
                made.append(model)
        tables.numbers_after(made)
    return count


def _batches(source: Path, models: Any) -> Iterator[tuple[type[Model], list[Model]]]:
    model: Any = None
    names: list[str] = []
    rows: list[Model] = []
    for line in read(source):
        if isinstance(line, dict):
            if rows:
                yield model, rows
            model, names, rows = models.get_model(line["table"]), line["fields"], []
            fields = {field.attname: field for field in model._meta.concrete_fields}
            continue
        rows.append(model(**{name: decoded(fields[name], said) for name, said in zip(names, line, strict=True)}))
        if len(rows) >= ROWS_AT_ONCE:
            yield model, rows
            rows = []
    if rows:
        yield model, rows


def _erase_again(on: date) -> int:
    again = Report.objects.filter(erased=None, pk__in=erased_list.every())
    count = 0
    for report in list(again.values_list("pk", flat=True)):
        erase(report, on)
        count += 1
    return count + erase_expired(on)
