"""Whatever bytes come to the doors of safe reporting, they are taken, or refused with an answer: never a fault of ours.

10,000 examples of each door with FAIRWAY_PROVE=1, a seeded slice otherwise. Half of them are arbitrary; the other half
are good ones with bytes changed, cut out, doubled or put in.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import cache
from random import Random
from typing import Final

import pytest

from fairway.kernel.errors import InputError
from fairway.methods.signing_keys import new_key
from fairway.safe_reporting import receipts
from fairway.safe_reporting.attachments import clean
from fairway.safe_reporting.escrow import taggings, tickets
from fairway.safe_reporting.proofs.tokens import make_token, read_token
from fairway.safe_reporting.sealing.envelopes import is_envelope, open_sealed, seal
from fairway.safe_reporting.sealing.identities import checked_recipient, new_identity, recipient_of
from tests.unit.safe_reporting.attachments import made

PROVE: Final = bool(os.environ.get("FAIRWAY_PROVE"))
EXAMPLES: Final = 10_000 if PROVE else 40
OF_FILES: Final = {**made.TELLING, **made.PLAIN}
MONDAY: Final = date(2026, 11, 16)
IDENTITY: Final = new_identity()
HEADS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"%PDF-1.7\n", b"OggS\0\2", b"#!AMR\n", b"ID3\4\0\0",
                b"PK\3\4", b"RIFF\0\0\1\0WAVEfmt ", b"RIFF\0\0\1\0WEBPVP8 ", b"\0\0\0\x10ftypM4A ", b"\xff\xfb\x90",
                b"\xff\xf1\x50", b"")  # fmt: skip


def changed(good: bytes, chance: Random) -> bytes:
    """A good example with some bytes of it changed."""
    given = bytearray(good)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(given) + 1)
        match chance.randrange(5):
            case 0:
                given[at : at + 1] = chance.randbytes(1)
            case 1:
                del given[at : at + chance.randint(1, 64)]
            case 2:
                given[at:at] = given[at : at + chance.randint(1, 64)]
            case 3:
                given[at:at] = chance.randbytes(chance.randint(1, 16))
            case _:
                given[at : at + 4] = chance.choice([b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\1"])
    return bytes(given)


def arbitrary(chance: Random) -> bytes:
    """Anything, often with a beginning that leads somewhere."""
    return chance.choice(HEADS) + chance.randbytes(chance.randint(0, 600))


def refused_or_taken(door: Callable[[bytes], object], given: bytes, seed: int) -> None:
    """Fails with the seed of whatever is neither."""
    try:
        door(given)
    except InputError as refused:
        if not refused.title:
            pytest.fail(f"seed {seed}: refused without a word")
    except Exception as fault:
        pytest.fail(f"seed {seed}: {type(fault).__name__}: {fault}")


@cache
def good_file(name: str) -> bytes:
    return OF_FILES[name]()


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("name", OF_FILES)
def test_a_changed_file_is_cleaned_or_refused(name: str) -> None:
    for seed in range(max(4, EXAMPLES // len(OF_FILES))):
        given = changed(good_file(name), Random(seed))
        refused_or_taken(clean, given, seed)


@pytest.mark.timeout(3_600)
def test_arbitrary_bytes_are_no_fault_as_files() -> None:
    for seed in range(EXAMPLES):
        refused_or_taken(clean, arbitrary(Random(seed)), seed)


def doors() -> dict[str, tuple[Callable[[bytes], object], bytes]]:
    """Each other door, and something good for it."""
    sealed = seal(b"{}", report="0" * 32, kind="report", recipients=[recipient_of(IDENTITY)]).content
    ticket = tickets.sealed(tickets.Ticket("0" * 32, "NPL-900001", (1, 2), 1), [recipient_of(IDENTITY)])
    signer = new_key()
    token, known = make_token("0" * 64, MONDAY, signer), [signer.from_day(MONDAY)]
    return {
        "receipts": (lambda given: receipts.read(given.decode("utf-8", "replace")), receipts.draw().encode()),
        "envelopes": (lambda given: open_sealed(given, [IDENTITY]), sealed),
        "envelopes at the portal": (is_envelope, sealed),
        "tickets": (lambda given: tickets.opened(given, [IDENTITY]), ticket),
        "tags": (taggings.read, taggings.written(taggings.Tagging("b", "0" * 16, ()))),
        "keys": (lambda given: checked_recipient(given.decode("utf-8", "replace")), recipient_of(IDENTITY).encode()),
        "tokens": (lambda given: read_token(given.decode("utf-8", "replace"), known), token.encode()),
    }


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("name", doors())
def test_the_other_doors_take_or_refuse(name: str) -> None:
    door, good = doors()[name]
    for seed in range(EXAMPLES):
        chance = Random(seed)
        refused_or_taken(door, changed(good, chance) if seed % 2 else arbitrary(chance), seed)
