"""English alone of the interface's languages needs it: “in *the* United States”, but “United States” in a table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

BEFORE: Final = re.compile(r"\b(?:in|from|of|to|for|by|between|and) \{(\w+)\}")
BEGINNINGS: Final = ("United ", "Republic of ", "State of ", "Central African ", "British Virgin ", "U.S. ")
ENDINGS: Final = (" Islands", " Republic", " Emirates")
NAMES: Final = frozenset({"Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives", "Comoros", "Isle of Man"})


@lru_cache(maxsize=2048)
def after_a_preposition(template: str) -> frozenset[str]:
    """The values of an English template that stand after a preposition: `{place}` in “of {place}”."""
    return frozenset(BEFORE.findall(template))


def with_article(name: str) -> str:
    """The name as it stands inside an English sentence."""
    if name in NAMES or name.startswith(BEGINNINGS) or name.endswith(ENDINGS):
        return f"the {name}"
    return name
