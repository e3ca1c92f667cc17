"""What the owner takes away, what she is asked to justify, what a telephone reads."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
import zlib
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from fairway.kernel.questionnaire import Question
from fairway_portal.surveys.desk import codes, exporting, identity
from fairway_portal.surveys.desk.submissions import Answered
from fairway_portal.surveys.desk.tallying import tallied
from tests.unit.portal.surveys.sample import questionnaire


def answered(number: int = 1, **answers: Any) -> Answered:
    return Answered(number, uuid4(), 1, "en", "pages", date(2026, 3, 1), [], answers)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+977", "'+977"),
        ("-5.5", "-5.5"),
        ("-1+1", "'-1+1"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("a=1", "a=1"),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert exporting.as_words(cell) == written


def test_a_hundred_thousand_sets_of_answers_are_never_in_memory_at_once() -> None:
    made, handed_on = 0, 0

    def source() -> Any:
        nonlocal made
        for number in range(20_000):
            made += 1
            assert made - handed_on < 15_000
            yield answered(number, name=f"{uuid4()}{uuid4()}")

    tables = exporting.tables_of([questionnaire()], sensitive=True)[:1]
    packed = b""
    for piece in exporting.zipped(tables, source, {1: "1"}):
        packed, handed_on = packed + piece, made
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        assert len(list(csv.DictReader(io.StringIO(file.read("main.csv").decode("utf-8-sig"))))) == 20_000


def test_values_that_a_question_does_not_allow_are_counted_as_answered_alone() -> None:
    made = tallied(questionnaire(), [answered(worked="maybe", age="old", colours="red pink", pay="1e999")])
    assert made.answered["worked"] == 1
    assert made.chosen["worked"] == {}
    assert made.chosen["colours"] == {"red": 1}
    assert made.spread["age"].count == 0
    assert made.spread["pay"].count == 0


@pytest.mark.parametrize(
    "name",
    [
        "passport_number",
        "visa",
        "immigration_status",
        "has_visa_number",
        "residence_permit",
        "permit_at_entry",
        "NID_number",
    ],
)
def test_identity_is_known_by_name(name: str) -> None:
    assert identity.asks_identity(Question(name, "text"))


@pytest.mark.parametrize(
    "name",
    [
        "passport_held",
        "passport_kept",
        "visa_fee",
        "cost_visa",
        "advisable",
        "status_in_employment",
        "first_job_status",
        "age",
    ],
)
def test_what_only_sounds_like_it_is_not_refused(name: str) -> None:
    assert not identity.asks_identity(Question(name, "text"))


def test_identity_is_known_by_its_label_too() -> None:
    assert identity.asks_identity(Question("q7", "text", {"en": "What is your passport number?"}))
    assert not identity.asks_identity(Question("q7", "note", {"en": "We never ask for your passport number."}))


def test_a_telephone_reads_the_settings_back() -> None:
    read = json.loads(zlib.decompress(base64.b64decode(codes.collect_settings("https://a.example/key/s", "Costs"))))
    assert read["general"]["server_url"] == "https://a.example/key/s"
    assert read["project"] == {"name": "Costs"}
