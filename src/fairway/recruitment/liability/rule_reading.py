"""Reads a file of rules of liability; refuses what breaks its form, naming rule, field and the nearest valid code."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final, cast, get_args

from fairway.kernel.text import Text
from fairway.recruitment.contracts.fields import SECTORS
from fairway.recruitment.liability.claims import CLAIMS, MANNERS, ROLES, Claim, Manner, Role
from fairway.recruitment.liability.errors import LiabilityRulesUnusable
from fairway.recruitment.liability.parties import GuaranteeKind
from fairway.recruitment.liability.rules import LiabilityRule, LiabilityRules, Side, Stance, When
from fairway.recruitment.liability.sentences import LAWS, SAID, STANDINGS, LawStanding
from fairway.reference import places

KEYS: Final = (
    "id", "country", "side", "stance", "roles", "manner", "claims", "sectors", "counterparts", "when", "guarantees",
    "survives", "claim_years", "decision_days", "says", "law", "law_title", "standing", "article", "valid_from",
    "valid_to", "verified", "url", "note",
)  # fmt: skip


def read_rules(text: str, name: str) -> LiabilityRules:
    """The rules of a TOML text.

    Args:
        text: As `rules.toml`.
        name: Of the file, for messages.

    Raises:
        LiabilityRulesUnusable: No TOML, no rule, or a rule that breaks the form.
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise LiabilityRulesUnusable(
            f"{name} is not TOML: {fault}.", advice="Correct the line that it names."
        ) from fault
    found = read.get("rule")
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise LiabilityRulesUnusable(f"{name} has no rules.", advice="Begin each rule with the line [[rule]].")
    rules = tuple(_Row(one, name, count).rule() for count, one in enumerate(found, start=1))
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise LiabilityRulesUnusable(f"{name}: the rule {rule.id} is there twice.", advice="Give each its own id.")
        seen.add(rule.id)
    return LiabilityRules(str(read.get("edition", "")), rules, name)


class _Row:
    """One rule as it stands in the file."""

    def __init__(self, row: Mapping[str, Any], file: str, count: int) -> None:
        self.row = row
        self.said = f"{file}, rule {row.get('id') or count}"
        for key in row:
            if key not in KEYS:
                raise self.fault(key, "is no field of a rule", KEYS)

    def fault(self, field: str, what: str, known: Collection[str] = (), asked: str = "") -> LiabilityRulesUnusable:
        near = difflib.get_close_matches(asked or field, known, n=1, cutoff=0.5)
        advice = f"Did you mean {near[0]}?" if near else (f"Use one of {', '.join(known)}." if known else "")
        return LiabilityRulesUnusable(
            f"{self.said}: {field} {what}.",
            advice=advice or "docs/how-to/who-is-liable.md lists the fields.",
            details={"rule": str(self.row.get("id", "")), "field": field},
        )

    def rule(self) -> LiabilityRule:
        """The rule, checked."""
        country = self.text("country", required=True)
        if country:
            self.known("country", country, places.by_code())
        stance = cast(Stance, self.known("stance", self.text("stance", required=True), get_args(Stance)))
        law, standing = self.law()
        first, last = self.day("valid_from"), self.day("valid_to")
        if first and last and last < first:
            raise self.fault("valid_to", "lies before valid_from")
        return LiabilityRule(
            id=self.text("id", required=True), country=country,
            side=cast(Side, self.known("side", self.text("side"), get_args(Side))) if country else "",
            stance=stance, roles=cast("tuple[Role, ...]", self.roles(stance)), manner=self.manner(stance),
            claims=cast("tuple[Claim, ...]", self.codes("claims", CLAIMS)), sectors=self.codes("sectors", SECTORS),
            counterparts=self.codes("counterparts", places.by_code()),
            when=cast(When, self.known("when", self.text("when"), get_args(When))) if self.text("when") else "",
            guarantees=cast("tuple[GuaranteeKind, ...]", self.codes("guarantees", get_args(GuaranteeKind))),
            survives=self.flag("survives"), claim_years=self.count("claim_years"),
            decision_days=self.count("decision_days"), says=self.sentence(), law=law, article=self.text("article"),
            standing=standing, valid_from=first, valid_to=last, verified=self.flag("verified"), url=self.text("url"),
            note=self.text("note"),
        )  # fmt: skip

    def text(self, field: str, *, required: bool = False) -> str:
        value = self.row.get(field, None if required else "")
        if not isinstance(value, str):
            raise self.fault(field, "is missing" if value is None else "must be text in quotes")
        return value.strip()

    def known(self, field: str, asked: str, codes: Collection[str]) -> str:
        if asked not in codes:
            raise self.fault(field, f"“{asked}” is not known", codes if len(codes) < 30 else (), asked)
        return asked

    def codes(self, field: str, known: Collection[str]) -> tuple[str, ...]:
        value = self.row.get(field, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fault(field, "must be a list of texts in quotes")
        return tuple(self.known(field, one, known) for one in value)

    def roles(self, stance: Stance) -> tuple[str, ...]:
        found = self.codes("roles", ROLES)
        if not found and stance in ("liable", "not_liable"):
            raise self.fault("roles", "must name whom the rule speaks of", ROLES)
        return found

    def manner(self, stance: Stance) -> Manner | None:
        if stance != "liable":
            if "manner" in self.row:
                raise self.fault("manner", "stands in a rule that makes nobody liable")
            return None
        return cast(Manner, self.known("manner", self.text("manner", required=True), MANNERS))

    def law(self) -> tuple[Text, LawStanding]:
        title = self.text("law_title")
        if title:
            standing = self.known("standing", self.text("standing", required=True), STANDINGS)
            return Text("{law}", law=title), cast(LawStanding, standing)
        return LAWS[self.known("law", self.text("law", required=True), tuple(LAWS))]

    def sentence(self) -> Text:
        own = self.text("says")
        if own:
            return Text("{sentence}", sentence=own)
        if self.row.get("id") not in SAID:
            raise self.fault("says", "is missing: the rule in one plain sentence")
        return SAID[self.row["id"]]

    def day(self, field: str) -> date | None:
        value = self.row.get(field)
        if value is not None and (not isinstance(value, date) or hasattr(value, "hour")):
            raise self.fault(field, "must be a day such as 2019-03-28, without quotes")
        return value

    def flag(self, field: str) -> bool:
        value = self.row.get(field, False)
        if not isinstance(value, bool):
            raise self.fault(field, "must be true or false")
        return value

    def count(self, field: str) -> int | None:
        value = self.row.get(field)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
            raise self.fault(field, "must be a whole number of 1 or more, or be left out where it is not known")
        return value
