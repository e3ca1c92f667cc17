"""Every reason that the classification may give, in words and with the passage it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Answer: TypeAlias = Literal["yes", "no", "undetermined"]

MIGRANT: Final = "Definition of international migrants"
WORKER: Final = "Definition of international migrant workers"
RESIDENTS: Final = "Definition of international migrant workers, category (a): usual residents"
NON_RESIDENTS: Final = (
    "Definition of international migrant workers, category (b): not usual residents, or non-resident foreign workers"
)
EXCLUSIONS: Final = "Exclusions from international migrant workers"
FOR_WORK: Final = "Definition of for-work international migrants"
RETURN: Final = "Definition of return international migrant workers"
NATIONAL_CHOICE: Final = "Left to the country"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an answer was given.

    Attributes:
        text: A sentence.
        answer: The answer that this reason gives.
        passage: The passage of the guidelines, named by its subject.
        paragraph: The passage's number; empty where no public text that was read shows it.
        verified: The paragraph's number was read in a public text.
    """

    text: str
    answer: Answer
    passage: str
    paragraph: str = ""
    verified: bool = False


def _yes(text: str, passage: str) -> Explanation:
    return Explanation(text, "yes", passage)


def _no(text: str, passage: str) -> Explanation:
    return Explanation(text, "no", passage)


def _unknown(text: str, passage: str) -> Explanation:
    return Explanation(text, "undetermined", passage)


REASONS: Final[Mapping[str, Explanation]] = {
    "foreign_born": _yes("Lives here and was born in another country.", MIGRANT),
    "foreign_citizen": _yes("Lives here and is not a citizen of this country.", MIGRANT),
    "resident_employed": _yes("Is a migrant who lives here and is employed.", RESIDENTS),
    "resident_unemployed": _yes("Is a migrant who lives here and is unemployed.", RESIDENTS),
    "non_resident_employed": _yes(
        "Does not live here, but was present and works for a producer unit of this country.", NON_RESIDENTS
    ),
    "non_resident_seeking": _yes("Does not live here, but was present and seeks work here.", NON_RESIDENTS),
    "either_way": _yes(
        "Whether this migrant lives here is unknown and does not matter: was present, and works or seeks work here.",
        WORKER,
    ),
    "came_for_work": _yes("Is a migrant who came for employment, or to look for it.", FOR_WORK),
    "came_by_transfer": _yes("Is a migrant whom the employer transferred here.", FOR_WORK),
    "came_on_work_permit": _yes("Is a migrant who entered on a work permit.", FOR_WORK),
    "worked_abroad": _yes("Lives here and was a migrant worker in another country.", RETURN),
    "not_resident": _no("Is not a usual resident of this country.", MIGRANT),
    "native": _no("Was born in this country.", MIGRANT),
    "national": _no("Is a citizen of this country.", MIGRANT),
    "native_national": _no("Was born in this country and is its citizen.", MIGRANT),
    "diplomat": _no("Is diplomatic or consular staff: left out.", EXCLUSIONS),
    "military": _no("Belongs to foreign military: left out.", EXCLUSIONS),
    "remote_service": _no("Serves this country from abroad, as in a call centre: left out.", EXCLUSIONS),
    "tourist": _no("Is a visitor whose main purpose is not work: left out.", EXCLUSIONS),
    "under_age": _no("Is younger than the working age.", WORKER),
    "not_present": _no("Was not present in this country in the reference period.", WORKER),
    "outside_labour_force": _no("Is neither employed nor unemployed.", WORKER),
    "is_resident": _no("Is a usual resident of this country.", NON_RESIDENTS),
    "no_work_here": _no("Does not live here and neither works nor seeks work here.", NON_RESIDENTS),
    "neither_way": _no(
        "Whether this person lives here is unknown and does not matter: is no migrant, and neither works nor seeks "
        "work for a producer unit of this country.",
        WORKER,
    ),
    "never_came": _no("Never lived in another country, so did not come.", FOR_WORK),
    "other_reason": _no("Came for another main reason than work.", FOR_WORK),
    "other_permit": _no("Entered on another title than a work permit.", FOR_WORK),
    "other_reason_and_permit": _no("Came for another main reason than work, and not on a work permit.", FOR_WORK),
    "never_worked_abroad": _no("Never worked while living in another country.", RETURN),
    "at_home_there": _no("Worked abroad in the own country of birth or citizenship: no migrant there.", RETURN),
    "short_attachment": _no("Worked abroad for less than the minimum that this country sets.", NATIONAL_CHOICE),
    "returned_long_ago": _no("Returned before the period that this country counts.", NATIONAL_CHOICE),
    "unknown_residence": _unknown("Whether this person is a usual resident is unknown.", MIGRANT),
    "unknown_birth": _unknown("The country of birth is unknown.", MIGRANT),
    "unknown_citizenship": _unknown("The citizenship is not known well enough.", MIGRANT),
    "unknown_category": _unknown("The category of stay or work, perhaps one that is left out, is unknown.", EXCLUSIONS),
    "unknown_age": _unknown("The age is unknown.", WORKER),
    "unknown_presence": _unknown("Presence in this country in the reference period is unknown.", WORKER),
    "unknown_labour_force": _unknown("The labour force status is unknown.", WORKER),
    "unknown_country_of_work": _unknown("The country of work, or of the work sought, is unknown.", NON_RESIDENTS),
    "unknown_reason": _unknown("The main reason for coming is unknown.", FOR_WORK),
    "unknown_permit": _unknown("The permit held at entry is unknown.", FOR_WORK),
    "unknown_work_abroad": _unknown("Whether this person worked while living abroad is unknown.", RETURN),
    "unknown_country_worked_abroad": _unknown("The country worked in abroad is unknown.", RETURN),
    "unknown_home": _unknown(
        "The own country, by birth or citizenship, is not known: it may be the one worked in abroad.", RETURN
    ),
    "unknown_months_abroad": _unknown("The time worked abroad is unknown.", NATIONAL_CHOICE),
    "unknown_return": _unknown("The month of return is not known well enough.", NATIONAL_CHOICE),
}  # fmt: skip
