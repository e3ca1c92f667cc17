"""What a rating is made of: the scored items, their dimensions, and the columns of a frame of ratings.

Source: items after the ILO general principles and operational guidelines for fair recruitment (2016), principles 5, 7,
8, 10–13, and the definition of recruitment fees and related costs (2019).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Text

Dimension: TypeAlias = Literal[
    "fees", "information", "contract", "promises", "freedom", "conditions", "redress", "recommendation"
]
Tier: TypeAlias = Literal["voucher", "outreach", "open"]
Channel: TypeAlias = Literal["private", "government", "direct", "informal"]

DIMENSIONS: Final[dict[Dimension, Text]] = {
    "fees": Text("Fees and debts"),
    "information": Text("Licence and information"),
    "contract": Text("Contract"),
    "promises": Text("Promises kept"),
    "freedom": Text("Freedom and documents"),
    "conditions": Text("Pay and conditions"),
    "redress": Text("Complaints answered"),
    "recommendation": Text("Workers would recommend it"),
}
"""Dimension → its name, in the order in which they are shown."""

OVERALL: Final[tuple[Dimension, ...]] = ("fees", "information", "contract", "promises", "freedom", "conditions")
"""The dimensions whose mean is the overall score: complaints and the recommendation stand apart."""


@dataclass(frozen=True, slots=True)
class Item:
    """One scored question.

    Attributes:
        name: Of the question, and of the column of a frame of ratings.
        dimension: To which it counts.
        good, bad: The answers that speak for and against the recruiter; every other answer is no answer.
        said_good, said_bad: What workers say, as a page writes it after a share ("82 % say: …").
        short: Whether the short form asks it.
    """

    name: str
    dimension: Dimension
    good: tuple[str, ...]
    bad: tuple[str, ...]
    said_good: Text
    said_bad: Text
    short: bool = False


ITEMS: Final = (
    Item("licence_shown", "information", ("yes",), ("no",),
         Text("the licence was shown"), Text("no licence was shown")),
    Item("paid_anyone", "fees", ("no",), ("yes",),
         Text("nothing had to be paid for the job"), Text("money had to be paid for the job"), short=True),
    Item("receipt", "fees", ("yes",), ("no",),
         Text("there was a receipt for what was paid"), Text("there was no receipt for what was paid")),
    Item("borrowed", "fees", ("no",), ("yes",),
         Text("no money was borrowed to pay for the job"), Text("money was borrowed to pay for the job")),
    Item("deduction", "fees", ("no",), ("yes",),
         Text("nothing was taken from the pay for the recruitment"), Text("pay was kept back for the recruitment")),
    Item("contract_given", "contract", ("written",), ("spoken", "none"),
         Text("there was a written contract"), Text("there was no written contract")),
    Item("contract_understood", "contract", ("yes",), ("no",),
         Text("the contract could be understood"), Text("the contract could not be understood")),
    Item("contract_before", "contract", ("yes",), ("no",),
         Text("the contract came before the journey"), Text("the contract did not come before the journey")),
    Item("contract_copy", "contract", ("yes",), ("no",),
         Text("the worker kept a copy of the contract"), Text("the worker got no copy of the contract")),
    Item("contract_second", "contract", ("no",), ("yes",),
         Text("no second contract was given on arrival"), Text("another contract was given on arrival"), short=True),
    Item("job_as_promised", "promises", ("yes",), ("no",),
         Text("the job was the one promised"), Text("the job was not the one promised"), short=True),
    Item("pay_as_promised", "promises", ("yes",), ("no",),
         Text("the pay was as promised"), Text("the pay was lower than promised"), short=True),
    Item("hours_as_promised", "promises", ("yes",), ("no",),
         Text("the hours were as promised"), Text("the hours were not as promised")),
    Item("place_as_promised", "promises", ("yes",), ("no",),
         Text("the place of work was as promised"), Text("the place of work was not as promised")),
    Item("housing_as_promised", "promises", ("yes",), ("no",),
         Text("the housing was as promised"), Text("the housing was not as promised")),
    Item("oriented", "information", ("yes",), ("no",),
         Text("there was information before the journey"), Text("there was no information before the journey")),
    Item("documents_held", "freedom", ("no",), ("yes",),
         Text("workers kept their own passport"), Text("someone kept the passport"), short=True),
    Item("threatened", "freedom", ("no",), ("yes",),
         Text("nobody was threatened or locked in"), Text("there were threats, or workers could not leave"),
         short=True),
    Item("paid_on_time", "conditions", ("yes",), ("no",),
         Text("pay came in full and on time"), Text("pay did not come in full and on time"), short=True),
    Item("rest_day", "conditions", ("yes",), ("no",),
         Text("there was a day of rest each week"), Text("there was no day of rest each week")),
    Item("injury_care", "conditions", ("yes",), ("no",),
         Text("who was hurt or ill got care"), Text("who was hurt or ill got no care")),
    Item("complaint_answered", "redress", ("yes",), ("no",),
         Text("a complaint was put right"), Text("a complaint was not put right")),
    Item("recommend", "recommendation", ("yes",), ("no",),
         Text("they would recommend it to their family"), Text("they would not recommend it to their family"),
         short=True),
)  # fmt: skip
"""Every scored item, in the order of the columns."""

NAMES: Final = tuple(item.name for item in ITEMS)

SECTORS: Final[dict[str, Text]] = {
    "agriculture": Text("Agriculture and fishing"),
    "construction": Text("Construction"),
    "garment": Text("Garments and other factories"),
    "domestic": Text("Work in a private home"),
    "hospitality": Text("Hotels and restaurants"),
    "cleaning": Text("Cleaning and security"),
    "care": Text("Health and care"),
    "transport": Text("Transport and ships"),
    "trade": Text("Shops and offices"),
    "other": Text("Other work"),
}
"""The coarse sectors of ratings and of typical costs: ten, so that nobody is found by hers."""

CHANNEL_OF: Final[dict[str, Channel]] = {
    "agency": "private", "sub_agent": "informal", "government": "government", "employer": "direct",
    "relatives": "informal", "online": "informal", "other": "informal",
}  # fmt: skip
"""Answer to `found_by` (who found the job) → the channel of typical costs."""

CHANNELS: Final[dict[Channel, Text]] = {
    "private": Text("Private agency"),
    "government": Text("Government to government"),
    "direct": Text("Hired by the employer"),
    "informal": Text("Middlemen, relatives, acquaintances"),
}

TIERS: Final[dict[Tier, float]] = {"voucher": 1.0, "outreach": 1.0, "open": 0.5}
"""Tier of evidence → the weight of one rating: with a voucher of a trusted issuer; entered by an outreach worker of
one from a talk or a paper form; by anybody."""
