"""Data queries of SDMX REST 2 (SDMX 3.0): `/data/{context}/{agency}/{id}/{version}/{key}?c[DIM]=…`.

Source: SDMX REST API 2.0, “Data queries”.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal
from urllib.parse import quote

from fairway.exchange.sdmx.errors import QueryMalformed
from fairway.exchange.sdmx.header import instant
from fairway.exchange.sdmx.query import (
    ANY,
    LATEST,
    OPERATORS,
    Condition,
    DataQuery,
    Filter,
    FlowReference,
    Key,
    Operator,
)
from fairway.exchange.sdmx.query_v1 import parse_key
from fairway.exchange.sdmx.query_words import (
    at_observation,
    count,
    identifier,
    in_order,
    moment,
    only_known,
    period,
    switch,
    version,
)
from fairway.exchange.sdmx.structure import TIME, DataStructure
from fairway.kernel.text import Text

PARAMETERS: Final = (
    "updatedAfter",
    "firstNObservations",
    "lastNObservations",
    "dimensionAtObservation",
    "attributes",
    "measures",
    "includeHistory",
    "asOf",
)
_FILTER: Final = re.compile(r"^c\[([^\[\]]+)\]$")
_SPACED: Final = re.compile(rf" (?=(?:{'|'.join(OPERATORS)}):)")
_CONTEXTS: Final = ("dataflow", "datastructure", "provisionagreement", "*")
_ALL: Final = frozenset({"all", "dsd"})
_NONE: Final = frozenset({"none", "msd", "dataset", "series"})
"""Keywords for attributes that no structure here has: all are attached to the observation."""


def parse_v2(path: Sequence[str], params: Mapping[str, str], *, also: Sequence[str] = ()) -> DataQuery:
    """The query that a path and its parameters ask for.

    Args:
        path: The parts after `data`, decoded: context, agency, id, version, key; any of the last may be left out.
        params: The query string, decoded.
        also: Further parameters that the service knows (`format`); they are left alone.

    Returns:
        The query, not yet held against a structure.

    Raises:
        QueryMalformed: It does not comply with the API.
        QueryContradictsStructure: Its times contradict each other.
    """
    parts = [part for part in path if part]
    if len(parts) > 5:
        raise QueryMalformed(
            Text("A data query has at most five parts; this one has {count}.", count=len(parts)),
            advice=Text("Write /data/dataflow/AGENCY/DATAFLOW/VERSION/KEY."),
        )
    only_known({name: "" for name in params if not _FILTER.match(name)}, (*PARAMETERS, *also))
    filters, start, end = _filters(params)
    query = DataQuery(
        flow=_flow(parts[:4]),
        keys=_keys(parts[4]) if len(parts) > 4 else (),
        filters=filters,
        start=start,
        end=end,
        updated_after=moment(params, "updatedAfter"),
        first_observations=count(params, "firstNObservations"),
        last_observations=count(params, "lastNObservations"),
        dimension_at_observation=at_observation(params),
        attributes=_attributes(params.get("attributes", "dsd")),
        measures=_words(params.get("measures", "all")) != ("none",),
        include_history=switch(params, "includeHistory"),
        as_of=moment(params, "asOf"),
    )
    in_order(query.updated_after, query.as_of, start, end)
    return query


def _words(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identifier(one, "component") for one in said.split(",") if one))


def _attributes(said: str) -> tuple[str, ...] | None:
    words = _words(said)
    if _ALL.intersection(words) or "obs" in words:
        return None
    return tuple(one for one in words if one not in _NONE)


def _flow(parts: Sequence[str]) -> FlowReference:
    context, agencies, ids, versions = (*parts, *(ANY, ANY, ANY, LATEST)[len(parts) :])
    if context not in _CONTEXTS:
        raise QueryMalformed(
            Text("“{context}” is not where data come from.", context=context),
            advice=Text("Begin the path with dataflow, or with *."),
            details={"context": context},
        )
    known: Literal["dataflow", "datastructure", "provisionagreement", "*"] = next(
        one for one in ("dataflow", "datastructure", "provisionagreement", "*") if one == context
    )
    return FlowReference(
        tuple(identifier(one, "dataflow", also=ANY) for one in ids.split(",")),
        tuple(identifier(one, "agency", also=ANY) for one in agencies.split(",")),
        tuple(version(one) for one in versions.split(",")),
        known,
    )


def _keys(said: str) -> tuple[Key, ...]:
    keys = () if said == ANY else tuple(parse_key(one) for one in said.split(","))
    # An alternative without any code asks for everything, and so do all of them together.
    return () if any(not any(key) for key in keys) else keys


def _filters(params: Mapping[str, str]) -> tuple[tuple[Filter, ...], str, str]:
    """The filters by component; a plain span of time comes apart from them."""
    found: list[Filter] = []
    start = end = ""
    for name, said in params.items():
        matched = _FILTER.match(name)
        if not matched:
            continue
        one = Filter(identifier(matched[1], "component"), _groups(name, said))
        span = _span(one)
        if span is None:
            found.append(one)
        else:
            start, end = span
    return tuple(sorted(found, key=lambda one: one.component)), start, end


def _groups(name: str, said: str) -> tuple[tuple[Condition, ...], ...]:
    # A plus that a client left as it is may have been decoded as a space on its way.
    spaced = _SPACED.sub("+", said)
    groups = tuple(tuple(_condition(name, one) for one in group.split("+")) for group in spaced.split(","))
    return tuple(dict.fromkeys(groups))


def _condition(name: str, said: str) -> Condition:
    operator, colon, value = said.partition(":")
    known: dict[str, Operator] = {one: one for one in OPERATORS}
    one = Condition(known[operator], value) if colon and operator in known else Condition("eq", said)
    if not one.value:
        raise QueryMalformed(
            Text("{name} compares with nothing.", name=name),
            advice=Text("Write {name}=A, {name}=A,B or {name}=ge:2020+le:2024.", name=name),
            details={name: said},
        )
    if name == f"c[{TIME}]" and one.operator in ("eq", "ne", "lt", "le", "gt", "ge"):
        period(one.value)
    return one


def _span(one: Filter) -> tuple[str, str] | None:
    """First and last period, where a filter of time is no more than these."""
    if one.component != TIME or len(one.groups) != 1:
        return None
    said = [(condition.operator, condition.value) for condition in one.groups[0]]
    bounds = dict(said)
    if len(bounds) != len(said) or not set(bounds) <= {"ge", "le"}:
        return None
    return bounds.get("ge", ""), bounds.get("le", "")


def format_v2(query: DataQuery, structure: DataStructure) -> str:
    """The path and parameters, after the service's entry point, that ask for the same.

    Several codes of a dimension are said as a filter of it, which every service of REST 2 knows.

    Args:
        query: Held against its structure (`query_check.checked`).
        structure: Gives the names of the dimensions.
    """
    flow = query.flow
    parts = [flow.context, ",".join(flow.agencies), ",".join(flow.ids), ",".join(flow.versions)]
    keys, filters = _said_keys(query, structure)
    params = {f"c[{one.component}]": _said(one) for one in (*filters, *query.filters)}
    if query.start or query.end:
        bounds = (("ge", query.start), ("le", query.end))
        params[f"c[{TIME}]"] = "+".join(f"{operator}:{value}" for operator, value in bounds if value)
    params |= _said_params(query)
    path = "/".join(quote(part, safe="*+~,.@$") for part in (*parts, *([keys] if keys else [])))
    said = "&".join(f"{quote(name, safe='[]')}={quote(value, safe=':,')}" for name, value in params.items())
    return f"/data/{path}?{said}" if said else f"/data/{path}"


def _said_params(query: DataQuery) -> dict[str, str]:
    attributes = "" if query.attributes is None else ",".join(query.attributes) or "none"
    said = {
        "updatedAfter": instant(query.updated_after) if query.updated_after else "",
        "firstNObservations": str(query.first_observations or ""),
        "lastNObservations": str(query.last_observations or ""),
        "dimensionAtObservation": "" if query.dimension_at_observation == TIME else query.dimension_at_observation,
        "attributes": attributes,
        "measures": "" if query.measures else "none",
        "includeHistory": "true" if query.include_history else "",
        "asOf": instant(query.as_of) if query.as_of else "",
    }
    return {name: value for name, value in said.items() if value}


def _said(one: Filter) -> str:
    return ",".join("+".join(_said_condition(each) for each in group) for group in one.groups)


def _said_condition(one: Condition) -> str:
    return one.value if one.operator == "eq" and ":" not in one.value else f"{one.operator}:{one.value}"


def _said_keys(query: DataQuery, structure: DataStructure) -> tuple[str, list[Filter]]:
    """The keys as the path has them, and the filters that say the rest of a single key."""
    if len(query.keys) != 1:
        return ",".join(".".join("+".join(codes) or ANY for codes in key) for key in query.keys), []
    filters = [
        Filter(one.id, tuple((Condition("eq", code),) for code in codes))
        for one, codes in zip(structure.dimensions, query.keys[0], strict=True)
        if len(codes) > 1
    ]
    single = [codes[0] if len(codes) == 1 else ANY for codes in query.keys[0]]
    return (".".join(single) if any(one != ANY for one in single) else ""), filters
