"""What can go wrong when she comes back."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class NobodyReads(InputError):
    """No office that works on her report has a key: what she wrote could be sealed to nobody."""

    def __init__(self) -> None:
        super().__init__(
            Text("No office can read new answers now."),
            advice=Text("Nothing was kept. Call the office, or come back tomorrow."),
        )
