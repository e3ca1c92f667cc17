"""The fast way to costs and earnings agrees with the slow one, worker by worker, whatever the answers."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.recruitment.costs.method import Coverage, Method
from fairway.recruitment.costs.personal import personal_costs
from fairway.recruitment.costs.rates import Rates, converted
from fairway.recruitment.costs.reference import Reference

COVERAGE = Coverage("NPL", "origin", "2024-06")
RATES = {
    ("NPR", "2022-12"): 129.0,
    ("NPR", "2023-01"): 130.0,
    ("NPR", "2023-03"): 130.5,
    ("NPR", "2023-05"): 132.5,
    ("NPR", "2024-02"): 133.0,
    ("NPR", "2023"): 131.0,
    ("QAR", "2022-12"): 3.63,
    ("QAR", "2023-03"): 3.65,
    ("QAR", "2023-04"): 3.64,
    ("QAR", "2023-06"): 3.62,
    ("QAR", "2024-01"): 3.65,
    ("EUR", "2022-12"): 0.94,
    ("EUR", "2023-03"): 0.93,
    ("EUR", "2023-06"): 0.92,
    ("EUR", "2024-01"): 0.91,
}
MONTH = st.sampled_from(
    [None, "2022-12", "2023-01", "2023-03", "2023-04", "2023-06", "2024-02", "2024-05", "2024-09", "2023", "2024-13"]
)
USUAL = st.sampled_from(["2023-01", "2023-03", "2023-06", "2023-07"])
CURRENCY = st.sampled_from(["NPR", "QAR", "USD", "EUR", "BDT", None])
AMOUNT = st.sampled_from([None, 0.0, 10.0, 99.5, 100.0, 1000.0, -1.0])


def usually(value: Any, other: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 15).flatmap(lambda drawn: other if drawn == 15 else st.just(value))


WORKER = st.fixed_dictionaries(
    {
        "status": usually("employee", st.sampled_from([None, "own_account"])),
        "moved_abroad": usually(None, st.sampled_from(["yes", "no"])),
        "reason": usually("work", st.sampled_from([None, "family", "transfer"])),
        "origin": usually("NPL", st.sampled_from([None, "IND"])),
        "destination": st.just("QAT"),
        "first_job_month": usually("2023-03", st.one_of(USUAL, MONTH)),
        "arrival_month": usually(None, MONTH),
        "departure_month": usually(None, MONTH),
        "return_month": usually(None, MONTH),
        "stay_months": usually(24.0, st.sampled_from([None, 3.0, 12.0])),
        "paid": st.sampled_from(["no", "yes", None]),
        "earnings": usually(500.0, AMOUNT),
        "earnings_currency": usually("QAR", CURRENCY),
        "earnings_month": usually("2023-03", MONTH),
        "earnings_basis": st.sampled_from(["take_home", "net", "gross", None]),
        "earnings_taxes": st.sampled_from([None, 0.0, 20.0, 600.0]),
    }
)
ITEM = st.fixed_dictionaries(
    {
        "item": st.sampled_from(["F1", "deduction", "interest", "informal"]),
        "amount": usually(1000.0, AMOUNT),
        "currency": usually("NPR", CURRENCY),
        "month": usually("2023-03", MONTH),
        "reimbursed": st.one_of(st.none(), st.sampled_from([0.0, 99.5, 1000.0])),
        "reimbursed_reason": usually(None, st.just("not known")),
        "reimbursed_currency": usually(None, CURRENCY),
        "reimbursed_month": st.one_of(st.none(), USUAL),
    }
)
METHOD = st.builds(
    Method,
    earnings=st.sampled_from(["net", "gross"]),
    currency=st.sampled_from(["USD", "NPR", "EUR"]),
    earnings_recorded=st.sampled_from([None, "net", "take_home"]),
    include_interest=st.booleans(),
    include_informal=st.booleans(),
    minimum_stay_months=st.sampled_from([0, 12]),
    recent_months=st.sampled_from([36, 16]),
    unknown_month=st.sampled_from(["exclude", "first_job_month"]),
    no_items=st.sampled_from(["missing", "zero"]),
    unknown_reimbursement=st.sampled_from(["exclude", "zero"]),
    without_rate=st.just("exclude"),
)
TEXT = dict.fromkeys(
    ("item", "currency", "month", "reimbursed_currency", "reimbursed_month", "reimbursed_reason"), pl.String
)


def table_of_rates(window: int) -> Rates:
    rows = [{"currency": currency, "month": month, "rate": rate} for (currency, month), rate in RATES.items()]
    return Rates.of(pl.DataFrame(rows), base="USD", window_months=window, source="invented")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(WORKER, st.lists(ITEM, min_size=1, max_size=3)), min_size=10, max_size=25),
    METHOD,
    st.sampled_from([0, 4]),
)
def test_the_fast_way_agrees_with_the_slow_one(
    people: list[tuple[dict[str, Any], list[dict[str, Any]]]], method: Method, window: int
) -> None:
    # The file as a whole must tell a stay, which no single worker decides; and some list no payment.
    people = [*people, ({**people[0][0], "stay_months": 24.0}, []), ({**people[0][0], "paid": "yes"}, [])]
    slow = Reference(RATES, "USD", window, COVERAGE, method)
    expected = [slow.answer(worker, items) for worker, items in people]
    texts = {name: pl.String for name in people[0][0] if name not in ("stay_months", "earnings", "earnings_taxes")}
    workers = pl.DataFrame(
        [{"person": str(at), **worker} for at, (worker, _) in enumerate(people)],
        schema={
            "person": pl.String,
            **texts,
            "stay_months": pl.Float64,
            "earnings": pl.Float64,
            "earnings_taxes": pl.Float64,
        },
    )
    items = pl.DataFrame(
        [{"person": str(at), **one} for at, (_, made) in enumerate(people) for one in made],
        schema={"person": pl.String, **TEXT, "amount": pl.Float64, "reimbursed": pl.Float64},
    )
    found = personal_costs(workers, items, table_of_rates(window), coverage=COVERAGE, method=method)
    rows = found.persons.select("reason_out", "cost", "earned").rows()
    for (reason, cost, earned), wanted in zip(rows, expected, strict=True):
        assert reason == wanted.reason
        if reason is None:
            assert wanted.cost is not None
            assert wanted.earned is not None
            assert abs(cost - wanted.cost) <= 1e-9 * max(1.0, wanted.cost)
            assert abs(earned - wanted.earned) <= 1e-9 * wanted.earned
    excluded = sum(one.reason is not None for one in expected)
    assert found.excluded["workers"].sum() == excluded
    assert found.eligible == len(people) - excluded


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0.01, 1e6), CURRENCY, MONTH), min_size=1, max_size=20), st.integers(0, 6))
def test_every_amount_is_converted_at_its_own_month(
    amounts: list[tuple[float, str | None, str | None]], window: int
) -> None:
    slow = Reference(RATES, "USD", window, COVERAGE, Method("net", currency="EUR"))
    schema = {"amount": pl.Float64, "currency": pl.String, "month": pl.String}
    made = converted(pl.DataFrame(amounts, schema=schema, orient="row"), table_of_rates(window), "EUR")
    for found, lacking, amount in zip(made.amounts, made.lacking, amounts, strict=True):
        wanted = slow.converted(*amount)
        assert lacking == (wanted is None)
        if wanted is not None:
            assert abs(found - wanted) <= 1e-12 * wanted
    assert made.used["amounts"].sum() == sum(slow.converted(*one) is not None for one in amounts)
