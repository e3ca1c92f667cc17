"""How much of a language's catalogue a person has reviewed: the footer says so on every page."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=8)
def machine_share(language: str) -> int:
    """Per cent of the language's messages that no person has reviewed yet (0 for English, the source).

    The catalogue marks each message with a translator's comment, `# machine` or `# reviewed`.
    """
    if language == "en":
        return 0
    catalogue = files("fairway") / "locale" / language / "LC_MESSAGES" / "fairway.po"
    try:
        lines = catalogue.read_text(encoding="utf-8").splitlines()
    except OSError:
        return 100
    machine = sum(line.startswith("# machine") for line in lines)
    reviewed = sum(line.startswith("# reviewed") for line in lines)
    total = machine + reviewed
    return -(-100 * machine // total) if total else 100
