"""Reads a file of contract rules and refuses what breaks its form, naming rule, field and the nearest valid code."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, get_args

from fairway.kernel.text import Text
from fairway.recruitment.contracts.errors import ContractRulesUnusable
from fairway.recruitment.contracts.fields import NAMES, PERIODS, SECTORS, by_name
from fairway.recruitment.contracts.rule_laws import LAWS
from fairway.recruitment.contracts.rules import ContractRule, ContractRules, Side, Test
from fairway.recruitment.contracts.terms import Money
from fairway.recruitment.fees.sentences import STANDINGS
from fairway.reference import places

KEYS: Final = (
    "id", "country", "side", "sectors", "counterparts", "field", "test", "value", "of", "currency", "per", "allowed",
    "fields", "aim", "law", "law_title", "standing", "article", "valid_from", "valid_to", "verified", "url", "note",
)  # fmt: skip
_MEASURED: Final = ("at_least", "at_most", "share")


def read_rules(text: str, name: str) -> ContractRules:
    """The rules of a TOML text.

    Args:
        text: As `rules.toml`.
        name: Of the file, for messages.

    Raises:
        ContractRulesUnusable: No TOML, no rule, or a rule that breaks the form.
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ContractRulesUnusable(
            f"{name} is not TOML: {fault}.", advice="Correct the line that it names."
        ) from fault
    found = read.get("rule")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found) or not found:
        raise ContractRulesUnusable(f"{name} has no rules.", advice="Begin each rule with the line [[rule]].")
    rules = tuple(_Row(one, name, count).rule() for count, one in enumerate(found, start=1))
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise ContractRulesUnusable(f"{name}: the rule {rule.id} is there twice.", advice="Give each its own id.")
        seen.add(rule.id)
    return ContractRules(str(read.get("edition", "")), rules, name)


class _Row:
    """One rule as it stands in the file."""

    def __init__(self, row: Mapping[str, Any], file: str, count: int) -> None:
        self.row = row
        self.said = f"{file}, rule {row.get('id') or count}"
        for key in row:
            if key not in KEYS:
                raise self.fault(key, "is no field of a rule", KEYS)

    def fault(self, field: str, what: str, known: Collection[str] = (), asked: str = "") -> ContractRulesUnusable:
        near = difflib.get_close_matches(asked or field, known, n=1, cutoff=0.5)
        advice = f"Did you mean {near[0]}?" if near else (f"Use one of {', '.join(known)}." if known else "")
        return ContractRulesUnusable(
            f"{self.said}: {field} {what}.",
            advice=advice or "docs/how-to/contract-rules.md lists the fields.",
            details={"rule": str(self.row.get("id", "")), "field": field},
        )

    def rule(self) -> ContractRule:
        """The rule, checked."""
        country = self.text("country", required=True)
        if country:
            self.known("country", country, places.by_code())
        side: Side = self.known("side", self.text("side"), ("origin", "destination")) if country else ""
        test: Test = self.known("test", self.text("test", required=True), get_args(Test))
        field = self.text("field", required=True)
        if test == "stated":
            self.known("field", field, ("*",))
        else:
            self.known("field", field, NAMES)
        law, standing = self.law()
        first, last = self.day("valid_from"), self.day("valid_to")
        if first and last and last < first:
            raise self.fault("valid_to", "lies before valid_from")
        return ContractRule(
            id=self.text("id", required=True), country=country, side=side,
            sectors=self.codes("sectors", SECTORS), counterparts=self.codes("counterparts", places.by_code()),
            field=field, test=test, least=self.least(field, test), of=self.of(test),
            allowed=self.allowed(field, test), fields=self.fields(test), aim=self.flag("aim"), law=law,
            article=self.text("article"), standing=standing, valid_from=first, valid_to=last,
            verified=self.flag("verified"), url=self.text("url"), note=self.text("note"),
        )  # fmt: skip

    def text(self, field: str, *, required: bool = False) -> str:
        value = self.row.get(field, None if required else "")
        if not isinstance(value, str):
            raise self.fault(field, "is missing" if value is None else "must be text in quotes")
        return value.strip()

    def known(self, field: str, asked: str, codes: Collection[str]) -> Any:
        if asked not in codes:
            raise self.fault(field, f"“{asked}” is not known", codes if len(codes) < 30 else (), asked)
        return asked

    def codes(self, field: str, known: Collection[str]) -> tuple[str, ...]:
        value = self.row.get(field, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fault(field, "must be a list of texts in quotes")
        return tuple(self.known(field, one, known) for one in value)

    def least(self, field: str, test: Test) -> Decimal | Money | None:
        value = self.row.get("value")
        if test not in _MEASURED:
            if value is not None:
                raise self.fault("value", f"does not go with the test {test}")
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise self.fault("value", "is needed, as a number of 0 or more")
        number = Decimal(str(value))
        kind = by_name()[field].kind
        if kind == "money":
            currency = self.text("currency")
            if len(currency) != 3 or not currency.isupper():
                raise self.fault("currency", "must be the three letters of ISO 4217")
            return Money(number, currency, self.known("per", self.text("per"), PERIODS))
        if kind != "number":
            raise self.fault("test", f"{test} does not go with {field}, which is no number")
        return number

    def of(self, test: Test) -> str:
        asked = self.text("of")
        return str(self.known("of", asked, NAMES)) if test == "share" or asked else ""

    def allowed(self, field: str, test: Test) -> tuple[str, ...]:
        if test != "allowed":
            return ()
        known = {"yes_no": ("yes", "no"), "choice": by_name()[field].choices}.get(by_name()[field].kind, ())
        found = self.codes("allowed", known)
        if not found:
            raise self.fault("allowed", f"must name what is allowed of {field}", known)
        return found

    def fields(self, test: Test) -> tuple[str, ...]:
        found = self.codes("fields", NAMES)
        if bool(found) != (test == "stated"):
            raise self.fault("fields", "must name the terms of a rule whose test is stated, and of no other")
        return found

    def law(self) -> tuple[Text, Any]:
        title = self.text("law_title")
        if title:
            return Text("{law}", law=title), self.known("standing", self.text("standing", required=True), STANDINGS)
        return LAWS[self.known("law", self.text("law", required=True), tuple(LAWS))]

    def day(self, field: str) -> date | None:
        value = self.row.get(field)
        if value is not None and (not isinstance(value, date) or hasattr(value, "hour")):
            raise self.fault(field, "must be a day such as 2026-11-01, without quotes")
        return value

    def flag(self, field: str) -> bool:
        value = self.row.get(field, False)
        if not isinstance(value, bool):
            raise self.fault(field, "must be true or false")
        return value
