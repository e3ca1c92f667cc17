"""What can be wrong with a table that is to be protected, said so that its reader can mend it."""

from __future__ import annotations

from collections.abc import Sequence

from fairway.kernel.errors import InputError

SHOWN = 5


class DisclosureFault(InputError):
    """A table, a hierarchy or a rule that cannot be used for disclosure control as it stands."""

    slug = "disclosure"


class BadHierarchy(DisclosureFault):
    """A code tree with a loop, with a code that has two parents, or without codes."""

    slug = "bad-hierarchy"


class BadTable(DisclosureFault):
    """A table whose cells cannot be read: a missing column, an unknown code, a value that is null or not a number."""

    slug = "bad-table"


class NotAdditive(BadTable):
    """Totals that are not the sum of their parts: the bounds of an intruder cannot be computed from them."""

    slug = "not-additive"


class UnsafeTable(DisclosureFault):
    """A table that must not be published: an intruder could compute a protected cell too closely.

    Args:
        cells: The names of the cells that are not protected.
        reasons: Who can tell it, one for each cell; without a figure, since refusals are read by others than the audit.
    """

    slug = "unsafe-table"

    def __init__(self, cells: Sequence[str], reasons: Sequence[str], *, advice: str) -> None:
        count = len(cells)
        some = "; ".join(f"{cell}: {reason}" for cell, reason in list(zip(cells, reasons, strict=True))[:SHOWN])
        more = f"; and {count - SHOWN} more" if count > SHOWN else ""
        which = f"{count} protected {'cells' if count != 1 else 'cell'}"
        super().__init__(
            f"{which} can be disclosed from what is published: {some}{more}.",
            advice=advice,
            details={"cells": list(cells), "count": count},
        )
        self.cells = tuple(cells)
