"""What addresses of this part of casework name: a case of the handler's own office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from fairway_portal.casework.cases.actions.disclosing import Asked, ask
from fairway_portal.casework.cases.actions.recovering import Sum, record_claim
from fairway_portal.casework.cases.actions.worker import answer
from fairway_portal.casework.cases.models import Case, CaseDeadline, Claim, Disclosure
from fairway_portal.casework.keys.queries import office_of
from fairway_portal.casework.vault.models import Sealed
from tests.casework_samples.reports import TODAY, filed, key, staffed


def _case(people: Any) -> Case:
    """The case, with a mandate that she gave and a claim; made once."""
    handler = people["handler"]
    office = office_of(handler.organisation_id)
    found = Case.objects.filter(office=office).first() if office else None
    if found is not None:
        return found
    own = staffed(of=handler, country="LBN")
    report = filed(own)
    case = report.cases[own.office.pk]
    asked = Asked("representation", own.office.name, ("report",), "tribunal")
    made = ask(case=case.pk, asked=asked, by=own.by, on=TODAY, version=case.version)
    answer(report=report.id, disclosure=made.pk, consent=True, on=TODAY)
    record_claim(
        case=case.pk, against="employer", basis="", amount=Sum(), note=None, by=own.by, on=TODAY, key=key()
    )  # fmt: skip
    return case


def _number(people: Any) -> str:
    return _case(people).number


def _envelope(people: Any) -> str:
    return str(Sealed.objects.filter(report=_case(people).report_id).order_by("number")[0].pk)


def _of_case(model: Any) -> Callable[[Any], str]:
    return lambda people: str(model.objects.get(case=_case(people)).pk)


SAMPLES: Final[dict[str, Callable[[Any], str]]] = {
    "case_number": _number,
    "case_envelope": _envelope,
    "case_consent": _of_case(Disclosure),
    "case_claim": _of_case(Claim),
    "case_deadline": _of_case(CaseDeadline),
}
