"""Whether two applications name the same way to reach somebody, however each writes it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ADDRESS: Final = re.compile(r"[^\s<>,;]+@[^\s<>,;]+")
_TELEPHONE: Final = re.compile(r"\d(?:[\s()./\u2010-\u2015-]*\d){5,}")
_LAST: Final = 9
"""Digits of a telephone number that count: it is written with and without the code of its country."""


def folded(reach: str, name: str) -> str:
    """The telephone number or e-mail address in what she wrote, in one way of writing.

    Args:
        reach: As she wrote it: `फोन ९८४१-२३४५६७`, `+977 9841 234567`, `Asha@Example.org`.
        name: Hers. It counts where no number or address is written: a place or a friend is that of many people.

    Returns:
        `tel 841234567`, `mail asha@example.org` or `words …`.
    """
    plain = "".join(str(unicodedata.decimal(one, one)) for one in unicodedata.normalize("NFKC", reach)).casefold()
    number = _TELEPHONE.search(_ADDRESS.sub(" ", plain))
    if number is not None:
        digits = "".join(one for one in number[0] if one.isdigit()).lstrip("0")
        return f"tel {digits[-_LAST:]}"
    address = _ADDRESS.search(plain)
    if address is not None:
        return f"mail {address[0].strip('.:()')}"
    return f"words {_words(name)} {_words(plain)}"


def _words(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())
