"""The microdata that several sections share. Invented, and chosen so that the arithmetic comes out round."""

from __future__ import annotations

from fairway.methods.survey.design import Design, Stage
from tests.spec.surveys.worked import Microdata

EIGHT = Microdata(
    "eight persons",
    ("stratum", "psu", "weight", "sex", "migrant", "employed", "injured", "earnings", "fee", "status"),
    (
        (1, 11, 10, "female", 0, 1, 1, 4, 11, "employed"),
        (1, 11, 10, "male", 1, 1, 0, 6, 15, "employed"),
        (1, 12, 10, "female", 0, 0, 0, 2, 1, "jobless"),
        (1, 12, 10, "male", 0, 1, 0, 5, 7, "employed"),
        (2, 21, 20, "female", 1, 1, 0, 3, 8, "employed"),
        (2, 21, 20, "male", 0, 0, 0, 5, 12, "jobless"),
        (2, 22, 20, "female", 1, 1, 0, 4, 6, "employed"),
        (2, 22, 20, "male", 1, 1, 1, 6, 10, "employed"),
    ),
)
TWO_STRATA = Design("weight", (Stage("psu", "stratum"),))

FOUR = Microdata(
    "four persons",
    ("person", "weight", "employed"),
    ((1, 8, 1), (2, 2, 1), (3, 9, 0), (4, 1, 0)),
)
ELEMENTS = Design("weight", (Stage("person"),))
