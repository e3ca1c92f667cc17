"""The questions side by side, and back into pages with rows."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("django_ready")


def form() -> Any:
    from fairway_portal.surveys.form import Form
    from tests.unit.portal.surveys import sample

    return Form(sample.questionnaire())


def test_a_column_for_each_question_and_room_for_five_rows() -> None:
    from fairway_portal.surveys.outreach.columns import columns

    names = [one.name for one in columns(form())]
    assert names[:3] == ["name", "age", "worked"]
    assert [name for name in names if name.startswith("cost.")] == [
        f"cost.{row}.{asked}" for row in range(1, 6) for asked in ("item", "amount")
    ]
    assert not {"hello", "double"} & set(names)


@pytest.mark.parametrize(
    "name",
    ["", "colour", "double", "hello", "cost", "cost.", "cost.1", "cost.0.item", "cost.01.item", "cost.51.item",
     "cost.².item", f"cost.{'9' * 5000}.item", "cost.1.age", "about.1.name", "cost.1.item.x"],
)  # fmt: skip
def test_a_name_that_is_no_question_has_no_column(name: str) -> None:
    from fairway_portal.surveys.outreach.columns import column

    assert column(form(), name) is None


def test_rows_come_in_their_order_and_empty_ones_are_left_out() -> None:
    from fairway_portal.surveys.outreach.columns import nested

    written = {"cost.10.item": "C", "name": "A", "cost.2.item": "B", "cost.2.amount": "5"}
    assert nested(form(), written) == {"name": "A", "cost": [{"item": "B", "amount": "5"}, {"item": "C"}]}
