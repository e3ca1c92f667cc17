"""What can be wrong with offices and keys: each says what to do."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class OfficeCannotOpen(InputError):
    """This organisation can take no reports."""


class DutyToReport(OfficeCannotOpen):
    """The law makes it tell immigration: whoever reports to it would be in danger.

    Args:
        sentence: What the law asks of it.
        law: Its name.
        source: Where that was read.
    """

    def __init__(self, sentence: Text, law: str, source: str) -> None:
        super().__init__(
            Text("This authority has a duty to report to immigration, so that it cannot take reports. {sentence}",
                 sentence=sentence),
            advice=Text("{law} (source: {source}). Open an office of a union, or of legal aid, instead.", law=law,
                        source=source),
            details={"reason": "duty"},
        )  # fmt: skip


class KeyRefused(InputError):
    """A public key that cannot be registered."""


class NotProved(InputError):
    """The digits do not show that the key is at hand."""
