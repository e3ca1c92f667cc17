"""Doing something to a licence: a form, a page to check it, and the entry or the proposal that follows."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import ACTS, STATES, Act
from fairway_portal.accounts.forms import Fault
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.actors.models import Agency
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.licensing import actions, queries
from fairway_portal.register.licensing.actions.acts import state_after
from fairway_portal.register.licensing.actions.asking import AskedAct
from fairway_portal.register.licensing.actions.refusing import refusals_recorded
from fairway_portal.register.licensing.desk import act_form, checking, reading
from fairway_portal.register.licensing.desk.act_form import ActForm
from fairway_portal.register.licensing.desk.guarding import act_named, licence_for
from fairway_portal.register.licensing.desk.licence_views import open_appeals
from fairway_portal.register.licensing.errors import SomebodyActed
from fairway_portal.register.licensing.models import Appeal, Licence

PARTS = {
    "effective": Text("Holds from"),
    "until": Text("Last day of the suspension"),
    "number": Text("Number of the licence"),
    "valid_from": Text("First day of the licence"),
    "valid_to": Text("Last day of the licence"),
    "conditions": Text("Conditions"),
    "reason": Text("Reason"),
    "legal_basis": Text("Legal basis"),
    "authority": Text("Authority"),
    "note": Text("Note for the desk"),
}
"""The parts of an act, in their order."""


@dataclass(frozen=True, slots=True)
class ActPage:
    """The form.

    Attributes:
        licence, agency: On which.
        title: Of the act.
        form: What is written.
        saw: The version of the licence that it shows.
        faults: What is wrong.
        advice: What to do about a refusal.
        changed: What somebody else did in the meantime, where she was too late.
        basis: What stands behind the legal basis that was filled in.
        public: Whether the reason is shown to the public.
        two_people: Whether it is only proposed.
        address: Where the form goes.
        appeals: Those that a reinstatement may carry out.
        own: Whether the agency itself does it: it writes no note for the desk, and names no authority.
    """

    licence: Licence
    agency: Agency
    title: Text
    form: ActForm
    saw: int
    faults: tuple[Fault, ...]
    advice: Text | None
    changed: tuple[queries.Step, ...]
    basis: Text
    public: bool
    two_people: bool
    address: str
    appeals: tuple[Appeal, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class _Sent:
    """Where the form of an act goes, and whether it is the agency's own."""

    licence: Licence
    address: str
    own: bool


@requires(Role.LICENSING_OFFICER)
def act(request: DeskRequest, id: int, act: str) -> HttpResponse:
    """One act on one licence."""
    licence, what = licence_for(request, id), act_named(act)
    return do(request, licence, what, addresses.url("licensing-act", str(id), what.value))


def do(request: DeskRequest, licence: Licence, what: Act, address: str, own: bool = False) -> HttpResponse:
    """The steps of an act; `own`: an agency does it, on its own licence."""
    sent = _Sent(licence, address, own)
    if request.method != "POST":
        appeals = open_appeals(licence)
        appeal = appeals[0].pk if what is Act.REINSTATE and appeals else None
        form = act_form.begun(what, licence, timezone.localdate(), appeal, own=own)
        return _form(request, sent, form, licence.version)
    form, saw, step = act_form.read_act(request.POST, what), _saw(request.POST), reading.step(request.POST)
    if form.asked is None or step == "change":
        return _form(request, sent, form, saw, form.faults if step != "change" else ())
    try:
        if step == "check":
            return _check(request, sent, form, form.asked, saw)
        _record(request, licence, form.asked, saw)
    except SomebodyActed as refusal:
        changed = tuple(one for one in queries.history_of(licence) if one.number > saw)
        licence.refresh_from_db()
        return _form(request, sent, form, licence.version, (), refusal.advice_text, changed)
    except InputError as refusal:
        where = act_form.FIELD_OF.get(str(refusal.details.get("reason")), "effective")
        return _form(request, sent, form, saw, (Fault(where, refusal.title_text),), refusal.advice_text)
    return HttpResponseRedirect(addresses.url("own-licence-one" if own else "licensing-licence", str(licence.pk)))


def _record(request: DeskRequest, licence: Licence, asked: AskedAct, saw: int) -> None:
    evidence = reading.uploads(request)
    if ACTS[asked.act].two_people:
        actions.propose_act(by=request.person, licence=licence, saw=saw, asked=asked, evidence=evidence)
        say_next(request, Text("It is proposed. A supervisor who is not you approves or refuses it."))
        return
    actions.record_act(
        by=request.person,
        licence=licence,
        saw=saw,
        act=asked.act,
        effective=asked.effective,
        reason=asked.reason,
        legal_basis=asked.legal_basis,
        authority=asked.authority,
        valid_from=asked.valid_from,
        valid_to=asked.valid_to,
        until=asked.until,
        conditions=asked.conditions,
        note=asked.note,
        number=asked.number,
        evidence=evidence,
    )
    say_next(request, Text("It is recorded, and stands in the history."))


def _saw(post: QueryDict) -> int:
    said = post.get("saw", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else -1


def _check(request: DeskRequest, sent: _Sent, form: ActForm, asked: AskedAct, saw: int) -> HttpResponse:
    rule, licence = ACTS[asked.act], sent.licence
    with refusals_recorded(by=request.person, subject=f"licence {licence.pk}", asked=asked.act.value):
        if licence.version != saw:
            raise SomebodyActed(saw, licence.version)
        after = state_after(licence, asked)
    answers = tuple((title, form.values[name]) for name, title in PARTS.items() if form.values.get(name))
    effect = (
        Text("Somebody else must approve it. Then the licence stands as: {state}.", state=STATES[after])
        if rule.two_people
        else Text("The licence then stands as: {state}. The entry cannot be changed or taken out.", state=STATES[after])
    )
    page = checking.CheckPage(
        title=Text("Check: {act}", act=rule.title),
        about=f"{(licence.agency.joined_to or licence.agency).name} · {licence.number}".strip(" ·"),
        answers=answers,
        hidden=checking.hidden_of(form.values, saw=str(saw)),
        address=sent.address,
        button=Text("Propose it") if rule.two_people else Text("Record it"),
        effect=effect,
        warning=asked.act in (Act.REVOKE, Act.BAR),
    )
    return checking.shown(request, page)


def _form(
    request: DeskRequest,
    sent: _Sent,
    form: ActForm,
    saw: int,
    faults: tuple[Fault, ...] = (),
    advice: Text | None = None,
    changed: tuple[queries.Step, ...] = (),
) -> HttpResponse:
    rule, licence = ACTS[form.act], sent.licence
    page = ActPage(
        licence=licence,
        agency=licence.agency.joined_to or licence.agency,
        title=rule.title,
        form=form,
        saw=saw,
        faults=faults,
        advice=advice,
        changed=changed,
        basis=rules_of(licence.country, timezone.localdate()).said(f"basis.{form.act.value}"),
        public=rule.public,
        two_people=rule.two_people,
        address=sent.address,
        appeals=open_appeals(licence) if form.act is Act.REINSTATE else (),
        own=sent.own,
    )
    status = 409 if changed else 422 if faults else 200
    return render(request, "register/licensing/act.html", page, status=status)
