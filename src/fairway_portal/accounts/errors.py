"""What can be wrong with people, roles and invitations: each says what to do."""

from __future__ import annotations

from fairway.kernel.errors import FairwayError, InputError
from fairway.kernel.text import Text


class NotAllowed(FairwayError):
    """The person is known, and this is not for her role."""

    exit_code = 77
    http_status = 403
    slug = "not-allowed"


class LastAdministrator(InputError):
    """Nobody would be left who can invite people."""

    def __init__(self) -> None:
        super().__init__(
            Text("This is the last administrator."),
            advice=Text("Make somebody else an administrator first."),
        )


class WeakPassword(InputError):
    """A password that others would guess.

    Args:
        reasons: Each thing that is wrong with it.
    """

    def __init__(self, reasons: tuple[Text, ...]) -> None:
        super().__init__(Text("This password is too weak."), advice=" ".join(reason.plain() for reason in reasons))
        self.reasons = reasons


class InvitationOver(InputError):
    """The link was used, withdrawn, is too old, or was never made: all the same to whoever holds it."""

    http_status = 404

    def __init__(self) -> None:
        super().__init__(
            Text("This invitation does not work, or works no more."),
            advice=Text("A link can be used once, within seven days. Ask whoever invited you for a new one."),
        )


class AlreadyThere(InputError):
    """The same thing exists."""


class NoSuchRole(InputError):
    """The role that was chosen is not the person's, or no longer."""

    def __init__(self) -> None:
        super().__init__(
            Text("This role is not yours, or no longer."), advice=Text("Choose one of those that the desk shows you.")
        )
