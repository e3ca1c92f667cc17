"""What can go wrong in the vault, in words for the worker and for whoever keeps the machine. Never a case's content."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError

from fairway.kernel.errors import InputError, InternalError, NotFound, RetryableError
from fairway.kernel.text import Text
from fairway.warehouse.home import FULL

FULL_STATES: Final = frozenset({"53100", "53200", "53000"})
"""SQLSTATE of PostgreSQL: disk full, out of memory, insufficient resources."""


class NotNow(RetryableError):
    """The vault cannot keep or find anything at the moment; nothing was half done.

    Args:
        cause: For the log: `vault-full`, `vault-keys-unwritable`, `vault-busy`.
    """

    def __init__(self, cause: str) -> None:
        super().__init__(
            Text("This could not be kept just now."),
            advice=Text("Nothing is lost: what you sent before is kept. Wait a minute, and send this page again."),
            details={"cause": cause},
        )
        self.slug = cause


class NumberUsed(InputError):
    """What belongs to this number was sent already, or deleted: it cannot be begun again."""

    http_status = 409
    slug = "number-used"

    def __init__(self, *, erased: bool) -> None:
        super().__init__(
            Text("What belonged to this number has been deleted.") if erased else Text("This has been sent already."),
            advice=Text("To write something new, begin again with a new number."),
        )


class NothingHere(NotFound):
    """No report, no draft or no envelope: or no longer."""

    def __init__(self) -> None:
        super().__init__(
            Text("There is nothing here, or it has been deleted."),
            advice=Text("Compare the number. What was deleted, or has expired, cannot be brought back by anybody."),
        )


class NoMoreRoom(InputError):
    """So much is kept under one number that no more is taken: else one number could fill the disk."""

    def __init__(self) -> None:
        super().__init__(
            Text("There is no room for more under your number."),
            advice=Text("What you sent before is kept. For something new, begin again with a new number."),
        )


class NoRoomForFiles(InputError):
    """The disk is nearly full: what is left is kept for words."""

    def __init__(self) -> None:
        super().__init__(
            Text("Files cannot be taken just now."),
            advice=Text("Send it without the file. You can add the file later, with your number."),
        )


class NotSealed(InputError):
    """Something came that is no envelope: nothing is ever kept open."""

    def __init__(self) -> None:
        super().__init__(
            Text("This is not sealed, and was not kept."),
            advice=Text("Write on the page of the case, with JavaScript on, or seal it with age on your machine."),
        )


class SentTwice(InputError):
    """The same form came twice with something else in it."""

    http_status = 409

    def __init__(self) -> None:
        super().__init__(
            Text("This form was already sent, for something else."), advice=Text("Open the page again, and send it.")
        )


class KeyMissing(InternalError):
    """The key of a report that is there is not."""

    def __init__(self) -> None:
        super().__init__(
            Text("The key of this report is missing on the server."),
            advice=Text("Whoever keeps the machine restores the folder of keys: `restore_casework`."),
        )
        self.slug = "vault-key-missing"


class SaltMissing(InternalError):
    """The salt of receipts is gone, and there are reports: a new one would make every number worthless."""

    def __init__(self) -> None:
        super().__init__(
            "The salt of receipts is missing, and there are reports or drafts.",
            advice="Restore the file `salt` in FAIRWAY_CASEWORK_KEYS from the copy of keys (`restore_casework`).",
        )


class KeysOfAnother(InternalError):
    """The folder of keys and the database do not seem to belong to each other: nothing is destroyed."""

    def __init__(self, orphans: int, reports: int) -> None:
        super().__init__(
            f"{orphans} keys belong to no report, and the database has {reports} reports: nothing was swept.",
            advice="Look whether FAIRWAY_CASEWORK_DATABASE_URL and FAIRWAY_CASEWORK_KEYS belong together.",
        )


class ClockInDoubt(InternalError):
    """The clock jumped ahead since reports were erased last: nothing is erased on its word alone."""

    def __init__(self, last: str, today: str) -> None:
        super().__init__(
            f"Expired reports were erased last on {last}; today is said to be {today}. Nothing was erased.",
            advice="If the clock is right, run `python -m fairway_portal erase_expired --after-a-pause`.",
        )


@contextmanager
def told() -> Iterator[None]:
    """Turns a full disk, a refused folder, a busy or unreachable database into `NotNow`.

    What the database said is not passed on: it may quote what was to be kept.
    """
    try:
        yield
    except (OperationalError, InterfaceError) as fault:
        raise NotNow("vault-full" if _full(fault) else "vault-busy") from None
    except DatabaseError as fault:
        if not _full(fault):
            raise
        raise NotNow("vault-full") from None
    except OSError as fault:
        raise NotNow("vault-full" if fault.errno in FULL else _of_folder(fault)) from None


def _of_folder(fault: OSError) -> str:
    return "vault-keys-busy" if fault.errno in (errno.EMFILE, errno.ENFILE) else "vault-keys-unwritable"


def _full(fault: Exception) -> bool:
    cause = fault.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR"))
    return getattr(cause, "sqlstate", None) in FULL_STATES
