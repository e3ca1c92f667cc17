"""Rules of liability: versioned, cited statements of who answers for what, and how they are found.

Source of each rule: its own citation, in `rules.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Text
from fairway.recruitment.liability.claims import Claim, Manner, Role
from fairway.recruitment.liability.errors import LiabilityRulesUnusable
from fairway.recruitment.liability.parties import GuaranteeKind
from fairway.recruitment.liability.sentences import LawStanding

Stance: TypeAlias = Literal["liable", "not_liable", "answers", "allocate"]
"""Makes liable; says that somebody is not; says that a guarantee answers; asks the State to lay down who is liable."""
Side: TypeAlias = Literal["origin", "destination"]
When: TypeAlias = Literal["sub_agent_unlicensed", "agency_revoked"]
CHECKED: Final = Text("Checked against its source.")
NOT_CHECKED: Final = Text("Not yet checked against the printed law.")


@dataclass(frozen=True, slots=True)
class LiabilityRule:
    """One statement about who answers.

    Attributes:
        id: Unique, stable.
        country: ISO 3166-1 alpha-3; "" for what holds wherever the contract is, and for conventions.
        side: Whether it speaks as country of origin or of destination; "" without a country.
        stance: What it does.
        roles: Whom it speaks of.
        manner: How they are liable; None where the rule makes nobody liable.
        claims: Only for these; () for all.
        sectors: Only in these (`contracts.fields.SECTORS`); () for all.
        counterparts: Only with these countries at the other end; () for all.
        when: Only if this is so; "" always.
        guarantees: Kinds that answer.
        survives: The liability lasts as long as the contract, whatever is changed or ended.
        claim_years: Years, from the end of the contract at the latest, in which to claim; None: not known.
        decision_days: Days in which the claim is to be decided; None: not known.
        says: The rule in own words.
        law, article: What it is in, and where; "" where the article was not read.
        standing: What kind of text it is.
        valid_from, valid_to: First and last day of signing for which it holds; None: none, or not known.
        verified: Whether somebody compared it with its source.
        url: Where it was found, or "".
        note: What else to know.
    """

    id: str
    country: str
    side: Side | Literal[""]
    stance: Stance
    roles: tuple[Role, ...]
    manner: Manner | None
    claims: tuple[Claim, ...]
    sectors: tuple[str, ...]
    counterparts: tuple[str, ...]
    when: When | Literal[""]
    guarantees: tuple[GuaranteeKind, ...]
    survives: bool
    claim_years: int | None
    decision_days: int | None
    says: Text
    law: Text
    article: str
    standing: LawStanding
    valid_from: date | None
    valid_to: date | None
    verified: bool
    url: str
    note: str

    @property
    def checked(self) -> Text:
        """Whether somebody compared it with its source."""
        return CHECKED if self.verified else NOT_CHECKED

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def covers(self, claim: Claim, sector: str, counterpart: str) -> bool:
        """Whether it speaks of such a claim, in such work, with such a country at the other end."""
        fits = not self.claims or claim in self.claims
        fits = fits and (not self.sectors or sector in self.sectors)
        return fits and (not self.counterparts or counterpart in self.counterparts)


@dataclass(frozen=True, slots=True)
class LiabilityRules:
    """Rules that were read together.

    Attributes:
        edition: Of the file.
        rules: In the order of the file.
        file: Its name.
    """

    edition: str
    rules: tuple[LiabilityRule, ...]
    file: str

    def countries(self) -> tuple[str, ...]:
        """The countries with a rule of their own, in alphabetical order."""
        return tuple(sorted({rule.country for rule in self.rules if rule.country}))

    def of(self, country: str, side: str, on: date) -> Sequence[LiabilityRule]:
        """The rules of a country, as origin or destination, in force on a day; of "" those of no country."""
        return [rule for rule in self.rules if (rule.country, rule.side) == (country, side) and rule.holds(on)]


@lru_cache(maxsize=1)
def shipped_rules() -> LiabilityRules:
    """The rules that come with Fairway."""
    from fairway.recruitment.liability.rule_reading import read_rules

    text = (files("fairway.recruitment.liability") / "rules.toml").read_text(encoding="utf-8")
    return read_rules(text, "rules.toml")


def rules_of_file(path: Path) -> LiabilityRules:
    """The rules of a file of one's own.

    Raises:
        LiabilityRulesUnusable: It cannot be read, or a rule breaks the form.
    """
    from fairway.recruitment.liability.rule_reading import read_rules

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise LiabilityRulesUnusable(
            f"{path.name} cannot be read as text.",
            advice="Give a TOML file in UTF-8, as docs/how-to/who-is-liable.md says.",
        ) from fault
    return read_rules(text, path.name)
