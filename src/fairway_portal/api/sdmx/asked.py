"""What a request asks of the SDMX service, read from its address and headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote

from django.http import HttpRequest

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.errors import NoSuchStructure, QueryMalformed
from fairway.exchange.sdmx.media import Choice, MediaType
from fairway.kernel.text import Text

Version: TypeAlias = Literal[1, 2]
ALSO: Final = ("format", "lang")
"""Parameters of our own beside those of the standard: for readers who cannot set headers."""
LONGEST: Final = 8_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to the service.

    Attributes:
        version: Of the REST API.
        parts: Of the path, after the version.
        params: The query string; a plus in it is a plus.
        accept: The Accept header.
        languages: Of the reader, best first.
        head: Whether only headers are wanted.
        gzip: Whether the answer may be compressed.
        headers: Those of the request, for conditions.
    """

    version: Version
    parts: tuple[str, ...]
    params: Mapping[str, str]
    accept: str
    languages: tuple[str, ...]
    head: bool
    gzip: bool
    headers: Mapping[str, str]

    @property
    def bare(self) -> dict[str, str]:
        """The parameters of the standard."""
        return {name: value for name, value in self.params.items() if name not in ALSO}

    def choose(self, offered: Sequence[MediaType]) -> Choice:
        """The representation: as `format` says, else by the Accept header.

        Raises:
            NotOffered: None is offered that is acceptable.
        """
        named = self.params.get("format")
        return media.named(named, offered) if named else media.negotiated(self.accept, offered)


def asked(request: HttpRequest, path: str) -> Asked:
    """Reads a request.

    Args:
        request: The request.
        path: What follows `/rest/`.

    Raises:
        NoSuchStructure: It names no version of the API that is here.
        QueryMalformed: A parameter is given twice, or the address is longer than any query.
    """
    first, *parts = path.split("/")
    if first not in ("v1", "v2"):
        raise NoSuchStructure(
            Text("There is no SDMX service at this address."), advice=Text("It is at /rest/v1 and at /rest/v2.")
        )
    if len(request.get_full_path()) > LONGEST:
        raise QueryMalformed(
            Text("The query is longer than {most} characters.", most=LONGEST),
            advice=Text("Ask for fewer codes, or leave out a dimension of which you want nearly all."),
        )
    params = _params(request.META.get("QUERY_STRING", ""))
    named = [params["lang"]] if "lang" in params else []
    return Asked(
        1 if first == "v1" else 2,
        tuple(part for part in parts if part),
        params,
        request.headers.get("Accept", ""),
        (*named, *media.languages(request.headers.get("Accept-Language", ""))),
        # The page cache turns HEAD into GET on its way in.
        request.META["REQUEST_METHOD"] == "HEAD",
        _takes_gzip(request.headers.get("Accept-Encoding", "")),
        request.headers,
    )


def _params(query: str) -> dict[str, str]:
    """The parameters of a query string, in which `+` joins codes and conditions and never means a space."""
    found: dict[str, str] = {}
    for part in query.split("&"):
        name, _, value = part.partition("=")
        name = unquote(name)
        if name in found:
            raise QueryMalformed(
                Text("The parameter {name} is given twice.", name=name),
                advice=Text("Join its values: {name}=A,B.", name=name),
            )
        if name:
            found[name] = unquote(value)
    return found


def _takes_gzip(accept_encoding: str) -> bool:
    """RFC 9110 §12.5.3: gzip, or anything, with a weight above zero."""
    weights: dict[str, float] = {}
    for one in accept_encoding.lower().split(","):
        coding, _, weight = one.replace(" ", "").partition(";q=")
        try:
            weights[coding] = float(weight or 1)
        except ValueError:
            weights[coding] = 0.0
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0
