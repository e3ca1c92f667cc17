"""A worker reports: every page is kept before the next, nothing is lost by a line that drops, nothing is sent open."""

from __future__ import annotations

import gzip
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils.timezone import localdate

from fairway.safe_reporting.receipts import draw
from fairway.safe_reporting.report import from_json
from fairway.safe_reporting.sealing.envelopes import NotForThisKey, open_sealed
from fairway_portal.casework.cases.models import Case
from fairway_portal.casework.filings.models import Filing
from fairway_portal.casework.intake import actions, queries
from fairway_portal.casework.keys.models import HandlerKey
from fairway_portal.casework.notes import passes, turns
from fairway_portal.casework.notes.queries import keys_of
from fairway_portal.casework.vault import key_folder
from fairway_portal.casework.vault.errors import NoMoreRoom
from fairway_portal.casework.vault.models import Draft, Report, Sealed
from fairway_portal.casework.vault.queries import envelope, envelopes_of, report_by
from tests.portal import Page
from tests.unit.portal.casework.intake.reporting import Worker, key_of, office, two_offices

pytestmark = pytest.mark.django_db(databases=["default", "casework"])
PHOTO = b"Paper: 400 dollars a month were promised."


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derivation is tested elsewhere; here it is quick."""
    monkeypatch.setattr("fairway.safe_reporting.receipts.derived.MEMORY_KIB", 8)
    monkeypatch.setattr("fairway.safe_reporting.receipts.derived.PASSES", 1)


def kept(worker: Worker) -> Any:
    return queries.draft(keys_of(worker.number))


def test_a_report_reaches_the_office_she_chose_and_nobody_else() -> None:
    union, aid = two_offices()
    worker = Worker()
    worker.report(union, words="He keeps my papers.")
    assert worker.heading() == "It is sent and locked"
    report = report_by(keys_of(worker.number).lookup)
    assert report is not None
    sealed = envelope(envelopes_of(report.id)[0].id)
    opened = open_sealed(sealed, [union.identity], report=report.id.hex, kind="report")
    assert from_json(opened.content)["words"] == "He keeps my papers."
    assert opened.commitment == report.commitment == Filing.objects.get().commitment
    with pytest.raises(NotForThisKey):
        open_sealed(sealed, [aid.identity])
    case = Case.objects.get()
    assert (case.office_id, case.type) == (union.office.pk, "document_confiscation")
    assert not Draft.objects.exists()


def test_recovery_keys_open_it_too() -> None:
    union, aid = two_offices()
    recovery = key_of(aid.office, "recovery")
    worker = Worker()
    worker.report(union)
    assert open_sealed(envelope(Sealed.objects.get().pk), [recovery]).head.kind == "report"


def test_sending_twice_files_once_and_shows_the_same_page() -> None:
    union, _ = two_offices()
    worker = Worker()
    worker.report(union)
    token = re.findall(r'token" dir="ltr">(\w+)<', worker.shown)
    worker.step(step="check", go="send")
    assert re.findall(r'token" dir="ltr">(\w+)<', worker.shown) == token
    assert Report.objects.count() == Case.objects.count() == Sealed.objects.count() == 1


def test_the_number_must_be_typed_before_anything_is_asked() -> None:
    two_offices()
    worker = Worker()
    worker.begin()
    fresh = Worker()
    fresh.post("/new", start="longer")
    number = re.sub(r"\s", "", re.findall(r'number-shown" dir="ltr">([\d ]+)<', fresh.shown)[0])
    assert len(number) == 25
    wrong = "00000" if number[-5:] != "00000" else "11111"
    fresh.step(last=wrong)
    assert "not the last 5" in fresh.faults()
    assert number in fresh.shown.replace(" ", "")
    fresh.step(last="".join(chr(0x0660 + int(one)) for one in number[-5:]))
    assert fresh.heading() == "What happened?"


def test_every_page_is_kept_before_the_next_is_shown() -> None:
    two_offices()
    worker = Worker()
    worker.begin()
    worker.step(happened=["wages"])
    assert kept(worker).answers == {"happened": ("wages",)}
    page = dict(worker.hidden())
    worker.step(words="First")
    worker.post("/new", **{**page, "go": "on", "words": "Second"})  # the page before, sent again
    assert kept(worker).text("words") == "Second"
    assert worker.heading() == "Where did it happen?"


@pytest.mark.parametrize("go", ["back", "same", "to-check"])
def test_what_is_typed_stays_whatever_button_is_pressed(go: str) -> None:
    two_offices()
    worker = Worker()
    worker.begin()
    worker.step()
    worker.step(words="Kept", go=go)
    assert kept(worker).text("words") == "Kept"


def test_skipping_takes_an_answer_away_and_every_page_but_the_offices_can_be_skipped() -> None:
    two_offices()
    worker = Worker()
    worker.begin()
    worker.step(happened=["wages"])
    worker.step(go="back")
    for _ in range(6):
        assert worker.heading() != "Who may read it?"
        worker.step(go="skip")
    assert kept(worker).answers == {}
    assert worker.heading() == "Who may read it?"
    assert 'value="skip"' not in worker.shown
    worker.step()
    assert "at least one office" in worker.faults()


def test_a_pass_that_is_too_old_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    two_offices()
    worker = Worker()
    worker.begin()
    worker.step()
    with monkeypatch.context() as later:
        later.setattr(passes, "SECONDS", -1)
        worker.step(words="Long in the making")
    assert worker.heading() == "Type your number to go on"
    worker.post("/new", **worker.hidden(), number="1234")
    assert "20 or 25 digits; you typed 4" in worker.faults()
    worker.post("/new", **worker.hidden(), number=" ".join(worker.number))
    assert worker.heading() == "Where did it happen?"
    assert kept(worker).text("words") == "Long in the making"


@pytest.mark.parametrize("forged", ["", "x", "A" * 268, "ä" * 20, "=" * 300])
def test_a_forged_pass_asks_for_the_number(forged: str) -> None:
    two_offices()
    worker = Worker()
    worker.post("/new", **{"pass": forged, "step": "words", "words": "x"})
    assert (worker.status, worker.heading()) == (200, "Type your number to go on")


def test_a_pass_from_a_clock_ahead_is_taken_and_one_of_tomorrow_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = keys_of("12345678901234567890")
    now = passes.time.time()
    monkeypatch.setattr(passes.time, "time", lambda: now + 200)
    carried = passes.issue("12345678901234567890", keys)
    monkeypatch.setattr(passes.time, "time", lambda: now)
    assert passes.opened(carried) == passes.Pass("12345678901234567890", keys)
    monkeypatch.setattr(passes.time, "time", lambda: now - 400)
    with pytest.raises(passes.PassExpired):
        passes.opened(carried)


def test_a_changed_pass_opens_nothing() -> None:
    carried = passes.issue("12345678901234567890", keys_of("12345678901234567890"))
    for at in range(0, len(carried) - 1, 7):
        changed = carried[:at] + ("B" if carried[at] != "B" else "C") + carried[at + 1 :]
        with pytest.raises(passes.PassExpired):
            passes.opened(changed)


def test_files_are_kept_once_and_taken_out_again() -> None:
    union, _ = two_offices()
    worker = Worker()
    worker.begin()
    worker.step(go="to-files")
    for _ in range(2):
        worker.step(go="add", file=_upload(PHOTO))
    assert worker.shown.count('value="drop-') == 1
    worker.step(go="drop-1")
    assert 'value="drop-' not in worker.shown
    for number in range(4):
        worker.step(go="add", file=_upload(PHOTO + bytes([65 + number])))
    assert "three files" in worker.shown
    worker.step(go="on")
    worker.step(office=[str(union.office.pk)])
    worker.step(go="send")
    assert sorted(Sealed.objects.values_list("kind", flat=True)) == ["cleaned"] * 3 + ["original"] * 3 + ["report"]
    original = Sealed.objects.filter(kind="original").order_by("number").first()
    assert original is not None
    assert open_sealed(envelope(original.pk), [union.identity]).content == PHOTO + b"A"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"MZ\x90\0", "kind"), (b"", ""), (b"\x89PNG\r\n\x1a\n", ""), (b"PK\x03\x04" + b"\0" * 40, "")],
)
def test_a_file_that_cannot_be_passed_on_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    two_offices()
    worker = Worker()
    worker.begin()
    worker.step(go="to-files")
    worker.step(go="on", file=_upload(content, "a.png"))
    assert worker.status == 200
    assert worker.heading() == "Photographs, papers, recordings"
    assert 'value="drop-' not in worker.shown
    if content:
        assert worker.faults()


def test_what_is_too_large_is_told_and_the_draft_stays() -> None:
    two_offices()
    worker = Worker()
    worker.begin()
    worker.step(words="x", step="words", go="to-files")
    files = worker.shown
    worker.step(go="add", file=_upload(b"x" * (5 * 1024 * 1024 + 1)))
    assert "larger than 5 MB" in worker.faults()
    worker.shown = files
    worker.step(go="add", file=_upload(b"x" * (6 * 1024 * 1024)))
    assert worker.status == 413
    assert kept(worker).text("words") == "x"


def test_an_office_without_a_key_when_it_is_sent_leads_back() -> None:
    union, aid = two_offices()
    third = office("Harbour Workers' Union")
    worker = Worker()
    worker.begin()
    worker.step(go="to-offices")
    worker.step(office=[str(union.office.pk), str(third.office.pk)])
    HandlerKey.objects.filter(office=union.office).update(retired=localdate())
    worker.step(go="send")
    assert worker.heading() == "Who may read it?"
    assert "Domestic Workers&#39; Union cannot take reports any more" in worker.faults()
    assert not Report.objects.exists()
    worker.step(office=[str(aid.office.pk)])
    worker.step(go="send")
    assert worker.heading() == "It is sent and locked"


def test_too_few_keys_close_it_before_and_after_she_began() -> None:
    union, _ = two_offices()
    worker = Worker()
    worker.begin()
    worker.step(go="to-offices")
    worker.step(office=[str(union.office.pk)])
    HandlerKey.objects.exclude(office=union.office).update(retired=localdate())
    worker.step(go="send")
    assert "too few organisations" in worker.shown
    assert "kept for seven days" in worker.shown
    assert not Report.objects.exists()
    other = Worker()
    other.get("")
    assert "too few organisations" in other.shown
    assert "+961 1 000 001" in other.shown
    assert 'name="start"' not in other.shown
    other.post("/new", start="ordinary")
    assert other.status == 503


@pytest.mark.parametrize("fault", [OperationalError("database or disk is full"), OSError(28, "No space left")])
def test_a_full_disk_loses_nothing(monkeypatch: pytest.MonkeyPatch, fault: Exception, caplog: Any) -> None:
    union, _ = two_offices()
    worker = Worker("fr")
    worker.begin()
    worker.step(words="secret words", step="words", go="to-offices")
    worker.step(office=[str(union.office.pk)])

    def full(**_: object) -> None:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(actions, "file_report", full)
        worker.step(go="send")
    assert worker.status == 503
    assert worker.response.headers["Retry-After"]
    assert "secret" not in caplog.text
    worker.step(go="same")
    worker.step(go="send")
    assert Report.objects.count() == 1


def test_a_name_that_the_register_knows_is_asked_once() -> None:
    from fairway_portal.actors.actions import add_agency

    union, _ = two_offices()
    agency = add_agency(by=None, name="Orchid Overseas Employment", country="ETH", city="Adama")
    worker = Worker()
    worker.begin()
    worker.step(go="to-who")
    worker.step(against="Orchid Overseas", country="LBN")
    assert agency.code in worker.shown
    worker.step(against="Orchid Overseas", country="LBN", agency=agency.code)
    assert worker.heading() == "Are you safe now?"
    assert kept(worker).text("agency") == agency.code
    worker.step(go="back")
    worker.step(against="Zzyzx Manpower", agency=agency.code)
    assert kept(worker).text("agency") == ""
    worker.get("/new")
    worker.post("/new", number=worker.number, step="who", go="to-offices")
    assert f'value="{union.office.pk}"' in worker.shown


def test_a_report_can_be_held_back_and_is_never_sent_open_instead() -> None:
    from fairway_portal.actors.actions import add_agency
    from fairway_portal.casework.escrow.models import Held

    union, _ = two_offices()
    holder = office("Escrow Trust", "legal_aid", purpose="escrow", escrow=True)
    rescue = key_of(holder.office, "recovery")
    agency = add_agency(by=None, name="Orchid Overseas Employment", country="ETH", city="Adama")
    worker = Worker()
    worker.begin()
    worker.step(go="to-who")
    worker.step(against="Orchid Overseas")
    worker.step(against="Orchid Overseas", agency=agency.code)
    worker.step(go="to-offices")
    worker.step(office=[str(union.office.pk)], others="2")
    assert "until 2 others" in worker.shown
    HandlerKey.objects.filter(office=holder.office, purpose="escrow").update(retired=localdate())
    checked = worker.shown
    worker.step(go="send")
    assert worker.heading() == "Who may read it?"
    assert not Report.objects.exists()
    HandlerKey.objects.filter(office=holder.office).update(retired=None)
    worker.shown = checked
    worker.step(go="send")
    assert worker.heading() == "It is sent and locked"
    assert Held.objects.get().others == 2
    assert not Case.objects.exists()
    outer = envelope(Sealed.objects.filter(kind="report").get().pk)
    with pytest.raises(NotForThisKey):
        open_sealed(outer, [union.identity])
    inner = open_sealed(outer, [holder.identity]).content
    with pytest.raises(NotForThisKey):
        open_sealed(inner, [rescue])
    assert open_sealed(inner, [union.identity]).head.kind == "report"
    worker.enter()
    worker.back(go="withdraw-sure")
    assert bytes(Held.objects.get().ticket) == b""


def test_a_number_whose_draft_is_gone_says_so() -> None:
    two_offices()
    worker = Worker()
    worker.begin()
    actions.keep(keys=keys_of(worker.number), draft=kept(worker))
    Draft.objects.update(touched=localdate() - timedelta(days=8))
    from fairway_portal.casework.vault.actions import forget_drafts

    forget_drafts(localdate())
    worker.post("/new", number=worker.number)
    assert "Nothing is kept under this number" in worker.shown


def test_when_too_many_wait_she_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    two_offices()
    monkeypatch.setattr(turns, "MOST", 0)
    worker = Worker()
    worker.post("/new", start="ordinary")
    assert worker.status == 503
    assert "Wait a minute" in worker.shown


@pytest.mark.parametrize("path", ["", "/who", "/sealed", "/new", "/back"])
@pytest.mark.parametrize("language", ["en", "ar", "am"])
def test_pages_tell_nothing_and_weigh_little(path: str, language: str) -> None:
    two_offices()
    worker = Worker(language)
    worker.get(path)
    assert worker.status == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in worker.shown
    headers = worker.response.headers
    assert headers["Cache-Control"].startswith("no-store")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert not worker.response.cookies
    assert len(gzip.compress(worker.shown.encode())) < 12_000
    assert worker.browser.get(f"/{language}/notes{path}?q=x").status_code == 200
    page = Page(worker.shown)
    assert [one["hreflang"] for one in page.all("a") if "hreflang" in one]
    assert f"/{'am' if language != 'am' else 'ne'}/notes{path}" in page.links()


def test_languages_change_in_the_middle_without_losing_anything() -> None:
    two_offices()
    worker = Worker()
    worker.begin()
    worker.step()
    assert 'formaction="/am/notes/new"' in worker.shown
    worker.language = "am"
    worker.step(words="ሰላም", go="same")
    assert 'lang="am"' in worker.shown
    assert "ሰላም" in worker.shown


def test_no_file_is_ever_written_by_an_upload(monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    two_offices()
    worker = Worker()
    worker.begin()
    worker.step(go="to-files")
    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    worker.step(go="add", file=_upload(PHOTO * 70_000))
    assert worker.status == 200
    assert 'value="drop-1"' in worker.shown or worker.faults()


def test_her_own_device_can_seal_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from fairway.safe_reporting.report import as_json
    from fairway.safe_reporting.sealing.envelopes import seal

    union, _ = two_offices()
    worker = Worker()
    worker.post("/sealed", start="ordinary")
    number = re.sub(r"\s", "", re.findall(r'number-shown" dir="ltr">([\d ]+)<', worker.shown)[0])
    worker.post("/sealed", **worker.hidden(), last=number[-5:])
    form = next(one for one in Page(worker.shown).all("form") if "data-report" in one)
    box = next(one for one in Page(worker.shown).all("input") if one.get("value") == str(union.office.pk))
    keys = json.loads(str(box["data-office-keys"]))
    made = seal(as_json({"words": "sealed"}), report=str(form["data-report"]), kind="report", recipients=keys)
    import base64

    from fairway.safe_reporting.sealing.identities import fingerprint

    posted = {
        **worker.hidden(), "office": str(union.office.pk), "envelope": base64.b64encode(made.content).decode(),
        "recipients": json.dumps([fingerprint(one) for one in keys]), "commitment": made.commitment,
    }  # fmt: skip
    for changed in ({"recipients": '["x"]'}, {"envelope": "eA=="}, {"commitment": "0"}, {"recipients": "[" * 9999}):
        assert "It is sent" not in Worker().post("/sealed", **{**posted, **changed})
        assert not Report.objects.exists()
    with monkeypatch.context() as later:
        later.setattr(passes, "SECONDS", -1)
        worker.post("/sealed", **posted)
        assert worker.heading() == "Type your number to go on"
        assert not Report.objects.exists()
        worker.post("/sealed", **worker.hidden(), number=number[:-1] + str(9 - int(number[-1])))
        assert worker.heading() == "Type your number to go on"
        worker.post("/sealed", **worker.hidden(), number=number)
    assert worker.heading() == "It is sent and locked"
    assert open_sealed(envelope(Sealed.objects.get().pk), [union.identity]).commitment == made.commitment


def _upload(content: bytes, name: str = "note.txt") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


def test_a_deleted_number_looks_as_one_that_nobody_was_given() -> None:
    """Whoever finds her note after she deleted everything does not learn that there was anything."""
    union, _ = two_offices()
    worker = Worker()
    worker.report(union)
    worker.enter()
    worker.back(go="delete-sure")
    shown = []
    for number in (worker.number, draw()):
        for more in ({}, {"step": "number", "last": number[-5:]}, {"step": "words", "words": "x"}):
            stranger = Worker()
            stranger.post("/new", number=number, **more)
            shown.append((stranger.status, stranger.shown.replace(number, "")))
    assert shown[:3] == shown[3:]
    assert "Nothing is kept under this number" in shown[0][1]
    assert not Draft.objects.exists()


def test_files_that_come_at_once_are_no_more_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several posts that each saw an empty draft: the vault counts again where nobody else can add one."""
    two_offices()
    worker = Worker()
    worker.begin()
    actions.keep(keys=keys_of(worker.number), draft=kept(worker))
    monkeypatch.setattr(queries, "files", lambda keys: ())
    for number in range(queries.MOST_FILES):
        actions.keep_file(keys=keys_of(worker.number), content=b"text %d" % number, name="a.txt")
    with pytest.raises(NoMoreRoom):
        actions.keep_file(keys=keys_of(worker.number), content=b"one more", name="a.txt")


def test_she_reads_who_holds_the_keys_of_recovery() -> None:
    """Any office could add one: it must not be an organisation that she does not know of."""
    two_offices()
    stranger = office("Harbour Trust", "legal_aid", purpose="recovery")
    worker = Worker()
    worker.begin()
    worker.step(go="to-offices")
    assert "helping organisations" in worker.shown
    told = worker.shown.partition("helping organisations")[2].partition("</p>")[0]
    assert stranger.office.name in told
    assert "Cedar" not in told


def test_nobody_is_given_a_proof_for_what_another_filed() -> None:
    """The log is public: a commitment of it, posted with another report, would give a token for that filing."""
    import base64

    from fairway.safe_reporting.sealing.envelopes import seal
    from fairway.safe_reporting.sealing.identities import fingerprint, recipient_of

    union, _ = two_offices()
    Worker().report(union)
    filed = Filing.objects.get()
    thief = Worker()
    thief.post("/sealed", start="ordinary")
    public = recipient_of(union.identity)
    made = seal(b"{}", report="0" * 32, kind="report", recipients=[public])
    thief.post(
        "/sealed", **thief.hidden(), office=str(union.office.pk), envelope=base64.b64encode(made.content).decode(),
        recipients=json.dumps([fingerprint(public)]), commitment=filed.commitment,
    )  # fmt: skip
    assert thief.heading() != "It is sent and locked"
    assert Report.objects.count() == 1


def test_a_disk_that_is_nearly_full_takes_words_and_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    union, _ = two_offices()
    monkeypatch.setattr(key_folder, "RESERVE", 1 << 62)
    worker = Worker()
    worker.begin()
    worker.step(go="to-files")
    worker.step(go="add", file=_upload(b"A contract."))
    assert "Send it without the file" in worker.faults()
    worker.step(go="to-offices")
    worker.step(office=[str(union.office.pk)])
    worker.step(go="send")
    assert worker.heading() == "It is sent and locked"
