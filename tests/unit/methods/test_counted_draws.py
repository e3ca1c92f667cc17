"""Draws depend on the seed, the unit and the name, on nothing else; and they are as random as they should be."""

from __future__ import annotations

import numpy as np
import pytest

from fairway.methods.counted_draws import Draws

UNITS = np.arange(200_000)


def test_a_unit_draws_the_same_alone_and_among_others() -> None:
    chosen = np.array([7, 77_777, 3])
    among, alone = Draws(4, UNITS), Draws(4, chosen)
    assert (among.uniform("age")[chosen] == alone.uniform("age")).all()
    assert (among.normal("height")[chosen] == alone.normal("height")).all()
    assert (among.choice("kind", (1, 2, 3))[chosen] == alone.choice("kind", (1, 2, 3))).all()


@pytest.mark.parametrize(("seed", "name"), [(5, "age"), (4, "Age")])
def test_another_seed_or_name_draws_something_unrelated(seed: int, name: str) -> None:
    one, other = Draws(4, UNITS).uniform("age"), Draws(seed, UNITS).uniform(name)
    assert abs(np.corrcoef(one, other)[0, 1]) < 4.5 / np.sqrt(len(UNITS))


def test_uniform_draws_fill_the_interval_evenly_and_neighbours_are_unrelated() -> None:
    drawn = Draws(1, UNITS).uniform("x")
    assert drawn.min() >= 0.0
    assert drawn.max() < 1.0
    counts = np.histogram(drawn, 100, (0.0, 1.0))[0]
    chi_square = ((counts - 2000.0) ** 2 / 2000.0).sum()
    assert 50.0 < chi_square < 160.0  # 99 degrees of freedom
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 4.5 / np.sqrt(len(UNITS))


def test_normal_draws_have_the_moments_of_the_normal() -> None:
    drawn = Draws(1, UNITS).normal("x")
    assert drawn.mean() == pytest.approx(0.0, abs=0.01)
    assert drawn.std() == pytest.approx(1.0, abs=0.01)
    assert (drawn**4).mean() == pytest.approx(3.0, abs=0.1)


def test_choices_have_their_shares_in_any_unit() -> None:
    counts = np.bincount(Draws(1, UNITS).choice("kind", (5, 0, 15)), minlength=3) / len(UNITS)
    assert counts == pytest.approx([0.25, 0.0, 0.75], abs=0.005)


def test_each_unit_may_have_shares_of_its_own() -> None:
    shares = np.where((UNITS % 2 == 0)[:, None], [[1.0, 0.0]], [[0.2, 0.8]])
    drawn = Draws(1, UNITS).choice("kind", shares)
    assert (drawn[::2] == 0).all()
    assert drawn[1::2].mean() == pytest.approx(0.8, abs=0.006)
