"""What a handler's browser, or her own machine, sealed: looked at from outside, because nobody here can open it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.sealing.envelopes import MOST_BYTES, is_envelope
from fairway_portal.casework.cases.errors import NotSealedRight
from fairway_portal.casework.cases.queries.recipients import Recipient

LARGEST: Final = MOST_BYTES + 64 * 1024
"""Bytes of an envelope: the largest plain text and what age adds."""
LARGEST_WORDS: Final = 256 * 1024 + 64 * 1024
"""Of a message or a note: her page opens each message anew whenever she comes back."""
_STANZA: Final = b"\n-> X25519 "
_END: Final = b"\n--- "


@dataclass(frozen=True, slots=True)
class Sealed:
    """An envelope as it came.

    Attributes:
        envelope: The age file.
        recipients: Fingerprints of the keys that it says it is sealed to.
    """

    envelope: bytes
    recipients: tuple[str, ...]


def check_sealed(given: Sealed, required: Sequence[Recipient], most: int = LARGEST) -> tuple[str, ...]:
    """Looks whether an envelope is one, and is sealed to as many keys as it must be, and to none besides.

    An age header does not say whose keys its stanzas are for; how many there are can be counted.

    Args:
        given: As it came.
        required: The keys that it must be sealed to.
        most: Bytes of the envelope.

    Returns:
        The recipients as they are stored.

    Raises:
        NotSealedRight: It is none, or its keys are not those.
    """
    if not required:
        raise NotSealedRight(
            Text("There is no key to which this could be sealed."),
            advice=Text("Every handler whose key was not proved for half a year must prove it again."),
        )
    if not given.envelope:
        raise NotSealedRight(
            Text("There is nothing sealed in this form."),
            advice=Text("Turn JavaScript on and open your key first, or seal it on your machine and choose the file."),
        )
    if len(given.envelope) > most:
        raise NotSealedRight(
            Text("This is too long for one message or note. It was not kept."), advice=Text("Write it in parts.")
        )
    if not is_envelope(given.envelope):
        raise NotSealedRight(
            Text("This is not a sealed envelope. It was not kept."),
            advice=Text("Write on the page of the case with JavaScript on, or seal it on your own machine."),
        )  # fmt: skip
    named = set(given.recipients) == {one.fingerprint for one in required}
    if not named or _stanzas(given.envelope) != len(required):
        raise NotSealedRight(
            Text("This is not sealed to the keys that it must be sealed to ({n} keys). It was not kept.",
                 n=len(required)),
            advice=Text(
                "Open the page again: somebody may have added or retired a key. Seal it to the keys that stand there."
            ),
        )  # fmt: skip
    return tuple(one.stored for one in required)


def _stanzas(envelope: bytes) -> int:
    head, _, _ = envelope.partition(_END)
    return head.count(_STANZA)
