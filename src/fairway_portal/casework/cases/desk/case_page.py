"""The page of a case: everything that a handler needs in one place, drawn by every view that acts on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from django.http import HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.liability import Liability
from fairway.recruitment.liability.answer import Answering
from fairway.recruitment.liability.claims import CLAIMS, MANNERS, ROLES
from fairway.recruitment.liability.report import guarantee_said
from fairway.safe_reporting.indicators import INDICATORS, Indicator
from fairway.safe_reporting.remedies import BY_CODE, REMEDIES
from fairway.safe_reporting.report.fields import FIELDS
from fairway.safe_reporting.sealing.identities import fingerprint
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.permissions import DeskRequest
from fairway_portal.casework.cases.models import Case, Disclosure
from fairway_portal.casework.cases.queries.opened import CaseView, case_view
from fairway_portal.casework.cases.queries.recipients import REPORTER
from fairway_portal.casework.cases.states import REASONS
from fairway_portal.casework.cases.words import (
    AGAINST,
    CLAIM_STATES,
    DELAYS,
    INDICATOR_RESULTS,
    KINDS,
    PURPOSES,
    PURPOSES_OF,
    SCOPES,
    SCOPES_OF,
    STEPS_NOTED,
)
from fairway_portal.casework.keys.queries import OfficeRow, offices_for
from fairway_portal.design.rendering import render

FORMS = ("message", "note", "remedy", "claim", "indicators")
SIDES = {
    "origin": Text("Law of the country of origin"),
    "destination": Text("Law of the country of destination"),
    "": Text("The contract itself"),
}


@dataclass(frozen=True, slots=True)
class CasePage:
    """What the template draws.

    Attributes:
        view: The case.
        offices: To which it may be referred.
        labels: Codes of the report's questions and answers, and what they say: the browser names what it opens so.
        keys: Form → a key of its own.
        liable: Who is liable by a contract that was asked about; None: nobody asked.
        given: What somebody wrote into a form that had a fault, by ids of fields.
    """

    view: CaseView
    offices: tuple[OfficeRow, ...]
    labels: tuple[tuple[str, Text], ...]
    keys: Mapping[str, str]
    liable: Liability | None = None
    faults: tuple[Fault, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)

    reasons = REASONS
    delays = DELAYS
    steps = STEPS_NOTED
    claims = CLAIMS
    claim_states = CLAIM_STATES
    results = INDICATOR_RESULTS
    against = AGAINST
    roles = ROLES
    manners = MANNERS
    sides = SIDES

    @property
    def report(self) -> str:
        """The id of the report as envelopes have it."""
        return self.view.case.report_id.hex

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of forced labour, where they belong to this kind of case."""
        return INDICATORS if self.view.type.indicators else ()

    @property
    def remedy_kinds(self) -> tuple[tuple[str, Text], ...]:
        """Those that fit this kind of case first, then the others."""
        first = self.view.type.remedies
        others = [one.code for one in REMEDIES if one.code not in first]
        return tuple((code, BY_CODE[code].name) for code in (*first, *others))

    @property
    def ask_kinds(self) -> tuple[tuple[str, Text], ...]:
        """What can be asked of her beside a referral, which has a form of its own."""
        return tuple((kind.value, name) for kind, name in KINDS.items() if kind != Disclosure.Kind.REFERRAL)

    def purpose_pairs(self, kind: str) -> tuple[tuple[str, Text], ...]:
        """The reasons that a request of a kind may have."""
        return tuple((code, PURPOSES[code]) for code in PURPOSES_OF[Disclosure.Kind(kind)])

    def scope_pairs(self, kind: str) -> tuple[tuple[str, Text], ...]:
        """What a request of a kind may be about."""
        return tuple((code, SCOPES[code]) for code in SCOPES_OF[Disclosure.Kind(kind)])

    def keys_of(self, stored: tuple[str, ...]) -> str:
        """Fingerprints as an envelope names them inside."""
        hers = self.view.case.report.reporter
        return " ".join(fingerprint(hers) if one == REPORTER and hers else one for one in stored)

    def guarantee_said(self, held: Answering) -> Text:
        """A guarantee, and whether it answers."""
        return guarantee_said(held)


def draw(
    request: DeskRequest,
    case: Case,
    *,
    faults: list[Fault] | None = None,
    given: Mapping[str, str] | None = None,
    liable: Liability | None = None,
) -> HttpResponse:
    """The page of a case.

    Args:
        request: Of a handler of its office.
        case: The case.
        faults: Of a form, whose fields have ids that the page uses.
        given: What was written into that form.
        liable: The answer to who is liable, shown and not kept.
    """
    today = localdate()
    view = case_view(case, today)
    page = CasePage(
        view=view,
        offices=tuple(
            one for one in offices_for(case.country, today) if one.keys and one.id != case.office_id
        ),
        labels=_labels(),
        keys={form: str(uuid4()) for form in FORMS},
        liable=liable,
        faults=tuple(faults or ()),
        given=given or {},
    )  # fmt: skip
    return render(request, "casework/cases/case.html", page, status=422 if faults else 200)


def _labels() -> tuple[tuple[str, Text], ...]:
    found: list[tuple[str, Text]] = []
    for one in FIELDS:
        found.append((one.code, one.said))
        found += [(f"{one.code}.{code}", name) for code, name in one.choices]
    return tuple(found)
