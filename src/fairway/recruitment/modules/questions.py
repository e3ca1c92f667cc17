"""What the three recruitment cost modules ask: the sheets of the long, the medium and the short one.

SDG 10.7.1 metadata (2022-05-18): employees who in a recent period changed country of usual residence; first job in the
last country of destination; all costs that worker and family bore; earnings of the first full month. Cost items:
ILO general principles for fair recruitment and definition of recruitment fees and related costs (2019).
"""

from __future__ import annotations

from typing import Final

from fairway.reference.questionnaires.building import (
    COUNTRIES,
    CURRENCIES,
    Asked,
    Sheet,
    about,
    age,
    amount,
    hours,
    industry,
    month,
    months,
    occupation,
    one_of,
)

UNSAID: Final = ("dont_know", "refused")
ITEMS: Final = ("F1", "F2", "F3", "F4", "RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7", "X", "informal", "bundle")
LISTS: Final = {
    "consent": ("yes", "no"),
    "yes_no": ("yes", "no", *UNSAID),
    "sex": ("F", "M", "refused"),
    "isced": ("0", "1", "2", "3", "4", "5", "6", "7", "8", *UNSAID),
    "paid": ("amount", "amount_unknown", "none", *UNSAID),
    "purpose": ("employee", "self_employed", "family", "study", "protection", "visit", "other", *UNSAID),
    "first_status": ("employee", "own_account", "contributing_family", "none", *UNSAID),
    "channel": ("agency", "broker", "employer", "government", "relatives", "advertisement", "other", *UNSAID),
    "recruiter": (
        "licensed_agency", "unlicensed_agency", "broker", "employer", "government", "relatives", "nobody", "other",
        *UNSAID,
    ),
    "contract": ("written", "spoken", "none", *UNSAID),
    "item": ITEMS,
    "payee": ("agency", "broker", "employer", "government", "official", "relatives", "provider", "other", *UNSAID),
    "payer": ("self", "employer", "recruiter", "government", "other", *UNSAID),
    "rate_per": ("none", "month", "year", "whole", *UNSAID),
    "basis": ("gross", "net", "same", *UNSAID),
}  # fmt: skip

CONSENTED: Final = "${consent} = 'yes'"
ELIGIBLE: Final = "${eligible} = 'yes'"
PAID: Final = "${paid_anything} != 'no'"


def is_(name: str, *codes: str) -> str:
    """The expression that an earlier answer is one of these."""
    return " or ".join(f"${{{name}}} = '{code}'" for code in codes)


def _person() -> Sheet:
    asked = (one_of("sex", "sex", "sex"), age("age"), one_of("education", "isced", "education"))
    return Sheet("person", asked, CONSENTED)


def _move() -> Sheet:
    moved, worked = is_("moved_abroad", "yes"), is_("first_job_status", *LISTS["first_status"][:3])
    eligible = "${moved_abroad} = 'yes' and ${move_purpose} = 'employee' and ${first_job_status} = 'employee'"
    asked = (
        one_of("moved_abroad", "yes_no", "moved_abroad"),
        one_of("origin", COUNTRIES, "origin", when=moved),
        one_of("destination", COUNTRIES, "destination", when=moved),
        months("stay_months", "stay_months: whether usual residence changed", when=moved),
        one_of("move_purpose", "purpose", "reason", when=moved),
        one_of("first_job_status", "first_status", "status", when=moved),
        month("first_job_month", "first_job_month", when=worked),
        Asked("eligible", "calculated", "who is asked about costs", calculation=f"if({eligible}, 'yes', 'no')"),
    )
    return Sheet("move", asked, CONSENTED)


def _papers() -> Sheet:
    entry = one_of("documented_entry", "yes_no", "documented: only a disaggregation of 10.7.1", sensitive=True)
    return Sheet("papers", (entry,), ELIGIBLE)


def _agreement() -> Sheet:
    asked = (
        one_of("contract", "contract", "contract"),
        one_of("contract_understood", "yes_no", "contract_understood", when=is_("contract", "written")),
        one_of("contract_substituted", "yes_no", "contract_substituted", when=is_("contract", "written", "spoken")),
    )
    return Sheet("agreement", asked, ELIGIBLE)


def _cost() -> Sheet:
    known, back = is_("cost_known", "amount"), is_("cost_back", "amount")
    asked = (
        one_of("cost_item", "item", "item"),
        one_of("cost_payee", "payee", "payee"),
        one_of("cost_paid_by", "payer", "whether the cost is the worker’s"),
        one_of("cost_known", "paid", "reason"),
        amount("cost_amount", "amount", when=known),
        one_of("cost_currency", CURRENCIES, "currency", says="which_currency", when=known),
        month("cost_month", "month"),
        one_of("cost_receipt", "yes_no", "receipt"),
        one_of("cost_back", "paid", "reimbursed_reason", says="given_back"),
        amount("cost_back_amount", "reimbursed", says="how_much_back", when=back),
        one_of("cost_back_currency", CURRENCIES, "reimbursed_currency", says="other_currency", when=back),
        month("cost_back_month", "reimbursed_month", says="which_month_back", when=back),
    )
    return Sheet("cost", asked, f"{ELIGIBLE} and {is_('paid_anything', 'yes')}", repeated=True)


def _loan() -> Sheet:
    known, charged = is_("loan_known", "amount"), is_("loan_rate_per", "month", "year", "whole")
    interest = "${loan_rate_per} != 'none'"
    paid = is_("loan_interest_known", "amount")
    asked = (
        one_of("loan_known", "paid", "interest"),
        amount("loan_amount", "interest, from the terms", when=known),
        one_of("loan_currency", CURRENCIES, "currency of interest", says="which_currency"),
        month("loan_month", "month of interest"),
        one_of("loan_rate_per", "rate_per", "interest, from the terms"),
        Asked(
            "loan_rate", "decimal", "interest, from the terms", when=charged, meets=". > 0", otherwise="positive"
        ),
        months("loan_months", "interest, from the terms", when=is_("loan_rate_per", "month", "year")),
        one_of("loan_interest_known", "paid", "reason", when=interest),
        amount("loan_interest_amount", "interest", when=paid),
    )  # fmt: skip
    return Sheet("loan", asked, f"{ELIGIBLE} and {is_('borrowed', 'yes')}", repeated=True)


def _deductions() -> Sheet:
    known, any_ = is_("deduction", "amount"), is_("deduction", "amount", "amount_unknown")
    asked = (
        one_of("deduction", "paid", "reason"),
        amount("deduction_amount", "deduction, each month", says="deduction_amount", when=known),
        one_of("deduction_currency", CURRENCIES, "currency of deduction", says="which_currency", when=known),
        months("deduction_months", "deduction: how many", when=any_),
        month("deduction_from", "month of deduction", when=any_),
    )
    return Sheet("deductions", asked, ELIGIBLE)


def _earnings(*, apart: bool) -> Sheet:
    """The first full month; overtime and goods asked apart in the long module only."""
    cut = f"${{earnings_known}} = 'amount' and ({is_('deduction', 'amount', 'amount_unknown')})"
    extra = (
        one_of("bonus_known", "paid", "earnings_reason"),
        amount("bonus_amount", "earnings", when=is_("bonus_known", "amount")),
        one_of("in_kind_known", "paid", "earnings_in_kind"),
        amount("in_kind_amount", "earnings_in_kind", when=is_("in_kind_known", "amount")),
    )
    states = ("earnings_known", "bonus_known", "in_kind_known") if apart else ("earnings_known",)
    asked = (
        month("earnings_month", "earnings_month"),
        one_of("earnings_known", "paid", "earnings_reason", says="" if apart else "earnings_all_known"),
        amount("earnings_amount", "earnings", when=is_("earnings_known", "amount")),
        one_of("earnings_basis", "basis", "earnings_basis", when=is_("earnings_known", "amount")),
        one_of("earnings_after_deduction", "yes_no", "earnings_basis (take_home): nothing is counted twice", when=cut),
        *(extra if apart else ()),
        one_of(
            "earnings_currency", CURRENCIES, "earnings_currency", says="which_currency",
            when=" or ".join(is_(state, "amount") for state in states),
        ),
        hours("earnings_hours", "hours"),
    )  # fmt: skip
    return Sheet("earnings", asked, ELIGIBLE)


def _item(code: str) -> Sheet:
    name = code.lower()
    known, back = is_(name, "amount"), is_(f"{name}_back", "amount")
    asked = (
        one_of(name, "paid", "item, reason"),
        amount(f"{name}_amount", "amount", when=known),
        one_of(f"{name}_currency", CURRENCIES, "currency", says="other_currency", when=known),
        one_of(f"{name}_back", "paid", "reimbursed_reason", says="given_back", when=known),
        amount(f"{name}_back_amount", "reimbursed", says="how_much_back", when=back),
    )
    return Sheet(f"item_{name}", asked, f"{ELIGIBLE} and {is_('paid_anything', 'yes')}", says=f"item.{code}")


def _paying() -> Asked:
    return one_of("paid_anything", "yes_no", "paid: zero payers")


def long() -> tuple[Sheet, ...]:
    """Costs as a repeat, each with payee, month, receipt and reimbursement; loans; earnings in parts."""
    finding = (one_of("job_found", "channel", "job_found"), one_of("recruiter", "recruiter", "recruiter"))
    return (
        about(),
        _person(),
        _move(),
        Sheet("finding", finding, ELIGIBLE),
        _agreement(),
        _papers(),
        Sheet("paying", (_paying(),), ELIGIBLE),
        _cost(),
        Sheet("borrowing", (one_of("borrowed", "yes_no", "interest", when=PAID),), ELIGIBLE),
        _loan(),
        _deductions(),
        _earnings(apart=True),
        Sheet("job", (*occupation("occupation", "occupation"), *industry("industry", "industry")), ELIGIBLE),
    )


def medium() -> tuple[Sheet, ...]:
    """Each standard item once, with its amount and what was given back; interest in one sum."""
    paid = is_("paid_anything", "yes")
    paying = (
        _paying(),
        one_of("costs_currency", CURRENCIES, "currency", when=paid),
        month("costs_month", "month", when=paid),
    )
    interest = (
        one_of("interest", "paid", "interest, reason", when=PAID),
        amount("interest_amount", "interest", when=is_("interest", "amount")),
        one_of("interest_currency", CURRENCIES, "currency", says="which_currency", when=is_("interest", "amount")),
    )
    return (
        about(),
        _person(),
        _move(),
        Sheet("finding", (one_of("recruiter", "recruiter", "recruiter"),), ELIGIBLE),
        _papers(),
        Sheet("paying", paying, ELIGIBLE),
        *(_item(code) for code in ITEMS),
        Sheet("borrowing", interest, ELIGIBLE),
        _deductions(),
        _earnings(apart=False),
        Sheet("job", (*occupation("occupation", "occupation"), *industry("industry", "industry")), ELIGIBLE),
    )


def short() -> tuple[Sheet, ...]:
    """One total of all that was paid, deductions, and the first month's earnings."""
    known, back = is_("total", "amount"), is_("total_back", "amount")
    total = (
        one_of("total", "paid", "bundle, reason"),
        amount("total_amount", "amount", when=known),
        one_of("total_currency", CURRENCIES, "currency", says="which_currency", when=known),
        month("total_month", "month", says="costs_month", when=known),
        one_of("total_back", "paid", "reimbursed_reason", says="given_back", when=known),
        amount("total_back_amount", "reimbursed", says="how_much_back", when=back),
    )
    return (
        about(),
        _person(),
        _move(),
        Sheet("paying", total, ELIGIBLE),
        _deductions(),
        _earnings(apart=False),
        Sheet("job", occupation("occupation", "occupation"), ELIGIBLE),
    )
