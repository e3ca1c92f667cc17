"""Licences in every state, each with the history that leads there, and appeals that wait and that were decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fairway.recruitment.licences.states import ACTS, Act
from fairway_portal.actors.models import Agency
from fairway_portal.register.demonstration.people import MARK, People
from fairway_portal.register.licensing import actions
from fairway_portal.register.licensing.models import Licence
from fairway_portal.surveys.writing import writing

AUTHORITY: Final = f"Department of Kites {MARK}"
LAW: Final = f"Kite Act, section {{n}} {MARK}"
YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Did:
    """One act of a history.

    Attributes:
        act: Which.
        days_ago: From when it holds.
        reason: Why.
        days: First and last day of the licence, of a grant. Unit: days from today.
        until: Last day of a suspension. Unit: days from today.
        conditions: That hold after it.
    """

    act: Act
    days_ago: int
    reason: str
    days: tuple[int, int] | None = None
    until: int | None = None
    conditions: str = ""


_GRANTED: Final = Did(Act.GRANT, 28, "Capital, premises and the officers’ records were in order.", (-28, YEAR))
_SHORT: Final = Did(Act.GRANT, 28, "Granted for a trial of some weeks.", (-28, 20))
_OVER: Final = Did(Act.GRANT, 28, "Granted for a trial of some days.", (-28, -3))
_CHARGED: Final = "Workers were charged for visas that the employer had paid for."
HISTORIES: Final[tuple[tuple[Did, ...], ...]] = (
    (_GRANTED,),
    (),
    (Did(Act.REFUSE, 10, "The proof of capital is missing."),),
    (Did(Act.WITHDRAW, 12, "The agency took its application back."),),
    (_SHORT, Did(Act.APPLY_RENEWAL, 5, "The agency wants to go on.")),
    (
        _GRANTED,
        Did(
            Act.SET_CONDITIONS, 9, "Two contracts were not lodged in time.",
            conditions="Lodges every contract within seven days of its signing.",
        ),
    ),
    (_GRANTED, Did(Act.SUSPEND, 6, _CHARGED, until=60)),
    (_GRANTED, Did(Act.SUSPEND, 14, _CHARGED), Did(Act.REVOKE, 0, "It went on charging workers while suspended.")),
    (_OVER, Did(Act.EXPIRE, 2, "Its last day has passed.")),
    (_GRANTED, Did(Act.SURRENDER, 4, "The agency gives up recruiting.")),
    (_GRANTED, Did(Act.REVOKE, 0, "It sent workers to a barred employer."), Did(Act.BAR, 0, "It did so twice.")),
    (_GRANTED, Did(Act.SUSPEND, 8, "A complaint about deductions from pay.")),
)  # fmt: skip
"""What happened to each licence after its application, in the order of the agencies."""
APPEALED: Final = {6: False, 11: True}
"""Place of a history → whether the appeal against its last act was allowed; False: it waits."""


def make(people: People, agencies: Sequence[Agency], today: date) -> int:
    """Makes the licences that are missing; how many are there.

    Args:
        people: Who acts.
        agencies: As many as there are histories.
        today: The day.
    """
    for place, (agency, history) in enumerate(zip(agencies, HISTORIES, strict=True)):
        if Licence.objects.filter(agency=agency).exists():
            continue
        with writing():
            licence = _applied(people, agency, today)
            for did in history:
                _done(people, licence, did, today)
            if place in APPEALED:
                _appealed(people, licence, allowed=APPEALED[place], today=today)
    return Licence.objects.filter(demonstration=True).count()


def law(act: Act) -> str:
    """The invented legal basis of an act."""
    return LAW.format(n=10 + list(ACTS).index(act))


def _applied(people: People, agency: Agency, today: date) -> Licence:
    return actions.apply_for(
        by=people.person("licensing"), agency=agency, country="NPL", effective=today - timedelta(days=29),
        reason="To recruit for building, kitchens and farms abroad.", legal_basis=law(Act.APPLY), authority=AUTHORITY,
        destinations=("QAT", "KOR", "MYS"),
    )  # fmt: skip


def _done(people: People, licence: Licence, did: Did, today: date) -> None:
    by, saw = people.person("licensing"), licence.version
    asked = _asked(did, today)
    if ACTS[did.act].two_people:
        proposal = actions.propose_act(by=by, licence=licence, saw=saw, asked=asked)
        actions.decide(by=people.members["supervisor"], proposal=proposal, approve=True, words="I read the file.")
        licence.refresh_from_db()
        return
    actions.record_act(
        by=None if did.act is Act.EXPIRE else by, licence=licence, saw=saw, act=asked.act, effective=asked.effective,
        reason=asked.reason, legal_basis=asked.legal_basis, authority=asked.authority, valid_from=asked.valid_from,
        valid_to=asked.valid_to, until=asked.until, conditions=asked.conditions,
    )  # fmt: skip


def _asked(did: Did, today: date) -> actions.AskedAct:
    first, last = did.days or (None, None)

    def day(ahead: int | None) -> date | None:
        return None if ahead is None else today + timedelta(days=ahead)

    return actions.AskedAct(
        act=did.act, effective=today - timedelta(days=did.days_ago), reason=did.reason, legal_basis=law(did.act),
        authority=AUTHORITY, valid_from=day(first), valid_to=day(last), until=day(did.until),
        conditions=did.conditions,
    )  # fmt: skip


def _appealed(people: People, licence: Licence, *, allowed: bool, today: date) -> None:
    appeal = actions.file_appeal(
        by=people.person("licensing"), agency=licence.agency, entry=licence.entries.latest("number"),
        grounds="On paper: the sums were paid back before the decision; the receipts are in the file.",
    )  # fmt: skip
    if allowed:
        actions.decide_appeal(
            by=people.members["second-supervisor"], appeal=appeal, allow=True, effective=today,
            words="The receipts show that everything was paid back.", legal_basis=law(Act.REINSTATE),
        )  # fmt: skip
