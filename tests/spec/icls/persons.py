"""Persons in plain words, what a survey knows of them, and what the guidelines make of them.

Every answer is worked out from the words, never by the code under test. `tests/spec/test_icls_examples.py` asks both
implementations; `tools/docs_icls.py` prints the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from fairway.statistics.icls import CONCEPTS, Parameters

Known: TypeAlias = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Person:
    """One worked example.

    Attributes:
        name: Who it is.
        told: The story, as a reader would tell it.
        country: The country of the survey.
        known: Standard variables; what is left out is unknown.
        answers: Of the five concepts in the guidelines' order: `yes`, `no` or `?`.
        whys: Their reasons.
        category: The sub-category of a migrant worker.
        parameters: The national choices.
        chosen: These in words, where they are not the usual ones.
    """

    name: str
    told: str
    country: str
    known: Mapping[str, str | int]
    answers: str
    whys: str
    category: str = "none"
    parameters: Parameters = field(default_factory=Parameters)
    chosen: str = ""

    def expected(self) -> dict[str, str]:
        """The columns that both implementations must give."""
        found = {"imw_category": self.category}
        for concept, answer, why in zip(CONCEPTS, self.answers.split(), self.whys.split(), strict=True):
            found |= {concept: {"?": "undetermined"}.get(answer, answer), f"{concept}_why": why}
        return found


@dataclass(frozen=True, slots=True)
class Section:
    """A rule in words, with its source, and persons."""

    title: str
    text: str
    persons: tuple[Person, ...]


BY_STAY = Parameters(residence="stay", reference_month="2024-05")
STAY = "residence by the stay, twelve months; reference month May 2024"
VISITS: Known = {"usual_resident": "no", "present": "yes"}
SETTLED: Known = {"age": 35, "usual_resident": "yes", "ever_lived_abroad": "yes", "worked_abroad": "no"}
AT_HOME: Known = {"age": 35, "usual_resident": "yes", "ever_lived_abroad": "no", "labour_force_status": "employed"}
RETURNED: Known = {
    "age": 41,
    "usual_resident": "yes",
    "country_of_birth": "LKA",
    "ever_lived_abroad": "yes",
    "labour_force_status": "outside",
    "worked_abroad": "yes",
    "country_worked_abroad": "KWT",
}
OUT = "not_resident"

MIGRANTS = Section(
    "Who is an international migrant",
    """A usual resident who ever changed the country of usual residence. Surveys tell it by one of two measures, and
the country says by which: the **foreign-born**, or the **foreign citizens**. Whoever holds the citizenship of
the country, alone or beside another, is no foreign citizen. Both measures stand in columns of their own,
`by_birth` and `by_citizenship`, whichever is chosen.

Source: ICLS/20/2018/Guidelines, definition of international migrants (paragraph not verified).""",
    (
        Person(
            "a woman who never moved",
            "Born in Nepal, lives in Nepal, never lived elsewhere, works in a shop.",
            "NPL",
            {**AT_HOME, "country_of_birth": "NPL", "citizenship": "NPL"},
            "no no no no no",
            "native native is_resident native never_worked_abroad",
        ),
        Person(
            "a citizen born abroad",
            "Born in Algeria, French citizen, lives and works in France, where she came as a child with her parents.",
            "FRA",
            SETTLED
            | {
                "country_of_birth": "DZA",
                "citizenship": "FRA",
                "labour_force_status": "employed",
                "reason_for_coming": "family",
            },
            "yes yes no no no",
            "foreign_born resident_employed is_resident other_reason never_worked_abroad",
            "resident_employed",
        ),
        Person(
            "the same citizen, told by citizenship",
            "France might measure migrants by citizenship instead: then she is none.",
            "FRA",
            SETTLED
            | {
                "country_of_birth": "DZA",
                "citizenship": "FRA",
                "labour_force_status": "employed",
                "reason_for_coming": "family",
            },
            "no no no no no",
            "national national is_resident national never_worked_abroad",
            parameters=Parameters(migrants="citizenship"),
            chosen="migrants are foreign citizens",
        ),
        Person(
            "a man with two citizenships",
            "Born in Argentina, citizen of Argentina and of Italy, came to Italy for work and is employed there. By "
            "citizenship he is at home.",
            "ITA",
            SETTLED
            | {
                "country_of_birth": "ARG",
                "citizenship": "ARG",
                "second_citizenship": "ITA",
                "labour_force_status": "employed",
                "reason_for_coming": "work",
            },
            "no no no no no",
            "national national is_resident national never_worked_abroad",
            parameters=Parameters(migrants="citizenship"),
            chosen="migrants are foreign citizens",
        ),
        Person(
            "a foreign citizen who never moved",
            "Born in Germany to Turkish parents, Turkish citizen, never lived elsewhere, employed. By birth he is no "
            "migrant; told by either measure he is one. He did not come for work: he did not come.",
            "DEU",
            {**AT_HOME, "country_of_birth": "DEU", "citizenship": "TUR"},
            "yes yes no no no",
            "foreign_citizen resident_employed is_resident never_came never_worked_abroad",
            "resident_employed",
            Parameters(migrants="either"),
            "migrants are the foreign-born and the foreign citizens",
        ),
    ),
)

RESIDENTS = Section(
    "Migrant workers who live here",
    """Category (a) of international migrant workers: persons of working age, present, who are international migrants
and usual residents, and who in the reference period were in the labour force, employed or unemployed. Why
they came does not matter. A usual resident of whom presence was not asked was present, unless
`assume_residents_present` is off.

Source: ICLS/20/2018/Guidelines, definition of international migrant workers, category (a) (paragraph not
verified).""",
    (
        Person(
            "a construction worker in Qatar, fourteen months",
            "A Nepali came to Qatar in March 2023 to work on a building site. In May 2024 he has been there "
            "for fourteen months: longer than twelve, so he lives there.",
            "QAT",
            {
                "age": 27,
                "country_of_birth": "NPL",
                "citizenship": "NPL",
                "ever_lived_abroad": "yes",
                "arrival_month": "2023-03",
                "reason_for_coming": "work",
                "labour_force_status": "employed",
                "country_of_work": "QAT",
                "worked_abroad": "no",
            },
            "yes yes no yes no",
            "foreign_born resident_employed is_resident came_for_work never_worked_abroad",
            "resident_employed",
            BY_STAY,
            STAY,
        ),
        Person(
            "his colleague, four months",
            "Came in January 2024 with a contract of two years: the stay intended is long enough.",
            "QAT",
            {
                "age": 22,
                "country_of_birth": "NPL",
                "ever_lived_abroad": "yes",
                "arrival_month": "2024-01",
                "intended_stay_months": 24,
                "reason_for_coming": "work",
                "labour_force_status": "employed",
                "worked_abroad": "no",
            },
            "yes yes no yes no",
            "foreign_born resident_employed is_resident came_for_work never_worked_abroad",
            "resident_employed",
            BY_STAY,
            STAY,
        ),
        Person(
            "a student who works",
            "Born in Viet Nam, lives in Australia to study, waits at tables in the evening.",
            "AUS",
            SETTLED | {"country_of_birth": "VNM", "reason_for_coming": "study", "labour_force_status": "employed"},
            "yes yes no no no",
            "foreign_born resident_employed is_resident other_reason never_worked_abroad",
            "resident_employed",
        ),
        Person(
            "a student who does not work",
            "Her flatmate studies and neither has nor seeks a job.",
            "AUS",
            SETTLED | {"country_of_birth": "VNM", "reason_for_coming": "study", "labour_force_status": "outside"},
            "yes no no no no",
            "foreign_born outside_labour_force is_resident other_reason never_worked_abroad",
        ),
        Person(
            "a refugee who works",
            "Fled from Syria to Jordan and sews at home for a firm.",
            "JOR",
            SETTLED | {"country_of_birth": "SYR", "reason_for_coming": "protection", "labour_force_status": "employed"},
            "yes yes no no no",
            "foreign_born resident_employed is_resident other_reason never_worked_abroad",
            "resident_employed",
        ),
        Person(
            "a migrant without work",
            "Came from Zimbabwe to South Africa for a job, lost it, seeks another.",
            "ZAF",
            SETTLED | {"country_of_birth": "ZWE", "reason_for_coming": "work", "labour_force_status": "unemployed"},
            "yes yes no yes no",
            "foreign_born resident_unemployed is_resident came_for_work never_worked_abroad",
            "resident_unemployed",
        ),
        Person(
            "a boy of twelve who works",
            "Came from Mali to Côte d’Ivoire with his family and works on a farm. He is a migrant, but below "
            "working age.",
            "CIV",
            SETTLED
            | {
                "age": 12,
                "country_of_birth": "MLI",
                "reason_for_coming": "family",
                "labour_force_status": "employed",
            },
            "yes no no no no",
            "foreign_born under_age under_age other_reason never_worked_abroad",
        ),
    ),
)

NON_RESIDENTS = Section(
    "Non-resident foreign workers",
    """Category (b): persons of working age who do not live in the country, but were present in the reference period
and either worked for its resident producer units or sought work there. Citizenship and birth do not matter.
The sub-category is what the survey says of the stay: frontier, seasonal, itinerant, project-tied,
specified-employment and self-employed workers, seafarers, workers on offshore installations, visitors whose
main purpose is work.

Source: ICLS/20/2018/Guidelines, definition of international migrant workers, category (b), and the groups it
names (paragraphs not verified).""",
    (
        Person(
            "a French frontier worker in Geneva",
            "Lives in Annemasse in France, drives to a bank in Geneva every morning. Seen by a survey in Switzerland.",
            "CHE",
            VISITS
            | {
                "age": 44,
                "country_of_birth": "FRA",
                "special_category": "frontier",
                "labour_force_status": "employed",
                "country_of_work": "CHE",
            },
            "no yes yes no no",
            f"{OUT} non_resident_employed non_resident_employed {OUT} {OUT}",
            "frontier",
        ),
        Person(
            "the same frontier worker at home",
            "Seen by the labour force survey of France she is a resident who works abroad, and no migrant.",
            "FRA",
            {
                **AT_HOME,
                "country_of_birth": "FRA",
                "special_category": "frontier",
                "country_of_work": "CHE",
            },
            "no no no no no",
            "native native is_resident native never_worked_abroad",
        ),
        Person(
            "a harvest worker",
            "Came from Morocco to Spain in January 2024 for the strawberries, for five months.",
            "ESP",
            {
                "age": 33,
                "present": "yes",
                "country_of_birth": "MAR",
                "ever_lived_abroad": "yes",
                "arrival_month": "2024-01",
                "intended_stay_months": 5,
                "reason_for_coming": "work",
                "special_category": "seasonal",
                "labour_force_status": "employed",
                "country_of_work": "ESP",
            },
            "no yes yes no no",
            f"{OUT} non_resident_employed non_resident_employed {OUT} {OUT}",
            "seasonal",
            BY_STAY,
            STAY,
        ),
        Person(
            "an engineer tied to a project",
            "Sent from the Republic of Korea to build a plant in Saudi Arabia, for eight months, paid by the plant.",
            "SAU",
            VISITS
            | {
                "age": 39,
                "country_of_birth": "KOR",
                "special_category": "project_tied",
                "labour_force_status": "employed",
                "country_of_work": "SAU",
            },
            "no yes yes no no",
            f"{OUT} non_resident_employed non_resident_employed {OUT} {OUT}",
            "project_tied",
        ),
        Person(
            "a seafarer",
            "Lives in the Philippines, serves on a ship of a Norwegian company, and was on it in the reference period.",
            "NOR",
            VISITS
            | {
                "age": 30,
                "country_of_birth": "PHL",
                "special_category": "seafarer",
                "labour_force_status": "employed",
                "country_of_work": "NOR",
            },
            "no yes yes no no",
            f"{OUT} non_resident_employed non_resident_employed {OUT} {OUT}",
            "seafarer",
        ),
        Person(
            "a visitor who came to work",
            "Entered Thailand from the United Kingdom as a visitor, to work in a bar for three months.",
            "THA",
            VISITS
            | {
                "age": 24,
                "country_of_birth": "GBR",
                "special_category": "working_tourist",
                "labour_force_status": "employed",
                "country_of_work": "THA",
            },
            "no yes yes no no",
            f"{OUT} non_resident_employed non_resident_employed {OUT} {OUT}",
            "working_tourist",
        ),
        Person(
            "a job seeker from over the border",
            "Lives in Lesotho, stays in Johannesburg for three weeks to look for work.",
            "ZAF",
            VISITS
            | {
                "age": 29,
                "country_of_birth": "LSO",
                "special_category": "none",
                "labour_force_status": "unemployed",
                "country_of_work": "ZAF",
            },
            "no yes yes no no",
            f"{OUT} non_resident_seeking non_resident_seeking {OUT} {OUT}",
            "seeking_work",
        ),
        Person(
            "a grandmother on a visit",
            "Stays with her daughter in Canada for two months; neither works nor looks for work.",
            "CAN",
            VISITS | {"age": 63, "country_of_birth": "IND", "labour_force_status": "outside"},
            "no no no no no",
            f"{OUT} outside_labour_force outside_labour_force {OUT} {OUT}",
        ),
        Person(
            "an absent member of a household",
            "A Nepali household tells of a son who lives and works in Malaysia. For Nepal he is none of the "
            "five; Malaysia may count him.",
            "NPL",
            {
                "age": 26,
                "usual_resident": "no",
                "present": "no",
                "country_of_birth": "NPL",
                "country_of_residence": "MYS",
                "labour_force_status": "employed",
                "country_of_work": "MYS",
            },
            "no no no no no",
            f"{OUT} not_present not_present {OUT} {OUT}",
        ),
    ),
)

EXCLUSIONS = Section(
    "Who is left out",
    """Foreign military and diplomatic staff, visitors whose main purpose is not work, and those who serve the
country from abroad, as in a call centre, are no international migrant workers, whatever else is known.
Military and diplomatic staff are no for-work migrants either (by analogy: the guidelines' text was not read
on this point).

Source: ICLS/20/2018/Guidelines, exclusions from international migrant workers (paragraph not verified).""",
    (
        Person(
            "a diplomat",
            "A German is posted to the embassy in Nairobi for three years.",
            "KEN",
            SETTLED
            | {
                "country_of_birth": "DEU",
                "special_category": "diplomat",
                "reason_for_coming": "transfer",
                "labour_force_status": "employed",
            },
            "yes no no no no",
            "foreign_born diplomat diplomat diplomat never_worked_abroad",
        ),
        Person(
            "a foreign soldier",
            "A French soldier serves on a base in Djibouti.",
            "DJI",
            VISITS
            | {
                "age": 28,
                "country_of_birth": "FRA",
                "special_category": "military",
                "labour_force_status": "employed",
                "country_of_work": "FRA",
            },
            "no no no no no",
            f"{OUT} military military {OUT} {OUT}",
        ),
        Person(
            "a call-centre worker",
            "Answers customers of a company in the United States, from Manila.",
            "USA",
            {
                "age": 25,
                "usual_resident": "no",
                "present": "no",
                "country_of_birth": "PHL",
                "special_category": "remote_service",
                "labour_force_status": "employed",
                "country_of_work": "USA",
            },
            "no no no no no",
            f"{OUT} remote_service remote_service {OUT} {OUT}",
        ),
        Person(
            "a visitor on holiday",
            "A teacher from the United Kingdom spends three weeks in Thailand.",
            "THA",
            VISITS
            | {
                "age": 50,
                "country_of_birth": "GBR",
                "special_category": "tourist",
                "labour_force_status": "employed",
                "country_of_work": "GBR",
            },
            "no no no no no",
            f"{OUT} tourist tourist {OUT} {OUT}",
        ),
    ),
)

FOR_WORK = Section(
    "Who came for work",
    """For-work international migrants are international migrants who came for employment or to look for it, as they
said at entry or as their permit shows, whatever they do now. The country says what tells it: the main reason
(the usual choice here), the permit, or either.

Source: ICLS/20/2018/Guidelines, definition of for-work international migrants (paragraph and wording not
verified).""",
    (
        Person(
            "a pensioner who once came for work",
            "Came from Italy to Belgium for the mines, and is retired.",
            "BEL",
            SETTLED
            | {"age": 81, "country_of_birth": "ITA", "reason_for_coming": "work", "labour_force_status": "outside"},
            "yes no no yes no",
            "foreign_born outside_labour_force is_resident came_for_work never_worked_abroad",
        ),
        Person(
            "a manager who was transferred",
            "The firm moved her from India to Singapore.",
            "SGP",
            SETTLED | {"country_of_birth": "IND", "reason_for_coming": "transfer", "labour_force_status": "employed"},
            "yes yes no yes no",
            "foreign_born resident_employed is_resident came_by_transfer never_worked_abroad",
            "resident_employed",
        ),
        Person(
            "a husband on a work permit",
            "Came from Brazil to Portugal to join his wife, on a work permit.",
            "PRT",
            SETTLED
            | {
                "country_of_birth": "BRA",
                "reason_for_coming": "family",
                "permit_at_entry": "work",
                "labour_force_status": "employed",
            },
            "yes yes no yes no",
            "foreign_born resident_employed is_resident came_on_work_permit never_worked_abroad",
            "resident_employed",
            Parameters(entry="either"),
            "the reason or the permit tells who came for work",
        ),
    ),
)

RETURNS = Section(
    "Who returned from work abroad",
    """Return international migrant workers are current residents who were international migrant workers in another
country, whatever their citizenship, birthplace and present work. So whoever worked in the own country of
birth (or citizenship, as migrants are measured) before coming here did not return: there they were no
migrants. How long the work abroad must have lasted and how recent the return must be is left to the country;
without a choice, any.

Source: ICLS/20/2018/Guidelines, definition of return international migrant workers (paragraph not verified).""",
    (
        Person(
            "a returned domestic worker",
            "Born in Sri Lanka, cleaned in Kuwait for three years, came back in August 2022, keeps house.",
            "LKA",
            RETURNED | {"months_worked_abroad": 36, "return_month": "2022-08"},
            "no no no no yes",
            "native outside_labour_force is_resident native worked_abroad",
        ),
        Person(
            "the same, where returns count for a year",
            "In May 2024 her return is twenty-one months ago.",
            "LKA",
            RETURNED | {"months_worked_abroad": 36, "return_month": "2022-08"},
            "no no no no no",
            "native outside_labour_force is_resident native returned_long_ago",
            parameters=Parameters(recency_months=12, reference_month="2024-05"),
            chosen="returns within twelve months; reference month May 2024",
        ),
        Person(
            "a return of which the year alone is known",
            "Returned some time in 2023. In May 2024 that may be five months ago, or sixteen.",
            "LKA",
            RETURNED | {"months_worked_abroad": 36, "return_month": "2023"},
            "no no no no ?",
            "native outside_labour_force is_resident native unknown_return",
            parameters=Parameters(recency_months=12, reference_month="2024-05"),
            chosen="returns within twelve months; reference month May 2024",
        ),
        Person(
            "a worker who came back at once",
            "Left Kuwait after three months because the wages were not paid.",
            "LKA",
            RETURNED | {"months_worked_abroad": 3},
            "no no no no no",
            "native outside_labour_force is_resident native short_attachment",
            parameters=Parameters(minimum_months_worked_abroad=6),
            chosen="at least six months of work abroad",
        ),
        Person(
            "a migrant who had worked at home before",
            "Born in Nepal, worked there as a teacher, now lives and works in Qatar: Nepal was no work abroad "
            "as a migrant.",
            "QAT",
            SETTLED
            | {
                "country_of_birth": "NPL",
                "reason_for_coming": "work",
                "labour_force_status": "employed",
                "worked_abroad": "yes",
                "country_worked_abroad": "NPL",
            },
            "yes yes no yes no",
            "foreign_born resident_employed is_resident came_for_work at_home_there",
            "resident_employed",
        ),
        Person(
            "a migrant who moved on",
            "Born in Nepal, worked in Malaysia, now lives and works in Qatar: a migrant worker here and a "
            "return migrant worker from Malaysia.",
            "QAT",
            SETTLED
            | {
                "country_of_birth": "NPL",
                "reason_for_coming": "work",
                "labour_force_status": "employed",
                "worked_abroad": "yes",
                "country_worked_abroad": "MYS",
            },
            "yes yes no yes yes",
            "foreign_born resident_employed is_resident came_for_work worked_abroad",
            "resident_employed",
        ),
    ),
)

UNKNOWN = Section(
    "What is not known",
    """An answer that is missing makes undetermined only what depends on it (Kleene’s three-valued logic): “no” as
soon as one condition fails, “yes” as soon as it is sure, else undetermined, with the first thing that is
missing. More information settles what was undetermined; it never turns yes into no.

Three things that questionnaires seldom ask are assumed, each by a parameter that can be turned off: a missing
special category is an ordinary one, a missing second citizenship is none, a usual resident was present.

Source: S. C. Kleene, Introduction to Metamathematics (1952), §64 (section not verified).""",
    (
        Person(
            "an absent answer on work",
            "A migrant in Chile, born in Haiti, who came for work; the question on employment was not answered.",
            "CHL",
            SETTLED | {"country_of_birth": "HTI", "reason_for_coming": "work"},
            "yes ? no yes no",
            "foreign_born unknown_labour_force is_resident came_for_work never_worked_abroad",
            "undetermined",
        ),
        Person(
            "an absent country of birth",
            "Lives in Ghana and does not work; the country of birth is missing. Whoever is outside the labour "
            "force is no migrant worker, wherever born.",
            "GHA",
            SETTLED | {"labour_force_status": "outside"},
            "? no no ? no",
            "unknown_birth outside_labour_force is_resident unknown_birth never_worked_abroad",
        ),
        Person(
            "a migrant of whom nobody knows where he lives",
            "Born in Myanmar, was met working on a boat in Thailand. Resident or not, he is a migrant worker; "
            "which kind is open.",
            "THA",
            {
                "age": 31,
                "present": "yes",
                "country_of_birth": "MMR",
                "reason_for_coming": "work",
                "labour_force_status": "employed",
                "country_of_work": "THA",
                "worked_abroad": "no",
            },
            "? yes ? ? no",
            "unknown_residence either_way unknown_residence unknown_residence never_worked_abroad",
            "undetermined",
        ),
        Person(
            "a worker at the border of whom no category was asked",
            "Lives in Mexico, works in the United States, was met at the border. He may be a diplomat: a "
            "border survey does not leave them out, so the office assumes nothing.",
            "USA",
            VISITS
            | {
                "age": 40,
                "country_of_birth": "MEX",
                "labour_force_status": "employed",
                "country_of_work": "USA",
            },
            "no ? ? no no",
            f"{OUT} unknown_category unknown_category {OUT} {OUT}",
            "undetermined",
            Parameters(assume_ordinary=False),
            "a missing category is unknown",
        ),
        Person(
            "a returned worker who did not say from where",
            "Born in India, lives in Nepal, worked abroad; if that was India, she was at home there.",
            "NPL",
            SETTLED
            | {
                "country_of_birth": "IND",
                "reason_for_coming": "family",
                "labour_force_status": "employed",
                "worked_abroad": "yes",
            },
            "yes yes no no ?",
            "foreign_born resident_employed is_resident other_reason unknown_country_worked_abroad",
            "resident_employed",
        ),
    ),
)

SECTIONS = (MIGRANTS, RESIDENTS, NON_RESIDENTS, EXCLUSIONS, FOR_WORK, RETURNS, UNKNOWN)
