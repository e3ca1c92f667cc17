"""Every question of the survey modules is for something."""

from __future__ import annotations

import polars as pl
import pytest

from fairway.recruitment import modules as recruitment
from fairway.recruitment.modules import derive
from fairway.recruitment.modules.payments import COLUMNS
from tests.unit.recruitment.test_modules_deriving import PERSON


@pytest.mark.parametrize("name", recruitment.QUESTIONNAIRES)
def test_every_question_of_costs_is_for_a_column_or_a_rule(name: str) -> None:
    sheets = recruitment.SHEETS[name]()
    workers = derive({"main": pl.DataFrame([PERSON | {"key": "1"}])}, name).workers
    columns = {*workers.columns, *COLUMNS}
    rules = {"state of the translation", "who is asked about costs", "whether the cost is the worker’s"}
    amounts = {"bundle", "interest", "deduction", "currency of interest", "month of interest", "currency of deduction"}
    amounts |= {"month of deduction", "reason"}
    for asked in (one for sheet in sheets for one in sheet.asked):
        served = asked.serves.split(":")[0].split("(")[0].split(",")[0].strip()
        assert served in columns | rules | amounts, asked.name
