"""What the operations share: their language, their JSON, the problems they may answer with."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query
from pydantic import BeforeValidator, Field

from fairway.corridors import report
from fairway.corridors.profile_value import Profile
from fairway.kernel.corridor import Sex
from fairway.kernel.errors import OutOfRange
from fairway.reference import places
from fairway_portal.api.problems import Problem
from fairway_portal.design import speech
from fairway_portal.design.addresses import absolute, with_query

PROBLEMS: Final = {404: Problem, 422: Problem}

Language = Annotated[
    Literal["en", "fr", "es", "ar"] | None,
    Query(None, description="Language of names and sentences; by default that of Accept-Language, else English."),
]
SexOf = Annotated[str, Query("", description="`F` women, `M` men; both by default.", max_length=10)]


def _western_digits(asked: object) -> object:
    """`٢٠٢٤` → `2024`: the digits of any script, as the pages read them."""
    if isinstance(asked, str) and len(asked) <= 9 and asked.strip().isdecimal():
        return str(int(asked))
    return asked


YearOf = Annotated[
    int | None,
    BeforeValidator(_western_digits),
    Query(None, ge=1950, le=2100, description="Figures of this year or the last before it; the latest by default."),
]
Code = Annotated[str, Field(max_length=80, description="ISO 3166-1 alpha-3 code, or a name in any language.")]


def sex_of(asked: str) -> Sex | None:
    """The sex that a parameter means.

    Raises:
        OutOfRange: No source records it.
    """
    key = asked.strip().casefold()
    if key not in places.SEXES:
        raise OutOfRange(
            f"“{asked}” is not a sex that the sources record.",
            advice="Use F (women), M (men), or leave it out for both.",
        )
    return places.SEXES[key]


def answer(values: dict[str, Any]) -> HttpResponse:
    """Values as JSON."""
    return HttpResponse(json.dumps(values, ensure_ascii=False), content_type="application/json")


def profile_answer(request: HttpRequest, profile: Profile, page: str) -> HttpResponse:
    """A profile as JSON, with the address of its page."""
    return answer({**report.as_json(profile, speech.current()), "page": absolute(request, page)})


def address(request: HttpRequest, name: str, *parts: str, **query: object) -> str:
    """The absolute address of an operation."""
    return absolute(request, with_query(reverse(f"api:{name}", args=parts), **query))
