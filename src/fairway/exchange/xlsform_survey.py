"""The survey sheet of a form: its rows as pages of questions."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from fairway.exchange.xlsform_columns import (
    APPEARANCES,
    EXPRESSIONS,
    METADATA,
    REFUSED,
    SELECTS,
    SPOKEN,
    TYPES,
    WITHOUT,
)
from fairway.exchange.xlsform_errors import FormFault
from fairway.exchange.xlsform_sheets import Row, Sheet
from fairway.kernel.questionnaire import Answer, Page, Question
from fairway.kernel.questionnaire_faults import Thing

STRAIGHT: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " "})
YES: Final = frozenset({"yes", "true", "true()"})
NO: Final = frozenset({"", "no", "false", "false()"})
ADVICE_ON_REFERENCES: Final = "Rows of metadata are left out: for the day of the interview, write `today()`."


@dataclass
class Opened:
    """A page whose end was not met yet; `kind` is "" where its questions stand in no group."""

    kind: str
    row: int
    name: str
    label: Mapping[str, str] = field(default_factory=dict)
    relevant: str = ""
    count: str = ""
    questions: list[Question] = field(default_factory=list)


@dataclass
class Survey:
    """Reads the rows of a survey sheet, one after the other.

    Attributes:
        sheet: The sheet.
        default: The language of headings that name none.
        pages: Those that are whole.
        rows: Thing and name → the row that says it.
        faults, remarks: What was found.
    """

    sheet: Sheet
    default: str
    pages: list[Page] = field(default_factory=list)
    rows: dict[tuple[Thing, str], int] = field(default_factory=dict)
    faults: list[FormFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    page: Opened | None = None
    inner: list[tuple[str, int]] = field(default_factory=list)

    def read(self) -> None:
        """All rows, and the end."""
        for row in self.sheet.rows:
            self._row(row)
        for kind, number in (*([(self.page.kind, self.page.row)] if self.page and self.page.kind else ()), *self.inner):
            self._fault(f"This {kind} has no end.", f"Add a row of type `end_{kind}`.", number, "type")
        self._close()

    def _fault(self, said: str, advice: str, row: int, part: str = "") -> None:
        self.faults.append(self.sheet.fault(said, advice, row, self.sheet.column(part)))

    def _row(self, row: Row) -> None:
        kind = " ".join(row.says("type").replace("\xa0", " ").split())
        if not kind:
            if row.says("name"):
                self._fault(
                    "The row has a name and no type.",
                    "Give it one: `text`, `integer`, `select_one LIST` …",
                    row.number,
                    "type",
                )
            else:
                self.remarks.append(f"survey row {row.number}: left out, as it has neither type nor name.")
            return
        word, _, what = kind.replace("_", " ", 1).partition(" ")
        if word in ("begin", "end") and what in ("group", "repeat"):
            (self._begin if word == "begin" else self._end)(row, what)
        elif kind in METADATA:
            self.remarks.append(f"survey row {row.number}: {kind} is left out, as metadata are not asked for.")
        else:
            self._question(row, kind)

    def _begin(self, row: Row, kind: str) -> None:
        if self.page and self.page.kind:
            outer = f"the {self.page.kind} “{self.page.name}”"
            self.inner.append((kind, row.number))
            self._fault(
                f"A {kind} begins within {outer}.",
                "Put one after the other: pages do not hold pages.",
                row.number,
                "type",
            )
            return
        self._close()
        self._refused(row)
        name = row.says("name")
        if self._taken(row, name):
            name = f"{name}_row_{row.number}"
        self.rows["page", name] = row.number
        appearance = [word for word in row.says("appearance").split() if word != "field-list"]
        if appearance:
            self.remarks.append(
                f"survey row {row.number}: the appearance {' '.join(appearance)} of a page is left out."
            )
        self.page = Opened(
            kind,
            row.number,
            name,
            self.said(row, "label"),
            self._expression(row, "relevant"),
            self._expression(row, "repeat_count"),
        )

    def _end(self, row: Row, kind: str) -> None:
        if self.inner:
            self.inner.pop()
        elif not self.page or not self.page.kind:
            self._fault(
                f"A {kind} ends that has not begun.",
                f"Remove the row, or add `begin_{kind}` before.",
                row.number,
                "type",
            )
        else:
            if self.page.kind != kind:
                said = f"A {kind} ends where the {self.page.kind} “{self.page.name}” of row {self.page.row} is open."
                self._fault(said, f"Write `end_{self.page.kind}`.", row.number, "type")
            self._close()

    def _close(self) -> None:
        page, self.page = self.page, None
        if page is None:
            return
        if not page.kind and page.questions:
            rows = [self.rows["question", one.name] for one in page.questions]
            self.remarks.append(
                f"survey rows {rows[0]} to {rows[-1]} stand in no group: they are read as the page “{page.name}”."
            )
        self.pages.append(
            Page(page.name, page.label, tuple(page.questions), page.relevant, page.kind == "repeat", page.count)
        )

    def _loose(self, row: Row) -> Opened:
        names = {each.says("name") for each in self.sheet.rows} | {page.name for page in self.pages}
        number = next(n for n in range(1, len(names) + 2) if f"page_{n}" not in names)
        self.rows["page", f"page_{number}"] = row.number
        return Opened("", row.number, f"page_{number}")

    def _question(self, row: Row, kind: str) -> None:
        answer, choices = self._kind(row, kind)
        self._refused(row)
        if self.page is None:
            self.page = self._loose(row)
        name = row.says("name")
        if not name:
            self._fault("The question has no name.", "Give it one of letters, digits and _.", row.number, "name")
            return
        if self._taken(row, name):
            return
        self.rows["question", name] = row.number
        appearance = row.says("appearance")
        if answer == "date":
            words = appearance.split()
            answer = next((APPEARANCES[word] for word in words if word in APPEARANCES), answer)
            if answer != "date":
                appearance = " ".join(word for word in words if word not in APPEARANCES)
        self.page.questions.append(
            Question(
                name,
                answer,
                self.said(row, "label"),
                self.said(row, "hint"),
                choices,
                self._yes(row, "required"),
                self._expression(row, "relevant"),
                self._expression(row, "constraint"),
                self.said(row, "constraint_message"),
                self._expression(row, "calculation"),
                row.says("default"),
                appearance,
                self._yes(row, "sensitive"),
                self.said(row, "audio"),
                self.said(row, "image"),
            )
        )

    def _taken(self, row: Row, name: str) -> bool:
        """Whether an earlier row has the name; that is a fault."""
        earlier = self.rows.get(("page", name)) or self.rows.get(("question", name))
        if earlier:
            said = f"“{name}” is already the name of row {earlier}."
            self._fault(said, "Rename it, here and where it is used.", row.number, "name")
        return bool(earlier)

    def _kind(self, row: Row, kind: str) -> tuple[Answer, str]:
        """The kind of a question and its list; a fault, and text, where it is none."""
        plain = TYPES.get(kind)
        if plain:
            return plain, ""
        words = kind.split()
        for size in range(min(5, len(words) - 1), 0, -1):
            answer = SELECTS.get(" ".join(words[:size]))
            if answer:
                return self._select(row, answer, words[size:])
        first = next(
            (one for one in (" ".join(words[:2]).lower(), words[0].lower()) if one in WITHOUT), words[0].lower()
        )
        if kind in SELECTS:
            self._fault(
                f"“{kind}” names no list.", f"Write `{kind} LIST`, of a list on the choices sheet.", row.number, "type"
            )
        elif first in WITHOUT:
            self._fault(f"Fairway has no questions of type {first}.", WITHOUT[first], row.number, "type")
        else:
            known = (*TYPES, *SELECTS, "begin_group", "end_group", "begin_repeat", "end_repeat")
            near = difflib.get_close_matches(first, known, n=1)
            advice = (
                f"Did you mean `{near[0]}`?"
                if near
                else f"There are {', '.join(list(TYPES)[:6])}, select_one, select_multiple."
            )
            self._fault(f"“{kind}” is no type of question.", advice, row.number, "type")
        return "text", ""

    def _select(self, row: Row, answer: Answer, rest: list[str]) -> tuple[Answer, str]:
        if len(rest) > 1:
            other = "or_other" in " ".join(rest[1:]).replace(" ", "_")
            said = f"“{' '.join(rest[1:])}” after the list is not read."
            advice = (
                "Add an answer `other` to the list, and a text question relevant where it is chosen."
                if other
                else "The name of a list has no space."
            )
            self._fault(said, advice, row.number, "type")
        if "${" in rest[0]:
            self._fault(
                "The answers are those to another question.", "Put a list on the choices sheet.", row.number, "type"
            )
            return "text", ""
        return answer, rest[0]

    def _refused(self, row: Row) -> None:
        for column, text in row.cells.items():
            if column.part in REFUSED and text.strip().lower() not in NO:
                self.faults.append(
                    self.sheet.fault(f"Fairway has no {column.heading}.", REFUSED[column.part], row.number, column)
                )

    def _yes(self, row: Row, part: str) -> bool:
        written = row.says(part).lower()
        if written not in YES | NO:
            advice = "Write `yes` or leave it empty. To ask only in some cases, use `relevant`."
            self._fault(f"“{written}” is neither yes nor no.", advice, row.number, part)
        return written in YES

    def _expression(self, row: Row, part: str) -> str:
        written = row.says(part)
        if written == written.translate(STRAIGHT):
            return written
        self.remarks.append(f"survey row {row.number}, {part}: typographic quotes are read as plain ones.")
        return written.translate(STRAIGHT).strip()

    def said(self, row: Row, part: str) -> dict[str, str]:
        """What a row says in each language: as it is written, with its blanks."""
        return said(row, part, self.default)


def said(row: Row, part: str, default: str) -> dict[str, str]:
    """Language → text of a part; a heading without a language speaks the default one."""
    return {
        column.language or default: text for column, text in row.cells.items() if column.part == part and not column.odd
    }


def unknown_columns(sheet: Sheet, known: tuple[str, ...]) -> list[str]:
    """A remark on each column that is not understood, and a form may have."""
    return [
        f"{sheet.name}, column {column.letter}: “{column.heading}” is left out."
        for column in sheet.columns
        if column.part not in known and column.part not in REFUSED
    ]


def heading_faults(sheet: Sheet, needed: tuple[str, ...]) -> list[FormFault]:
    """Columns that are lacking, there twice, or of a language that cannot be told."""
    found: list[FormFault] = []
    for part in needed:
        if not any(column.part == part for column in sheet.columns):
            here = ", ".join(column.heading for column in sheet.columns) or "nothing"
            found.append(
                FormFault(f"The sheet has no column {part}.", f"Its first row says {here}.", sheet.name, 1, part)
            )
    seen: set[tuple[str, str]] = set()
    for column in sheet.columns:
        if column.odd:
            advice = "Name it in English with its code, as in `label::French (fr)`."
            found.append(sheet.fault(f"“{column.odd}” is no language that Fairway can tell.", advice, 1, column))
        elif (column.part, column.language) in seen and column.part in (
            *SPOKEN,
            *EXPRESSIONS,
            "type",
            "name",
            "list_name",
        ):
            found.append(sheet.fault("The column is there twice.", "Keep one of them.", 1, column))
        if not column.odd:
            seen.add((column.part, column.language))
    return found
