"""The clauses of our model contracts: their order, where each comes from, and what is filled in.

The wording is our own and stands in `wording/model_*.py`; a clause says the thing that its source asks for, never in
the source's words. No source was read in print for this: each is shown as not yet checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.contracts.fields import GROUPS, Field, of_sector
from fairway.recruitment.contracts.terms import Money, Value
from fairway.recruitment.contracts.wording.model_words import ModelWords

BLANK: Final = "________________"
RULES: Final = {
    "substitution": Text("General principles for fair recruitment (2019), principle 8; Convention No. 189, Article 8"),
    "copy": Text("General principles for fair recruitment (2019), principle 8; Convention No. 189, Article 8"),
    "fees": Text("Convention No. 181, Article 7; General principles for fair recruitment (2019), principle 7"),
    "papers": Text("General principles for fair recruitment (2019), principle 11; Convention No. 189, Article 9(c)"),
    "violence": Text("Convention No. 190, Article 4; Convention No. 189, Article 5"),
    "complaint": Text("Convention No. 181, Article 10; General principles for fair recruitment (2019), principle 13"),
    "end": Text("General principles for fair recruitment (2019), principle 12"),
    "better": Text("General principles for fair recruitment (2019), principle 6"),
}
"""Fixed clauses, in the order in which they stand, and their sources."""
_C189: Final = Text("Convention No. 189, Article 7 (what a contract of domestic work must say)")
_R86: Final = Text("Recommendation No. 86, Annex, Article 22 (what a contract of a migrant must say)")
_OF_FIELD: Final = {
    "fees_repaid": RULES["fees"],
    "keeps_passport": RULES["papers"],
    "free_to_leave": RULES["papers"],
    "may_change_employer": RULES["end"],
    "may_join_union": Text("Convention No. 87, Article 2"),
    "copy_before_departure": RULES["copy"],
    "weekly_rest": Text("Convention No. 14, Article 2; Convention No. 189, Article 10"),
    "injury_cover": Text("Convention No. 19, Article 1"),
    "same_pay_as_nationals": Text("Convention No. 97, Article 6"),
    "protective_equipment": Text("Convention No. 167, Article 30"),
    "pesticide_protection": Text("Convention No. 184, Articles 7 and 13"),
    "union_dues": Text("Convention No. 95, Article 8"),
    "deductions": Text("Convention No. 95, Article 8"),
}
_FIXED: Final = {
    "copy_before_departure": True, "pay_slip": True, "fees_repaid": True, "injury_cover": True, "keeps_passport": True,
    "free_to_leave": True, "may_join_union": True, "may_change_employer": True, "repatriation": True,
    "own_room": True, "own_phone": True, "safety_induction": True, "heat_rules": True, "subcontractor": False,
    "same_pay_as_nationals": True, "union_dues": True, "social_insurance": True,
}  # fmt: skip
"""What a model says whatever was promised: it never writes away a right."""
_UNITS: Final = {
    "hours a week": "hours_week", "hours a day": "hours_day", "days a week": "days_week", "days a year": "days_year",
    "months": "months", "days": "days", "per cent of ordinary pay": "percent_pay", "per cent": "percent",
    "days of pay for each year": "service",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    Attributes:
        number: `4.2`.
        field: The term that it fills in; "" for a fixed one.
        rule: Key of `RULES`; "" for a term.
        value: What is filled in; None leaves a line.
        source: Where the clause comes from.
        minimum: What the law of the two countries asks at least, where a rule is known.
    """

    number: str
    field: str
    rule: str
    value: Value | None
    source: Text
    minimum: tuple[Text, ...] = ()


def source_of(field: Field, sector: str) -> Text:
    """Where the clause of a term comes from."""
    return _OF_FIELD.get(field.name, _C189 if sector == "domestic" else _R86)


def filled(field: Field, given: Value | None) -> Value | None:
    """What the model says of a term: a fixed right, else what was given."""
    return _FIXED.get(field.name, given)


def written_away(field: Field, given: Value | None) -> bool:
    """Whether what was given takes a right that the model keeps."""
    return given is not None and field.name in _FIXED and given != _FIXED[field.name]


def groups_of(sector: str) -> list[tuple[str, list[Field]]]:
    """Groups with the terms of a sector, in their order."""
    terms = of_sector(sector)
    found = [(group, [one for one in terms if one.group == group]) for group in GROUPS]
    return [(group, fields) for group, fields in found if fields]


def said(words: ModelWords, field: Field, value: Value | None, place: str = "") -> str:
    """A value in a language; a line to write on where there is none.

    Args:
        words: Of the language.
        field: The term.
        value: Of its kind.
        place: The name of the country, for the country of work.
    """
    match value:
        case None:
            return words.units[_unit(field)].format(n=BLANK) if field.kind == "number" else _blank(words, field)
        case bool():
            return words.yes if value else words.no
        case Money(amount, currency, per):
            sum_ = f"{currency} {number(amount)}"
            return words.periods.get(per, "{sum}").format(sum=sum_)
        case date():
            return value.isoformat()
        case Decimal():
            return words.units[_unit(field)].format(n=number(value))
        case str() if field.kind == "choice":
            return words.choices["basis_month" if (field.name, value) == ("pay_basis", "month") else value]
        case _:
            return place or value


def _blank(words: ModelWords, field: Field) -> str:
    if field.kind == "choice":
        return " / ".join(f"☐ {said(words, field, choice)}" for choice in reversed(field.choices))
    if field.kind == "yes_no":
        return f"☐ {words.yes} ☐ {words.no}"
    return words.periods["month"].format(sum=BLANK) if field.name == "pay" else BLANK


def _unit(field: Field) -> str:
    return _UNITS.get(field.unit.template, "") if field.unit else ""


def number(value: Decimal) -> str:
    """A number without needless decimals or separators, as every reader reads it the same."""
    return f"{value.quantize(Decimal(1)):f}" if value == value.to_integral_value() else f"{value.normalize():f}"
