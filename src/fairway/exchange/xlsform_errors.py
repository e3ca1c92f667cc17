"""What can be wrong with an XLSForm: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fairway.kernel.errors import InputError


@dataclass(frozen=True, slots=True)
class FormFault:
    """One fault of a form.

    Attributes:
        said: What is wrong, in one sentence.
        advice: What to do about it.
        sheet: Of the workbook, or "" for the whole of it.
        row: As the spreadsheet numbers it, from 1; 0 for the whole sheet.
        column: Its heading, or "".
        letter: The column's letter, or "" where it is not there.
    """

    said: str
    advice: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    letter: str = ""

    @property
    def place(self) -> str:
        """Where: `survey!H5 (relevant)`, `survey row 5`, `survey`."""
        if not self.sheet:
            return ""
        if self.row and self.letter:
            return f"{self.sheet}!{self.letter}{self.row} ({self.column})"
        where = f"{self.sheet} row {self.row}" if self.row else self.sheet
        return f"{where} ({self.column})" if self.column else where

    def line(self) -> str:
        """The fault in one line."""
        return f"{self.place}: {self.said} {self.advice}".removeprefix(": ").strip()


class XLSFormMisstated(InputError):
    """A form that is not right, or says what Fairway's questionnaires cannot; all its faults are named at once.

    Attributes:
        faults: Every one, with its place.
    """

    slug = "xlsform-misstated"

    def __init__(self, file: str, faults: Sequence[FormFault]) -> None:
        worst = faults[0]
        others = len(faults) - 1
        more = f" {others} more fault{'s are' if others > 1 else ' is'} in the form." if others else ""
        where = f", {worst.place}" if worst.place else ""
        super().__init__(
            f"{file}{where}: {worst.said}",
            advice=f"{worst.advice}{more}".strip(),
            details={"file": file, "faults": [fault.line() for fault in faults]},
        )
        self.faults = tuple(faults)


class QuestionnaireUnwritable(InputError):
    """A questionnaire that a form cannot hold: an expression that is none, a text longer than a cell."""

    slug = "questionnaire-unwritable"
