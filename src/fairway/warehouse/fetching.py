"""From a publisher's service to a published vintage: download whole, look at it, keep it, import it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from fairway.kernel.errors import FairwayError, NotFound, SourceUnavailable, UnreadableFile
from fairway.sources import http
from fairway.sources.fetch_catalogue import base_of, edition_for
from fairway.sources.fetch_plan import Fetch, Source, pack, refuse_web_page
from fairway.warehouse import home as places
from fairway.warehouse.custody import Received
from fairway.warehouse.importing import Imported, import_file

PARTIAL: Final = ".partial"
PATIENCE_SECONDS: Final = 2.0
MOST_PARTS: Final = 5_000


def fetch(
    source: Source,
    *,
    only: frozenset[str] = frozenset(),
    progress: http.Progress | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[tuple[Fetch, Imported | FairwayError]]:
    """Fetches and imports the tables of a service, one after the other; one that fails keeps no other out.

    What an interrupted fetch had downloaded lies in `received/.partial` and is continued by the next.

    Args:
        source: Of `fetch_catalogue`.
        only: Names of tables, or none for all that it has.
        progress: Told the file's name, bytes here and bytes expected.
        sleep: Waits before asking a busy server again.

    Yields:
        Each table's fetch with its outcome: a vintage (new, or here already), or the error that kept it out.

    Raises:
        NotFound: `only` names a table that this service does not have.
    """
    unknown = only - {one.table for one in source.fetches}
    if unknown:
        known = ", ".join(one.table for one in source.fetches)
        raise NotFound(f"{source.name} does not have {', '.join(sorted(unknown))}.", advice=f"It has: {known}.")
    with http.session() as client:
        for one in source.fetches:
            if only and one.table not in only:
                continue
            try:
                yield one, _fetch(client, source, one, progress, sleep)
            except FairwayError as error:
                yield one, error


def _fetch(
    client: http.Session,
    source: Source,
    one: Fetch,
    progress: http.Progress | None,
    sleep: Callable[[float], None],
) -> Imported:
    folder = places.home() / "received" / PARTIAL / source.name / one.table
    with places.disk_errors(folder), places.exclusively(folder, patience=PATIENCE_SECONDS):
        downloads = _download_all(client, source, one, folder, progress, sleep)
        try:
            imported = _import(source, one, folder, downloads)
        except UnreadableFile:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        shutil.rmtree(folder, ignore_errors=True)
    return imported


def _import(source: Source, one: Fetch, folder: Path, downloads: Sequence[http.Download]) -> Imported:
    """Puts the answers into one file as they came, looks at it, and imports it."""
    whole = folder / ("whole" + Path(one.file).suffix)
    if whole.suffix == ".zip":
        pack([download.path for download in downloads], whole)
    else:
        shutil.copyfile(downloads[0].path, whole)
    one.check(whole)
    edition = edition_for(one, whole)
    named = whole.replace(folder / one.file.format(edition=edition.edition))
    origin = Received(
        name=named.name,
        sha256="",
        bytes=0,
        publisher=source.publisher,
        licence=source.licence,
        url=downloads[0].url,
        retrieved=downloads[-1].retrieved,
        etag=downloads[0].etag if len(downloads) == 1 else "",
        specification=source.specification,
        confirmed=base_of(source) == source.base,
    )
    vintage, new = import_file(edition, named, origin=origin)
    return Imported(edition, vintage, new)


def _download_all(
    client: http.Session,
    source: Source,
    one: Fetch,
    folder: Path,
    progress: http.Progress | None,
    sleep: Callable[[float], None],
) -> list[http.Download]:
    """Every part, first those known and then those that they name; a broken answer is thrown away before the error."""
    base, waiting, done = base_of(source), list(one.parts), []
    while waiting:
        part = waiting.pop(0)
        url = part.path if "://" in part.path else base + part.path
        download = http.download(
            client, url, folder / part.name, headers=source.headers, progress=progress, sleep=sleep
        )
        try:
            refuse_web_page(download.path, part.name)
            waiting[:0] = one.more(part, download.path)
        except FairwayError:
            http.forget(download.path)
            raise
        done.append(download)
        if len(done) + len(waiting) > MOST_PARTS:
            raise SourceUnavailable(
                f"{source.name} names more than {MOST_PARTS} pages for {one.table}.",
                advice="That cannot be right; try again later, or look at the publisher's service.",
            )
    return done
