"""Fay-Herriot against R (`fay_herriot.R` made the JSON) and against what R's package sae prints for the milk data.

Relative difference ≤ 1e-10; σ² is where a score crosses zero, and both programs stop when it moves by less than 1e-13.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from fairway.methods.survey.small_area import fay_herriot

CASES = json.loads(Path(__file__).with_name("fay_herriot.json").read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['name']}, {case['method']}" for case in CASES])
def test_as_r(case) -> None:
    direct = np.array([np.nan if y is None else y for y in case["direct"]], float)
    found = fay_herriot(direct, np.array(case["variance"]), np.array(case["auxiliaries"]), method=case["method"])
    assert found.converged
    assert found.sigma2 == pytest.approx(case["sigma2"], rel=1e-10, abs=0)
    for name in ("beta", "beta_covariance", "gamma", "eblup", "mse", "log_likelihood"):
        np.testing.assert_allclose(getattr(found, name), case[name], rtol=1e-10, atol=0, err_msg=name)


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["method"] != "fh-moment"], ids=lambda c: c["name"] + c["method"]
)
def test_the_likelihood_has_its_maximum_there(case) -> None:
    # R's optimize() cannot place a maximum nearer than the square root of the precision of doubles.
    assert case["sigma2"] == pytest.approx(case["maximised"], rel=1e-6, abs=1e-9)


# mseFH() of R's package sae on these data, as the test suite of the Python package samplics (MIT) prints it. sae
# stops when σ² moves by less than 1e-4 of itself, so the last printed digits may differ.
SAE = {
    "reml": (
        [0.9681890, 0.1327801, 0.2269462, -0.2413011],
        [0.06936208, 0.10300072, 0.09232981, 0.08161707],
        [1.0219703, 1.0476018, 1.0679513, 0.7608170, 0.8461574],
        [0.013460220, 0.005372876, 0.005701990, 0.008541740, 0.009579594],
    ),
    "ml": (
        [0.9677986, 0.1278756, 0.2266909, -0.2425804],
        [0.06590747, 0.09840939, 0.08813973, 0.07753875],
        [1.0161733, 1.0436968, 1.0628168, 0.7753489, 0.8554903],
        [0.013579953, 0.005512868, 0.005850584, 0.008735454, 0.009774528],
    ),
}


@pytest.mark.parametrize("method", ["reml", "ml"])
def test_as_sae_prints_the_milk_data(method) -> None:
    case = next(case for case in CASES if case["name"] == "milk")
    found = fay_herriot(*(np.array(case[name]) for name in ("direct", "variance", "auxiliaries")), method=method)
    beta, errors, eblup, mse = SAE[method]
    np.testing.assert_allclose(found.beta, beta, rtol=2e-6)
    np.testing.assert_allclose(np.sqrt(np.diag(found.beta_covariance)), errors, rtol=5e-6)
    np.testing.assert_allclose(found.eblup[:5], eblup, rtol=2e-6)
    np.testing.assert_allclose(found.mse[:5], mse, rtol=2e-5)
