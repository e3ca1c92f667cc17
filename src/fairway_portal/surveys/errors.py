"""What is refused at the door of answers, and what to do about it."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class SurveyNotOpen(InputError):
    """Answers to a survey that takes none: it is a draft, or closed and asked to begin anew."""

    slug = "survey-not-open"
    http_status = 409

    def __init__(self, slug: str) -> None:
        super().__init__(
            Text("The survey “{slug}” takes no answers now.", slug=slug),
            advice=Text("Ask whoever gave you its address whether it will be opened."),
            details={"survey": slug},
        )


class AnswersTooLarge(InputError):
    """More text than one set of answers may hold."""

    slug = "answers-too-large"
    http_status = 413

    def __init__(self, size: int, most: int) -> None:
        super().__init__(
            Text("The answers hold {size} bytes; at most {most} are taken at once.", size=size, most=most),
            advice=Text("Shorten the longest text, or send recordings and photographs as files beside the answers."),
            details={"size": size, "most": most},
        )


class TooManyRows(InputError):
    """A repeated page that was filled in more often than is taken."""

    slug = "too-many-rows"
    http_status = 413

    def __init__(self, page: str, count: int, most: int) -> None:
        super().__init__(
            Text("“{page}” was filled in {count} times; at most {most} are taken.", page=page, count=count, most=most),
            advice=Text("Divide it into several forms."),
            details={"page": page, "count": count, "most": most},
        )


class AnswersMisshapen(InputError):
    """Answers that are no answers: a table where one value belongs, or a character that no database keeps."""

    slug = "answers-misshapen"


class AttachmentRefused(InputError):
    """A file beside the answers that is too large, or has no usable name."""

    slug = "attachment-refused"
    http_status = 413


class VersionTaken(InputError):
    """Another questionnaire under the version of one that is kept already: answers would lose their questions."""

    slug = "version-taken"
    http_status = 409

    def __init__(self, slug: str, version: str) -> None:
        super().__init__(
            Text("The survey “{slug}” has another questionnaire of version {version}.", slug=slug, version=version),
            advice=Text("Give the changed questionnaire a version of its own."),
            details={"survey": slug, "version": version},
        )


class SlugTaken(InputError):
    """Another survey has this address already."""

    slug = "slug-taken"
    http_status = 409

    def __init__(self, taken: str) -> None:
        super().__init__(
            Text("There is a survey at the address “{slug}” already.", slug=taken), advice=Text("Choose another.")
        )


class NoQuestionnaire(InputError):
    """A survey without a questionnaire cannot be opened."""

    slug = "no-questionnaire"

    def __init__(self, slug: str) -> None:
        super().__init__(
            Text("The survey “{slug}” has no questionnaire yet.", slug=slug), advice=Text("Add one, then open it.")
        )


class DraftGone(InputError):
    """No draft has this key: it expired, or the address is not whole."""

    slug = "draft-gone"
    http_status = 404

    def __init__(self) -> None:
        super().__init__(
            Text("There are no answers at this address."),
            advice=Text("Begin again: what was not sent is deleted after seven days."),
        )
