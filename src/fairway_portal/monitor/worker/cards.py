"""What a voucher says to the worker who is handed it."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text

TITLE: Final = Text("Tell other workers how you were recruited")
STEPS: Final = (
    Text("Open this address, or point your camera at the square."),
    Text("Find your agency, and type the number of this card."),
)
PROMISES: Final = (
    Text("It is free. Nobody asks your name."),
    Text("The card works once. It does not tell who you are."),
)
UNTIL: Final = Text("It works until {day}.")
