"""Rows that can be added, and neither changed nor deleted: histories, ledgers, the record of actions."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from fairway.kernel.errors import InternalError


class RecordIsFinal(InternalError):
    """Somebody's code would change or take away an entry that is final."""

    def __init__(self) -> None:
        super().__init__(
            "An entry of a final record cannot be changed or deleted.",
            advice="Add another entry that says what was wrong with it.",
        )


class Entries(models.QuerySet[Any]):
    """Entries as they are asked for; changing many at once is refused as changing one is."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise RecordIsFinal

    def delete(self) -> NoReturn:
        """Refused."""
        raise RecordIsFinal


class Final(models.Model):
    """An entry of a final record; a migration guards its table besides (`append_only.GuardTable`)."""

    refusal: ClassVar[str] = "an entry of a final record cannot be changed or deleted"
    """What the database itself says."""

    objects = Entries.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the entry.

        Raises:
            RecordIsFinal: It is there already.
        """
        if not self._state.adding:
            raise RecordIsFinal
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused.

        Raises:
            RecordIsFinal: Always.
        """
        raise RecordIsFinal
