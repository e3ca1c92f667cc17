"""A party binds itself to a seed that nobody else knows yet.

Source: M. Blum, "Coin flipping by telephone", 1981: commit, then reveal. The seed has 256 random bits, so that the
commitment hides it, and SHA-256 binds it.
"""

from __future__ import annotations

import hmac
import re
import secrets
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.lottery.errors import LotteryUnusable
from fairway.recruitment.lottery.hashing import digest

SEED_BYTES: Final = 32
_HEX: Final = re.compile(r"[0-9a-f]{64}")


def new_seed() -> bytes:
    """A seed from the random source of the machine: 32 bytes."""
    return secrets.token_bytes(SEED_BYTES)


def commitment(seed: bytes, scheme: str, party: str) -> str:
    """What a party publishes before the list closes.

    Args:
        seed: 32 random bytes, kept secret until the list is frozen.
        scheme: The name of scheme, round and terms (`terms.scheme_name`): a commitment counts for no other.
        party: As the terms name it: nobody can copy the commitment of another.

    Returns:
        64 hexadecimal digits.

    Raises:
        LotteryUnusable: The seed has another length: a short one could be guessed from its commitment.
    """
    if len(seed) != SEED_BYTES:
        raise LotteryUnusable(
            Text("A seed has {n} bytes.", n=SEED_BYTES), advice=Text("Make one with `fairway lottery commit`.")
        )
    return digest("commitment", [scheme, party, seed.hex()]).hex()


def opens(committed: str, seed: bytes, scheme: str, party: str) -> bool:
    """Whether a seed is the one that a party committed to."""
    return len(seed) == SEED_BYTES and hmac.compare_digest(commitment(seed, scheme, party), committed)


def hex_of(written: str, what: Text) -> str:
    """64 hexadecimal digits as somebody typed or pasted them; spaces are left out.

    Args:
        written: The digits.
        what: How to call it in a refusal.

    Raises:
        LotteryUnusable: It is not that.
    """
    plain = "".join(written.split()).casefold()
    if not _HEX.fullmatch(plain):
        raise LotteryUnusable(
            Text("{what}: this is not 64 digits of 0–9 and a–f.", what=what),
            advice=Text("Copy it whole, as `fairway lottery commit` prints it."),
        )
    return plain
