"""A chain as it would be: the real one with some things otherwise. What is really recorded is never touched."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from fairway.recruitment.liability.chain import Chain
from fairway.recruitment.liability.parties import Contract, Guarantee, Licensed, Officer, Party, Relation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Overlay:
    """Passes every question on; one that changes something overrides the answer to it."""

    chain: Chain

    def contract(self, number: str) -> Contract:
        """As `Chain.contract`."""
        return self.chain.contract(number)

    def parties(self, codes: Collection[str]) -> Mapping[str, Party]:
        """As `Chain.parties`."""
        return self.chain.parties(codes)

    def relations_from(self, sub_agents: Collection[str], on: date) -> Sequence[Relation]:
        """As `Chain.relations_from`."""
        return self.chain.relations_from(sub_agents, on)

    def relations_to(self, served: Collection[str], on: date, agencies: Collection[str]) -> Sequence[Relation]:
        """As `Chain.relations_to`."""
        return self.chain.relations_to(served, on, agencies)

    def licences(self, codes: Collection[str], days: Sequence[date]) -> Mapping[tuple[str, date], Licensed]:
        """As `Chain.licences`."""
        return self.chain.licences(codes, days)

    def guarantees(self, codes: Collection[str], on: date) -> Mapping[str, tuple[Guarantee, ...]]:
        """As `Chain.guarantees`."""
        return self.chain.guarantees(codes, on)

    def officers(self, codes: Collection[str], since: date, until: date) -> Mapping[str, tuple[Officer, ...]]:
        """As `Chain.officers`."""
        return self.chain.officers(codes, since, until)


@dataclass(frozen=True, slots=True)
class OtherLicence(Overlay):
    """A party's licence stands otherwise from a day on."""

    code: str
    licensed: Licensed
    since: date

    def licences(self, codes: Collection[str], days: Sequence[date]) -> Mapping[tuple[str, date], Licensed]:
        """As recorded before the day."""
        found = dict(self.chain.licences(codes, days))
        if self.code in codes:
            found.update({(self.code, day): self.licensed for day in days if day >= self.since})
        return found


@dataclass(frozen=True, slots=True)
class NoLicence(Overlay):
    """A party never had a licence, nor was any relation of it registered."""

    code: str

    def licences(self, codes: Collection[str], days: Sequence[date]) -> Mapping[tuple[str, date], Licensed]:
        """Without hers."""
        return {key: one for key, one in self.chain.licences(codes, days).items() if key[0] != self.code}

    def relations_from(self, sub_agents: Collection[str], on: date) -> Sequence[Relation]:
        """Hers without accreditation."""
        found = self.chain.relations_from(sub_agents, on)
        return [replace(one, accreditation="") if one.recruiter == self.code else one for one in found]


@dataclass(frozen=True, slots=True)
class EndedRelation(Overlay):
    """Relations between two parties end on a day."""

    recruiter: str
    served: str
    last: date

    def relations_from(self, sub_agents: Collection[str], on: date) -> Sequence[Relation]:
        """Those that are left."""
        return self._left(self.chain.relations_from(sub_agents, on), on)

    def relations_to(self, served: Collection[str], on: date, agencies: Collection[str]) -> Sequence[Relation]:
        """Those that are left."""
        return self._left(self.chain.relations_to(served, on, agencies), on)

    def _left(self, found: Sequence[Relation], on: date) -> Sequence[Relation]:
        changed = (self._changed(one) for one in found)
        return [one for one in changed if one.holds(on)]

    def _changed(self, one: Relation) -> Relation:
        ends = (one.recruiter, one.served) == (self.recruiter, self.served)
        later = one.until is None or one.until > self.last
        return replace(one, until=self.last) if ends and later else one


@dataclass(frozen=True, slots=True)
class DrawnGuarantee(Overlay):
    """Money is taken from a party's guarantees in a currency, from the first to the last."""

    code: str
    amount: Decimal
    currency: str

    def guarantees(self, codes: Collection[str], on: date) -> Mapping[str, tuple[Guarantee, ...]]:
        """With less left; never below nothing."""
        found = dict(self.chain.guarantees(codes, on))
        rest, left = self.amount, list[Guarantee]()
        for one in found.get(self.code, ()):
            taken = min(rest, one.amount) if one.currency == self.currency else Decimal(0)
            rest -= taken
            left.append(replace(one, amount=one.amount - taken))
        return found | ({self.code: tuple(left)} if self.code in found else {})


@dataclass(frozen=True, slots=True)
class JoinedAgency(Overlay):
    """One agency is joined to another, which stands in its place everywhere."""

    joined: str
    kept: str

    def contract(self, number: str) -> Contract:
        """With the agency that is kept."""
        one = self.chain.contract(number)
        return replace(one, agency=self._kept(one.agency), sub_agent=self._kept(one.sub_agent))

    def parties(self, codes: Collection[str]) -> Mapping[str, Party]:
        """The kept one says what it was besides."""
        found = dict(self.chain.parties(self._both(codes)))
        gone = found.pop(self.joined, None)
        if gone is not None and self.kept in found:
            one = found[self.kept]
            found[self.kept] = replace(one, formerly=(*one.formerly, self.joined, *gone.formerly))
        return found

    def relations_from(self, sub_agents: Collection[str], on: date) -> Sequence[Relation]:
        """Both agencies' as one's."""
        return self._renamed(self.chain.relations_from(self._both(sub_agents), on))

    def relations_to(self, served: Collection[str], on: date, agencies: Collection[str]) -> Sequence[Relation]:
        """Both agencies' as one's."""
        return self._renamed(self.chain.relations_to(served, on, self._both(agencies)))

    def licences(self, codes: Collection[str], days: Sequence[date]) -> Mapping[tuple[str, date], Licensed]:
        """The better of both."""
        found = dict(self.chain.licences(self._both(codes), days))
        for day in days:
            own, other = found.get((self.kept, day)), found.pop((self.joined, day), None)
            if other is not None and (own is None or (other.in_force and not own.in_force)):
                found[self.kept, day] = other
        return found

    def guarantees(self, codes: Collection[str], on: date) -> Mapping[str, tuple[Guarantee, ...]]:
        """Both agencies'."""
        return self._together(self.chain.guarantees(self._both(codes), on))

    def officers(self, codes: Collection[str], since: date, until: date) -> Mapping[str, tuple[Officer, ...]]:
        """Both agencies'."""
        return self._together(self.chain.officers(self._both(codes), since, until))

    def _kept(self, code: str) -> str:
        return self.kept if code == self.joined else code

    def _both(self, codes: Collection[str]) -> list[str]:
        return sorted({*codes, self.joined}) if self.kept in codes else list(codes)

    def _renamed(self, found: Sequence[Relation]) -> list[Relation]:
        renamed = [replace(one, recruiter=self._kept(one.recruiter), served=self._kept(one.served)) for one in found]
        return [one for one in renamed if one.recruiter != one.served]

    def _together(self, found: Mapping[str, tuple[T, ...]]) -> Mapping[str, tuple[T, ...]]:
        both = (*found.get(self.kept, ()), *found.get(self.joined, ()))
        rest = {code: one for code, one in found.items() if code != self.joined}
        return rest | ({self.kept: both} if both else {})


@dataclass(frozen=True, slots=True)
class StatedContract(Overlay):
    """One contract is as somebody says it, whatever is recorded: another employer, parties without a number."""

    stated: Contract

    def contract(self, number: str) -> Contract:
        """That one, or any other as recorded."""
        return self.stated if number == self.stated.number else self.chain.contract(number)
