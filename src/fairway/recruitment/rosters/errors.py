"""What can be wrong with a public list."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class RosterRefused(InputError):
    """A list that cannot be read as a whole: nothing of it is taken."""

    slug = "roster-refused"


class ColumnsUnclear(InputError):
    """A list whose columns cannot be told, or were named wrongly."""

    slug = "roster-columns-unclear"
