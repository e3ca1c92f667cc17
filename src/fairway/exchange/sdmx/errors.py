"""What can be wrong with observations that are to be written, and with what is asked of an SDMX service.

Source: SDMX REST API, “Error handling and status information”: 400 where a query does not comply with the API, 404
where nothing is found, 406 where no representation fits, 422 where a query is well-formed and contradicts the
structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fairway.kernel.errors import InputError, NotFound
from fairway.kernel.text import Text


class ObservationsUnwritable(InputError):
    """A table of observations that no SDMX message may hold."""

    slug = "observations-unwritable"


class QueryMalformed(InputError):
    """A query that does not comply with the SDMX REST API."""

    http_status = 400
    slug = "sdmx-query-malformed"


class QueryContradictsStructure(InputError):
    """A well-formed query that asks for what the structure does not have."""

    slug = "sdmx-query-contradicts-structure"


class WrongKey(QueryContradictsStructure):
    """A key with more or fewer dimensions than the structure."""

    slug = "sdmx-wrong-key"

    def __init__(self, key: str, given: int, dimensions: Sequence[str]) -> None:
        super().__init__(
            Text(
                "The key “{key}” has {given} dimensions; this dataflow has {wanted}.",
                key=key,
                given=given,
                wanted=len(dimensions),
            ),
            advice=Text(
                "Give the dimensions in this order, with a full stop between: {order}.", order=".".join(dimensions)
            ),
            details={"key": key, "given": given, "dimensions": list(dimensions)},
        )


class UnknownComponent(QueryContradictsStructure):
    """A dimension, attribute or measure that the structure does not have."""

    slug = "sdmx-unknown-component"

    def __init__(self, asked: str, known: Iterable[str], nearest: Sequence[str]) -> None:
        names = list(known)
        super().__init__(
            Text("This dataflow has no component {asked}.", asked=asked),
            advice=Text("It has {known}.", known=", ".join(names))
            if not nearest
            else Text("Did you mean {names}?", names=", ".join(nearest)),
            details={"asked": asked, "known": names, "suggestions": list(nearest)},
        )


class UnknownCodeAsked(QueryContradictsStructure):
    """A code that the dimension's list does not have."""

    slug = "sdmx-unknown-code"

    def __init__(self, component: str, code_list: str, asked: str, nearest: Sequence[str]) -> None:
        super().__init__(
            Text("{component} has no code {asked}.", component=component, asked=asked),
            advice=Text("Did you mean {names}?", names=", ".join(nearest))
            if nearest
            else Text("Its codes are in the code list {code_list}.", code_list=code_list),
            details={"component": component, "asked": asked, "code_list": code_list, "suggestions": list(nearest)},
        )


class NotOffered(InputError):
    """A representation that is not offered: the answer lists those that are."""

    http_status = 406
    slug = "sdmx-not-offered"

    def __init__(self, asked: str, offered: Sequence[str]) -> None:
        super().__init__(
            Text("Nothing that was asked for is offered: {asked}.", asked=asked),
            advice=Text("Ask for one of these: {offered}.", offered=", ".join(offered)),
            details={"asked": asked, "offered": list(offered)},
        )


class NoSuchStructure(NotFound):
    """A structure, dataflow or code list that is not here."""

    slug = "sdmx-no-such-structure"
