"""Instances of the rows of a table: the same file makes the same, and equal rows make several."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

pytestmark = pytest.mark.usefixtures("django_ready")

KEY = UUID(int=5)
GIVEN = "6a1d2a0e-3c5c-4a07-9a4e-9e7f0f1b2c3d"


def read(content: str, key: UUID = KEY, slug: str = "sample") -> Any:
    from fairway.reference.wording import voice
    from fairway_portal.surveys.form import Form
    from fairway_portal.surveys.outreach.table_reading import read_table
    from fairway_portal.surveys.outreach.tables import read_forms
    from fairway_portal.surveys.running.saying import Teller
    from tests.unit.portal.surveys import sample

    teller = Teller(Form(sample.questionnaire()), "en", voice("en"))
    return read_forms(read_table(content.encode()), teller, key=key, slug=slug, typed_in="en")


def instances(content: str, **more: Any) -> list[UUID]:
    return [instance for instance, _ in read(content, **more).forms]


def test_the_same_rows_have_the_same_instances_wherever_they_stand() -> None:
    first, second = instances("name,age\nA,20\nB,30\n")
    assert instances("age;name\n20;A\n\n۳۰;B\n") == [first, second]
    assert instances("name,age\nB,30\nA,20\n") == [second, first]


def test_equal_rows_are_several_forms_and_the_same_again_in_the_same_file() -> None:
    found = instances("name\nA\nA\nA\n")
    assert len(set(found)) == 3
    assert instances("name\nA\nA\n") == found[:2]


def test_another_occasion_survey_or_answer_is_another_form() -> None:
    one = instances("name\nA\n")
    assert one != instances("name\nA\n", key=UUID(int=6))
    assert one != instances("name\nA\n", slug="other")
    assert one != instances("name\nB\n")


def test_an_instance_that_is_given_counts_whatever_the_row_says() -> None:
    assert instances(f"instance,name\nuuid:{GIVEN},A\n") == instances(f"instance,name\n{GIVEN},B\n") == [UUID(GIVEN)]


def test_rows_with_an_instance_alone_are_no_forms() -> None:
    assert instances(f"instance,name\n{GIVEN},\n,A\n") == instances("name\nA\n")


def test_the_row_of_labels_is_no_form_in_whatever_language() -> None:
    assert len(instances("name,worked\nYour name,Did you work?\nA,1\n")) == 1
    assert len(instances("name,worked\nع Your name,ع Did you work?\nA,1\n")) == 1


def test_a_fault_names_the_row_of_the_file_and_the_letter_of_the_column() -> None:
    heading = ",".join(["name", *(f"cost.{row}.{asked}" for row in range(1, 15) for asked in ("item", "amount"))])
    made = read(f"{heading}\n\nA{',' * 28}x\n")
    assert [(one.row, one.column) for one in made.wrong] == [(3, "AC cost.14.amount")]
