"""The additive tables from which every series is read: all of them together are one problem of disclosure control.

Labour force status is a dimension like any other, so that the employed, the unemployed and those outside add up to the
population of working age in every cell. A table of some people alone (the employed by industry) has, besides, the
people left out (`rests`), so that it hangs together with the others: what one withholds, no other tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from fairway.methods.survey.plan import Condition, Is
from fairway.statistics.ilms import codes

LABOUR: Final = "labour_force"
MEASURES: Final = {"birth": codes.FOREIGN_BORN, "citizenship": codes.NON_NATIONAL}
"""Both measures of a migrant → the group that is foreign."""

TREES: Final[Mapping[str, Mapping[str, str | None]]] = {
    LABOUR: {
        codes.EMPLOYED: codes.IN_LABOUR_FORCE,
        codes.UNEMPLOYED: codes.IN_LABOUR_FORCE,
        codes.IN_LABOUR_FORCE: codes.WORKING_AGE,
        codes.OUTSIDE: codes.WORKING_AGE,
        codes.WORKING_AGE: None,
        codes.ELSE: None,
    },
    "age": {
        codes.YOUTH: None,
        codes.ADULT: None,
        codes.PRIME: codes.ADULT,
        codes.OLDER: codes.ADULT,
        codes.OLD: codes.ADULT,
    },
    "industry": {
        **dict.fromkeys([*codes.SECTORS, codes.INDUSTRY_UNKNOWN]),
        **codes.sector_of_section(),
    },
}
"""Code → the code above it, of the dimensions whose trees do not depend on the survey."""
WORK: Final[Mapping[str, str | None]] = {
    codes.EMPLOYED: codes.WORKING_AGE,
    codes.UNEMPLOYED: codes.JOBLESS,
    codes.OUTSIDE: codes.JOBLESS,
    codes.JOBLESS: codes.WORKING_AGE,
    codes.WORKING_AGE: None,
    codes.ELSE: None,
}
"""Labour force status in the tables by country: nobody needs the unemployed of each, and few of them are many."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The people that a table leaves out, as cells of another.

    Attributes:
        source: The other table.
        codes: Which of its cells; a dimension that is not named is summed over.
    """

    source: str
    codes: Mapping[str, tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class Crossing:
    """An additive table.

    Attributes:
        name: `age_birth`.
        by: Dimension → its columns, the finest first, then those of its groups.
        where: Whom it counts.
        constants: Dimension → the code that stands where nothing is crossed, since all in the table have it.
        rests: Who is left out.
        mean: The column whose mean is estimated besides the number of persons; "" for none.
        twin: The table by the other measure of a migrant, whose cells that are not by it are the same; "" for none.
        group: Tables of one group are protected together.
        universe: The frame of persons: `persons` or `absent`.
    """

    name: str
    by: Mapping[str, tuple[str, ...]]
    where: tuple[Condition, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    rests: tuple[Rest, ...] = ()
    mean: str = ""
    twin: str = ""
    group: str = "residents"
    universe: str = "persons"

    @property
    def dimensions(self) -> tuple[str, ...]:
        """All of them: those that are constant, then those crossed."""
        return tuple(dict.fromkeys([*self.constants, *self.by]))

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """Dimension → its columns, those for errors alone left out."""
        crossed = {name: tuple(one for one in levels if one not in codes.PRIVATE) for name, levels in self.by.items()}
        return {**{name: (name,) for name in self.constants}, **crossed}


def _of(column: str, *values: str) -> tuple[Condition, ...]:
    return (Is(column, values),)


def crossings() -> tuple[Crossing, ...]:
    """Every table, the ones that others rest on first."""
    found: list[Crossing] = []
    for measure in MEASURES:
        found += _by_measure(measure)
    found.append(
        Crossing(
            "injuries",
            {"sex": ("sex",), "migrant": ("migrant",), "injured": ("injured", "not_hurt")},
            _of("labour_force", codes.EMPLOYED),
            {LABOUR: codes.EMPLOYED},
            (Rest("base_birth", {LABOUR: _NOT_EMPLOYED, "sex": None}),),
        )
    )
    found.append(
        Crossing(
            "returned",
            {"sex": ("sex",), "returned": ("returned_country", "returned")},
            _of("citizenship", codes.NATIONAL),
            {"citizenship": codes.NATIONAL},
            (Rest("base_citizenship", {"citizenship": _NOT_NATIONAL, "sex": None}),),
        )
    )
    return (*found, *_absent())


_NOT_EMPLOYED: Final = (codes.UNEMPLOYED, codes.OUTSIDE, codes.ELSE)
_NOT_NATIONAL: Final = (codes.NON_NATIONAL, codes.CITIZENSHIP_UNKNOWN)
_NOT_FOREIGN: Final = {
    "birth": (codes.NATIVE, codes.BIRTH_UNKNOWN),
    "citizenship": (codes.NATIONAL, codes.CITIZENSHIP_UNKNOWN),
}
_GROUPS: Final = {
    "birth": (codes.NATIVE, codes.FOREIGN_BORN, codes.BIRTH_UNKNOWN),
    "citizenship": (codes.NATIONAL, codes.NON_NATIONAL, codes.CITIZENSHIP_UNKNOWN),
}
_INSIDE: Final = (codes.EMPLOYED, codes.UNEMPLOYED, codes.OUTSIDE)


def _by_measure(measure: str) -> list[Crossing]:
    foreign = MEASURES[measure]
    sex, group = {"sex": ("sex",)}, {measure: (measure,)}
    adults, employed = _of("working_age", codes.WORKING_AGE), _of("labour_force", codes.EMPLOYED)
    base = f"base_{measure}"
    levels = ("labour_force", "in_labour_force", "not_employed")
    others = (Rest(base, {LABOUR: (codes.ELSE,), "sex": None, measure: _GROUPS[measure]}),)
    jobless = (Rest(base, {LABOUR: _NOT_EMPLOYED, "sex": None, measure: _GROUPS[measure]}),)
    found = [
        Crossing(base, {LABOUR: ("labour_force", "working_age"), **sex, **group}),
        Crossing(
            f"country_{measure}",
            {LABOUR: ("work", "working_age"), **sex, measure: (f"{measure}_country", measure)},
        ),
        *(
            Crossing(
                f"{name}_{measure}",
                {LABOUR: levels, **sex, name: columns, **group},
                adults,
                {LABOUR: codes.WORKING_AGE},
                others,
            )
            for name, columns in (("age", ("age", "age_adult")), ("education", ("education",)))
        ),
        *(
            Crossing(f"{name}_{measure}", {**sex, name: columns, **group}, employed, {LABOUR: codes.EMPLOYED}, jobless)
            for name, columns in (
                ("industry", ("industry", "sector")),
                ("occupation", ("occupation",)),
                ("status", ("status",)),
            )
        ),
        Crossing(
            f"neet_{measure}",
            {LABOUR: ("labour_force",), **sex, "neet": ("neet", "not_neet"), **group},
            _of("age", codes.YOUTH),
            {LABOUR: codes.WORKING_AGE, "age": codes.YOUTH},
            (
                *others,
                Rest(
                    f"age_{measure}", {LABOUR: _INSIDE, "age": (codes.ADULT,), "sex": None, measure: _GROUPS[measure]}
                ),
            ),
        ),
    ]
    if measure == "citizenship":
        found = [replace(one, twin=one.name.replace("_citizenship", "_birth")) for one in found]
    found += _arrivals(measure, foreign, base, others)  # fmt: skip
    if measure == "birth":
        found.append(
            Crossing(
                "earnings_birth",
                {**sex, **group},
                _of("status", codes.EMPLOYEE),
                mean="monthly_earnings",
                group="earnings",
            )
        )
    return found


def _arrivals(measure: str, foreign: str, base: str, others: tuple[Rest, ...]) -> list[Crossing]:
    sex, arrival = {"sex": ("sex",)}, f"arrival_{measure}"
    here = _of(measure, foreign)
    rest = Rest(base, {LABOUR: (codes.WORKING_AGE,), "sex": None, measure: _NOT_FOREIGN[measure]})
    rests = tuple(Rest(one.source, {**one.codes, measure: (foreign,)}) for one in others)
    jobs = (
        Rest(base, {LABOUR: (codes.EMPLOYED,), "sex": None, measure: _NOT_FOREIGN[measure]}),
        Rest(base, {LABOUR: _NOT_EMPLOYED, "sex": None, measure: (foreign,)}),
    )
    of = {measure: foreign}
    return [
        Crossing(f"inflow_{measure}", {arrival: (arrival,), **sex, measure: (f"{measure}_country", measure)}),
        Crossing(
            f"inflow_labour_{measure}",
            {LABOUR: ("labour_force", "working_age"), arrival: (arrival,), **sex},
            here,
            of,
            (Rest(base, {LABOUR: (*_INSIDE, codes.ELSE), "sex": None, measure: _NOT_FOREIGN[measure]}),),
        ),
        Crossing(
            f"inflow_education_{measure}",
            {arrival: (arrival,), **sex, "education": ("education",)},
            (*here, *_of("working_age", codes.WORKING_AGE)),
            {LABOUR: codes.WORKING_AGE, **of},
            (rest, *rests),
        ),
        *(
            Crossing(
                f"inflow_{name}_{measure}",
                {arrival: (arrival,), **sex, name: columns},
                (*here, *_of("labour_force", codes.EMPLOYED)),
                {LABOUR: codes.EMPLOYED, **of},
                jobs,
            )
            for name, columns in (("industry", ("sector",)), ("occupation", ("occupation",)))
        ),
    ]


def _absent() -> list[Crossing]:
    sex, left, working = {"sex": ("sex",)}, {"departed": ("departed",)}, {LABOUR: ("labour_force",)}
    return [
        Crossing(
            f"absent_{name}",
            {**left, **working, **sex, name: columns},
            _of("universe", "absent"),
            group="absent",
            universe="absent",
        )
        for name, columns in (
            ("residence", ("residence",)),
            ("education", ("education",)),
            ("industry", ("sector",)),
            ("occupation", ("occupation",)),
        )
    ]  # fmt: skip
