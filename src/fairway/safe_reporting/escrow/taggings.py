"""The two files between the portal and the escrow handler's machine: tickets go out, tags come back.

Each tag says which ticket it is of, by the ticket's own digest, and the whole list belongs to one download: so tags of
other tickets, or of another day, are seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from fairway.safe_reporting.escrow import reading_json
from fairway.safe_reporting.escrow.reading_json import FileUnreadable, hexadecimal
from fairway.safe_reporting.escrow.tags import KEY_ID_DIGITS, TAG_DIGITS, key_id, tag_key, tag_of
from fairway.safe_reporting.escrow.tickets import opened

TICKETS: Final = "fairway-escrow-tickets/1"
TAGS: Final = "fairway-escrow-tags/1"
_LONGEST_BATCH: Final = 200
_ID_DIGITS: Final = 32


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket as the portal hands it out; `id` is the entry's, not the report's."""

    id: str
    ticket: bytes


@dataclass(frozen=True, slots=True)
class Tag:
    """The tag of one ticket, and the digest (SHA-256) of the ticket it was made of."""

    id: str
    digest: str
    tag: str


@dataclass(frozen=True, slots=True)
class Tagging:
    """The tags of one download.

    Attributes:
        batch: What the portal wrote on the download.
        key: `tags.key_id` of the key they were made with.
        tags: One for each ticket.
    """

    batch: str
    key: str
    tags: tuple[Tag, ...]


def digest_of(ticket: bytes) -> str:
    """SHA-256 of a ticket, hexadecimal."""
    return hashlib.sha256(ticket).hexdigest()


def tickets_file(batch: str, waiting: Sequence[Waiting]) -> bytes:
    """The download."""
    rows = [{"id": one.id, "ticket": reading_json.packed(one.ticket)} for one in waiting]
    return reading_json.written(TICKETS, batch=batch, tickets=rows)


def read_tickets(content: bytes) -> tuple[str, tuple[Waiting, ...]]:
    """Batch and tickets of a download.

    Raises:
        FileUnreadable: It is none.
    """

    def make(said: dict[str, Any]) -> tuple[str, tuple[Waiting, ...]]:
        return str(said["batch"]), waiting_of(said["tickets"])

    return reading_json.read(content, TICKETS, make)


def waiting_of(rows: Any) -> tuple[Waiting, ...]:
    """Tickets of a list in JSON."""
    found = tuple(Waiting(hexadecimal(row["id"], _ID_DIGITS), reading_json.unpacked(row["ticket"])) for row in rows)
    _once([one.id for one in found])
    return found


def tagged(content: bytes, identities: Sequence[str]) -> Tagging:
    """The tags of a download.

    Args:
        content: As `tickets_file` made it.
        identities: The escrow handler's secret keys; the tags are made with the first, so that it stays first when
            others follow.

    Raises:
        FileUnreadable: It is no download.
        EnvelopeDamaged, NotForThisKey, EnvelopeSwapped: A ticket is none of hers.
    """
    batch, waiting = read_tickets(content)
    key = tag_key(identities[0])
    made = tuple(
        Tag(one.id, digest_of(one.ticket), tag_of(key, opened(one.ticket, identities).agency)) for one in waiting
    )
    return Tagging(batch, key_id(key), made)


def written(tagging: Tagging) -> bytes:
    """The tags as the file that goes back."""
    rows = [{"id": one.id, "digest": one.digest, "tag": one.tag} for one in tagging.tags]
    return reading_json.written(TAGS, batch=tagging.batch, key=tagging.key, tags=rows)


def read(content: bytes) -> Tagging:
    """The tags of a file that came back.

    Raises:
        FileUnreadable: It is none, or has two tags for one ticket.
    """

    def make(said: dict[str, Any]) -> Tagging:
        tags = tuple(
            Tag(hexadecimal(row["id"], _ID_DIGITS), hexadecimal(row["digest"], 64), hexadecimal(row["tag"], TAG_DIGITS))
            for row in said["tags"]
        )
        _once([one.id for one in tags])
        return Tagging(str(said["batch"])[:_LONGEST_BATCH], hexadecimal(said["key"], KEY_ID_DIGITS), tags)

    return reading_json.read(content, TAGS, make)


def _once(ids: Sequence[str]) -> None:
    if len(set(ids)) != len(ids):
        raise FileUnreadable
