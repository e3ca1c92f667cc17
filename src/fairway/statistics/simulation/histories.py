"""Who came from abroad, who came back, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from fairway.methods.counted_draws import Draws, Whole
from fairway.statistics.simulation.households import Members, Yes
from fairway.statistics.simulation.listing import Listing
from fairway.statistics.simulation.strata import Country

NOBODY: Final = -1
"""No code: the question does not concern the person."""
_REASONS: Final = ("work", "transfer", "family", "study", "protection", "return", "other")
REASONS: Final = _REASONS
PERMITS: Final = ("work", "free_movement", "family", "study", "protection", "visitor", "other")
SPECIAL: Final = ("none", "seasonal", "frontier", "project_tied", "itinerant", "diplomat", "military")
WHY_BACK: Final = (
    "contract_ended", "dismissed", "conditions", "family", "health", "expelled", "retired", "other",
)  # fmt: skip
_WHY_BACK: Final = (0.42, 0.09, 0.14, 0.19, 0.07, 0.03, 0.01, 0.05)


@dataclass(frozen=True, slots=True)
class Histories:
    """What ties persons to other countries; arrays of shape (N,). Countries are positions in `countries`.

    Attributes:
        countries: Codes; the first is the country of the survey.
        foreign_born: Born abroad.
        birth, citizenship, second: Countries; `second` is NOBODY where there is none.
        resident: Usual resident.
        special: Position in SPECIAL.
        previous: The last country lived in; NOBODY for who never lived abroad.
        months_here: Since the last arrival; NOBODY for who never lived abroad.
        reason, permit: Positions in REASONS and PERMITS; NOBODY likewise.
        returned: Came back after work abroad.
        months_abroad: Worked there; NOBODY for others.
        why_back: Position in WHY_BACK; NOBODY for others.
    """

    countries: tuple[str, ...]
    foreign_born: Yes
    birth: Whole
    citizenship: Whole
    second: Whole
    resident: Yes
    special: Whole
    previous: Whole
    months_here: Whole
    reason: Whole
    permit: Whole
    returned: Yes
    months_abroad: Whole
    why_back: Whole


def histories_of(members: Members, frame: Listing, country: Country) -> Histories:
    """The migration histories of persons."""
    draws, age, men = members.draws, members.age, members.men
    countries = tuple(dict.fromkeys([country.code, *country.origins, *country.destinations]))
    foreign = draws.happens("foreign-born", np.where(members.migrant_household, 0.88, 0.006))
    # A household comes from one country; one member in ten from another.
    shared = members.at_home.choice("origin", list(country.origins.values()))
    own = draws.choice("own origin", list(country.origins.values()))
    origin = 1 + np.where(draws.happens("origin of its own", 0.1), own, shared)
    months = _months_here(draws, foreign, age)
    citizen = draws.happens("naturalised", np.where(foreign, np.minimum(months / 12.0 * 0.025, 0.5), 1.0))
    born_here_of_migrants = members.migrant_household & ~foreign & (members.line > 1)
    citizenship = np.where((foreign & ~citizen) | born_here_of_migrants, origin, 0)
    second = np.where(draws.happens("second citizenship", np.where(foreign & citizen, 0.25, 0.003)), origin, NOBODY)
    returned, away = _returned(members, frame, foreign)
    back = _months_back(draws, age)
    destination = _destination(draws, country, countries)
    resident = ~(foreign & (age >= 16) & (months <= 12) & draws.happens("stays short", 0.55))
    special = _special(draws, foreign, resident, age)
    reason = np.select([foreign, returned], [_reason(draws, age - months // 12, men), REASONS.index("return")], NOBODY)
    return Histories(
        countries=countries,
        foreign_born=foreign,
        birth=np.where(foreign, origin, 0),
        citizenship=citizenship,
        second=np.where(second == citizenship, NOBODY, second),
        resident=resident,
        special=special,
        previous=np.select([foreign, returned], [origin, destination], NOBODY),
        months_here=np.select([foreign, returned], [months, back], NOBODY),
        reason=reason,
        permit=np.where(foreign, _permit(draws, reason, origin), NOBODY),
        returned=returned,
        months_abroad=np.where(returned, away, NOBODY),
        why_back=np.where(returned, draws.choice("why back", _WHY_BACK), NOBODY),
    )


def _months_here(draws: Draws, foreign: Yes, age: Whole) -> Whole:
    waited = -84.0 * np.log1p(-draws.uniform("months here"))
    # Nobody arrived before birth; who was born this year came as a baby.
    return np.where(foreign, np.minimum(1.0 + waited, np.maximum(age * 12.0 - 1.0, 1.0)), 0.0).astype(np.int64)


def _months_back(draws: Draws, age: Whole) -> Whole:
    # Most came back lately, between two jobs abroad; some long ago, for good.
    usual = np.where(draws.happens("back for good", 0.3), 80.0, 12.0)
    waited = -usual * np.log1p(-draws.uniform("months since return"))
    since: Whole = np.minimum(1.0 + waited, np.maximum((age - 17.0) * 6.0, 1.0)).astype(np.int64)
    return since


def _returned(members: Members, frame: Listing, foreign: Yes) -> tuple[Yes, Whole]:
    draws, age, men = members.draws, members.age, members.men
    prone = np.where(men, 0.19, 0.045) * frame.sending[members.unit]
    returned = ~foreign & (age >= 19) & (age <= 64) & draws.happens("returned", prone)
    away = np.exp(np.log(22.0) + 0.7 * draws.normal("months abroad"))
    most = np.maximum((age - 17.0) * 6.0 - 1.0, 3.0)
    return returned, np.clip(away, 3.0, most).astype(np.int64)


def _destination(draws: Draws, country: Country, countries: tuple[str, ...]) -> Whole:
    places = np.array([countries.index(code) for code in country.destinations], dtype=np.int64)
    found: Whole = places[draws.choice("destination", list(country.destinations.values()))]
    return found


def _reason(draws: Draws, age_then: Whole, men: Yes) -> Whole:
    grown = np.where(
        men[:, None], [[0.68, 0.04, 0.13, 0.07, 0.04, 0.0, 0.04]], [[0.40, 0.02, 0.42, 0.07, 0.05, 0.0, 0.04]]
    )
    child = np.array([[0.0, 0.0, 0.82, 0.08, 0.06, 0.0, 0.04]])
    return draws.choice("reason", np.where((age_then >= 16)[:, None], grown, child))


def _permit(draws: Draws, reason: Whole, origin: Whole) -> Whole:
    usual = np.array([0, 0, 2, 3, 4, 6, 6])[np.maximum(reason, 0)]
    free = (origin == 1) & draws.happens("free movement", 0.5)  # the largest neighbour: an open border
    odd = draws.uniform("permit")
    return np.select([free, odd < 0.07, odd < 0.10], [1, 5, 6], usual)


def _special(draws: Draws, foreign: Yes, resident: Yes, age: Whole) -> Whole:
    short = 1 + draws.choice("kind of short stay", (0.5, 0.2, 0.2, 0.1))
    posted = np.where(draws.happens("diplomat or soldier", 0.6), 5, 6)
    few = foreign & resident & (age >= 22) & draws.happens("posted", 0.012)
    return np.select([~resident, few], [short, posted], 0)
