"""The door for ODK Collect: forms it can fill in, submissions that arrive whole and once, and whatever is wrong."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID, uuid4
from xml.etree import ElementTree

import pytest

from fairway.recruitment.modules import QUESTIONNAIRES
from fairway_portal.accounts.models import Organisation
from fairway_portal.surveys.actions import add_version, close_survey, make_survey, open_survey
from fairway_portal.surveys.models import Collector, Submission, Survey
from fairway_portal.surveys.openrosa.admitting import hashed
from tests.odk_collect import filled, multipart
from tests.portal import client

pytestmark = pytest.mark.django_db

SECRET = "a-device-of-the-union"
LONG = "recruitment_cost_long"
ANSWERS = {
    "consent": "yes",
    "sex": "F",
    "origin": "NPL",
    "destination": "QAT",
    "paid_anything": "yes",
    "cost": [
        {"cost_item": "RC1", "cost_known": "amount", "cost_amount": "5000", "cost_currency": "NPR"},
        {"cost_item": "RC6", "cost_known": "amount", "cost_amount": "45000.5", "cost_currency": "NPR"},
    ],
}


@pytest.fixture
def survey() -> Survey:
    owner = Organisation.objects.create(name="National Statistics Office", kind="ministry", country="NPL")
    made = make_survey(slug="costs", owner=owner, by=None, public=False)
    add_version(survey=made, questionnaire=QUESTIONNAIRES[LONG](), by=None)
    open_survey(survey=made, by=None)
    union = Organisation.objects.create(name="Union", kind="union", country="NPL")
    Collector.objects.create(secret_hash=hashed(SECRET), name="Telephone 3", organisation=union).surveys.add(made)
    return made


def form_of(base: str, form_id: str) -> str:
    return client().get(f"{base}/forms/{form_id}.xml").content.decode()


def send(base: str, xml: bytes, files: dict[str, tuple[str, bytes]] | None = None, cut: int | None = None):
    body, kind = multipart(xml, files)
    kept = body if cut is None else body[:cut]
    stream = {"wsgi.input": BytesIO(kept), "CONTENT_LENGTH": str(len(body))}
    return client().generic("POST", f"{base}/submission", b"-", content_type=kind, **stream)


def test_the_list_names_the_form_and_its_fingerprint_changes_with_it(survey: Survey) -> None:
    answer = client().get(f"/key/{SECRET}/formList", headers={"X-OpenRosa-Version": "1.0"})
    listed = ElementTree.fromstring(answer.content)
    names = {one.tag.rpartition("}")[2]: one.text for one in listed[0]}
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert names["formID"] == LONG
    assert names["downloadUrl"].endswith(f"/key/{SECRET}/forms/{LONG}.xml")
    assert names["hash"].startswith("md5:")
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_filled_in_form_arrives_complete(survey: Survey) -> None:
    base, instance = f"/key/{SECRET}", uuid4()
    before = client().head(f"{base}/submission")
    answer = send(base, filled(form_of(base, LONG), ANSWERS, instance), {"photo.jpg": ("image/jpeg", b"\xff\xd8...")})
    kept = Submission.objects.get()
    assert before.status_code == 204
    assert answer.status_code == 201
    assert kept.instance == instance
    assert {name: kept.answers[name] for name in ("consent", "sex", "origin", "destination")} == {
        "consent": "yes", "sex": "F", "origin": "NPL", "destination": "QAT",
    }  # fmt: skip
    assert [(row["cost_item"], row["cost_amount"]) for row in kept.answers["cost"]] == [
        ("RC1", "5000"), ("RC6", "45000.5"),
    ]  # fmt: skip
    assert kept.channel == "openrosa"
    assert kept.collector.name == "Telephone 3"
    assert [(one.name, bytes(one.content)) for one in kept.attachments.all()] == [("photo.jpg", b"\xff\xd8...")]


def test_the_same_form_twice_is_one_and_another_under_its_number_is_kept_beside(survey: Survey) -> None:
    base, instance = f"/key/{SECRET}", uuid4()
    form = form_of(base, LONG)
    first, again = (send(base, filled(form, ANSWERS, instance)) for _ in range(2))
    other = send(base, filled(form, {**ANSWERS, "sex": "M"}, instance))
    assert [first.status_code, again.status_code, other.status_code] == [201, 201, 201]
    kept = Submission.objects.get()
    assert kept.answers["sex"] == "F"
    assert [one.answers["sex"] for one in kept.conflicts.all()] == ["M"]


def test_a_submission_that_is_cut_off_leaves_nothing_and_says_so(survey: Survey) -> None:
    base = f"/key/{SECRET}"
    xml = filled(form_of(base, LONG), ANSWERS, uuid4())
    body, _ = multipart(xml, {"photo.jpg": ("image/jpeg", b"x" * 3000)})
    for cut in (0, 40, len(xml) // 2, len(xml) + 100, len(body) - 1500, len(body) - 60, len(body) - 1):
        answer = send(base, xml, {"photo.jpg": ("image/jpeg", b"x" * 3000)}, cut=cut)
        assert answer.status_code == 400, cut
        assert "stays" in answer.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("xml", "status"),
    [
        (b"", 400),
        (b"not xml", 400),
        (b"<a/>", 400),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a id="x">&b;</a>', 400),
        (
            b'<a id="x" encrypted="yes"><meta><instanceID>uuid:%s</instanceID></meta></a>' % str(UUID(int=9)).encode(),
            400,
        ),
        (b'<a id="x"><meta><instanceID>uuid:%s</instanceID></meta></a>' % str(UUID(int=9)).encode(), 404),
        (b"<a>" * 5000, 400),
    ],
)
def test_what_is_no_form_of_ours_is_refused_with_a_message(survey: Survey, xml: bytes, status: int) -> None:
    answer = send(f"/key/{SECRET}", xml)
    assert (answer.status_code // 100, answer.status_code == 404) == (4, status == 404)
    assert b"<message>" in answer.content
    assert not Submission.objects.exists()


def test_an_unknown_or_revoked_secret_sees_nothing(survey: Survey) -> None:
    assert client().get("/key/another/formList").status_code == 404
    Collector.objects.update(revoked=True)
    assert client().get(f"/key/{SECRET}/formList").status_code == 404


def test_the_public_door_shows_public_surveys_alone(survey: Survey) -> None:
    public = client().get("/openrosa/formList").content.decode()
    assert "recruitment_rating_short" in public
    assert LONG not in public
    assert client().get(f"/openrosa/forms/{LONG}.xml").status_code == 404


def test_a_closed_survey_still_takes_what_was_collected(survey: Survey) -> None:
    base = f"/key/{SECRET}"
    xml = filled(form_of(base, LONG), ANSWERS, uuid4())
    close_survey(survey=survey, by=None)
    assert b"<xform>" not in client().get(f"{base}/formList").content
    assert send(base, xml).status_code == 201


def test_a_rating_comes_through_the_device_of_a_union_as_outreach(survey: Survey) -> None:
    from fairway_portal.monitor.models import Rating

    Collector.objects.get().surveys.add(Survey.objects.get(slug="recruitment-rating-short"))
    base, instance = f"/key/{SECRET}", UUID(int=7)
    answers = {"consent": "yes", "agency": "Nobody Knows Ltd", "paid_anyone": "yes", "threatened": "no"}
    assert send(base, filled(form_of(base, "recruitment_rating_short"), answers, instance)).status_code == 201
    rating = Rating.objects.get()
    assert (rating.tier, rating.agency, rating.agency_said) == ("outreach", None, "Nobody Knows Ltd")
    assert "0" in rating.items
    assert "1" in rating.items


def test_a_fault_of_ours_loses_nothing_and_names_no_secret(
    survey: Survey, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import logging

    from fairway_portal.site.log_addresses import PatternForAddress
    from fairway_portal.surveys.openrosa import views

    base = f"/key/{SECRET}"
    xml = filled(form_of(base, LONG), ANSWERS, uuid4())
    monkeypatch.setattr(views, "receive", lambda **_: 1 / 0)
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    handler.addFilter(PatternForAddress())
    loggers = [logging.getLogger(name) for name in ("django.request", "fairway_portal.openrosa")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        answer = send(base, xml)
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
    assert answer.status_code == 500
    assert "send the form again" in answer.content.decode()
    assert lines
    assert SECRET not in "".join(lines)


def test_the_public_door_keeps_no_file_and_takes_nothing_once_a_survey_is_closed(survey: Survey) -> None:
    form = form_of("/openrosa", "recruitment_rating_short")
    xml = filled(form, {"consent": "yes", "agency": "x"}, uuid4())
    assert send("/openrosa", xml, {"photo.jpg": ("image/jpeg", b"place and time")}).status_code == 201
    assert not Submission.objects.get().attachments.exists()
    close_survey(survey=Survey.objects.get(slug="recruitment-rating-short"), by=None)
    assert send("/openrosa", filled(form, {"consent": "yes", "agency": "x"}, uuid4())).status_code == 404
    assert Submission.objects.count() == 1


def test_a_rating_of_somebody_who_did_not_agree_counts_nothing(survey: Survey) -> None:
    from fairway_portal.monitor.models import Rating

    form = form_of("/openrosa", "recruitment_rating_short")
    assert send("/openrosa", filled(form, {"consent": "no", "agency": "x"}, uuid4())).status_code == 201
    assert not Rating.objects.exists()


def test_a_mistyped_address_of_answers_is_kept_by_no_browser(survey: Survey) -> None:
    for path in ("/answer/none/en/abc/7", "/key/none/of/these"):
        answer = client().get(path)
        assert answer.status_code == 404
        assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
