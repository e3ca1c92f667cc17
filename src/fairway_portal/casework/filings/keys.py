"""The key with which this installation signs for reports, made once; and the public keys by which it is checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from django.conf import settings

from fairway.methods.signing_keys import PublicKey, SigningKey
from fairway.warehouse.own_keys import OwnKey

NAME: Final = "filing-key.pem"
PUBLIC_NAME: Final = "filing-keys.json"
MAKE: Final = "openssl genpkey -algorithm ed25519 -out filing-key.pem"


def signing_key() -> SigningKey:
    """The key that signs: that of the setting FAIRWAY_FILING_KEY, or the installation's own, made if need be.

    Raises:
        KeyUnusable: The file is no key, or others may read it.
        InputError: The installation's folder cannot be written.
    """
    return _own().signing()


def public_keys(today: date) -> tuple[PublicKey, ...]:
    """The keys that check tokens and heads, the one that signs now last.

    Args:
        today: The day from which a new key signs.

    Raises:
        KeyUnusable: The private key, or the file of public ones, cannot be read.
        InputError: The installation's folder cannot be written.
    """
    return _own().published(today)


def _own() -> OwnKey:
    named = str(settings.FILING_KEY)
    file = Path(named) if named else settings.HOME / NAME
    return OwnKey(file, bool(named), settings.HOME / PUBLIC_NAME, MAKE)
