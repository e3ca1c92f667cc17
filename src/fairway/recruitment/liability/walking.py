"""From a contract to its chain: the parties that it names, and those between them by the relations of the day it was
signed. Circles are walked once and said; a link that is missing is said.

How: a party or relation belongs to the chain if it lies on a way of at most `HOPS` relations from one named party to
the next. The steps to it from the one and from it to the other are counted once each, whatever circles there are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.liability.chain import HOPS, Chain
from fairway.recruitment.liability.claims import Role
from fairway.recruitment.liability.parties import Contract, Party, Relation

FAR: Final = HOPS + 1


@dataclass(frozen=True, slots=True)
class Member:
    """A party in the chain of a contract.

    Attributes:
        party: Which.
        role: What it is there.
        since: From which day.
        stated: Whether the contract names it.
        doubtful: Whether it is one of several that may have stood in this place.
    """

    party: Party
    role: Role
    since: date
    stated: bool
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Walked:
    """The chain of a contract.

    Attributes:
        contract: Whose.
        members: From the employer to the sub-agent.
        links: The relations between them, each once.
        gaps: Links that are missing, and circles.
    """

    contract: Contract
    members: tuple[Member, ...]
    links: tuple[Relation, ...]
    gaps: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The relations on the ways from some parties to others.

    Attributes:
        links: Each once.
        sources, targets: Codes.
    """

    links: tuple[Relation, ...]
    sources: tuple[str, ...]
    targets: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The parties on it, in the order of its links."""
        return tuple(dict.fromkeys(code for one in self.links for code in (one.recruiter, one.served)))

    def needed(self) -> frozenset[str]:
        """The parties without which there is no way.

        Those on one way are tried: every other party is left out by that very way.
        """
        return frozenset(code for code in self._one_way() if not self._avoids(code))

    def unreached(self) -> Iterator[str]:
        """The sources from which no way leads to a target."""
        onward = _steps(_neighbours(self.links, back=True), self.targets)
        reach = {one.recruiter for one in self.links if onward.get(one.served, FAR) < HOPS}
        return (code for code in self.sources if self.targets and code not in self.targets and code not in reach)

    def _avoids(self, code: str) -> bool:
        rest = [one for one in self.links if code not in (one.recruiter, one.served)]
        return bool(between(rest, self.sources, self.targets))

    def _one_way(self) -> set[str]:
        """The parties on one way from a source to a target."""
        if not self.links:
            return set()
        forth, back = _neighbours(self.links), _neighbours(self.links, back=True)
        to, onward = _steps(forth, self.sources), _steps(back, self.targets)
        link = min(self.links, key=lambda one: to.get(one.recruiter, FAR) + onward.get(one.served, FAR))
        return {*_nearer(link.recruiter, to, back), *_nearer(link.served, onward, forth)}


def walk(contract: Contract, chain: Chain) -> Walked:
    """The chain of a contract as it was when it was signed.

    Args:
        contract: Whose.
        chain: Where relations and parties are kept.
    """
    on, agents = contract.signed, tuple(filter(None, [contract.sub_agent]))
    below = _gathered(agents, lambda codes: chain.relations_from(codes, on), _served)
    agencies = _agencies(contract, below, chain)
    ends = tuple(filter(None, [contract.principal, contract.employer]))
    asked = ends if agencies or contract.principal else ()
    above = _gathered(asked, lambda codes: chain.relations_to(codes, on, agencies), _recruiter)
    supply = Stretch(between(below, agents, agencies), agents, agencies)
    stretches = [(agencies, ends[:1]), *([(ends[:1], ends[1:])] if contract.principal else [])]
    demand = tuple(Stretch(between(above, *one), *one) for one in stretches)
    return _Telling(contract, chain, agencies, supply, demand).walked()


def _served(relation: Relation) -> str:
    return relation.served


def _recruiter(relation: Relation) -> str:
    return relation.recruiter


def _gathered(
    start: Collection[str], ask: Callable[[Collection[str]], Sequence[Relation]], far: Callable[[Relation], str]
) -> tuple[Relation, ...]:
    """Every relation within `HOPS` of some parties; each party is asked about once."""
    seen = {code for code in start if code}
    found: dict[Relation, None] = {}
    edge = set(seen)
    for _ in range(HOPS):
        if not edge:
            break
        rows = ask(sorted(edge))
        found.update(dict.fromkeys(rows))
        edge = {far(one) for one in rows} - seen
        seen |= edge
    return tuple(found)


def _agencies(contract: Contract, below: Iterable[Relation], chain: Chain) -> tuple[str, ...]:
    """The agency that the contract names; else those for whom its sub-agent worked."""
    if contract.agency or not contract.sub_agent:
        return (contract.agency,) if contract.agency else ()
    reached = {one.served for one in below}
    known = chain.parties(sorted(reached)) if reached else {}
    return tuple(sorted(code for code, party in known.items() if party.kind in ("private", "public")))


def between(edges: Sequence[Relation], sources: Collection[str], targets: Collection[str]) -> tuple[Relation, ...]:
    """The relations on ways of at most `HOPS` relations from a source to a target."""
    to, onward = _steps(_neighbours(edges), sources), _steps(_neighbours(edges, back=True), targets)
    return tuple(one for one in edges if to.get(one.recruiter, FAR) + 1 + onward.get(one.served, FAR) <= HOPS)


def _neighbours(edges: Iterable[Relation], *, back: bool = False) -> dict[str, list[str]]:
    """Recruiter → whom it serves; `back`: who is served → by whom."""
    next_to: dict[str, list[str]] = {}
    for one in edges:
        near, far = (one.served, one.recruiter) if back else (one.recruiter, one.served)
        next_to.setdefault(near, []).append(far)
    return next_to


def _nearer(code: str, steps: Mapping[str, int], next_to: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A party, and one after the other those that are a step nearer to where the steps begin."""
    yield code
    while (count := steps[code]) > 0:
        code = next(near for near in next_to[code] if steps.get(near) == count - 1)
        yield code


def _steps(next_to: Mapping[str, Sequence[str]], start: Collection[str]) -> dict[str, int]:
    """Party → relations from the nearest of `start`; each is looked at once."""
    steps = {code: 0 for code in start if code}
    edge = list(steps)
    for count in range(1, HOPS + 1):
        edge = [code for near in edge for code in next_to.get(near, ()) if steps.setdefault(code, count) == count]
    return steps


@dataclass(frozen=True, slots=True)
class _Telling:
    """Members in their order, and what is missing."""

    contract: Contract
    chain: Chain
    agencies: tuple[str, ...]
    supply: Stretch
    demand: tuple[Stretch, ...]

    def walked(self) -> Walked:
        places, links = self._places(), self._links()
        known = self.chain.parties(sorted({code for code, _ in places}))
        stated = self._stated()
        doubtful = self._doubtful() - stated
        members = tuple(
            Member(
                known[code],
                "public_service" if role == "agency" and known[code].kind == "public" else role,
                since,
                code in stated,
                code in doubtful,
            )
            for (code, role), since in places.items()
            if code in known
        )
        unknown = [code for code, _ in places if code not in known]
        return Walked(self.contract, members, links, (*self._gaps(unknown), *_circle(links)))

    def _links(self) -> tuple[Relation, ...]:
        return tuple(dict.fromkeys(one for way in (self.supply, *self.demand) for one in way.links))

    def _stated(self) -> frozenset[str]:
        one = self.contract
        return frozenset(
            (one.employer, one.principal, one.agency, one.sub_agent, *(new.employer for new in one.replaced))
        )

    def _doubtful(self) -> set[str]:
        """The parties without which the contract may have come about."""
        found = {code for way in (self.supply, *self.demand) for code in {*way.codes} - way.needed()}
        return found.union(self.agencies) if len(self.agencies) > 1 else found.difference(self.agencies)

    def _places(self) -> dict[tuple[str, Role], date]:
        """(Code, role) → from which day."""
        one = self.contract
        places: dict[tuple[str, Role], date] = {(one.employer, "employer"): one.signed}
        for new in one.replaced:
            places.setdefault((new.employer, "employer"), new.on)
        employers = {code for code, _ in places}
        for code in (one.principal, *(code for way in reversed(self.demand) for code in reversed(way.codes))):
            if code and code not in self.agencies and code not in employers:
                places.setdefault((code, "principal"), one.signed)
        for code in self.agencies:
            places.setdefault((code, "agency"), one.signed)
        for code in (*reversed(self.supply.codes), one.sub_agent):
            if code and code not in self.agencies:
                places.setdefault((code, "sub_agent"), one.signed)
        return places

    def _gaps(self, unknown: Iterable[str]) -> Iterator[Text]:
        for code in unknown:
            yield Text("{code} is named, but nothing else is recorded of it.", code=code)
        if self.contract.sub_agent and not self.agencies:
            yield Text("No agency is recorded for which {code} worked on that day.", code=self.contract.sub_agent)
        for way in (self.supply, *self.demand):
            for source in way.unreached():
                yield self._missing(source, way.targets[0])

    def _missing(self, recruiter: str, served: str) -> Text:
        return Text(
            "No relation between {recruiter} and {served} is recorded for the day of signing, {day}.",
            recruiter=recruiter, served=served, day=self.contract.signed.isoformat(),
        )  # fmt: skip


def _circle(links: Sequence[Relation]) -> Iterator[Text]:
    """What is said of parties from which the relations lead back to them."""
    forth = _neighbours(links)
    served = {one.served for one in links}
    turning = [code for code in sorted(served.intersection(forth)) if code in _steps(forth, forth[code])]
    if turning:
        yield Text("The relations go in a circle through {codes}: each is counted once.", codes=", ".join(turning))
