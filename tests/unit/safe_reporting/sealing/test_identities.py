"""Keys: Bech32 as BIP 173 has it, and nothing that is no key."""

from __future__ import annotations

import pytest

from fairway.safe_reporting.sealing import identities
from fairway.safe_reporting.sealing.identities import (
    NotAKey,
    checked_recipient,
    fingerprint,
    identity_of,
    new_identity,
    recipient_of,
)
from tests.unit.safe_reporting.sealing.vectors import vectors

# BIP 173, "Test vectors": valid Bech32 strings whose human-readable part has letters of one case.
BIP_173 = (
    "a12uel5l",
    "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
    "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
    "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    "?1ezyfcl",
)


@pytest.mark.parametrize("string", BIP_173)
def test_the_checksum_is_that_of_bip_173(string: str, monkeypatch: pytest.MonkeyPatch) -> None:
    human, _, letters = string.rpartition("1")
    monkeypatch.setattr(identities, "_HUMAN_PART", human)
    words = [identities._LETTERS.index(letter) for letter in letters]
    assert identities._checksum(words[:-6]) == words[-6:]


def test_an_identity_has_the_form_that_age_reads() -> None:
    """RFC 7748, section 6.1: Bob's private key, and the public key that belongs to it."""
    identity = identity_of(bytes.fromhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))
    assert identities.checked_identity(identity) == identity
    letters = recipient_of(identity).removeprefix("age1")[:-6]
    bits = "".join(f"{identities._LETTERS.index(letter):05b}" for letter in letters)[:256]
    assert f"{int(bits, 2):064x}" == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"


@pytest.mark.parametrize("name", ["one", "two", "three"])
def test_the_public_half_is_the_one_that_age_keygen_wrote(name: str) -> None:
    key = vectors()["keys"][name]
    assert recipient_of(f"  {key['identity']}\n") == key["public"]


def test_what_is_typed_around_a_public_key_does_not_count() -> None:
    public = recipient_of(new_identity())
    assert checked_recipient(f"\n {public} ") == public


@pytest.mark.parametrize("given", ["", "age1", "age1pq1abc", "ssh-ed25519 AAAA", "age1" + "q" * 58])
def test_what_is_no_public_key_is_refused(given: str) -> None:
    with pytest.raises(NotAKey):
        checked_recipient(given)


def test_a_secret_key_in_the_place_of_a_public_one_is_refused_and_never_repeated() -> None:
    secret = new_identity()
    for given in (secret, secret.lower(), f"# public key\n{secret}"):
        with pytest.raises(NotAKey, match="secret") as refused:
            checked_recipient(given)
        assert secret.upper()[20:] not in str(refused.value).upper()
    with pytest.raises(NotAKey):
        recipient_of("age1nothing")


def test_the_fingerprint_is_part_of_a_plain_digest() -> None:
    """`printf %s age1… | sha256sum` gives it to whoever does not trust this program."""
    key = "age1cyfgy23y88ay7nv4wk07sv90j6rkexy8ywyerfq6sz8c60hycp5sjnseyc"
    import hashlib

    digest = hashlib.sha256(key.encode()).hexdigest()
    assert fingerprint(key) == f"{digest[:4]}-{digest[4:8]}-{digest[8:12]}-{digest[12:16]}"
