"""What addresses of the escrow name: a report of the handler's office that may go."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from fairway.safe_reporting.sealing.identities import fingerprint, new_identity, recipient_of
from fairway.safe_reporting.sealing.nested import seal_held
from fairway_portal.accounts.models import Membership
from fairway_portal.casework.escrow.actions import hold
from fairway_portal.casework.escrow.models import Held
from fairway_portal.casework.keys.models import Office
from fairway_portal.casework.vault.actions import Part, file_report, report_id
from tests.casework_samples.keys import ON, opened_office, registered_key
from tests.people import organisation
from tests.proof.vault_reports import receipt_keys

AGENCY: Final = "NPL-900001"


@dataclass(frozen=True, slots=True)
class Offices:
    """An office that holds reports back, one that reads them, and their secret keys."""

    escrow: Office
    reader: Office
    holder: str
    opener: str


def offices_of(handler: Membership) -> Offices:
    """Hers holds reports back; a new one of legal aid reads them."""
    escrow = opened_office(handler.organisation, escrow=True)
    _, holder = registered_key(handler.person, escrow, purpose="escrow")
    reader = opened_office(organisation("legal_aid"))
    _, opener = registered_key(handler.person, reader)
    return Offices(escrow, reader, holder, opener)


def held_report(offices: Offices, seed: str, agency: str = AGENCY, others: int = 1) -> Held:
    """A report with a file, filed and held back."""
    keys = receipt_keys(seed)
    report = report_id(keys)
    to, escrow = [recipient_of(offices.opener)], [recipient_of(offices.holder)]

    def part(kind: str, content: bytes) -> Part:
        made = seal_held(content, report=report.hex, kind=kind, offices=to, escrow=escrow)
        return Part(kind, made.content, made.commitment, (fingerprint(escrow[0]),))

    def also(row: Any, commitment: str) -> None:
        hold(report=row.pk, agency=agency, offices=[offices.reader.pk], others=others, on=ON, type="wage_claim",
             recipients=[fingerprint(to[0])])  # fmt: skip

    parts = [part("report", f"What happened to {seed}".encode()), part("original", b"a photograph")]
    file_report(keys=keys, parts=parts, on=ON, expires=ON + timedelta(days=365), also=also)
    return Held.objects.get(report=report)


def _matched(people: Any) -> str:
    offices = offices_of(people["handler"])
    first, second = (held_report(offices, seed) for seed in ("first", "second"))
    tag = hashlib.sha256(new_identity().encode()).hexdigest()
    Held.objects.filter(pk__in=[first.pk, second.pk]).update(tag=tag, tag_key="0" * 16, state=Held.State.MATCHED)
    return str(first.pk)


SAMPLES: Final[dict[str, Callable[[Any], str]]] = {"escrow_held": _matched}
