"""An envelope in an envelope, for escrow: the inner one is for the offices that she chose, the outer one holds it back.

Whoever holds the escrow keys can release the inner envelope and cannot read it; the offices cannot read it before. The
outer one takes the next larger size, so that what is held back may have at most 4 MiB.

Source: the design follows I. Ayres and C. Unkovic, "Information Escrows", Michigan Law Review 111 (2012).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from fairway.safe_reporting.sealing.envelopes import Envelope, EnvelopeDamaged, is_envelope, open_sealed, seal

KIND: Final = "release"
MEDIA: Final = "application/age"


def seal_held(content: bytes, *, report: str, kind: str, offices: Sequence[str], escrow: Sequence[str], name: str = "",
              media: str = "application/json") -> Envelope:  # fmt: skip
    """Seals content to offices, and the result to the keys of an escrow.

    Args:
        content: What she wrote, or a file of hers.
        report: Id of the report.
        kind: What the inner envelope is; see `envelopes.Head`.
        offices: Public keys of the offices.
        escrow: Public keys of the escrow.
        name, media: Of a file.

    Returns:
        The outer envelope, with the commitment of the inner one: what she filed is the same, held back or not.

    Raises:
        NothingToSealTo: There is no key, of either.
        NotAKey: One of them is none.
        TooLarge: There is too much content.
    """
    inner = seal(content, report=report, kind=kind, recipients=offices, name=name, media=media)
    outer = seal(inner.content, report=report, kind=KIND, recipients=escrow, media=MEDIA)
    return Envelope(outer.content, inner.commitment)


def release(outer: bytes, identities: Sequence[str], *, report: str = "", recipients: Collection[str] = ()) -> bytes:
    """The inner envelope, still sealed to the offices.

    Args:
        outer: As `seal_held` made it.
        identities: Secret keys of the escrow.
        report: Id of the report it must belong to; "" for any.
        recipients: Fingerprints that the server says the outer one is sealed to; none: not compared.

    Raises:
        EnvelopeDamaged, NotForThisKey, EnvelopeSwapped: As `envelopes.open_sealed`.
    """
    inner = open_sealed(outer, identities, report=report, kind=KIND, recipients=recipients).content
    if not is_envelope(inner):
        raise EnvelopeDamaged
    return inner
