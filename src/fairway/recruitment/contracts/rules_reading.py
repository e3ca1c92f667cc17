"""Reads a file of contract rules and refuses what breaks its form, naming rule, field and the nearest valid code."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, get_args

from fairway.recruitment.contracts.errors import ContractRulesUnusable
from fairway.recruitment.contracts.fields import NAMES, PERIODS, SECTORS, by_name
from fairway.recruitment.contracts.rule_laws import LAWS
from fairway.recruitment.contracts.rules import ContractRule, ContractRules, Side, Test
from fairway.recruitment.contracts.terms import Money
from fairway.recruitment.fees.sentences import STANDINGS
from fairway.recruitment.rule_rows import RuleRow, read_toml, refuse_twice
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
    read = read_toml(text, name, "rule", ContractRulesUnusable)
    rules = tuple(_Row(one, name, count).rule() for count, one in enumerate(read["rule"], start=1))
    refuse_twice((rule.id for rule in rules), name, ContractRulesUnusable)
    return ContractRules(str(read.get("edition", "")), rules, name)


class _Row(RuleRow):
    """One rule as it stands in the file."""

    unusable, guide, keys = ContractRulesUnusable, "docs/how-to/contract-rules.md", KEYS

    def __init__(self, row: Mapping[str, Any], file: str, count: int) -> None:
        super().__init__(row, f"{file}, rule {row.get('id') or count}", {"rule": str(row.get("id", ""))})

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
        law, standing = self.law(LAWS, STANDINGS)
        first, last = self.days()
        return ContractRule(
            id=self.text("id", required=True), country=country, side=side,
            sectors=self.codes("sectors", SECTORS), counterparts=self.codes("counterparts", places.by_code()),
            field=field, test=test, least=self.least(field, test), of=self.of(test),
            allowed=self.allowed(field, test), fields=self.fields(test), aim=self.flag("aim"), law=law,
            article=self.text("article"), standing=standing, valid_from=first, valid_to=last,
            verified=self.flag("verified"), url=self.text("url"), note=self.text("note"),
        )  # fmt: skip

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
