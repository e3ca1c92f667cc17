"""What the reader of a workbook left out, kept for the next page of its survey."""

from __future__ import annotations

from typing import Final

from fairway_portal.accounts.permissions import DeskRequest

KEY: Final = "form_remarks"
MOST: Final = 40


def leave_remarks(request: DeskRequest, slug: str, remarks: tuple[str, ...]) -> None:
    """Keeps remarks on an uploaded form for the page of its questions."""
    if remarks:
        request.session[KEY] = {slug: list(remarks[:MOST])}


def take_remarks(request: DeskRequest, slug: str) -> tuple[str, ...]:
    """The remarks on this survey's form, once."""
    kept = request.session.get(KEY, {})
    if slug not in kept:
        return ()
    del request.session[KEY]
    return tuple(kept[slug])
