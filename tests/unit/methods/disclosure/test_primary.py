"""Primary rules, on cells small enough to judge by hand."""

import polars as pl
import pytest

from fairway.methods.disclosure.primary import (
    Dominance,
    GroupDisclosure,
    MinimumFrequency,
    PPercent,
    PriorPosterior,
    UnusableRule,
    ZeroCells,
    primary_in_words,
    unsafe_cells,
)
from fairway.methods.disclosure.primary_contributions import (
    UnusableContributions,
    as_contributions,
    largest_contributions,
)


def summary(*amounts: float, weights: list[float] | None = None) -> pl.DataFrame:
    frame = pl.DataFrame(
        {"cell": ["a"] * len(amounts), "amount": [float(one) for one in amounts], "w": weights or [1.0] * len(amounts)}
    )
    return largest_contributions(frame, ["cell"], "amount", "w")


def judged(rule, *amounts: float, weights: list[float] | None = None) -> dict:
    return unsafe_cells(summary(*amounts, weights=weights), [rule]).row(0, named=True)


def test_the_three_largest_are_kept_with_their_weights_and_the_total_is_weighted():
    row = summary(10, 40, 30, 20, weights=[1.0, 2.0, 3.0, 4.0]).row(0, named=True)
    assert row == {
        "cell": "a",
        "n": 4,
        "total": 10 + 80 + 90 + 80,
        "largest_1": 40,
        "largest_2": 30,
        "largest_3": 20,
        "weight_1": 2,
        "weight_2": 3,
        "weight_3": 4,
    }


def test_fewer_than_three_contributors_leave_nulls_and_weight_zero_is_no_contributor():
    row = summary(10, 40, weights=[1.0, 0.0]).row(0, named=True)
    assert (row["n"], row["total"], row["largest_1"], row["largest_2"]) == (1, 10, 10, None)


def test_the_records_of_a_holding_are_judged_as_one():
    frame = pl.DataFrame(
        {"cell": ["a"] * 4, "amount": [30.0, 30.0, 35.0, 5.0], "w": [1.0, 3.0, 1.0, 1.0], "holding": [7, 7, 8, 9]}
    )
    row = largest_contributions(frame, ["cell"], "amount", "w", "holding").row(0, named=True)
    assert (row["n"], row["largest_1"], row["weight_1"], row["total"]) == (3, 60, 2, 160)


def test_a_table_of_counts_counts_weights():
    frame = pl.DataFrame({"cell": ["a", "a", "b"], "w": [2.5, 1.5, 3.0]})
    cells = largest_contributions(frame, ["cell"], weight="w")
    assert cells["n"].to_list() == [2, 1]
    assert cells["total"].to_list() == [4, 3]


def test_missing_and_negative_contributions_are_named_and_counted():
    frame = pl.DataFrame(
        {"cell": ["a", "a", None, "b"], "amount": [1.0, -1.0, None, float("nan")], "w": [1.0, 1.0, -2.0, 1.0]}
    )
    with pytest.raises(UnusableContributions) as refused:
        largest_contributions(frame, ["cell"], "amount", "w")
    assert refused.value.details["faults"] == {"amount": 3, "w": 1, "cell": 1}


def test_text_in_a_numeric_column_and_unknown_columns_are_refused():
    frame = pl.DataFrame({"cell": ["a"], "amount": ["12"], "n": ["x"]})
    with pytest.raises(UnusableContributions, match="String, not numbers"):
        largest_contributions(frame, ["cell"], "amount")
    with pytest.raises(UnusableContributions, match="no column wage"):
        largest_contributions(frame, ["cell"], "wage")
    with pytest.raises(UnusableContributions, match="may not be called n"):
        largest_contributions(frame, ["n"])


def test_minimum_frequency_looks_at_contributors_not_at_weights():
    assert judged(MinimumFrequency(3), 50, 50, weights=[90.0, 90.0])["unsafe"]
    assert not judged(MinimumFrequency(3), 50, 50, 1)["unsafe"]
    row = judged(MinimumFrequency(3, protection=30), 50, 50)
    assert (row["lower"], row["upper"], row["reason"]) == (30, 30, "fewer than 3 contributors")


def test_a_protection_of_less_than_one_is_one_but_never_reaches_below_zero():
    row = judged(MinimumFrequency(3, protection=30), 0.5)
    assert (row["lower"], row["upper"]) == (0.5, 1)


def test_an_empty_cell_is_safe():
    empty = summary(1).with_columns(n=pl.lit(0, pl.Int64), total=0.0, largest_1=0.0)
    assert not unsafe_cells(empty, [MinimumFrequency(3), ZeroCells()])["unsafe"].item()


@pytest.mark.parametrize(
    ("amounts", "unsafe"),
    [
        ((100,), True),
        ((90, 10), True),
        ((70, 30), True),
        ((80, 10, 10), False),  # exactly 90 %: not more than 90 %
        ((81, 10, 9), True),
        ((70, 10, 10, 10), False),
        ((60, 20, 10, 10), False),
    ],
)
def test_two_ninety_dominance(amounts, unsafe):
    assert judged(Dominance(2, 90), *amounts)["unsafe"] is unsafe


def test_the_protection_level_of_dominance():
    row = judged(Dominance(1, 75), 90, 10)
    assert row["upper"] == pytest.approx(100 / 75 * 90 - 100)
    assert row["lower"] == row["upper"]
    safe = judged(Dominance(1, 75), 75, 25)
    assert (safe["lower"], safe["upper"], safe["reason"]) == (0, 0, None)


def test_the_second_largest_company_estimates_the_largest():
    # 100 − 45 = 55 overestimates 50 by exactly 10 %.
    assert not judged(PPercent(10), 50, 45, 5)["unsafe"]
    row = judged(PPercent(15), 50, 45, 5)
    assert row["unsafe"]
    assert row["upper"] == pytest.approx(7.5 - 5)


def test_a_coalition_knows_more():
    assert not judged(PPercent(10), 50, 30, 15, 5)["unsafe"]
    row = judged(PPercent(11, coalition=2), 50, 30, 15, 5)
    assert row["upper"] == pytest.approx(5.5 - 5)


def test_prior_posterior_is_the_p_rule_of_p_over_q():
    row = judged(PriorPosterior(10, 50), 50, 45, 5)
    assert row["upper"] == pytest.approx(10 / 50 * 50 - 5)
    assert judged(PriorPosterior(10, 100), 50, 45, 4)["upper"] == judged(PPercent(10), 50, 45, 4)["upper"]


def test_a_contributor_of_weight_w_counts_as_w_units():
    # Unweighted, two contributors hold everything; of the population of three, two hold 200 of 250.
    assert judged(Dominance(2, 85), 100, 50)["unsafe"]
    assert not judged(Dominance(2, 85), 100, 50, weights=[2.0, 1.0])["unsafe"]
    assert as_contributions(summary(100, 50, 10, weights=[1.5, 3.0, 1.0])).top(2)[0] == 1.5 * 100 + 0.5 * 50
    assert as_contributions(summary(100, 50, 10, weights=[1.5, 3.0, 1.0])).top(3)[0] == 1.5 * 100 + 1.5 * 50
    assert not judged(PPercent(10), 100, 50, weights=[2.0, 1.0])["unsafe"]


def test_a_weight_below_one_still_counts_as_one_person():
    assert as_contributions(summary(100, 50, weights=[0.5, 1.0])).top(1)[0] == 100
    assert judged(Dominance(1, 60), 100, 50, weights=[0.5, 1.0])["unsafe"]


def test_zero_cells():
    row = judged(ZeroCells(protection=5), 0, 0, 0)
    assert (row["unsafe"], row["lower"], row["upper"]) == (True, 0, 5)
    assert not judged(ZeroCells(), 0, 0, 1)["unsafe"]


def test_a_cell_that_holds_its_whole_row_tells_of_each_of_them():
    people = pl.DataFrame({"village": ["x"] * 4 + ["y"] * 4, "paid": ["no"] * 4 + ["no", "yes", "yes", "yes"]})
    cells = largest_contributions(people, ["village", "paid"])
    unsafe = unsafe_cells(cells, [GroupDisclosure(within=("village",))])
    assert unsafe.filter("unsafe").select("village", "paid").rows() == [("x", "no")]
    three_quarters = unsafe_cells(cells, [GroupDisclosure(within=("village",), share=75)])
    assert three_quarters.filter("unsafe").select("village", "paid").rows() == [("x", "no"), ("y", "yes")]
    with pytest.raises(UnusableRule, match="lacks"):
        unsafe_cells(cells, [GroupDisclosure(within=("province",))])


def test_every_broken_rule_is_a_reason_and_the_largest_level_counts():
    row = unsafe_cells(summary(90, 10), [MinimumFrequency(3, 30), Dominance(1, 75), PPercent(50)]).row(0, named=True)
    assert row["reason"].split("; ") == [
        "fewer than 3 contributors",
        "the largest contributor holds more than 75 % of the total",
        "the largest contribution can be estimated to within 50 %",
    ]
    assert row["upper"] == 45


def test_a_waived_cell_is_published_and_says_why():
    frame = pl.DataFrame({"cell": ["a", "b"], "amount": [1.0, 2.0]})
    cells = largest_contributions(frame, ["cell"], "amount")
    waivers = pl.DataFrame({"cell": ["b"], "waiver": ["company B, letter of 3 May"]})
    result = unsafe_cells(cells, [MinimumFrequency(3)], waivers)
    assert result["unsafe"].to_list() == [True, False]
    assert result["upper"].to_list() == [1, 0]
    assert result["reason"][1] == "fewer than 3 contributors; waived: company B, letter of 3 May"
    with pytest.raises(UnusableRule, match="does not have"):
        unsafe_cells(cells, [MinimumFrequency(3)], waivers.with_columns(cell=pl.lit("z")))


@pytest.mark.parametrize(
    "make",
    [
        lambda: MinimumFrequency(1),
        lambda: Dominance(4, 80),
        lambda: Dominance(1, 100),
        lambda: PPercent(0),
        lambda: PPercent(10, coalition=3),
        lambda: PriorPosterior(50, 40),
        lambda: ZeroCells(0),
        lambda: GroupDisclosure(within=()),
        lambda: unsafe_cells(summary(1), []),
    ],
)
def test_rules_that_make_no_sense_are_refused(make):
    with pytest.raises(UnusableRule):
        make()


def test_the_report_names_each_rule_with_its_source_and_the_treatment_of_weights():
    rules = [MinimumFrequency(3), PPercent(10)]
    said = primary_in_words(rules, weighted=True, judged=unsafe_cells(summary(5), rules))
    assert "fewer than 3 contributors" in said
    assert "p/100·x₁ − (X − x₁ − x₂)" in said
    assert "p. 151" in said
    assert said.endswith("1 of 1 cells were unsafe.")
    assert "p. 151" not in primary_in_words(rules, weighted=False)
