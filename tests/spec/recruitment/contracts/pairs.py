"""Labelled contracts at two or more stages. Employers and sums are invented; the label is what a caseworker says.

Each case gives what was promised and what changed later: a value of None takes the term away. Money is written
"1000 QAR month". The set is for tuning; another one, written apart, judges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from fairway.recruitment.contracts.comparing import Comparison, compare
from fairway.recruitment.contracts.fields import by_name
from fairway.recruitment.contracts.terms import Money, Stage, Terms, Value

ORDER: Final[tuple[Stage, ...]] = ("promised", "signed", "used", "paid")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One worker's contract at two or more stages.

    Attributes:
        name: What it shows.
        sector: A key of `fields.SECTORS`.
        promised: Term → value, as `value_of` reads it.
        later: For each later stage the terms that are other than promised; `only` alone: nothing else is known.
        grade: What a caseworker says.
        layout: Whether the stages are one contract written in two ways.
        rates: Units of a currency for one US dollar.
        directions: Term → direction that must be said, of some.
    """

    name: str
    sector: str
    promised: dict[str, Any]
    later: tuple[dict[str, Any], ...]
    grade: str
    layout: bool = False
    rates: dict[str, Decimal] = field(default_factory=dict)
    directions: dict[str, str] = field(default_factory=dict)

    def stages(self) -> tuple[Terms, ...]:
        """The stages as terms."""
        found = [Terms("promised", _values(self.promised), self.sector)]
        for stage, changed in zip(ORDER[1:], self.later, strict=False):
            whole = changed if changed.get("only") else self.promised | changed
            found.append(Terms(stage, _values(whole), self.sector))
        return tuple(found)

    def answer(self) -> Comparison:
        """What the check says."""
        return compare(*self.stages(), rates=self.rates)


def _values(written: dict[str, Any]) -> dict[str, Value]:
    return {name: value_of(name, value) for name, value in written.items() if value is not None and name != "only"}


def value_of(name: str, written: Any) -> Value:
    """A value of its field's kind."""
    kind = by_name()[name].kind
    if kind == "money" and isinstance(written, str):
        amount, currency, per = written.split()
        return Money(Decimal(amount), currency, per)
    if kind == "number" and isinstance(written, int | float):
        return Decimal(str(written))
    if kind == "date":
        return date.fromisoformat(written)
    value: Value = written
    return value


HOUSEHOLD: Final = {
    "employer": "Fahad Al Otaibi", "occupation": "Domestic worker", "workplace": "Riyadh, Saudi Arabia",
    "country": "SAU", "duration": 24, "pay": "1500 SAR month", "weekly_rest": 1, "daily_hours": 8, "food": "free",
    "housing": "free", "travel_there": "free", "travel_back": "free", "keeps_passport": True, "free_to_leave": True,
    "annual_leave": 30, "injury_cover": True, "own_room": True, "own_phone": True, "daily_rest": 9,
    "medical_care": "free",
}  # fmt: skip
SITE: Final = {
    "employer": "Al Noor Trading & Contracting W.L.L.", "occupation": "Mason", "workplace": "Doha", "country": "QAT",
    "duration": 24, "pay": "1800 QAR month", "weekly_hours": 48, "weekly_rest": 1, "overtime_rate": 125,
    "annual_leave": 21, "food": "free", "housing": "free", "travel_there": "free", "travel_back": "free",
    "injury_cover": True, "keeps_passport": True, "probation": 3, "pay_slip": True, "protective_equipment": "free",
}  # fmt: skip
FACTORY: Final = {
    "employer": "Sunrise Rubber Products Sdn Bhd", "occupation": "Production operator",
    "workplace": "Klang, Selangor, Malaysia", "country": "MYS", "duration": 24, "pay": "1700 MYR month",
    "weekly_hours": 45, "weekly_rest": 1, "overtime_rate": 150, "annual_leave": 8, "housing": "free",
    "food": "worker_pays", "travel_there": "free", "travel_back": "free", "keeps_passport": True, "fees_repaid": True,
    "social_insurance": True,
}  # fmt: skip
FARM: Final = {
    "employer": "Green Valley Farms LLC", "occupation": "Farm worker", "workplace": "Salinas, California",
    "country": "USA", "duration": 8, "pay": "18.65 USD hour", "weekly_hours": 40, "least_hours": 30,
    "housing": "free", "travel_there": "free", "travel_back": "free", "injury_cover": True, "keeps_passport": True,
    "fees_repaid": True, "pesticide_protection": "free",
}  # fmt: skip
BOAT: Final = {
    "employer": "Ocean Pride Fishery Co., Ltd.", "occupation": "Fishing crew", "workplace": "Kaohsiung, Taiwan",
    "country": "TWN", "duration": 36, "pay": "28590 TWD month", "daily_hours": 10, "weekly_rest": 1, "food": "free",
    "housing": "free", "travel_back": "free", "keeps_passport": True, "injury_cover": True,
}  # fmt: skip
GARMENT: Final = {
    "employer": "Classic Thread Apparel Industry Ltd.", "occupation": "Sewing machine operator",
    "workplace": "Al Dulayl, Zarqa, Jordan", "country": "JOR", "duration": 36, "pay": "260 JOD month",
    "weekly_hours": 48, "weekly_rest": 1, "overtime_rate": 125, "annual_leave": 14, "food": "free", "housing": "free",
    "travel_there": "free", "travel_back": "free", "keeps_passport": True, "same_pay_as_nationals": True,
    "social_insurance": True, "may_join_union": True,
}  # fmt: skip


def _pair(name: str, base: dict[str, Any], sector: str, changed: dict[str, Any], grade: str, **more: Any) -> Labelled:
    return Labelled(name, sector, base, (changed,), grade, **more)


def _layout(name: str, base: dict[str, Any], sector: str, changed: dict[str, Any], **more: Any) -> Labelled:
    return Labelled(name, sector, base, (changed,), "none", layout=True, **more)


DOM, CON, MFG, AGR, GAR, OTH = "domestic", "construction", "other", "agriculture", "garment", "other"

PAIRS: Final = (
    # One contract in another layout ----------------------------------------------------------------------------
    _layout("identical", HOUSEHOLD, DOM, {}),
    _layout("employer in Arabic", SITE, CON, {"employer": "شركة النور للتجارة والمقاولات ذ.م.م"}),
    _layout("employer in capitals, other legal form", SITE, CON, {"employer": "AL-NOOR TRADING AND CONTRACTING LLC"}),
    _layout("household with a title", HOUSEHOLD, DOM, {"employer": "Mr. Fahd Al-Otaibi"}),
    _layout("household in Arabic", HOUSEHOLD, DOM, {"employer": "السيد فهد العتيبي", "workplace": "الرياض"}),
    _layout("housemaid", HOUSEHOLD, DOM, {"occupation": "HOUSEMAID"}),
    _layout("domestic helper in Arabic", HOUSEHOLD, DOM, {"occupation": "عاملة منزلية"}),
    _layout("kasambahay", HOUSEHOLD, DOM, {"occupation": "Household service worker (HSW)"}),
    _layout("hours a week for hours a day", HOUSEHOLD, DOM, {"daily_hours": None, "weekly_hours": 48}),
    _layout("pay by the year", HOUSEHOLD, DOM, {"pay": "18000 SAR year"}),
    _layout("pay every two weeks", FACTORY, MFG, {"pay": "784.62 MYR fortnight"}),
    _layout("pay by the day of a 26-day month", SITE, CON, {"pay": "69.23 QAR day"}),
    _layout("pay by the week", FARM, AGR, {"pay": "746 USD week"}),
    _layout("pay by the hour for the month", GARMENT, GAR, {"pay": "1.25 JOD hour"}),
    _layout("the address of the site", SITE, CON, {"workplace": "Building 12, Street 840, Zone 24, Doha, Qatar"}),
    _layout("the country by its name", SITE, CON, {"country": "Qatar"}),
    _layout("the country in Arabic", GARMENT, GAR, {"country": "الأردن"}),
    _layout("bricklayer", SITE, CON, {"occupation": "Bricklayers and related workers"}),
    _layout("mason in Nepali", SITE, CON, {"occupation": "डकर्मी"}),
    _layout("overtime as a multiple", SITE, CON, {"overtime_rate": 1.25}),
    _layout("a job order with dashes", SITE | {"job_order": "JO-2026/0045"}, CON, {"job_order": "jo 2026 0045"}),
    _layout("factory worker", FACTORY, MFG, {"occupation": "Factory worker", "workplace": "Port Klang"}),
    _layout("sewing in Bengali", GARMENT, GAR, {"occupation": "সেলাই মেশিন অপারেটর"}),
    _layout("the same pay in dollars", GARMENT, GAR, {"pay": "366.7 USD month"}, rates={"JOD": Decimal("0.709")}),
    _layout("numbers as text", FACTORY, MFG, {"weekly_hours": "45", "annual_leave": "8.0"}),
    _layout("employer of a factory in Korean", FACTORY | {"employer": "Samsung Textile", "country": "KOR",
            "workplace": "Ansan"}, MFG, {"employer": "삼성텍스타일", "workplace": "경기도 안산"}),
    _layout("company in Nepali", SITE | {"employer": "Himal Construction Pvt. Ltd."}, CON,
            {"employer": "हिमाल निर्माण प्रा. लि."}),
    _layout("a code beside the title", SITE | {"occupation_code": "7112"}, CON, {"occupation_code": "7112 "}),
    # Nothing to tell -------------------------------------------------------------------------------------------
    _pair("left to the law", SITE, CON, {"overtime_rate": "as per labour law"}, "none",
          directions={"overtime_rate": "unknown"}),
    _pair("pay left out of the signed contract", SITE, CON, {"pay": None}, "none", directions={"pay": "unknown"}),
    _pair("two currencies without a rate", GARMENT, GAR, {"pay": "300 USD month"}, "none",
          directions={"pay": "unknown"}),
    _pair("another first day", SITE | {"start": "2026-03-01"}, CON, {"start": "2026-03-15"}, "none"),
    # Better ----------------------------------------------------------------------------------------------------
    _pair("more pay", SITE, CON, {"pay": "2000 QAR month"}, "improved", directions={"pay": "better"}),
    _pair("fewer hours, more leave", FACTORY, MFG, {"weekly_hours": 40, "annual_leave": 12}, "improved"),
    _pair("food becomes free", FACTORY, MFG, {"food": "free"}, "improved", directions={"food": "better"}),
    _pair("recruitment costs paid back", SITE | {"fees_repaid": False}, CON, {"fees_repaid": True}, "improved"),
    # Minor -----------------------------------------------------------------------------------------------------
    _pair("pay three per cent less", SITE, CON, {"pay": "1746 QAR month"}, "minor", directions={"pay": "worse"}),
    _pair("one hour a week more", FACTORY, MFG, {"weekly_hours": 46}, "minor"),
    _pair("no pay slip", SITE, CON, {"pay_slip": False}, "minor"),
    _pair("a longer trial period", SITE, CON, {"probation": 6}, "minor"),
    _pair("housing for an allowance", SITE, CON, {"housing": "allowance"}, "minor"),
    _pair("two days of leave less", SITE, CON, {"annual_leave": 19}, "minor"),
    _pair("contract a month shorter", SITE, CON, {"duration": 23}, "minor"),
    # Substantive -----------------------------------------------------------------------------------------------
    _pair("pay a tenth less", SITE, CON, {"pay": "1620 QAR month"}, "substantive", directions={"pay": "worse"}),
    _pair("twelve hours for eight, same pay", HOUSEHOLD, DOM, {"daily_hours": 12}, "substantive",
          directions={"pay": "worse", "weekly_hours": "worse"}),
    _pair("sixty hours for forty-eight", SITE, CON, {"weekly_hours": 60}, "substantive"),
    _pair("no day of rest", HOUSEHOLD, DOM, {"weekly_rest": 0}, "substantive"),
    _pair("labourer for mason", SITE, CON, {"occupation": "General labourer"}, "substantive"),
    _pair("helper of the mason", SITE, CON, {"occupation": "Mason helper"}, "substantive"),
    _pair("heavy driver made house driver", SITE | {"occupation": "Heavy truck driver"}, CON,
          {"occupation": "House driver"}, "substantive"),
    _pair("nurse made caregiver", HOUSEHOLD | {"occupation": "Nurse"}, DOM, {"occupation": "Caregiver"}, "substantive"),
    _pair("any work as assigned", SITE, CON, {"occupation": "Any work as assigned"}, "substantive"),
    _pair("another household", HOUSEHOLD, DOM, {"employer": "Saad Al Qahtani"}, "substantive"),
    _pair("another household in Arabic", HOUSEHOLD, DOM, {"employer": "سعد القحطاني"}, "substantive"),
    _pair("manpower supplier for the company", SITE, CON, {"employer": "Gulf Star Manpower Supply"}, "substantive"),
    _pair("another town", HOUSEHOLD, DOM, {"workplace": "Jeddah, Saudi Arabia"}, "substantive"),
    _pair("a desert town in Arabic", HOUSEHOLD, DOM, {"workplace": "حائل"}, "substantive"),
    _pair("another country", HOUSEHOLD, DOM, {"country": "KWT"}, "substantive"),
    _pair("passport kept", HOUSEHOLD, DOM, {"keeps_passport": False}, "substantive"),
    _pair("may not go out", HOUSEHOLD, DOM, {"free_to_leave": False}, "substantive"),
    _pair("recruitment costs put on the worker", FACTORY, MFG, {"fees_repaid": False}, "substantive"),
    _pair("new deductions", FACTORY, MFG, {"deductions": "150 MYR month"}, "substantive",
          directions={"deductions": "worse"}),
    _pair("a penalty for leaving", FACTORY, MFG, {"penalty_for_leaving": "3000 MYR once"}, "substantive"),
    _pair("passport silent, then kept", {k: v for k, v in SITE.items() if k != "keeps_passport"}, CON,
          {"keeps_passport": False}, "substantive"),
    _pair("food and housing from pay", SITE, CON, {"food": "deducted", "housing": "deducted"}, "substantive"),
    _pair("ticket home at her own cost", GARMENT, GAR, {"travel_back": "worker_pays"}, "substantive"),
    _pair("no cover for injury", SITE, CON, {"injury_cover": False}, "substantive"),
    _pair("overtime at the ordinary rate", GARMENT, GAR, {"overtime_rate": 100}, "substantive"),
    _pair("overtime unpaid", GARMENT, GAR, {"overtime_rate": 0}, "substantive"),
    _pair("three years for two", FACTORY, MFG, {"duration": 36}, "substantive"),
    _pair("a year for two", FACTORY, MFG, {"duration": 12}, "substantive"),
    _pair("better pay does not offset the passport", HOUSEHOLD, DOM,
          {"pay": "2000 SAR month", "keeps_passport": False}, "substantive"),
    _pair("more pay for many more hours", SITE, CON, {"pay": "1900 QAR month", "weekly_hours": 66}, "substantive"),
    _pair("three things slightly worse", FACTORY, MFG,
          {"pay": "1640 MYR month", "weekly_hours": 47, "duration": 22, "overtime_rate": 145}, "substantive"),
    _pair("less in dollars by the rate", GARMENT, GAR, {"pay": "300 USD month"}, "substantive",
          rates={"JOD": Decimal("0.709"), "USD": Decimal(1)}),
    _pair("by the day without the days of rest", SITE, CON, {"pay": "50 QAR day"}, "substantive"),
    _pair("the thirteenth month is gone", FACTORY | {"pay": "22100 MYR year"}, MFG, {"pay": "1700 MYR month"},
          "substantive"),
    _pair("part-time for full-time", FACTORY, MFG, {"pay": "1000 MYR month", "weekly_hours": 25}, "substantive"),
    _pair("half the hours on a farm", FARM, AGR, {"weekly_hours": 28, "least_hours": 20}, "substantive"),
    _pair("by the piece for by the hour", FARM, AGR, {"pay": "0.6 USD piece"}, "substantive"),
    _pair("sprayed without protection", FARM, AGR, {"pesticide_protection": "worker_pays"}, "substantive"),
    _pair("her own room is gone", HOUSEHOLD, DOM, {"own_room": False}, "substantive"),
    _pair("her telephone is taken", HOUSEHOLD, DOM, {"own_phone": False}, "substantive"),
    _pair("fishers work sixteen hours", BOAT, OTH, {"daily_hours": 16}, "substantive"),
    _pair("fish processing for fishing", BOAT, OTH, {"occupation": "Fish processing worker"}, "substantive"),
    _pair("lower wage than nationals", GARMENT, GAR, {"same_pay_as_nationals": False}, "substantive"),
    _pair("no union", GARMENT, GAR, {"may_join_union": False}, "substantive"),
    _pair("waitress made entertainer", SITE | {"occupation": "Waitress"}, OTH, {"occupation": "Entertainer"},
          "substantive"),
    # Total -----------------------------------------------------------------------------------------------------
    _pair("another job at another employer", SITE, CON,
          {"employer": "Desert Rose Farm", "occupation": "Goat herder"}, "total"),
    _pair("half the pay", SITE, CON, {"pay": "900 QAR month"}, "total"),
    _pair("cleaner for cook at a third less", HOUSEHOLD | {"occupation": "Cook"}, DOM,
          {"occupation": "Cleaner", "pay": "1000 SAR month"}, "total"),
    _pair("passport and freedom taken", HOUSEHOLD, DOM, {"keeps_passport": False, "free_to_leave": False}, "total"),
    _pair("another country and employer", HOUSEHOLD, DOM,
          {"employer": "Nasser Al Mutairi", "country": "KWT", "workplace": "Hawalli"}, "total"),
    _pair("the hours are doubled for the same pay", HOUSEHOLD, DOM, {"daily_hours": 16}, "total"),
    # Three and four stages -------------------------------------------------------------------------------------
    Labelled("signed as promised, another paper at the airport", CON, SITE, ({}, {"pay": "1200 QAR month"}),
             "substantive"),
    Labelled("paid less than signed", DOM, HOUSEHOLD, ({}, {}, {"pay": "1200 SAR month", "only": True}), "substantive"),
    Labelled("nothing paid", DOM, HOUSEHOLD, ({}, {}, {"pay": "0 SAR month", "only": True}), "total"),
    Labelled("four stages, one contract", MFG, FACTORY,
             ({"pay": "20400 MYR year"}, {"workplace": "Klang"}, {"pay": "1700 MYR month", "only": True}), "none",
             layout=True),
    Labelled("down by small steps", MFG, FACTORY,
             ({"pay": "1640 MYR month"}, {"pay": "1580 MYR month"}), "substantive"),
    Labelled("raised, then taken back", CON, SITE, ({"pay": "2000 QAR month"}, {"pay": "1800 QAR month"}),
             "substantive"),
)  # fmt: skip
