"""The head of the log at the end of a day: how many entries, which root, signed.

Whoever keeps a head can show later that entries before it were changed; heads are small, so that many can keep them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.methods.signing_keys import PublicKey, SigningKey
from fairway.safe_reporting.proofs.merkle import Tree, grew
from fairway.safe_reporting.proofs.reading_json import day_of, hash_of, listed, read_json, whole_number
from fairway.safe_reporting.proofs.reasons import Reason

FORM: Final = "fairway-filing-heads/1"
TAG: Final = b"fairway-filing-head/1\n"


class HeadsUnreadable(InputError):
    """A file that is no file of heads."""

    slug = "filing-heads-unreadable"

    def __init__(self) -> None:
        super().__init__(
            Text("This is no file of heads of a log of filings."), advice=Text("Fetch it again; it ends in heads.json.")
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The log at the end of a day.

    Attributes:
        day: The day that it closes.
        size: Entries from the beginning of the log.
        root: Over them, 32 bytes.
        key: Id of the key that signed, hexadecimal.
        signature: 64 bytes.
    """

    day: date
    size: int
    root: bytes
    key: str = ""
    signature: bytes = b""

    @property
    def signed(self) -> bytes:
        """What the signature covers."""
        return TAG + f"{self.day.isoformat()} {self.size} {self.root.hex()}\n".encode()

    def genuine(self, keys: Sequence[PublicKey]) -> bool:
        """Whether one of the keys signed it, and was not retired before its day."""
        return any(
            key.name == self.key and (key.last is None or self.day <= key.last)
            and key.checks(self.signature, self.signed)
            for key in keys
        )  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """As files hold it."""
        return {
            "day": self.day.isoformat(), "size": self.size, "root": self.root.hex(), "key": self.key,
            "signature": base64.b64encode(self.signature).decode(),
        }  # fmt: skip


def sign_head(day: date, tree: Tree, key: SigningKey) -> Head:
    """The head of a tree.

    Args:
        day: That it closes.
        tree: All entries up to it.
        key: Of whoever keeps the log.
    """
    bare = Head(day, len(tree), tree.root())
    return Head(day, bare.size, bare.root, key.id.hex(), key.sign(bare.signed))


def heads_as_json(heads: Sequence[Head], tree: Tree) -> dict[str, Any]:
    """Heads as a file to be kept: each with the proof that the log only grew since the one before it.

    Args:
        heads: By day, at least those that the reader may want to follow.
        tree: All entries.
    """
    rows, before = [], 0
    for head in heads:
        proof = tree.consistency(before, head.size) if before else ()
        rows.append(head.as_json() | {"consistency": [one.hex() for one in proof]})
        before = head.size
    return {"form": FORM, "heads": rows}


def heads_of_json(text: str) -> tuple[tuple[Head, tuple[bytes, ...]], ...]:
    """Heads of a file, each with its proof.

    Raises:
        HeadsUnreadable: It is none.
    """
    given = read_json(text)
    try:
        if given["form"] != FORM:
            raise HeadsUnreadable
        return tuple(
            (head_of(one), tuple(hash_of(step) for step in listed(one["consistency"])))
            for one in listed(given["heads"])
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise HeadsUnreadable from fault


def head_of(given: Any) -> Head:
    """A head of its JSON.

    Raises:
        ValueError, KeyError, TypeError: It is none.
    """
    try:
        signature = base64.b64decode(given["signature"], validate=True)
    except binascii.Error as fault:
        raise KeyError("signature") from fault
    return Head(day_of(given["day"]), whole_number(given["size"]), hash_of(given["root"]), str(given["key"]), signature)


def follows(
    newer: Sequence[tuple[Head, tuple[bytes, ...]]], kept: Sequence[Head], keys: Sequence[PublicKey]
) -> Reason | None:
    """Whether newer heads continue those that somebody kept, without looking at a single entry.

    Args:
        newer: As published now, from the first of the log on, each with its proof.
        kept: As they were published once.
        keys: The public keys.

    Returns:
        What is wrong; None: the log only grew.
    """
    if any(not head.genuine(keys) for head in (*kept, *(head for head, _ in newer))):
        return Reason.HEAD_FORGED
    before: Head | None = None
    for head, proof in newer:
        if before is None:
            if proof:
                return Reason.LOG_BROKEN
        elif head.day <= before.day or not grew(before.size, before.root, head.size, head.root, proof):
            return Reason.LOG_BROKEN
        before = head
    now = {head.day: head for head, _ in newer}
    same = all(one.day in now and (now[one.day].size, now[one.day].root) == (one.size, one.root) for one in kept)
    return None if same else Reason.REWRITTEN
