"""The reading side: for every table the vintages at hand, the newest edition first."""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from fairway.kernel.errors import InputError, NotFound, UnreadableFile
from fairway.warehouse import home as places
from fairway.warehouse.vintage import RECORD, Record, Vintage
from fairway.warehouse.withdrawals import withdrawals

T = TypeVar("T")
MEMORY: Final = 4096


class Shelf:
    """All vintages of all tables, of this installation and of the shipped facts.

    A table's current vintage is the newest edition; of one edition, a full table before a selection, then the one
    imported last. Editions are never mixed: a caller gets one vintage at a time. A vintage whose record cannot be read
    is not served; `damaged` names its folder. A release that was withdrawn is current no more, but can still be pinned.

    Args:
        folders: Where the vintages lie, `<table>/<vintage>/`.
        demonstration: Whether releases made from invented persons count; without it none does, wherever it lies.
    """

    def __init__(self, *folders: Path, demonstration: bool = False) -> None:
        self.damaged: list[Path] = []
        found: dict[str, list[Vintage]] = defaultdict(list)
        for folder in folders:
            withdrawn = withdrawals(folder)
            for path in sorted(folder.glob(f"*/*/{RECORD}")):
                if path.parent.name.startswith("."):
                    continue
                try:
                    record = Record.read(path.parent)
                except UnreadableFile:
                    self.damaged.append(path.parent)
                    continue
                if _complete(folder, record) and (demonstration or not record.demonstration):
                    table = path.parent.parent.name
                    found[table].append(Vintage(path.parent, record, withdrawn.get((table, path.parent.name))))
        for vintages in found.values():
            vintages.sort(
                key=lambda one: (one.record.edition, one.record.coverage == "full", one.record.imported), reverse=True
            )
        self._vintages = dict(found)
        self._memory: OrderedDict[Hashable, Any] = OrderedDict()

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value made for `key` on this shelf, made once (a bounded memory: the oldest goes first)."""
        value: T | None = self._memory.get(key)
        if value is not None:
            return value
        value = make()
        self._memory[key] = value
        while len(self._memory) > MEMORY:
            self._memory.popitem(last=False)
        return value

    @classmethod
    def open(cls, *, demonstration: bool | None = None) -> Shelf:
        """The shelf of this installation, opened anew only when a vintage has come or gone.

        Args:
            demonstration: Whether demonstration releases count; as FAIRWAY_DEMONSTRATION says where None.
        """
        shown = places.demonstrating() if demonstration is None else demonstration
        names = ("vintages", places.DEMONSTRATION) if shown else ("vintages",)
        folders = tuple(places.home() / name for name in names)
        return _opened(folders, tuple(_stamp(folder) for folder in folders), shown)

    def tables(self) -> list[str]:
        """Names of the tables at hand."""
        return sorted(self._vintages)

    def vintages(self, table: str) -> list[Vintage]:
        """Every vintage of a table, the current one first."""
        return self._vintages.get(table, [])

    def editions(self, table: str) -> list[Vintage]:
        """The best vintage of each edition of a table, the newest edition first."""
        seen: dict[str, Vintage] = {}
        for vintage in self.vintages(table):
            if vintage.withdrawn is None:
                seen.setdefault(vintage.record.edition, vintage)
        return sorted(seen.values(), key=lambda one: one.record.edition, reverse=True)

    def current(self, table: str) -> Vintage | None:
        """The vintage to show, or None if the table is not here at all."""
        return next((vintage for vintage in self.vintages(table) if vintage.withdrawn is None), None)

    def pinned(self, name: str) -> Vintage:
        """The vintage that a citation names (`migrant_stock@2024-1a2b3c4d`).

        Raises:
            NotFound: It is not here.
        """
        for vintage in self.vintages(name.partition("@")[0]):
            if vintage.name == name:
                return vintage
        raise NotFound(
            f"The vintage {name} is not here.",
            advice="`fairway sources` lists the vintages at hand; restore it from a backup or import that edition.",
        )

    def pin(self, *names: str) -> Shelf:
        """This shelf as a reader of a citation saw it: the named vintages are current, whatever came after them.

        Raises:
            NotFound: A vintage is not here.
        """
        if not names:
            return self
        pinned = Shelf()
        # A citation is read as it was, even where the release has since been withdrawn.
        chosen: dict[str, dict[str, Vintage]] = defaultdict(dict)
        for vintage in map(self.pinned, names):
            shown = Vintage(vintage.folder, vintage.record) if vintage.withdrawn else vintage
            chosen[vintage.record.table][vintage.name] = shown
        pinned._vintages = {
            table: [*chosen[table].values(), *(one for one in vintages if one.name not in chosen[table])]
            if table in chosen
            else vintages
            for table, vintages in self._vintages.items()
        }
        return pinned

    @cached_property
    def fingerprint(self) -> str:
        """Changes if and only if a vintage comes, goes or is withdrawn; caches are keyed by it."""
        names = [
            vintage.name + vintage.record.coverage + (vintage.withdrawn.on if vintage.withdrawn else "")
            for table in self.tables()
            for vintage in self.vintages(table)
        ]
        return hashlib.sha256("\n".join(names).encode()).hexdigest()[:12]


def _complete(folder: Path, record: Record) -> bool:
    """Whether the import that made it went through: totals appear before the table they are summed from.

    A shipped selection may hold the totals alone.
    """
    if not record.derived_from or record.coverage == "sample":
        return True
    return (folder / record.derived_from / record.vintage / RECORD).is_file()


def _stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted((entry.name, entry.stat().st_mtime_ns) for entry in entries if entry.is_dir()))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except PermissionError as fault:
        raise InputError(
            f"The tables in {folder} may not be read.",
            advice="Run as a user who may, or set FAIRWAY_HOME to another folder.",
        ) from fault


@lru_cache(maxsize=2)
def _opened(folders: tuple[Path, ...], stamps: tuple[tuple[tuple[str, int], ...], ...], demonstration: bool) -> Shelf:
    return Shelf(*folders, places.facts(), demonstration=demonstration)
