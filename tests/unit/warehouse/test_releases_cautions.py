"""An office is told what differences between its releases may tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fairway.warehouse.releases import publish, withdraw
from fairway.warehouse.releases_cautions import cautions
from fairway.warehouse.shelf import Shelf
from tests.observations import STRUCTURE, observations, release

pytestmark = pytest.mark.usefixtures("fairway_home")


def test_a_release_alone_needs_no_caution() -> None:
    assert cautions([publish(release(), observations())], Shelf.open()) == ()


def test_another_dataflow_of_the_same_survey_is_named() -> None:
    first = publish(release(), observations())
    beside = replace(release(), structure=replace(STRUCTURE, id="DF_MISMATCH"))
    second = publish(beside, observations())
    (said,) = cautions([second], Shelf.open())
    assert first.name in said
    assert "protected apart" in said


def test_an_older_vintage_is_named_until_it_is_withdrawn() -> None:
    old, new = publish(release(), observations()), publish(release(), observations(plus=1))
    (said,) = cautions([new], Shelf.open())
    assert old.name in said
    withdraw("NPL_LFS_2024", "Corrected.")
    assert cautions([new], Shelf.open()) == ()
