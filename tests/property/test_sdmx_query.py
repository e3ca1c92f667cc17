"""A query said in either version of the API is understood as the same query; no text brings the parser down."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fairway.exchange.sdmx.content import ALL_DIMENSIONS
from fairway.exchange.sdmx.errors import QueryContradictsStructure, QueryMalformed
from fairway.exchange.sdmx.query import OPERATORS, Condition, DataQuery, Filter, FlowReference
from fairway.exchange.sdmx.query_check import checked
from fairway.exchange.sdmx.query_v1 import format_v1, parse_v1
from fairway.exchange.sdmx.query_v2 import format_v2, parse_v2
from tests.unit.exchange.sdmx.samples import AREA, SEX, STRUCTURE

IDS = st.from_regex(r"\A[A-Z][A-Z0-9_]{0,8}\Z")
CODES = st.tuples(
    st.lists(st.sampled_from(AREA.ids[:9]), unique=True, max_size=3).map(tuple),
    st.lists(st.sampled_from(SEX.ids), unique=True, max_size=3).map(tuple),
)
PERIODS = st.sampled_from(["2020", "2020-Q1", "2021-06"])
LATER = st.sampled_from(["2022", "2023-S2", "2024-12-31"])
MOMENTS = st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001
    lambda one: one.replace(microsecond=0, tzinfo=UTC)
)
VALUES = st.text(st.characters(codec="utf-8", exclude_characters="+,: "), min_size=1, max_size=8)
GROUPS = st.lists(
    st.lists(st.builds(Condition, st.sampled_from(OPERATORS), VALUES), min_size=1, max_size=2).map(tuple),
    min_size=1,
    max_size=2,
    unique=True,
).map(tuple)
FILTERS = st.lists(
    st.builds(Filter, st.sampled_from(["OBS_VALUE", "SOURCE"]), GROUPS), unique_by=lambda one: one.component
)
QUERIES = st.builds(
    DataQuery,
    flow=st.builds(
        FlowReference,
        ids=IDS.map(lambda one: (one,)),
        agencies=(IDS | st.just("*")).map(lambda one: (one,)),
        versions=st.sampled_from(["1.0.0", "~", "*"]).map(lambda one: (one,)),
    ),
    keys=st.lists(CODES, max_size=3, unique=True).map(tuple),
    filters=FILTERS.map(lambda found: tuple(sorted(found, key=lambda one: one.component))),
    start=st.just("") | PERIODS,
    end=st.just("") | LATER,
    updated_after=MOMENTS,
    first_observations=st.none() | st.integers(1, 10**6),
    last_observations=st.none() | st.integers(1, 10**6),
    dimension_at_observation=st.sampled_from(["TIME_PERIOD", "SEX", ALL_DIMENSIONS]),
    attributes=st.none() | st.lists(st.sampled_from(["OBS_STATUS", "SOURCE"]), unique=True).map(tuple),
    measures=st.booleans(),
    include_history=st.booleans(),
    as_of=MOMENTS,
)


def taken_apart(address: str) -> tuple[list[str], dict[str, str]]:
    """The decoded path after `/data` and the parameters, as a web framework gives them."""
    path, _, said = address.partition("?")
    return [unquote(part) for part in path.removeprefix("/data/").split("/")], dict(
        parse_qsl(said, strict_parsing=bool(said))
    )


def canonical(query: DataQuery) -> DataQuery:
    assume(not (query.updated_after and query.as_of and query.updated_after > query.as_of))
    assume(len(query.keys) < 2 or all(any(key) for key in query.keys))
    return checked(query, STRUCTURE)


@settings(deadline=None)
@given(QUERIES)
def test_rest_2_says_every_query(query: DataQuery) -> None:
    wanted = canonical(query)
    path, params = taken_apart(format_v2(wanted, STRUCTURE))
    assert checked(parse_v2(path, params), STRUCTURE) == wanted


@settings(deadline=None)
@given(QUERIES)
def test_rest_1_says_the_same_or_nothing(query: DataQuery) -> None:
    wanted = canonical(query)
    address = format_v1(wanted)
    if address is None:
        assert wanted.filters or wanted.as_of or wanted.attributes or len(wanted.keys) > 1
        return
    path, params = taken_apart(address)
    assert checked(parse_v1(path, params), STRUCTURE, whole_keys=True) == wanted


@settings(deadline=None)
@given(
    st.lists(st.text(max_size=12), max_size=6),
    st.dictionaries(
        st.sampled_from(["c[SEX]", "c[TIME_PERIOD]", "startPeriod", "updatedAfter", "attributes", "firstNObservations"])
        | st.text(max_size=8),
        st.text(max_size=12),
        max_size=3,
    ),
)
def test_any_text_is_understood_or_refused(path: list[str], params: dict[str, str]) -> None:
    for parse in (parse_v1, parse_v2):
        with suppress(QueryMalformed, QueryContradictsStructure):
            checked(parse(path, params), STRUCTURE)
