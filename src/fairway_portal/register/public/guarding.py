"""The last door before the public: words that may identify a person are left out, whoever wrote them."""

from __future__ import annotations

import re
from typing import Final

from fairway_portal.register.inspections.identifying import what_identifies

LEFT_OUT: Final = "[…]"
"""Stands for what was left out; the pages and files that show it say what it means."""
_SENTENCES: Final = re.compile(r"(?<=[.!?।॥؟。])\s+|\n+")


def public_words(text: str) -> str:
    """A text without the sentences in which a telephone number, an address or a number of a passport stands.

    The desk refuses such words where they are typed; what was kept before it did, or came from elsewhere, stops here.

    Args:
        text: As an officer, an agency or a list wrote it.
    """
    if not what_identifies(text):
        return text
    kept = (LEFT_OUT if what_identifies(one) else one for one in _SENTENCES.split(text) if one)
    whole = " ".join(kept)
    # A number may be cut in two by the end of a sentence: then nothing of the text is shown.
    return LEFT_OUT if what_identifies(whole) else whole
