"""The variables that a labour migration survey is mapped to: their names, kinds and codes, once for all subjects.

A national file has its own columns and codes; a mapping (`fairway.warehouse.surveys.mapping`) turns them into these.
Sources: 20th ICLS Guidelines concerning statistics of international labour migration (ICLS/20/2018/Guidelines);
resolution I of the 19th ICLS (labour force status); ISCED 2011; ISCO-08; ISIC Rev.4; ICSE-93.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["identifier", "number", "code", "country", "month", "isco", "isic", "yes_no", "currency"]
"""`country`: ISO 3166-1 alpha-3; `month`: `2019-07`, or `2019` where only the year is known; `isco`: ISCO-08 digits;
`isic`: ISIC Rev.4, a section letter or digits; `yes_no`: the codes `yes` and `no`; `currency`: ISO 4217."""


@dataclass(frozen=True, slots=True)
class SurveyVariable:
    """One variable.

    Attributes:
        name: The column's name after mapping.
        title: In words.
        codes: Of kind `code`: code → title. Whoever has no code has null: unknown.
        low, high: Of kind `number`: what is possible.
    """

    name: str
    title: str
    kind: Kind
    codes: Mapping[str, str] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None


SEXES: Final = {"F": "Women", "M": "Men"}
ISCED: Final = {
    "0": "Early childhood education",
    "1": "Primary education",
    "2": "Lower secondary education",
    "3": "Upper secondary education",
    "4": "Post-secondary non-tertiary education",
    "5": "Short-cycle tertiary education",
    "6": "Bachelor’s or equivalent",
    "7": "Master’s or equivalent",
    "8": "Doctoral or equivalent",
}
LABOUR_FORCE: Final = {"employed": "Employed", "unemployed": "Unemployed", "outside": "Outside the labour force"}
STATUS_IN_EMPLOYMENT: Final = {
    "employee": "Employees",
    "employer": "Employers",
    "own_account": "Own-account workers",
    "cooperative": "Members of producers’ cooperatives",
    "contributing_family": "Contributing family workers",
}
REASONS: Final = {
    "work": "Employment, or to look for it",
    "transfer": "Transfer by the employer",
    "family": "To join or accompany family",
    "study": "Education or training",
    "protection": "Conflict, persecution, disaster",
    "return": "Return to the country of citizenship or birth",
    "other": "Other reasons",
}
PERMITS: Final = {
    "work": "Work permit or visa",
    "free_movement": "None needed: free movement",
    "family": "Family permit",
    "study": "Student permit",
    "protection": "Protection",
    "visitor": "Visitor’s visa",
    "other": "Other",
}
SPECIAL: Final = {
    "none": "None of these",
    "diplomat": "Diplomatic or consular staff",
    "military": "Foreign military",
    "remote_service": "Serves this country from abroad (call centre)",
    "tourist": "Visitor whose main purpose is not work",
    "working_tourist": "Visitor whose main purpose is work",
    "frontier": "Frontier worker",
    "seasonal": "Seasonal worker",
    "itinerant": "Itinerant worker",
    "project_tied": "Project-tied worker",
    "specified_employment": "Specified-employment worker",
    "self_employed": "Self-employed abroad",
    "seafarer": "Seafarer",
    "offshore": "Worker on an offshore installation",
}
YES_NO: Final = {"yes": "Yes", "no": "No"}
COUNTRIES_BESIDE: Final = {"XXX": "Another country, not stated which", "XXA": "Stateless"}
"""What a variable of kind `country` may hold besides countries: codes that ISO 3166-1 leaves to its users."""
MATCHES: Final = {"over": "More than needed", "matched": "As needed", "under": "Less than needed"}

_DECLARED: Final = (
    SurveyVariable("person", "Person", "identifier"),
    SurveyVariable("household", "Household", "identifier"),
    SurveyVariable("sex", "Sex", "code", SEXES),
    SurveyVariable("age", "Age in completed years", "number", low=0, high=120),
    SurveyVariable("education", "Highest level attained, ISCED 2011", "code", ISCED),
    SurveyVariable("education_country", "Country in which it was attained", "country"),
    SurveyVariable("in_education", "In education or training", "yes_no"),
    SurveyVariable("qualification_recognised", "Qualification recognised here", "yes_no"),
    SurveyVariable("usual_resident", "Usual resident of this country", "yes_no"),
    SurveyVariable("present", "Present in this country in the reference period", "yes_no"),
    SurveyVariable("country_of_birth", "Country of birth", "country"),
    SurveyVariable("citizenship", "Country of citizenship", "country"),
    SurveyVariable("second_citizenship", "Second country of citizenship", "country"),
    SurveyVariable("ever_lived_abroad", "Ever had usual residence in another country", "yes_no"),
    SurveyVariable("previous_residence", "Last previous country of usual residence", "country"),
    SurveyVariable("arrival_month", "Month of last arrival to live here", "month"),
    SurveyVariable("intended_stay_months", "Intended or actual stay, months", "number", low=0, high=1200),
    SurveyVariable("reason_for_coming", "Main reason for coming to this country", "code", REASONS),
    SurveyVariable("permit_at_entry", "Permit held at entry", "code", PERMITS),
    SurveyVariable("special_category", "Category of stay or work", "code", SPECIAL),
    SurveyVariable("labour_force_status", "Labour force status", "code", LABOUR_FORCE),
    SurveyVariable("country_of_work", "Country of the producer unit worked in, or work sought in", "country"),
    SurveyVariable("status_in_employment", "Status in employment, ICSE-93", "code", STATUS_IN_EMPLOYMENT),
    SurveyVariable("occupation", "Occupation, ISCO-08", "isco"),
    SurveyVariable("industry", "Economic activity, ISIC Rev.4", "isic"),
    SurveyVariable("monthly_earnings", "Monthly earnings from the main job", "number", low=0),
    SurveyVariable("earnings_currency", "Currency of earnings", "currency"),
    SurveyVariable("weekly_hours", "Hours actually worked a week", "number", low=0, high=168),
    SurveyVariable("required_education", "Level that the job needs, by own assessment, ISCED 2011", "code", ISCED),
    SurveyVariable("own_assessment", "Own education against what the job needs", "code", MATCHES),
    SurveyVariable("injured_at_work", "Injured at work in the last 12 months", "yes_no"),
    SurveyVariable("worked_abroad", "Ever worked while living in another country", "yes_no"),
    SurveyVariable("country_worked_abroad", "Last country worked in abroad", "country"),
    SurveyVariable("months_worked_abroad", "Time worked there, months", "number", low=0, high=1200),
    SurveyVariable("return_month", "Month of return", "month"),
    SurveyVariable("reason_for_return", "Main reason for return", "code", {
        "contract_ended": "End of contract",
        "dismissed": "Dismissal or closure",
        "conditions": "Wages or working conditions",
        "family": "Family",
        "health": "Health or injury",
        "expelled": "Removal or expulsion",
        "retired": "Retirement",
        "other": "Other",
    }),
    SurveyVariable("occupation_abroad", "Occupation in the last job abroad, ISCO-08", "isco"),
    SurveyVariable("industry_abroad", "Economic activity of the last job abroad, ISIC Rev.4", "isic"),
    SurveyVariable("occupation_before", "Occupation in the last job before leaving, ISCO-08", "isco"),
    SurveyVariable("skills_used_after_return", "Skills learned abroad are used now", "yes_no"),
    SurveyVariable("country_of_residence", "Country of residence of an absent member", "country"),
    SurveyVariable("departure_month", "Month of departure of an absent member", "month"),
)  # fmt: skip

VARIABLES: Final[Mapping[str, SurveyVariable]] = {one.name: one for one in _DECLARED}
