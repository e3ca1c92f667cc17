"""What can be wrong with what an officer wants to do to an edition of a list."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class VintageKnown(InputError):
    """The same file was given already."""

    http_status = 409
    slug = "vintage-known"


class OutOfTurn(InputError):
    """A stage that the edition is not at, or is no longer."""

    http_status = 409
    slug = "vintage-out-of-turn"


class RowsUndecided(InputError):
    """Rows that somebody must decide first."""

    http_status = 409
    slug = "roster-rows-undecided"


class UnusableDecision(InputError):
    """A decision about a row that cannot be carried out."""

    slug = "unusable-decision"
