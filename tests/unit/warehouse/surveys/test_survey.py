"""The door of a survey: what is asked wrongly, or of microdata that are wrong, is refused with a way out."""

from __future__ import annotations

import math
import warnings

import polars as pl
import pytest

from fairway.kernel.errors import InputError
from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.errors import (
    DesignFaulty,
    MeasureMisstated,
    NothingToEstimate,
    SingleUnitStratum,
    SurveyColumnMissing,
)
from fairway.methods.survey.measures import Mean, MeanOfRatios, Proportion, Ratio, Total
from fairway.methods.survey.plan import Between, Is, Known
from fairway.methods.survey.reliability import Reliability
from fairway.warehouse.surveys import Survey, open_survey

DESIGN = Design("weight", (Stage("psu", "stratum", "psus"),))


def persons(**changed) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "stratum": ["a", "a", "a", "b", "b", "b"],
            "psu": [1, 1, 2, 3, 4, 4],
            "psus": [5, 5, 5, 9, 9, 9],
            "weight": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
            "earn": [1.0, 2.0, 4.0, 3.0, 5.0, 7.0],
            "sex": [1, 2, 1, 1, 2, 1],
            "sector": ["farm", "shop", "farm", None, "shop", "farm"],
        }
        | changed,
        strict=False,
    )


def survey(design: Design = DESIGN, **changed) -> Survey:
    return open_survey(persons(**changed), design)


def only(measure, design: Design = DESIGN, changed=None, **question) -> dict:
    (row,) = survey(design, **(changed or {})).estimate([measure], **question).frame.to_dicts()
    return row


# What comes out


def test_a_total_by_hand() -> None:
    """y·w per unit: a 5, 12; b 12, 67. V = (1 − 2/5)·2·(3.5² + 3.5²) + (1 − 2/9)·2·(27.5² + 27.5²)."""
    row = only(Total("earn"))
    assert row["estimate"] == 96.0
    assert row["se"] == pytest.approx((0.6 * 2 * 2 * 3.5**2 + 7 / 9 * 2 * 2 * 27.5**2) ** 0.5, rel=1e-14)
    assert (row["df"], row["n"], row["reason"], row["level"]) == (2.0, 6, None, None)
    reach = 0.95 / (2 * 0.975 * 0.025) ** 0.5 * row["se"]  # Student's t with 2 degrees of freedom in closed form
    assert (row["low"], row["high"]) == pytest.approx((96 - reach, 96 + reach), rel=1e-12)
    assert row["cv"] == pytest.approx(row["se"] / 96)


def test_weights_left_out_are_the_inverse_of_the_fractions() -> None:
    row = only(Total(), Design(None, DESIGN.stages))
    assert row["estimate"] == pytest.approx(3 * 5 / 2 + 3 * 9 / 2)


def test_margins_stand_below_with_nulls() -> None:
    found = survey().estimate([Total()], by=["sex", "stratum"], margins=True).frame
    keys = found.select("sex", "stratum").rows()
    assert keys == [
        (1, "a"),
        (1, "b"),
        (2, "a"),
        (2, "b"),
        (1, None),
        (2, None),
        (None, "a"),
        (None, "b"),
        (None, None),
    ]
    assert found["estimate"].to_list() == [4.0, 10.0, 2.0, 5.0, 14.0, 7.0, 6.0, 15.0, 21.0]


def test_margins_may_be_chosen() -> None:
    found = survey().estimate([Total()], by=["sex", "stratum"], margins=[("stratum",), ()]).frame
    assert found["sex"].to_list()[4:] == [None, None, None]
    assert len(found) == 7


def test_a_condition_narrows_the_universe_and_keeps_the_units() -> None:
    row = only(Total("earn"), where=[Between("earn", 4, None), Is("stratum", ("a",))])
    assert (row["estimate"], row["n"], row["df"]) == (12.0, 1, 0.0)
    assert row["se"] == pytest.approx((0.6 * 2 * 2 * 6.0**2) ** 0.5)  # the other unit of stratum a counts as 0
    assert row["reason"] == "no interval: no degrees of freedom"


def test_a_difference_is_a_row_of_its_own() -> None:
    row = only(Difference(Total("earn"), "sex", 1, 2), by=["sex"])
    assert row["estimate"] == 67.0 - 29.0
    assert row["measure"] == "total earn, sex 1 less 2"
    assert row["n"] == 6


def test_progress_is_told() -> None:
    told = []
    survey().estimate([Total()], progress=lambda *one: told.append(one))
    assert told == [(1, 1, "summing")]


def test_the_method_says_what_was_done() -> None:
    said = " ".join(survey().estimate([Total()], level=0.9, reliability=Reliability(least_n=30)).method)
    assert "weighted by weight" in said
    assert "90%" in said
    assert "30 respondents" in said


def test_a_lazy_frame_and_a_file_are_opened_as_a_frame_is(tmp_path) -> None:
    path = tmp_path / "persons.parquet"
    persons().write_parquet(path)
    expected = survey().estimate([Total("earn")]).frame
    for source in (persons().lazy(), path, str(path)):
        assert open_survey(source, DESIGN).estimate([Total("earn")]).frame.equals(expected)


# Weights


@pytest.mark.parametrize(
    ("weights", "kind", "count"),
    [
        ([None, None, 3.0, 4.0, 5.0, 6.0], "null-weight", 2),
        ([math.nan, 2.0, 3.0, 4.0, 5.0, 6.0], "null-weight", 1),
        ([-1.0, 2.0, 3.0, 4.0, 5.0, -6.0], "negative-weight", 2),
        ([math.inf, 2.0, 3.0, 4.0, 5.0, 6.0], "endless-weight", 1),
        ([0.0] * 6, "no-weight", 6),
    ],
)
def test_wrong_weights_are_refused_and_counted(weights, kind, count) -> None:
    with pytest.raises(DesignFaulty) as refused:
        survey(weight=weights)
    assert refused.value.details == {kind: {"count": count, "examples": []}}
    assert refused.value.advice


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(DesignFaulty) as refused:
        survey(weight=[None, -2.0, 3.0, 4.0, 5.0, 6.0], psu=[1, 1, 2, 1, 4, 4], psus=[1.5] * 3 + [9.0] * 3)
    assert set(refused.value.details) == {
        "null-weight",
        "negative-weight",
        "unit-in-two-strata",
        "population-too-small",
    }


def test_weights_that_are_no_numbers_are_refused() -> None:
    for weights in (list("abcdef"), list("123456")):
        with pytest.raises(InputError, match="weight"):
            survey(weight=weights)


def test_a_weight_of_zero_counts_for_nobody_but_keeps_its_unit() -> None:
    opened = survey(weight=[1.0, 2.0, 0.0, 4.0, 5.0, 6.0])
    (fault,) = opened.faults
    assert (fault.kind, fault.count, fault.fatal) == ("zero-weight", 1, False)
    (row,) = opened.estimate([Total("earn")]).frame.to_dicts()
    assert (row["estimate"], row["n"], row["df"]) == (84.0, 5, 1.0)
    assert row["se"] == pytest.approx((0.6 * 2 * 2 * 2.5**2 + 7 / 9 * 2 * 2 * 27.5**2) ** 0.5)  # unit 2 is there, as 0


# The design


def test_a_unit_in_two_strata_is_refused_and_nesting_cures_it() -> None:
    crossing = {"psu": [1, 1, 2, 1, 2, 2]}
    with pytest.raises(DesignFaulty, match="two strata") as refused:
        survey(**crossing)
    assert "nest" in refused.value.advice
    row = only(Total("earn"), Design("weight", DESIGN.stages, nest=True), crossing)
    assert row["se"] == pytest.approx(only(Total("earn"))["se"], rel=1e-15)


@pytest.mark.parametrize(
    ("populations", "kind"),
    [
        ([1.5] * 3 + [9.0] * 3, "population-too-small"),
        ([5.0, 5.0, 6.0, 9.0, 9.0, 9.0], "population-varies"),
        ([None] * 6, "null-design"),
        ([0.0] * 3 + [9.0] * 3, "population-not-positive"),
        ([math.nan] * 3 + [9.0] * 3, "null-design"),
    ],
)
def test_wrong_populations_are_refused(populations, kind) -> None:
    with pytest.raises(DesignFaulty) as refused:
        survey(psus=populations)
    assert kind in refused.value.details


def test_populations_that_are_no_numbers_are_refused() -> None:
    for populations in (["9"] * 3 + ["10"] * 3, ["many"] * 6):
        with pytest.raises(InputError, match="psus"):
            survey(psus=populations)


def test_fail_refuses_only_what_reaches_into_the_stratum() -> None:
    lonely = {"stratum": ["a", "b", "b", "c", "c", "c"], "psu": [1, 2, 3, 4, 5, 5], "psus": [4, 9, 9, 9, 9, 9]}
    opened = survey(**lonely)
    assert [fault.kind for fault in opened.faults] == ["single-unit-stratum"]
    with pytest.raises(SingleUnitStratum) as refused:
        opened.estimate([Total()])
    assert refused.value.details == {"stage": 1, "strata": ["a"]}
    assert "certainty" in refused.value.advice
    assert len(opened.estimate([Total()], where=[Is("stratum", ("b", "c"))]).frame) == 1


@pytest.mark.parametrize("rule", ["fail", "average"])
def test_a_stratum_without_a_known_value_counts_nowhere(rule) -> None:
    """As in R, where the rows whose value is unknown are not of the domain: SE 0.7565 (`svymean(na.rm = TRUE)`)."""
    frame = pl.DataFrame(
        {
            "stratum": [1, 1, 1, 1, 2, 2, 3, 3, 3, 3],
            "psu": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
            "weight": [2.0, 3, 2, 3, 4, 5, 6, 2, 3, 1],
            "y": [1.0, 2, 5, 4, None, None, 7, 3, 4, 9],
        }
    )
    opened = open_survey(frame, Design("weight", (Stage("psu", "stratum"),), rule))
    (row,) = opened.estimate([Mean("y")]).frame.to_dicts()
    assert row["se"] == pytest.approx(0.7565144080496925, rel=1e-12)


def test_a_column_that_is_not_there_is_named_with_its_neighbour() -> None:
    for ask in (
        lambda: survey(Design("wieght", DESIGN.stages)),
        lambda: survey().estimate([Mean("earm")]),
        lambda: survey().estimate([Total()], by=["sexx"]),
        lambda: survey().estimate([Total()], where=[Known("sektor")]),
        lambda: survey().estimate([Ratio("earn", "weigth")]),
        lambda: survey().estimate([Difference(Mean("earm"), "sex", 1, 2)], by=["sex"]),
    ):
        with pytest.raises(SurveyColumnMissing, match="Did you mean"):
            ask()


def test_an_empty_file_is_refused() -> None:
    for design in (DESIGN, Design(None, DESIGN.stages), Design("weight")):
        with pytest.raises(DesignFaulty, match="no rows"):
            open_survey(persons().clear(), design)


# The question


@pytest.mark.parametrize(
    "where", [[Is("sex", (9,))], [Between("earn", 100, None)], [Is("sex", (1,)), Is("sector", ("shop",))]]
)
def test_an_empty_universe_is_refused(where) -> None:
    with pytest.raises(NothingToEstimate):
        survey().estimate([Total()], where=where)


def test_a_null_domain_is_left_out_and_counted() -> None:
    found = survey().estimate([Total()], by=["sector"])
    assert found.frame["sector"].to_list() == ["farm", "shop"]
    (fault,) = found.faults
    assert (fault.kind, fault.count) == ("null-domain", 1)


def test_a_domain_that_is_not_a_number_is_null() -> None:
    found = survey(band=[1.0, math.nan, 2.0, None, 2.0, 2.0]).estimate([Total()], by=["band"])
    assert found.frame["band"].to_list() == [1.0, 2.0]
    assert [fault.count for fault in found.faults] == [2]


def test_combinations_without_a_member_are_counted() -> None:
    found = survey().estimate([Total()], by=["stratum", "psu"])
    assert [(fault.kind, fault.count) for fault in found.faults] == [("empty-domain", 4)]


@pytest.mark.parametrize("name", ["estimate", "n", "level", "fairway_row"])
def test_a_domain_with_the_name_of_a_result_is_refused(name) -> None:
    with pytest.raises(MeasureMisstated, match=name):
        survey(**{name: [1] * 6}).estimate([Total()], by=[name])


@pytest.mark.parametrize(
    "question",
    [
        {"measures": []},
        {"level": 0.0},
        {"level": 1.0},
        {"level": 95},
        {"level": math.nan},
        {"by": ["sex", "sex"]},
        {"by": ["sex"], "margins": [("sector",)]},
        {"measures": [Mean("sector")]},
        {"measures": [Total("stratum")]},
        {"measures": [MeanOfRatios("earn", "sector")]},
        {"where": [Between("sector", 1, 2)]},
        {"measures": [Difference(Mean("earn"), "sex", 1, 9)], "by": ["sex"]},
        {"measures": [Difference(Mean("earn"), "sex", 8, 9)], "by": ["sex"]},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(question) -> None:
    with pytest.raises(MeasureMisstated) as refused:
        survey().estimate(**({"measures": [Total()]} | question))
    assert refused.value.advice


@pytest.mark.parametrize("others", [(), (Total(),)])
def test_a_difference_of_what_is_no_domain_is_refused_not_dropped(others) -> None:
    for by in ((), ("sector",)):
        with pytest.raises(InputError, match="sex"):
            survey().estimate([Difference(Mean("earn"), "sex", 1, 2), *others], by=by)


def test_too_many_values_for_a_proportion_of_each() -> None:
    frame = pl.DataFrame({"weight": [1.0] * 300, "name": [f"person {number}" for number in range(300)]})
    with pytest.raises(MeasureMisstated, match="300 values"):
        open_survey(frame, Design("weight")).estimate([Proportion("name")])


def test_too_many_domains_are_refused() -> None:
    count = 50_000
    frame = pl.DataFrame({"weight": [1.0] * count, "a": range(count), "b": range(count)})
    with pytest.raises(MeasureMisstated, match="2,500,000,000"):
        open_survey(frame, Design("weight")).estimate([Total()], by=["a", "b"])


def test_a_proportion_of_a_column_without_a_value_is_refused() -> None:
    with pytest.raises(InputError, match="sector"):
        survey(sector=pl.Series([None] * 6, dtype=pl.String)).estimate([Proportion("sector")])


def test_text_is_no_code_of_a_number_and_is_said_to_be_none() -> None:
    """`is: ["1"]` of an integer column finds nobody; it must not count everybody as without the code."""
    with pytest.raises(InputError):
        survey().estimate([Total()], where=[Is("sex", ("1",))])


# Values


def test_unknown_values_are_left_out_measure_by_measure() -> None:
    opened = survey(earn=[math.nan, None, 4.0, 3.0, 5.0, 7.0])
    rows = {row["measure"]: row for row in opened.estimate([Total(), Total("earn"), Mean("earn")]).frame.to_dicts()}
    assert (rows["total"]["estimate"], rows["total"]["n"]) == (21.0, 6)
    assert (rows["total earn"]["estimate"], rows["total earn"]["n"]) == (91.0, 4)
    assert rows["mean earn"]["estimate"] == pytest.approx(91 / 18)


@pytest.mark.parametrize("measure", [Total("earn"), Mean("earn"), Ratio("earn", "weight"), Ratio("weight", "earn")])
def test_an_endless_value_is_refused_or_left_out(measure) -> None:
    """Never an endless estimate, nor one whose reason is not true."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            row = only(measure, changed={"earn": [math.inf, 2.0, 4.0, 3.0, 5.0, 7.0]})
        except InputError:
            return
    assert row["estimate"] is None or math.isfinite(row["estimate"])
    assert "single unit" not in (row["reason"] or "")


def test_a_domain_without_a_known_value_says_so() -> None:
    found = survey(earn=[1.0, None, 4.0, 3.0, None, 7.0]).estimate([Total("earn"), Mean("earn")], by=["sex"]).frame
    rows = found.filter(pl.col("sex") == 2).to_dicts()
    assert [row["estimate"] for row in rows] == [None, None]
    assert [row["n"] for row in rows] == [0, 0]
    assert all("no row of the domain has a known value" in row["reason"] for row in rows)


def test_a_ratio_over_nothing_says_so() -> None:
    row = only(Ratio("earn", "hours"), changed={"hours": [0.0] * 6})
    assert (row["estimate"], row["se"], row["low"]) == (None, None, None)
    assert "denominator" in row["reason"]


def test_a_person_without_hours_has_no_ratio() -> None:
    row = only(MeanOfRatios("earn", "hours"), changed={"hours": [0.0, 1.0, 2.0, 3.0, 5.0, 7.0]})
    assert row["n"] == 5
    assert row["estimate"] == pytest.approx((2 * 2 + 3 * 2 + 4 * 1 + 5 * 1 + 6 * 1) / 20)


@pytest.mark.parametrize("interval", ["logit", "wilson", "korn-graubard"])
def test_an_interval_that_is_missing_has_its_reason(interval) -> None:
    row = only(Proportion("sex", (1, 2), interval))
    assert (row["estimate"], row["low"]) == (1.0, None)
    assert "0 or 1" in row["reason"]


@pytest.mark.parametrize("interval", ["logit", "wilson", "korn-graubard", "t"])
def test_a_census_has_an_interval_without_width(interval) -> None:
    row = only(Proportion("sex", 1, interval), changed={"psus": [2] * 6})
    assert (row["se"], row["reason"]) == (0.0, None)
    assert (row["low"], row["high"]) == pytest.approx((row["estimate"], row["estimate"]))


def test_the_design_effect_of_a_count_is_not_given() -> None:
    assert only(Total(), changed={"weight": [35.7, 28.16, 11.03, 9.271, 2.777, 41.241]})["deff"] is None


def test_boolean_and_categorical_columns_are_domains_and_proportions() -> None:
    changed = {
        "urban": [True, False, True, True, None, False],
        "status": pl.Series(["x", "y", "x", "y", "x", "y"], dtype=pl.Categorical),
    }
    opened = survey(**changed)
    assert opened.estimate([Total()], by=["urban"]).frame["estimate"].to_list() == [8.0, 8.0]
    assert opened.estimate([Total()], by=["status"]).frame["estimate"].to_list() == [9.0, 12.0]
    assert only(Proportion("urban", True), changed=changed)["estimate"] == pytest.approx(0.5)
    assert only(Mean("urban"), changed=changed)["estimate"] == pytest.approx(0.5)


def test_design_effects_can_be_left_out() -> None:
    whole = survey().estimate([Total("earn"), Ratio("earn", "weight")], by=["sex"]).frame
    without = survey().estimate([Total("earn"), Ratio("earn", "weight")], by=["sex"], design_effects=False).frame
    assert without["deff"].null_count() == len(without)
    assert without.drop("deff").equals(whole.drop("deff"))
