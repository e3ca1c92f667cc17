"""The public log: day by day what was committed to, and the signed head of each day.

An entry is a line of text, so that anybody can hash it: `filing 2026-11-23 <64 hexadecimal digits>`. The entries of a
day stand in the order of their digits, and their number is filled up with random ones (`padding`): neither order nor
number tells when, or how often, somebody reported.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.proofs.heads import Head, head_of
from fairway.safe_reporting.proofs.merkle import Tree
from fairway.safe_reporting.proofs.reading_json import day_of, hash_of, listed, read_json

FORM: Final = "fairway-filing-log/1"
FILING: Final = "filing"
DIRECTORY: Final = "directory"
SMALLEST_DAY: Final = 16
STEP: Final = 4


class LogUnreadable(InputError):
    """A file that is no log of filings."""

    slug = "filing-log-unreadable"

    def __init__(self) -> None:
        super().__init__(Text("This is no log of filings."), advice=Text("Fetch it again; it ends in log.json."))


@dataclass(frozen=True, slots=True)
class LogDay:
    """What a day added.

    Attributes:
        day: The day that was closed.
        filings: Commitments, 64 hexadecimal digits each, sorted; random ones among them.
        directory: Commitment to the list of handlers' public keys where it changed, else "".
        head: Of the log at its end.
    """

    day: date
    filings: tuple[str, ...]
    directory: str
    head: Head

    @property
    def entries(self) -> Iterator[bytes]:
        """Its entries, as they are hashed."""
        return entries_of(self.day, self.filings, self.directory)


def entry(kind: str, day: date, commitment: str) -> bytes:
    """An entry, as it is hashed.

    Args:
        kind: `filing` or `directory`.
        day: The day that was closed.
        commitment: 64 hexadecimal digits.
    """
    return f"{kind} {day.isoformat()} {commitment}\n".encode()


def entries_of(day: date, filings: Iterable[str], directory: str) -> Iterator[bytes]:
    """The entries of a day: filings in the order of their digits, then the directory."""
    yield from (entry(FILING, day, one) for one in sorted(filings))
    if directory:
        yield entry(DIRECTORY, day, directory)


def padding(filings: int) -> tuple[str, ...]:
    """Random commitments that fill a day up to 16, 64, 256 … entries: nobody can tell them from filings.

    Args:
        filings: How many there are.
    """
    size = SMALLEST_DAY
    while size < filings:
        size *= STEP
    return tuple(secrets.token_hex(32) for _ in range(size - filings))


def directory_commitment(directory: bytes, day: date) -> str:
    """What the log says of the list of public keys on a day; the list itself is published beside it.

    Args:
        directory: Canonical JSON of the keys that are in use.
        day: On which it changed.
    """
    tagged = f"fairway-directory/1\n{day.isoformat()}\n".encode() + hashlib.sha256(directory).digest()
    return hashlib.sha256(tagged).hexdigest()


def day_as_json(one: LogDay) -> dict[str, Any]:
    """A day, as files hold it; it never changes."""
    head = {name: value for name, value in one.head.as_json().items() if name != "day"}
    return {"day": one.day.isoformat(), "filings": list(one.filings), "directory": one.directory, "head": head}


def log_as_json(days: Iterable[LogDay]) -> Iterator[str]:
    """The log as a file, day by day."""
    yield '{"form": ' + json.dumps(FORM) + ', "days": ['
    before = "\n"
    for one in days:
        yield before + json.dumps(day_as_json(one))
        before = ",\n"
    yield "\n]}\n"


def log_of_json(text: str) -> tuple[LogDay, ...]:
    """The log of a file; what stands there is not believed yet (`verifying`).

    Raises:
        LogUnreadable: It is none.
    """
    given = read_json(text)
    try:
        if given["form"] != FORM:
            raise LogUnreadable
        return tuple(_day(one) for one in listed(given["days"]))
    except (KeyError, TypeError, ValueError) as fault:
        raise LogUnreadable from fault


def _day(given: Any) -> LogDay:
    day = day_of(given["day"])
    filings = tuple(hash_of(one).hex() for one in listed(given["filings"]))
    directory = given["directory"] and hash_of(given["directory"]).hex()
    return LogDay(day, filings, directory, head_of(given["head"] | {"day": given["day"]}))


def tree_of(days: Sequence[LogDay]) -> Tree:
    """The tree over all entries."""
    return Tree(one for day in days for one in day.entries)
