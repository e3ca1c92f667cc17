"""Why something is not done in the escrow."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class NobodyHolds(InputError):
    """No office holds reports back now."""

    def __init__(self) -> None:
        super().__init__(
            Text("Nobody holds reports back at the moment."),
            advice=Text("Send it to the offices at once, or come back another day. What you wrote is kept."),
        )


class NotHeldBack(InputError):
    """It cannot be held back as it was asked."""

    def __init__(self, title: Text, advice: Text) -> None:
        super().__init__(title, advice=advice)


class TagsRefused(InputError):
    """These tags are not taken."""

    def __init__(self, title: Text) -> None:
        super().__init__(
            title, advice=Text("Nothing was changed. Download the tickets again, and make the tags of that file.")
        )


class NotReleased(InputError):
    """This report does not go."""

    def __init__(self, title: Text) -> None:
        super().__init__(title, advice=Text("Nothing was changed. Look at the list again: it may have moved on."))
