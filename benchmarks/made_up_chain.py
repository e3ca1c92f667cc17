"""The made-up chain of `benchmarks.liability`: parties, relations and contracts, in memory and in the portal's tables.

A tenth of the agencies has half of the contracts. A few parties are far larger than any other: a sub-agent who works
for hundreds of agencies, an employer whom hundreds of principals serve, a principal whom every agency represents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from fairway.recruitment.liability.index import LicenceSpell, Records
from fairway.recruitment.liability.parties import Contract, Guarantee, Officer, Party, Relation
from fairway.recruitment.licences.states import State

AGENCIES, AGENTS, EMPLOYERS, PRINCIPALS = 3_000, 6_000, 100_000, 5_000
SINCE, SIGNED, ENDS = date(2015, 1, 1), date(2022, 1, 1), date(2027, 1, 1)
OF_A_HUB: Final = 300
"""Agencies of the largest sub-agent, principals of the largest employer."""
EVERY: Final = 200
"""Of so many contracts one stands between the largest parties."""
LARGEST_AGENT: Final = AGENTS - 1
JOINED: Final = 200
"""Agencies that were joined to another, each to one of the first."""


def is_of_hubs(number: int) -> bool:
    """Whether a contract stands between the largest parties."""
    return number % EVERY == 7


def agency_of(number: int) -> int:
    """Spreads contracts over agencies unevenly: a tenth of them has half."""
    return (number * 7919) % (AGENCIES // 10 if number % 2 else AGENCIES)


def contracts(count: int) -> Iterator[tuple[int, int | None, int | None, int, int | None]]:
    """Number, agency, sub-agent, employer, principal of each."""
    for number in range(count):
        agency, employer = agency_of(number), (number * 104_729) % EMPLOYERS
        agent = (agency * 2 + number % 2) % AGENTS if number % 3 == 0 else None
        principal = employer % PRINCIPALS if number % 4 else None
        if is_of_hubs(number):
            named = number % (3 * EVERY) > EVERY  # of every third the agency is to be found
            yield number, agency if named else None, LARGEST_AGENT, 0, 0 if number % (2 * EVERY) > EVERY else None
        else:
            yield number, agency, agent, employer, principal


def relations() -> Iterator[tuple[str, int, int]]:
    """Kind, recruiter, served: each agency represents some principals, each principal acts for its employers."""
    for agency in range(AGENCIES):
        for step in range(30):
            if principal := (agency * 31 + step * 167) % PRINCIPALS:
                yield "represents", agency, principal
        yield "represents", agency, 0
    for employer in range(EMPLOYERS):
        yield "acts_for", employer % PRINCIPALS, employer
    for principal in range(1, OF_A_HUB):
        yield "acts_for", principal, 0
    for agent in range(AGENTS):
        yield "sub_agent", agent, agent // 2
        if agent % 10 == 0:
            yield "between_agents", agent, (agent + 1) % AGENTS
    for agency in range(OF_A_HUB):
        yield "sub_agent", LARGEST_AGENT, agency


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
                f"PHL-{number:09d}", "PHL", "SAU", "domestic", SIGNED + timedelta(number % 1200), SIGNED, ENDS,
                employer(employs), principal(asks) if asks is not None else "",
                agency(recruits) if recruits is not None else "",
                agent(sub) if sub is not None else "",
            )
            for number, recruits, sub, employs, asks in contracts(count)
        ),
        parties=parties,
        joined={f"PHL-{n + AGENCIES + AGENTS:06d}": agency(n) for n in range(JOINED)},
        relations=made,
        licences=[LicenceSpell(agency(n), f"L{n}", State.LICENSED, SINCE) for n in range(AGENCIES)],
        guarantees=[(agency(n), Guarantee("bond", "Bank", f"B{n}", Decimal(9000), "PHP")) for n in range(AGENCIES)],
        officers=[(agency(n), Officer(f"Officer {n}", "director", SINCE)) for n in range(AGENCIES)],
    )  # fmt: skip


def fill(count: int, names: Sequence[str]) -> None:
    """The same into the portal's tables, whose keys are the numbers and one; `names` are those of the employers."""
    from benchmarks.loading import load
    from fairway_portal.actors.models import Agency, Employer
    from fairway_portal.actors.models import Officer as Post
    from fairway_portal.register.inspections.models import Guarantee as Held
    from fairway_portal.register.licensing.models import Licence, LicenceEntry
    from fairway_portal.register.placements.models import Placement
    from fairway_portal.register.placements.models import Relation as Row

    load(
        Agency,
        "id code name country kind joined_to_id",
        ((n + 1, f"PHL-{n:06d}", f"Agency {n}", "PHL", *_standing(n)) for n in range(AGENCIES + AGENTS + JOINED)),
    )
    load(Employer, "id code name country kind", (
        (n + 1, f"SAU-E{n:06d}", name, "SAU", "employer" if n < EMPLOYERS else "principal")
        for n, name in enumerate((*names, *(f"Principal {n}" for n in range(PRINCIPALS))))
    ))  # fmt: skip
    load(Row, "kind agency_id sub_agent_id principal_id employer_id since accreditation source", (
        (*_keys_of(*one), SINCE, "R", "Made up") for one in relations()
    ))  # fmt: skip
    load(Placement, "number origin destination sector agency_id sub_agent_id principal_id employer_id "
                    "signed begins ends", (
        (f"PHL-{number:09d}", "PHL", "SAU", "domestic", _key(recruits, 0), _key(sub, AGENCIES), _key(asks, EMPLOYERS),
         employs + 1, SIGNED + timedelta(number % 1200), SIGNED, ENDS)
        for number, recruits, sub, employs, asks in contracts(count)
    ))  # fmt: skip
    load(Licence, "id agency_id number country authority state valid_from version", (
        (n + 1, n + 1, f"L{n}", "PHL", "Authority", "licensed", SINCE, 3) for n in range(AGENCIES)
    ))  # fmt: skip
    load(LicenceEntry, "licence_id number act state effective authority legal_basis reason valid_from", (
        (n + 1, number, act, state, SINCE, "Authority", "Law", "As asked", SINCE)
        for n in range(AGENCIES)
        for number, act, state in ((1, "apply", "applied"), (2, "grant", "licensed"), (3, "renew", "licensed"))
    ))  # fmt: skip
    load(Held, "agency_id country kind holder instrument currency required held opened", (
        (n + 1, "PHL", "bond", "Bank", f"B{n}", "PHP", 900_000, 900_000, SINCE) for n in range(AGENCIES)
    ))  # fmt: skip
    load(Post, "agency_id name position since", (
        (n + 1, f"Officer {n}", "director", SINCE) for n in range(AGENCIES)
    ))  # fmt: skip


def _standing(number: int) -> tuple[str, int | None]:
    """Kind of an agency, and key of the one that it was joined to."""
    kind = "sub_agent" if AGENCIES <= number < AGENCIES + AGENTS else "private"
    return kind, number - AGENCIES - AGENTS + 1 if number >= AGENCIES + AGENTS else None


def _key(number: int | None, before: int) -> int | None:
    return None if number is None else number + before + 1


def _keys_of(kind: str, one: int, other: int) -> tuple[str, int, int | None, int | None, int | None]:
    """Kind, and keys of agency, sub-agent, principal, employer of a relation."""
    match kind:
        case "represents":
            return kind, one + 1, None, other + EMPLOYERS + 1, None
        case "acts_for":
            return kind, 1, None, one + EMPLOYERS + 1, other + 1
        case "sub_agent":
            return kind, other + 1, one + AGENCIES + 1, None, None
        case _:
            return "sub_agent", other + AGENCIES + 1, one + AGENCIES + 1, None, None
