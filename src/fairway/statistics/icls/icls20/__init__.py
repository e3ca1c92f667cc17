"""The concepts of the 20th ICLS guidelines (2018) as expressions, in stages: each rests on the columns before it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from fairway.statistics.icls.icls20.concepts import answers
from fairway.statistics.icls.icls20.facts import facts
from fairway.statistics.icls.icls20.movement import movements
from fairway.statistics.icls.parameters import Parameters


def stages(country: str, parameters: Parameters) -> Sequence[Sequence[pl.Expr]]:
    """What is known of each person, what follows from two or more of these, and the answers.

    Args:
        country: The country of measurement, ISO 3166-1 alpha-3.
        parameters: The national choices.
    """
    return facts(country, parameters), movements(country, parameters), answers(parameters)
