"""Reads a file of fee rules and refuses what breaks its form, naming rule, field and the nearest valid code."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, Final, get_args

from fairway.kernel.text import Text
from fairway.recruitment.fees import items
from fairway.recruitment.fees.errors import FeeRulesUnusable
from fairway.recruitment.fees.rules import Cap, FeeRule, RuleBook, Side, Stance
from fairway.recruitment.fees.sentences import LAWS, SAID, STANDINGS
from fairway.recruitment.ratings.items import SECTORS
from fairway.recruitment.rule_rows import RuleRow, read_toml, refuse_twice
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
    read = read_toml(text, name, "rule", FeeRulesUnusable)
    rules = tuple(_Row(one, name, count).rule() for count, one in enumerate(read["rule"], start=1))
    refuse_twice((rule.id for rule in rules), name, FeeRulesUnusable)
    return RuleBook(str(read.get("edition", "")), rules, name)


class _Row(RuleRow):
    """One rule as it stands in the file."""

    unusable, guide, keys = FeeRulesUnusable, "docs/how-to/fee-rules.md", KEYS

    def __init__(self, row: Mapping[str, Any], file: str, count: int) -> None:
        super().__init__(row, f"{file}, rule {row.get('id') or count}", {"rule": str(row.get("id", ""))})

    def rule(self) -> FeeRule:
        """The rule, checked."""
        country = self.text("country", required=True)
        if country:
            self.known("country", country, places.by_code())
        side: Side | None = self.known("side", self.text("side"), get_args(Side)) if country else None
        stance: Stance = self.known("stance", self.text("stance", required=True), get_args(Stance))
        law, standing = self.law(LAWS, STANDINGS)
        first, last = self.days()
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

    def sentence(self) -> Text:
        own = self.text("says")
        if own:
            return Text("{sentence}", sentence=own)
        if self.row.get("id") not in SAID:
            raise self.fault("says", "is missing: the rule in one plain sentence")
        return SAID[self.row["id"]]
