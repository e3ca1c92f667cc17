"""The proof of filing as a square code, drawn in the page itself: nothing is loaded, and no link leads anywhere."""

from __future__ import annotations

import segno
from markupsafe import Markup


def square_code(token: str) -> Markup:
    """A token as squares; a telephone that reads them shows its text."""
    drawn = segno.make(token, error="l", micro=False).svg_inline(
        border=4, omitsize=True, svgclass="square-code", lineclass=None
    )
    return Markup(drawn)  # noqa: S704 -- drawn from bits
