"""Money sent home, and what sending it costs."""

from __future__ import annotations

from functools import partial

from fairway.kernel.corridor import Corridor
from fairway.remittances.money import remittances, sending_cost
from tests.spec.worked import Case, Given

TITLE = "Remittances and the cost of sending them"
ORDER = 40
TEXT = """
Money flows against the migration: a table's *sending* country is the corridor's **destination**. Amounts are the World
Bank's bilateral matrix, a model, in US dollars (its millions × 1,000,000); per migrant, they are divided by the same
compiler's migrant stock and by no other.

The cost of sending is the average total cost of a corridor and quarter in per cent of the amount sent, against SDG
indicator 10.c.1: 3 per cent on average, and no corridor above 5 per cent. Values of zero and below are left out on
import.
"""

SENT = Given(
    "remittances",
    ("origin", "destination"),
    ("origin", "destination", "year", "musd"),
    (("NPL", "QAT", 2017, 2_000.0), ("QAT", "NPL", 2017, 1.5)),
)
PERSONS = Given(
    "migrant_stock_worldbank",
    ("origin", "destination"),
    ("origin", "destination", "year", "persons"),
    (("NPL", "QAT", 2017, 400_000),),
)
PRICES = Given(
    "remittance_prices",
    ("origin", "destination"),
    ("origin", "destination", "quarter", "cost_percent"),
    (("NPL", "QAT", "2020Q2", 4.5), ("NPL", "QAT", "2011Q1", 5.25)),
)

CASES = (
    Case(
        "both directions, and per migrant",
        (SENT, PERSONS),
        partial(remittances, Corridor("NPL", "QAT")),
        ("flow", "usd"),
        (
            ("From Qatar to Nepal", 2_000_000_000.0),
            ("From Nepal to Qatar", 1_500_000.0),
            ("Per migrant and year", 5_000.0),
        ),
    ),
    Case(
        "no estimate of migrants, no amount per migrant",
        (SENT,),
        partial(remittances, Corridor("QAT", "NPL")),
        ("flow", "usd"),
        (("From Nepal to Qatar", 1_500_000.0), ("From Qatar to Nepal", 2_000_000_000.0)),
    ),
    Case(
        "quarters in order",
        (PRICES,),
        partial(sending_cost, Corridor("NPL", "QAT")),
        ("quarter", "cost_percent"),
        (("2011Q1", 5.25), ("2020Q2", 4.5)),
    ),
)
