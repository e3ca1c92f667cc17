"""Things of the register's part `licensing` that addresses of the permission matrix name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from fairway.recruitment.licences.states import Act
from fairway_portal.accounts.models import Membership
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing import actions
from fairway_portal.register.licensing.evidence import Upload, keep
from fairway_portal.register.licensing.models import Licence, Proposal
from tests.unit.portal.register.licensing.licensed import BASIS, act, granted, today

People = Mapping[str, Membership]


def _own(people: People) -> Licence:
    """The licence of the agency NPL-900001, granted by the officer of its country."""
    agency = Agency.objects.get(code="NPL-900001")
    return Licence.objects.filter(agency=agency).first() or granted(people["licensing_officer"], agency)


def _proposal(people: People) -> str:
    """A proposal to revoke it; no rule of Nepal that is known here wants a panel."""
    licence = _own(people)
    asked = actions.AskedAct(Act.REVOKE, today(), "Fees were charged", BASIS)
    by = people["licensing_officer"].person
    waiting = Proposal.objects.filter(licence=licence).first()
    return str((waiting or actions.propose_act(by=by, licence=licence, saw=licence.version, asked=asked)).pk)


def _suspended(people: People) -> str:
    licence = _own(people)
    if licence.version == 2:
        act(people["licensing_officer"], licence, Act.SUSPEND, until=today() + timedelta(days=30))
    return str(licence.pk)


def _appeal(people: People) -> str:
    _suspended(people)
    agency = Agency.objects.get(code="NPL-900001")
    entry = _own(people).entries.get(number=3)
    filed = actions.file_appeal(by=people["agency"].person, agency=agency, entry=entry, grounds="It was not us")
    return str(filed.pk)


def _evidence(people: People) -> str:
    agency = Agency.objects.get(code="NPL-900001")
    return str(keep(by=None, agency=agency, subject="licence 0", upload=Upload("a.txt", b"A receipt")).pk)


SAMPLES: Final[dict[str, Callable[[People], str]]] = {
    "licensing_licence": lambda people: str(_own(people).pk),
    "licensing_suspended": _suspended,
    "licensing_proposal": _proposal,
    "licensing_appeal": _appeal,
    "licensing_evidence": _evidence,
}
