"""The one canonical encoding, and the hash of it: what a verifier in any language must build alike."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final, Literal, TypeAlias

FORMAT: Final = "fairway-lottery-1"
Domain: TypeAlias = Literal["terms", "commitment", "list", "seed"]


def canonical(value: Any) -> bytes:
    """JSON in one way only: keys in the order of their code points, no spaces, all but ASCII escaped (u and 4 digits).

    Args:
        value: Of dict, list, str, int and None alone; keys of objects are ASCII.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def digest(domain: Domain, value: Any) -> bytes:
    """SHA-256 of the format's name, a space, what the hash is for, a line feed, and the canonical value.

    Args:
        domain: What it is for: a hash made for one thing never counts as one for another.
        value: As of `canonical`.

    Returns:
        32 bytes.
    """
    return hashlib.sha256(f"{FORMAT} {domain}\n".encode("ascii") + canonical(value)).digest()
