"""Queries of both versions of the API: what they ask for, and what is refused with which status."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fairway.exchange.sdmx.content import ALL_DIMENSIONS
from fairway.exchange.sdmx.errors import (
    QueryContradictsStructure,
    QueryMalformed,
    UnknownCodeAsked,
    UnknownComponent,
    WrongKey,
)
from fairway.exchange.sdmx.query import Condition, DataQuery, Filter, FlowReference
from fairway.exchange.sdmx.query_check import checked
from fairway.exchange.sdmx.query_v1 import format_v1, parse_v1
from fairway.exchange.sdmx.query_v2 import format_v2, parse_v2
from tests.unit.exchange.sdmx.samples import STRUCTURE


def one_filter(said: str, component: str = "SEX") -> Filter:
    (found,) = parse_v2([], {f"c[{component}]": said}).filters
    return found


def test_the_flow_reference_of_rest_1() -> None:
    assert parse_v1(["DF_TEST"], {}).flow == FlowReference(("DF_TEST",), ("*",), ("~",))
    assert parse_v1(["FAIRWAY,DF_TEST"], {}).flow == FlowReference(("DF_TEST",), ("FAIRWAY",), ("~",))
    assert parse_v1(["FAIRWAY,DF_TEST,1.0.0"], {}).flow.versions == ("1.0.0",)
    assert parse_v1(["all,DF_TEST,latest"], {}).flow == FlowReference(("DF_TEST",), ("*",), ("~",))
    assert parse_v1(["FAIRWAY,DF_TEST,all"], {}).flow.versions == ("*",)


def test_the_path_of_rest_2_may_be_left_out_from_its_end() -> None:
    assert parse_v2([], {}).flow == FlowReference(context="*")
    assert parse_v2(["dataflow", "FAIRWAY", "DF_TEST"], {}).flow == FlowReference(("DF_TEST",), ("FAIRWAY",))
    several = parse_v2(["*", "A,B", "X,Y", "1.0.0,2.1+.0,+"], {}).flow
    assert several == FlowReference(("X", "Y"), ("A", "B"), ("1.0.0", "2.1+.0", "+"), "*")


def test_keys_with_alternatives_and_wildcards() -> None:
    assert parse_v1(["F", "A0+A1."], {}).keys == ((("A0", "A1"), ()),)
    assert parse_v1(["F", "A0 A1.SEX_M"], {}).keys == ((("A0", "A1"), ("SEX_M",)),)
    assert parse_v1(["F", "all"], {}).keys == ()
    assert parse_v2(["dataflow", "*", "F", "*", "A0.*,*.SEX_M"], {}).keys == ((("A0",), ()), ((), ("SEX_M",)))
    assert parse_v2(["dataflow", "*", "F", "*", "A0,*.*"], {}).keys == ()


def test_a_filter_is_alternatives_of_conditions() -> None:
    def eq(value: str) -> Condition:
        return Condition("eq", value)

    assert one_filter("A").groups == ((eq("A"),),)
    assert one_filter("A,B").groups == ((eq("A"),), (eq("B"),))
    assert one_filter("A,B+C").groups == ((eq("A"),), (eq("B"), eq("C")))
    assert one_filter("ne:A+B").groups == ((Condition("ne", "A"), eq("B")),)
    assert one_filter("ge:1+le:2,ge:3+le:4", "X").groups == (
        (Condition("ge", "1"), Condition("le", "2")),
        (Condition("ge", "3"), Condition("le", "4")),
    )
    assert one_filter("co:men").groups == ((Condition("co", "men"),),)
    assert one_filter("http:x").groups == ((eq("http:x"),),)


def test_a_plain_span_of_time_is_the_same_in_both_versions() -> None:
    one = parse_v1(["F"], {"startPeriod": "2020", "endPeriod": "2024-Q1"})
    for said in ("ge:2020+le:2024-Q1", "le:2024-Q1+ge:2020", "ge:2020 le:2024-Q1"):
        two = parse_v2([], {"c[TIME_PERIOD]": said})
        assert (two.start, two.end, two.filters) == (one.start, one.end, ())
    assert one_filter("2020,2022", "TIME_PERIOD").codes == ("2020", "2022")
    assert one_filter("gt:2020", "TIME_PERIOD").codes is None


def test_all_other_parameters() -> None:
    params = {
        "updatedAfter": "2024-05-31T14:15:00+02:00",
        "firstNObservations": "2",
        "lastNObservations": "3",
        "dimensionAtObservation": "alldimensions",
        "includeHistory": "true",
    }
    wanted = DataQuery(
        updated_after=datetime(2024, 5, 31, 12, 15, tzinfo=UTC),
        first_observations=2,
        last_observations=3,
        dimension_at_observation=ALL_DIMENSIONS,
        include_history=True,
    )
    assert parse_v1(["all"], params) == wanted
    two = parse_v2(["dataflow"], params | {"asOf": "2025-01-01", "attributes": "SOURCE,N_OBS", "measures": "none"})
    assert two.as_of == datetime(2025, 1, 1, tzinfo=UTC)
    assert (two.attributes, two.measures) == (("SOURCE", "N_OBS"), False)


def test_detail_says_what_attributes_and_measures_say() -> None:
    for detail, attributes, measures in (
        ("full", "dsd", "all"),
        ("dataonly", "none", "all"),
        ("serieskeysonly", "none", "none"),
        ("nodata", "all", "none"),
    ):
        one = parse_v1(["F"], {"detail": detail})
        two = parse_v2([], {"attributes": attributes, "measures": measures})
        assert (one.attributes, one.measures) == (two.attributes, two.measures)
        assert one.detail == two.detail == detail
    assert parse_v2([], {"attributes": "dataset,series,msd"}).attributes == ()
    assert parse_v2([], {"attributes": "obs"}).attributes is None


@pytest.mark.parametrize(
    "params",
    [
        {"startPeriod": "2024-13"},
        {"endPeriod": "soon"},
        {"updatedAfter": "yesterday"},
        {"updatedAfter": "0001-01-01T00:00:00+10:00"},
        {"firstNObservations": "0"},
        {"lastNObservations": "-1"},
        {"lastNObservations": "²"},
        {"detail": "some"},
        {"includeHistory": "perhaps"},
        {"startperiod": "2024"},
        {"dimensionAtObservation": "a b"},
    ],
    ids=str,
)
def test_what_rest_1_does_not_know_is_malformed(params: dict[str, str]) -> None:
    with pytest.raises(QueryMalformed) as refused:
        parse_v1(["DF_TEST"], params)
    assert refused.value.http_status == 400


@pytest.mark.parametrize(
    ("path", "params"),
    [
        (["table"], {}),
        (["dataflow", "A", "B", "one"], {}),
        (["dataflow", "A", "B", "1.0", "k", "more"], {}),
        (["dataflow", "A", "B c"], {}),
        (["dataflow", "A", "B", "1.0", "A<b>"], {}),
        ([], {"c[SEX]": ""}),
        ([], {"c[SEX]": "ge:"}),
        ([], {"c[TIME_PERIOD]": "ge:soon"}),
        ([], {"startPeriod": "2024"}),
        ([], {"detail": "full"}),
    ],
    ids=str,
)
def test_what_rest_2_does_not_know_is_malformed(path: list[str], params: dict[str, str]) -> None:
    with pytest.raises(QueryMalformed) as refused:
        parse_v2(path, params)
    assert refused.value.http_status == 400


def test_a_misspelt_parameter_is_told_the_nearest() -> None:
    with pytest.raises(QueryMalformed, match="startPeriod"):
        parse_v1(["F"], {"startperiods": "2024"})
    assert parse_v1(["F"], {"format": "csv"}, also=("format",)) == parse_v1(["F"], {})


def test_times_that_contradict_each_other_are_semantic() -> None:
    for parse, params in (
        (parse_v2, {"updatedAfter": "2025-01-01", "asOf": "2024-01-01"}),
        (parse_v2, {"c[TIME_PERIOD]": "ge:2024+le:2020"}),
    ):
        with pytest.raises(QueryContradictsStructure) as refused:
            parse([], params)
        assert refused.value.http_status == 422


def test_a_key_of_the_wrong_length_names_the_dimensions_in_order() -> None:
    for said, given in (("A0", 1), ("A0.SEX_M.X", 3)):
        with pytest.raises(WrongKey, match=r"REF_AREA\.SEX") as refused:
            checked(parse_v1(["F", said], {}), STRUCTURE, whole_keys=True)
        assert f"{given} dimensions" in refused.value.title
        assert "has 2" in refused.value.title
        assert refused.value.http_status == 422


def test_rest_2_may_leave_the_last_dimensions_out_but_not_add_any() -> None:
    assert checked(parse_v2(["dataflow", "*", "F", "*", "A0"], {}), STRUCTURE).keys == ((("A0",), ()),)
    with pytest.raises(WrongKey):
        checked(parse_v2(["dataflow", "*", "F", "*", "A0.SEX_M.X"], {}), STRUCTURE)


def test_an_unknown_code_is_told_the_nearest() -> None:
    for query in (parse_v1(["F", ".SEX_N"], {}), parse_v2([], {"c[SEX]": "SEX_T,SEX_N"})):
        with pytest.raises(UnknownCodeAsked, match="SEX_") as refused:
            checked(query, STRUCTURE)
        assert refused.value.http_status == 422
    with pytest.raises(UnknownCodeAsked, match="CL_AREA"):
        checked(parse_v1(["F", "zzz."], {}), STRUCTURE)


def test_an_unknown_component_is_told_the_nearest() -> None:
    for query in (
        parse_v2([], {"c[REF_AREAS]": "A0"}),
        parse_v2([], {"attributes": "OBS_STATU"}),
        parse_v2([], {"dimensionAtObservation": "SEXE"}),
    ):
        with pytest.raises(UnknownComponent, match="Did you mean") as refused:
            checked(query, STRUCTURE)
        assert refused.value.http_status == 422


def test_both_versions_come_to_one_form() -> None:
    one = checked(parse_v1(["FAIRWAY,DF_TEST", "A0+A1.SEX_M"], {"detail": "dataonly"}), STRUCTURE)
    params = {"c[REF_AREA]": "A0,A1", "attributes": "none"}
    two = checked(parse_v2(["dataflow", "FAIRWAY", "DF_TEST", "~", "*.SEX_M"], params), STRUCTURE)
    assert one == two
    assert format_v1(one) == "/data/FAIRWAY,DF_TEST,latest/A0+A1.SEX_M?detail=dataonly"
    assert format_v2(one, STRUCTURE) == "/data/dataflow/FAIRWAY/DF_TEST/~/*.SEX_M?c[REF_AREA]=A0,A1&attributes=none"


def test_a_key_and_a_filter_of_one_dimension_must_both_hold() -> None:
    query = checked(parse_v2(["dataflow", "*", "F", "~", "*.SEX_M"], {"c[SEX]": "SEX_F,SEX_T"}), STRUCTURE)
    assert query.keys == (((), ("SEX_M",)),)
    assert [one.codes for one in query.filters] == [("SEX_F", "SEX_T")]
    assert format_v1(query) is None


def test_what_rest_1_cannot_say_has_no_address_there() -> None:
    flow = ["dataflow", "FAIRWAY", "DF_TEST"]
    for query in (
        parse_v2(flow, {"c[OBS_VALUE]": "ge:10"}),
        parse_v2(flow, {"attributes": "SOURCE"}),
        parse_v2(flow, {"asOf": "2024-01-01"}),
        parse_v2([*flow, "~", "A0,A1.SEX_M"], {}),
        parse_v2(["dataflow", "FAIRWAY", "A,B"], {}),
    ):
        assert format_v1(checked(query, STRUCTURE)) is None
    assert format_v1(checked(parse_v2(flow, {}), STRUCTURE)) == "/data/FAIRWAY,DF_TEST,latest/all"
