"""What can be wrong with an entry of the log: each says what to do."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class NoOffice(InputError):
    """The organisation takes no reports yet, so it has no log either."""

    http_status = 409
    slug = "no-office"

    def __init__(self) -> None:
        super().__init__(
            Text("Your organisation is not yet an office that helps workers here."),
            advice=Text("Ask an administrator to open it as one."),
        )


class CorrectedMeanwhile(InputError):
    """Somebody corrected the same entry first."""

    http_status = 409
    slug = "visit-corrected-meanwhile"

    def __init__(self) -> None:
        super().__init__(
            Text("Somebody else corrected this entry first. Yours was not kept."),
            advice=Text("Open the list, look at the entry as it stands now, and correct that one."),
        )


class FormUsed(InputError):
    """The key of a form belongs to something else."""

    http_status = 409
    slug = "visit-form-used"

    def __init__(self) -> None:
        super().__init__(
            Text("This form was used for something else. The visit was not kept."),
            advice=Text("Open a new form, and enter the visit again."),
        )


class NoteNotSealed(InputError):
    """The note is no envelope, or sealed to other keys: it is never kept open instead."""

    slug = "note-not-sealed"
