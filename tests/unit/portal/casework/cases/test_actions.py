"""What is done to a case, by handlers and by the worker; what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction

from fairway.kernel.errors import InputError
from fairway.safe_reporting.sealing.envelopes import open_sealed, seal_again
from fairway_portal.casework.cases.actions import answer, deadlines, disclosing, moving, open_case, recovering, writing
from fairway_portal.casework.cases.actions.worker import withdrawn_by_worker
from fairway_portal.casework.cases.chain import broken, digest_of
from fairway_portal.casework.cases.errors import (
    ActedMeanwhile,
    ConsentMissing,
    MoveNotPossible,
    NoSuchCase,
    NotOfTheOffice,
    NotSealedRight,
)
from fairway_portal.casework.cases.models import Case, CaseDeadline, CaseEvent, Disclosure, Remedy
from fairway_portal.casework.cases.queries import for_worker, offices_of
from fairway_portal.casework.cases.queries.copies import envelopes, left_to_reseal
from fairway_portal.casework.cases.rounding import quarter_of, rounded
from fairway_portal.casework.cases.sealed_form import Sealed
from fairway_portal.casework.vault.actions import erase
from fairway_portal.casework.vault.queries import envelope, envelopes_of
from tests.casework_samples.reports import TODAY, Staffed, add_a_key, filed, key, sealed, staffed

pytestmark = pytest.mark.django_db(databases=["default", "casework"])


def version(case: Case) -> int:
    return Case.objects.get(pk=case.pk).version


def acting(office: Staffed, case: Case) -> dict[str, Any]:
    return {"case": case.pk, "by": office.by, "on": TODAY, "version": version(case)}


def begun(office: Staffed, case: Case) -> None:
    """A case on which somebody works."""
    moving.assign(person=office.by, **acting(office, case))
    for code in ("acknowledge", "start"):
        moving.move(code=code, **acting(office, case))


def referred(union: Staffed, aid: Staffed, report: Any, scope: tuple[str, ...] = ("report",)) -> Disclosure:
    """A referral that she was asked about."""
    case = report.cases[union.office.pk]
    asked = disclosing.Asked("referral", aid.office.name, scope, "legal_help", aid.office.pk)
    return disclosing.ask(asked=asked, **acting(union, case))


def copies_for(union: Staffed, aid: Staffed, case: Case, made: Disclosure) -> list[tuple[Any, Sealed]]:
    """What the handler's browser makes of everything that is left to pass on."""
    found = []
    for row in left_to_reseal(case, made, TODAY):
        opened = open_sealed(envelope(row.id), union.identities)
        again = seal_again(opened, aid.publics)
        fingerprints = sealed(case.report_id, aid.publics).recipients
        found.append((row, Sealed(again.content, fingerprints)))
    return found


def test_a_case_is_opened_once_for_each_office() -> None:
    union, aid = staffed(), staffed("legal_aid")
    report = filed(union, aid)
    first = report.cases[union.office.pk]
    again = open_case(report=report.id, office=union.office.pk, type="complaint", on=TODAY)
    assert again.pk == first.pk
    assert again.type == "wage_claim"
    assert len(first.number) == 12
    assert offices_of(report.id) == tuple(sorted((union.office.pk, aid.office.pk)))
    with pytest.raises(InputError):
        open_case(report=report.id, office=aid.office.pk, type="nothing", on=TODAY)


def test_the_whole_way_of_a_wage_claim() -> None:
    union = staffed()
    report = filed(union)
    case = report.cases[union.office.pk]
    begun(union, case)
    with pytest.raises(MoveNotPossible, match="cannot be done yet"):
        moving.move(code="resolve", **acting(union, case))
    recovering.record_remedy(
        case=case.pk, kind="wages_recovered", amount=recovering.Sum(Decimal("1234.56"), "QAR"),
        note=sealed(report.id, union.publics, kind="note"), by=union.by, on=date(2026, 11, 22), key=key(),
    )  # fmt: skip
    assert (Remedy.objects.get().amount, Remedy.objects.get().quarter) == (Decimal("1200.00"), "2026Q4")
    closed = moving.move(code="resolve", **acting(union, case))
    assert (closed.state, closed.closed) == ("resolved", TODAY)
    events = list(CaseEvent.objects.filter(case=case.pk).order_by("number"))
    assert broken(events) is None
    assert for_worker(report.id).states[0][1].plain() == "You got something back, and the case is closed."
    opened = moving.move(code="reopen", reason="not_kept", **acting(union, case))
    assert (opened.state, opened.closed) == ("reopened", None)


def test_two_handlers_at_once_the_second_is_told() -> None:
    union = staffed(handlers=2)
    case = filed(union).cases[union.office.pk]
    known = version(case)
    moving.assign(case=case.pk, person=union.by, by=union.by, on=TODAY, version=known)
    with pytest.raises(ActedMeanwhile):
        moving.assign(case=case.pk, person=union.by, by=union.by, on=TODAY, version=known)
    with pytest.raises(NotOfTheOffice):
        moving.assign(person=staffed().by, **acting(union, case))


def test_a_move_that_does_not_begin_here_is_refused_and_so_is_the_workers_own() -> None:
    union = staffed()
    case = filed(union).cases[union.office.pk]
    for code in ("start", "withdraw", "resolve", "nothing"):
        with pytest.raises(MoveNotPossible):
            moving.move(code=code, **acting(union, case))
    begun(union, case)
    with pytest.raises(MoveNotPossible):
        moving.move(code="close", reason="because", **acting(union, case))
    assert moving.move(code="close", reason="no_proof", **acting(union, case)).state == "closed_without_remedy"


def test_forced_labour_needs_its_indicators_before_it_is_closed_with_a_remedy() -> None:
    union = staffed()
    case = filed(union, type="forced_labour").cases[union.office.pk]
    begun(union, case)
    recovering.record_remedy(
        case=case.pk, kind="documents_returned", amount=recovering.Sum(), note=None, by=union.by, on=TODAY, key=key()
    )
    with pytest.raises(MoveNotPossible):
        moving.move(code="resolve_assessed", **acting(union, case))
    moving.assess_indicators(case=case.pk, result="some", by=union.by, on=TODAY)
    assert moving.move(code="resolve_assessed", **acting(union, case)).state == "resolved"


def test_the_chain_shows_what_was_changed_taken_out_or_added() -> None:
    union = staffed()
    case = filed(union).cases[union.office.pk]
    begun(union, case)
    events = list(CaseEvent.objects.filter(case=case.pk).order_by("number"))
    assert broken(events) is None
    assert broken(events[:1] + events[2:]).number == 2  # type: ignore[union-attr]
    events[1].by = 4711
    assert broken(events).number == 2  # type: ignore[union-attr]
    events[1].digest = digest_of(events[1])
    assert broken(events).number == 3  # type: ignore[union-attr]


def test_the_database_itself_refuses_to_change_an_event() -> None:
    union = staffed()
    filed(union)
    for statement in ("UPDATE fairway_cases_caseevent SET kind = 'x'", "DELETE FROM fairway_cases_caseevent"):
        with pytest.raises(DatabaseError), transaction.atomic(using="casework"):
            connections["casework"].cursor().execute(statement)


def test_a_message_is_kept_once_and_she_opens_it() -> None:
    union = staffed()
    report = filed(union)
    case, form = report.cases[union.office.pk], key()
    message = sealed(report.id, [report.keys.recipient, *union.publics])
    for _ in range(2):
        writing.write(case=case.pk, kind="message", sealed=message, by=union.by, on=TODAY, key=form)
    (row,) = envelopes_of(report.id, ("message",))
    assert "reporter" in row.recipients
    opened = open_sealed(envelope(row.id), [report.keys.identity], report=report.id.hex, kind="message")
    assert opened.content == b"Good morning."
    assert CaseEvent.objects.filter(case=case.pk, kind="message_written").count() == 1
    assert CaseDeadline.objects.get(case=case.pk, rule="fairway-first-answer").met == TODAY
    assert "Wrote to you." in [says.values["what"].plain() for _, says in for_worker(report.id).history]  # type: ignore[union-attr]


def test_a_crash_between_envelope_and_event_is_made_good_by_the_same_form() -> None:
    union = staffed()
    report = filed(union)
    case, form = report.cases[union.office.pk], key()
    note = sealed(report.id, union.publics, kind="note")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "_noted", lambda *_, **__: (_ for _ in ()).throw(OSError("crash")))
        with pytest.raises(OSError, match="crash"):
            writing.write(case=case.pk, kind="note", sealed=note, by=union.by, on=TODAY, key=form)
    writing.write(case=case.pk, kind="note", sealed=note, by=union.by, on=TODAY, key=form)
    assert len(envelopes_of(report.id, ("note",))) == 1
    assert CaseEvent.objects.filter(case=case.pk, kind="note_written").count() == 1


def test_what_is_not_sealed_or_sealed_to_others_is_refused() -> None:
    union, other = staffed(handlers=2), staffed()
    report = filed(union)
    case = report.cases[union.office.pk]
    hers = report.keys.recipient
    right = sealed(report.id, [hers, *union.publics])
    for wrong in (
        Sealed(b"Good morning.", right.recipients),
        Sealed(b"", right.recipients),
        sealed(report.id, [hers, union.publics[0]]),
        sealed(report.id, union.publics),
        sealed(report.id, [hers, *union.publics, *other.publics]),
        Sealed(sealed(report.id, [hers]).envelope, right.recipients),
        Sealed(right.envelope, ()),
    ):
        with pytest.raises(NotSealedRight):
            writing.write(case=case.pk, kind="message", sealed=wrong, by=union.by, on=TODAY, key=key())
    assert envelopes_of(report.id, ("message",)) == ()


def test_a_referral_goes_nowhere_without_her_consent_and_hands_over_what_she_agreed_to() -> None:
    union, aid = staffed(), staffed("legal_aid")
    report = filed(union)
    case = report.cases[union.office.pk]
    begun(union, case)
    made = referred(union, aid, report)
    assert (
        "legal" in for_worker(report.id).asks[0].says.plain()
        or aid.office.name in for_worker(report.id).asks[0].says.plain()
    )
    [(row, copy)] = copies_for(union, aid, case, made)
    passing = {"case": case.pk, "disclosure": made.pk, "envelope": row.id, "by": union.by, "on": TODAY, "key": key()}
    with pytest.raises(ConsentMissing):
        writing.pass_on(sealed=copy, **passing)
    answer(report=report.id, disclosure=made.pk, consent=True, on=TODAY)
    with pytest.raises(MoveNotPossible):
        disclosing.hand_over(disclosure=made.pk, **acting(union, case))
    with pytest.raises(NotSealedRight):
        writing.pass_on(sealed=sealed(report.id, union.publics), **passing)
    writing.pass_on(sealed=copy, **passing)
    writing.pass_on(sealed=copy, **passing)
    assert not Case.objects.filter(office=aid.office).exists()
    theirs = disclosing.hand_over(disclosure=made.pk, **acting(union, case))
    shown = envelopes(theirs, TODAY)
    assert [one.row.kind for one in shown] == ["report"]
    assert open_sealed(envelope(shown[0].row.id), aid.identities, report=report.id.hex).head.kind == "report"
    assert len(envelopes(case, TODAY)) == 2
    assert moving.move(code="refer", **acting(union, case)).state == "referred"
    assert len(for_worker(report.id).states) == 2


def test_consent_that_is_taken_back_stops_what_was_not_done_yet() -> None:
    union, aid = staffed(), staffed("legal_aid")
    report = filed(union)
    case = report.cases[union.office.pk]
    made = referred(union, aid, report, ("report", "files"))
    answer(report=report.id, disclosure=made.pk, consent=True, on=TODAY)
    several = copies_for(union, aid, case, made)
    assert len(several) == 2
    row, copy = several[0]
    writing.pass_on(case=case.pk, disclosure=made.pk, envelope=row.id, sealed=copy, by=union.by, on=TODAY, key=key())
    answer(report=report.id, disclosure=made.pk, consent=False, on=TODAY)
    row, copy = several[1]
    with pytest.raises(ConsentMissing):
        writing.pass_on(
            case=case.pk, disclosure=made.pk, envelope=row.id, sealed=copy, by=union.by, on=TODAY, key=key()
        )
    with pytest.raises(ConsentMissing):
        disclosing.hand_over(disclosure=made.pk, **acting(union, case))
    answer(report=report.id, disclosure=made.pk, consent=True, on=TODAY)
    assert Disclosure.objects.get(pk=made.pk).state == "ended"
    with pytest.raises(NoSuchCase):
        answer(report=uuid4(), disclosure=made.pk, consent=True, on=TODAY)


def test_withdrawing_ends_every_case_and_waiting_request() -> None:
    union, aid = staffed(), staffed("legal_aid")
    report = filed(union, aid)
    case = report.cases[union.office.pk]
    made = referred(union, staffed("resource_centre"), report)
    withdrawn_by_worker(report=report.id, on=TODAY)
    assert {one.state for one in Case.objects.filter(report=report.id)} == {"withdrawn"}
    assert Disclosure.objects.get(pk=made.pk).state == "ended"
    assert offices_of(report.id) == ()
    message = sealed(report.id, [report.keys.recipient, *union.publics])
    with pytest.raises(MoveNotPossible):
        writing.write(case=case.pk, kind="message", sealed=message, by=union.by, on=TODAY, key=key())


def test_erasing_takes_the_cases_and_leaves_their_events() -> None:
    union = staffed()
    report = filed(union)
    case = report.cases[union.office.pk]
    referred(union, staffed("legal_aid"), report)
    erase(report.id, TODAY)
    assert not Case.objects.filter(pk=case.pk).exists()
    assert not Disclosure.objects.exists()
    assert CaseEvent.objects.filter(case=case.pk).count() == 2
    note = sealed(report.id, union.publics, kind="note")
    with pytest.raises(NoSuchCase):
        writing.write(case=case.pk, kind="note", sealed=note, by=union.by, on=TODAY, key=key())


def test_a_new_key_makes_what_is_there_stale_and_a_copy_mends_it() -> None:
    union = staffed()
    report = filed(union)
    case = report.cases[union.office.pk]
    add_a_key(union, union.member)
    stale = [one for one in envelopes(case, TODAY) if one.stale]
    assert len(stale) == 2
    for one in stale:
        again = seal_again(open_sealed(envelope(one.row.id), union.identities), union.publics)
        copy = Sealed(again.content, sealed(report.id, union.publics).recipients)
        writing.reseal(case=case.pk, envelope=one.row.id, sealed=copy, by=union.by, on=TODAY, key=key())
    assert not any(one.stale for one in envelopes(case, TODAY))
    assert [one.row.kind for one in envelopes(case, TODAY)] == ["report", "original"]


def test_deadlines_follow_the_country_and_what_happened() -> None:
    union = staffed()
    case = filed(union).cases[union.office.pk]
    deadlines.set_country(country="PHL", **acting(union, case))
    assert set(case.deadlines.values_list("rule", flat=True)) == {"fairway-first-answer"}
    deadlines.note_step(step="filed", day=TODAY, **acting(union, case))
    rules = dict(case.deadlines.values_list("rule", "due"))
    assert rules["PHL-labour-arbiter"] == TODAY + timedelta(days=90)
    one = case.deadlines.get(rule="PHL-labour-arbiter")
    with pytest.raises(MoveNotPossible):
        deadlines.extend(deadline=one.pk, due=one.due, reason="waiting", **acting(union, case))
    deadlines.extend(deadline=one.pk, due=one.due + timedelta(days=5), reason="waiting", **acting(union, case))
    deadlines.set_country(country="QAT", **acting(union, case))
    assert "PHL-labour-arbiter" not in set(case.deadlines.values_list("rule", flat=True))
    with pytest.raises(MoveNotPossible):
        deadlines.note_step(step="filed", day=TODAY + timedelta(days=1), **acting(union, case))
    first = case.deadlines.get(rule="fairway-first-answer")
    deadlines.meet(deadline=first.pk, **(acting(union, case) | {"on": first.due + timedelta(days=1)}))
    assert CaseEvent.objects.filter(case=case.pk, kind="deadline_missed").exists()


@pytest.mark.parametrize(
    ("exact", "stored"), [("1234.56", "1200"), ("98.7", "99"), ("0.123", "0.12"), ("0", "0"), ("995", "1000")]
)
def test_sums_are_stored_with_two_figures(exact: str, stored: str) -> None:
    assert rounded(Decimal(exact)) == Decimal(stored)


def test_quarters() -> None:
    assert [quarter_of(date(2026, month, 28)) for month in (1, 3, 4, 12)] == ["2026Q1", "2026Q1", "2026Q2", "2026Q4"]


def test_her_answers_go_to_a_referred_office_only_while_her_consent_stands() -> None:
    union, aid, chosen = staffed(), staffed("legal_aid"), staffed("resource_centre")
    report = filed(union, chosen)
    case = report.cases[union.office.pk]
    for other in (aid, chosen):
        made = referred(union, other, report)
        answer(report=report.id, disclosure=made.pk, consent=True, on=TODAY)
        for row, copy in copies_for(union, other, case, made):
            writing.pass_on(
                case=case.pk, disclosure=made.pk, envelope=row.id, sealed=copy, by=union.by, on=TODAY, key=key()
            )
        disclosing.hand_over(disclosure=made.pk, **acting(union, case))
    assert set(offices_of(report.id)) == {union.office.pk, aid.office.pk, chosen.office.pk}
    for made in Disclosure.objects.all():
        answer(report=report.id, disclosure=made.pk, consent=False, on=TODAY)
    assert set(offices_of(report.id)) == {union.office.pk, chosen.office.pk}, "one she chose herself reads on"


def test_a_message_that_would_keep_her_waiting_is_refused() -> None:
    union = staffed()
    report = filed(union)
    case = report.cases[union.office.pk]
    large = sealed(report.id, [report.keys.recipient, *union.publics], "x" * 300_000)
    with pytest.raises(NotSealedRight, match="too long"):
        writing.write(case=case.pk, kind="message", sealed=large, by=union.by, on=TODAY, key=key())
    assert envelopes_of(report.id, ("message",)) == ()
