"""JSON that went from one machine to another: read strictly, with one answer to whatever is wrong with it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from typing import Any, TypeVar

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text

Made = TypeVar("Made")


class FileUnreadable(InputError):
    """It is not the file that belongs here."""

    def __init__(self) -> None:
        super().__init__(
            Text("This is not the file that belongs here, or it is damaged."),
            advice=Text("Download it again, and give it as it is: nothing in it may be changed by hand."),
        )


def read(content: bytes, form: str, make: Callable[[dict[str, Any]], Made]) -> Made:
    """What a file says.

    Args:
        content: JSON in UTF-8.
        form: What its member `form` must be.
        make: Makes the value of it; may raise whatever a missing or wrong member leads to.

    Raises:
        FileUnreadable: It is another file, or damaged.
    """
    try:
        said = json.loads(content)
        if said["form"] != form:
            raise FileUnreadable
        return make(said)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise FileUnreadable from fault


def written(form: str, **members: Any) -> bytes:
    """A file of a form."""
    return json.dumps({"form": form, **members}, indent=1, sort_keys=True).encode()


def packed(content: bytes) -> str:
    """Bytes as JSON can hold them."""
    return base64.b64encode(content).decode("ascii")


def unpacked(said: str) -> bytes:
    """The bytes again.

    Raises:
        ValueError: They are none; `read` answers to it.
    """
    try:
        return base64.b64decode(said, validate=True)
    except binascii.Error as fault:
        raise ValueError(said[:8]) from fault


def hexadecimal(said: Any, digits: int) -> str:
    """Hexadecimal digits, in lower case.

    Raises:
        ValueError: They are none, or of another number.
    """
    if not isinstance(said, str) or len(said) != digits or set(said) - set("0123456789abcdef"):
        raise ValueError(digits)
    return said
