"""The answer to “who is liable?”, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.liability.claims import MANNERS, Claim, Manner, Role
from fairway.recruitment.liability.parties import Contract, Guarantee, Licensed, Party, Relation
from fairway.recruitment.liability.rules import LiabilityRule

VERDICTS: Final[dict[bool | None, Text]] = {
    True: Text("Liable"),
    False: Text("Not liable"),
    None: Text("Not known"),
}
ORDER: Final = tuple(MANNERS)


@dataclass(frozen=True, slots=True)
class Answering:
    """A guarantee, and whether a rule says that it answers for the claim.

    Attributes:
        guarantee: With what is left of it on the day asked for.
        rule: The rule; None: no rule is known that it answers.
    """

    guarantee: Guarantee
    rule: LiabilityRule | None


@dataclass(frozen=True, slots=True)
class PartyLiability:
    """Whether one party answers.

    Attributes:
        party: Which; of an officer the agency where she is in post.
        role: What it is in the chain.
        officer: The officer's name, or "".
        liable: True, False, or None where that is not known.
        manner: How; None where it is not liable.
        bases: The rules that make it liable, strongest first, or that say it is not.
        since, until: From the day, to the day by which a claim must be made; None: not known, or no end.
        until_said: Why `until` is that day, or that there is none.
        late: Whether the day asked for is after `until`.
        guarantees: Of the agency.
        why: Why it is not liable, or why that is not known; None where it is.
        remarks: What else to know of it: a licence, a place that is not certain.
        licensed, licensed_now: How it was licensed when the contract was signed, and on the day asked for; None where
            it needs no licence.
    """

    party: Party
    role: Role
    officer: str
    liable: bool | None
    manner: Manner | None
    bases: tuple[LiabilityRule, ...]
    since: date
    until: date | None
    until_said: Text | None
    late: bool
    guarantees: tuple[Answering, ...]
    why: Text | None
    remarks: tuple[Text, ...]
    licensed: Licensed | None
    licensed_now: Licensed | None

    @property
    def key(self) -> tuple[str, str, str]:
        """Code, role, officer: by which two answers are compared."""
        return self.party.code, self.role, self.officer

    @property
    def verdict(self) -> Text:
        """Liable, not liable, not known."""
        return VERDICTS[self.liable]

    def under(self, side: str) -> tuple[LiabilityRule, ...]:
        """Its bases in the law of the `origin`, of the `destination`, or ("") in the contract itself."""
        return tuple(rule for rule in self.bases if rule.side == side)


@dataclass(frozen=True, slots=True)
class Liability:
    """Who answers for a claim.

    Attributes:
        contract, on, claim: What was asked.
        parties: From the employer to the sub-agent, officers after their agency.
        links: The relations that were followed.
        gaps: Links that are missing, circles.
        unknown: Countries of which no rule is known, and what else is not known.
        standards: What conventions ask of the State; they make nobody liable by themselves.
        edition: Of the rules.
    """

    contract: Contract
    on: date
    claim: Claim
    parties: tuple[PartyLiability, ...]
    links: tuple[Relation, ...]
    gaps: tuple[Text, ...]
    unknown: tuple[Text, ...]
    standards: tuple[LiabilityRule, ...]
    edition: str

    @property
    def liable(self) -> tuple[PartyLiability, ...]:
        """Those who answer."""
        return tuple(one for one in self.parties if one.liable)

    @property
    def rules(self) -> tuple[LiabilityRule, ...]:
        """Every rule that the answer rests on, each once."""
        found = [rule for one in self.parties for rule in one.bases]
        found += [held.rule for one in self.parties for held in one.guarantees if held.rule]
        return tuple(dict.fromkeys((*found, *self.standards)))


def strongest(rules: tuple[LiabilityRule, ...]) -> Manner | None:
    """The manner that is best for the worker among rules that make liable."""
    found = [rule.manner for rule in rules if rule.manner is not None]
    return min(found, key=ORDER.index, default=None)
