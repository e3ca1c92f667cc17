"""Why a file is not taken, and what to send instead."""

from __future__ import annotations

from typing import Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text

AS_PHOTOGRAPH: Final = Text("Take a screenshot or a photograph of it, and send that.")
AS_PDF: Final = Text("Save it as PDF, or take a photograph of it, and send that.")
AS_RECORDING: Final = Text("Record it with the voice recorder of your telephone, or of a messenger, and send that.")
SEND_AGAIN: Final = Text("Open it on your telephone to see whether it is whole, and send it again.")


class AttachmentRefused(InputError):
    """This file is not taken: the title says why, the advice what to send instead."""

    slug = "attachment-refused"

    def __init__(self, title: Text, advice: Text) -> None:
        super().__init__(title, advice=advice)


def damaged() -> AttachmentRefused:
    """It is not whole, or not what it begins as."""
    return AttachmentRefused(Text("This file is damaged, or only a part of it arrived."), SEND_AGAIN)


def too_large_inside() -> AttachmentRefused:
    """It is small on the way, and would be too large once unpacked."""
    return AttachmentRefused(Text("This file is too large once it is unpacked."), AS_PHOTOGRAPH)
