"""What is written on paper or in a cell, and the answer it means."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("django_ready")


def read(name: str, written: object, tag: str = "en") -> tuple[str | None, bool]:
    from fairway_portal.surveys.form import Form
    from fairway_portal.surveys.outreach.columns import column
    from fairway_portal.surveys.outreach.meaning import meant
    from tests.unit.portal.surveys import sample

    form = Form(sample.questionnaire())
    at = column(form, name)
    assert at is not None
    found = meant(form, at.question, written, tag)  # type: ignore[arg-type]
    return found.answer, found.wrong is not None


@pytest.mark.parametrize(
    ("name", "written", "answer"),
    [
        ("worked", "yes", "yes"),
        ("worked", " YES ", "yes"),
        ("worked", "1", "yes"),
        ("worked", "٠", "no"),
        ("worked", 0, "no"),
        ("worked", 1.0, "yes"),
        ("worked", "ع No", "no"),
        ("worked", "–", None),
        ("worked", "", None),
        ("country", "country 7", "C7"),
        ("country", "C12", "C12"),
        ("colours", "red blue red", "red blue"),
        ("colours", "red; blue", "red blue"),
        ("colours", ["green", "red"], "green red"),
        ("age", "४२", "42"),
        ("age", 42.0, "42"),
        ("pay", "1.250,50", "1250.5"),
        ("pay", 1250.5, "1250.5"),
        ("began", "2024-03-05", "2024-03-05"),
        ("began", "2024-03-05T00:00", "2024-03-05"),
        ("began", "5.3.2024", "2024-03-05"),
        ("began", "٥/٣/٢٠٢٤", "2024-03-05"),
        ("since", "2024-3", "2024-03-01"),
        ("since", "3/2024", "2024-03-01"),
        ("since", "2024-03-17", "2024-03-01"),
        ("left", "२०१९", "2019-01-01"),
        ("left", 2019, "2019-01-01"),
        ("comment", " a\0b ", "ab"),
    ],
)
def test_what_is_written_is_understood(name: str, written: object, answer: str | None) -> None:
    assert read(name, written, "es") == (answer, False)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("worked", "2"),
        ("worked", "yess"),
        ("worked", ["yes", "no"]),
        ("colours", "red pink"),
        ("age", "12.5"),
        ("age", "about 12"),
        ("pay", float("nan")),
        ("pay", float("inf")),
        ("began", "2024-02-30"),
        ("began", "2024-03"),
        ("began", "3/4"),
        ("since", "2024"),
        ("since", "13/2024"),
        ("left", "19"),
        ("left", "0000"),
        ("comment", "x" * 5001),
    ],
)
def test_what_cannot_be_an_answer_is_told(name: str, written: object) -> None:
    assert read(name, written) == (None, True)


def test_a_list_whose_codes_are_digits_keeps_them() -> None:
    from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire
    from fairway_portal.surveys.form import Form
    from fairway_portal.surveys.outreach.meaning import meant

    listed = tuple(Choice(code, {"en": label}) for code, label in (("1", "no"), ("0", "yes"), ("-", "unknown")))
    asked = Question("q", "one_of", {"en": "Q"}, choices="l")
    form = Form(Questionnaire("f", "1", {"en": "F"}, ("en",), {"l": listed}, (Page("p", {"en": "P"}, (asked,)),)))
    assert [meant(form, asked, said, "en").answer for said in ("1", "0", "-", "no", "yes")] == ["1", "0", "-", "1", "0"]
