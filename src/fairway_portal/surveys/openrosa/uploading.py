"""The files of one submission, whole: a body that ends too early is told from one that is complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from fairway.exchange.xform_answers import SubmissionUnreadable
from fairway.kernel.text import Text
from fairway_portal.surveys.openrosa.answering import CUT_OFF, MOST_CONTENT

_NOT_IN_A_NAME: Final = re.compile(r"[^\w.-]+")
AGAIN: Final = Text("Send the form again; what is on the device stays there until it has arrived.")


class SubmissionTooLarge(SubmissionUnreadable):
    """More than one form and its files may weigh."""

    http_status = 413


@dataclass(frozen=True, slots=True)
class Uploaded:
    """One file of a submission: its field, its name, its media type, its bytes."""

    field: str
    name: str
    kind: str
    content: bytes


class _Counted:
    """A body that knows how much of it was read."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.read_bytes = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        chunk = bytes(self.request.read(size))
        self.read_bytes += len(chunk)
        return chunk


class _InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory, however long: on the disk, it would outlive a server that is killed."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Django would ask how long the body is; it was asked already."""
        self.activated = True


def uploaded(request: HttpRequest) -> list[Uploaded]:
    """Every file of a submission.

    Raises:
        SubmissionTooLarge: It weighs more than `MOST_CONTENT`.
        SubmissionUnreadable: It is no form with files, or ended before it was whole.
    """
    said = str(request.META.get("CONTENT_LENGTH") or "")
    length = int(said) if said.isdecimal() else 0
    if length > MOST_CONTENT:
        raise SubmissionTooLarge(
            Text("The submission is too large."), advice=Text("Send fewer or smaller files with one form.")
        )
    if not str(request.META.get("CONTENT_TYPE", "")).startswith("multipart/form-data") or not length:
        raise SubmissionUnreadable(Text("The submission is no form with files."), advice=AGAIN)
    body = _Counted(request)
    try:
        _, files = MultiPartParser(request.META, body, [_InMemory(request)]).parse()  # type: ignore[arg-type]
    except MultiPartParserError as fault:
        raise SubmissionUnreadable(CUT_OFF) from fault
    if body.read_bytes < length:
        raise SubmissionUnreadable(CUT_OFF)
    return list(_whole(files))


def _whole(files: object) -> Iterator[Uploaded]:
    for field, several in files.lists():  # type: ignore[attr-defined]
        for one in several:
            name = _NOT_IN_A_NAME.sub("_", one.name or "file")[:120]
            yield Uploaded(field, name, one.content_type or "application/octet-stream", one.read())
