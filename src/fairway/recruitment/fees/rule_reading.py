"""Reads a file of fee rules and refuses what breaks its form, naming rule, field and the nearest valid code."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, get_args

from fairway.kernel.text import Text
from fairway.recruitment.fees import items
from fairway.recruitment.fees.errors import FeeRulesUnusable
from fairway.recruitment.fees.rules import Cap, FeeRule, RuleBook, Side, Stance
from fairway.recruitment.fees.sentences import LAWS, SAID, STANDINGS
from fairway.recruitment.ratings.items import SECTORS
from fairway.reference import places

KEYS: Final = (
    "id", "country", "side", "items", "parts", "workers", "sector", "counterparts", "payees", "stance", "cap_months",
    "cap_amount", "cap_currency", "law", "law_title", "standing", "article", "says", "valid_from", "valid_to",
    "refundable", "verified", "url", "note",
)  # fmt: skip
EVERY: Final = "*"


def read_rules(text: str, name: str) -> RuleBook:
    """The rules of a TOML text.

    Args:
        text: As `rules.toml`.
        name: Of the file, for messages.

    Raises:
        FeeRulesUnusable: No TOML, no rule, or a rule that breaks the form.
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise FeeRulesUnusable(f"{name} is not TOML: {fault}.", advice="Correct the line that it names.") from fault
    found = read.get("rule")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found) or not found:
        raise FeeRulesUnusable(f"{name} has no rules.", advice="Begin each rule with the line [[rule]].")
    rules = tuple(_Row(one, name, count).rule() for count, one in enumerate(found, start=1))
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise FeeRulesUnusable(f"{name}: the rule {rule.id} is there twice.", advice="Give each its own id.")
        seen.add(rule.id)
    return RuleBook(str(read.get("edition", "")), rules, name)


class _Row:
    """One rule as it stands in the file."""

    def __init__(self, row: Mapping[str, Any], file: str, count: int) -> None:
        self.row = row
        self.said = f"{file}, rule {row.get('id') or count}"
        for key in row:
            if key not in KEYS:
                raise self.fault(key, "is no field of a rule", KEYS)

    def fault(self, field: str, what: str, known: Collection[str] = (), asked: str = "") -> FeeRulesUnusable:
        near = difflib.get_close_matches(asked or field, known, n=1, cutoff=0.5)
        advice = f"Did you mean {near[0]}?" if near else (f"Use one of {', '.join(known)}." if known else "")
        return FeeRulesUnusable(
            f"{self.said}: {field} {what}.",
            advice=advice or "docs/how-to/fee-rules.md lists the fields.",
            details={"rule": str(self.row.get("id", "")), "field": field},
        )

    def rule(self) -> FeeRule:
        """The rule, checked."""
        country = self.text("country", required=True)
        if country:
            self.known("country", country, places.by_code())
        side: Side | None = self.known("side", self.text("side"), get_args(Side)) if country else None
        stance: Stance = self.known("stance", self.text("stance", required=True), get_args(Stance))
        law, standing = self.law()
        first, last = self.day("valid_from"), self.day("valid_to")
        if first and last and last < first:
            raise self.fault("valid_to", "lies before valid_from")
        sentence = self.sentence()
        return FeeRule(
            id=self.text("id", required=True), country=country, side=side or "",
            items=self.items(), parts=self.parts(),
            workers=self.choice("workers", items.WORKERS), sector=self.choice("sector", SECTORS),
            counterparts=self.codes("counterparts", places.by_code()), payees=self.codes("payees", items.PAYEES),
            stance=stance, cap=self.cap(stance), says=sentence, law=law, article=self.text("article"),
            standing=standing, valid_from=first, valid_to=last, refundable=self.flag("refundable"),
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

    def choice(self, field: str, known: Collection[str]) -> str:
        asked = self.text(field) or EVERY
        return str(self.known(field, asked, (EVERY, *known)))

    def items(self) -> tuple[str, ...]:
        found = self.codes("items", (EVERY, *items.CODES))
        if not found or (EVERY in found and len(found) > 1):
            raise self.fault("items", "must name items, or * alone")
        return found

    def parts(self) -> tuple[str, ...]:
        own = self.row.get("items", [])
        return self.codes("parts", items.PARTS.get(own[0], {}) if len(own) == 1 else ())

    def cap(self, stance: Stance) -> Cap | None:
        months, amount, currency = (self.row.get(key) for key in ("cap_months", "cap_amount", "cap_currency"))
        given = [one for one in (months, amount) if one is not None]
        if stance != "capped":
            if given or currency is not None:
                raise self.fault("cap_amount", "stands in a rule that is not capped")
            return None
        if len(given) != 1 or isinstance(given[0], bool) or not isinstance(given[0], int | float) or given[0] < 0:
            raise self.fault("cap_months", "or cap_amount is needed, one of them, as a number of 0 or more")
        if months is None and not (isinstance(currency, str) and len(currency) == 3 and currency.isupper()):
            raise self.fault("cap_currency", "must be the three letters of ISO 4217")
        return Cap(Decimal(str(given[0])), "" if months is not None else str(currency))

    def law(self) -> tuple[Text, Any]:
        title = self.text("law_title")
        if title:
            return Text("{law}", law=title), self.known("standing", self.text("standing", required=True), STANDINGS)
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
