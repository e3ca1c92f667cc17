"""What can be wrong with what somebody asks of a case. None of these says anything of a report."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class NoSuchCase(InputError):
    """No case of her office has this number: it never had, it is another office's, or it was erased: all alike."""

    http_status = 404
    slug = "no-such-case"

    def __init__(self) -> None:
        super().__init__(
            Text("Your office has no case of this number."),
            advice=Text(
                "Check the number. A case also disappears when the worker deletes her report, or when its time is "
                "over; nobody can open it then."
            ),
        )


class ActedMeanwhile(InputError):
    """Somebody else changed the case after this page was drawn."""

    http_status = 409
    slug = "acted-meanwhile"

    def __init__(self) -> None:
        super().__init__(
            Text("Somebody else worked on this case in the meantime. Nothing of yours was done."),
            advice=Text("Open the case again, see what is new, and decide then."),
        )


class MoveNotPossible(InputError):
    """The case is not where this move begins, or something that it requires is missing."""

    http_status = 409
    slug = "move-not-possible"


class NotSealedRight(InputError):
    """What came is no envelope, or too few keys open it. It was not kept: plain text never is."""

    slug = "not-sealed-right"


class ConsentMissing(InputError):
    """She has not consented, or has taken her consent back."""

    http_status = 409
    slug = "consent-missing"

    def __init__(self) -> None:
        super().__init__(
            Text("She has not consented to this, or has taken her consent back. Nothing was passed on."),
            advice=Text("Write to her, or ask her again. Delete copies that you made for it."),
        )


class NoOffice(InputError):
    """Somebody whose organisation takes no reports."""

    http_status = 404
    slug = "no-office"

    def __init__(self) -> None:
        super().__init__(
            Text("Your organisation is not entered as an office that takes reports."),
            advice=Text("Ask the person who looks after this portal to enter it, then add your key."),
        )


class NotOfTheOffice(InputError):
    """A case cannot be given to somebody who is no handler of the office."""

    slug = "not-of-the-office"

    def __init__(self) -> None:
        super().__init__(
            Text("This person is not a case handler of your office."), advice=Text("Choose somebody of the list.")
        )
