"""Recordings that the operator puts beside a page: `notes-words-am.mp3` is heard on the step `words` in Amharic."""

from __future__ import annotations

from fairway_portal.design import speech
from fairway_portal.surveys.running.media import KINDS, file_of


def sound(page: str) -> str:
    """The name of the recording for a page in the language at hand; empty where the operator has put none.

    Args:
        page: Code of a step, or `start`, `back`.
    """
    names = (f"notes-{page}-{speech.current().language}{suffix}" for suffix, kind in KINDS.items() if "audio" in kind)
    return next((name for name in names if file_of(name)), "")
