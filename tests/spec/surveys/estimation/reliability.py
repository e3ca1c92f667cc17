"""Reliability flags."""

from __future__ import annotations

from math import sqrt

from fairway.methods.survey.measures import Total
from fairway.methods.survey.reliability import Reliability
from tests.spec.surveys.samples import EIGHT, TWO_STRATA
from tests.spec.surveys.worked import Estimated

TITLE = "Reliability"
ORDER = 120
TEXT = """
The coefficient of variation is cv = se/|θ|. Unless an office gives its own limits:

| flag | when |
| --- | --- |
| `reliable` | cv ≤ 16.5 % and n ≥ 10 |
| `use with caution` | 16.5 % < cv ≤ 33.3 % |
| `unreliable` | cv > 33.3 %, or n < 10 respondents |
| `unknown` | there is no cv: no variance, or an estimate of 0 |

A flag is not disclosure control, and a small cv does not make a cell safe. A cv means little for a proportion near
0 or 1 and nothing for a difference near 0: read the interval there.

Source: the limits are those in use at Statistics Canada (Guide to the Labour Force Survey, 71-543-G; not verified).
R `survey`: `cv()` gives the figure; R has no flags.
"""

CASES = (
    Estimated(
        "an office that asks for at least four respondents",
        EIGHT.showing("stratum", "psu", "weight", "sex", "migrant", "earnings"),
        TWO_STRATA,
        (Total("earnings"),),
        ("migrant", "sex", "estimate", "cv", "n", "reliability"),
        (
            (0, "female", 60, sqrt(400) / 60, 2, "unreliable"),
            (0, "male", 150, sqrt(50**2 + 100**2) / 150, 2, "unreliable"),
            (1, "female", 140, 20 / 140, 2, "unreliable"),
            (1, "male", 180, sqrt(60**2 + 120**2) / 180, 2, "unreliable"),
            (0, None, 210, sqrt(30**2 + 100**2) / 210, 4, "unreliable"),
            (1, None, 320, sqrt(60**2 + 140**2) / 320, 4, "unreliable"),
            (None, "female", 200, sqrt(800) / 200, 4, "reliable"),
            (None, "male", 330, sqrt(500) / 330, 4, "reliable"),
            (None, None, 530, 50 / 530, 8, "reliable"),
        ),
        """
Two respondents are too few whatever the cv. Of the margins, those by migrant have 104.4/210 = 50 % and 152.3/320 =
48 %; women have 28.3/200 = 14 %.
""",
        by=("migrant", "sex"),
        margins=True,
        reliability=Reliability(least_n=4),
    ),
)
