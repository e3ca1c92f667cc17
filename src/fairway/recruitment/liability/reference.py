"""The slow, obvious way: every way from party to party is walked, one after the other, and every rule is tried on every
party. It stands beside `walking` and `judging` so that tests can hold the fast way against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fairway.recruitment.liability.chain import HOPS
from fairway.recruitment.liability.claims import Claim, Role
from fairway.recruitment.liability.index import Records
from fairway.recruitment.liability.parties import Contract, Relation
from fairway.recruitment.liability.rules import LiabilityRules
from fairway.recruitment.licences.states import IN_FORCE, State

Way = tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """What the slow way says of one party in one role: liable or not known, and by which rules."""

    liable: bool | None
    rules: frozenset[str]


def slowly(
    records: Records, contract: Contract, on: date, claim: Claim, rules: LiabilityRules
) -> dict[tuple[str, Role], Plain]:
    """(Code, role) → whether it is liable.

    Args:
        records: The whole register; agencies that were joined to others are not known to this way.
        contract: Whose claim.
        on: The day asked for.
        claim: What is claimed.
        rules: To apply.
    """
    kinds: dict[str, str] = {one.code: one.kind for one in records.parties}
    held = [one for one in records.relations if one.holds(contract.signed)]
    agents = [one for one in held if one.kind == "sub_agent"]
    agencies = [contract.agency] if contract.agency else _all_served(agents, contract.sub_agent, kinds)
    ways = {"sub_agent": [way for agency in agencies for way in _ways(agents, contract.sub_agent, agency)]}
    demand = [one for one in held if one.kind == "acts_for" or (one.kind == "represents" and one.recruiter in agencies)]
    middle = contract.principal or contract.employer
    ways["first"] = [way for agency in agencies for way in _ways(demand, agency, middle)]
    ways["second"] = _ways(demand, contract.principal, contract.employer) if contract.principal else []
    roles = _roles(contract, agencies, ways, kinds)
    unlicensed = any(role == "sub_agent" and _unregistered(code, contract, records, ways) for code, role in roles)
    lost = any(role == "agency" and _lost(code, on, records) for code, role in roles)
    return {
        (code, role): _plain(code, role, contract, on, claim, rules, doubtful, (unlicensed, lost))
        for (code, role), doubtful in roles.items()
        if code in kinds
    }


def _ways(relations: Sequence[Relation], source: str, target: str, steps: int = HOPS) -> list[Way]:
    """Every way from one to the other, however often it comes past the same party."""
    if not source or source == target or steps == 0:
        return []
    found: list[Way] = []
    for one in relations:
        if one.recruiter != source:
            continue
        if one.served == target:
            found.append((one,))
        found += [(one, *rest) for rest in _on(relations, one.served, target, steps - 1)]
    return found


def _on(relations: Sequence[Relation], source: str, target: str, steps: int) -> Iterator[Way]:
    """As `_ways`, but a way may come back to where it was already."""
    if steps == 0:
        return
    for one in relations:
        if one.recruiter == source:
            if one.served == target:
                yield (one,)
            yield from ((one, *rest) for rest in _on(relations, one.served, target, steps - 1))


def _all_served(agents: Sequence[Relation], start: str, kinds: dict[str, str]) -> list[str]:
    reached = {start} if start else set()
    for _ in range(HOPS):
        reached |= {one.served for one in agents if one.recruiter in reached}
    return sorted(
        code
        for code in {one.served for one in agents if one.recruiter in reached and one.served in reached}
        if kinds.get(code) in ("private", "public")
    )


def _roles(
    contract: Contract, agencies: Sequence[str], ways: dict[str, list[Way]], kinds: dict[str, str]
) -> dict[tuple[str, Role], bool]:
    """(Code, role) → whether the contract may have come about without it."""
    named = {contract.employer, contract.principal, contract.agency, contract.sub_agent}
    roles: dict[tuple[str, Role], bool] = {(contract.employer, "employer"): False}
    for code in agencies:
        role: Role = "public_service" if kinds.get(code) == "public" else "agency"
        roles[code, role] = code not in named and len(agencies) > 1
    for stretch, list_ in ways.items():
        place: Role = "sub_agent" if stretch == "sub_agent" else "principal"
        for code in {code for way in list_ for one in way for code in (one.recruiter, one.served)}:
            if code not in agencies and code != contract.employer:
                free = code not in named and any(_without(code, every) for every in ways.values())
                roles[code, place] = roles.get((code, place), False) or free
    if contract.principal and contract.principal != contract.employer and contract.principal not in agencies:
        roles[contract.principal, "principal"] = False
    if contract.sub_agent and contract.sub_agent not in agencies:
        roles[contract.sub_agent, "sub_agent"] = False
    return roles


def _without(code: str, ways: Sequence[Way]) -> bool:
    """Whether some of these ways pass a party and some do not."""
    passing = [any(code in (one.recruiter, one.served) for one in way) for way in ways]
    return any(passing) and not all(passing)


def _state(code: str, on: date, records: Records) -> list[State]:
    """How each licence of a party stood on a day."""
    found = []
    for number in sorted({one.number for one in records.licences if one.code == code}):
        begun = [one for one in records.licences if (one.code, one.number) == (code, number) and one.since <= on]
        for last in sorted(begun, key=lambda one: one.since)[-1:]:
            over = last.until is not None and last.until < on and last.state in IN_FORCE
            found.append(State.EXPIRED if over else last.state)
    return found


def _unregistered(code: str, contract: Contract, records: Records, ways: dict[str, list[Way]]) -> bool:
    states = _state(code, contract.signed, records)
    if any(state in IN_FORCE for state in states):
        return False
    links = [one for way in (way for every in ways.values() for way in every) for one in way]
    return bool(states) or not any(one.recruiter == code and one.accreditation for one in links)


def _lost(code: str, on: date, records: Records) -> bool:
    states = _state(code, on, records)
    return (
        bool(states)
        and not any(state in IN_FORCE for state in states)
        and _latest(code, on, records)
        in (
            State.REVOKED,
            State.BARRED,
        )
    )


def _latest(code: str, on: date, records: Records) -> State:
    begun = [one for one in records.licences if one.code == code and one.since <= on]
    last = max(begun, key=lambda one: (one.since, one.number))
    over = last.until is not None and last.until < on and last.state in IN_FORCE
    return State.EXPIRED if over else last.state


def _plain(
    code: str,
    role: Role,
    contract: Contract,
    on: date,
    claim: Claim,
    rules: LiabilityRules,
    doubtful: bool,
    met: tuple[bool, bool],
) -> Plain:
    """Every rule tried on one party."""
    liable, freed = set[str](), set[str]()
    conditions = {"": True, "sub_agent_unlicensed": met[0], "agency_revoked": met[1]}
    ends = {"": ("", ""), "origin": (contract.origin, contract.destination)}
    ends["destination"] = (contract.destination, contract.origin)
    for rule in rules.rules:
        here, other = ends[rule.side]
        speaks = rule.country == here and role in rule.roles and conditions[rule.when]
        if speaks and rule.holds(contract.signed) and rule.covers(claim, contract.sector, other):
            (liable if rule.stance == "liable" else freed if rule.stance == "not_liable" else set()).add(rule.id)
    if on < contract.signed:
        return Plain(False, frozenset(freed))
    if liable:
        return Plain(None if doubtful else True, frozenset(liable))
    return Plain(False if freed else None, frozenset(freed))
