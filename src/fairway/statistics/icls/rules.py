"""The rule sets: each a version of the guidelines, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import polars as pl

from fairway.kernel.errors import UnknownCode
from fairway.statistics.icls.icls20 import stages
from fairway.statistics.icls.parameters import Parameters
from fairway.statistics.icls.reference import judged

Stages: TypeAlias = Callable[[str, Parameters], Sequence[Sequence[pl.Expr]]]
Judged: TypeAlias = Callable[[Mapping[str, object], str, Parameters], dict[str, str]]

CONCEPTS: Final[Mapping[str, str]] = {
    "international_migrant": "International migrant",
    "international_migrant_worker": "International migrant worker",
    "non_resident_foreign_worker": "Non-resident foreign worker",
    "for_work_migrant": "For-work international migrant",
    "return_migrant_worker": "Return international migrant worker",
}
"""Concept → its title; each has a second column `…_why`."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of the guidelines.

    Attributes:
        id: `icls20`.
        title, source: Of the guidelines.
        stages: For a country and parameters: expressions to add one stage after another, each resting on those before.
        judged: The slow and obvious way: one person → the same columns.
    """

    id: str
    title: str
    source: str
    stages: Stages
    judged: Judged


RULES: Final[Mapping[str, RuleSet]] = {
    "icls20": RuleSet(
        "icls20",
        "Guidelines concerning statistics of international labour migration, 20th ICLS, 2018",
        "ICLS/20/2018/Guidelines",
        stages,
        judged,
    )
}


def rule_set(id: str) -> RuleSet:
    """A rule set by its name.

    Raises:
        UnknownCode: There is none of that name.
    """
    if id not in RULES:
        raise UnknownCode("rule set of the ICLS guidelines", id, suggestions=tuple(RULES))
    return RULES[id]
