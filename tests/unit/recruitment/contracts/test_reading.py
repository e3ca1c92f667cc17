"""The reader of contracts on texts of our own: layouts, languages, amounts, hours, and what it must not find."""

# ruff: noqa: E501 - a contract stands in one line

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.recruitment.contracts.reading import read_contract
from fairway.recruitment.contracts.reading_errors import DocumentRefused
from fairway.recruitment.contracts.terms import Money, Value


def said(text: str | bytes) -> dict[str, object]:
    """Field → value; money as `1200 QAR month`, numbers as int or float."""
    return {one.field: _plain(one.value) for one in read_contract(text).found}


def _plain(value: Value) -> object:
    match value:
        case Money(amount, currency, per):
            return f"{amount.normalize():f} {currency} {per}"
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case _:
            return value


TEXTS: list[tuple[str, str, dict[str, object]]] = [
    ("numbered list", "EMPLOYMENT CONTRACT\n1. Employer : Al Noor Trading LLC\n2. Position : Mason\n3. Work site: Doha, Qatar\n4. Basic salary : QAR 1,200/- per month\n5. Working hours : 8 hours x 6 days\n6. Overtime: 125% of basic\n7. Food : QAR 300 allowance\n8. Accommodation : free\n9. Air ticket: joining and return ticket by employer\n10. Annual leave: 30 days per year\n11. Contract period: 2 (two) years\n12. Passport: kept by the worker\n13. Probation 3 months",
     {"employer": "Al Noor Trading LLC", "occupation": "Mason", "workplace": "Doha, Qatar", "country": "QAT", "pay": "1200 QAR month", "daily_hours": 8, "weekly_hours": 48, "weekly_rest": 1, "overtime_rate": 125, "food": "allowance", "housing": "free", "travel_there": "free", "travel_back": "free", "annual_leave": 30, "duration": 24, "keeps_passport": True, "probation": 3}),
    ("prose", "This contract is made between Gulf Star Cleaning Company (hereinafter the Employer) and the Worker. The Worker is employed as a cleaner in Riyadh, Saudi Arabia.\nThe Employer shall pay the Worker a basic salary of SAR 1.500,00 per month. The ordinary working hours shall not exceed 48 hours a week and overtime is paid at time and a half. The worker has one day of rest each week.\nThe employer shall keep the passport of the worker. Food and housing are provided free of charge but transport is at the worker's own cost.\nIf the worker leaves before the end of the contract, she shall pay SAR 3,000. The employer shall bear the cost of the return ticket. The contract is for two years. Either party may end it with one month's notice.",
     {"employer": "Gulf Star Cleaning Company", "occupation": "cleaner", "country": "SAU", "pay": "1500 SAR month", "weekly_hours": 48, "overtime_rate": 150, "weekly_rest": 1, "keeps_passport": False, "food": "free", "housing": "free", "local_transport": "worker_pays", "penalty_for_leaving": "3000 SAR once", "travel_back": "free", "duration": 24, "notice": 30}),
    ("clock", "Salary: QR1200 monthly\nWorking hours: from 8 am to 5 pm with one hour break", {"pay": "1200 QAR month", "daily_hours": 8}),
    ("amount in words", "The monthly wage is one thousand five hundred Saudi riyals.", {"pay": "1500 SAR month"}),
    ("words and digits agree", "Salary SAR 1,500 (one thousand five hundred) per month", {"pay": "1500 SAR month"}),
    ("words and digits differ", "Salary SAR 1,500 (one thousand six hundred) per month", {}),
    ("rupees of Nepal", "Place of work: Kathmandu, Nepal\nBasic pay: Rs. 25,000 per month", {"workplace": "Kathmandu, Nepal", "country": "NPL", "pay": "25000 NPR month"}),
    ("rupees of nowhere", "Basic pay: Rs. 25,000 per month", {}),
    ("spread capitals", "S A L A R Y  :  QAR 1,100 PER MONTH\nWEEKLY REST : FRIDAY", {"pay": "1100 QAR month", "weekly_rest": 1}),
    ("wrapped lines", "The employer shall not withhold, and shall at no time\nkeep, the passport or travel documents of the worker.", {"keeps_passport": True}),
    ("passport remains", "The passport shall remain in the possession of the worker at all times.", {"keeps_passport": True}),
    ("passport handed over", "The worker shall hand over her passport on arrival.", {"keeps_passport": False}),
    ("rights", "The worker may join a trade union. The worker shall not change employer. The employer shall pay all recruitment fees and costs.", {"may_join_union": True, "may_change_employer": False, "fees_repaid": True}),
    ("leave", "The worker is entitled to 21 days of paid annual leave after each year. Sick leave is 15 days per year with pay. There are 10 paid public holidays.", {"annual_leave": 21, "sick_leave": 15}),
    ("deductions", "QAR 150 per month shall be deducted from the salary for food.", {"deductions": "150 QAR month", "food": "deducted"}),
    ("nothing deducted", "Salary: AED 1,800 per month.\nNo deductions shall be made from the salary.", {"pay": "1800 AED month", "deductions": "0 AED month"}),
    ("dates", "Date of commencement: 15 March 2026\nJob order no: JO-2026/14", {"start": date(2026, 3, 15), "job_order": "JO-2026/14"}),
    ("day first", "Start date: 05/04/2026", {"start": date(2026, 4, 5)}),
    ("hourly", "Pay: USD 14.50 per hour, paid weekly by bank transfer.", {"pay": "14.5 USD hour", "pay_every": "week", "pay_method": "bank"}),
    ("table of pipes", "| Term | Value |\n| Basic salary | KWD 90 per month |\n| Days off | 1 day per week |", {"pay": "90 KWD month", "weekly_rest": 1}),
    ("headings", "Salary\nThe company pays QAR 1,300 each month.\nNotice\n30 days.", {"pay": "1300 QAR month", "notice": 30}),
    ("ticked boxes", "Food: ☐ free ☒ deducted from pay\nAccommodation: [x] provided free [ ] not provided", {"food": "deducted", "housing": "free"}),
    ("bilingual rows", "Basic salary: QAR 1,000 per month | الراتب الأساسي: ١٠٠٠ ريال قطري شهريا", {"pay": "1000 QAR month"}),
    ("Spanish", "Empleador: Finca San José\nSalario: USD 1.500,00 mensuales\nJornada: de 8 a.m. a 5 p.m. con una hora de almuerzo\nVacaciones: 15 días por año\nComida: descontada del salario\nEl empleador guardará el pasaporte del trabajador.",
     {"employer": "Finca San José", "pay": "1500 USD month", "daily_hours": 8, "annual_leave": 15, "food": "deducted", "keeps_passport": False}),
    ("French", "Employeur : Société Atlas\nSalaire de base : 1 500 euros par mois\nDurée du travail : 40 heures par semaine\nLe logement est fourni gratuitement par l'employeur ; la nourriture est à la charge du travailleur.\nL'employeur ne garde pas le passeport du travailleur.",
     {"employer": "Société Atlas", "pay": "1500 EUR month", "weekly_hours": 40, "housing": "free", "food": "worker_pays", "keeps_passport": True}),
    ("Arabic", "صاحب العمل: شركة النور\nالراتب الأساسي: ١٢٠٠ ريال قطري شهرياً\nساعات العمل: ٤٨ ساعة في الأسبوع\nالإجازة السنوية: ٣٠ يوم\nمدة العقد: سنتان\nالسكن: مجاني على حساب صاحب العمل\nيحتفظ صاحب العمل بجواز سفر العامل",
     {"employer": "شركة النور", "pay": "1200 QAR month", "weekly_hours": 48, "annual_leave": 30, "duration": 24, "housing": "free", "keeps_passport": False}),
    ("Nepali", "रोजगारदाता: अल नूर कम्पनी\nआधारभूत तलब: रु. २५,००० मासिक\nकाम गर्ने समय: हप्ताको ४८ घण्टा\nकरार अवधि: २ वर्ष\nखाना: निःशुल्क\nवार्षिक बिदा: ३० दिन",
     {"employer": "अल नूर कम्पनी", "pay": "25000 NPR month", "weekly_hours": 48, "duration": 24, "food": "free", "annual_leave": 30}),
    ("Bengali", "নিয়োগকর্তা: আল নূর\nমূল বেতন: মাসে ১২০০ সৌদি রিয়াল\nকাজের সময়: দৈনিক ৮ ঘণ্টা, সপ্তাহে ৬ দিন\nচুক্তির মেয়াদ: ২ বছর\nখাবার: বেতন থেকে কাটা হবে",
     {"employer": "আল নূর", "pay": "1200 SAR month", "daily_hours": 8, "weekly_hours": 48, "weekly_rest": 1, "duration": 24, "food": "deducted"}),
    ("we and you", "We pay your flight to Jordan and your flight home after two years. We will give you food and a private room with a lock.", {"travel_there": "free", "travel_back": "free", "food": "free", "own_room": True}),
    ("fees are no pay", "The worker shall repay the recruitment fees of USD 2,000 from salary.", {"fees_repaid": False}),
    ("given and taken back", "Accommodation will be provided but AED 200 will be deducted from the salary each month.", {"deductions": "200 AED month", "housing": "deducted"}),
    ("not provided", "The company does not provide food. No overtime is paid. There is no weekly day off.", {"food": "worker_pays", "overtime_rate": 0, "weekly_rest": 0}),
    ("slashes", "DUTY HOURS: 8 HRS/DAY, 6 DAYS/WEEK", {"daily_hours": 8, "weekly_hours": 48, "weekly_rest": 1}),
    ("headings of other terms are no values", "Article 6 - Disputes\nAny dispute shall be settled by the Labour Office of Riyadh.\nArticle 7 - End of service\nHalf a month's wage for each year of service.", {"complaints": "the Labour Office of Riyadh", "end_of_service": 15}),
    ("a sum that is taken for meals", "Meals: JOD 20 deducted monthly", {"food": "deducted", "deductions": "20 JOD month"}),
    ("by the hour or the piece", "Pay is CAD 17.20 per hour or CAD 25 per bin.", {"pay": "17.2 CAD hour", "piece_rate": "25 CAD piece"}),
    ("a case is not the rule", "If the worker resigns early, the return ticket is at the worker's own expense.", {}),
    ("two rates of overtime", "Overtime: 125% on normal days, 150% on Fridays and holidays", {"overtime_rate": 125}),
    ("nothing said", "The parties met on Tuesday and drank 3 cups of tea. Passport number: 12345678.", {}),
    ("lines to fill", "Employer: ________\nBasic salary: ________ per month\nFood: ☐ free ☐ deducted", {}),
    ("overtime hours are no hours", "Overtime shall not exceed 2 hours a day.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [one[1:] for one in TEXTS], ids=[one[0] for one in TEXTS])
def test_it_finds_what_is_said_and_nothing_else(text: str, expected: dict[str, object]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_the_encoding_of_a_text_does_not_matter(encoding: str) -> None:
    text = "صاحب العمل: شركة النور\nالراتب الأساسي: 1200 ريال قطري شهريا\nمدة العقد: 24 شهر\n"
    assert said(text.encode(encoding))["pay"] == "1200 QAR month"


def test_a_western_code_page_is_read() -> None:
    assert (
        said("Employeur : Société Café\nSalaire : 1 500 euros par mois".encode("cp1252"))["employer"] == "Société Café"
    )


@given(st.text(alphabet="aA1٣३ .,:;-|()\n\t☐☒_%$€Rs ريالतलबবেতনpay dayhourweekfree", max_size=300))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(DocumentRefused):
        assert all(0 < one.confidence <= 1 for one in read_contract(text).found)


def test_each_term_says_its_words_and_its_place() -> None:
    (found,) = read_contract("Contract\n\nBasic salary: QAR 900 per month\n").found
    assert (found.words, found.where) == ("Basic salary: QAR 900 per month", "line 3")
    assert 0.5 < found.confidence <= 1


def test_what_is_said_twice_and_differently_is_unread() -> None:
    outline = read_contract("Basic salary: QAR 900 per month\nBasic salary: QAR 1,200 per month")
    assert not outline.found
    assert len(outline.unread) == 2


def test_what_was_not_understood_is_listed() -> None:
    assert "The sun is bright over 17 hills" in read_contract("The sun is bright over 17 hills.").unread


@pytest.mark.parametrize(
    ("contents", "name", "says"),
    [
        (b"", "a.txt", "empty"),
        (b"%PDF-1.7", "a.pdf", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "picture"),
        (b"\xff\xd8\xff\xe0", "scan.jpg", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a.doc", "old Word"),
        (b"{\\rtf1", "a.rtf", "RTF"),
        (b"words", "a.docx", "called DOCX"),
        (b"words", "a.docm", "macros"),
        (b"PK\x03\x04 broken", "a.docx", "damaged"),
        (b"a" * 5_000_001, "a.txt", "5 MB"),
        (bytes(range(1, 32)) * 40, "a.txt", "not text"),
    ],
)
def test_other_files_are_refused_with_advice(contents: bytes, name: str, says: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_contract(contents, name=name)
    assert says in refused.value.title
    assert refused.value.advice
