"""What holds for every rounded and every perturbed table."""

from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from fairway.methods.disclosure.cell_key_table import NoPerturbation, perturbation_table
from fairway.methods.disclosure.cell_keys import cell_keys, record_keys
from fairway.methods.disclosure.rounding import round_conventionally, round_randomly
from fairway.methods.disclosure.rounding_controlled import round_controlled

SECRET = b"a secret of a test, 32 bytes long"


def with_margins(rows: int, columns: int, inner: list[int]) -> tuple[np.ndarray, csr_array]:
    """A table with its totals, read row by row, and the relations of its rows and columns."""
    body = np.array(inner, dtype=float).reshape(rows, columns)
    full = np.zeros((rows + 1, columns + 1))
    full[:rows, :columns] = body
    full[rows, :columns] = body.sum(axis=0)
    full[:, columns] = full[:, :columns].sum(axis=1)
    place = np.arange(full.size).reshape(full.shape)
    lines = [*place, *place.T]
    relations = np.zeros((len(lines), full.size))
    for number, line in enumerate(lines):
        relations[number, line[:-1]] = 1
        relations[number, line[-1]] = -1
    return full.ravel(), csr_array(relations)


@st.composite
def tables(draw, largest: int = 4):
    rows, columns = draw(st.integers(2, largest)), draw(st.integers(2, largest))
    inner = draw(st.lists(st.integers(0, 40), min_size=rows * columns, max_size=rows * columns))
    return with_margins(rows, columns, inner)


@settings(max_examples=60, deadline=None)
@given(table=tables(), base=st.integers(2, 12))
def test_controlled_rounding_adds_up_stays_near_and_tells_the_truth(table, base):
    values, relations = table
    rounded = round_controlled(values, relations, base)
    assert np.all(relations @ rounded.values == 0)
    assert np.all(rounded.values % base == 0)
    assert np.all(np.abs(rounded.values - values) < base)
    assert np.all((rounded.values == values) | (values % base != 0))
    assert np.all((rounded.low <= values) & (values <= rounded.high))


@settings(max_examples=25, deadline=None)
@given(inner=st.lists(st.integers(0, 9), min_size=4, max_size=4), base=st.integers(2, 5), reach=st.integers(1, 2))
def test_controlled_rounding_finds_the_nearest_table_that_trying_all_finds(inner, base, reach):
    values, relations = with_margins(2, 2, inner)
    least = np.inf
    steps = range(-1, 3) if reach == 2 else range(2)
    for step in product(steps, repeat=4):
        body = (np.floor(values[[0, 1, 3, 4]] / base) + step) * base
        other = with_margins(2, 2, body.tolist())[0]
        moves = np.abs(other - values)
        stays = reach == 2 or bool(np.all((moves == 0) | (values % base != 0)))
        if np.all(moves < reach * base) and np.all(other >= 0) and stays:
            least = min(least, moves.sum())
    rounded = round_controlled(values, relations, base, reach=reach)
    assert np.abs(rounded.values - values).sum() == least


@given(value=st.integers(0, 10_000), base=st.integers(1, 50))
def test_random_rounding_is_unbiased(value, base):
    keys = (np.arange(base) + 0.5) / base
    rounded = round_randomly(np.full(base, float(value)), base, keys)
    assert rounded.values.mean() == pytest.approx(value)
    assert np.all((rounded.low <= value) & (value <= rounded.high))


@given(value=st.integers(-1000, 1000), base=st.integers(1, 50))
def test_the_conventional_interval_holds_the_values_that_round_alike_and_no_others(value, base):
    rounded = round_conventionally(np.array([float(value)]), base)
    inside = np.arange(rounded.low[0], rounded.high[0] + 1)
    assert value in inside
    # The smallest value decides whether negative ones are possible at all, so the neighbours are rounded with one.
    around = np.concatenate([[-1e6 * base], [inside[0] - 1], inside, [inside[-1] + 1]])
    alike = round_conventionally(around, base).values[1:] == rounded.values[0]
    assert np.all(alike[1:-1])
    assert not alike[-1]
    assert not alike[0] or inside[0] == 0


def attempted(deviation: int, variance: float, **options):
    """The table; or what variances the count that has no such noise could have."""
    try:
        return perturbation_table(deviation, variance, **options), None, None
    except NoPerturbation as refused:
        return None, refused.details["least"], refused.details["most"]


@settings(max_examples=150, deadline=None)
@given(
    deviation=st.integers(1, 8),
    variance=st.floats(0.05, 12),
    blocked=st.integers(0, 3),
)
def test_noise_has_mean_zero_the_variance_asked_for_and_the_form_of_greatest_entropy(deviation, variance, blocked):
    table, least, most = attempted(deviation, variance, blocked=blocked)
    if table is None:
        assert least is None or not least + 1e-6 < variance < most - 1e-6
        return
    for row in table.rows[1:]:
        result = row.count + row.noise
        assert np.all(np.abs(row.noise) <= deviation)
        assert np.all((result == 0) | (result > blocked))
        assert np.all(row.probability >= 0)
        assert row.probability.sum() == pytest.approx(1, abs=1e-12)
        assert row.probability @ row.noise == pytest.approx(0, abs=1e-9)
        assert row.probability @ row.noise**2 == pytest.approx(variance, abs=1e-8)
        likely = row.probability > 0
        form = np.vander(row.noise[likely].astype(float), 3)
        logarithm = np.log(row.probability[likely])
        fitted = form @ np.linalg.lstsq(form, logarithm, rcond=None)[0]
        assert np.allclose(fitted, logarithm, atol=1e-5, rtol=1e-5)


@settings(max_examples=60, deadline=None)
@given(deviation=st.integers(1, 6), variance=st.floats(0.1, 6), blocked=st.integers(0, 2))
def test_monotone_noise_is_likelier_the_nearer_to_zero(deviation, variance, blocked):
    table, least, _ = attempted(deviation, variance, blocked=blocked, monotone=True)
    if table is None:
        assert least is None or variance < least + 1e-6
        return
    for row in table.rows[1:]:
        assert row.probability @ row.noise == pytest.approx(0, abs=1e-8)
        assert row.probability @ row.noise**2 <= variance + 1e-8
        below = row.probability[row.noise <= 0]
        assert 0 not in row.noise or np.all(np.diff(below) >= -1e-8)


@given(count=st.integers(0, 30), key=st.integers(0, 2**32 - 1))
def test_the_same_count_and_key_have_the_same_noise_and_no_small_or_negative_result(count, key):
    table = perturbation_table(4, 3, blocked=2)
    first, second = table.noise(np.array([count, count]), np.array([key, key]) / 2**32)
    assert first == second
    assert count + first == 0 or count + first > 2
    assert count > 0 or first == 0


@settings(max_examples=40, deadline=None)
@given(groups=st.lists(st.integers(0, 3), min_size=1, max_size=60), seed=st.integers(0, 1000))
def test_the_key_of_a_total_is_the_sum_of_the_keys_of_its_parts_in_any_order(groups, seed):
    frame = pl.DataFrame({"id": range(len(groups)), "group": groups})
    keyed = frame.with_columns(record_keys(frame["id"], SECRET)).sample(fraction=1, shuffle=True, seed=seed)
    parts = cell_keys(keyed, ["group"])
    assert cell_keys(keyed, [])["cell_key"].item() == parts["cell_key"].sum() % 1
    assert parts["n"].sum() == len(groups)
