"""What can be wrong when a report is sent: each leads back to where it can be put right."""

from __future__ import annotations

from fairway.kernel.errors import InputError, RetryableError
from fairway.kernel.text import Text


class OfficesGone(InputError):
    """No chosen office, or one of them, has a key any more."""

    def __init__(self, names: str = "") -> None:
        super().__init__(
            Text("{names} cannot take reports any more.", names=names)
            if names
            else Text("Choose at least one office."),
            advice=Text("Choose again who may read it."),
        )


class IntakeClosed(RetryableError):
    """Too few keys live: nothing can be sealed safely."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason, advice=Text("What you wrote is kept for seven days. Come back with your number."))


class TooManyFiles(InputError):
    """The draft has as many files as it may."""

    def __init__(self) -> None:
        super().__init__(Text("You have three files already."), advice=Text("Remove one to add another."))


class HeldTooLarge(InputError):
    """A file of a report that is to be held back is too large to be sealed twice."""

    def __init__(self) -> None:
        super().__init__(
            Text("To be held back, a file may have 4 MB."),
            advice=Text("Remove the largest file, or do not hold the report back."),
        )
