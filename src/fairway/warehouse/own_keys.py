"""A signing key of this installation's own, made once, and the public keys by which its signatures are checked.

The private key is a file of its own. The public ones, old ones too, stand in a JSON file of the installation's folder:
whoever puts another private key in its place has its public half added, and the one before it closed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import get_ident
from typing import Final

from fairway.methods.signing_keys import (
    PublicKey,
    SigningKey,
    keys_as_json,
    keys_from_json,
    new_key,
    read_key,
    rotated,
    write_key,
)
from fairway.warehouse import home as places

_read: Final[dict[Path, tuple[int, SigningKey]]] = {}
"""File → time of its last change and the key in it: a page may sign a hundred times."""


@dataclass(frozen=True, slots=True)
class OwnKey:
    """Where a key of the installation is kept.

    Attributes:
        file: The private key.
        named: Whether an operator named the file: then it is never made here.
        public: The file of public keys.
        make: The command that makes such a key, for the words of a refusal.
    """

    file: Path
    named: bool
    public: Path
    make: str

    def signing(self) -> SigningKey:
        """The key that signs, made if need be.

        Raises:
            KeyUnusable: The file is no key, or others may read it.
            InputError: The folder cannot be written.
        """
        changed = self._changed()
        if not changed and not self.named:
            self._make()
            changed = self._changed()
        known = _read.get(self.file)
        if known is None or known[0] != changed:
            known = _read[self.file] = changed, read_key(self.file, make=self.make)
        return known[1]

    def published(self, today: date) -> tuple[PublicKey, ...]:
        """The keys that check what was signed, the one that signs now last.

        Args:
            today: The day from which a new key signs.

        Raises:
            KeyUnusable: The private key, or the file of public ones, cannot be read.
            InputError: The folder cannot be written.
        """
        key = self.signing()
        known = keys_from_json(self.public.read_text(encoding="utf-8")) if self.public.exists() else ()
        if any(one.public == key.public and one.last is None for one in known):
            return known
        others = tuple(one for one in known if one.public != key.public)
        keys = rotated(others, key.from_day(today if others else self._first_day(today)))
        self._keep(keys_as_json(keys))
        return keys

    def _changed(self) -> int:
        return self.file.stat().st_mtime_ns if self.file.exists() else 0

    def _first_day(self, today: date) -> date:
        """The day on which the key was put there: what it signed since stays good if the list of keys is lost."""
        return min(datetime.fromtimestamp(self.file.stat().st_mtime, tz=UTC).date(), today)

    def _make(self) -> None:
        with places.writable(self.file.parent):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            made = self._aside(self.file)
            made.unlink(missing_ok=True)  # left behind by a process that was killed
            write_key(new_key(), made)
            try:
                with suppress(FileExistsError):
                    os.link(made, self.file)  # whole or not at all, and the first of several processes wins
            finally:
                made.unlink()

    def _keep(self, text: str) -> None:
        with places.writable(self.public.parent):
            made = self._aside(self.public)
            made.write_text(text, encoding="utf-8")
            made.replace(self.public)

    @staticmethod
    def _aside(file: Path) -> Path:
        return file.parent / f".{file.name}.{os.getpid()}.{get_ident()}"
