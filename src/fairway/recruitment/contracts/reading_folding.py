"""Text folded letter by letter, so that one pattern finds all spellings and its place stays known."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SAME: Final = {
    "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "–": "-", "—": "-", "−": "-", "‒": "-", "‑": "-", "：": ":",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "×": "x", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "،": ",", "؛": ";", "٫": ".", "٬": ",", "।": ".", "“": '"', "”": '"',
}  # fmt: skip
_SIGNS: Final = ("Cf", "Cc")
_UNWRITTEN: Final = frozenset("ـ\u0670" + "".join(map(chr, range(0x64B, 0x653))))
"""Letters that Arabic writes for beauty or as a help."""
_TICKED: Final = "☒☑✓✔■●"
_EMPTY: Final = "☐□○"


def clean(written: str) -> str:
    """The words without marks of direction, vowel signs of Arabic, stretched letters and wide forms."""
    wide = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", written.replace("´", "'")))
    kept = [one for one in wide if one in "\n\t" or not (unicodedata.category(one) in _SIGNS or one in _UNWRITTEN)]
    return _closed("".join(kept))


def _closed(line: str) -> str:
    """`S A L A R Y` as one word: letters that were spread, with wider gaps between words."""
    line = re.sub(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)", lambda found: found[0].replace(" ", ""), line)
    parts = line.split()
    if len(parts) >= 6 and sum(len(one) == 1 for one in parts) > 0.7 * len(parts):
        return " ".join("".join(word.split()) for word in re.split(r"\s{2,}|(?<=:) | (?=:)", line.strip()))
    return line


def fold(text: str) -> str:
    """Small letters without accents, with the digits 0–9; as long as the text it was made of."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if letter in _SAME:
        return _SAME[letter]
    small = letter.lower()
    bare = unicodedata.normalize("NFD", small)[0] if letter < "\u0250" else small
    return bare if len(bare) == 1 else letter


def ticked(value: str) -> str | None:
    """What stands behind the ticked boxes of a line; the line itself where it has none; None where none is ticked."""
    value = re.sub(r"\[\s*[xX✓]\s*\]", "☒", value)
    value = re.sub(r"\[\s*\]", "☐", value)
    if not re.search(f"[{_EMPTY}]", value):
        return value
    chosen = re.findall(f"[{_TICKED}]\\s*([^{_TICKED}{_EMPTY}]+)", value)
    return " ".join(one.strip(" /|") for one in chosen) or None
