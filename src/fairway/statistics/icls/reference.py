"""The rules of `icls20` for one person in plain Python: slow, obvious, and what the fast expressions must agree with.

Unknown is None. `holds` and `any_holds` are Kleene's “and” and “or”.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from fairway.reference.survey_variables import LABOUR_FORCE, PERMITS, REASONS, SPECIAL
from fairway.statistics.icls.icls20.codes import LEFT_OUT, NON_RESIDENT, SERVING_A_STATE, UNSTATED
from fairway.statistics.icls.parameters import Parameters

MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
ORIGIN_NO = {"birth": "native", "citizenship": "national", "either": "native_national"}


def holds(*conditions: bool | None) -> bool | None:
    """False if one is false; else unknown if one is unknown."""
    if any(one is False for one in conditions):
        return False
    return None if any(one is None for one in conditions) else True


def any_holds(*conditions: bool | None) -> bool | None:
    """True if one is true; else unknown if one is unknown."""
    if any(one is True for one in conditions):
        return True
    return None if any(one is None for one in conditions) else False


def opposite(condition: bool | None) -> bool | None:
    """Not; unknown stays unknown."""
    return None if condition is None else not condition


class Person:
    """What is known of one person.

    Args:
        row: Standard variables; missing ones are None.
        country: The country of the survey, ISO 3166-1 alpha-3.
        parameters: The national choices.
    """

    def __init__(self, row: Mapping[str, Any], country: str, parameters: Parameters) -> None:
        self.row, self.country, self.parameters = row, country, parameters
        self.resident = self._resident()
        self.foreign_born = opposite(self._is("country_of_birth", country))
        self.foreign = self._foreign(country)
        self.migrant = self._migrant()
        self.adult = self._at_least("age", parameters.working_age)
        self.present = self._present()
        self.category = self._code("special_category", SPECIAL, "none" if parameters.assume_ordinary else None)
        self.status = self._code("labour_force_status", LABOUR_FORCE)
        self.active = None if self.status is None else self.status != "outside"
        self.works_here = self._is("country_of_work", country)

    def _is(self, name: str, value: str) -> bool | None:
        found = self.row.get(name)
        return None if found is None else found == value

    def _yes(self, name: str) -> bool | None:
        return {"yes": True, "no": False}.get(self.row.get(name) or "")

    def _code(self, name: str, codes: Mapping[str, str], missing: str | None = None) -> str | None:
        found = self.row.get(name)
        if found is None:
            return missing
        return found if found in codes else None

    def _at_least(self, name: str, least: int) -> bool | None:
        found = self.row.get(name)
        return None if found is None or math.isnan(found) else found >= least

    def _ago(self, name: str) -> tuple[int, int] | None:
        """The least and the most months that may have passed from the month to the reference month."""
        found, reference = self.row.get(name), self.parameters.reference
        if found is None or reference is None or not MONTH.fullmatch(found):
            return None
        year = int(found[:4]) * 12
        first, last = (year + int(found[5:7]) - 1,) * 2 if len(found) > 4 else (year, year + 11)
        return reference - last, reference - first

    def _resident(self) -> bool | None:
        stated = self._yes("usual_resident")
        if self.parameters.residence == "stated":
            return stated
        least = self.parameters.minimum_stay_months
        ago = self._ago("arrival_month")
        long_here = None if ago is None else True if ago[0] >= least else False if ago[1] < least else None
        stay = any_holds(
            self._at_least("intended_stay_months", least), long_here, opposite(self._yes("ever_lived_abroad"))
        )
        return stay if self.parameters.residence == "stay" else holds(stated, stay)

    def _citizenships(self) -> list[str | None]:
        """Those held; None stands for one that is not known."""
        first, second = self.row.get("citizenship"), self.row.get("second_citizenship")
        if second is None and first is not None and self.parameters.assume_single_citizenship:
            return [first]
        return [first, second]

    def _foreign(self, country: str) -> bool | None:
        held = self._citizenships()
        if country in held:
            return False
        return None if None in held else True

    def _migrant(self) -> bool | None:
        if self.parameters.migrants == "birth":
            return self.foreign_born
        if self.parameters.migrants == "citizenship":
            return self.foreign
        return any_holds(self.foreign_born, self.foreign)

    def _present(self) -> bool | None:
        present = self._yes("present")
        if present is None and self.resident and self.parameters.assume_residents_present:
            return True
        return present

    def came_by_reason(self) -> bool | None:
        """The main reason for coming was work."""
        reason = self._code("reason_for_coming", REASONS)
        return None if reason is None else reason in ("work", "transfer")

    def came_by_permit(self) -> bool | None:
        """Entered on a work permit."""
        permit = self._code("permit_at_entry", PERMITS)
        return None if permit is None else permit == "work"

    def never_came(self) -> bool:
        """Never lived elsewhere, a foreign citizen born here for example: did not come, for work or otherwise."""
        return self._yes("ever_lived_abroad") is False

    def worked_abroad(self) -> bool | None:
        """Worked while living in another country; who never lived abroad did not."""
        worked, ever = self._yes("worked_abroad"), self._yes("ever_lived_abroad")
        if worked is False or ever is False:
            return False
        return worked

    def country_there(self) -> str | None:
        """The country worked in abroad; None where it is not stated which, or is that of the survey."""
        there: str | None = self.row.get("country_worked_abroad")
        return None if there in (self.country, UNSTATED) else there

    def migrant_there(self) -> bool | None:
        """Was a migrant where they worked: some country is possible that is not their own, and none that is."""
        birth, *held = [
            None if place == UNSTATED else place for place in (self.row.get("country_of_birth"), *self._citizenships())
        ]
        there = self.country_there()

        def own(places: list[str | None]) -> bool | None:
            """Is the country worked in among these places, the own country of the survey left aside?"""
            abroad = [place for place in places if place != self.country]
            if there is not None and there in abroad:
                return True
            if not abroad:
                return False
            return None if there is None or None in abroad else False

        if self.parameters.migrants == "birth":
            return opposite(own([birth]))
        if self.parameters.migrants == "citizenship":
            return opposite(own(held))
        if birth is not None and None not in held and birth not in held:
            return True
        return any_holds(opposite(own([birth])), opposite(own(held)))

    def long_enough(self) -> bool | None:
        """Worked abroad for the minimum."""
        least = self.parameters.minimum_months_worked_abroad
        return self._at_least("months_worked_abroad", least) if least else True

    def recent(self) -> bool | None:
        """Returned within the period that counts."""
        most = self.parameters.recency_months
        if most is None:
            return True
        ago = self._ago("return_month")
        if ago is None:
            return None
        return True if ago[1] <= most else False if ago[0] > most else None


def judged(row: Mapping[str, Any], country: str, parameters: Parameters) -> dict[str, str]:
    """All columns of the classification, for one person."""
    person = Person(row, country, parameters)
    found = {
        "by_citizenship": {True: "non-national", False: "national", None: "unknown"}[person.foreign],
        "by_birth": {True: "foreign-born", False: "native", None: "unknown"}[person.foreign_born],
    }
    concepts = {
        "international_migrant": _migrant(person),
        "international_migrant_worker": _worker(person),
        "non_resident_foreign_worker": _non_resident(person),
        "for_work_migrant": _for_work(person),
        "return_migrant_worker": _returned(person),
    }
    for concept, (answer, why) in concepts.items():
        found |= {concept: answer, f"{concept}_why": why}
    found["imw_category"] = _category(person, concepts["international_migrant_worker"][0])
    return found


Outcome = tuple[str, str]


def _no(why: str) -> Outcome:
    return "no", why


def _open(why: str) -> Outcome:
    return "undetermined", why


def _unknown_origin(person: Person) -> Outcome:
    measure = person.parameters.migrants
    if measure != "citizenship" and person.foreign_born is None:
        return _open("unknown_birth")
    return _open("unknown_citizenship")


def _migrant(person: Person) -> Outcome:
    if person.resident is False:
        return _no("not_resident")
    if person.migrant is False:
        return _no(ORIGIN_NO[person.parameters.migrants])
    if person.resident is None:
        return _open("unknown_residence")
    if person.migrant is None:
        return _unknown_origin(person)
    by_birth = person.parameters.migrants != "citizenship" and person.foreign_born
    return "yes", "foreign_born" if by_birth else "foreign_citizen"


def _outside_scope(person: Person) -> Outcome | None:
    if person.category in LEFT_OUT:
        return _no(str(person.category))
    if person.adult is False:
        return _no("under_age")
    if person.present is False:
        return _no("not_present")
    return None


def _unknown_scope(person: Person) -> Outcome | None:
    if person.category is None:
        return _open("unknown_category")
    if person.adult is None:
        return _open("unknown_age")
    if person.present is None:
        return _open("unknown_presence")
    if person.active is None:
        return _open("unknown_labour_force")
    return None


def _worker(person: Person) -> Outcome:
    outside = _outside_scope(person)
    if outside:
        return outside
    if person.active is False:
        return _no("outside_labour_force")
    if person.resident is True:
        return _resident_worker(person)
    if person.resident is False:
        return _visiting_worker(person)
    if person.migrant is False and person.works_here is False:
        return _no("neither_way")
    unknown = _unknown_scope(person)
    if unknown:
        return unknown
    return ("yes", "either_way") if person.migrant and person.works_here else _open("unknown_residence")


def _resident_worker(person: Person) -> Outcome:
    if person.migrant is False:
        return _no(ORIGIN_NO[person.parameters.migrants])
    unknown = _unknown_scope(person)
    if unknown:
        return unknown
    if person.migrant is None:
        return _unknown_origin(person)
    return "yes", f"resident_{person.status}"


def _visiting_worker(person: Person) -> Outcome:
    if person.works_here is False:
        return _no("no_work_here")
    unknown = _unknown_scope(person)
    if unknown:
        return unknown
    if person.works_here is None:
        return _open("unknown_country_of_work")
    return "yes", "non_resident_employed" if person.status == "employed" else "non_resident_seeking"


def _non_resident(person: Person) -> Outcome:
    outside = _outside_scope(person)
    if outside:
        return outside
    if person.resident is True:
        return _no("is_resident")
    if person.active is False:
        return _no("outside_labour_force")
    if person.works_here is False:
        return _no("no_work_here")
    unknown = _unknown_scope(person)
    if unknown:
        return unknown
    return _open("unknown_residence") if person.resident is None else _visiting_worker(person)


def _for_work(person: Person) -> Outcome:
    migrant, why = _migrant(person)
    if migrant == "no":
        return _no(why)
    if person.category in SERVING_A_STATE:
        return _no(str(person.category))
    reason, permit = person.came_by_reason(), person.came_by_permit()
    came = {"reason": reason, "permit": permit, "either": any_holds(reason, permit)}[person.parameters.entry]
    if person.never_came():
        return _no("never_came")
    if came is False:
        other = {"reason": "other_reason", "permit": "other_permit", "either": "other_reason_and_permit"}
        return _no(other[person.parameters.entry])
    if migrant == "undetermined":
        return _open(why)
    if person.category is None:
        return _open("unknown_category")
    if came is None:
        return _open("unknown_reason" if person.parameters.entry != "permit" and reason is None else "unknown_permit")
    if person.parameters.entry != "permit" and reason:
        return "yes", "came_by_transfer" if person.row["reason_for_coming"] == "transfer" else "came_for_work"
    return "yes", "came_on_work_permit"


def _returned(person: Person) -> Outcome:
    unknown_there = "unknown_home" if person.country_there() else "unknown_country_worked_abroad"
    conditions = (
        (person.resident, "not_resident", "unknown_residence"),
        (person.worked_abroad(), "never_worked_abroad", "unknown_work_abroad"),
        (person.migrant_there(), "at_home_there", unknown_there),
        (person.long_enough(), "short_attachment", "unknown_months_abroad"),
        (person.recent(), "returned_long_ago", "unknown_return"),
    )
    for condition, why_not, _ in conditions:
        if condition is False:
            return _no(why_not)
    for condition, _, why_open in conditions:
        if condition is None:
            return _open(why_open)
    return "yes", "worked_abroad"


def _category(person: Person, worker: str) -> str:
    if worker == "no":
        return "none"
    if worker == "undetermined" or person.resident is None:
        return "undetermined"
    if person.resident:
        return f"resident_{person.status}"
    if person.category in NON_RESIDENT:
        return str(person.category)
    return "other_non_resident" if person.status == "employed" else "seeking_work"
