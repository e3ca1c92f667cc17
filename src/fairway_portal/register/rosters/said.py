"""Sentences kept in the database: template and values, said again in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fairway.kernel.text import Text


def kept(said: Text) -> list[Any]:
    """A sentence as it is stored."""
    values = {name: kept(value) if isinstance(value, Text) else value for name, value in said.values.items()}
    return [said.template, values]


def again(stored: Iterable[Any]) -> Text:
    """The sentence that `kept` stored."""
    template, values = stored
    return Text(
        template, **{name: again(value) if isinstance(value, list) else value for name, value in values.items()}
    )
