"""`liable_parties`: the rules of both countries applied to the chain of a contract.

A rule is chosen by the day on which the contract was signed; whether a licence was in force then decides what a rule
says of unlicensed recruiters. A relation that ended, or a licence that was lost later, takes nobody out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.liability.answer import Answering, Liability, PartyLiability, strongest
from fairway.recruitment.liability.chain import Chain
from fairway.recruitment.liability.claims import ROLES, Claim, Role, claim_of
from fairway.recruitment.liability.days import last_day
from fairway.recruitment.liability.parties import Contract, Guarantee, Licensed, Officer, Relation
from fairway.recruitment.liability.remarks import remarks_on
from fairway.recruitment.liability.rules import LiabilityRule, LiabilityRules, shipped_rules
from fairway.recruitment.liability.walking import Member, Walked, walk
from fairway.recruitment.licences.states import State

RECRUITERS: frozenset[Role] = frozenset(("agency", "sub_agent"))
"""Who needs a licence."""
UNKNOWN = Licensed(in_force=False)


def liable_parties(
    contract: str, on: date, chain: Chain, rules: LiabilityRules | None = None, *, claim: str = "wages"
) -> Liability:
    """Who is liable for a worker's claim, why, until when, and which guarantee answers.

    Args:
        contract: Its number.
        on: The day asked for: what is left of guarantees, whether a claim may come too late.
        chain: Where contracts and relations are kept.
        rules: Other than those that come with Fairway.
        claim: A key of `claims.CLAIMS`.

    Returns:
        Each party of the chain: liable, not liable, or not known, with the rules that say so.

    Raises:
        UnknownContract: There is no contract of that number.
        ClaimUnknown: There is no such kind of claim.
    """
    asked = claim_of(claim)
    book = rules or shipped_rules()
    walked = walk(chain.contract(contract), chain)
    links: dict[str, list[Relation]] = {}
    for one in walked.links:
        links.setdefault(one.recruiter, []).append(one)
    return _Judging(walked, on, asked, book, _Found.about(walked, on, chain), links).liability()


@dataclass(frozen=True, slots=True)
class _Found:
    """What the chain says of its recruiters."""

    licences: Mapping[tuple[str, date], Licensed]
    guarantees: Mapping[str, tuple[Guarantee, ...]]
    officers: Mapping[str, tuple[Officer, ...]]

    @classmethod
    def about(cls, walked: Walked, on: date, chain: Chain) -> _Found:
        signed = walked.contract.signed
        recruiters = sorted({one.party.code for one in walked.members if one.role in RECRUITERS})
        agencies = sorted({one.party.code for one in walked.members if one.role == "agency"})
        if not recruiters:
            return cls({}, {}, {})
        days = tuple(dict.fromkeys((signed, on)))
        return cls(
            chain.licences(recruiters, days),
            chain.guarantees(agencies, on) if agencies else {},
            chain.officers(agencies, signed, max(on, signed)) if agencies else {},
        )


@dataclass(frozen=True, slots=True)
class _Judging:
    """One contract, one claim, one day."""

    walked: Walked
    on: date
    claim: Claim
    book: LiabilityRules
    found: _Found
    links: Mapping[str, Sequence[Relation]]
    """Code of a recruiter → its relations in the chain."""

    @property
    def contract(self) -> Contract:
        return self.walked.contract

    def liability(self) -> Liability:
        rules = tuple(self._rules())
        parties = tuple(one for member in self.walked.members for one in self._member(member, rules))
        standards = tuple(rule for rule in rules if rule.stance == "allocate")
        return Liability(
            self.contract, self.on, self.claim, parties, self.walked.links, self.walked.gaps,
            tuple(self._unknown(rules)), standards, self.book.edition,
        )  # fmt: skip

    def _rules(self) -> Iterator[LiabilityRule]:
        """The rules in force when the contract was signed that speak of such a claim and whose condition is met."""
        one = self.contract
        ends = (("", "", ""), (one.origin, "origin", one.destination), (one.destination, "destination", one.origin))
        for country, side, other in ends:
            for rule in self.book.of(country, side, one.signed):
                if rule.covers(self.claim, one.sector, other) and self._met(rule):
                    yield rule

    def _met(self, rule: LiabilityRule) -> bool:
        match rule.when:
            case "sub_agent_unlicensed":
                return any(self._unregistered(one) for one in self.walked.members if one.role == "sub_agent")
            case "agency_revoked":
                lost = (State.REVOKED, State.BARRED)
                return any(
                    self._licensed(one, self.on).state in lost for one in self.walked.members if one.role == "agency"
                )
            case _:
                return True

    def _licensed(self, member: Member, on: date | None = None) -> Licensed:
        return self.found.licences.get((member.party.code, on or self.contract.signed), UNKNOWN)

    def _unregistered(self, member: Member) -> bool:
        """A sub-agent without a licence in force, whose work for the agency is not registered either."""
        registered = any(one.accreditation for one in self.links.get(member.party.code, ()))
        licence = self._licensed(member)
        return not licence.in_force and (not registered or licence.state is not None)

    def _member(self, member: Member, rules: Sequence[LiabilityRule]) -> Iterator[PartyLiability]:
        yield self._party(member, member.role, rules, "", member.since)
        if member.role == "agency":
            for officer in self.found.officers.get(member.party.code, ()):
                since = max(member.since, officer.since)
                yield self._party(member, "officer", rules, officer.name, since)

    def _party(
        self, member: Member, role: Role, rules: Sequence[LiabilityRule], officer: str, since: date
    ) -> PartyLiability:
        speak = [rule for rule in rules if role in rule.roles]
        against = tuple(rule for rule in speak if rule.stance == "not_liable")
        bases = tuple(rule for rule in speak if rule.stance == "liable")
        liable = self._verdict(member, bases, against)
        until, said = last_day(self.contract, bases) if liable else (None, None)
        recruiter = role in RECRUITERS
        return PartyLiability(
            party=member.party, role=role, officer=officer, liable=liable,
            manner=strongest(bases) if liable else None,
            bases=tuple(sorted(bases, key=_weight)) if liable is not False else against,
            since=since, until=until, until_said=said, late=until is not None and self.on > until,
            guarantees=self._guarantees(member, rules) if role == "agency" else (),
            why=None if liable else self._why(member, role, bases, against),
            remarks=remarks_on(
                member, self.contract, self.links.get(member.party.code, ()), self.found.licences, self.on, bases
            ) if not officer else (),
            licensed=self._licensed(member) if recruiter else None,
            licensed_now=self._licensed(member, self.on) if recruiter else None,
        )  # fmt: skip

    def _verdict(self, member: Member, bases: Sequence[LiabilityRule], against: Sequence[LiabilityRule]) -> bool | None:
        if self.on < member.since:
            return False
        if bases:
            return None if member.doubtful else True
        return False if against else None

    def _guarantees(self, member: Member, rules: Sequence[LiabilityRule]) -> tuple[Answering, ...]:
        answer = {kind: rule for rule in reversed(rules) for kind in rule.guarantees}
        held = self.found.guarantees.get(member.party.code, ())
        return tuple(Answering(one, answer.get(one.kind)) for one in held)

    def _why(
        self, member: Member, role: Role, bases: Sequence[LiabilityRule], against: Sequence[LiabilityRule]
    ) -> Text:
        if self.on < member.since:
            return Text("On that day it had no part in the contract yet.")
        if bases:
            return Text(
                "It would be liable if it stood between the parties of the contract; the contract does not name it, "
                "and it is one of several that may have."
            )
        if against:
            return against[0].says
        ends = (PlaceName(self.contract.origin), PlaceName(self.contract.destination))
        return Text(
            "None of the rules known here, of {origin}, of {destination} or international, makes this party liable "
            "for such a claim ({role}). Another law may.",
            origin=ends[0], destination=ends[1], role=ROLES[role],
        )  # fmt: skip

    def _unknown(self, rules: Sequence[LiabilityRule]) -> Iterator[Text]:
        one = self.contract
        for country, side in ((one.origin, "origin"), (one.destination, "destination")):
            if not self.book.of(country, side, one.signed):
                yield Text(
                    "No rule is known here for {country} on contracts signed on {day}.",
                    country=PlaceName(country), day=one.signed.isoformat(),
                )  # fmt: skip
            elif not any((rule.country, rule.side) == (country, side) for rule in rules):
                yield Text(
                    "The rules known here for {country} say nothing of such a claim.", country=PlaceName(country)
                )


def _weight(rule: LiabilityRule) -> tuple[int, int]:
    """National law before what an office says of it, before the contract; then as strong as it is."""
    order = ("national_law", "office", "adopted", "contract")
    manners = ("joint_and_several", "several", "joint", "own", "subsidiary")
    return order.index(rule.standing), manners.index(rule.manner or "subsidiary")
