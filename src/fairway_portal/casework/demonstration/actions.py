"""Filing the invented reports, and working on their cases through the actions that everybody uses."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid5

from fairway.safe_reporting import receipts
from fairway.safe_reporting.receipts import ReceiptKeys
from fairway.safe_reporting.report import as_json
from fairway.safe_reporting.report.concerns import case_type
from fairway.safe_reporting.sealing.envelopes import open_sealed, seal, seal_again
from fairway.safe_reporting.sealing.identities import fingerprint
from fairway_portal.casework.cases.actions import answer, deadlines, disclosing, moving, open_case, writing
from fairway_portal.casework.cases.actions.recovering import Sum, record_claim, record_remedy
from fairway_portal.casework.cases.actions.worker import withdrawn_by_worker
from fairway_portal.casework.cases.models import Case
from fairway_portal.casework.cases.queries.copies import left_to_reseal
from fairway_portal.casework.cases.queries.recipients import recipients_for
from fairway_portal.casework.cases.sealed_form import Sealed
from fairway_portal.casework.demonstration.offices import Staff
from fairway_portal.casework.demonstration.told import ANSWER, MESSAGES, Told
from fairway_portal.casework.filings.actions import promise
from fairway_portal.casework.keys.queries import recovery_keys
from fairway_portal.casework.vault.actions import Part, file_report, receipt_salt, report_id, withdraw
from fairway_portal.casework.vault.queries import envelope

KEPT: Final = timedelta(days=730)
_WAY: Final = {
    "in_progress": (), "in_safety": ("protect",), "demanded": ("demand",), "compared": ("compare",),
    "lodged": ("lodge",), "resolved": ("resolve",), "closed_without_remedy": ("close",), "advised": ("advise",),
    "reopened": ("close", "reopen"),
}  # fmt: skip
"""State → the moves to it from `in_progress`."""
_REASONS: Final = {"close": "no_proof", "reopen": "she_wrote"}


def file_told(told: Told, offices: dict[str, Staff], today: date) -> tuple[str, UUID]:
    """Files a report and brings its case to where it is shown.

    Args:
        told: What an invented worker says.
        offices: By their keys.
        today: The day.

    Returns:
        Her number, and the id of the report.
    """
    number = receipts.draw()
    keys, on = receipts.derive(number, receipt_salt()), today - timedelta(days=told.days)
    report = report_id(keys)
    staff = [offices[key] for key in told.offices]
    publics = [one for several in staff for one in several.publics]
    publics += [one.public for one in recovery_keys(on) if one.public not in publics]
    kind = "counselling" if told.until == "advised" else case_type(told.answers["happened"])
    made = seal(as_json(told.answers), report=report.hex, kind="report", recipients=publics)
    part = Part("report", made.content, made.commitment, tuple(fingerprint(one) for one in publics))

    def also(filed: object, commitment: str) -> None:
        promise(commitment=commitment, on=on)
        for one in staff:
            open_case(report=report, office=one.office.pk, type=kind, on=on, demonstration=True)

    file_report(keys=keys, parts=[part], on=on, expires=on + KEPT, also=also, demonstration=True)
    _Working(staff[0], report, on).bring(told, keys, offices)
    return number, report


class _Working:
    """The first office at work on a case."""

    def __init__(self, staff: Staff, report: UUID, on: date) -> None:
        self.staff, self.report, self.on, self.by = staff, report, on, staff.people[0]

    def bring(self, told: Told, keys: ReceiptKeys, offices: dict[str, Staff]) -> None:
        """To the state in which it is shown."""
        if told.until == "received":
            return
        moving.assign(person=self.by, **self._acting())
        if told.until == "assigned":
            return
        if told.country:
            deadlines.set_country(country=told.country, **self._acting())
        moving.move(code="acknowledge", **self._acting())
        self._message(MESSAGES.get(str(told.answers["language"]), ANSWER))
        if told.until == "acknowledged":
            return
        if told.until == "withdrawn":
            withdraw(self.report, self.on)
            withdrawn_by_worker(report=self.report, on=self.on)
            return
        moving.move(code="start", **self._acting())
        if told.until == "referred":
            self._refer(offices["aid"], self.staff.identities)
        else:
            self._go(told.until)

    def _case(self) -> Case:
        return Case.objects.select_related("report", "office").get(report=self.report, office=self.staff.office)

    def _acting(self) -> dict[str, Any]:
        case = self._case()
        return {"case": case.pk, "by": self.by, "on": self.on, "version": case.version}

    def _sealed(self, text: str, kind: str) -> Sealed:
        keys = recipients_for(self._case(), kind, self.on)
        publics = [one.public for one in keys]
        made = seal(text.encode(), report=self.report.hex, kind=kind, recipients=publics, media="text/plain")
        return Sealed(made.content, tuple(one.fingerprint for one in keys))

    def _message(self, text: str) -> None:
        key = uuid5(self.report, "message")
        sealed = self._sealed(text, "message")
        writing.write(case=self._case().pk, kind="message", sealed=sealed, by=self.by, on=self.on, key=key)

    def _go(self, until: str) -> None:
        case = self._case()
        if until in ("lodged", "resolved"):
            record_claim(
                case=case.pk, against="employer", basis="", amount=Sum(Decimal(1150), "USD"),
                note=self._sealed("(Invented.) Five months of pay, USD 1,150.", "note"), by=self.by, on=self.on,
                key=uuid5(self.report, "claim"),
            )  # fmt: skip
        if until == "resolved":
            record_remedy(
                case=case.pk, kind="wages_recovered", amount=Sum(Decimal(1150), "USD"),
                note=self._sealed("(Invented.) Paid in full: USD 1,150.", "note"), by=self.by, on=self.on,
                key=uuid5(self.report, "remedy"),
            )  # fmt: skip
        for code in _WAY[until]:
            moving.move(code=code, reason=_REASONS.get(code, ""), **self._acting())

    def _refer(self, aid: Staff, identities: tuple[str, ...]) -> None:
        asked = disclosing.Asked("referral", aid.office.name, ("report",), "legal_help", aid.office.pk)
        made = disclosing.ask(asked=asked, **self._acting())
        answer(report=self.report, disclosure=made.pk, consent=True, on=self.on)
        keys = recipients_for(self._case(), "note", self.on, aid.office.pk)
        for row in left_to_reseal(self._case(), made, self.on):
            again = seal_again(open_sealed(envelope(row.id), identities), [one.public for one in keys])
            writing.pass_on(
                case=self._case().pk, disclosure=made.pk, envelope=row.id, by=self.by, on=self.on,
                sealed=Sealed(again.content, tuple(one.fingerprint for one in keys)), key=uuid5(row.id, "copy"),
            )  # fmt: skip
        disclosing.hand_over(disclosure=made.pk, **self._acting())
        moving.move(code="refer", **self._acting())
