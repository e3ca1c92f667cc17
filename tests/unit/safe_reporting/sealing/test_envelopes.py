"""Envelopes: what opens, what is refused, and what is inside."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pyrage
import pytest
from pyrage import x25519

from fairway.safe_reporting.sealing import envelopes
from fairway.safe_reporting.sealing.envelopes import (
    MAGIC,
    MOST_BYTES,
    SIZES,
    EnvelopeDamaged,
    EnvelopeSwapped,
    Head,
    NotForThisKey,
    NothingToSealTo,
    TooLarge,
    commitment_of,
    is_envelope,
    open_sealed,
    seal,
    seal_again,
)
from fairway.safe_reporting.sealing.identities import NotAKey, fingerprint, new_identity, recipient_of
from tests.unit.safe_reporting.sealing.vectors import binary, vectors

REPORT = "0f3c" * 8
ONE, TWO = new_identity(), new_identity()
PUBLIC_ONE, PUBLIC_TWO = recipient_of(ONE), recipient_of(TWO)


def raw(plain: bytes, *keys: str) -> bytes:
    """An age file of any plain text."""
    sealed: bytes = pyrage.encrypt(plain, [x25519.Recipient.from_str(key) for key in keys or (PUBLIC_ONE,)])
    return sealed


def with_head(content: bytes = b"x", **head: Any) -> bytes:
    """An age file whose head says what a test wants it to say."""
    said = {
        "kind": "report", "length": len(content), "media": "text/plain", "name": "", "nonce": "00" * 32,
        "recipients": [fingerprint(PUBLIC_ONE)], "report": REPORT, "schema": 1,
    }  # fmt: skip
    said |= head
    return raw(
        MAGIC + json.dumps({name: one for name, one in said.items() if one is not ...}).encode() + b"\n" + content
    )


@pytest.mark.parametrize("case", vectors()["cases"], ids=lambda case: case["name"])
def test_what_age_made_of_our_plain_text_opens(case: dict[str, Any]) -> None:
    known = vectors()
    fingerprints = [fingerprint(known["keys"][name]["public"]) for name in case["to"]]
    for name in case["to"]:
        opened = open_sealed(
            binary(case["armoured"]), [known["keys"][name]["identity"]], report=known["report"], kind=case["kind"],
            recipients=fingerprints,
        )  # fmt: skip
        assert opened.content.decode() == case["content"]
        assert opened.commitment == commitment_of(case["content"].encode(), known["nonce"])
    with pytest.raises(NotForThisKey):
        open_sealed(binary(case["armoured"]), [known["keys"]["three"]["identity"]])


def test_the_commitment_is_what_ordinary_tools_compute() -> None:
    r"""`(printf 'fairway-filing/1\n'; NONCE; printf hello | openssl dgst -sha256 -binary) | sha256sum`."""
    assert commitment_of(b"hello", "5a" * 32) == "f32e6e86dbde8241fe02567d8b1ba93ec1568606671caf31b5e992e671dcaf5e"


def test_a_key_of_several_opens_and_others_do_not() -> None:
    sealed = seal(b"words", report=REPORT, kind="report", recipients=[PUBLIC_ONE, PUBLIC_TWO, PUBLIC_ONE])
    opened = open_sealed(sealed.content, [new_identity(), TWO])
    assert opened.content == b"words"
    assert opened.head.recipients == tuple(sorted([fingerprint(PUBLIC_ONE), fingerprint(PUBLIC_TWO)]))
    assert opened.commitment == sealed.commitment
    with pytest.raises(NotForThisKey):
        open_sealed(sealed.content, [new_identity()])


def test_nothing_is_sealed_to_nobody_nor_to_a_secret_key() -> None:
    with pytest.raises(NothingToSealTo):
        seal(b"", report=REPORT, kind="report", recipients=[])
    with pytest.raises(NotAKey):
        seal(b"", report=REPORT, kind="report", recipients=[ONE])
    with pytest.raises(NotAKey):
        seal(b"", report=REPORT, kind="report", recipients=["age1nonsense"])


def test_an_identity_that_is_none_is_named_as_that() -> None:
    sealed = seal(b"", report=REPORT, kind="report", recipients=[PUBLIC_ONE]).content
    with pytest.raises(NotAKey) as refused:
        open_sealed(sealed, ["AGE-SECRET-KEY-1NONSENSE"])
    assert "NONSENSE" not in str(refused.value)


def test_the_ids_dashes_do_not_count() -> None:
    shown = "0f3c0f3c-0f3c-0f3c-0f3c-0f3c0f3c0f3c"
    sealed = seal(b"", report=shown, kind="note", recipients=[PUBLIC_ONE]).content
    assert open_sealed(sealed, [ONE], report=REPORT).head.report == REPORT
    assert open_sealed(sealed, [ONE], report=shown.upper()).head.report == REPORT


@pytest.mark.parametrize(
    "asked",
    [{"report": "0f3d" * 8}, {"kind": "answer"}, {"recipients": [fingerprint(PUBLIC_TWO)]}],
    ids=["report", "kind", "keys"],
)
def test_an_envelope_in_anothers_place_is_refused(asked: dict[str, Any]) -> None:
    sealed = seal(b"words", report=REPORT, kind="report", recipients=[PUBLIC_ONE]).content
    assert open_sealed(sealed, [ONE], report=REPORT, kind="report", recipients=[fingerprint(PUBLIC_ONE)])
    with pytest.raises(EnvelopeSwapped):
        open_sealed(sealed, [ONE], **asked)


def test_sealing_again_keeps_what_was_filed() -> None:
    first = seal(b"words", report=REPORT, kind="report", recipients=[PUBLIC_ONE], name="a", media="text/plain")
    opened = open_sealed(first.content, [ONE])
    second = seal_again(opened, [PUBLIC_TWO])
    again = open_sealed(second.content, [TWO], report=REPORT, kind="report", recipients=[fingerprint(PUBLIC_TWO)])
    assert second.commitment == first.commitment == again.commitment
    assert replace(again.head, recipients=()) == replace(opened.head, recipients=())
    with pytest.raises(NotForThisKey):
        open_sealed(second.content, [ONE])


def test_two_seals_of_the_same_words_have_nothing_in_common() -> None:
    first, second = (seal(b"words", report=REPORT, kind="report", recipients=[PUBLIC_ONE]) for _ in range(2))
    assert first.commitment != second.commitment


@pytest.mark.parametrize("length", [0, 1, SIZES[0] - 500, SIZES[0], SIZES[1]])
def test_what_is_sealed_has_one_of_seven_lengths(length: int) -> None:
    sealed = seal(b"x" * length, report=REPORT, kind="report", recipients=[PUBLIC_ONE]).content
    inside = pyrage.decrypt(sealed, [x25519.Identity.from_str(ONE)])
    assert len(inside) in SIZES
    assert open_sealed(sealed, [ONE]).content == b"x" * length


def test_too_much_is_refused_and_the_most_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge):
        seal(b"x" * (MOST_BYTES + 1), report=REPORT, kind="report", recipients=[PUBLIC_ONE])
    with pytest.raises(TooLarge):
        seal(b"", report=REPORT, kind="report", recipients=[PUBLIC_ONE], name="n" * 20_000)
    monkeypatch.setattr(envelopes, "SIZES", (4096,))
    with pytest.raises(StopIteration):  # the two limits above are what keeps this from happening
        envelopes._size_for(4097)
    assert MOST_BYTES + envelopes.LONGEST_HEAD + len(MAGIC) + 1 <= SIZES[-1]


@pytest.mark.parametrize(
    "envelope",
    [
        b"",
        b"age-encryption.org/v1\n",
        raw(b""),
        raw(MAGIC),
        raw(b"other words"),
        raw(MAGIC + b"{}\n"),
        raw(MAGIC + b"[1]\n"),
        raw(MAGIC + b"null\n"),
        raw(MAGIC + b"\xff\n"),
        raw(MAGIC + b"[" * 100_000 + b"\n"),
        with_head(length=-1),
        with_head(length=2),
        with_head(length="1"),
        with_head(length=True),
        with_head(length=0),
        with_head(schema="1"),
        with_head(report=1),
        with_head(recipients="abc"),
        with_head(recipients=[1]),
        with_head(nonce="zz"),
        with_head(nonce="abc"),
        with_head(nonce=...),
        with_head(more="x"),
    ],
)
def test_what_is_no_envelope_is_refused_as_that(envelope: bytes) -> None:
    with pytest.raises(EnvelopeDamaged):
        open_sealed(envelope, [ONE])


def test_a_newer_form_is_named_as_that_whatever_else_it_has() -> None:
    with pytest.raises(EnvelopeSwapped, match="newer"):
        open_sealed(with_head(schema=2, more="x"), [ONE])


def test_a_file_locked_with_a_passphrase_is_no_envelope() -> None:
    header = b"age-encryption.org/v1\n-> scrypt bBbBbBbBbBbBbBbBbBbBbA 10\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    assert not is_envelope(header + b"\0" * 100)
    assert is_envelope(header.replace(b"scrypt", b"X25519") + b"\0" * 100)
    with pytest.raises(NotForThisKey):
        open_sealed(header + b"\0" * 100, [ONE])


def test_the_door_knows_an_envelope_by_its_form() -> None:
    sealed = seal(b"words", report=REPORT, kind="message", recipients=[PUBLIC_ONE]).content
    end = sealed.index(b"\n--- ") + 49
    assert is_envelope(sealed)
    assert is_envelope(binary(vectors()["cases"][0]["armoured"]))
    pieces = [b"", b"words", sealed[:end], sealed[: end + 31], sealed[1:], b"x" + sealed]
    changes = [(b"-> X25519", b"-> Y25519"), (b"\n--- ", b"\n-- "), (b"v1\n", b"v1\r\n")]
    for other in [*pieces, *(sealed.replace(here, there, 1) for here, there in changes)]:
        assert not is_envelope(other)


def test_the_head_shows_every_part_that_the_browser_writes() -> None:
    """static/casework/envelopes.js lists the same names: a change here is a change there."""
    names = ["kind", "length", "media", "name", "nonce", "recipients", "report", "schema"]
    assert sorted(Head.__slots__) == names
