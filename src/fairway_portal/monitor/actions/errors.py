"""What can be wrong with a decision: each says what to do."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class DecisionRefused(InputError):
    """A decision, reply or request that cannot be taken as it is."""

    slug = "decision-refused"


class AlreadyDecided(InputError):
    """Somebody else was faster: what was shown is no longer how it is."""

    http_status = 409
    slug = "already-decided"

    def __init__(self) -> None:
        super().__init__(
            Text("Somebody else has changed this in the meantime."),
            advice=Text(
                "Your decision was not taken. Open it again, see what was decided, and decide anew if need be."
            ),
        )
