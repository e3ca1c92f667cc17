"""What the owner's desk refuses, and what to do about it."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class FormRefused(InputError):
    """An uploaded file that is no form: another kind of file, too large, or with macros."""

    slug = "form-refused"


class SlugReserved(InputError):
    """An address that the desk needs for itself."""

    slug = "slug-reserved"


class WorkingTooLarge(InputError):
    """A questionnaire of more text than one may hold."""

    slug = "working-too-large"
    http_status = 413

    def __init__(self, most: int) -> None:
        super().__init__(
            Text("The questionnaire would hold more than {most} bytes.", most=most),
            advice=Text("Divide it into two surveys."),
        )


class NotFinished(InputError):
    """A questionnaire that cannot be asked yet."""

    slug = "not-finished"

    def __init__(self, faults: int) -> None:
        super().__init__(
            Text("The questionnaire is not finished: there are {faults} faults.", faults=faults),
            advice=Text("Correct what is listed on the page of its questions."),
        )


class NecessityMissing(InputError):
    """A question that asks who somebody is, without a reason."""

    slug = "necessity-missing"

    def __init__(self, names: str) -> None:
        super().__init__(
            Text("These questions ask for immigration status, a visa or a document: {names}.", names=names),
            advice=Text("Take them out, or write why they have to be asked on the page of each question."),
        )


class PreviewNotSent(InputError):
    """A preview came to its end: nothing of it is kept."""

    slug = "preview-not-sent"

    def __init__(self) -> None:
        super().__init__(
            Text("This was a preview: nothing was sent."),
            advice=Text("You have seen every page. A worker’s answers would be sent here."),
        )


class ResultsClosed(InputError):
    """Answers that nobody but the portal reads one by one."""

    slug = "results-closed"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            Text("Nobody reads single ratings."),
            advice=Text(
                "A worker who rates is promised that only scores of many are shown. Read the published scores instead."
            ),
        )
