"""One movement of a guarantee: the form, the answers to be checked with the balance that would follow, done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Money, Text
from fairway.recruitment.guarantees.money import money
from fairway.recruitment.guarantees.movements import KINDS, Kind
from fairway_portal.accounts.models import Person, Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render
from fairway_portal.register.inspections import actions, queries_desk
from fairway_portal.register.inspections.actions.moving import account_of, preview, takes_two
from fairway_portal.register.inspections.desk.guarantee_forms import (
    DATED,
    OUT,
    PROPOSED,
    VERBS,
    MovementAsked,
    empty_movement,
    read_movement,
)
from fairway_portal.register.inspections.desk.guarantee_views import own
from fairway_portal.register.inspections.desk.reading import fault_of, key_of, version_of
from fairway_portal.register.inspections.models import Guarantee
from fairway_portal.register.inspections.standing import needed
from fairway_portal.register.licensing.desk.reading import uploads
from fairway_portal.register.licensing.errors import EvidenceRefused
from fairway_portal.register.licensing.evidence import Upload

Files: TypeAlias = tuple[Upload, ...]

DONE: Final = {
    Kind.DEPOSIT: Text("The deposit is recorded."),
    Kind.REPLENISHMENT: Text("The replenishment is recorded."),
    Kind.RELEASE: Text("The release is recorded."),
    Kind.REVERSAL: Text("The entry is reversed."),
}


@dataclass(frozen=True, slots=True)
class MovementPage:
    """The form of a movement; with `after`, its answers to be checked."""

    guarantee: Guarantee
    row: queries_desk.GuaranteeRow
    verb: str
    title: Text
    asked: MovementAsked
    entries: tuple[tuple[str, Text], ...]
    dated: bool
    out: bool
    moved: Money | None = None
    after: Money | None = None
    proposes: bool = False


@requires(Role.LICENSING_OFFICER)
def move(request: DeskRequest, id: int, verb: str) -> HttpResponse:
    """Records a movement, or proposes a draw-down."""
    kind = VERBS.get(verb)
    if kind is None:
        raise Http404
    found = own(request, id)
    if request.method != "POST":
        return _shown(request, found, verb, empty_movement(kind, found, request.GET.get("entry", "")))
    asked = read_movement(request.POST, kind, found.currency)
    step = request.POST.get("step", "")
    if asked.faults or step not in ("check", "do"):
        return _shown(request, found, verb, asked, status=422 if asked.faults else 200)
    try:
        if step == "check":
            return _checked(request, found, verb, asked)
        proposed = _do(request, found, asked)
    except EvidenceRefused as error:
        return _checked(request, found, verb, replace(asked, faults=(fault_of(error, "evidence"),)), error.http_status)
    except InputError as error:
        fault = fault_of(error, "entry" if kind is Kind.REVERSAL else "amount", "reference", "legal_basis", "reason")
        return _shown(request, found, verb, replace(asked, faults=(fault,)), status=error.http_status)
    say_next(request, PROPOSED if proposed else DONE[kind])
    return HttpResponseRedirect(addresses.url("guarantee", str(found.pk)))


def _checked(
    request: DeskRequest, found: Guarantee, verb: str, asked: MovementAsked, status: int = 200
) -> HttpResponse:
    entry = preview(found, asked.movement(found.currency), asked.because(request.person))
    return _shown(
        request, found, verb, asked, moved=money(entry.amount, found.currency),
        after=money(entry.balance, found.currency), proposes=takes_two(entry, account_of(found)), status=status,
    )  # fmt: skip


def _do(request: DeskRequest, found: Guarantee, asked: MovementAsked) -> bool:
    """Does what was checked; whether it only proposes it."""
    files, movement = uploads(request), asked.movement(found.currency)
    if movement.reverses and found.entries.filter(number=movement.reverses, amount__gt=0).exists():
        actions.propose_reversal(
            by=request.person, guarantee=found, saw=version_of(asked.saw), number=movement.reverses,
            reason=asked.reason, reference=asked.reference, legal_basis=asked.legal_basis, evidence=files,
        )  # fmt: skip
        return True
    if asked.kind is Kind.RELEASE and needed(found, localdate()):
        actions.propose_release(
            by=request.person, guarantee=found, saw=version_of(asked.saw), amount=movement.amount,
            currency=movement.currency, on=movement.on, reference=asked.reference, reason=asked.reason,
            legal_basis=asked.legal_basis, evidence=files,
        )  # fmt: skip
        return True
    _ACTIONS[asked.kind](request.person, found, asked, files)
    return asked.kind is Kind.DRAW_DOWN


def _shown(
    request: DeskRequest, found: Guarantee, verb: str, asked: MovementAsked, *, moved: Money | None = None,
    after: Money | None = None, proposes: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    entries = tuple((str(one.number), _entry_said(one)) for one in queries_desk.ledger(found) if one.reversible)
    kind = asked.kind
    page = MovementPage(
        found, queries_desk.row_of(found), verb, KINDS[kind], asked, entries if kind is Kind.REVERSAL else (),
        kind in DATED, kind in OUT, moved, after, proposes,
    )  # fmt: skip
    return render(request, "register/inspections/movement.html", page, status=status)


def _entry_said(one: queries_desk.LedgerRow) -> Text:
    moved = one.into or one.out or ""
    day = one.on.isoformat()
    return Text("{number}: {kind}, {amount}, {on}", number=one.number, kind=one.kind, amount=moved, on=day)


def _deposit(by: Person, found: Guarantee, asked: MovementAsked, files: Files) -> None:
    movement = asked.movement(found.currency)
    actions.deposit(
        by=by, guarantee=found, saw=version_of(asked.saw), amount=movement.amount, currency=movement.currency,
        on=movement.on, reference=asked.reference, reason=asked.reason, key=key_of(asked.key), evidence=files,
    )  # fmt: skip


def _replenish(by: Person, found: Guarantee, asked: MovementAsked, files: Files) -> None:
    movement = asked.movement(found.currency)
    actions.replenish(
        by=by, guarantee=found, saw=version_of(asked.saw), amount=movement.amount, currency=movement.currency,
        on=movement.on, reference=asked.reference, reason=asked.reason, key=key_of(asked.key), evidence=files,
    )  # fmt: skip


def _release(by: Person, found: Guarantee, asked: MovementAsked, files: Files) -> None:
    movement = asked.movement(found.currency)
    actions.release(
        by=by, guarantee=found, saw=version_of(asked.saw), amount=movement.amount, currency=movement.currency,
        on=movement.on, reference=asked.reference, reason=asked.reason, legal_basis=asked.legal_basis,
        key=key_of(asked.key), evidence=files,
    )  # fmt: skip


def _reverse(by: Person, found: Guarantee, asked: MovementAsked, files: Files) -> None:
    actions.reverse(
        by=by, guarantee=found, saw=version_of(asked.saw), number=asked.movement(found.currency).reverses or 0,
        reason=asked.reason, reference=asked.reference, key=key_of(asked.key), evidence=files,
    )  # fmt: skip


def _draw_down(by: Person, found: Guarantee, asked: MovementAsked, files: Files) -> None:
    actions.propose_draw_down(
        by=by, guarantee=found, saw=version_of(asked.saw), amount=asked.coins, currency=found.currency,
        reference=asked.reference, reason=asked.reason, legal_basis=asked.legal_basis, evidence=files,
    )  # fmt: skip


_ACTIONS: Final[dict[Kind, Callable[[Person, Guarantee, MovementAsked, Files], None]]] = {
    Kind.DEPOSIT: _deposit,
    Kind.REPLENISHMENT: _replenish,
    Kind.RELEASE: _release,
    Kind.REVERSAL: _reverse,
    Kind.DRAW_DOWN: _draw_down,
}
