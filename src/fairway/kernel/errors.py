"""One hierarchy of errors, split by the question its reader asks: can I fix it, shall I retry, or is it our fault?

Every door renders the same three parts: the CLI prints them without a traceback and exits with `exit_code`, the API
returns them as RFC 9457 problem details with `http_status`, a page links them to the field that caused them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fairway.kernel.text import Text


class FairwayError(Exception):
    """The base of every error that Fairway raises on purpose.

    Args:
        title: What happened, in one sentence without jargon; a `Text` where a page may show it in another language.
        advice: What the reader can do about it, likewise.
        details: Facts for the reader or the log (file, row, column, expected, found). Never personal data.
    """

    exit_code = 70
    http_status = 500
    slug = "internal-error"

    def __init__(
        self, title: str | Text, *, advice: str | Text = "", details: Mapping[str, object] | None = None
    ) -> None:
        self.title_text = _text(title)
        self.advice_text = _text(advice) if advice else None
        self.title = self.title_text.plain()
        self.advice = self.advice_text.plain() if self.advice_text else ""
        self.details: dict[str, object] = dict(details or {})
        super().__init__(self.title)

    def __str__(self) -> str:
        return f"{self.title} {self.advice}".strip()


def _text(said: str | Text) -> Text:
    return said if isinstance(said, Text) else Text("{said}", said=said)


class InputError(FairwayError):
    """You can fix it: what was asked for, or the file that was given, is not usable as it stands."""

    exit_code = 2
    http_status = 422
    slug = "invalid-input"


class RetryableError(FairwayError):
    """Try again: nothing is wrong with what you asked, something outside did not answer."""

    exit_code = 75
    http_status = 503
    slug = "try-again"


class InternalError(FairwayError):
    """Our fault: Fairway broke one of its own promises."""


class UnknownCode(InputError):
    """A name or code that no code list holds; `suggestions` are the nearest ones."""

    http_status = 404
    slug = "unknown-code"

    def __init__(
        self, kind: str | Text, asked: str, *, suggestions: Sequence[str] = (), advice: str | Text = ""
    ) -> None:
        hint = Text("Did you mean {names}?", names=", ".join(suggestions)) if suggestions else advice
        super().__init__(
            Text("Nothing called “{asked}” was found ({kind}).", asked=asked, kind=kind),
            advice=hint,
            details={"asked": asked, "suggestions": list(suggestions)},
        )
        self.suggestions = tuple(suggestions)


class IdenticalPlaces(InputError):
    """A corridor whose origin is its destination."""

    slug = "identical-places"


class OutOfRange(InputError):
    """A year, sex or sector for which the question makes no sense."""

    slug = "out-of-range"


class NotFound(InputError):
    """A figure, vintage or table that does not exist here."""

    http_status = 404
    slug = "not-found"


class UnreadableFile(InputError):
    """A file that is corrupt, truncated, or not of the format that its name promises."""

    slug = "unreadable-file"


class ColumnChanged(UnreadableFile):
    """A file whose columns are not those its publisher documents: the previous vintage stays in place."""

    slug = "column-changed"

    def __init__(self, file: str, *, missing: Sequence[str], found: Sequence[str]) -> None:
        super().__init__(
            f"{file} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.",
            advice=(
                f"It has: {', '.join(found)}. If the publisher renamed a column, update the reader in fairway.sources; "
                "nothing was imported and the previous vintage is still served."
            ),
            details={"file": file, "missing": list(missing), "found": list(found)},
        )


class StorageFull(RetryableError):
    """The disk is full: the write was undone."""

    http_status = 507
    slug = "storage-full"


class SourceUnavailable(RetryableError):
    """A publisher did not answer, or answered with something other than the table."""

    http_status = 502
    slug = "source-unavailable"
