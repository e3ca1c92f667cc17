"""The short proof that one filing stands in the log: a page of text that a court can check without the log.

It holds the place of the entry, the head of a day, and the hashes that lead from the one to the other.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.methods.signing_keys import PublicKey
from fairway.safe_reporting.proofs.heads import Head, head_of
from fairway.safe_reporting.proofs.log import FILING, entry
from fairway.safe_reporting.proofs.merkle import Tree, included
from fairway.safe_reporting.proofs.reading_json import day_of, hash_of, listed, read_json, whole_number
from fairway.safe_reporting.proofs.reasons import Reason
from fairway.safe_reporting.proofs.tokens import read_token
from fairway.safe_reporting.proofs.verifying import Verdict

FORM: Final = "fairway-filing-proof/1"


class ProofUnreadable(InputError):
    """A file that is no proof of a filing."""

    slug = "filing-proof-unreadable"

    def __init__(self) -> None:
        super().__init__(
            Text("This is no proof of a filing."), advice=Text("Fetch it again: the page that checks a token gives it.")
        )


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A proof.

    Attributes:
        day: Of the log in which it stands.
        index: Its place, from 0.
        head: To whose root the path leads.
        path: Hashes of 32 bytes.
    """

    day: date
    index: int
    head: Head
    path: tuple[bytes, ...]

    def as_json(self) -> str:
        """As a file."""
        given: dict[str, Any] = {
            "form": FORM, "day": self.day.isoformat(), "index": self.index,
            "head": self.head.as_json(), "path": [one.hex() for one in self.path],
        }  # fmt: skip
        return json.dumps(given, indent=1) + "\n"


def inclusion_of(day: date, index: int, head: Head, tree: Tree) -> Inclusion:
    """The proof of an entry.

    Args:
        day: Of the log in which it stands.
        index: Its place.
        head: That covers it.
        tree: All entries up to the head, or more.
    """
    return Inclusion(day, index, head, tree.inclusion(index, head.size))


def inclusion_of_json(text: str) -> Inclusion:
    """The proof of a file; what stands there is not believed yet.

    Raises:
        ProofUnreadable: It is none.
    """
    given = read_json(text)
    try:
        if given["form"] != FORM:
            raise ProofUnreadable
        return Inclusion(
            day_of(given["day"]), whole_number(given["index"]), head_of(given["head"]),
            tuple(hash_of(one) for one in listed(given["path"])),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as fault:
        raise ProofUnreadable from fault


def verify_inclusion(proof: Inclusion, keys: Sequence[PublicKey], *, token: str) -> Verdict:
    """Checks a token by a proof alone.

    Args:
        proof: As it was given.
        keys: The public keys of whoever keeps the log.
        token: Whose filing is asked for, as scanned or typed.
    """
    promise = read_token(token, keys)
    if isinstance(promise, Reason):
        return Verdict(promise)
    head = proof.head
    if not head.genuine(keys):
        return Verdict(Reason.HEAD_FORGED, promise, newest=head.day)
    content = entry(FILING, proof.day, promise.commitment)
    if not included(content, proof.index, head.size, proof.path, head.root):
        return Verdict(Reason.PROOF_BROKEN, promise, newest=head.day)
    return Verdict(Reason.LOGGED, promise, proof.day, head.day)
