"""Education, work and what it pays: where a degree from abroad counts for less, and for women least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from fairway.methods.counted_draws import Draws, Floats, Whole
from fairway.statistics.simulation.histories import NOBODY, Histories
from fairway.statistics.simulation.households import Members, Yes
from fairway.statistics.simulation.listing import Listing

STATUS: Final = ("employed", "unemployed", "outside")
KINDS: Final = ("employee", "employer", "own_account", "contributing_family")
MATCHES: Final = ("over", "matched", "under")
OCCUPATIONS: Final = (
    "1120", "1221", "1411", "2142", "2221", "2341", "2411", "2512", "3112", "3221", "3313", "3322",
    "4110", "4311", "5120", "5223", "5321", "5414", "6111", "6130", "7112", "7126", "7212", "7531", "8153", "8322",
    "8332", "9111", "9112", "9211", "9313", "9329", "9412",
)  # fmt: skip
_MAJOR: Final = np.array([int(code[0]) for code in OCCUPATIONS])
INDUSTRIES: Final = tuple("ABCDEFGHIJKLMNOPQRSTU")
_USUAL_INDUSTRY: Final = dict(
    zip(OCCUPATIONS, "CGIFQPKJCQKGNKIGQNAAFFCCCHHTNAFCI", strict=True)
)  # the section in which most of an occupation work
_FEMALE: Final = {"9111": 12.0, "2221": 4.0, "5321": 4.0, "2341": 2.5, "3221": 3.0, "7531": 2.0, "8153": 2.0}
_MALE: Final = {"7112": 8.0, "7126": 6.0, "8322": 8.0, "8332": 8.0, "9313": 5.0, "5414": 5.0, "7212": 5.0}
_GROUPS: Final = (range(1, 4), range(4, 9), range(9, 10))
_CUTS: Final = np.array([-1.05, -0.35, 0.25, 0.95, 1.08, 1.25, 2.05, 3.1])


@dataclass(frozen=True, slots=True)
class Work:
    """Education and work; arrays of shape (N,), NOBODY or NaN where the question does not concern the person.

    Attributes:
        education: ISCED level 0 to 8.
        taught_in: A country, as in `Histories`.
        studying: In education or training.
        recognised: 1 yes, 0 no; of who was taught abroad.
        status: Position in STATUS.
        kind: Position in KINDS.
        occupation, industry: Positions in OCCUPATIONS and INDUSTRIES.
        earnings: Of employees, a month.
        hours: A week.
        needed: The ISCED level that the job needs, by own assessment.
        match: Position in MATCHES.
        injured: 1 yes, 0 no.
        occupation_abroad, industry_abroad, occupation_before: Of who came back.
        skills_used: 1 yes, 0 no.
    """

    education: Whole
    taught_in: Whole
    studying: Yes
    recognised: Whole
    status: Whole
    kind: Whole
    occupation: Whole
    industry: Whole
    earnings: Floats
    hours: Floats
    needed: Whole
    match: Whole
    injured: Whole
    occupation_abroad: Whole
    industry_abroad: Whole
    occupation_before: Whole
    skills_used: Whole


def work_of(members: Members, histories: Histories, frame: Listing) -> Work:
    """Education and work of persons."""
    draws, age, men = members.draws, members.age, members.men
    education = _education(members, histories, frame)
    abroad = _taught_abroad(draws, histories, age)
    tertiary = education >= 5
    studying = (age >= 5) & draws.happens(
        "studying", np.interp(age, [5, 14, 18, 24, 35, 95], [0.95, 0.93, 0.6, 0.15, 0.02, 0])
    )
    status = _status(members, histories, frame, studying)
    employed = status == 0
    chances = _chances(education, men, abroad)
    occupation = np.where(employed, _occupation(draws, "occupation", chances, men), NOBODY)
    industry = np.where(employed, _industry(draws, "industry", occupation), NOBODY)
    kind = np.where(employed, _kind(draws, occupation, histories.foreign_born), NOBODY)
    needed = np.where(employed, _needed(draws, occupation), NOBODY)
    returned, nothing = histories.returned, np.full(len(age), NOBODY)
    plain = _chances(np.minimum(education, 4), men, np.zeros(len(age), dtype=np.bool_))
    job_abroad = np.where(returned, _occupation(draws, "occupation abroad", plain, men), NOBODY)
    return Work(
        education=np.where(age >= 5, education, NOBODY),
        taught_in=np.where(age >= 5, np.where(abroad, histories.birth, 0), NOBODY),
        studying=studying,
        recognised=np.where(abroad & tertiary, draws.happens("recognised", np.where(men, 0.5, 0.35)), nothing),
        status=status,
        kind=kind,
        occupation=occupation,
        industry=industry,
        earnings=np.where(kind == 0, _earnings(members, histories, frame, education, occupation), np.nan),
        hours=np.where(employed, np.clip(np.rint(46.0 + 12.0 * draws.normal("hours")), 4.0, 98.0), np.nan),
        needed=needed,
        match=np.where(employed, _match(draws, education, needed), NOBODY),
        injured=np.where(employed, _injured(draws, occupation, histories.foreign_born), NOBODY),
        occupation_abroad=job_abroad,
        industry_abroad=np.where(returned, _industry(draws, "industry abroad", job_abroad), NOBODY),
        occupation_before=np.where(
            returned & draws.happens("worked before", 0.75), _occupation(draws, "occupation before", plain, men), NOBODY
        ),
        skills_used=np.where(returned & employed, draws.happens("skills used", 0.42), nothing),
    )


def _education(members: Members, histories: Histories, frame: Listing) -> Whole:
    draws, age = members.draws, members.age
    # Migrants are more often of the lowest and of the highest levels than nationals.
    spread = np.where(histories.foreign_born, 1.35, 1.0)
    centre = 0.9 * frame.level[members.unit] - 0.018 * np.maximum(age - 25.0, 0.0) + np.where(members.men, 0.15, -0.05)
    latent = centre + spread * draws.normal("education") + np.where(histories.foreign_born, 0.45, 0.15)
    most = np.select([age < 12, age < 15, age < 18, age < 21, age < 23, age < 27], [0, 1, 2, 4, 5, 7], 8)
    reached: Whole = np.minimum(np.searchsorted(_CUTS, latent), most).astype(np.int64)
    return reached


def _taught_abroad(draws: Draws, histories: Histories, age: Whole) -> Yes:
    arrived_at = age - histories.months_here / 12.0
    return histories.foreign_born & (age >= 5) & draws.happens("taught abroad", np.where(arrived_at >= 18.0, 0.93, 0.1))


def _status(members: Members, histories: Histories, frame: Listing, studying: Yes) -> Whole:
    draws, age, men = members.draws, members.age, members.men
    by_age = np.interp(age, [15, 20, 28, 45, 58, 65, 75, 95], [-2.2, -0.2, 1.3, 1.5, 0.8, -0.4, -2.2, -4.0])
    logit = by_age + np.where(men, 0.9, -0.4) + frame.activity[members.unit] - 1.8 * studying
    logit = logit + np.where(histories.foreign_born, np.where(men, 0.5, 0.1), 0.0)
    active = draws.happens("active", 1.0 / (1.0 + np.exp(-logit)))
    risk = np.where(age < 25, 0.16, 0.06) * np.where(histories.foreign_born, 1.25, 1.0) * np.where(men, 0.9, 1.15)
    # Who was posted or came for a season has work.
    at_work = (histories.special > 0) & (age >= 16)
    looking = draws.happens("unemployed", risk) & ~at_work
    return np.select([age < 15, looking & active, active | at_work], [NOBODY, 1, 0], 2)


def _chances(education: Whole, men: Yes, abroad: Yes) -> Floats:
    """Of a job that needs tertiary education, secondary, or neither; shape (N, 3)."""
    degree = np.select([abroad & ~men, abroad], [0.40, 0.60], 0.76)
    high = np.select([education >= 5, education >= 3], [degree, 0.14], 0.03)
    low = np.select([education >= 5, education >= 3], [0.12 * (1.0 - degree), 0.17], 0.38)
    return np.stack([high, 1.0 - high - low, low], axis=1)


def _occupation(draws: Draws, name: str, chances: Floats, men: Yes) -> Whole:
    group = draws.choice(f"{name}, group", chances)
    found = np.zeros(len(group), dtype=np.int64)
    for number, majors in enumerate(_GROUPS):
        listed = np.flatnonzero(np.isin(_MAJOR, majors))
        for is_man, leaning in ((True, _MALE), (False, _FEMALE)):
            inside = (group == number) & (men == is_man)
            shares = [leaning.get(OCCUPATIONS[at], 1.0) for at in listed]
            found = np.where(inside, listed[draws.choice(name, shares)], found)
    return found


def _industry(draws: Draws, name: str, occupation: Whole) -> Whole:
    usual = np.array([INDUSTRIES.index(_USUAL_INDUSTRY[code]) for code in OCCUPATIONS])[np.maximum(occupation, 0)]
    shares = (8, 1, 16, 1, 1, 12, 20, 9, 9, 3, 3, 1, 3, 5, 6, 6, 5, 2, 4, 1, 0)
    return np.where(draws.happens(f"{name}, usual", 0.7), usual, draws.choice(name, shares))


def _kind(draws: Draws, occupation: Whole, foreign: Yes) -> Whole:
    major = _MAJOR[np.maximum(occupation, 0)]
    farm, top = (major == 6)[:, None], (major == 1)[:, None]
    shares = np.where(
        farm, [[0.12, 0.03, 0.55, 0.30]], np.where(top, [[0.55, 0.30, 0.15, 0.0]], [[0.70, 0.02, 0.22, 0.06]])
    )
    return np.where(foreign & draws.happens("hired", 0.5), 0, draws.choice("kind", shares))


def _earnings(members: Members, histories: Histories, frame: Listing, education: Whole, occupation: Whole) -> Floats:
    major = _MAJOR[np.maximum(occupation, 0)]
    pay = np.array([0.0, 0.75, 0.55, 0.35, 0.1, -0.05, -0.25, 0.05, 0.05, -0.35])[major]
    log = 10.05 + pay + 0.04 * education + frame.level[members.unit] + 0.42 * members.draws.normal("earnings")
    log = log - np.where(members.men, 0.0, 0.16) - np.where(histories.foreign_born, 0.12, 0.0)
    monthly: Floats = np.rint(np.exp(log) / 100.0) * 100.0
    return monthly


def _needed(draws: Draws, occupation: Whole) -> Whole:
    major = _MAJOR[np.maximum(occupation, 0)]
    usual = np.array([3, 6, 6, 5, 3, 3, 2, 3, 2, 1])[major]
    level: Whole = np.clip(usual + draws.choice("needed", (0.18, 0.64, 0.18)) - 1, 0, 8)
    return level


def _match(draws: Draws, education: Whole, needed: Whole) -> Whole:
    said = np.select([education > needed, education == needed], [0, 1], 2)
    return np.where(draws.happens("feels matched", 0.25), 1, said)


def _injured(draws: Draws, occupation: Whole, foreign: Yes) -> Whole:
    risk = np.array([0, 0.005, 0.008, 0.01, 0.008, 0.015, 0.03, 0.05, 0.045, 0.045])[_MAJOR[np.maximum(occupation, 0)]]
    return draws.happens("injured", risk * np.where(foreign, 1.6, 1.0)).astype(np.int64)
