"""Missing codes and derived variables."""

from __future__ import annotations

import polars as pl
import pytest

from fairway.warehouse.surveys.specification import Bands, Derivation, Indicates, Recode
from fairway.warehouse.surveys.specification_variables import band_labels, derived, held


def of(derivation: Derivation, values: list[object]) -> list[object]:
    frame = pl.DataFrame({"x": values}, strict=False)
    return frame.select(derived(derivation, frame.schema["x"]).alias("y"))["y"].to_list()


def test_bands_go_from_each_limit_up_to_the_next() -> None:
    bands = Bands("x", (15.0, 25.0, 65.0), None, (), None)
    assert band_labels(bands) == ("15–24", "25–64", "65+")
    values: list[object] = [14, 15, 24.5, 25, 64, 65, 200, None, float("nan")]
    assert of(bands, values) == [None, "15–24", "15–24", "25–64", "25–64", "65+", "65+", None, None]


def test_bands_with_an_end_and_a_class_for_the_rest() -> None:
    bands = Bands("x", (0.0, 0.5), 1.0, (), "other")
    assert band_labels(bands) == ("[0, 0.5)", "[0.5, 1)")
    assert of(bands, [-0.1, 0.0, 0.5, 1.0, None]) == ["other", "[0, 0.5)", "[0.5, 1)", "other", "other"]


def test_a_recode_takes_codes_together() -> None:
    recode = Recode("x", {"north": (1, 2), "south": (3,)}, "elsewhere", "not stated")
    assert of(recode, [1, 2, 3, 4, None]) == ["north", "north", "south", "elsewhere", "not stated"]
    assert of(Recode("x", {"a": ("p", 1)}, None, None), ["p", "1", "q", None]) == ["a", "a", None, None]


def test_an_indicator_is_unknown_where_its_column_is() -> None:
    assert of(Indicates("x", (1, 2)), [1, 2, 3, None]) == [1, 1, 0, None]
    assert of(Indicates("x", (True,)), [True, False, None]) == [1, 0, None]


@pytest.mark.parametrize(("codes", "expected"), [((-9,), [True, False, False]), (("-9", "x"), [True, False, False])])
def test_codes_are_held_as_numbers_or_text(codes: tuple[str | int, ...], expected: list[bool]) -> None:
    numbers = pl.DataFrame({"x": [-9.0, 1.0, None]})
    texts = pl.DataFrame({"x": ["-9", "1", None]})
    for frame in (numbers, texts):
        assert frame.select(held("x", codes, frame.schema["x"]))["x"].to_list() == expected
