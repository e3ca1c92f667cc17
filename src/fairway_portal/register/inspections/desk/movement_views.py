"""One movement of a guarantee: the form, the answers to be checked with the balance that would follow, done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseRedirect

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
from fairway_portal.register.inspections.actions.moving import preview
from fairway_portal.register.inspections.desk.guarantee_forms import (
    DATED,
    OUT,
    VERBS,
    MovementAsked,
    empty_movement,
    read_movement,
)
from fairway_portal.register.inspections.desk.guarantee_views import own
from fairway_portal.register.inspections.desk.reading import fault_of, key_of, version_of
from fairway_portal.register.inspections.models import Guarantee

DONE: Final = {
    Kind.DEPOSIT: Text("The deposit is recorded."),
    Kind.REPLENISHMENT: Text("The replenishment is recorded."),
    Kind.RELEASE: Text("The release is recorded."),
    Kind.REVERSAL: Text("The entry is reversed."),
    Kind.DRAW_DOWN: Text("The draw-down waits for a supervisor. No money has moved yet."),
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
            entry = preview(found, asked.movement(found.currency), asked.because(request.person))
            moved, after = money(entry.amount, found.currency), money(entry.balance, found.currency)
            return _shown(request, found, verb, asked, moved=moved, after=after)
        _ACTIONS[kind](request.person, found, asked)
    except InputError as error:
        fault = fault_of(error, "entry" if kind is Kind.REVERSAL else "amount", "reference", "legal_basis", "reason")
        return _shown(request, found, verb, replace(asked, faults=(fault,)), status=error.http_status)
    say_next(request, DONE[kind])
    return HttpResponseRedirect(addresses.url("guarantee", str(found.pk)))


def _shown(
    request: DeskRequest, found: Guarantee, verb: str, asked: MovementAsked, *, moved: Money | None = None,
    after: Money | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    entries = tuple(
        (str(one.number), Text("{number}: {kind}, {on}", number=one.number, kind=one.kind, on=one.on.isoformat()))
        for one in queries_desk.ledger(found)
        if one.reversible
    )
    kind = asked.kind
    page = MovementPage(
        found, queries_desk.row_of(found), verb, KINDS[kind], asked, entries if kind is Kind.REVERSAL else (),
        kind in DATED, kind in OUT, moved, after,
    )  # fmt: skip
    return render(request, "register/inspections/movement.html", page, status=status)


def _deposit(by: Person, found: Guarantee, asked: MovementAsked) -> None:
    movement = asked.movement(found.currency)
    actions.deposit(
        by=by, guarantee=found, saw=version_of(asked.saw), amount=movement.amount, currency=movement.currency,
        on=movement.on, reference=asked.reference, reason=asked.reason, key=key_of(asked.key),
    )  # fmt: skip


def _replenish(by: Person, found: Guarantee, asked: MovementAsked) -> None:
    movement = asked.movement(found.currency)
    actions.replenish(
        by=by, guarantee=found, saw=version_of(asked.saw), amount=movement.amount, currency=movement.currency,
        on=movement.on, reference=asked.reference, reason=asked.reason, key=key_of(asked.key),
    )  # fmt: skip


def _release(by: Person, found: Guarantee, asked: MovementAsked) -> None:
    movement = asked.movement(found.currency)
    actions.release(
        by=by, guarantee=found, saw=version_of(asked.saw), amount=movement.amount, currency=movement.currency,
        on=movement.on, reference=asked.reference, reason=asked.reason, legal_basis=asked.legal_basis,
        key=key_of(asked.key),
    )  # fmt: skip


def _reverse(by: Person, found: Guarantee, asked: MovementAsked) -> None:
    actions.reverse(
        by=by, guarantee=found, saw=version_of(asked.saw), number=asked.movement(found.currency).reverses or 0,
        reason=asked.reason, reference=asked.reference, key=key_of(asked.key),
    )  # fmt: skip


def _draw_down(by: Person, found: Guarantee, asked: MovementAsked) -> None:
    actions.propose_draw_down(
        by=by, guarantee=found, saw=version_of(asked.saw), amount=asked.coins, currency=found.currency,
        reference=asked.reference, reason=asked.reason, legal_basis=asked.legal_basis,
    )  # fmt: skip


_ACTIONS: Final[dict[Kind, Callable[[Person, Guarantee, MovementAsked], None]]] = {
    Kind.DEPOSIT: _deposit,
    Kind.REPLENISHMENT: _replenish,
    Kind.RELEASE: _release,
    Kind.REVERSAL: _reverse,
    Kind.DRAW_DOWN: _draw_down,
}
