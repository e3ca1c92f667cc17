"""The ICLS classification at its edges: what it takes, what it refuses, what it adds."""

from itertools import product

import polars as pl
import pytest

from fairway.kernel.errors import UnknownCode
from fairway.statistics.icls import CONCEPTS, REASONS, Parameters, classify, explain, judge, summary
from fairway.statistics.icls.classification import VARIABLES_USED, VariableMisshapen
from fairway.statistics.icls.parameters import ParameterMisshapen

MIGRANT = {
    "age": 30,
    "usual_resident": "yes",
    "country_of_birth": "NPL",
    "labour_force_status": "employed",
    "reason_for_coming": "work",
    "worked_abroad": "no",
}
ADDED = {"by_citizenship", "by_birth", "imw_category", *CONCEPTS, *(f"{concept}_why" for concept in CONCEPTS)}


def worker(country="QAT", parameters=None, **changed):
    """The answer and reason for an employed migrant, with some variables changed."""
    frame = pl.DataFrame([MIGRANT | changed])
    found = classify(frame, country, parameters=parameters or Parameters()).collect().row(0, named=True)
    return found["international_migrant_worker"], found["international_migrant_worker_why"]


def test_rows_and_columns_stay_and_the_answers_are_added_as_text():
    frame = pl.DataFrame({"person": ["b", "a"], "weight": [2.5, 1.0], "age": [30, 40], "usual_resident": ["yes", None]})
    found = classify(frame.lazy(), "QAT").collect()
    assert found.select(frame.columns).equals(frame)
    assert set(found.columns) == {*frame.columns, *ADDED}
    assert {found.schema[name] for name in ADDED} == {pl.String}
    assert found["by_birth"].to_list() == ["unknown", "unknown"]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_any_number_of_rows_on_either_engine(rows, engine):
    frame = pl.DataFrame([MIGRANT] * 3)[:rows]
    found = classify(frame, "QAT").collect(engine=engine)
    assert found["international_migrant_worker"].to_list() == ["yes"] * rows


def test_a_frame_that_has_none_of_the_variables_leaves_all_undetermined():
    found = classify(pl.DataFrame({"person": ["a"]}), "QAT").collect()
    assert found.select(list(CONCEPTS)).row(0) == ("undetermined",) * 5


def test_categorical_columns_are_text_too():
    frame = pl.DataFrame([MIGRANT]).with_columns(
        pl.col("usual_resident").cast(pl.Enum(["yes"])), pl.col("labour_force_status").cast(pl.Categorical)
    )
    assert classify(frame, "QAT").collect()["international_migrant_worker"].to_list() == ["yes"]


def test_the_country_may_be_named():
    assert worker("Qatar") == ("yes", "resident_employed")
    assert worker("Nepal") == ("no", "native")


@pytest.mark.parametrize(
    ("variable", "value", "why"),
    [
        ("usual_resident", "Yes", "unknown_residence"),
        ("labour_force_status", "working", "unknown_labour_force"),
        ("special_category", "ambassador", "unknown_category"),
        ("age", float("nan"), "unknown_age"),
    ],
)
def test_what_is_no_code_of_the_variable_is_unknown(variable, value, why):
    expected = ("undetermined", why)
    changes = {variable: value} | ({"present": "yes"} if variable == "usual_resident" else {})
    assert worker(**changes) == expected
    slow = judge(MIGRANT | changes, "QAT")
    assert (slow["international_migrant_worker"], slow["international_migrant_worker_why"]) == expected


def test_the_working_age_is_the_countrys():
    assert worker(age=15) == ("yes", "resident_employed")
    assert worker(age=15, parameters=Parameters(working_age=16)) == ("no", "under_age")


@pytest.mark.parametrize(
    ("arrival", "answer"), [("2023-05", "yes"), ("2023-06", "undetermined"), ("2023", "undetermined"), ("2022", "yes")]
)
def test_twelve_months_are_reached_in_the_twelfth_month(arrival, answer):
    stay = Parameters(residence="stay", reference_month="2024-05")
    found = judge({"country_of_birth": "NPL", "arrival_month": arrival}, "QAT", parameters=stay)
    assert found["international_migrant"] == answer
    frame = pl.DataFrame([{"country_of_birth": "NPL", "arrival_month": arrival}])
    assert classify(frame, "QAT", parameters=stay).collect()["international_migrant"].item() == answer


@pytest.mark.parametrize(
    ("month", "answer"),
    [("2023-05", "yes"), ("2023-04", "no"), ("2023", "undetermined"), ("2024", "yes"), ("2022", "no")],
)
def test_a_return_twelve_months_ago_is_within_twelve_months(month, answer):
    recent = Parameters(recency_months=12, reference_month="2024-05")
    returned = MIGRANT | {"worked_abroad": "yes", "country_worked_abroad": "MYS", "return_month": month}
    assert judge(returned, "QAT", parameters=recent)["return_migrant_worker"] == answer
    found = classify(pl.DataFrame([returned]), "QAT", parameters=recent).collect()
    assert found["return_migrant_worker"].item() == answer


@pytest.mark.parametrize(
    "wrong",
    [
        {"residence": "always"},
        {"migrants": "both"},
        {"entry": "visa"},
        {"working_age": -1},
        {"working_age": 15.5},
        {"working_age": True},
        {"minimum_stay_months": None},
        {"recency_months": -3, "reference_month": "2024-05"},
        {"reference_month": "2024-13"},
        {"reference_month": "2024"},
        {"residence": "stay"},
        {"recency_months": 12},
    ],
    ids=str,
)
def test_parameters_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ParameterMisshapen) as refused:
        Parameters(**wrong)
    assert refused.value.advice


def test_unknown_rules_and_countries_are_refused():
    frame = pl.DataFrame([MIGRANT])
    with pytest.raises(UnknownCode, match="icls19") as refused:
        classify(frame, "QAT", rules="icls19")
    assert refused.value.suggestions == ("icls20",)
    with pytest.raises(UnknownCode):
        classify(frame, "QQQ")


@pytest.mark.parametrize("column", [{"age": "thirty"}, {"usual_resident": 1}, {"return_month": 2023}])
def test_a_column_of_the_wrong_type_is_refused_and_named(column):
    with pytest.raises(VariableMisshapen, match=next(iter(column))):
        classify(pl.DataFrame([MIGRANT | column]), "QAT")


def test_the_trace_of_a_person():
    said = explain(MIGRANT, "QAT")
    because = "Lives here and was born in another country. (Definition of international migrants.)"
    assert said[0] == f"International migrant: yes. {because}"
    assert len(said) == len(CONCEPTS)


def test_every_reason_can_be_given():
    places = [None, "QAT", "NPL", "LKA"]
    yes_no = [None, "yes", "no"]
    general = {
        "usual_resident": yes_no,
        "present": yes_no,
        "country_of_birth": places[:3],
        "citizenship": places[:3],
        "labour_force_status": [None, "employed", "unemployed", "outside"],
        "country_of_work": places[:3],
        "special_category": [None, "none", "diplomat", "military", "tourist", "remote_service"],
        "age": [None, 10, 30],
    }
    moving = {
        "usual_resident": ["yes"],
        "special_category": ["none"],
        "country_of_birth": places,
        "citizenship": places[:3],
        "ever_lived_abroad": [None, "no"],
        "reason_for_coming": [None, "work", "transfer", "study"],
        "permit_at_entry": [None, "work", "study"],
        "worked_abroad": [None, "yes", "no"],
        "country_worked_abroad": [None, "LKA"],
        "months_worked_abroad": [None, 3, 9],
        "return_month": [None, "2020-01", "2024-01"],
    }
    given = set()
    for domain, migrants in product((general, moving), ("birth", "citizenship", "either")):
        frame = pl.DataFrame(
            list(product(*domain.values())), schema=list(domain), orient="row", infer_schema_length=None
        )
        for entry in ("reason", "permit", "either"):
            parameters = Parameters(
                migrants=migrants,
                entry=entry,
                minimum_months_worked_abroad=6,
                recency_months=12,
                reference_month="2024-05",
                assume_ordinary=False,
            )
            found = classify(frame, "QAT", parameters=parameters).select(f"{concept}_why" for concept in CONCEPTS)
            given |= set(found.collect().unpivot()["value"])
    assert given == set(REASONS)


def test_the_summary_counts_rows_and_persons():
    frame = pl.DataFrame([MIGRANT | {"weight": 2.0}, MIGRANT | {"weight": 3.0}, {"weight": 10.0, "age": 5}])
    found = summary(classify(frame, "QAT"), weight="weight")
    assert found.columns == ["concept", "answer", "why", "rows", "persons"]
    workers = found.filter(concept="international_migrant_worker").select("answer", "why", "rows", "persons")
    assert workers.rows() == [("yes", "resident_employed", 2, 5.0), ("no", "under_age", 1, 10.0)]
    assert found.group_by("concept").agg(pl.col("rows").sum())["rows"].to_list() == [3] * len(CONCEPTS)
    assert "persons" not in summary(classify(frame, "QAT")).columns


def test_every_variable_used_is_one_that_the_answers_rest_on():
    read = set()

    class Watched(dict):
        def get(self, name, default=None):
            read.add(name)
            return super().get(name, default)

    stay = Parameters(
        residence="both",
        migrants="either",
        entry="either",
        minimum_months_worked_abroad=6,
        recency_months=12,
        reference_month="2024-05",
    )
    judge(Watched(MIGRANT), "QAT", parameters=stay)
    assert read == set(VARIABLES_USED)
