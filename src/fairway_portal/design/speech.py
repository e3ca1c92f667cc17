"""The voice of the request at hand, for templates and macros that cannot be handed one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from fairway.kernel.figure import Cell, Column
from fairway.kernel.text import Text, Value
from fairway.reference.wording import Voice, voice

_SPEAKING: ContextVar[str] = ContextVar("fairway_language", default="en")

# What each language calls itself.
LANGUAGE_NAMES: Final = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
    "ne": "नेपाली",
    "bn": "বাংলা",
    "am": "አማርኛ",
}


@contextmanager
def speaking(language: str) -> Iterator[Voice]:
    """Speaks `language` until the block ends."""
    before = _SPEAKING.set(language)
    try:
        yield voice(language)
    finally:
        _SPEAKING.reset(before)


def current() -> Voice:
    """The voice of this request; English outside one."""
    return voice(_SPEAKING.get())


def translate(template: str, /, **values: Value) -> str:
    """`_("{n} corridors", n=5)` in a template: the sentence in the reader's language."""
    return current().say(Text(template, **values))


def say(text: Text | str) -> str:
    """A text of the library in the reader's language."""
    return current().say(text) if isinstance(text, Text) else text


def cell(column: Column, value: Cell) -> str:
    """A table cell as the reader expects it."""
    return current().cell(column, value)


def place(code: str) -> str:
    """A place's name in the reader's language."""
    return current().place(code)
