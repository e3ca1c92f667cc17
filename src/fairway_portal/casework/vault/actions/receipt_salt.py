"""The salt of receipts: made once for an installation, kept beside the keys, never made anew."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings

from fairway.safe_reporting.receipts.derived import SALT_BYTES
from fairway_portal.casework.vault import key_folder
from fairway_portal.casework.vault.errors import SaltMissing, told
from fairway_portal.casework.vault.models import Draft, Report

BYTES: Final = 32
NAME: Final = "salt"


def receipt_salt() -> bytes:
    """The salt for `receipts.derive`; made at the first call, by one process of all that ask.

    Returns:
        32 bytes.

    Raises:
        SaltMissing: It is gone, or damaged, and there are reports or drafts.
        NotNow: The folder of keys cannot be read or written.
    """
    with told():
        return _kept() or _made()


def _kept() -> bytes:
    with suppress(FileNotFoundError):
        salt = (Path(settings.CASEWORK_KEYS) / NAME).read_bytes()
        if len(salt) < SALT_BYTES:
            raise SaltMissing
        return salt
    return b""


def _made() -> bytes:
    if Report.objects.exists() or Draft.objects.exists():
        raise SaltMissing
    with suppress(FileExistsError):  # another process was first: its salt counts
        key_folder.write_new(key_folder.place() / NAME, secrets.token_bytes(BYTES))
    return _kept()
