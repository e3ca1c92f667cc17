"""The key with which this installation signs licences, made once; and the public keys by which they are checked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from fairway.methods.signing_keys import PublicKey, SigningKey
from fairway.warehouse.own_keys import OwnKey

NAME: Final = "licence-key.pem"
PUBLIC_NAME: Final = "licence-keys.json"


def signing_key() -> SigningKey:
    """The key that signs: that of the setting FAIRWAY_LICENCE_KEY, or the installation's own, made if need be.

    Raises:
        KeyUnusable: The file is no key, or others may read it.
        InputError: The installation's folder cannot be written.
    """
    return _own().signing()


def public_keys() -> tuple[PublicKey, ...]:
    """The keys that check tokens, the one that signs now last.

    Raises:
        KeyUnusable: The private key, or the file of public ones, cannot be read.
        InputError: The installation's folder cannot be written.
    """
    return _own().published(timezone.localdate())


def _own() -> OwnKey:
    named = str(settings.LICENCE_KEY)
    file = Path(named) if named else settings.HOME / NAME
    return OwnKey(file, bool(named), settings.HOME / PUBLIC_NAME, "fairway licence keys new")
