"""What can be wrong with a file that comes in or a table that goes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fairway.kernel.errors import InputError, UnreadableFile


class UnknownFormat(InputError):
    """A file whose name ends in something that Fairway does not read."""

    slug = "unknown-format"

    def __init__(self, file: str, known: Iterable[str]) -> None:
        super().__init__(
            f"{file} is not a kind of file that Fairway reads.",
            advice=f"It reads {', '.join(sorted(known))}. Save the file as one of these, or correct its ending.",
            details={"file": file, "known": sorted(known)},
        )


class NothingInside(UnreadableFile):
    """A file that is empty, or has columns and no rows, or rows and no columns."""

    slug = "nothing-inside"


class DuplicateColumns(UnreadableFile):
    """A file in which two columns have one name: no name in a specification could mean one of them."""

    slug = "duplicate-columns"

    def __init__(self, file: str, names: Sequence[str]) -> None:
        super().__init__(
            f"{file} has more than one column called {', '.join(names)}.",
            advice="Rename the columns in the file so that each name is there once.",
            details={"file": file, "columns": list(names)},
        )


class UnknownColumns(InputError):
    """Columns that were asked for and are not in the file."""

    slug = "unknown-columns"

    def __init__(self, file: str, missing: Sequence[str], found: Sequence[str]) -> None:
        shown = ", ".join(found[:30]) + (f" and {len(found) - 30} more" if len(found) > 30 else "")
        super().__init__(
            f"{file} has no column {', '.join(missing)}.",
            advice=f"Its columns are {shown}. Capital letters count.",
            details={"file": file, "missing": list(missing), "found": list(found)},
        )


class TextInNumbers(InputError):
    """A column that is asked to be numbers and holds words."""

    slug = "text-in-numbers"


class LabelFileUnusable(InputError):
    """A separate file of labels that cannot be read as one."""

    slug = "label-file-unusable"


class ResultsMisshapen(InputError):
    """A table of results that cannot be written in the form asked for."""

    slug = "results-misshapen"


def unreadable(file: str, said: str, advice: str, **details: object) -> UnreadableFile:
    """The error for a file that is not what its name promises, with the file's name in its details."""
    return UnreadableFile(f"{file} {said}", advice=advice, details={"file": file, **details})
