"""What a hostile form or a hostile device sends: bounded, refused with what to do, and never on the disk by the way."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from fairway.kernel.questionnaire import Page, Question, Questionnaire
from fairway_portal.surveys.answers import MOST_ROWS, canonical
from fairway_portal.surveys.errors import TooManyRows
from fairway_portal.surveys.form import Form
from fairway_portal.surveys.running.interview import MOST_CALCULATED, walked

SAID = {"en": "?"}
TODAY = date(2026, 5, 1)


def form(*pages: Page) -> Form:
    return Form(Questionnaire("hostile", "1", SAID, ("en",), {}, pages))


def test_calculations_that_double_each_other_do_not_fill_the_memory() -> None:
    chain = [
        Question(f"c{level}", "calculated", calculation=f"concat({', '.join(['${' + before + '}'] * 20)})")
        for level, before in enumerate(["name", *(f"c{number}" for number in range(7))])
    ]
    asked = form(Page("one", SAID, (Question("name", "text", SAID), *chain)))
    found = walked(asked, {"name": "x" * 100}, TODAY)
    longest = max(len(str(value or "")) for value in found.values.values())
    assert longest <= MOST_CALCULATED
    assert found.values["c0"] == "x" * 2000, "what is of a usual length is kept"


def test_rows_that_all_look_at_each_other_end_in_time() -> None:
    rows = Page("first", SAID, tuple(Question(f"q{number}", "integer", SAID) for number in range(3)), repeated=True)
    sums = " + ".join(f"sum(${{q{number}}})" for number in range(3))
    asked = form(
        rows, Page("second", SAID, (Question("b", "integer", SAID, constraint=f". <= {sums}"),), repeated=True)
    )
    most: Any = {"first": [{"q0": 1, "q1": 1, "q2": 1}] * MOST_ROWS, "second": [{"b": 1}] * MOST_ROWS}
    began = time.perf_counter()
    assert walked(asked, canonical(asked, most), TODAY).faults == []
    assert time.perf_counter() - began < 3
    with pytest.raises(TooManyRows) as refused:
        canonical(asked, {"first": [{"q0": 1}] * (MOST_ROWS + 1)})
    assert refused.value.http_status == 413


def test_a_long_file_of_a_submission_is_never_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    from django.core.files import uploadedfile
    from django.test import RequestFactory

    from fairway_portal.surveys.openrosa.uploading import uploaded

    def refused(*args: object, **kwargs: object) -> None:
        raise AssertionError("a file on the disk outlives a server that is killed")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refused)
    monkeypatch.setattr(uploadedfile.tempfile, "NamedTemporaryFile", refused)
    long = b"x" * 3_000_000
    body = (
        b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + long + b"\r\n--b--\r\n"
    )
    request = RequestFactory().post("/openrosa/submission", body, content_type="multipart/form-data; boundary=b")
    assert [one.content for one in uploaded(request)] == [long]
