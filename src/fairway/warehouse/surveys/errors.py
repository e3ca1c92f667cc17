"""What can be wrong with where the microdata of a survey lie."""

from __future__ import annotations

from collections.abc import Sequence

from fairway.kernel.errors import InputError, RetryableError


class RowsNotNumbered(InputError):
    """Each row is a unit of the design, and the rows have no order by which a unit could be told again."""

    slug = "rows-not-numbered"

    def __init__(self, engine: str) -> None:
        super().__init__(
            f"In this design each row is a sampled unit, and {engine} cannot number the rows the same way twice.",
            advice="Name the column that identifies a person as the unit of the last stage, or give one Parquet file.",
        )


class EngineMissing(InputError):
    """An engine was asked for whose packages are not installed."""

    slug = "engine-missing"


class SourceMisstated(InputError):
    """What was given as microdata is nothing that an engine can open."""

    slug = "source-misstated"


class QuestionRefused(InputError):
    """The engine refused a question: a column of another type than it seemed, a table that may not be read."""

    slug = "question-refused"


class EngineLost(RetryableError):
    """The connection to the engine was lost, or it ran out of what it needs; nothing was changed."""

    slug = "engine-lost"


class MicrodataChanged(RetryableError):
    """A later reading of the microdata met units or domains that an earlier one did not."""

    slug = "microdata-changed"

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__(
            f"The microdata changed while they were read: there are new values of {', '.join(columns)}.",
            advice="Open the survey again once nothing writes to it.",
        )
