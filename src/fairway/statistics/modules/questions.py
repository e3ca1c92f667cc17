"""What the labour force and migration module asks.

Resolution I of the 19th ICLS (2013): employment and unemployment by the question sequence. 20th ICLS Guidelines
concerning statistics of international labour migration (ICLS/20/2018): residence, birth, citizenship, work abroad.
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
from fairway.reference.survey_variables import (
    ISCED,
    MATCHES,
    PERMITS,
    REASONS,
    SPECIAL,
    STATUS_IN_EMPLOYMENT,
    VARIABLES,
)

UNSAID: Final = ("dont_know", "refused")
LISTS: Final = {
    "consent": ("yes", "no"),
    "yes_no": ("yes", "no", *UNSAID),
    "sex": ("F", "M", "refused"),
    "isced": (*ISCED, *UNSAID),
    "paid": ("amount", "amount_unknown", "none", *UNSAID),
    "stay": ("limited", "for_good", *UNSAID),
    "reason": (*REASONS, *UNSAID),
    "permit": (*PERMITS, *UNSAID),
    "special": (*SPECIAL, *UNSAID),
    "status": (*STATUS_IN_EMPLOYMENT, *UNSAID),
    "match": (*MATCHES, *UNSAID),
    "return_reason": (*VARIABLES["reason_for_return"].codes, *UNSAID),
    "activity": ("working", "looking", "studying", "other", *UNSAID),
}

CONSENTED: Final = "${consent} = 'yes'"
WORKING_AGE: Final = f"{CONSENTED} and (${{age}} = '' or ${{age}} >= 15)"
EMPLOYED: Final = "${employed} = 'yes'"
NOT_EMPLOYED: Final = "${employed} = 'no'"
LIVED_ABROAD: Final = "${ever_lived_abroad} = 'yes'"
WORKED_ABROAD: Final = "${worked_abroad} = 'yes'"
SEQUENCE: Final = ("worked_for_pay", "worked_business", "helped_family")


def sheets() -> tuple[Sheet, ...]:
    """Every page, in order."""
    return (
        about(), _person(), _residence(), _coming(), _working(), _main_job(), _work_abroad(), _absent(),
        _absent_member(),
    )  # fmt: skip


def _person() -> Sheet:
    asked = (
        one_of("sex", "sex", "sex"),
        age("age"),
        one_of("education", "isced", "education"),
        one_of("education_country", COUNTRIES, "education_country", when="${education} != '0'"),
        one_of("in_education", "yes_no", "in_education"),
    )
    return Sheet("person", asked, CONSENTED)


def _residence() -> Sheet:
    second = "${has_second_citizenship} = 'yes'"
    asked = (
        one_of("usual_resident", "yes_no", "usual_resident"),
        one_of("present", "yes_no", "present"),
        one_of("country_of_birth", COUNTRIES, "country_of_birth"),
        one_of("citizenship", COUNTRIES, "citizenship"),
        one_of("has_second_citizenship", "yes_no", "second_citizenship"),
        one_of("second_citizenship", COUNTRIES, "second_citizenship", when=second),
        one_of("ever_lived_abroad", "yes_no", "ever_lived_abroad"),
    )
    return Sheet("residence", asked, CONSENTED)


def _coming() -> Sheet:
    """Asked of who has lived abroad, and of who does not live here."""
    asked = (
        one_of("previous_residence", COUNTRIES, "previous_residence"),
        month("arrival_month", "arrival_month"),
        one_of("stay", "stay", "intended_stay_months"),
        months("stay_months", "intended_stay_months", says="how_many_months", when="${stay} = 'limited'"),
        one_of("reason_for_coming", "reason", "reason_for_coming"),
        one_of("permit_at_entry", "permit", "permit_at_entry", sensitive=True),
        one_of("special_category", "special", "special_category"),
    )
    return Sheet("coming", asked, f"{CONSENTED} and ({LIVED_ABROAD} or ${{usual_resident}} = 'no')")


def _working() -> Sheet:
    """The sequence from which the labour force status follows."""
    no_work = " and ".join(f"${{{name}}} != 'yes'" for name in SEQUENCE)
    worked = " or ".join(f"${{{name}}} = 'yes'" for name in SEQUENCE)
    away = "${absent_job} = 'yes' and ${absent_short} = 'yes'"
    status = "labour_force_status"
    asked = (
        one_of("worked_for_pay", "yes_no", status),
        one_of("worked_business", "yes_no", status, when="${worked_for_pay} != 'yes'"),
        one_of(
            "helped_family", "yes_no", status, when="${worked_for_pay} != 'yes' and ${worked_business} != 'yes'"
        ),
        one_of("absent_job", "yes_no", status, when=no_work),
        one_of("absent_short", "yes_no", status, when="${absent_job} = 'yes'"),
        Asked("employed", "calculated", status, calculation=f"if({worked} or ({away}), 'yes', 'no')"),
        one_of("searched", "yes_no", status, when=NOT_EMPLOYED),
        one_of("starts_soon", "yes_no", status, when=f"{NOT_EMPLOYED} and ${{searched}} != 'yes'"),
        one_of("available", "yes_no", status, when=NOT_EMPLOYED),
        one_of("country_of_search", COUNTRIES, "country_of_work", when="${searched} = 'yes'"),
    )  # fmt: skip
    return Sheet("working", asked, WORKING_AGE)


def _main_job() -> Sheet:
    earned = "${earnings_known} = 'amount'"
    asked = (
        one_of("status_in_employment", "status", "status_in_employment"),
        *occupation("occupation", "occupation", says="job_text"),
        *industry("industry", "industry", says="workplace_text"),
        one_of("country_of_work", COUNTRIES, "country_of_work"),
        one_of("earnings_known", "paid", "monthly_earnings_reason"),
        amount("earnings_amount", "monthly_earnings", when=earned),
        one_of("earnings_currency", CURRENCIES, "earnings_currency", says="which_currency", when=earned),
        hours("weekly_hours", "weekly_hours"),
        one_of("required_education", "isced", "required_education"),
        one_of("own_assessment", "match", "own_assessment"),
        one_of("qualification_recognised", "yes_no", "qualification_recognised", when=LIVED_ABROAD),
        one_of("injured_at_work", "yes_no", "injured_at_work"),
    )
    return Sheet("main_job", asked, f"{WORKING_AGE} and {EMPLOYED}")


def _work_abroad() -> Sheet:
    back = f"{WORKED_ABROAD} and ${{usual_resident}} != 'no'"
    asked = (
        one_of("worked_abroad", "yes_no", "worked_abroad"),
        one_of("country_worked_abroad", COUNTRIES, "country_worked_abroad", when=WORKED_ABROAD),
        months("months_worked_abroad", "months_worked_abroad", when=WORKED_ABROAD),
        *occupation("occupation_abroad", "occupation_abroad", when=WORKED_ABROAD),
        *industry("industry_abroad", "industry_abroad", when=WORKED_ABROAD),
        *occupation("occupation_before", "occupation_before", says="before_text", when=WORKED_ABROAD),
        month("return_month", "return_month", when=back),
        one_of("reason_for_return", "return_reason", "reason_for_return", when=back),
        one_of("skills_used_after_return", "yes_no", "skills_used_after_return", when=f"{back} and {EMPLOYED}"),
    )
    return Sheet("work_abroad", asked, f"{WORKING_AGE} and {LIVED_ABROAD}")


def _absent() -> Sheet:
    asked = (
        one_of("answers_for_household", "yes_no", "who is asked about absent members"),
        one_of(
            "has_absent_members", "yes_no", "who is asked about absent members",
            when="${answers_for_household} = 'yes'",
        ),
    )  # fmt: skip
    return Sheet("absent", asked, CONSENTED)


def _absent_member() -> Sheet:
    works, sent = "${absent_activity} = 'working'", "${remittances_known} = 'amount'"
    asked = (
        one_of("absent_sex", "sex", "sex"),
        age("absent_age"),
        one_of("absent_education", "isced", "education"),
        one_of("absent_country", COUNTRIES, "country_of_residence"),
        month("absent_departure", "departure_month"),
        one_of("absent_reason", "reason", "reason_for_leaving"),
        one_of("absent_activity", "activity", "labour_force_status"),
        *occupation("absent_occupation", "occupation", says="absent_member_job", when=works),
        *industry("absent_industry", "industry", says="absent_workplace", when=works),
        one_of("remittances_known", "paid", "remittances_reason"),
        amount("remittances_amount", "remittances", when=sent),
        one_of("remittances_currency", CURRENCIES, "remittances_currency", says="which_currency", when=sent),
    )
    return Sheet("absent_member", asked, f"{CONSENTED} and ${{has_absent_members}} = 'yes'", repeated=True)
