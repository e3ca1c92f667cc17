"""Cell keys."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from fairway.methods.disclosure.cell_key_table import perturbation_table
from fairway.methods.disclosure.cell_keys import cell_keys, perturbed
from tests.spec.surveys.worked import Computed, Microdata

TITLE = "Cell keys"
ORDER = 50
TEXT = """
Each record has a secret key, uniform on [0, 1); the key of a cell is the sum of its records' keys modulo 1, and
decides its noise. The same people bring the same noise, in whichever table they are counted, so that differencing
two tables gains nothing and repeating a question averages nothing out.

The noise v of a count i has at most D, mean 0 and variance V, keeps i + v ≥ 0 (and out of 1…js), and is otherwise
as even as it can be (greatest entropy); 0 stays 0. A weighted count takes the noise times its mean weight:

    published = Σw · (n + v)/n

Totals are perturbed on their own and need not equal the sum of their parts. This is noise, not differential
privacy: nothing is promised of an intruder who knows all other records.

Source: Fraser & Wooton (2005); Marley & Leaver (2011); Giessing (2016), §2; Handbook on SDC v1.2 (not verified).
The published formula for weights is that of the R package `cellKey`.
"""

_EIGHTH = 2**29
PERSONS = Microdata(
    "five persons",
    ("group", "weight", "record_key"),
    (
        ("a", 10, 1 * _EIGHTH),
        ("a", 10, 3 * _EIGHTH),
        ("a", 20, 3 * _EIGHTH),
        ("b", 20, 3 * _EIGHTH),
        ("b", 20, 6 * _EIGHTH),
    ),
)
_SHOWN = ("group", "n", "total", "cell_key", "noise", "published_n", "published_total")


def _groups(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    table = perturbation_table(1, 0.5)
    parts = perturbed(cell_keys(frame, ["group"], weight="weight"), table)
    whole = perturbed(cell_keys(frame, [], weight="weight"), table)
    rows = parts.select(_SHOWN).rows()
    return [*rows, *((None, *row) for row in whole.select(_SHOWN[1:]).rows())]


CASES = (
    Computed(
        "noise of at most 1, variance ½",
        (PERSONS,),
        '`perturbed(cell_keys(frame, ["group"], weight="weight"), perturbation_table(1, 0.5))`, and the total.',
        _groups,
        _SHOWN,
        (
            ("a", 3, 40.0, 0.875, 1, 4, Fraction(160, 3)),
            ("b", 2, 40.0, 0.125, -1, 1, 20.0),
            (None, 5, 80.0, 0.0, -1, 4, 64.0),
        ),
        """
Keys are whole numbers below 2³²; in eighths, group a has 1 + 3 + 3 = 7, group b 3 + 6 = 9, which is 1 modulo 8, all
have 16, which is 0. With D = 1, mean 0 and variance ½, the noise is −1, 0, 1 with ¼, ½, ¼: −1 below 0.25, 1 from
0.75. 4 + 1 is not 4.
""",
    ),
)
