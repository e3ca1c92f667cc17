"""What can be wrong with a job order, an application or a lottery: each says what to do."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class OrderRefused(InputError):
    """A job order that cannot be taken, or an act that cannot be done on it."""

    http_status = 409
    slug = "job-order-refused"


class SomebodyWasFaster(InputError):
    """What an officer saw has changed since."""

    http_status = 409
    slug = "somebody-was-faster"

    def __init__(self, saw: int, now: int) -> None:
        super().__init__(
            Text("Somebody else has changed this in the meantime."),
            advice=Text("Nothing was recorded. Read what was done, and decide anew."),
            details={"saw": saw, "now": now},
        )


class ApplicationRefused(InputError):
    """An application that cannot be taken, changed or found."""

    http_status = 409
    slug = "application-refused"


class SchemeRefused(InputError):
    """A step of a lottery that cannot be taken now, or as it is."""

    http_status = 409
    slug = "lottery-step-refused"
