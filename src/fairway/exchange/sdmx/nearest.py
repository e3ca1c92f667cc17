"""The nearest valid name to one that is not."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(asked: str, known: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """The known names most like the one asked for, best first; none where nothing is like it.

    Args:
        asked: As it was written.
        known: The valid names.
        limit: How many at most.
    """
    from rapidfuzz import fuzz, process, utils

    found = process.extract(
        asked, list(known), scorer=fuzz.ratio, processor=utils.default_process, limit=limit, score_cutoff=55
    )
    return tuple(name for name, _, _ in found)
