"""Rounding."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from fairway.methods.disclosure.rounding import Rounded, round_conventionally, round_randomly
from fairway.methods.disclosure.rounding_controlled import round_controlled
from tests.spec.surveys.worked import Computed, Microdata

TITLE = "Rounding"
ORDER = 40
TEXT = """
Instead of withholding cells, all are moved to multiples of a base b:

| method | rule | sums hold |
| --- | --- | --- |
| conventional | the nearest multiple, halves up | no |
| random | up with probability r/b, r the residue; the draw is the cell's key, alike in every table | no |
| controlled | of all tables of multiples next to the values whose sums hold, the nearest (integer programme) | yes |

A reader who knows the method knows an interval: within b/2 of a conventionally rounded value, less than b from the
others. Only totals are rounded: errors and counts, which would tell the figure, are not published with them.

Source: Hundepool et al. (2010), Handbook on SDC v1.2, §5.4 (not verified: section number); Salazar-González,
Lowthian, Young, Merola, Bond & Brown (2004) for controlled rounding.
"""

COUNTS = Microdata(
    "three parts and their total",
    ("part", "persons", "key"),
    (("a", 8, 0.7), ("b", 14, 0.5), ("c", 19, 0.3), (None, 41, 0.1)),
)
_SHOWN = ("persons", "published", "lowest", "highest")


def _rows(frame: pl.DataFrame, rounded: Rounded) -> list[tuple[object, ...]]:
    columns = (frame["persons"], rounded.values.tolist(), rounded.low.tolist(), rounded.high.tolist())
    return list(zip(*columns, strict=True))


def _conventional(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return _rows(frame, round_conventionally(frame["persons"].cast(pl.Float64).to_numpy(), 5.0))


def _random(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    values, keys = frame["persons"].cast(pl.Float64).to_numpy(), frame["key"].to_numpy()
    return _rows(frame, round_randomly(values, 5.0, keys))


def _controlled(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    relations = csr_array(np.array([[1.0, 1.0, 1.0, -1.0]]))
    return _rows(frame, round_controlled(frame["persons"].cast(pl.Float64).to_numpy(), relations, 5.0))


CASES = (
    Computed(
        "conventional, base 5",
        (COUNTS.showing("part", "persons"),),
        "`round_conventionally(values, 5)`",
        _conventional,
        _SHOWN,
        ((8, 10.0, 8.0, 12.0), (14, 15.0, 13.0, 17.0), (19, 20.0, 18.0, 22.0), (41, 40.0, 38.0, 42.0)),
        "10 + 15 + 20 is 45 and not 40.\n",
        decimals=0,
    ),
    Computed(
        "random, base 5",
        (COUNTS,),
        "`round_randomly(values, 5, keys)`",
        _random,
        _SHOWN,
        ((8, 5.0, 1.0, 9.0), (14, 15.0, 11.0, 19.0), (19, 20.0, 16.0, 24.0), (41, 45.0, 41.0, 49.0)),
        "Residues 3, 4, 4 and 1: up where the key is below 0.6, 0.8, 0.8 and 0.2.\n",
        decimals=0,
    ),
    Computed(
        "controlled, base 5",
        (COUNTS.showing("part", "persons"),),
        "`round_controlled(values, relations, 5)`",
        _controlled,
        _SHOWN,
        ((8, 5.0, 1.0, 9.0), (14, 15.0, 11.0, 19.0), (19, 20.0, 16.0, 24.0), (41, 40.0, 36.0, 44.0)),
        """
To add up to 40, one of 10, 15, 20 goes down: 8 → 5 costs 1 more, the others 3 more; a total of 45 would cost 3
more.
""",
        decimals=0,
    ),
)
