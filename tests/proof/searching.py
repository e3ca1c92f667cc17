"""Looks for marked words in files, in every form in which a program may have left them."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_from_bytes

LONGEST = 1 << 24


def forms(word: bytes) -> set[bytes]:
    """A word as bytes, UTF-16, hexadecimal, base64 (in its three places), percent-encoded, in JSON, backwards."""
    text = word.decode("utf-8", errors="surrogateescape")
    made = {word, word[::-1], word.hex().encode(), word.hex().upper().encode(), quote_from_bytes(word).encode()}
    if text.isprintable():
        made |= {text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("unicode-escape")}
    for shift in range(3):
        encoded = base64.b64encode(bytes(shift) + word + bytes(-(shift + len(word)) % 3))
        whole = encoded[4 if shift else 0 : -4]
        made |= {whole, base64.urlsafe_b64encode(base64.b64decode(whole))}
    return {form for form in made if len(form) >= 8}


def searched(folders: list[Path], words: list[bytes]) -> tuple[list[str], int]:
    """Files in which a word stands, in any of its forms; gzip is looked into.

    Returns:
        Names of files, and how many bytes were read.
    """
    sought = {form for word in words for form in forms(word)}
    hits, read = [], 0
    for path in _files(folders):
        try:
            for content in _contents(path):
                read += len(content)
                if any(form in content for form in sought):
                    hits.append(str(path))
        except FileNotFoundError:  # a file of PostgreSQL that has just gone
            continue
    return hits, read


def processes(words: list[bytes]) -> list[str]:
    """Processes in whose command line or environment a word stands."""
    sought = {form for word in words for form in forms(word)}
    hits = []
    for place in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ", "comm"):
            try:
                said = (place / name).read_bytes()
                if any(form in said for form in sought):
                    hits.append(f"{place.name} {name}")
            except OSError:  # it has ended, or is another user's
                continue
    return hits


def _files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path


def _contents(path: Path) -> Iterator[bytes]:
    """The file, in pieces that overlap; unpacked too."""
    with path.open("rb") as stream:
        before = b""
        while piece := stream.read(LONGEST):
            yield before + piece
            before = piece[-4096:]
    if path.open("rb").read(2) == b"\x1f\x8b":
        yield gzip.decompress(path.read_bytes())
