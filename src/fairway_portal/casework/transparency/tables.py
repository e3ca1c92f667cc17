"""What is published of casework: each table with its words, its method and the principle that it serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.measures import CRITERIA
from fairway.safe_reporting.releasing import TOTAL
from fairway.safe_reporting.remedies import REMEDIES
from fairway_portal.casework.cases.case_types import CASE_TYPES

EVERYTHING: Final = Text("All")
WITHIN_DAYS: Final = {"within_7": 7, "within_30": 30}

AUTHORITIES: Final = {
    "immigration": Text("Immigration authority"),
    "police": Text("Police or prosecutor"),
    "court": Text("Court"),
    "labour": Text("Labour authority"),
    "other": Text("Another authority"),
}
ANSWERS: Final = {
    "refused": Text("Refused"),
    "nothing_to_give": Text("Answered that there is nothing that could be given"),
    "envelopes_only": Text("Sealed envelopes given, which nobody here can open"),
    "contested": Text("Contested before a court"),
    "pending": Text("Not answered yet"),
}
DISCLOSURES: Final = {
    "asked": Text("The worker was asked, and has not answered"),
    "consented": Text("The worker agreed, and it was not passed on yet"),
    "refused": Text("The worker refused"),
    "done": Text("Passed on with the worker’s consent"),
    "ended": Text("The worker took her consent back, or it has served"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        code: As cells name it.
        title: What it counts.
        method: How, in a sentence.
        criterion: Key of `safe_reporting.measures.CRITERIA` that it serves; "" for none.
        codes: Dimension → its codes with their words, in order; each cell names them all, zeros too.
        total: Whether it has a cell for all.
        money: Whether its codes are currencies, and its values sums.
    """

    code: str
    title: Text
    method: Text
    criterion: str = ""
    codes: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    total: bool = True
    money: bool = False

    @property
    def principle(self) -> str:
        """Of the Guiding Principles on Business and Human Rights: `31(c)`; "" for none."""
        return CRITERIA[self.criterion][0] if self.criterion else ""

    def name_of(self, cell: str) -> Text:
        """A cell in words.

        Args:
            cell: Its key: `type=wage_claim`, `all`; of sums `currency=QAR`.
        """
        if cell == TOTAL:
            return EVERYTHING
        dimension, _, code = cell.partition("=")
        return self.codes.get(dimension, {}).get(code) or Text("{code}", code=code)


# Tables with the same total are one table with two dimensions: else what one withholds, the other would tell.
TABLES: Final = (
    Table("reports", Text("Reports"), Text("Reports that were filed in the weeks that begin in the quarter.")),
    Table("withdrawn", Text("Reports taken back"), Text("Reports that their senders took back in the quarter.")),
    Table(
        "cases",
        Text("Cases"),
        Text(
            "Cases that offices opened in the quarter, by type, and by the days until somebody of the office did the "
            "first thing that the worker can see, counted on the day of publication. A report sent to two offices is "
            "two cases."
        ),
        "predictable",
        {
            "type": {one.code: one.name for one in CASE_TYPES},
            "time": {
                "within_7": Text("First answer within 7 days"),
                "within_30": Text("First answer after 8 to 30 days"),
                "later": Text("First answer later"),
                "not_yet": Text("No answer yet"),
            },
        },
    ),
    Table(
        "time_limits", Text("Steps within their time limits"),
        Text("Days by which something had to be done, by the law of the country, that fell in the quarter."),
        "predictable",
        {"met": {"in_time": Text("Done in time"), "late": Text("Done late"), "open": Text("Not done")}},
    ),
    Table(
        "remedies", Text("Remedies"), Text("What workers got back, as offices recorded it for the quarter."),
        "rights_compatible", {"kind": {one.code: one.name for one in REMEDIES}},
    ),
    Table(
        "recovered", Text("Sums recovered"),
        Text("Sums that workers got back, by currency, from sums rounded to two figures."), "rights_compatible",
        total=False, money=True,
    ),
    Table(
        "disclosures", Text("Passing on, with consent"),
        Text("Requests to workers, made in the quarter, that something of their case be passed on, and their answers "
             "by the day of publication."), "dialogue", {"state": DISCLOSURES},
    ),
    Table(
        "requests", Text("Requests of authorities"),
        Text("Requests of authorities for what is in casework, and how they were answered."), "legitimate",
        {"authority": AUTHORITIES, "answer": ANSWERS},
    ),
)  # fmt: skip
BY_CODE: Final = {one.code: one for one in TABLES}
