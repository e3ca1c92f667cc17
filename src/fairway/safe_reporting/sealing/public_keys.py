"""A file of public keys, as the portal publishes it: for whoever seals without the portal."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.sealing.identities import checked_recipient

SEALED_TO: Final = ("handler", "recovery")
"""Purposes of keys to which reports and messages are sealed; escrow keys only by name."""


class NotADirectory(InputError):
    """This is no file of public keys."""

    def __init__(self) -> None:
        super().__init__(
            Text("This is no file of public keys."), advice=Text("Take the file that api/casework/keys gives.")
        )


def read_directory(content: bytes, offices: Collection[str] = ()) -> tuple[str, ...]:
    """The public keys of a file.

    Args:
        content: JSON as `api/casework/keys` gives it.
        offices: Numbers of offices, as text; none: of every one. Recovery keys are always among them.

    Raises:
        NotADirectory: It is something else.
        NotAKey: One of its keys is none.
    """
    try:
        rows: Any = json.loads(content)["keys"]
        return tuple(checked_recipient(str(row["public"])) for row in rows if _wanted(row, offices))
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise NotADirectory from fault


def _wanted(row: dict[str, Any], offices: Collection[str]) -> bool:
    if row["purpose"] not in SEALED_TO:
        return False
    return not offices or row["purpose"] == "recovery" or str(row["office"]) in offices
