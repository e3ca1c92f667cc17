"""`what_if`: who would be liable if something were otherwise, and what would be different, with reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from fairway.kernel.text import Text
from fairway.recruitment.liability.answer import Liability
from fairway.recruitment.liability.chain import Chain
from fairway.recruitment.liability.differences import Difference, differences
from fairway.recruitment.liability.errors import ChangeUnusable
from fairway.recruitment.liability.judging import liable_parties
from fairway.recruitment.liability.overlay import (
    DrawnGuarantee,
    EndedRelation,
    JoinedAgency,
    NoLicence,
    OtherLicence,
    StatedContract,
)
from fairway.recruitment.liability.parties import Licensed, Replacement
from fairway.recruitment.liability.rules import LiabilityRules
from fairway.recruitment.licences.states import IN_FORCE, STATES, State


@dataclass(frozen=True, slots=True)
class LicenceChanges:
    """A licence lapses, is suspended, revoked … (`state`) on a day."""

    code: str
    state: State
    on: date

    @property
    def says(self) -> Text:
        """The change in words."""
        return Text(
            "the licence of {code} stood so from {day}: {state}",
            code=self.code, day=self.on.isoformat(), state=STATES[self.state],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unlicensed:
    """A recruiter had no licence, and its work for others was not registered."""

    code: str

    @property
    def says(self) -> Text:
        """The change in words."""
        return Text("{code} had neither licence nor registration", code=self.code)


@dataclass(frozen=True, slots=True)
class RelationEnds:
    """A relation ended after a day."""

    recruiter: str
    served: str
    on: date

    @property
    def says(self) -> Text:
        """The change in words."""
        return Text(
            "the relation of {recruiter} to {served} ended on {day}",
            recruiter=self.recruiter, served=self.served, day=self.on.isoformat(),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GuaranteeDrawn:
    """Money was taken from an agency's guarantees. Unit of the amount: `currency`."""

    code: str
    amount: Decimal
    currency: str

    @property
    def says(self) -> Text:
        """The change in words."""
        return Text(
            "{currency} {amount} were drawn from the guarantees of {code}",
            currency=self.currency, amount=str(self.amount), code=self.code,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgencyJoined:
    """An agency was joined to another."""

    code: str
    into: str

    @property
    def says(self) -> Text:
        """The change in words."""
        return Text("{code} was joined to {into}", code=self.code, into=self.into)


@dataclass(frozen=True, slots=True)
class EmployerReplaced:
    """Another employer took over under the same contract."""

    employer: str
    on: date

    @property
    def says(self) -> Text:
        """The change in words."""
        return Text("{employer} took the employer’s place on {day}", employer=self.employer, day=self.on.isoformat())


Change: TypeAlias = LicenceChanges | Unlicensed | RelationEnds | GuaranteeDrawn | AgencyJoined | EmployerReplaced


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two answers, and what is different.

    Attributes:
        changes: What was supposed, in order.
        before, after: As it is, and as it would be.
        differences: Party by party; empty where nothing would change.
        unchanged: Why nothing would change; None where something would.
    """

    changes: tuple[Change, ...]
    before: Liability
    after: Liability
    differences: tuple[Difference, ...]
    unchanged: Text | None


def what_if(
    contract: str,
    on: date,
    chain: Chain,
    *changes: Change,
    claim: str = "wages",
    rules: LiabilityRules | None = None,
) -> WhatIf:
    """Who would be liable if something were otherwise.

    Args:
        contract: Its number.
        on: The day asked for.
        chain: As it is.
        changes: What to suppose, one after the other.
        claim: A key of `claims.CLAIMS`.
        rules: Other than those that come with Fairway.

    Raises:
        UnknownContract: There is no contract of that number.
        ClaimUnknown: There is no such kind of claim.
        ChangeUnusable: A change names a party that is not there, or nothing was supposed.
    """
    if not changes:
        raise ChangeUnusable(Text("Nothing was supposed."), advice=Text("Say at least one change."))
    before = liable_parties(contract, on, chain, rules, claim=claim)
    supposed = chain
    for change in changes:
        supposed = _changed(supposed, change, contract)
    after = liable_parties(contract, on, supposed, rules, claim=claim)
    found = tuple(differences(before, after))
    return WhatIf(changes, before, after, found, None if found else _unchanged(before))


def _changed(chain: Chain, change: Change, contract: str) -> Chain:
    match change:
        case LicenceChanges(code, state, on):
            _known(chain, code)
            return OtherLicence(chain, code, Licensed(state in IN_FORCE, state, on), on)
        case Unlicensed(code):
            _known(chain, code)
            return NoLicence(chain, code)
        case RelationEnds(recruiter, served, on):
            _known(chain, recruiter, served)
            return EndedRelation(chain, recruiter, served, on)
        case GuaranteeDrawn(code, amount, currency):
            _known(chain, code)
            return DrawnGuarantee(chain, code, amount, currency)
        case AgencyJoined(code, into):
            _known(chain, code, into)
            return JoinedAgency(chain, code, into)
        case EmployerReplaced(employer, on):
            _known(chain, employer)
            one = chain.contract(contract)
            return StatedContract(chain, replace(one, replaced=(*one.replaced, Replacement(employer, on))))


def _known(chain: Chain, *codes: str) -> None:
    found = chain.parties(codes)
    for code in codes:
        if code not in found:
            raise ChangeUnusable(
                Text("“{code}” is no party that is recorded here.", code=code),
                advice=Text("Write its code, such as NPL-000012 or QAT-E000003."),
                details={"code": code},
            )


def _unchanged(before: Liability) -> Text:
    """Why nobody comes in or goes out."""
    kept = next((rule for one in before.liable for rule in one.bases if rule.survives), None)
    if kept is None:
        return Text("Nothing changes: what counts is how things stood when the contract was signed.")
    return Text(
        "Nothing changes: the liability lasts as long as the contract, whatever happens later ({law}, {article}).",
        law=kept.law, article=kept.article,
    )  # fmt: skip
