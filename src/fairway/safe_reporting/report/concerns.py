"""What may have happened to her, and which type of case it makes.

Source: ILO, General principles and operational guidelines for fair recruitment (2019), principles 7, 11 and 12;
ILO, Indicators of forced labour (2012): retention of identity documents, restriction of movement.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text

COMPLAINT: Final = "complaint"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that may have happened.

    Attributes:
        code: As the report holds it.
        label: As she reads it, in the first person.
        case_type: Code of the type of case that it makes.
    """

    code: str
    label: Text
    case_type: str


CONCERNS: Final = (
    Concern("forced", Text("I cannot leave, or I am forced to work"), "forced_labour"),
    Concern("violence", Text("I was hurt or threatened"), COMPLAINT),
    Concern("documents", Text("Somebody keeps my documents"), "document_confiscation"),
    Concern("wages", Text("I was not paid, or not all of it"), "wage_claim"),
    Concern("contract", Text("The work or the contract is not what I was promised"), "contract_substitution"),
    Concern("fees", Text("I had to pay to get this job"), COMPLAINT),
    Concern("other", Text("Something else"), COMPLAINT),
)
"""Gravest first, as the page asks."""

_GRAVEST: Final = ("forced_labour", "document_confiscation", "wage_claim", "contract_substitution", COMPLAINT)


def case_type(happened: Collection[str]) -> str:
    """The type of the case that a report makes: of several concerns, the gravest one's.

    Args:
        happened: Codes of `CONCERNS`; others do not count.

    Returns:
        `complaint` where nothing was ticked.
    """
    made = {one.case_type for one in CONCERNS if one.code in happened}
    return next((one for one in _GRAVEST if one in made), COMPLAINT)
