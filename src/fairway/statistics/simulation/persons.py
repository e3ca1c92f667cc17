"""The frame of persons, with the names and codes of `reference.survey_variables`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from fairway.methods.counted_draws import Whole
from fairway.statistics.simulation.histories import NOBODY, PERMITS, REASONS, SPECIAL, WHY_BACK, Histories, histories_of
from fairway.statistics.simulation.households import Members, Yes, members_of
from fairway.statistics.simulation.listing import Listing
from fairway.statistics.simulation.strata import STRATA, Country
from fairway.statistics.simulation.work import (
    INDUSTRIES,
    KINDS,
    MATCHES,
    OCCUPATIONS,
    STATUS,
    Work,
    work_of,
)

LEVELS: Final = tuple("012345678")
_FIRST_YEAR: Final = 1900


def month_number(month: str) -> int:
    """Months from January 1900 to a month, `2024-05`."""
    return (int(month[:4]) - _FIRST_YEAR) * 12 + int(month[5:7]) - 1


def coded(codes: Whole, labels: Sequence[str]) -> pl.Series:
    """Positions in a list of codes as text; null where there is none. Shape (N,)."""
    return pl.Series([*labels, None], dtype=pl.String).gather(pl.Series(np.where(codes < 0, len(labels), codes)))


def months(numbers: Whole) -> pl.Series:
    """Numbers of months as `2019-07`; null where negative."""
    labels = [f"{_FIRST_YEAR + at // 12}-{at % 12 + 1:02}" for at in range(max(int(numbers.max(initial=0)) + 1, 1))]
    return coded(numbers, labels)


def persons_of(seed: int, frame: Listing, households: Whole, country: Country, reference_month: str) -> pl.DataFrame:
    """Everybody who lives in the households numbered so, in their order.

    Args:
        seed: Of the population.
        frame: Its sampling frame.
        households: Numbers of households.
        country: Whose survey it is.
        reference_month: `2024-05`.

    Returns:
        One row a person: `simulated`, the design columns `stratum`, `psu` and `households_in_psu`, and the variables.
    """
    members = members_of(seed, frame, households)
    histories = histories_of(members, frame, country)
    work = work_of(members, histories, frame)
    now = month_number(reference_month)
    return pl.DataFrame(
        {
            "simulated": np.ones(len(members.person), dtype=np.int8),
            "stratum": np.array([one.code for one in STRATA])[frame.stratum[members.unit]],
            "psu": members.unit + 1,
            "households_in_psu": frame.households[members.unit],
            "household": members.household,
            "person": members.person,
            **_of_migration(members, histories, country, now),
            **_of_work(members, histories, work, country),
            **_of_return(histories, work, now),
        }
    )


def _yes_no(said: Yes | Whole) -> pl.Series:
    return coded(np.asarray(said, dtype=np.int64), ("no", "yes"))


def _of_migration(members: Members, histories: Histories, country: Country, now: int) -> dict[str, pl.Series | Whole]:
    draws, countries = members.draws, histories.countries
    lived_abroad = histories.months_here >= 0
    stay = np.where(histories.resident, 12.0 + 60.0 * draws.uniform("stay"), 2.0 + 9.0 * draws.uniform("stay"))
    return {
        "sex": coded(members.men.astype(np.int64), ("F", "M")),
        "age": members.age,
        "usual_resident": _yes_no(histories.resident),
        "present": _yes_no(~(histories.resident & draws.happens("away", 0.012))),
        "country_of_birth": coded(histories.birth, countries),
        "citizenship": coded(histories.citizenship, countries),
        "second_citizenship": coded(histories.second, countries),
        "ever_lived_abroad": _yes_no(lived_abroad),
        "previous_residence": coded(histories.previous, countries),
        "arrival_month": months(np.where(lived_abroad, now - histories.months_here, NOBODY)),
        "intended_stay_months": pl.Series(np.where(histories.foreign_born, np.rint(stay), np.nan)).fill_nan(None),
        "reason_for_coming": coded(histories.reason, REASONS),
        "permit_at_entry": coded(histories.permit, PERMITS),
        "special_category": coded(histories.special, SPECIAL),
    }


def _of_work(members: Members, histories: Histories, work: Work, country: Country) -> dict[str, pl.Series]:
    active = (work.status == 0) | (work.status == 1)
    paid = ~np.isnan(work.earnings)
    return {
        "education": coded(work.education, LEVELS),
        "education_country": coded(work.taught_in, histories.countries),
        "in_education": _yes_no(np.where(members.age >= 5, work.studying, NOBODY)),
        "qualification_recognised": _yes_no(work.recognised),
        "labour_force_status": coded(work.status, STATUS),
        "country_of_work": coded(np.where(active, 0, NOBODY), histories.countries),
        "status_in_employment": coded(work.kind, KINDS),
        "occupation": coded(work.occupation, OCCUPATIONS),
        "industry": coded(work.industry, INDUSTRIES),
        "monthly_earnings": pl.Series(work.earnings).fill_nan(None),
        "earnings_currency": coded(np.where(paid, 0, NOBODY), (country.currency,)),
        "weekly_hours": pl.Series(work.hours).fill_nan(None),
        "required_education": coded(work.needed, LEVELS),
        "own_assessment": coded(work.match, MATCHES),
        "injured_at_work": _yes_no(work.injured),
    }


def _of_return(histories: Histories, work: Work, now: int) -> dict[str, pl.Series]:
    returned, countries = histories.returned, histories.countries
    away = pl.Series(np.where(returned, histories.months_abroad, 0).astype(np.float64))
    return {
        "worked_abroad": _yes_no(np.where(work.status >= 0, returned, NOBODY)),
        "country_worked_abroad": coded(np.where(returned, histories.previous, NOBODY), countries),
        "months_worked_abroad": away.replace(0.0, None),
        "return_month": months(np.where(returned, now - histories.months_here, NOBODY)),
        "reason_for_return": coded(histories.why_back, WHY_BACK),
        "occupation_abroad": coded(work.occupation_abroad, OCCUPATIONS),
        "industry_abroad": coded(work.industry_abroad, INDUSTRIES),
        "occupation_before": coded(work.occupation_before, OCCUPATIONS),
        "skills_used_after_return": _yes_no(work.skills_used),
    }
