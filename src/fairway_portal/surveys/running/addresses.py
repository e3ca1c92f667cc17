"""Addresses of a questionnaire's pages. They hold the key of a draft: they are never logged, and never absolute."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=256)
def languages(slug: str) -> str:
    """Where a survey is offered in its languages; every other address of it begins so."""
    return reverse("answer-languages", args=(slug,))


def start(slug: str, tag: str) -> str:
    """Where a survey is begun in a language."""
    return f"{languages(slug)}/{tag}"


def resume(slug: str, tag: str, key: str) -> str:
    """Where a draft goes on: its first page that was not seen yet."""
    return f"{start(slug, tag)}/{key}"


def page(slug: str, tag: str, key: str, number: int) -> str:
    """A page of a draft, by its number in the questionnaire."""
    return f"{resume(slug, tag, key)}/{number}"


def row(slug: str, tag: str, key: str, number: int, at: int) -> str:
    """One row of a repeated page."""
    return f"{page(slug, tag, key, number)}/{at}"


def check(slug: str, tag: str, key: str) -> str:
    """Where the answers are read again, and sent."""
    return f"{resume(slug, tag, key)}/check"
