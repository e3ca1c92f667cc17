"""What holds for every person that the ICLS rules classify."""

from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fairway.reference.survey_variables import LABOUR_FORCE, PERMITS, REASONS, SPECIAL
from fairway.statistics.icls import CONCEPTS, Parameters, classify, contradictions, judge
from fairway.statistics.icls import REASONS as WHYS

COUNTRY = "NPL"
ADDED = ["by_citizenship", "by_birth", "imw_category", *CONCEPTS, *(f"{concept}_why" for concept in CONCEPTS)]
YES_NO = [None, "yes", "no"]
PLACES = [None, "NPL", "IND", "QAT", "XXX"]
MONTHS = [None, "2024-05", "2023-06", "2023-05", "2023", "2024", "2021-02", "2020", "1990"]
DOMAIN = {
    "age": [None, 14, 15, 40],
    "usual_resident": YES_NO,
    "present": YES_NO,
    "country_of_birth": PLACES,
    "citizenship": PLACES,
    "second_citizenship": PLACES,
    "ever_lived_abroad": YES_NO,
    "arrival_month": MONTHS,
    "intended_stay_months": [None, 0, 11, 12],
    "reason_for_coming": [None, *REASONS],
    "permit_at_entry": [None, *PERMITS],
    "special_category": [None, *SPECIAL],
    "labour_force_status": [None, *LABOUR_FORCE],
    "country_of_work": PLACES,
    "worked_abroad": YES_NO,
    "country_worked_abroad": PLACES,
    "months_worked_abroad": [None, 0, 5, 6],
    "return_month": MONTHS,
}
NUMBERS = ("age", "intended_stay_months", "months_worked_abroad")
SCHEMA = {name: pl.Float64 if name in NUMBERS else pl.String for name in DOMAIN}
people = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in DOMAIN.items()})
choices = {
    "working_age": st.sampled_from([0, 15, 16]),
    "residence": st.sampled_from(["stated", "stay", "both"]),
    "minimum_stay_months": st.sampled_from([6, 12]),
    "migrants": st.sampled_from(["birth", "citizenship", "either"]),
    "entry": st.sampled_from(["reason", "permit", "either"]),
    "minimum_months_worked_abroad": st.sampled_from([0, 6]),
    "recency_months": st.sampled_from([None, 12, 36]),
    "reference_month": st.just("2024-05"),
}
national = st.builds(
    Parameters,
    **choices,
    assume_ordinary=st.booleans(),
    assume_single_citizenship=st.booleans(),
    assume_residents_present=st.booleans(),
)
nothing_assumed = {"assume_ordinary": False, "assume_single_citizenship": False, "assume_residents_present": False}
strict = st.builds(Parameters, **choices, **{name: st.just(value) for name, value in nothing_assumed.items()})


def frame_of(rows):
    return pl.DataFrame(rows, schema=SCHEMA)


def answers(rows, parameters):
    return classify(frame_of(rows), COUNTRY, parameters=parameters).select(ADDED).collect()


@settings(deadline=None, max_examples=40)
@given(st.lists(people, min_size=1, max_size=30), national)
def test_the_fast_rules_agree_with_the_slow_ones(rows, parameters):
    expected = [judge(row, COUNTRY, parameters=parameters) for row in rows]
    assert answers(rows, parameters).to_dicts() == [{name: one[name] for name in ADDED} for one in expected]


WORK = {
    "usual_resident": YES_NO,
    "present": YES_NO,
    "country_of_birth": [None, "NPL", "IND"],
    "citizenship": [None, "NPL", "IND"],
    "second_citizenship": [None, "NPL", "QAT"],
    "labour_force_status": [None, "employed", "outside"],
    "country_of_work": [None, "NPL", "IND"],
    "special_category": [None, "none", "diplomat", "frontier"],
    "age": [None, 14, 40],
}
MOVES = {
    "usual_resident": ["yes"],
    "country_of_birth": PLACES[:4],
    "citizenship": [None, "NPL", "IND", "XXX"],
    "second_citizenship": [None, "IND"],
    "ever_lived_abroad": [None, "no"],
    "worked_abroad": YES_NO,
    "country_worked_abroad": [None, "NPL", "IND", "XXX"],
    "months_worked_abroad": [None, 5, 6],
    "return_month": [None, "2023-05", "2023-04", "2023", "2024", "2022"],
}
ENTRIES = {
    "country_of_birth": [None, "NPL", "IND"],
    "usual_resident": YES_NO,
    "ever_lived_abroad": YES_NO,
    "arrival_month": MONTHS,
    "intended_stay_months": [None, 11, 12],
    "reason_for_coming": [None, "work", "transfer", "family"],
    "permit_at_entry": [None, "work", "family"],
    "special_category": [None, "military", "none"],
}


@pytest.mark.parametrize("migrants", ["birth", "citizenship", "either"])
@pytest.mark.parametrize("assumed", [True, False])
@pytest.mark.parametrize("domain", [WORK, MOVES, ENTRIES], ids=["work", "moves", "entries"])
def test_the_fast_rules_agree_with_the_slow_ones_over_every_combination(domain, migrants, assumed):
    parameters = Parameters(
        migrants=migrants,
        residence={"birth": "both", "citizenship": "stay"}.get(migrants, "stated") if domain is ENTRIES else "stated",
        entry={"birth": "either", "citizenship": "permit"}.get(migrants, "reason"),
        minimum_months_worked_abroad=6,
        recency_months=12,
        reference_month="2024-05",
        **({} if assumed else nothing_assumed),
    )
    rows = [dict(zip(domain, values, strict=True)) for values in product(*domain.values())]
    schema = {name: SCHEMA[name] for name in domain}
    found = classify(pl.DataFrame(rows, schema=schema), COUNTRY, parameters=parameters).select(ADDED).collect()
    for row, one in zip(rows, found.iter_rows(named=True), strict=True):
        assert one == judge(row, COUNTRY, parameters=parameters), row


@settings(deadline=None, max_examples=40)
@given(st.lists(people, min_size=1, max_size=30), national)
def test_every_answer_has_a_reason_that_says_the_same(rows, parameters):
    found = answers(rows, parameters)
    assert found.null_count().sum_horizontal().item() == 0
    for row in found.to_dicts():
        for concept in CONCEPTS:
            assert WHYS[row[f"{concept}_why"]].answer == row[concept]


REFINED = {"2023": ["2023-06", "2023-05"], "2024": ["2024-05"], "XXX": ["IND", "QAT"]}


@st.composite
def learning(draw):
    """A person, and the same one of whom more is known."""
    before = draw(people)
    after = dict(before)
    for name, values in DOMAIN.items():
        better = values if before[name] is None else REFINED.get(before[name])
        if better and draw(st.booleans()):
            after[name] = draw(st.sampled_from(better))
    return before, after


@settings(deadline=None, max_examples=40)
@given(st.lists(learning(), min_size=1, max_size=40), strict)
def test_more_information_only_settles_what_was_undetermined(pairs, parameters):
    after = [fuller for _, fuller in pairs]
    rejected = set(contradictions(frame_of(after), COUNTRY, parameters=parameters)["row"])
    kept = [at for at in range(len(pairs)) if at + 1 not in rejected]
    assume(kept)
    firsts = answers([pairs[at][0] for at in kept], parameters).to_dicts()
    seconds = answers([pairs[at][1] for at in kept], parameters).to_dicts()
    for one, two in zip(firsts, seconds, strict=True):
        for concept in CONCEPTS:
            assert one[concept] in ("undetermined", two[concept]), (one[f"{concept}_why"], two[f"{concept}_why"])
        for measure in ("by_birth", "by_citizenship"):
            assert one[measure] in ("unknown", two[measure])
        assert one["imw_category"] in ("undetermined", two["imw_category"])


@settings(deadline=None, max_examples=40)
@given(st.lists(people, min_size=2, max_size=20), national, st.randoms(use_true_random=False))
def test_nobody_depends_on_the_others(rows, parameters, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    shuffled = answers([rows[at] for at in order], parameters)
    assert shuffled.equals(answers(rows, parameters)[order])
    alone = pl.concat([answers([row], parameters) for row in rows[:3]])
    assert alone.equals(answers(rows, parameters)[:3])


def settled(grid: np.ndarray) -> np.ndarray:
    """Of a grid whose last place on each axis is “unknown”: what all completions agree on (2: they do not)."""
    for axis in range(grid.ndim):
        known = np.take(grid, range(grid.shape[axis] - 1), axis)
        agreed = np.where((known == known.take([0], axis)).all(axis, keepdims=True), known.take([0], axis), 2)
        place = [slice(None)] * grid.ndim
        place[axis] = slice(-1, None)
        grid[tuple(place)] = agreed
    return grid


WORKING = {
    "age": [14, 40, None],
    "usual_resident": ["yes", "no", None],
    "present": ["yes", "no", None],
    "country_of_birth": ["NPL", "IND", None],
    "citizenship": ["NPL", "IND", None],
    "labour_force_status": ["employed", "unemployed", "outside", None],
    "country_of_work": ["NPL", "IND", None],
    "special_category": ["none", "diplomat", "frontier", None],
    "reason_for_coming": ["work", "family", None],
}
RETURNING = {
    "usual_resident": ["yes", "no", None],
    "worked_abroad": ["yes", "no", None],
    "country_of_birth": ["NPL", "IND", "QAT", "LKA", None],
    "citizenship": ["NPL", "IND", "QAT", "LKA", None],
    "second_citizenship": ["NPL", "IND", "QAT", "LKA", None],
    "country_worked_abroad": ["IND", "QAT", "LKA", None],
    "months_worked_abroad": [5, 6, None],
}


@pytest.mark.parametrize("migrants", ["birth", "citizenship", "either"])
@pytest.mark.parametrize(
    ("domain", "concepts"),
    [(WORKING, list(CONCEPTS)[:4]), (RETURNING, ["return_migrant_worker"])],
    ids=["working here", "returning"],
)
def test_undetermined_only_where_the_missing_answer_matters(domain, concepts, migrants):
    """Whatever is undetermined has a completion that is yes and one that is no; whatever is not has only one kind."""
    single = domain is WORKING
    parameters = Parameters(
        migrants=migrants,
        minimum_months_worked_abroad=6,
        **(nothing_assumed | {"assume_single_citizenship": single}),
    )
    shape = [len(values) for values in domain.values()]
    rows = pl.DataFrame(list(product(*domain.values())), schema={name: SCHEMA[name] for name in domain}, orient="row")
    found = classify(rows, COUNTRY, parameters=parameters).select(concepts).collect()
    for concept in concepts:
        codes = found[concept].replace_strict({"no": 0, "yes": 1, "undetermined": 2}, return_dtype=pl.Int8).to_numpy()
        grid = codes.reshape(shape)
        assert {0, 1, 2} == set(np.unique(grid))
        assert (grid == settled(grid.copy())).all(), concept
