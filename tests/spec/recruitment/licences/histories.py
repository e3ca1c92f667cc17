"""How a licence stands, worked out: each example is a history and the states on some days. Every agency is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from fairway.recruitment.licences.history import Entry
from fairway.recruitment.licences.layers import Stay
from fairway.recruitment.licences.standing import standing
from fairway.recruitment.licences.states import Act, State


@dataclass(frozen=True, slots=True)
class Example:
    """One history.

    Attributes:
        name: What it shows.
        acts: Act, day from which it holds, state it led to, last day of a suspension.
        shown: Day → state, and whether the agency may recruit.
        stayed: Acts that an appeal stays.
    """

    name: str
    acts: tuple[tuple[Act, date, State, date | None], ...]
    shown: tuple[tuple[date, State, bool], ...]
    stayed: tuple[Stay, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """The history; the licence runs from 1 January 2026 to 31 December 2027."""
        begun = (
            Entry(1, Act.APPLY, date(2025, 11, 3), date(2025, 11, 3), State.APPLIED),
            Entry(2, Act.GRANT, date(2025, 12, 15), date(2025, 12, 15), State.LICENSED, date(2026, 1, 1),
                  date(2027, 12, 31)),
        )  # fmt: skip
        return begun + tuple(
            Entry(number, act, day, day, state, until=until)
            for number, (act, day, state, until) in enumerate(self.acts, start=3)
        )

    def answers(self) -> tuple[tuple[date, State, bool], ...]:
        """What the library says on the days that are shown."""
        found = [(day, standing(self.entries(), day, self.stayed)) for day, _, _ in self.shown]
        return tuple((day, one.state, one.in_force) for day, one in found if one is not None)


MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)

EXAMPLES: Final = (
    Example(
        "Granted in December, in force from January; expired the day after its last day, though nobody wrote it down",
        (),
        (
            (date(2025, 11, 3), State.APPLIED, False),
            (date(2025, 12, 31), State.LICENSED, False),
            (date(2026, 1, 1), State.LICENSED, True),
            (date(2027, 12, 31), State.LICENSED, True),
            (date(2028, 1, 1), State.EXPIRED, False),
        ),
    ),
    Example(
        "A suspension of a month ends by itself, and the conditions from before it hold again",
        (
            (Act.SET_CONDITIONS, MAY, State.CONDITIONAL, None),
            (Act.SUSPEND, JUNE, State.SUSPENDED, date(2026, 6, 30)),
        ),
        (
            (date(2026, 5, 31), State.CONDITIONAL, True),
            (JUNE, State.SUSPENDED, False),
            (date(2026, 6, 30), State.SUSPENDED, False),
            (JULY, State.CONDITIONAL, True),
        ),
    ),
    Example(
        "Suspended, revoked, reinstated on appeal: the suspension that was there before holds again",
        (
            (Act.SUSPEND, MAY, State.SUSPENDED, None),
            (Act.REVOKE, JUNE, State.REVOKED, None),
            (Act.REINSTATE, JULY, State.SUSPENDED, None),
        ),
        ((MAY, State.SUSPENDED, False), (JUNE, State.REVOKED, False), (JULY, State.SUSPENDED, False)),
    ),
    Example(
        "A bar undone on appeal leaves the revocation as it was",
        (
            (Act.REVOKE, MAY, State.REVOKED, None),
            (Act.BAR, JUNE, State.BARRED, None),
            (Act.REINSTATE, JULY, State.REVOKED, None),
        ),
        ((JUNE, State.BARRED, False), (JULY, State.REVOKED, False)),
    ),
    Example(
        "Where the law lets an appeal stay the act, the licence holds until the appeal is dismissed",
        ((Act.REVOKE, JUNE, State.REVOKED, None),),
        (
            (JUNE, State.REVOKED, False),
            (date(2026, 6, 10), State.LICENSED, True),
            (date(2026, 6, 30), State.LICENSED, True),
            (JULY, State.REVOKED, False),
        ),
        (Stay(3, date(2026, 6, 10), date(2026, 6, 30)),),
    ),
    Example(
        "Suspended when the days run out: expired, and the end of the suspension brings nothing back",
        ((Act.SUSPEND, date(2027, 12, 1), State.SUSPENDED, date(2028, 1, 31)),),
        (
            (date(2027, 12, 31), State.SUSPENDED, False),
            (date(2028, 1, 1), State.EXPIRED, False),
            (date(2028, 2, 1), State.EXPIRED, False),
        ),
    ),
)
