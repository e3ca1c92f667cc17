"""Sealing holds for every content: it comes back whole, no flipped bit is taken for anything, lengths say little."""

from __future__ import annotations

import json
import os

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import x25519

from fairway.kernel.errors import InputError
from fairway.safe_reporting.sealing.envelopes import (
    MAGIC,
    SIZES,
    EnvelopeSwapped,
    is_envelope,
    open_sealed,
    seal,
    seal_again,
)
from fairway.safe_reporting.sealing.identities import identity_of, new_identity, recipient_of

TRIALS = 500 if os.environ.get("FAIRWAY_PROVE") else 12
KEYS = [new_identity() for _ in range(3)]
PUBLIC = [recipient_of(key) for key in KEYS]
KINDS = ("report", "original", "cleaned", "message", "answer", "note", "release", "proof")
contents = st.one_of(st.binary(max_size=300), st.binary(min_size=3_000, max_size=5_000), st.just(b"\0" * 100))
reports = st.uuids().map(lambda one: one.hex)
places = st.integers(0, 1_000_000)
"""In an envelope, whose length is not the same twice: age adds something random to its header."""
_names = st.sampled_from(["schema", "length", "recipients", "report", "kind"])
heads = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner) | st.dictionaries(_names, inner),
    max_leaves=8,
)
few = settings(max_examples=TRIALS, deadline=None)


@few
@given(contents, reports, st.sampled_from(KINDS), st.sets(st.sampled_from(range(3)), min_size=1), st.text(max_size=40))
def test_what_was_sealed_comes_back_to_each_of_its_keys_alone(
    content: bytes, report: str, kind: str, chosen: set[int], name: str
) -> None:
    name = name.encode("utf-8", "ignore").decode()  # halves of pairs are no text
    sealed = seal(content, report=report, kind=kind, recipients=[PUBLIC[at] for at in chosen], name=name)
    assert is_envelope(sealed.content)
    for at, key in enumerate(KEYS):
        if at not in chosen:
            with pytest.raises(InputError):
                open_sealed(sealed.content, [key])
            continue
        opened = open_sealed(sealed.content, [key], report=report, kind=kind)
        assert (opened.content, opened.head.name, opened.commitment) == (content, name, sealed.commitment)
        assert seal_again(opened, [PUBLIC[0]]).commitment == sealed.commitment


@few
@given(st.binary(max_size=200), places, st.integers(1, 255))
def test_a_changed_byte_never_opens_to_anything(content: bytes, place: int, change: int) -> None:
    sealed = bytearray(seal(content, report="ab" * 16, kind="note", recipients=[PUBLIC[0]]).content)
    sealed[place % len(sealed)] ^= change
    with pytest.raises(InputError):
        open_sealed(bytes(sealed), [KEYS[0]])


@few
@given(st.binary(max_size=200), places)
def test_a_piece_of_an_envelope_never_opens(content: bytes, place: int) -> None:
    sealed = seal(content, report="ab" * 16, kind="note", recipients=[PUBLIC[0]]).content
    with pytest.raises(InputError):
        open_sealed(sealed[: place % len(sealed)], [KEYS[0]])


@few
@given(st.integers(0, 20_000))
def test_lengths_are_those_of_the_list(length: int) -> None:
    sealed = seal(b"x" * length, report="ab" * 16, kind="note", recipients=[PUBLIC[0]]).content
    inside = pyrage.decrypt(sealed, [x25519.Identity.from_str(KEYS[0])])
    assert len(inside) == min(size for size in SIZES if size >= len(inside.rstrip(b"\0")) and size >= length)


@few
@given(reports, reports, st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_an_envelope_is_never_taken_for_another(mine: str, other: str, kind: str, asked: str) -> None:
    sealed = seal(b"words", report=mine, kind=kind, recipients=[PUBLIC[0]]).content
    if (mine, kind) == (other, asked):
        assert open_sealed(sealed, [KEYS[0]], report=other, kind=asked).content == b"words"
        return
    with pytest.raises(EnvelopeSwapped):
        open_sealed(sealed, [KEYS[0]], report=other, kind=asked)


@few
@given(heads, st.binary(max_size=50))
def test_whatever_somebody_seals_to_a_handler_is_refused_in_plain_words(head: object, rest: bytes) -> None:
    sealed = pyrage.encrypt(MAGIC + json.dumps(head).encode() + b"\n" + rest, [x25519.Recipient.from_str(PUBLIC[0])])
    with pytest.raises(InputError):
        open_sealed(sealed, [KEYS[0]])


@few
@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_the_door_fall(given_bytes: bytes) -> None:
    for one in (given_bytes, b"age-encryption.org/v1\n" + given_bytes):
        is_envelope(one)
        with pytest.raises(InputError):
            open_sealed(one, [KEYS[0]])


@few
@given(st.binary(min_size=32, max_size=32))
def test_every_secret_makes_an_identity_that_age_reads(secret: bytes) -> None:
    identity = identity_of(secret)
    sealed = seal(b"words", report="ab" * 16, kind="note", recipients=[recipient_of(identity)]).content
    assert open_sealed(sealed, [identity.lower().upper()]).content == b"words"
