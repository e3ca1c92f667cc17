"""Drafts are readable with their key alone."""

from __future__ import annotations

import base64

import pytest

from fairway_portal.surveys import sealing
from fairway_portal.surveys.errors import DraftGone


def test_a_key_is_128_bits_and_opens_what_it_sealed() -> None:
    key = sealing.new_key()
    assert len(base64.urlsafe_b64decode(key + "==")) == 16
    assert sealing.unseal(key, sealing.seal(key, b"answers")) == b"answers"


def test_neither_the_content_nor_the_key_is_in_what_is_kept() -> None:
    key = sealing.new_key()
    sealed = sealing.seal(key, b"the passport was kept")
    assert b"passport" not in sealed
    assert key not in sealing.name_of(key)
    assert sealing.seal(key, b"the passport was kept") != sealed, "a nonce is never used twice"


def test_the_length_tells_kilobytes_only() -> None:
    key = sealing.new_key()
    assert len(sealing.seal(key, b"x")) == len(sealing.seal(key, b"x" * 1000))


def test_another_key_or_a_changed_byte_opens_nothing() -> None:
    key, other = sealing.new_key(), sealing.new_key()
    sealed = bytearray(sealing.seal(key, b"answers"))
    with pytest.raises(DraftGone):
        sealing.unseal(other, bytes(sealed))
    sealed[20] ^= 1
    with pytest.raises(DraftGone):
        sealing.unseal(key, bytes(sealed))


@pytest.mark.parametrize("key", ["", "x" * 21, "x" * 23, "../../../etc/passwd000", "ключ" * 6])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(DraftGone):
        sealing.name_of(key)
