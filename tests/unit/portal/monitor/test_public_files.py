"""Open data files: every row with its terms, no formulas, valid JSON of any length; the table of typical costs."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory

from fairway.kernel.errors import NotFound
from fairway.reference.wording import voice
from fairway_portal.monitor.public.costs_table import lines
from fairway_portal.monitor.public.open_files import TOGETHER, Terms, answer

TERMS = Terms("CC BY 4.0", "The Monitor", "2026-07-01", "Rounded.")
say = voice("en").say


def body(rows: Any, suffix: str = "csv", **headers: str) -> bytes:
    response = answer(
        RequestFactory().get("/", headers=headers), "x", suffix, ("name", "score", "warning"), rows, TERMS
    )
    return b"".join(response.streaming_content)  # type: ignore[arg-type]


def test_no_field_begins_a_formula_and_every_row_says_where_it_is_from() -> None:
    names = ["=1+1", "+4", "-2", "@sum", "\tx", 'Émile, "A"\nB']
    rows = list(
        csv.reader(io.StringIO(body({"name": name, "score": -0.5, "warning": True} for name in names).decode()))
    )
    assert rows[0] == ["name", "score", "warning", "licence", "source", "published", "method"]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'+4", "'-2", "'@sum", "'\tx", 'Émile, "A"\nB']
    assert {tuple(row[1:]) for row in rows[1:]} == {
        ("-0.5", "true", "CC BY 4.0", "The Monitor", "2026-07-01", "Rounded.")
    }


@pytest.mark.parametrize("count", [0, 1, TOGETHER, 2 * TOGETHER + 1])
def test_json_is_whole_whatever_its_length(count: int) -> None:
    made = json.loads(body(({"name": f"=n{at}", "score": None, "warning": False} for at in range(count)), "json"))
    assert (made["licence"], made["published"], made["method"]) == ("CC BY 4.0", "2026-07-01", "Rounded.")
    assert [row["name"] for row in made["rows"]] == [f"=n{at}" for at in range(count)], "JSON is no spreadsheet"


def test_a_file_is_written_while_it_is_read() -> None:
    taken = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal taken
        for at in range(100_000):
            taken += 1
            yield {"name": f"n{at}"}

    stream = iter(answer(RequestFactory().get("/"), "x", "csv", ("name",), rows(), TERMS))
    next(stream), next(stream)
    assert taken <= 2 * TOGETHER


def test_a_file_is_compressed_for_those_who_take_it() -> None:
    plain = body([{"name": "a"}])
    assert gzip.decompress(body([{"name": "a"}], **{"Accept-Encoding": "gzip"})) == plain


def test_another_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFound) as refused:
        body([], "xlsx")
    assert "x.csv and x.json" in refused.value.advice


def cost(sector: str | None, channel: str | None, indicator: str, value: float | None, **more: Any) -> dict[str, Any]:
    return {
        "sector": sector, "channel": channel, "occupation": None, "item": None, "indicator": indicator, "value": value,
        "workers_from": 20, "workers_to": 49, **more,
    }  # fmt: skip


def test_the_table_of_costs_has_a_line_for_each_group_with_a_median_and_no_half_interval() -> None:
    found = list(
        lines(
            [
                cost("construction", "private", "TC_MEDIAN_USD", 1400.0, workers_from=1000, workers_to=None),
                cost("construction", "private", "TC_P25_USD", 1000.0),
                cost("construction", "private", "TC_MEDIAN_MTH", 3.14),
                cost("construction", "private", "TC_P25_MTH", 2.0),
                cost("construction", "private", "TC_P75_MTH", 4.0),
                cost(None, None, "TC_MEDIAN_USD", 0.0),
                cost("construction", "government", "TC_MEAN_USD", 900.0),
                cost("care", None, "TC_MEDIAN_USD", 5.0, occupation="7"),
                cost("care", None, "TC_MEDIAN_USD", None),
            ]
        )
    )
    assert [(say(one.sector), say(one.channel), one.first) for one in found] == [
        ("All sectors", "All together", True),
        ("Construction", "Private agency", True),
    ]
    everybody, built = found
    assert everybody.money is not None
    assert say(everybody.money.median) == "0", "nothing paid is a figure"
    assert built.money is not None
    assert (say(built.money.median), built.money.quartiles) == ("1,400", None)
    assert built.months is not None
    assert built.months.quartiles is not None
    assert (say(built.months.median), say(built.months.quartiles)) == ("3.1", "2.0 to 4.0")
    assert built.workers is not None
    assert say(built.workers) == "1,000 or more"
