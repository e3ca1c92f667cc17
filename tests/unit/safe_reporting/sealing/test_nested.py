"""What is held back: released sealed, read by the offices alone."""

from __future__ import annotations

import pytest

from fairway.safe_reporting.sealing.envelopes import (
    EnvelopeDamaged,
    EnvelopeSwapped,
    NotForThisKey,
    NothingToSealTo,
    open_sealed,
    seal,
)
from fairway.safe_reporting.sealing.identities import fingerprint, new_identity, recipient_of
from fairway.safe_reporting.sealing.nested import release, seal_held

REPORT = "ab" * 16
OFFICE, ESCROW = new_identity(), new_identity()
PUBLIC_OFFICE, PUBLIC_ESCROW = recipient_of(OFFICE), recipient_of(ESCROW)


def test_the_escrow_releases_what_it_cannot_read() -> None:
    held = seal_held(b"words", report=REPORT, kind="report", offices=[PUBLIC_OFFICE], escrow=[PUBLIC_ESCROW])
    with pytest.raises(NotForThisKey):
        open_sealed(held.content, [OFFICE])
    inner = release(held.content, [ESCROW], report=REPORT, recipients=[fingerprint(PUBLIC_ESCROW)])
    with pytest.raises(NotForThisKey):
        open_sealed(inner, [ESCROW])
    opened = open_sealed(inner, [OFFICE], report=REPORT, kind="report", recipients=[fingerprint(PUBLIC_OFFICE)])
    assert opened.content == b"words"
    assert opened.commitment == held.commitment


def test_another_envelope_is_not_released() -> None:
    held = seal_held(b"words", report=REPORT, kind="report", offices=[PUBLIC_OFFICE], escrow=[PUBLIC_ESCROW])
    with pytest.raises(EnvelopeSwapped):
        release(held.content, [ESCROW], report="cd" * 16)
    with pytest.raises(EnvelopeSwapped):
        release(seal(b"x", report=REPORT, kind="report", recipients=[PUBLIC_ESCROW]).content, [ESCROW])


def test_what_holds_open_words_is_not_released() -> None:
    plain = seal(b"open words", report=REPORT, kind="release", recipients=[PUBLIC_ESCROW]).content
    with pytest.raises(EnvelopeDamaged):
        release(plain, [ESCROW])


@pytest.mark.parametrize(("offices", "escrow"), [([], [PUBLIC_ESCROW]), ([PUBLIC_OFFICE], [])])
def test_nothing_is_held_for_nobody_or_by_nobody(offices: list[str], escrow: list[str]) -> None:
    with pytest.raises(NothingToSealTo):
        seal_held(b"words", report=REPORT, kind="report", offices=offices, escrow=escrow)
