"""The forms that a device sends, as JSON: a list of at most 200, each with an instance of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text

MOST_FORMS: Final = 200
MOST_BYTES: Final = 2_000_000
LONGEST: Final = {"survey": 60, "version": 40, "language": 16}
AGAIN: Final = Text("The forms stay on the device: send them again.")


class BatchUnreadable(InputError):
    """What was sent is no list of forms."""

    slug = "batch-unreadable"
    http_status = 400


class BatchTooLarge(InputError):
    """More than one request may hold."""

    slug = "batch-too-large"
    http_status = 413


@dataclass(frozen=True, slots=True)
class SentForm:
    """One form.

    Attributes:
        answers: Name of a question or column → what is written there.
        as_written: Whether what is doubtful was confirmed.
    """

    instance: UUID
    survey: str
    version: str
    language: str
    answers: dict[str, Any]
    as_written: bool


def read_batch(request: HttpRequest) -> tuple[SentForm, ...]:
    """The forms of a request.

    Raises:
        BatchTooLarge: More than 200 forms or 2 MB.
        BatchUnreadable: Cut off, not JSON, or not of this shape.
    """
    size = str(request.META.get("CONTENT_LENGTH") or "")
    if size.isdecimal() and int(size) > MOST_BYTES:
        raise BatchTooLarge(
            Text("The request holds more than {most} bytes.", most=MOST_BYTES), advice=Text("Send fewer forms at once.")
        )
    body = request.body
    if size.isdecimal() and len(body) < int(size):
        raise BatchUnreadable(Text("What was sent is cut off."), advice=AGAIN)
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise BatchUnreadable(Text("What was sent is not JSON."), advice=AGAIN) from fault
    if not isinstance(sent, list):
        raise BatchUnreadable(Text("What was sent is no list of forms."), advice=AGAIN)
    if len(sent) > MOST_FORMS:
        raise BatchTooLarge(
            Text("{n} forms were sent; at most {most} are taken at once.", n=len(sent), most=MOST_FORMS),
            advice=Text("Send fewer forms at once."),
        )
    return tuple(_form(one, at) for at, one in enumerate(sent, start=1))


def _form(sent: Any, at: int) -> SentForm:
    if not isinstance(sent, dict):
        raise _misshapen(at, "form")
    for name, most in LONGEST.items():
        if not isinstance(sent.get(name), str) or len(sent[name]) > most:
            raise _misshapen(at, name)
    if not isinstance(sent.get("answers"), dict):
        raise _misshapen(at, "answers")
    if not isinstance(sent.get("as_written", False), bool):
        raise _misshapen(at, "as_written")
    try:
        instance = UUID(sent["instance"])
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _misshapen(at, "instance") from fault
    return SentForm(
        instance, sent["survey"], sent["version"], sent["language"], sent["answers"], sent.get("as_written", False)
    )


def _misshapen(at: int, name: str) -> BatchUnreadable:
    return BatchUnreadable(
        Text("Form {at} of the list: “{name}” is missing or of another kind.", at=at, name=name),
        advice=Text("Each form has instance (a UUID), survey, version, language and answers (a table)."),
    )
