"""A query as an expression: which observations it keeps."""

from __future__ import annotations

from datetime import date

import pytest

from fairway.exchange.sdmx.errors import QueryMalformed
from fairway.exchange.sdmx.periods import first_day, span
from fairway.exchange.sdmx.predicate import predicate
from fairway.exchange.sdmx.query_check import checked
from fairway.exchange.sdmx.query_v2 import parse_v2
from tests.unit.exchange.sdmx.samples import ROWS, STRUCTURE


def kept(key: str = "*", **params: str) -> list[int]:
    query = parse_v2(
        ["dataflow", "*", "*", "*", key], {f"c[{name}]": said.replace(";", "+") for name, said in params.items()}
    )
    numbered = ROWS.with_row_index("row")
    periods = ROWS["TIME_PERIOD"].unique().to_list()
    return numbered.filter(predicate(checked(query, STRUCTURE), STRUCTURE, periods))["row"].to_list()


@pytest.mark.parametrize(
    ("key", "params", "rows"),
    [
        ("*", {}, [0, 1, 2, 3, 4, 5]),
        ("A0", {}, [0, 1, 2, 3]),
        ("*.SEX_T+SEX_M", {}, [3, 4, 5]),
        ("A0.SEX_M,A9", {}, [3, 5]),
        ("*", {"TIME_PERIOD": "ge:2022;le:2023"}, [0, 1]),
        ("*", {"TIME_PERIOD": "ge:2023-01;le:2023-12"}, [1]),
        ("*", {"TIME_PERIOD": "ge:2023-02;le:2023-12"}, []),
        ("*", {"TIME_PERIOD": "gt:2023"}, [2, 3, 4, 5]),
        ("*", {"TIME_PERIOD": "lt:2023"}, [0]),
        ("*", {"TIME_PERIOD": "le:2022-06,gt:2023"}, [2, 3, 4, 5]),
        ("*", {"TIME_PERIOD": "ge:2022-06,lt:2000"}, [1, 2, 3, 4, 5]),
        ("*", {"TIME_PERIOD": "2022,2023"}, [0, 1]),
        ("*", {"OBS_VALUE": "ge:1;lt:1e6"}, [0, 3]),
        ("*", {"OBS_VALUE": "0.30000000000000004,5"}, [3, 4]),
        ("*", {"N_OBS": "9007199254740993"}, [4]),
        ("*", {"SOURCE": "co:urve,ew:spaces "}, [0, 3]),
        ("*", {"SOURCE": "sw:="}, [4]),
        ("*", {"SOURCE": "nc:e"}, [4]),
        ("*", {"SEX": "ne:SEX_F"}, [3, 4, 5]),
        ("*", {"OBS_STATUS": "A", "SEX": "SEX_T"}, [5]),
    ],
    ids=str,
)
def test_observations_kept(key: str, params: dict[str, str], rows: list[int]) -> None:
    assert kept(key, **params) == rows


def test_a_number_compared_with_a_word_is_malformed() -> None:
    for said in ("many", "nan", "inf"):
        with pytest.raises(QueryMalformed, match="OBS_VALUE"):
            kept(OBS_VALUE=f"ge:{said}")


def test_days_that_periods_span() -> None:
    for period, begins, ends in (
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-A1", "2024-01-01", "2024-12-31"),
        ("2024-S2", "2024-07-01", "2024-12-31"),
        ("2024-T2", "2024-05-01", "2024-08-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-M12", "2023-12-01", "2023-12-31"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2024-D366", "2024-12-31", "2024-12-31"),
        ("2024-05-31", "2024-05-31", "2024-05-31"),
        ("2024-05-31T10:00:00Z", "2024-05-31", "2024-05-31"),
        ("2024-05-01/P1M", "2024-05-01", "2024-05-01"),
        ("9999", "9999-01-01", "9999-12-31"),
    ):
        assert span(period) == (date.fromisoformat(begins), date.fromisoformat(ends)), period
        assert first_day(period) == begins


@pytest.mark.parametrize(
    "period",
    ["", "24", "2024-13", "2024-Q5", "2024-S3", "2024-T4", "2023-W53", "2023-D366", "2024-D000", "2024-02-30", "0000"],
)
def test_what_is_no_period(period: str) -> None:
    with pytest.raises(QueryMalformed):
        span(period)
    assert first_day(period) == period
