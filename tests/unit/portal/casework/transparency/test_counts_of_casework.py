"""Counts leave casework once, by one door, and a request of an authority is never rewritten."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from fairway.safe_reporting.releasing import Cell
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.casework.cases.models import Case, CaseDeadline, CaseEvent, Disclosure, Remedy
from fairway_portal.casework.keys.models import Office
from fairway_portal.casework.transparency import actions, queries, sources
from fairway_portal.casework.transparency.errors import QuarterNotOver, RequestSettled
from fairway_portal.casework.transparency.models import AuthorityRequest, PublishedCell
from fairway_portal.casework.transparency.quarters import NotAQuarter, Quarter, quarter_of, read_quarter
from fairway_portal.casework.transparency.tables import BY_CODE, TABLES
from fairway_portal.casework.vault.models import Report
from tests.people import organisation, person, signed_in
from tests.portal import client, text_of

pytestmark = pytest.mark.django_db(databases=["default", "casework"])
Q3 = Quarter(2026, 3)
DAY = date(2026, 8, 17)
AFTER = date(2026, 10, 5)
WORK = iter(range(10_000))


@pytest.fixture(autouse=True)
def portal() -> None:
    client()


def office() -> Office:
    of = organisation("union", country="LBN")
    return Office.objects.create(organisation=of.pk, name=of.name, kind="union", country="LBN")


def case(at: Office, kind: str = "wage_claim", on: date = DAY, **more: Any) -> Case:
    report = Report.objects.create(
        lookup=uuid4().hex, commitment=uuid4().hex, filed=on - timedelta(days=on.weekday()), expires=date(2028, 1, 1),
        demonstration=more.get("demonstration", False),
    )  # fmt: skip
    number = f"N{next(WORK)}"
    return Case.objects.create(report=report, office=at, number=number, type=kind, state="received", opened=on, **more)


def seen(of: Case, on: date, kind: str = "moved", move: str = "acknowledge") -> None:
    number = CaseEvent.objects.filter(case=of.pk).count() + 1
    CaseEvent.objects.create(
        case=of.pk, number=number, kind=kind, day=on, by=1, details={"move": move}, digest="0" * 64
    )


def worked() -> None:
    """Two offices with 12 and 8 wage claims, 11 and 11 complaints, and 3 documents that somebody kept back."""
    one, other = office(), office()
    for at, kind, count in ((one, "wage_claim", 12), (other, "wage_claim", 8), (one, "complaint", 11),
                            (other, "complaint", 11), (one, "document_confiscation", 3)):  # fmt: skip
        for place in range(count):
            made = case(at, kind)
            seen(made, DAY, kind="assigned")
            seen(made, DAY, move="start")
            if place < 6:
                seen(made, DAY + timedelta(days=7), kind="message_written")
            elif place < 9:
                seen(made, DAY + timedelta(days=8))


def published(period: str = "2026Q3") -> dict[str, int | str]:
    return {
        f"{one.table}:{one.cell}": one.value if one.value is not None else one.reason
        for one in PublishedCell.objects.filter(period=period)
    }


def test_what_is_published_is_rounded_and_small_numbers_cannot_be_computed() -> None:
    worked()
    actions.publish_cells(Q3, on=AFTER)
    found = published()
    assert found["reports:all"] == 45
    assert found["cases:type=complaint"] == 20
    assert found["cases:type=document_confiscation"] == "few"
    assert found["cases:type=counselling"] == "few"
    hidden = [value for name, value in found.items() if name.startswith("cases:type=") and value == "derivable"]
    assert hidden or found["cases:all"] == "derivable" or found["cases:all"] == 45
    assert found["requests:all"] == "few"
    assert not [name for name in found if name.startswith("recovered")]


def test_what_each_table_counts() -> None:
    worked()
    cells = {cell.key: cell for cell in sources.cases(Q3)}
    assert {key: cells[key].value for key in ("all", "time=within_7", "time=within_30", "time=later")} == {
        "all": 45, "time=within_7": 27, "time=within_30": 11, "time=later": 0,
    }  # fmt: skip
    assert cells["time=not_yet"].value == 7
    assert sorted((cells["type=wage_claim"].shares or {}).values()) == [8, 12]
    every = set(BY_CODE["cases"].codes["type"])
    assert {f"type={one}" for one in every} <= set(cells)


def test_steps_remedies_sums_and_consent_are_counted() -> None:
    one, other = office(), office()
    for place in range(12):
        made = case(one if place % 2 else other)
        met = (None, DAY, DAY + timedelta(days=1))[place % 3]
        CaseDeadline.objects.create(case=made, rule="first_answer", due=DAY, met=met)
        Remedy.objects.create(
            case=made, kind="wages_recovered", amount=Decimal("1234.56"), currency="QAR", quarter="2026Q3", key=uuid4()
        )
        Remedy.objects.create(case=made, kind="none", quarter="2026Q3", key=uuid4())
        Disclosure.objects.create(
            case=made, kind="referral", recipient="Legal aid", purpose="court", asked=DAY, asked_by=1, state="done"
        )
    values = {table: {cell.key: cell.value for cell in of(Q3)} for table, of in sources.SOURCES.items()}
    assert [values["time_limits"][f"met={one}"] for one in ("in_time", "late", "open")] == [4, 4, 4]
    assert (values["remedies"]["all"], values["remedies"]["kind=wages_recovered"]) == (24, 12)
    assert values["recovered"] == {"currency=QAR": 12 * 1234}
    assert values["disclosures"]["state=done"] == 12
    (sums,) = sources.recovered(Q3)
    assert (sums.people, sums.kind, sum((sums.shares or {}).values())) == (12, "sum", sums.value)
    assert [cell.people for cell in sources.remedies(Q3) if cell.key == "all"] == [12], "people, not remedies"
    actions.publish_cells(Q3, on=AFTER)
    assert published()["recovered:currency=QAR"] == 15_000


def test_what_is_made_up_and_other_quarters_are_not_counted() -> None:
    at = office()
    case(at, demonstration=True)
    case(at, on=date(2026, 7, 1))
    case(at, on=date(2026, 9, 30))
    case(at, on=date(2026, 6, 30))
    case(at, on=date(2026, 10, 1))
    assert {cell.key: cell.value for cell in sources.cases(Q3)}["all"] == 2


def test_a_type_that_no_table_names_is_a_part_of_its_total() -> None:
    case(office(), "something_new")
    cells = {cell.key: cell for cell in sources.cases(Q3)}
    assert cells["type=something_new"].value == cells["all"].value == 1
    actions.publish_cells(Q3, on=AFTER)


def test_tables_with_one_total_are_one_measure() -> None:
    """Else the total that one table withholds would stand in the other."""
    assert set(sources.SOURCES) == set(BY_CODE) == {one.code for one in TABLES}
    made: dict[str, list[Cell]] = {}
    worked()
    for of in sources.SOURCES.values():
        for cell in of(Q3):
            made.setdefault(cell.measure, []).append(cell)
    assert all(len({cell.key for cell in cells}) == len(cells) for cells in made.values())


def test_a_quarter_is_published_once_and_never_moves() -> None:
    worked()
    with pytest.raises(QuarterNotOver):
        actions.publish_cells(Q3, on=Q3.last)
    first = actions.publish_cells(Q3, on=AFTER)
    before = published()
    for _ in range(30):
        case(office())
    assert actions.publish_cells(Q3, on=AFTER + timedelta(days=9)) == first
    assert published() == before
    with pytest.raises(DatabaseError), transaction.atomic(using="casework"):
        PublishedCell.objects.all()._raw_delete("casework")


def test_a_table_that_does_not_add_up_lets_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = (Cell("cases", (), 50, 50), Cell("cases", (("type", "a"),), 3, 3), Cell("cases", (("type", "b"),), 4, 4))
    monkeypatch.setattr(sources, "SOURCES", {**sources.SOURCES, "cases": lambda quarter: wrong})
    monkeypatch.setattr(actions, "SOURCES", sources.SOURCES)
    with pytest.raises(Exception, match="not the sum"):
        actions.publish_cells(Q3, on=AFTER)
    assert not PublishedCell.objects.exists()


def test_two_that_publish_at_once_publish_one(monkeypatch: pytest.MonkeyPatch) -> None:
    worked()
    actions.publish_cells(Q3, on=AFTER)
    answers: Iterator[dict[str, Any]] = iter([{}])
    real = queries.published
    monkeypatch.setattr(queries, "published", lambda period: next(answers, None) or real(period))
    before = published()
    found = actions.publish_cells(Q3, on=AFTER)
    assert published() == before
    assert len(found) == len(before)


def test_the_command_publishes_every_quarter_that_was_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = "fairway_portal.casework.transparency.management.commands.publish_casework_counts.localdate"
    monkeypatch.setattr(module, lambda: AFTER)
    case(office(), on=date(2026, 2, 3))
    call_command("publish_casework_counts")
    call_command("publish_casework_counts")
    assert capsys.readouterr().out.splitlines() == [
        "2026Q1 is published.", "2026Q2 is published.", "2026Q3 is published.",
        "Every quarter that is over was published before.",
    ]  # fmt: skip
    assert queries.periods() == ("2026Q3", "2026Q2", "2026Q1")


def test_quarters() -> None:
    assert [str(quarter_of(date(2026, month, 1))) for month in (1, 3, 4, 12)] == [
        "2026Q1",
        "2026Q1",
        "2026Q2",
        "2026Q4",
    ]
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert (Quarter(2027, 1).first, Quarter(2026, 4).last) == (date(2027, 1, 1), date(2026, 12, 31))
    for wrong in ("2026", "2026Q5", "2026Q0", "Q1", "12026Q1"):
        with pytest.raises(NotAQuarter):
            read_quarter(wrong)


def test_the_page_and_the_files_say_what_is_withheld_and_why() -> None:
    browser = client()
    assert "Nothing is published yet" in text_of(browser.get("/en/transparency"))
    worked()
    actions.publish_cells(Q3, on=AFTER)
    page = text_of(browser.get("/en/transparency"))
    assert "Withheld: fewer than 10 people, or nobody." in page
    assert "principle 31(c)" in page
    assert "Nothing of this kind was recorded" in page
    assert browser.get("/en/transparency/2026Q3").status_code == 200
    assert browser.get("/en/transparency/2026Q2").status_code == 404
    rows = list(csv.DictReader(io.StringIO(text_of(browser.get("/api/transparency/counts.csv")))))
    same = json.loads(text_of(browser.get("/api/transparency/counts.json")))["rows"]
    assert len(rows) == len(same) == PublishedCell.objects.count()
    few = next(row for row in rows if (row["table"], row["cell"]) == ("cases", "type=counselling"))
    assert (few["value"], few["withheld"]) == ("", "few")
    assert browser.get("/api/transparency/counts.xlsx").status_code == 404


def asked(**more: str) -> dict[str, str]:
    return {
        "country": "Lebanon",
        "authority": "police",
        "quarter": "2026q3",
        "answer": "refused",
        "key": str(uuid4()),
    } | more


def test_an_administrator_records_a_request_and_corrects_it_by_another() -> None:
    desk = signed_in(Role.ADMINISTRATOR)
    form = asked()
    for _ in range(2):
        assert desk.post("/en/desk/requests/new", form).status_code == 302
    (first,) = AuthorityRequest.objects.all()
    assert (first.country, first.quarter, first.by) == ("LBN", "2026Q3", desk.membership.person.pk)
    assert "Correct" in text_of(desk.get("/en/desk/requests"))
    assert desk.post(f"/en/desk/requests/{first.pk}", asked(authority="court", answer="contested")).status_code == 302
    (second,) = queries.standing_requests()
    assert (second.corrects_id, second.authority) == (first.pk, "court")
    assert {cell.key: cell.value for cell in sources.requests(Q3)}["all"] == 1
    assert desk.post(f"/en/desk/requests/{first.pk}", asked()).status_code == 409, "corrected before"
    assert desk.get("/en/desk/requests/99999").status_code == 404
    kept = " ".join(f"{one.action} {one.subject} {one.details}" for one in AuditEntry.objects.all())
    assert "police" not in kept
    assert "LBN" not in kept
    with pytest.raises(DatabaseError), transaction.atomic(using="casework"):
        AuthorityRequest.objects.filter(pk=second.pk)._raw_delete("casework")


@pytest.mark.parametrize(
    "wrong",
    [{"country": "Atlantis"}, {"authority": "x"}, {"answer": ""}, {"quarter": "2026"}, {"quarter": "2099Q1"}],
    ids=["country", "authority", "answer", "quarter", "to come"],
)
def test_what_cannot_be_recorded_says_why(wrong: dict[str, str]) -> None:
    answer = signed_in(Role.ADMINISTRATOR).post("/en/desk/requests/new", asked(**wrong))
    assert answer.status_code == 422
    assert f'href="#{next(iter(wrong))}"' in text_of(answer)
    assert not AuthorityRequest.objects.exists()


def test_a_quarter_that_is_published_takes_no_request_and_no_correction() -> None:
    by = person()
    given = {"by": by, "country": "LBN", "authority": "police", "answer": "refused"}
    first = actions.record_request(**given, quarter=Q3, key=uuid4())
    actions.publish_cells(Q3, on=AFTER)
    with pytest.raises(RequestSettled, match="2026Q3 is published"):
        actions.record_request(**given, quarter=Q3, key=uuid4())
    with pytest.raises(RequestSettled, match="2026Q3 is published"):
        actions.record_request(**given, quarter=Q3.next, key=uuid4(), corrects=first.pk)
    assert AuthorityRequest.objects.count() == 1
