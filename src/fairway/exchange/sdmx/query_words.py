"""The words of a query's parameters: counts, times, periods, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from fairway.exchange.sdmx.content import ALL_DIMENSIONS
from fairway.exchange.sdmx.errors import QueryContradictsStructure, QueryMalformed
from fairway.exchange.sdmx.nearest import nearest
from fairway.exchange.sdmx.periods import span
from fairway.exchange.sdmx.structure import TIME
from fairway.kernel.text import Text

ID: Final = re.compile(r"^[A-Za-z0-9_@$-]+$")
_VERSION: Final = re.compile(r"^[0-9]+(?:\.[0-9]+\+?)*\+?(?:\.[0-9]+)*(?:-[A-Za-z0-9.-]+)?$|^[*+~]$|^latest$")


def only_known(params: Mapping[str, str], known: Sequence[str]) -> None:
    """Refuses a parameter that the API does not have.

    Raises:
        QueryMalformed: With the nearest one that it has.
    """
    for name in params:
        if name not in known:
            near = nearest(name, known)
            raise QueryMalformed(
                Text("A data query has no parameter {name}.", name=name),
                advice=Text("Did you mean {names}?", names=", ".join(near))
                if near
                else Text("It has {names}.", names=", ".join(known)),
                details={"parameter": name, "known": list(known)},
            )


def identifier(said: str, what: str, *, also: str = "") -> str:
    """An id of an artefact or a component.

    Raises:
        QueryMalformed: It is none.
    """
    if said in also or ID.match(said) or (what == "agency" and re.match(r"^[A-Za-z][\w.-]*$", said)):
        return said
    raise QueryMalformed(
        Text("“{said}” is not the id of a {what}.", said=said, what=what),
        advice=Text("An id has letters, digits and the signs _ @ $ and -."),
        details={what: said},
    )


def version(said: str) -> str:
    """A version, `*`, `~` or `+`; `latest` is `~`.

    Raises:
        QueryMalformed: It is none.
    """
    if not _VERSION.match(said):
        raise QueryMalformed(
            Text("“{said}” is not a version.", said=said),
            advice=Text("Write it as 1.0.0, or ~ for the latest, + for the latest stable, * for all."),
        )
    return "~" if said == "latest" else said


def count(params: Mapping[str, str], name: str) -> int | None:
    """A positive number of observations.

    Raises:
        QueryMalformed: It is none.
    """
    said = params.get(name)
    if said is None:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", said) or int(said) < 1:
        raise QueryMalformed(
            Text("{name} is a whole number from 1, not “{said}”.", name=name, said=said), details={name: said}
        )
    return int(said)


def moment(params: Mapping[str, str], name: str) -> datetime | None:
    """A date time; one without a zone is taken as UTC. A space stands for the plus that a client forgot to encode.

    Raises:
        QueryMalformed: It is none.
    """
    said = params.get(name)
    if said is None:
        return None
    try:
        found = datetime.fromisoformat(re.sub(r" (\d\d:\d\d)$", r"+\1", said))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise QueryMalformed(
            Text("{name} is a date and time, not “{said}”.", name=name, said=said),
            advice=Text("Write it as 2024-05-31T14:15:00Z."),
            details={name: said},
        ) from None


def period(said: str) -> str:
    """A period.

    Raises:
        QueryMalformed: It is none.
    """
    span(said)
    return said


def switch(params: Mapping[str, str], name: str) -> bool:
    """True or false; false where it is not given.

    Raises:
        QueryMalformed: Neither.
    """
    said = params.get(name, "false").lower()
    if said not in ("true", "false"):
        raise QueryMalformed(Text("{name} is true or false, not “{said}”.", name=name, said=said), details={name: said})
    return said == "true"


def at_observation(params: Mapping[str, str]) -> str:
    """The dimension at the observation; `AllDimensions` in any case of letters."""
    said = params.get("dimensionAtObservation", TIME)
    return ALL_DIMENSIONS if said.lower() == ALL_DIMENSIONS.lower() else identifier(said, "dimension")


def in_order(updated_after: datetime | None, as_of: datetime | None, start: str, end: str) -> None:
    """Refuses times that contradict each other.

    Raises:
        QueryContradictsStructure: `updatedAfter` is after `asOf`, or the first period after the last.
    """
    if updated_after and as_of and updated_after > as_of:
        raise QueryContradictsStructure(
            Text("updatedAfter is later than asOf."), advice=Text("Give an earlier updatedAfter, or a later asOf.")
        )
    if start and end and span(start)[0] > span(end)[1]:
        raise QueryContradictsStructure(
            Text("The first period, {start}, is after the last, {end}.", start=start, end=end),
            advice=Text("Exchange them."),
            details={"start": start, "end": end},
        )
