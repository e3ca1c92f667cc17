"""She comes back with her number: what she sees, what she does, and that nobody on the line can tell numbers apart."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from fairway.safe_reporting.receipts import draw
from fairway.safe_reporting.report import answer_from_json
from fairway.safe_reporting.sealing.envelopes import NotForThisKey, open_sealed, seal
from fairway_portal.casework.cases.models import Case, Disclosure
from fairway_portal.casework.keys.models import HandlerKey
from fairway_portal.casework.notes import turns
from fairway_portal.casework.notes.queries import keys_of
from fairway_portal.casework.thread import views
from fairway_portal.casework.thread.pages import SIZE
from fairway_portal.casework.thread.queries import Message, pieces
from fairway_portal.casework.vault.actions import add_envelope
from fairway_portal.casework.vault.actions.envelopes import MOST_OF_HERS
from fairway_portal.casework.vault.models import Draft, Report, Sealed
from fairway_portal.casework.vault.queries import ReportRow, envelope, report_by
from tests.unit.portal.casework.intake.reporting import OpenOffice, Worker, two_offices

pytestmark = pytest.mark.django_db(databases=["default", "casework"])


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derivation is tested elsewhere; here it is quick."""
    monkeypatch.setattr("fairway.safe_reporting.receipts.derived.MEMORY_KIB", 8)
    monkeypatch.setattr("fairway.safe_reporting.receipts.derived.PASSES", 1)
    monkeypatch.setattr(views, "ANSWERED_AFTER", 0.0)


@pytest.fixture
def union() -> OpenOffice:
    return two_offices()[0]


@pytest.fixture
def worker(union: OpenOffice) -> Worker:
    """She has sent a report to the union, and the browser is new."""
    sender = Worker()
    sender.report(union, words="The words of her report")
    return Worker(number=sender.number)


def report_of(worker: Worker) -> ReportRow:
    found = report_by(keys_of(worker.number).lookup)
    assert found is not None
    return found


def write_to(worker: Worker, text: str) -> None:
    """A handler's message, as her browser would have sealed it."""
    report = report_of(worker)
    content = json.dumps({"text": text}).encode()
    sealed = seal(content, report=report.id.hex, kind="message", recipients=[report.reporter])
    add_envelope(
        report=report.id, kind="message", envelope=sealed.content, recipients=["reporter"], author="person:1",
        on=localdate(), key=uuid4(),
    )  # fmt: skip


@pytest.mark.parametrize("zero", [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0x1040])
def test_digits_of_any_script_open_it(worker: Worker, zero: int) -> None:
    typed = " ".join(chr(zero + int(one)) for one in worker.number)
    worker.enter(typed)
    assert worker.heading() == "Your notes"
    assert "Domestic Workers" in worker.shown


def test_her_own_words_are_never_shown_again(worker: Worker) -> None:
    worker.enter()
    assert "The words of her report" not in worker.shown
    assert worker.number not in worker.shown


def test_a_mistyped_number_is_told_before_anything_is_looked_up(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "MOST", 0)
    wrong = worker.number[:-1] + str((int(worker.number[-1]) + 1) % 10)
    worker.enter(wrong)
    assert worker.status == 200
    assert "One digit is wrong" in worker.faults()
    assert f'value="{wrong}"' in worker.shown


def test_messages_come_newest_first_and_a_broken_one_hides_no_other(worker: Worker) -> None:
    write_to(worker, "First <b>word</b>")
    write_to(worker, "Second")
    report = report_of(worker)
    other = seal(b"{}", report=uuid4().hex, kind="note", recipients=[report.reporter])
    add_envelope(
        report=report.id, kind="message", envelope=other.content, recipients=["reporter"], author="person:1",
        on=localdate(), key=uuid4(),
    )  # fmt: skip
    worker.enter()
    assert worker.shown.index("could not be opened") < worker.shown.index("Second") < worker.shown.index("First &lt;b")


def test_messages_are_put_away_and_shown_again(worker: Worker) -> None:
    write_to(worker, "Come on Friday")
    worker.enter()
    newest = Sealed.objects.filter(kind="message").get().number
    worker.back(go=f"away-{newest}")
    assert "Come on Friday" not in worker.shown
    worker.enter()
    assert "Come on Friday" not in worker.shown
    worker.back(go="show-away")
    assert "Come on Friday" in worker.shown
    write_to(worker, "And on Monday")
    worker.enter()
    assert "And on Monday" in worker.shown
    assert "Come on Friday" not in worker.shown


def test_her_answer_reaches_the_offices_of_her_report_once(worker: Worker, union: OpenOffice) -> None:
    worker.enter()
    form = worker.hidden()
    for _ in range(2):
        worker.post("/back", **form, go="write", text="Friday is good")
    assert "can read it" in worker.shown
    answer = Sealed.objects.get(kind="answer")
    assert (
        answer_from_json(open_sealed(envelope(answer.pk), [union.identity], kind="answer").content) == "Friday is good"
    )
    with pytest.raises(NotForThisKey):
        open_sealed(envelope(answer.pk), [keys_of(worker.number).identity])


def test_a_file_goes_along(worker: Worker, union: OpenOffice) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    worker.enter()
    worker.back(go="write", text="", file=SimpleUploadedFile("a.txt", b"a list of days"))
    kinds = {one.kind: open_sealed(envelope(one.pk), [union.identity]) for one in Sealed.objects.exclude(kind="report")}
    assert kinds["original"].content == b"a list of days"
    assert kinds["cleaned"].head.name == "file.txt"
    worker.back(go="write", text="Kept here", file=SimpleUploadedFile("a.exe", b"MZ\x90\0\0"))
    assert worker.faults()
    assert "Kept here" in worker.shown
    assert not Sealed.objects.filter(kind="answer").exists()


def test_without_a_live_key_nothing_is_kept_and_her_words_stay_on_the_page(worker: Worker) -> None:
    HandlerKey.objects.update(retired=localdate())
    worker.enter()
    worker.back(go="write", text="Are you there?")
    assert "No office can read" in worker.faults()
    assert "Are you there?" in worker.shown
    assert not Sealed.objects.filter(kind="answer").exists()


def ask(worker: Worker, kind: str = "referral") -> Disclosure:
    return Disclosure.objects.create(
        case=Case.objects.get(), kind=kind, recipient="Cedar Legal Aid", scope=["report"], purpose="legal_help",
        asked=localdate(), asked_by=1,
    )  # fmt: skip


def test_she_agrees_or_does_not_and_takes_it_back(worker: Worker) -> None:
    asked = ask(worker)
    worker.enter()
    assert "may Cedar Legal Aid see your report" in worker.shown
    worker.back(go=f"answer-yes-{asked.pk}")
    asked.refresh_from_db()
    assert asked.state == "consented"
    worker.back(go=f"answer-no-{asked.pk}")
    asked.refresh_from_db()
    assert asked.state == "ended"
    worker.back(go="history")
    assert "You agreed" in worker.shown
    assert "You took your agreement back" in worker.shown


def test_nobody_answers_for_another(worker: Worker, union: OpenOffice) -> None:
    asked = ask(worker)
    other = Worker()
    other.begin()
    other.step(go="to-offices")
    other.step(office=[str(union.office.pk)])
    other.step(go="send")
    other.enter()
    other.back(go=f"answer-yes-{asked.pk}")
    assert other.status == 404
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_taking_back_and_deleting_take_two_steps(worker: Worker) -> None:
    worker.enter()
    worker.back(go="withdraw")
    assert Report.objects.get().withdrawn is None
    worker.back(go="withdraw-sure")
    assert Report.objects.get().withdrawn == localdate()
    assert Case.objects.get().state == "withdrawn"
    worker.back(go="delete")
    assert Report.objects.get().erased is None
    sure = worker.hidden()
    worker.back(go="delete-sure")
    assert worker.heading() == "Everything is deleted"
    assert Report.objects.get().erased == localdate()
    assert not Sealed.objects.exists()
    worker.post("/back", **sure, go="delete-sure")
    assert worker.heading() == "Everything is deleted"
    worker.enter()
    assert "Nothing is kept under this number" in worker.faults()
    worker.post("/new", number=worker.number)
    assert "Nothing is kept under this number" in worker.faults()
    assert not Draft.objects.exists()


def test_an_unfinished_report_goes_on_or_is_deleted(union: OpenOffice) -> None:
    worker = Worker()
    worker.begin()
    worker.step(happened=["wages"])
    worker.enter()
    assert worker.heading() == "You have not sent it yet"
    worker.post("/new", **worker.hidden(), go="same")
    assert worker.heading() == "Tell it in your own words"
    worker.enter()
    worker.back(go="delete")
    worker.back(go="delete-sure")
    assert not Draft.objects.exists()


def test_the_proof_is_the_one_she_was_given(worker: Worker) -> None:
    from fairway_portal.casework.filings.queries import token_of

    worker.enter()
    worker.back(go="proof")
    assert token_of(report_of(worker).commitment) in worker.shown


@pytest.mark.parametrize("text", ["x" * 60_000, "<&'\"" * 9_000, "ሰ" * 20_000, "😀" * 12_000])
def test_every_answer_has_one_size(worker: Worker, text: str) -> None:
    write_to(worker, text)
    sizes = set()
    worker.get("/back")
    sizes.add(len(worker.response.content))
    for typed in (worker.number, draw(), draw(high_risk=True), "123", "", "x" * 900):
        worker.post("/back", number=typed)
        sizes.add(len(worker.response.content))
        assert worker.response.headers.get("Content-Encoding") is None
    worker.enter()
    shown = []
    while 'name="go" value="page-' in worker.shown and len(shown) < 40:
        shown.append(worker.shown)
        following = f"page-{len(shown) + 1}"
        if f'value="{following}"' not in worker.shown:
            break
        worker.back(go=following)
        sizes.add(len(worker.response.content))
    assert len(shown) > 2
    for go in ("history", "proof", "withdraw", "delete", "nonsense", "page-999", "answer-yes-0", "write"):
        worker.back(go=go)
        sizes.add(len(worker.response.content))
    assert sizes == {SIZE}


def test_pieces_lose_nothing() -> None:
    text = "".join(chr(0x1200 + one % 300) for one in range(9_000))
    told = (Message(2, localdate(), text, opened=True), Message(1, localdate(), "short", opened=True))
    pages = pieces(told, 8_192)
    assert "".join(one.text for page in pages for one in page) == text + "short"
    assert all(sum(len(one.text.encode()) for one in page) <= 8_192 for page in pages)
    assert pieces((), 8_192) == ((),)


@pytest.mark.parametrize("go", ["write", "away-1", "history", "proof", "withdraw-sure", "show"])
def test_a_pass_that_outlives_its_report_is_told(worker: Worker, go: str) -> None:
    worker.enter()
    held: dict[str, Any] = worker.hidden()
    worker.back(go="delete-sure")
    worker.post("/back", **held, go=go, text="Too late")
    assert worker.status in (200, 404)
    assert len(worker.response.content) == SIZE
    assert not Sealed.objects.exists()


def test_an_old_pass_asks_for_the_number(worker: Worker) -> None:
    worker.post("/back", **{"pass": "x" * 268})
    assert "Type your number to go on. Nothing is lost." in worker.shown
    assert worker.status == 200


def test_one_number_does_not_fill_the_disk(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a number, everything can be posted again and again: there is an end to it, and her words stay."""
    monkeypatch.setitem(MOST_OF_HERS, Sealed.Kind.ANSWER, 2)
    worker.enter()
    for text in ("one", "two", "three"):
        worker.back(go="write", text=text, key=str(uuid4()))
    assert "no room for more" in worker.faults()
    assert "three" in worker.shown
    assert Sealed.objects.filter(kind="answer").count() == 2
