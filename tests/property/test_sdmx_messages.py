"""Whatever the observations, every format gives them back exactly, in whatever batches they come."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.content import ALL_DIMENSIONS, Content
from fairway.exchange.sdmx.structure import TIME
from tests.unit.exchange.sdmx.reading import rows_of_table
from tests.unit.exchange.sdmx.samples import SEX, table
from tests.unit.exchange.sdmx.test_data_messages import bits, message, rows

NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
# XML 1.0 holds neither control characters nor surrogates; a text of nothing is a null in CSV.
TEXTS = st.none() | st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cs"], exclude_characters=[chr(n) for n in range(32)] + ["\ufffe", "\uffff"]
    )
    | st.sampled_from("\n\t\r\"'&<>,;|\\\u2028\u202e "),
    min_size=1,
)
OBSERVATIONS = st.lists(
    st.tuples(
        st.sampled_from([f"A{n}" for n in range(12)]),
        st.sampled_from(SEX.ids),
        st.sampled_from(["2022", "2023", "2024-Q1", "2024-05"]),
        NUMBERS,
        st.none() | st.sampled_from("AUQO"),
        NUMBERS,
        st.none() | st.integers(-(2**63), 2**63 - 1),
        TEXTS,
    ),
    unique_by=lambda row: row[:3],
    max_size=12,
)


@settings(deadline=None)
@given(OBSERVATIONS, st.integers(1, 5), st.sampled_from(media.DATA_V2), st.booleans())
def test_observations_come_back_exactly(
    found: list[tuple[object, ...]], size: int, format: media.MediaType, flat: bool
) -> None:
    held = table(found).sort("REF_AREA", "SEX", TIME)
    content = Content(dimension_at_observation=ALL_DIMENSIONS) if flat else Content()
    said = message(format, *held.iter_slices(size), content=content)
    assert bits(rows(format, said)) == bits(rows_of_table(held))


@settings(deadline=None)
@given(OBSERVATIONS, st.integers(1, 5))
def test_series_keys_are_those_of_the_observations(found: list[tuple[object, ...]], size: int) -> None:
    held = table(found).sort("REF_AREA", "SEX", TIME)
    said = message(media.CSV_2, *held.iter_slices(size), content=Content.of("serieskeysonly"))
    wanted = held.select("REF_AREA", "SEX").unique(maintain_order=True)
    assert pl.DataFrame(rows(media.CSV_2, said), schema=wanted.schema).equals(wanted)
