"""A roster of 50,000 made-up rows: matched, imported into the portal on SQLite and PostgreSQL; precision and recall.

Run with `python -m benchmarks.rosters [ROWS]`. Lists and truth are made up (`recruitment.rosters.simulation`) and say
so.
PostgreSQL is measured where `DATABASE_URL` names one. Null case: rows that agree in number and name alone.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from typing import Final

from benchmarks.report import Measured, show
from fairway.recruitment.names import folded
from fairway.recruitment.rosters import Row, match
from fairway.recruitment.rosters.judging import judge
from fairway.recruitment.rosters.licence_numbers import taken_apart
from fairway.recruitment.rosters.simulation import Edition, made_up, next_edition

ROWS: Final = 50_000
SEEDS: Final = (1, 2, 3)
OF_A_SEED: Final = 5_000


def qualities() -> list[Measured]:
    """Precision and recall on lists of several seeds, beside those of the exact rows alone."""
    found = []
    for seed in SEEDS:
        old = made_up(OF_A_SEED, seed=seed)
        edition = next_edition(old, seed=seed + 1000)
        judged = judge(match(old, edition.rows), [None if at is None else old[at] for at in edition.truth])
        exact = {(taken_apart(row.licence_number).digits, folded(row.name)): row for row in old}
        plain = sum((taken_apart(row.licence_number).digits, folded(row.name)) in exact for row in edition.rows)
        matched = sum(at is not None for at in edition.truth)
        found += [
            Measured(f"Not precise, seed {seed}", 1 - judged.precision, "", 0.02),
            Measured(f"Not recalled, seed {seed}", 1 - judged.recall, "", 0.05, "exact", 1 - plain / matched),
        ]
    return found


def as_csv(rows: tuple[Row, ...]) -> bytes:
    """A list as a ministry would send it."""
    lines = [f'"{row.name}",{row.licence_number},{row.city},{row.status}' for row in rows]
    return "\n".join(["Agency Name,RL No,City,Status", *lines]).encode()


def imported(old: tuple[Row, ...], edition: Edition) -> list[Measured]:
    """Seconds of each stage of two editions in the portal."""
    from fairway_portal.accounts.models import Person
    from fairway_portal.register.rosters import actions, queries
    from fairway_portal.register.rosters.actions.receiving import Provenance
    from fairway_portal.register.rosters.models import Vintage

    by = Person.objects.create_user("bench@example.org", None, name="Bench")
    fields = {"name": 0, "licence_number": 1, "city": 2, "status": 3}
    found = list[Measured]()
    for name, rows in (("first", old), ("second", edition.rows)):
        start = time.perf_counter()
        provenance = Provenance("Made up", name, date(2026, 1, 1))
        vintage = actions.receive(by=by, country="BGD", contents=as_csv(rows), name="l.csv", provenance=provenance)
        vintage = actions.confirm_columns(by=by, vintage=vintage, saw=vintage.version, fields=fields)
        read = time.perf_counter()
        vintage = actions.match_rows(by=by, vintage=vintage, saw=vintage.version)
        matched = time.perf_counter()
        vintage.rows.filter(kind="uncertain").update(decision="left_out")
        vintage = actions.publish(by=by, vintage=vintage, saw=vintage.version)
        done = time.perf_counter()
        assert vintage.state == Vintage.State.PUBLISHED
        assert queries.latest("BGD") == vintage
        found += [
            Measured(f"Import and match, {name} edition of {len(rows):,}", matched - start, "s", 60),
            Measured("  of it reading and keeping the rows", read - start, "s", 60),
            Measured("  publishing it afterwards", done - matched, "s", 300),
        ]
    return found


def main() -> None:
    """Measures and prints."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    show(qualities())
    old = made_up(rows, seed=9)
    edition = next_edition(old, seed=1009)
    start = time.perf_counter()
    match(old, edition.rows)
    show([Measured(f"Match {rows:,} with {rows:,}", time.perf_counter() - start, "s", 60)])
    os.environ.setdefault("FAIRWAY_HOME", tempfile.mkdtemp(prefix="fairway-rosters-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    show(imported(old, edition))


if __name__ == "__main__":
    main()
