"""What holds for every calibration: totals are met, bounds kept, and the fast ways agree with the plain one."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.methods.survey.calibration import calibrate
from fairway.methods.survey.calibration_auxiliaries import Auxiliaries, Margin
from fairway.methods.survey.calibration_residuals import ResidualProjection
from fairway.methods.survey.calibration_specs import Greg, PostStratification, Raking, calibrate_to


@st.composite
def surveys(draw):
    """A frame with every crossing of a and b, weights, and margins of a population that differs mildly."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    first, second = draw(st.integers(2, 4)), draw(st.integers(2, 5))
    size = draw(st.integers(0, 60))
    a = np.concatenate([np.repeat(np.arange(first), second), random.integers(0, first, size)])
    b = np.concatenate([np.tile(np.arange(second), first), random.integers(0, second, size)])
    weights = random.uniform(1, 50, len(a))
    truth = weights * random.uniform(0.7, 1.4, first)[a] * random.uniform(0.7, 1.4, second)[b]
    frame = pl.DataFrame({"a": a, "b": b, "x": random.gamma(2, 10, len(a))})
    margins = {
        name: {code: float(truth[frame[name].to_numpy() == code].sum()) for code in range(count)}
        for name, count in (("a", first), ("b", second))
    }
    return frame, weights, margins, float(truth @ frame["x"].to_numpy())


def met(found, totals) -> None:
    reached = found.auxiliaries.totals(found.weights)
    np.testing.assert_allclose(reached, totals, rtol=1e-9)


def wanted(margins):
    return [total for margin in margins.values() for total in margin.values()]


@given(surveys())
@settings(deadline=None)
def test_totals_are_met(survey) -> None:
    frame, weights, margins, x = survey
    met(calibrate_to(Raking(margins), frame, weights), wanted(margins))
    met(calibrate_to(Greg({**margins, "x": x}), frame, weights), [*wanted(margins), x])


@given(surveys())
@settings(deadline=None)
def test_raking_is_exponential_calibration(survey) -> None:
    frame, weights, margins, _ = survey
    fitted = calibrate_to(Raking(margins), frame, weights)
    dense = np.column_stack(
        [frame["a"].to_numpy() == code for code in margins["a"]]
        + [frame["b"].to_numpy() == code for code in margins["b"]]
    ).astype(float)
    newton = calibrate(weights, dense, np.array(wanted(margins)), distance="raking")
    np.testing.assert_allclose(fitted.weights, newton.weights, rtol=1e-10)


@given(surveys(), st.sampled_from(["logit", "linear-bounded"]))
@settings(deadline=None)
def test_factors_stay_within_bounds(survey, distance) -> None:
    frame, weights, margins, _ = survey
    found = calibrate_to(Greg(margins, distance=distance, bounds=(0.2, 4.0)), frame, weights)
    assert found.g.min() >= 0.2
    assert found.g.max() <= 4.0
    met(found, wanted(margins))


@given(surveys(), st.integers(0, 1000))
@settings(deadline=None)
def test_the_order_of_rows_does_not_matter(survey, seed) -> None:
    frame, weights, margins, x = survey
    order = np.random.default_rng(seed).permutation(frame.height)
    for asked in (Raking(margins), Greg({**margins, "x": x})):
        straight = calibrate_to(asked, frame, weights).weights
        shuffled = calibrate_to(asked, frame[order], weights[order]).weights
        np.testing.assert_allclose(shuffled, straight[order], rtol=1e-10, atol=1e-9)


@given(surveys(), st.floats(0.1, 10))
@settings(deadline=None)
def test_with_the_size_alone_every_weight_grows_alike(survey, factor) -> None:
    frame, weights, _, _ = survey
    for distance in ("linear", "raking"):
        found = calibrate_to(Greg({}, size=float(weights.sum() * factor), distance=distance), frame, weights)
        np.testing.assert_allclose(found.g, factor, rtol=1e-10)


@given(surveys())
@settings(deadline=None)
def test_one_margin_is_post_stratification_whatever_the_distance(survey) -> None:
    frame, weights, margins, _ = survey
    plain = np.array([margins["a"][code] / weights[frame["a"].to_numpy() == code].sum() for code in frame["a"]])
    for asked in (
        PostStratification("a", margins["a"]),
        Greg({"a": margins["a"]}),
        Greg({"a": margins["a"]}, distance="logit", bounds=(0.2, 4)),
    ):
        np.testing.assert_allclose(calibrate_to(asked, frame, weights).g, plain, rtol=1e-12)


@given(surveys(), st.integers(0, 1000))
@settings(deadline=None)
def test_projections_by_codes_are_those_of_the_plain_matrix(survey, seed) -> None:
    frame, weights, margins, _ = survey
    random = np.random.default_rng(seed)
    blocks = Auxiliaries(
        tuple(
            Margin(frame[name].to_numpy().astype(np.int32), tuple(f"{name}={code}" for code in margins[name]))
            for name in margins
        )
    )
    dense = np.column_stack([frame[name].to_numpy() == code for name in margins for code in margins[name]]).astype(
        float
    )
    values, g = random.normal(50, 20, frame.height), random.uniform(0.5, 2, frame.height)
    domain = random.integers(-1, 3, frame.height).astype(np.int32)
    fast = ResidualProjection.of(blocks, weights, g)
    found = blocks.predicted(fast.coefficients(fast.cross(values, domain, 3))[1])
    kept = np.where(domain == 1, values, 0.0)
    root = np.sqrt(weights)
    plain = np.linalg.lstsq(dense * root[:, None], kept * root, rcond=None)[0]
    np.testing.assert_allclose(found, dense @ plain, rtol=1e-9, atol=1e-8)
    unit = random.integers(0, 4, frame.height).astype(np.int32)
    sums = np.array([(dense * (weights * g)[:, None])[unit == number].sum(axis=0) for number in range(4)])
    np.testing.assert_allclose(fast.unit_totals(unit, 4), sums, rtol=1e-12, atol=1e-9)
