"""Vintages made by an older reader are made anew from the file as it was received."""

from __future__ import annotations

from collections.abc import Iterator

from fairway.kernel.errors import FairwayError, NotFound
from fairway.sources.catalogue import CATALOGUE
from fairway.sources.edition import Edition
from fairway.warehouse import custody
from fairway.warehouse.importing import Imported, import_file
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Record


def outdated(shelf: Shelf) -> list[tuple[Edition, Record]]:
    """The newest full vintage of each edition that was read by other rules than those of this Fairway."""
    found = []
    for edition in CATALOGUE:
        kept = [one.record for one in shelf.vintages(edition.table) if one.record.edition == edition.edition]
        full = [record for record in kept if record.coverage == "full" and record.received]
        if full and not full[0].vintage.startswith(f"{edition.edition}-r{edition.rules}-"):
            found.append((edition, full[0]))
    return found


def remake(shelf: Shelf) -> Iterator[Imported]:
    """Imports the received file of every outdated vintage again; the old vintage stays, for those who cited it."""
    for edition, record in outdated(shelf):
        path = custody.folder(record.received) / record.file
        try:
            if not path.is_file():
                raise NotFound(
                    f"The received file of {record.table} ({record.file}) is not here any more.",
                    advice="Import or fetch it again; until then the vintage of the older reader is served.",
                )
            vintage, new = import_file(edition, path, origin=custody.note(record.received))
            yield Imported(edition, vintage, new)
        except FairwayError as error:
            yield Imported(edition, error=error)
