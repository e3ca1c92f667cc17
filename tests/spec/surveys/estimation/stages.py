"""Several stages with their finite population corrections."""

from __future__ import annotations

from math import sqrt

from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Total
from tests.spec.surveys.worked import T_975, Estimated, Microdata

TITLE = "Several stages and the finite population correction"
ORDER = 80
TEXT = """
Where each stage states its population, each stage adds its own variance, within the units of the stage before:

    V = V_1 + Σ_i f_1 · V_2i + …      f_1 = n_h/N_h of the stratum of unit i

V_2i is the formula under [Total](#total) with the sub-units of unit i: m_i sampled of M_i. A stage without a
population ends the list: what is drawn below it is in the scatter of its units already (**ultimate clusters**),
which slightly overstates the variance where the first fraction is large. A `population` column holds N_h, or where
no value exceeds 1, the fraction.

Source: Särndal, Swensson & Wretman (1992), §4.3.2 and §4.5 (multistage; the estimator by stages not verified
against the page); R `survey`, `svydesign(id = ~psu + household, fpc = ~N + M)`: the same. R refuses a file that
states populations for some stages only; Fairway goes as far as they are stated.
"""

VILLAGES = Microdata(
    "four households of two villages",
    ("village", "household", "villages", "households", "weight", "persons"),
    ((1, 1, 10, 4, 10, 3), (1, 2, 10, 4, 10, 5), (2, 1, 10, 4, 10, 4), (2, 2, 10, 4, 10, 6)),
)
_COLUMNS = ("estimate", "se", "low", "high", "df")
_BOTH = (Stage("village", population="villages"), Stage("household", population="households"))

CASES = (
    Estimated(
        "two stages",
        VILLAGES,
        Design("weight", _BOTH),
        (Total("persons"),),
        _COLUMNS,
        ((180, 20, 180 - 20 * T_975[1], 180 + 20 * T_975[1], 1),),
        """
2 of 10 villages, in each 2 of 4 households: weight 5 · 2 = 10. Village totals 80 and 100: V_1 = (1 − 2/10) ·
20² = 320. Within the villages 30 and 50, 40 and 60: V_2 = (1 − 2/4) · 20² = 200 each, times f_1 = 2/10: 40 + 40.
V = 400; se = 20.
""",
    ),
    Estimated(
        "weights from the fractions, where the file has none",
        VILLAGES.showing("village", "household", "villages", "households", "persons"),
        Design(None, _BOTH),
        (Total("persons"),),
        ("estimate", "se"),
        ((180, 20),),
        "The inverse of 2/10 · 2/4 is 10 for every person: the same.\n",
    ),
    Estimated(
        "the first stage alone",
        VILLAGES.showing("village", "villages", "weight", "persons"),
        Design("weight", (Stage("village", population="villages"),)),
        (Total("persons"),),
        ("estimate", "se"),
        ((180, sqrt(320)),),
        "V = V_1 = (1 − 2/10) · (100 − 80)² = 320.\n",
    ),
    Estimated(
        "ultimate clusters",
        VILLAGES.showing("village", "weight", "persons"),
        Design("weight", (Stage("village"),)),
        (Total("persons"),),
        ("estimate", "se"),
        ((180, 20),),
        "Without a population there is no correction: V = (100 − 80)² = 400, here as with two stages.\n",
    ),
)
