"""The terms of an employment contract: the union of what the standards ask to be written, and what sectors add.

Sources: Convention No. 189, Article 7 (domestic work); Recommendation No. 86, Annex, Article 22 and Recommendation
No. 188, paragraph 5 (written contracts); ILO General principles and operational guidelines for fair recruitment (2019),
principle 8; the standard contract of the Philippines' rules of 2016, section 135. Our own selection and order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Text

Kind: TypeAlias = Literal["text", "code", "date", "money", "number", "yes_no", "choice"]
Better: TypeAlias = Literal["more", "less", "yes", "no", "same", ""]
Weight: TypeAlias = Literal["core", "weighty", "lesser"]

SECTORS: Final = {
    "agriculture": Text("Agriculture"),
    "construction": Text("Construction"),
    "domestic": Text("Domestic work"),
    "garment": Text("Garment factories"),
    "other": Text("Other work"),
}
GROUPS: Final = {
    "parties": Text("Who and what"),
    "work": Text("The work"),
    "pay": Text("Pay"),
    "time": Text("Working time"),
    "leave": Text("Leave"),
    "living": Text("Food, housing and travel"),
    "health": Text("Health and safety"),
    "rights": Text("Rights"),
    "end": Text("The end of the contract"),
    "sector": Text("What this kind of work adds"),
}
PERIODS: Final = ("hour", "day", "week", "fortnight", "month", "year", "once", "piece")


@dataclass(frozen=True, slots=True)
class Field:
    """One term.

    Attributes:
        name: Stable, unique.
        title: As forms and tables show it.
        group: A key of `GROUPS`.
        kind: Of its value: `money` has value, currency and period; `choice` is one of `choices`; `code` is compared
            as written, letters and digits alone.
        better: What is better for the worker: more, less, yes, no; `same` where any other value breaks the promise
            (another employer, another work); "" where a difference cannot be judged.
        weight: `core` makes a change for the worse substantive by itself, `weighty` beyond a threshold or with another,
            `lesser` never alone.
        unit: Of a number: `hours a week`, `days a year`; "" where there is none.
        choices: Of a `choice`, worst first where they can be ordered.
        sectors: Those whose contracts have it; () for all.
        required: Whether every contract of these sectors must say it.
    """

    name: str
    title: Text
    group: str
    kind: Kind
    better: Better
    weight: Weight
    unit: Text | None = None
    choices: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    required: bool = False


_HOURS_WEEK: Final = Text("hours a week")
_HOURS_DAY: Final = Text("hours a day")
_DAYS_WEEK: Final = Text("days a week")
_DAYS_YEAR: Final = Text("days a year")
_MONTHS: Final = Text("months")
_DAYS: Final = Text("days")
_PERCENT: Final = Text("per cent of ordinary pay")
_PROVIDED: Final = ("worker_pays", "deducted", "allowance", "free")
_DOMESTIC: Final = ("domestic",)
_BUILDING: Final = ("construction",)
_FARM: Final = ("agriculture",)
_GARMENT: Final = ("garment",)

FIELDS: Final = (
    # Who and what
    Field("employer", Text("Employer"), "parties", "text", "same", "core", required=True),
    Field("principal", Text("Agency or company abroad that asked for the worker"), "parties", "text", "same", "lesser"),
    Field("agency", Text("Recruitment agency"), "parties", "text", "same", "lesser"),
    Field("job_order", Text("Number of the job order"), "parties", "code", "same", "lesser"),
    Field("language", Text("Language of the contract that the worker reads"), "parties", "text", "", "lesser"),
    Field("copy_before_departure", Text("Copy given before departure"), "parties", "yes_no", "yes", "weighty"),
    # The work
    Field("occupation", Text("Work to be done"), "work", "text", "same", "core", required=True),
    Field("occupation_code", Text("Occupation, ISCO-08"), "work", "code", "same", "weighty"),
    Field("workplace", Text("Place of work"), "work", "text", "same", "weighty", required=True),
    Field("country", Text("Country of work"), "work", "code", "same", "core", required=True),
    Field("start", Text("First day of work"), "work", "date", "", "lesser", required=True),
    Field("duration", Text("Length of the contract"), "work", "number", "same", "weighty", _MONTHS, required=True),
    Field("probation", Text("Trial period"), "work", "number", "less", "lesser", _MONTHS),
    # Pay
    Field("pay", Text("Basic pay"), "pay", "money", "more", "core", required=True),
    Field("pay_basis", Text("Paid by"), "pay", "choice", "", "weighty", choices=("piece", "hour", "day", "month")),
    Field(
        "pay_every",
        Text("Paid every"),
        "pay",
        "choice",
        "more",
        "lesser",
        choices=("quarter", "month", "fortnight", "week"),
    ),
    Field("pay_method", Text("How pay is given"), "pay", "choice", "more", "lesser", choices=("kind", "cash", "bank")),
    Field("pay_slip", Text("Pay slip"), "pay", "yes_no", "yes", "lesser"),
    Field("guaranteed_pay", Text("Pay even when there is no work"), "pay", "money", "more", "weighty"),
    Field("deductions", Text("Deductions from pay"), "pay", "money", "less", "core"),
    Field("fees_repaid", Text("The employer pays all costs of recruitment"), "pay", "yes_no", "yes", "core"),
    # Working time
    Field("daily_hours", Text("Ordinary hours a day"), "time", "number", "less", "weighty", _HOURS_DAY),
    Field(
        "weekly_hours", Text("Ordinary hours a week"), "time", "number", "less", "weighty", _HOURS_WEEK, required=True
    ),
    Field("weekly_rest", Text("Days of rest a week"), "time", "number", "more", "weighty", _DAYS_WEEK, required=True),
    Field("overtime_rate", Text("Pay for overtime"), "time", "number", "more", "weighty", _PERCENT, required=True),
    # Leave
    Field("annual_leave", Text("Paid annual leave"), "leave", "number", "more", "weighty", _DAYS_YEAR, required=True),
    Field("sick_leave", Text("Paid sick leave"), "leave", "number", "more", "lesser", _DAYS_YEAR),
    Field("public_holidays", Text("Paid public holidays"), "leave", "number", "more", "lesser", _DAYS_YEAR),
    # Food, housing and travel
    Field("food", Text("Food"), "living", "choice", "more", "weighty", choices=_PROVIDED, required=True),
    Field("housing", Text("Housing"), "living", "choice", "more", "weighty", choices=_PROVIDED, required=True),
    Field("local_transport", Text("Travel to work"), "living", "choice", "more", "lesser", choices=_PROVIDED),
    Field(
        "travel_there",
        Text("Journey to the country of work"),
        "living",
        "choice",
        "more",
        "weighty",
        choices=_PROVIDED,
        required=True,
    ),
    Field(
        "travel_back",
        Text("Journey home at the end"),
        "living",
        "choice",
        "more",
        "weighty",
        choices=_PROVIDED,
        required=True,
    ),
    # Health and safety
    Field("medical_care", Text("Medical care"), "health", "choice", "more", "weighty", choices=_PROVIDED),
    Field("injury_cover", Text("Compensation for injury at work"), "health", "yes_no", "yes", "weighty", required=True),
    Field("social_insurance", Text("Social insurance"), "health", "yes_no", "yes", "weighty"),
    # Rights
    Field(
        "keeps_passport",
        Text("The worker keeps her own passport and papers"),
        "rights",
        "yes_no",
        "yes",
        "core",
        required=True,
    ),
    Field(
        "free_to_leave",
        Text("The worker may leave the workplace and housing in her free time"),
        "rights",
        "yes_no",
        "yes",
        "core",
    ),
    Field("may_join_union", Text("The worker may join a trade union"), "rights", "yes_no", "yes", "weighty"),
    Field("may_change_employer", Text("The worker may change employer"), "rights", "yes_no", "yes", "weighty"),
    Field("complaints", Text("Where a dispute is settled"), "rights", "text", "", "lesser", required=True),
    # The end
    Field("notice", Text("Notice to be given"), "end", "number", "", "lesser", _DAYS, required=True),
    Field("penalty_for_leaving", Text("What a worker pays who leaves early"), "end", "money", "less", "core"),
    Field(
        "end_of_service",
        Text("Payment at the end of service"),
        "end",
        "number",
        "more",
        "lesser",
        Text("days of pay for each year"),
    ),
    Field(
        "repatriation",
        Text("The employer brings the worker home in danger, illness or death"),
        "end",
        "yes_no",
        "yes",
        "weighty",
        required=True,
    ),
    # Domestic work (Convention No. 189, Articles 7, 9 and 10)
    Field(
        "lives_in",
        Text("The worker lives in the household"),
        "sector",
        "yes_no",
        "",
        "weighty",
        sectors=_DOMESTIC,
        required=True,
    ),
    Field(
        "own_room",
        Text("A room of her own that locks"),
        "sector",
        "yes_no",
        "yes",
        "weighty",
        sectors=_DOMESTIC,
        required=True,
    ),
    Field("standby_hours", Text("Hours on call"), "sector", "number", "less", "lesser", _HOURS_WEEK, sectors=_DOMESTIC),
    Field(
        "daily_rest",
        Text("Unbroken rest each day"),
        "sector",
        "number",
        "more",
        "weighty",
        _HOURS_DAY,
        sectors=_DOMESTIC,
        required=True,
    ),
    Field("household_size", Text("People in the household"), "sector", "number", "less", "lesser", sectors=_DOMESTIC),
    Field(
        "in_kind_share",
        Text("Part of pay given in kind"),
        "sector",
        "number",
        "less",
        "weighty",
        Text("per cent"),
        sectors=_DOMESTIC,
    ),
    Field(
        "own_phone",
        Text("The worker keeps and uses her own telephone"),
        "sector",
        "yes_no",
        "yes",
        "weighty",
        sectors=_DOMESTIC,
    ),
    # Construction
    Field(
        "protective_equipment",
        Text("Protective equipment"),
        "sector",
        "choice",
        "more",
        "weighty",
        choices=_PROVIDED,
        sectors=_BUILDING,
        required=True,
    ),
    Field(
        "safety_induction",
        Text("Paid safety training before work"),
        "sector",
        "yes_no",
        "yes",
        "lesser",
        sectors=_BUILDING,
        required=True,
    ),
    Field(
        "heat_rules",
        Text("No outdoor work in the hottest hours"),
        "sector",
        "yes_no",
        "yes",
        "weighty",
        sectors=_BUILDING,
    ),
    Field(
        "subcontractor",
        Text("The worker may be sent to a subcontractor"),
        "sector",
        "yes_no",
        "no",
        "weighty",
        sectors=_BUILDING,
    ),
    Field("people_to_a_room", Text("People to a room"), "sector", "number", "less", "lesser", sectors=_BUILDING),
    # Agriculture
    Field("piece_rate", Text("Pay for each piece"), "sector", "money", "more", "weighty", sectors=_FARM),
    Field(
        "least_hours",
        Text("Hours of work that are guaranteed"),
        "sector",
        "number",
        "more",
        "weighty",
        _HOURS_WEEK,
        sectors=_FARM,
        required=True,
    ),
    Field(
        "pesticide_protection",
        Text("Protection from pesticides"),
        "sector",
        "choice",
        "more",
        "weighty",
        choices=_PROVIDED,
        sectors=_FARM,
        required=True,
    ),
    Field("season_end", Text("Last day of the season"), "sector", "date", "", "lesser", sectors=_FARM),
    # Garment factories
    Field(
        "same_pay_as_nationals",
        Text("The same wage as nationals"),
        "sector",
        "yes_no",
        "yes",
        "weighty",
        sectors=_GARMENT,
        required=True,
    ),
    Field("production_bonus", Text("Production bonus"), "sector", "money", "more", "lesser", sectors=_GARMENT),
    Field("production_target", Text("Daily target of pieces"), "sector", "number", "less", "lesser", sectors=_GARMENT),
    Field(
        "union_dues",
        Text("Union dues are taken from pay only with consent"),
        "sector",
        "yes_no",
        "yes",
        "lesser",
        sectors=_GARMENT,
    ),
)
NAMES: Final = tuple(field.name for field in FIELDS)


@cache
def by_name() -> dict[str, Field]:
    """Name → field."""
    return {field.name: field for field in FIELDS}


def of_sector(sector: str) -> tuple[Field, ...]:
    """The terms of contracts of a sector, in their order.

    Args:
        sector: A key of `SECTORS`.
    """
    return tuple(field for field in FIELDS if not field.sectors or sector in field.sectors)
