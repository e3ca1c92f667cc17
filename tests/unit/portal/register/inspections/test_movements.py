"""Money of guarantees: who may move it, what is refused, and that nothing is half-done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.recruitment.guarantees.errors import LedgerRefused
from fairway.recruitment.licences.states import Act, State
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.accounts.models.final import RecordIsFinal
from fairway_portal.register.inspections import actions, queries
from fairway_portal.register.inspections.errors import GuaranteeRefused, LedgerBroken, SomebodyMoved
from fairway_portal.register.inspections.models import Guarantee, GuaranteeEntry
from fairway_portal.register.inspections.queries_desk import ledger
from fairway_portal.register.licensing import actions as licensing
from fairway_portal.register.licensing.errors import EvidenceRefused
from fairway_portal.register.licensing.evidence import Upload
from fairway_portal.register.licensing.models import Change, Proposal
from tests.people import member, organisation, person
from tests.unit.portal.register.inspections import made

pytestmark = pytest.mark.django_db


def proposed(of: Guarantee, amount: int = 40_000, by: Any = None, **fields: Any) -> Proposal:
    given = {"saw": of.version, "currency": "NPR", "reference": "Decision 12/2026", "reason": "Wages not paid"} | fields
    return actions.propose_draw_down(
        by=by or person(), guarantee=of, amount=amount, legal_basis="Act, section 33", **given
    )


def supervisor(country: str = "NPL") -> Any:
    return member(Role.SUPERVISOR, of=organisation("ministry", country=country))


def approve(proposal: Proposal, by: Any = None) -> Proposal:
    return licensing.decide(by=by or supervisor(), proposal=proposal, approve=True, words="Agreed")


def refusals() -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(action="guarantee.refused").order_by("pk")
    return [(row.details["asked"], row.details["why"]) for row in rows]


def test_money_in_and_out_is_written_down_and_told_to_the_public_without_amounts() -> None:
    one = made.guarantee(required=100_000, held=100_000)
    approve(proposed(one, 40_000))
    one = made.now(one)
    actions.replenish(
        by=person(), guarantee=one, saw=2, amount=40_000, currency="NPR", on=localdate(), reference="slip 2",
        reason="Paid in again",
    )  # fmt: skip
    rows = GuaranteeEntry.objects.filter(guarantee=one)
    assert [(row.number, row.kind, row.amount, row.balance) for row in rows] == [
        (1, "deposit", 100_000, 100_000), (2, "draw_down", -40_000, 60_000), (3, "replenishment", 40_000, 100_000),
    ]  # fmt: skip
    told = list(Change.objects.order_by("pk"))
    assert [row.kind for row in told] == [f"guarantee.{one}complete" for one in ("in", "", "in", "")]
    assert all(set(row.details) == {"guarantee", "complete"} for row in told)


def test_a_draw_down_takes_two_people_and_says_who_they_were() -> None:
    one, officer, second = made.guarantee(held=100_000), person(), supervisor()
    proposal = proposed(one, by=officer)
    assert made.now(one).held == 100_000
    approve(proposal, second)
    row = GuaranteeEntry.objects.get(guarantee=one, kind="draw_down")
    assert (row.by, row.approved_by, row.proposal, row.reference) == (
        officer,
        second.person,
        proposal,
        "Decision 12/2026",
    )
    own = proposed(made.now(one), 1, by=second.person)
    with pytest.raises(InputError):
        approve(own, second)
    assert made.now(one).held == 60_000


def test_whoever_proposed_cannot_carry_it_out_whatever_the_desk_lets_through() -> None:
    one, officer = made.guarantee(held=100_000), person()
    with pytest.raises(GuaranteeRefused, match="proposed"):
        actions.carry_out(proposed(one, by=officer), officer)


def test_a_draw_down_approved_after_money_moved_is_refused_and_undecided() -> None:
    one = made.guarantee(held=100_000)
    proposal = proposed(one, 60_000)
    made.paid(one, 5)
    with pytest.raises(SomebodyMoved):
        approve(proposal)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, made.now(one).held) == ("waiting", None, 100_005)


def test_two_claims_cannot_take_the_same_money() -> None:
    one = made.guarantee(held=100_000)
    first, second = proposed(one, 60_000), proposed(one, 70_000, reference="Decision 13/2026")
    approve(first)
    with pytest.raises(SomebodyMoved):
        approve(second)
    with pytest.raises(LedgerRefused, match="cannot be taken"):
        proposed(made.now(one), 70_000)
    assert made.now(one).held == 40_000


def test_the_same_draw_down_proposed_twice_waits_once() -> None:
    one = made.guarantee(held=100_000)
    assert proposed(one) == proposed(one)
    assert Proposal.objects.count() == 1


def test_a_form_sent_twice_moves_money_once() -> None:
    one, key = made.guarantee(), uuid4()
    assert made.paid(one, 10, saw=0, key=key) == made.paid(one, 10, saw=0, key=key)
    assert made.now(one).held == 10


def test_a_form_that_opens_is_sent_twice_and_opens_one() -> None:
    of, key = made.agency(), uuid4()
    assert made.guarantee(of, key=key) == made.guarantee(of, key=key)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"saw": 7}, "somebody-moved"),
        ({"currency": "INR"}, "other_currency"),
        ({"amount": 0}, "nothing_moved"),
        ({"on": localdate() + timedelta(days=1)}, "in_the_future"),
        ({"reference": " "}, "guarantee-refused"),
        ({"reference": "x" * 81}, "guarantee-refused"),
        ({"reason": "Paid by Sita, +977 98-4123-4567"}, "identifies-somebody"),
    ],
)
def test_a_refused_deposit_leaves_everything_as_it_was_and_is_recorded(fields: dict[str, Any], why: str) -> None:
    one = made.guarantee(held=50)
    given = {
        "saw": 1,
        "amount": 5,
        "currency": "NPR",
        "on": localdate(),
        "reference": "slip",
        "reason": "Paid",
    } | fields
    with pytest.raises(InputError):
        actions.deposit(by=person(), guarantee=one, **(given | fields))
    assert (made.now(one).held, made.now(one).version, one.entries.count()) == (50, 1, 1)
    assert refusals() == [("deposit", why)]


def release(one: Guarantee, amount: int, **fields: Any) -> GuaranteeEntry:
    return actions.release(
        by=person(), guarantee=one, saw=made.now(one).version, amount=amount, currency="NPR", on=localdate(),
        reference="letter 4", reason="Given back", legal_basis="Act, section 12", **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("acts", "may"),
    [
        ((), False),
        (((Act.SUSPEND, State.SUSPENDED),), False),
        (((Act.REVOKE, State.REVOKED),), True),
        (((Act.SURRENDER, State.SURRENDERED),), True),
    ],
)
def test_what_is_required_is_released_only_once_the_licence_has_ended(acts: Any, may: bool) -> None:
    of = made.agency()
    licence = made.licence(of, *acts)
    one = made.guarantee(of, held=100_000, licence=licence)
    if not may:
        with pytest.raises(LedgerRefused, match="while the licence stands"):
            release(one, 1)
        assert made.now(one).ended is None
        return
    proposed(one, 30_000)
    with pytest.raises(LedgerRefused, match="wait for a decision"):
        release(one, 100_000)
    Proposal.objects.update(state="withdrawn")
    release(one, 100_000)
    assert made.now(one).ended == localdate()


def test_a_guarantee_of_no_licence_in_particular_stands_behind_any_of_that_country() -> None:
    of = made.agency()
    one = made.guarantee(of, held=100_000)
    made.licence(of)
    with pytest.raises(LedgerRefused):
        release(one, 1)


def taken_back(one: Guarantee, number: int = 1, **fields: Any) -> Proposal:
    given = {"by": person(), "saw": made.now(one).version, "reason": "Another agency’s money"} | fields
    return actions.propose_reversal(guarantee=one, number=number, **({"legal_basis": "Act, section 11"} | given))


def test_a_deposit_booked_wrongly_is_taken_back_once_and_by_two_people() -> None:
    one = made.guarantee(held=100)
    with pytest.raises(GuaranteeRefused, match="two people"):
        actions.reverse(by=person(), guarantee=one, saw=1, number=1, reason="Another agency’s money")
    with pytest.raises(GuaranteeRefused, match="missing"):
        taken_back(one, legal_basis=" ")
    waits = taken_back(one)
    assert taken_back(one) == waits
    assert made.now(one).held == 100
    second = supervisor()
    approve(waits, second)
    back = one.entries.get(kind="reversal")
    assert (back.amount, back.balance, back.reverses_id) == (-100, 0, one.entries.get(number=1).pk)
    assert (back.by, back.approved_by, back.proposal) == (waits.proposed_by, second.person, waits)
    with pytest.raises(LedgerRefused, match="reversed already"):
        taken_back(one)


def test_money_on_which_a_claim_draws_is_not_taken_back() -> None:
    one = made.guarantee(held=100)
    made.paid(one, 50)
    waits = taken_back(one, 2)
    claim = proposed(made.now(one), 120)
    with pytest.raises(LedgerRefused, match="claims of"):
        approve(waits)
    with pytest.raises(LedgerRefused, match="claims of"):
        taken_back(one)
    approve(claim)
    with pytest.raises(LedgerRefused, match="cannot be taken"):
        taken_back(one)
    assert made.now(one).held == 30


def test_a_draw_down_is_taken_back_by_one_officer() -> None:
    one = made.guarantee(held=100)
    approve(proposed(one, 60))
    with pytest.raises(GuaranteeRefused, match="one officer"):
        taken_back(one, 2)
    back = actions.reverse(by=person(), guarantee=one, saw=2, number=2, reason="The claim was withdrawn")
    assert (back.amount, back.balance) == (60, 100)


def test_the_database_itself_wants_two_people_where_money_leaves_for_good() -> None:
    one, by = made.guarantee(held=100), person()
    entry = {"guarantee": one, "number": 2, "kind": "reversal", "amount": -1, "balance": 99, "on": localdate()}
    for second in (None, by):
        with pytest.raises(Error, match="two_people"), transaction.atomic():
            GuaranteeEntry.objects.create(**entry, by=by, approved_by=second, reason="Alone")


def test_evidence_is_kept_with_the_entry_and_a_bad_file_moves_no_money() -> None:
    one = made.guarantee()
    with pytest.raises(EvidenceRefused):
        made.paid(one, 5, evidence=(Upload("slip.exe", b"MZ\x00"),))
    assert made.now(one).held == 0
    made.paid(one, 5, evidence=(Upload("slip.txt", b"Slip 1"),))
    proposed(made.now(one), 1, evidence=(Upload("decision.txt", b"Decision"),))
    approve(Proposal.objects.get())
    assert [[file.name for file in row.evidence] for row in ledger(one)] == [["slip.txt"], ["decision.txt"]]


def test_a_ledger_that_was_tampered_with_takes_no_money() -> None:
    one = made.guarantee(held=100)
    Guarantee.objects.filter(pk=one.pk).update(held=90)
    with pytest.raises(LedgerBroken):
        made.paid(one, 5)


@pytest.mark.parametrize("said", ["UPDATE {t} SET amount = 1", "DELETE FROM {t}"])
def test_the_database_itself_refuses_to_change_an_entry(said: str) -> None:
    made.guarantee(held=100)
    with pytest.raises(Error, match="cannot be changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(said.format(t="fairway_inspections_guaranteeentry"))
    with pytest.raises(RecordIsFinal):
        GuaranteeEntry.objects.all().delete()


@pytest.mark.parametrize(
    "fields",
    [{"kind": "gold"}, {"holder": " "}, {"instrument": ""}, {"required": 0}, {"currency": "NPX"}, {"currency": "XXX"},
     {"currency": "XAU"}, {"valid_to": localdate() - timedelta(days=1)}, {"valid_to": date(9999, 12, 31)}],
)  # fmt: skip
def test_a_guarantee_that_cannot_be_is_not_opened(fields: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        made.guarantee(**fields)
    assert not Guarantee.objects.exists()


def test_an_instrument_stands_once_and_a_licence_is_the_agencys_own() -> None:
    made.guarantee(instrument="AC-1")
    with pytest.raises(GuaranteeRefused, match="opened like this"):
        made.guarantee(instrument="AC-1")
    with pytest.raises(GuaranteeRefused):
        made.guarantee(licence=made.licence(made.agency()))


def test_what_is_required_changes_with_a_reason_and_the_public_is_told() -> None:
    one = made.guarantee(required=100, held=100)
    actions.amend(by=person(), guarantee=one, saw=1, required=200, valid_to=None, reason="New regulation")
    assert made.now(one).required == 200
    assert Change.objects.latest("pk").kind == "guarantee.incomplete"
    with pytest.raises(GuaranteeRefused, match="cannot be recorded"):
        actions.amend(by=person(), guarantee=one, saw=1, required=200, valid_to=None, reason="Again")


def test_no_officer_empties_a_guarantee_alone_by_asking_for_less() -> None:
    """Terms lowered to one paisa let everything above it be released while the licence stood."""
    of, officer = made.agency(), person()
    made.licence(of)
    one = made.guarantee(of, required=100, held=100)
    with pytest.raises(GuaranteeRefused, match="two people"):
        actions.amend(by=officer, guarantee=one, saw=1, required=1, valid_to=None, reason="Lower")
    lower: dict[str, Any] = {"guarantee": one, "saw": 1, "required": 40, "valid_to": None, "reason": "New regulation"}
    waits = actions.propose_lowering(by=officer, legal_basis="Regulation 3", **lower)
    assert actions.propose_lowering(by=officer, legal_basis="Regulation 3", **lower) == waits
    with pytest.raises(GuaranteeRefused):
        actions.propose_lowering(by=officer, legal_basis=" ", **lower)
    assert made.now(one).required == 100
    with pytest.raises(GuaranteeRefused, match="proposed"):
        actions.carry_out(waits, officer)
    approve(waits)
    assert (made.now(one).required, made.now(one).held) == (40, 100)
    with pytest.raises(GuaranteeRefused, match="two people"):
        release(one, 60)
    second = supervisor()
    back = actions.propose_release(
        by=officer, guarantee=one, saw=1, amount=60, currency="NPR", on=localdate(), reference="letter 4",
        reason="Given back", legal_basis="Act, section 12",
    )  # fmt: skip
    assert proposed(one, 30, reference="letter 4") != back
    Proposal.objects.exclude(pk__in=(waits.pk, back.pk)).update(state="withdrawn")
    approve(back, second)
    entry = one.entries.get(kind="release")
    assert (entry.amount, entry.by, entry.approved_by, made.now(one).held) == (-60, officer, second.person, 40)


def test_terms_lowered_on_terms_that_changed_since_are_refused() -> None:
    one = made.guarantee(required=100, held=100)
    waits = actions.propose_lowering(
        by=person(), guarantee=one, saw=1, required=40, valid_to=None, reason="Less", legal_basis="Regulation 3"
    )
    actions.amend(by=person(), guarantee=one, saw=1, required=200, valid_to=None, reason="New regulation")
    with pytest.raises(SomebodyMoved):
        approve(waits)
    assert made.now(one).required == 200


@pytest.mark.parametrize("last", [date(1, 1, 1), localdate() - timedelta(days=1), date(9999, 12, 31)])
def test_terms_with_a_day_that_cannot_be_are_refused(last: date) -> None:
    one = made.guarantee(required=100, held=100)
    with pytest.raises(GuaranteeRefused):
        actions.amend(by=person(), guarantee=one, saw=1, required=100, valid_to=last, reason="Prolonged")
    assert made.now(one).valid_to is None


def test_a_notice_names_what_is_missing_and_none_is_given_where_nothing_is() -> None:
    one = made.guarantee(required=100, held=40)
    due = localdate() + timedelta(days=30)
    notice = actions.give_notice(by=person(), guarantee=one, saw=1, due=due, legal_basis="Act, section 11")
    assert (notice.missing, notice.due) == (60, due)
    for wrong in ({"due": localdate()}, {"legal_basis": " "}):
        with pytest.raises(GuaranteeRefused):
            actions.give_notice(
                by=person(),
                guarantee=one,
                saw=1,
                **{"due": due, "legal_basis": "Act", **wrong},  # type: ignore[arg-type]
            )
    made.paid(one, 60)
    with pytest.raises(GuaranteeRefused):
        actions.give_notice(by=person(), guarantee=one, saw=2, due=due, legal_basis="Act")


def test_what_is_available_for_a_claim() -> None:
    of = made.agency()
    today = localdate()
    made.guarantee(of, held=5)
    made.guarantee(of, held=100_000, valid_to=today)
    made.guarantee(of, held=7, currency="USD")
    made.guarantee(of)
    found = queries.available(of, today)
    assert [(one.currency, one.held, one.complete) for one in found] == [
        ("NPR", 100_000, True), ("NPR", 5, False), ("USD", 7, False),
    ]  # fmt: skip
    assert [one.held for one in queries.available(of, today + timedelta(days=1), "NPR")] == [5]
    assert queries.available(of, today - timedelta(days=1)) == ()
    assert {one.complete for one in queries.public_guarantees(of)} == {True, False}


def test_the_work_list_has_whole_units_so_that_a_coin_too_few_is_missing() -> None:
    made.guarantee(required=100_001, held=100_000)
    (backing,) = queries.deadlines("NPL").guarantees
    assert (backing.balance, backing.required) == (1000, 1001)
    assert queries.deadlines("BGD").guarantees == ()
