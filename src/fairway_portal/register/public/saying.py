"""What the public pages say of a licence: in words, with a sign whose shape differs too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.licences.history import Standing
from fairway.recruitment.licences.states import STATES, Act, State
from fairway.recruitment.ratings.items import SECTORS
from fairway_portal.register.licensing.models import Appeal
from fairway_portal.register.public.licences import LOST, PublicAppeal, PublicLicence

IN_FORCE: Final = {
    State.LICENSED: Text("Licensed today"),
    State.RENEWAL: Text("Licensed today; the renewal is under way"),
    State.CONDITIONAL: Text("Licensed today, with conditions"),
}
NOT_IN_FORCE: Final = {
    State.SUSPENDED: Text("Suspended: it may not recruit now"),
    State.REVOKED: Text("Licence taken away: it may not recruit"),
    State.EXPIRED: Text("Licence has run out: it may not recruit"),
    State.SURRENDERED: Text("Licence given back: it may not recruit"),
    State.BARRED: Text("Barred for ever: it may not recruit"),
}
LOST_BY: Final = {
    State.SUSPENDED: Text("Licence suspended"),
    State.REVOKED: Text("Licence revoked"),
    State.EXPIRED: Text("Licence expired"),
    State.SURRENDERED: Text("Licence given back"),
    State.BARRED: Text("Agency barred for ever"),
}
NONE_KNOWN: Final = Text("No licence known here")
APPEALS: Final = {
    Appeal.State.FILED.value: Text("The agency appealed. It is not decided yet."),
    Appeal.State.ALLOWED.value: Text("The agency appealed and won."),
    Appeal.State.DISMISSED.value: Text("The agency appealed and lost."),
    Appeal.State.WITHDRAWN.value: Text("The agency appealed and took the appeal back."),
}
GIVES_DAYS: Final = frozenset({Act.GRANT, Act.RENEW})
"""Acts of which the days are news; others repeat them."""
MOST_NAMED: Final = 20


def stands(standing: Standing) -> Text:
    """How a licence stands, in a few words."""
    if standing.in_force:
        return IN_FORCE[standing.state]
    if standing.state in NOT_IN_FORCE:
        return NOT_IN_FORCE[standing.state]
    if standing.valid_from is not None and standing.state in IN_FORCE:
        return Text("Not licensed yet: the licence begins on {day}", day=standing.valid_from.isoformat())
    return STATES[standing.state]


def shape(standing: Standing | None) -> str:
    """The class and sign of a standing: `in-force`, `lost` or `unknown`; each has a line and a sign of its own."""
    if standing is None:
        return "unknown"
    return "in-force" if standing.in_force else "lost" if standing.state in LOST else "unknown"


def since(standing: Standing) -> Text:
    """Since when it stands so."""
    return Text("Since {day}", day=standing.since.isoformat())


def why(licence: PublicLicence) -> Text | None:
    """Why it stands so where no act says it: a day passed, or an appeal holds an act up."""
    standing = licence.standing
    if standing.because is not None:
        return None
    stayed = licence.stayed
    if stayed is not None and stayed.appeal is not None and stayed.appeal.filed == standing.since:
        return Text("An act does not hold until the agency’s appeal is decided.")
    if standing.state is State.EXPIRED and standing.valid_to is not None:
        return Text("Its last day was {day}.", day=standing.valid_to.isoformat())
    return Text("The last day of a suspension has passed.") if standing.in_force else None


def appealed(appeal: PublicAppeal) -> Text:
    """What became of an appeal."""
    return APPEALS[appeal.state]


def sectors(codes: Sequence[str]) -> tuple[Text | str, ...]:
    """The kinds of work that codes name; a code without a name is shown as it is written."""
    return tuple(SECTORS.get(code, code) for code in codes[:MOST_NAMED])


def days(first: date | None, last: date | None) -> Text | None:
    """From when to when."""
    if first is None:
        return None
    if last is None:
        return Text("From {first}, without a last day", first=first.isoformat())
    return Text("From {first} to {last}", first=first.isoformat(), last=last.isoformat())
