"""One row of a list, as it is kept and compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Row:
    """An agency as a list names it.

    Attributes:
        name: As the list writes it.
        licence_number, city, other_name: Likewise, or empty.
        status: A code of `fields.STATUSES`; empty where the list states none.
        valid_from, valid_to: The first and last day of the licence, or None.
        line: Of the file, from 1; 0 where it is from no file.
        further: Other names by which the agency is known: former ones, in other scripts.
        holder: Whatever the caller knows the row by: the code of an agency, or empty.
        status_words: The status in the list's own words, or empty.
    """

    name: str
    licence_number: str = ""
    city: str = ""
    other_name: str = ""
    status: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    line: int = 0
    further: tuple[str, ...] = ()
    holder: str = ""
    status_words: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it, the list's own first, each once."""
        return tuple(dict.fromkeys(one for one in (self.name, self.other_name, *self.further) if one))
