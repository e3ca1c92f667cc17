"""How well a grievance mechanism does by the eight criteria, as counts that casework can make.

Source: Guiding Principles on Business and Human Rights (A/HRC/17/31, 2011), principle 31, (a) to (h). The measures are
our own reading of each criterion; every share has a numerator and a denominator that casework holds without reading
what a worker wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text

CRITERIA: Final[dict[str, tuple[str, Text]]] = {
    "legitimate": ("31(a)", Text("Legitimate: those for whom it is made trust it, and it answers for its conduct")),
    "accessible": ("31(b)", Text("Accessible: known to all for whom it is made, with help for whoever meets barriers")),
    "predictable": ("31(c)", Text("Predictable: clear steps, and a time for each")),
    "equitable": ("31(d)", Text("Equitable: fair access to information, advice and expertise")),
    "transparent": ("31(e)", Text("Transparent: the parties know how a case stands, the public how it does")),
    "rights_compatible": ("31(f)", Text("Rights-compatible: outcomes and remedies accord with human rights")),
    "learning": ("31(g)", Text("A source of learning: what went wrong is looked for, to prevent the next case")),
    "dialogue": ("31(h)", Text("Based on engagement and dialogue with those for whom it is made")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """One share.

    Attributes:
        code: Its name.
        criterion: A key of `CRITERIA`.
        says: What it measures.
        numerator: What is counted.
        denominator: Out of what.
        counted_in: Tables and columns of casework that give both, as `part.Model.field`.
    """

    code: str
    criterion: str
    says: Text
    numerator: Text
    denominator: Text
    counted_in: tuple[str, ...]

    @property
    def source(self) -> str:
        """Principle and letter."""
        return f"A/HRC/17/31, {CRITERIA[self.criterion][0]}"


MEASURES: Final[tuple[Measure, ...]] = (
    Measure(
        "offices_of_workers", "legitimate",
        Text("Share of offices that workers’ own organisations run"),
        Text("Open offices of trade unions"), Text("Open offices"),
        ("keys.Office.kind", "keys.Office.open"),
    ),
    Measure(
        "offices_without_duty", "legitimate",
        Text("Share of offices known to be free of a duty to report workers to immigration"),
        Text("Open offices for which the register of duties says none"), Text("Open offices"),
        ("keys.Office.kind", "keys.Office.country"),
    ),
    Measure(
        "offices_by_language", "accessible",
        Text("Share of report languages that at least one office speaks"),
        Text("Languages in which a report can be written and an office answers"),
        Text("Languages in which a report can be written"),
        ("keys.Office.languages",),
    ),
    Measure(
        "limits_met", "predictable",
        Text("Share of deadlines that were met"),
        Text("Deadlines met on or before their day"), Text("Deadlines whose day has come"),
        ("cases.CaseDeadline.due", "cases.CaseDeadline.met"),
    ),
    Measure(
        "answered_in_time", "predictable",
        Text("Share of cases with a first answer in seven days"),
        Text("Cases whose first answer came in seven days"), Text("Cases opened more than seven days ago"),
        ("cases.CaseDeadline.rule", "cases.CaseDeadline.met"),
    ),
    Measure(
        "helped_by_others", "equitable",
        Text("Share of cases in which an interpreter, a representative or another office helps"),
        Text("Cases with a disclosure to which she agreed"), Text("Cases"),
        ("cases.Disclosure.kind", "cases.Disclosure.state"),
    ),
    Measure(
        "states_shown", "transparent",
        Text("Share of cases in which she can see the state and its day with her number"),
        Text("Cases with a state that her page shows"), Text("Cases"),
        ("cases.Case.state", "cases.CaseEvent.shown"),
    ),
    Measure(
        "remedied", "rights_compatible",
        Text("Share of closed cases with a remedy"),
        Text("Closed cases with a remedy of a kind that counts"), Text("Closed cases"),
        ("cases.Case.closed", "cases.Remedy.kind"),
    ),
    Measure(
        "paid_of_claimed", "rights_compatible",
        Text("Share of claims that were paid"),
        Text("Claims paid"), Text("Claims that were made"),
        ("cases.Claim.state",),
    ),
    Measure(
        "reopened", "learning",
        Text("Share of closed cases that were opened again"),
        Text("Cases opened again after they were closed"), Text("Cases that were closed at any time"),
        ("cases.CaseEvent.kind", "cases.Case.closed"),
    ),
    Measure(
        "referred_between_offices", "dialogue",
        Text("Share of cases on which two or more kinds of office work together"),
        Text("Reports with cases of two or more kinds of office"), Text("Reports with a case"),
        ("cases.Case.report", "keys.Office.kind"),
    ),
)  # fmt: skip
