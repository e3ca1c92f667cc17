"""What a case can bring her: the kinds of remedy that are counted.

Source: Guiding Principles on Business and Human Rights (A/HRC/17/31), commentary to principle 25 (apologies,
restitution, rehabilitation, compensation, sanctions, guarantees); ILO, General principles for fair recruitment, 13.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text


@dataclass(frozen=True, slots=True)
class RemedyKind:
    """One kind of remedy.

    Attributes:
        code: As cases keep it.
        name: As a page shows it.
        money: Whether a sum belongs to it.
        counts: Whether it counts as a remedy; `none` does not.
    """

    code: str
    name: Text
    money: bool = False
    counts: bool = True


REMEDIES: Final[tuple[RemedyKind, ...]] = (
    RemedyKind("wages_recovered", Text("Wages recovered"), money=True),
    RemedyKind("fees_reimbursed", Text("Recruitment fees or costs paid back"), money=True),
    RemedyKind("documents_returned", Text("Documents returned")),
    RemedyKind("contract_restored", Text("Contract restored as it was promised")),
    RemedyKind("compensation", Text("Compensation"), money=True),
    RemedyKind("reinstatement", Text("Back in the job, or moved to another employer")),
    RemedyKind("safe_return", Text("Safe return home, paid for")),
    RemedyKind("permit_support", Text("Help with a permit for those who complain, or with regularisation")),
    RemedyKind("apology", Text("Apology")),
    RemedyKind("none", Text("No remedy"), counts=False),
)
BY_CODE: Final[dict[str, RemedyKind]] = {one.code: one for one in REMEDIES}
