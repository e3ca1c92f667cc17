"""States and steps in words, for the desk and for workers."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text

SCHEME_STATES: Final = {
    "open": Text("The list is open"),
    "frozen": Text("The list is frozen; seeds are being revealed"),
    "drawn": Text("Drawn"),
    "void": Text("This round is void"),
}
NOT_FROZEN: Final = Text("The list was not frozen in time. No party is at fault.")
"""Of a round that is void because its keeper was late."""
STEPS: Final = {
    "opened": Text("Opened: terms published"),
    "commitment": Text("Commitment published"),
    "frozen": Text("List frozen: numbers and hash published"),
    "reveal": Text("Seed revealed"),
    "public_number": Text("Number of the public draw"),
    "drawn": Text("Drawn: places published"),
    "void": Text("Round void: nobody gets a place by it"),
}
