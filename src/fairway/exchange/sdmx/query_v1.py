"""Data queries of SDMX REST 1 (SDMX 2.1): `/data/{flowRef}/{key}/{providerRef}?startPeriod=…`.

Source: SDMX REST API 1.5, “Data and metadata queries”.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, get_args
from urllib.parse import quote, urlencode

from fairway.exchange.sdmx.content import Content, Detail
from fairway.exchange.sdmx.errors import QueryMalformed
from fairway.exchange.sdmx.header import instant
from fairway.exchange.sdmx.query import ANY, LATEST, DataQuery, FlowReference, Key
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
from fairway.exchange.sdmx.structure import TIME
from fairway.kernel.text import Text

PARAMETERS: Final = (
    "startPeriod",
    "endPeriod",
    "updatedAfter",
    "firstNObservations",
    "lastNObservations",
    "dimensionAtObservation",
    "detail",
    "includeHistory",
)


def parse_v1(path: Sequence[str], params: Mapping[str, str], *, also: Sequence[str] = ()) -> DataQuery:
    """The query that a path and its parameters ask for.

    Args:
        path: The parts after `data`, decoded: flowRef, key, providerRef; the last two may be left out.
        params: The query string, decoded.
        also: Further parameters that the service knows (`format`); they are left alone.

    Returns:
        The query, not yet held against a structure.

    Raises:
        QueryMalformed: It does not comply with the API.
        QueryContradictsStructure: Its times contradict each other.
    """
    parts = [part for part in path if part]
    if not 1 <= len(parts) <= 3:
        raise QueryMalformed(
            Text("A data query names a dataflow, a key and a provider; this one has {count} parts.", count=len(parts)),
            advice=Text("Write /data/AGENCY,DATAFLOW,VERSION/KEY, for instance /data/FAIRWAY,DF_ILMS/A.NPL....?"),
        )
    only_known(params, (*PARAMETERS, *also))
    content = Content.of(_detail(params.get("detail", "full")))
    start, end = (period(params[name]) if name in params else "" for name in ("startPeriod", "endPeriod"))
    query = DataQuery(
        flow=_flow(parts[0]),
        keys=_keys(parts[1]) if len(parts) > 1 else (),
        start=start,
        end=end,
        updated_after=moment(params, "updatedAfter"),
        first_observations=count(params, "firstNObservations"),
        last_observations=count(params, "lastNObservations"),
        dimension_at_observation=at_observation(params),
        attributes=content.attributes,
        measures=content.measures,
        include_history=switch(params, "includeHistory"),
    )
    in_order(query.updated_after, None, start, end)
    return query


def _detail(said: str) -> Detail:
    for one in get_args(Detail):
        if one == said.lower():
            found: Detail = one
            return found
    raise QueryMalformed(
        Text("“{said}” is no detail.", said=said),
        advice=Text("It is one of {known}.", known=", ".join(get_args(Detail))),
        details={"detail": said},
    )


def _flow(said: str) -> FlowReference:
    parts = said.split(",")
    if len(parts) > 3:
        raise QueryMalformed(
            Text("“{said}” names no dataflow.", said=said), advice=Text("Write AGENCY,DATAFLOW,VERSION.")
        )
    if len(parts) == 1:
        return FlowReference((_any(parts[0], "dataflow"),))
    wanted = version(parts[2]) if len(parts) == 3 and parts[2] != "all" else ANY if len(parts) == 3 else LATEST
    return FlowReference((_any(parts[1], "dataflow"),), (_any(parts[0], "agency"),), (wanted,))


def _any(said: str, what: str) -> str:
    return ANY if said.lower() == "all" else identifier(said, what, also=ANY)


def _keys(said: str) -> tuple[Key, ...]:
    if said.lower() == "all" or said == ANY:
        return ()
    return (parse_key(said),)


def parse_key(said: str) -> Key:
    """A key: codes in the order of the dimensions, `.` between dimensions, `+` between codes, nothing or `*` for all.

    Raises:
        QueryMalformed: A code has signs that no code may have.
    """
    return tuple(_codes(part) for part in said.split("."))


def _codes(part: str) -> tuple[str, ...]:
    if part in ("", ANY):
        return ()
    # A client that leaves the plus as it is may have it decoded as a space on its way.
    return tuple(dict.fromkeys(identifier(code, "code") for code in part.replace(" ", "+").split("+")))


def format_v1(query: DataQuery) -> str | None:
    """The path and parameters, after the service's entry point, that ask for the same; None where REST 1 cannot.

    Args:
        query: Held against its structure (`query_check.checked`).
    """
    if not _sayable(query):
        return None
    flow = query.flow
    wanted = "latest" if flow.versions[0] == LATEST else "all" if flow.versions[0] == ANY else flow.versions[0]
    agency, id = ("all" if one == ANY else one for one in (flow.agencies[0], flow.ids[0]))
    key = ".".join("+".join(codes) for codes in query.keys[0]) if query.keys else "all"
    # A key of wildcards alone is nothing but full stops, which a path would lose.
    key = key if key.strip(".") else "all"
    params = {
        "startPeriod": query.start,
        "endPeriod": query.end,
        "updatedAfter": instant(query.updated_after) if query.updated_after else "",
        "firstNObservations": str(query.first_observations or ""),
        "lastNObservations": str(query.last_observations or ""),
        "dimensionAtObservation": "" if query.dimension_at_observation == TIME else query.dimension_at_observation,
        "detail": "" if query.detail == "full" else str(query.detail),
        "includeHistory": "true" if query.include_history else "",
    }
    said = urlencode({name: value for name, value in params.items() if value}, quote_via=quote)
    path = f"/data/{quote(f'{agency},{id},{wanted}', safe=',')}/{quote(key, safe='+.@$')}"
    return f"{path}?{said}" if said else path


def _sayable(query: DataQuery) -> bool:
    flow = query.flow
    single = all(len(ones) == 1 for ones in (flow.ids, flow.agencies, flow.versions))
    whole = single and flow.context in ("dataflow", ANY) and ANY not in flow.ids
    return whole and len(query.keys) <= 1 and not query.filters and query.as_of is None and query.detail is not None
