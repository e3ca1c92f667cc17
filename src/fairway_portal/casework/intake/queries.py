"""What her pages read: the draft, its files, what is kept under her number, which offices can help."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from fairway.safe_reporting.receipts import ReceiptKeys
from fairway_portal.casework.intake import drafts
from fairway_portal.casework.vault.actions import draft_files, draft_of, report_id
from fairway_portal.casework.vault.queries import report_by

MOST_FILES: Final = 3
MOST_FILE_BYTES: Final = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a draft: as she sent it, and without what it told of her.

    Attributes:
        number: In the draft.
        digest: SHA-256 of what she sent: the same file sent twice is one.
        original, cleaned: The contents.
        media, extension: Of the cleaned one.
    """

    number: int
    digest: str
    media: str
    extension: str
    original: bytes = field(repr=False)
    cleaned: bytes = field(repr=False)

    @property
    def kilobytes(self) -> int:
        """Of what she sent, rounded up."""
        return -(-len(self.original) // 1024)


def draft(keys: ReceiptKeys) -> drafts.Draft | None:
    """Her draft; None where there is none."""
    content = draft_of(keys)
    return None if content is None else drafts.read(content)


def files(keys: ReceiptKeys) -> tuple[KeptFile, ...]:
    """The files of her draft."""
    return tuple(_unpacked(number, content) for number, content in draft_files(keys))


def packed(*, digest: str, media: str, extension: str, original: bytes, cleaned: bytes) -> bytes:
    """A file as a draft keeps it: a line that says what follows, then both contents."""
    head = {"digest": digest, "media": media, "extension": extension, "original": len(original)}
    return json.dumps(head).encode() + b"\n" + original + cleaned


def sent(keys: ReceiptKeys) -> str | None:
    """The commitment of the report that was sent with this number; None where none was, or it is deleted."""
    found = report_by(keys.lookup)
    return found.commitment if found else None


def report_of_number(keys: ReceiptKeys) -> UUID:
    """The id that her report has, or will have."""
    return report_id(keys)


def _unpacked(number: int, content: bytes) -> KeptFile:
    line, _, rest = content.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    length = int(head["original"])
    return KeptFile(
        number, str(head["digest"]), str(head["media"]), str(head["extension"]), rest[:length], rest[length:]
    )
