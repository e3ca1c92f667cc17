"""The answers of the guidelines with their reasons.

Every answer is one expression of Kleene's logic; every reason is the first of a list whose condition holds: first what
makes the answer no, then what keeps it open, then what makes it yes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import polars as pl

from fairway.statistics.icls.expressions import every, first, known, said
from fairway.statistics.icls.icls20.codes import CATEGORIES, LEFT_OUT, NON_RESIDENT, SERVING_A_STATE
from fairway.statistics.icls.parameters import Parameters

Reasons: TypeAlias = list[tuple[pl.Expr, str]]

NO_MIGRANT: Final = {"birth": "native", "citizenship": "national", "either": "native_national"}


def answers(parameters: Parameters) -> Sequence[pl.Expr]:
    """All columns that the classification adds."""
    return [
        *measures(),
        *international_migrant(parameters),
        *international_migrant_worker(parameters),
        *non_resident_foreign_worker(),
        *for_work_migrant(parameters),
        *return_migrant_worker(parameters),
        imw_category(),
    ]


def measures() -> Sequence[pl.Expr]:
    """Both measures of a migrant: by citizenship and by birth."""
    return [
        said(known("foreign"), ("national", "non-national", "unknown")).alias("by_citizenship"),
        said(known("foreign_born"), ("native", "foreign-born", "unknown")).alias("by_birth"),
    ]


def _unknown_origin(parameters: Parameters, where: pl.Expr) -> Reasons:
    """Why it is unknown whether somebody is a migrant."""
    by_birth = (where & known("foreign_born").is_null(), "unknown_birth")
    by_citizenship = (where & known("foreign").is_null(), "unknown_citizenship")
    chosen = {"birth": [by_birth], "citizenship": [by_citizenship], "either": [by_birth, by_citizenship]}
    return chosen[parameters.migrants]


def international_migrant(parameters: Parameters) -> Sequence[pl.Expr]:
    """A usual resident who is foreign-born, or a foreign citizen, as the country measures it."""
    resident, migrant = known("resident"), known("migrant")
    reasons: Reasons = [
        (~resident, "not_resident"),
        (~migrant, NO_MIGRANT[parameters.migrants]),
        (resident.is_null(), "unknown_residence"),
        *_unknown_origin(parameters, migrant.is_null()),
        *([(known("foreign_born"), "foreign_born")] if parameters.migrants != "citizenship" else []),
    ]
    return _columns("international_migrant", resident & migrant, reasons, "foreign_citizen")


def _columns(concept: str, answer: pl.Expr, reasons: Reasons, otherwise: str) -> Sequence[pl.Expr]:
    return [said(answer).alias(concept), first(reasons, otherwise).alias(f"{concept}_why")]


def _outside() -> Reasons:
    """What makes nobody a migrant worker here, resident or not."""
    return [
        *((known("category") == code, code) for code in LEFT_OUT),
        (~known("adult"), "under_age"),
        (~known("present"), "not_present"),
    ]


def _unknown_scope() -> Reasons:
    return [
        (known("left_out").is_null(), "unknown_category"),
        (known("adult").is_null(), "unknown_age"),
        (known("present").is_null(), "unknown_presence"),
        (known("active").is_null(), "unknown_labour_force"),
    ]


def _in_scope() -> pl.Expr:
    return every(~known("left_out"), known("adult"), known("present"), known("active"))


def international_migrant_worker(parameters: Parameters) -> Sequence[pl.Expr]:
    """(a) a migrant resident in the labour force, or (b) a non-resident foreign worker.

    Whoever is a migrant and works here is one or the other: then residence need not be known.
    """
    resident, migrant, here = known("resident"), known("migrant"), known("works_here")
    reasons: Reasons = [
        *_outside(),
        (~known("active"), "outside_labour_force"),
        (resident & ~migrant, NO_MIGRANT[parameters.migrants]),
        (~resident & ~here, "no_work_here"),
        (resident.is_null() & ~migrant & ~here, "neither_way"),
        *_unknown_scope(),
        (resident.is_null() & ~(migrant & here).fill_null(False), "unknown_residence"),
        *_unknown_origin(parameters, resident & migrant.is_null()),
        (~resident & here.is_null(), "unknown_country_of_work"),
        (resident & known("employed"), "resident_employed"),
        (resident, "resident_unemployed"),
        (~resident & known("employed"), "non_resident_employed"),
        (~resident, "non_resident_seeking"),
    ]
    return _columns("international_migrant_worker", _is_migrant_worker(), reasons, "either_way")


def _is_migrant_worker() -> pl.Expr:
    resident, migrant, here = known("resident"), known("migrant"), known("works_here")
    return _in_scope() & ((resident & migrant) | (~resident & here) | (migrant & here))


def non_resident_foreign_worker() -> Sequence[pl.Expr]:
    """Not a usual resident, but present, and employed by a producer unit of the country or seeking work there."""
    resident, here = known("resident"), known("works_here")
    answer = every(_in_scope(), ~resident, here)
    reasons: Reasons = [
        *_outside(),
        (resident, "is_resident"),
        (~known("active"), "outside_labour_force"),
        (~here, "no_work_here"),
        *_unknown_scope(),
        (resident.is_null(), "unknown_residence"),
        (here.is_null(), "unknown_country_of_work"),
        (known("employed"), "non_resident_employed"),
    ]
    return _columns("non_resident_foreign_worker", answer, reasons, "non_resident_seeking")


def for_work_migrant(parameters: Parameters) -> Sequence[pl.Expr]:
    """An international migrant who came for employment or to seek it, whatever the labour force status is now."""
    resident, migrant, came = known("resident"), known("migrant"), known("came_for_work")
    serving = known("serving_a_state")
    answer = every(resident, migrant, ~serving, came)
    other = {"reason": "other_reason", "permit": "other_permit", "either": "other_reason_and_permit"}
    by_reason = [
        (known("transferred"), "came_by_transfer"),
        (known("came_by_reason"), "came_for_work"),
    ]
    unknown_reason = [(came.is_null() & known("came_by_reason").is_null(), "unknown_reason")]
    reasons: Reasons = [
        (~resident, "not_resident"),
        (~migrant, NO_MIGRANT[parameters.migrants]),
        *((known("category") == code, code) for code in SERVING_A_STATE),
        (known("never_came"), "never_came"),
        (~came, other[parameters.entry]),
        (resident.is_null(), "unknown_residence"),
        *_unknown_origin(parameters, migrant.is_null()),
        (serving.is_null(), "unknown_category"),
        *(unknown_reason if parameters.entry != "permit" else []),
        (came.is_null(), "unknown_permit"),
        *(by_reason if parameters.entry != "permit" else []),
    ]
    return _columns("for_work_migrant", answer, reasons, "came_on_work_permit")


def return_migrant_worker(parameters: Parameters) -> Sequence[pl.Expr]:
    """A usual resident who was a migrant worker in another country, whatever citizenship or work is now."""
    resident, worked, there = known("resident"), known("worked_abroad"), known("migrant_there")
    long_enough, recent = known("long_enough"), known("recent")
    reasons: Reasons = [
        (~resident, "not_resident"),
        (~worked, "never_worked_abroad"),
        (~there, "at_home_there"),
        (~long_enough, "short_attachment"),
        (~recent, "returned_long_ago"),
        (resident.is_null(), "unknown_residence"),
        (worked.is_null(), "unknown_work_abroad"),
        (there.is_null() & known("country_there").is_null(), "unknown_country_worked_abroad"),
        (there.is_null(), "unknown_home"),
        (long_enough.is_null(), "unknown_months_abroad"),
        (recent.is_null(), "unknown_return"),
    ]
    answer = every(resident, worked, there, long_enough, recent)
    return _columns("return_migrant_worker", answer, reasons, "worked_abroad")


def imw_category() -> pl.Expr:
    """The sub-category of an international migrant worker; `none` for others, `undetermined` where it is not known."""
    worker, resident, employed = _is_migrant_worker(), known("resident"), known("employed")
    chosen: Reasons = [
        (~worker, "none"),
        (worker.is_null() | resident.is_null(), "undetermined"),
        (resident & employed, "resident_employed"),
        (resident, "resident_unemployed"),
        *((known("category") == code, code) for code in NON_RESIDENT),
        (employed, "other_non_resident"),
    ]
    return first(chosen, "seeking_work", tuple(CATEGORIES)).alias("imw_category")
