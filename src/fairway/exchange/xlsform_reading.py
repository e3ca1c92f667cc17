"""An XLSForm as a questionnaire: every fault with its sheet, row and column, all at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fairway.exchange.xlsform_columns import (
    CHOICES,
    EXPRESSIONS,
    MEDIA,
    SETTINGS,
    SHEETS_REFUSED,
    SPOKEN,
    SURVEY,
    TITLE_IN,
    language_code,
    language_heading,
)
from fairway.exchange.xlsform_errors import FormFault, XLSFormMisstated
from fairway.exchange.xlsform_sheets import Row, Sheet, sheets
from fairway.exchange.xlsform_survey import (
    ADVICE_ON_REFERENCES,
    Survey,
    heading_faults,
    said,
    unknown_columns,
)
from fairway.kernel.questionnaire import Choice, Questionnaire, QuestionnaireMisstated
from fairway.kernel.questionnaire_faults import Misstatement
from fairway.methods.routing import misstated_expressions

COLUMNS: Final = {"choices": "type", "count": "repeat_count", "code": "name", "id": "form_id", "title": "form_title"}
"""Part of a questionnaire → the column that says it, where the names differ."""

SHEETS: Final = {"list": "choices", "choice": "choices", "form": "settings"}
ADVICE: Final = {
    "name": "Rename it, here and where it is used.",
    "label": "Write it in this cell; or take the language out of the whole form.",
    "code": "Give each answer a code of its own, without spaces.",
    "calculation": "To calculate, use the type calculate; to fill in an answer, use `default`.",
    "count": "Write it in the row of a `begin_repeat`.",
    "questions": "Add a question, or remove the group.",
    "pages": "Add a group with a question to the survey sheet.",
    "constraint_message": "Add the constraint, or remove the message.",
    "appearance": "Keep one of `month-year` and `year`.",
    "version": "Remove blanks and control characters.",
    "id": "Correct form_id.",
}


@dataclass(frozen=True, slots=True)
class Read:
    """A form that was read.

    Attributes:
        questionnaire: What it says.
        remarks: What was left out or read otherwise than written, with its place.
    """

    questionnaire: Questionnaire
    remarks: tuple[str, ...]


def read_xlsform(path: Path) -> Questionnaire:
    """Reads an XLSForm; arguments and errors as `read_with_remarks`."""
    return read_with_remarks(path).questionnaire


def read_with_remarks(path: Path) -> Read:
    """Reads an XLSForm, and says what was left out.

    Metadata rows (`start`, `deviceid`), comments, and columns and settings without meaning here are left out with a
    remark. What a questionnaire cannot say (cascading selects, places on a map, groups in groups …) is refused.

    Args:
        path: An `.xlsx` file with the sheets survey, choices and settings.

    Raises:
        UnreadableFile: It is not there, or no Excel workbook.
        XLSFormMisstated: The form is not right, or says what a questionnaire cannot; every fault is named.
    """
    found, names = sheets(path)
    form = _Form(path, found, names)
    form.read()
    if form.faults or form.questionnaire is None:
        raise XLSFormMisstated(path.name, sorted(dict.fromkeys(form.faults), key=_order))
    return Read(form.questionnaire, tuple(form.remarks))


def _order(fault: FormFault) -> tuple[int, int]:
    order = ("", "settings", "survey", "choices")
    return order.index(fault.sheet) if fault.sheet in order else len(order), fault.row


@dataclass
class _Form:
    path: Path
    sheets: dict[str, Sheet]
    names: list[str]
    faults: list[FormFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    rows: dict[tuple[str, str, str], int] = field(default_factory=dict)
    questionnaire: Questionnaire | None = None

    def read(self) -> None:
        survey = self._sheet("survey", SURVEY, ("type", "name", "label"))
        choices = self._sheet("choices", CHOICES, ("list_name", "name", "label"))
        settings = self._sheet("settings", SETTINGS, ())
        for name, advice in SHEETS_REFUSED.items():
            if name in self.sheets and self.sheets[name].rows:
                self.faults.append(FormFault(f"Fairway has no {name.replace('_', ' ')}.", advice, name))
        if not survey.columns:
            return
        languages = self._languages(survey, choices, settings)
        reading = Survey(survey, languages[0])
        reading.read()
        self.faults += reading.faults
        self.remarks += reading.remarks
        self.rows |= {(thing, name, ""): row for (thing, name), row in reading.rows.items()}
        lists = self._choices(choices, languages[0])
        self._placed(misstated_expressions(reading.pages), lists, languages[0])
        values = self._settings(settings, languages)
        try:
            self.questionnaire = Questionnaire(
                values["form_id"],
                values["version"],
                {language: values[language] for language in languages},
                languages,
                lists,
                tuple(reading.pages),
            )
        except QuestionnaireMisstated as misstated:
            self._placed(misstated.faults, lists, languages[0])

    def _sheet(self, name: str, known: tuple[str, ...], needed: tuple[str, ...]) -> Sheet:
        sheet = self.sheets.get(name)
        if sheet is None or not sheet.columns:
            if name == "survey":
                near = difflib.get_close_matches(name, [each.lower() for each in self.names], n=1)
                hint = (
                    f"Is it “{near[0]}”? Rename it." if near and not sheet else "An XLSForm lists its questions on it."
                )
                said = "The sheet survey is empty." if sheet else "There is no sheet survey."
                here = f" The sheets are {', '.join(self.names)}." if self.names else ""
                self.faults.append(FormFault(said, f"{hint}{here}"))
            return Sheet(name)
        self.faults += sheet.faults
        self.faults += heading_faults(sheet, needed if sheet.rows else ())
        self.remarks += [
            remark for remark in unknown_columns(sheet, known) if name != "settings" or TITLE_IN not in remark
        ]
        return sheet

    def _languages(self, survey: Sheet, choices: Sheet, settings: Sheet) -> tuple[str, ...]:
        """The languages of the labels, the default one first."""
        labels = [column for sheet in (survey, choices) for column in sheet.columns if column.part == "label"]
        written = settings.rows[0].says("default_language") if settings.rows else ""
        default = language_code(written) if written else None
        if written and default is None:
            column = settings.column("default_language")
            said = f"“{written}” is no language that Fairway can tell."
            self.faults.append(settings.fault(said, "Write it as in `French (fr)`.", settings.rows[0].number, column))
        named = list(dict.fromkeys(column.language for column in labels if column.language))
        plain = any(not column.language and not column.odd for column in labels)
        first = default or ("en" if plain or not named else named[0])
        if default and named and default not in named and not plain:
            column = settings.column("default_language")
            said = f"No label is in the default language, {written}."
            spoken = ", ".join(language_heading(each) for each in named)
            self.faults.append(settings.fault(said, f"The labels are in {spoken}.", settings.rows[0].number, column))
            first = named[0]
        return tuple(dict.fromkeys((first, *named)))

    def _choices(self, sheet: Sheet, default: str) -> dict[str, tuple[Choice, ...]]:
        lists: dict[str, list[Choice]] = {}
        for row in sheet.rows:
            name, code = row.says("list_name"), row.says("name")
            if not name or not code:
                lacking = "list_name" if not name else "name"
                said_ = f"The row has no {lacking}."
                self.faults.append(
                    sheet.fault(said_, "Fill it in, or empty the row.", row.number, sheet.column(lacking))
                )
                continue
            earlier = self.rows.setdefault(("choice", name, code), row.number)
            if earlier != row.number:
                said_ = f"The list “{name}” has the code “{code}” already, in row {earlier}."
                self.faults.append(sheet.fault(said_, ADVICE["code"], row.number, sheet.column("name")))
                continue
            self.rows.setdefault(("list", name, ""), row.number)
            label = said(row, "label", default)
            lists.setdefault(name, []).append(
                Choice(code, label, self._one_file(sheet, row, "image"), self._one_file(sheet, row, "audio"))
            )
        return {name: tuple(listed) for name, listed in lists.items()}

    def _one_file(self, sheet: Sheet, row: Row, part: str) -> str:
        files = {text.strip(): column for column, text in row.cells.items() if column.part == part}
        if len(files) > 1:
            said_ = f"An answer has one {part} for all languages; here are {', '.join(files)}."
            self.faults.append(sheet.fault(said_, "Name the same file in each.", row.number, list(files.values())[-1]))
        return next(iter(files), "")

    def _settings(self, sheet: Sheet, languages: tuple[str, ...]) -> dict[str, str]:
        """`form_id`, `version`, and the title in each language."""
        row = sheet.rows[0] if sheet.rows else Row(1, {})
        for other in sheet.rows[1:]:
            self.faults.append(sheet.fault("The settings have a second row.", "Keep one.", other.number))
        id = row.says("form_id")
        if not id:
            id = re.sub(r"[^A-Za-z0-9_.-]+", "_", self.path.stem).strip("_.-") or "form"
            self.remarks.append(f"settings: there is no form_id; it is called {id} after the file.")
        titles = {
            language_code(column.heading[len(TITLE_IN) :]): text
            for column, text in row.cells.items()
            if column.heading.startswith(TITLE_IN)
        }
        title = next((text for column, text in row.cells.items() if column.part == "form_title"), "")
        if not title:
            self.remarks.append(f"settings: there is no form_title; it is titled {id}.")
        lacking = [language for language in languages[1:] if not titles.get(language)]
        if lacking:
            self.remarks.append(
                f"settings: the title is only in {languages[0]}; it stands for {', '.join(lacking)} too."
            )
        spoken = {language: titles.get(language) or title or id for language in languages[1:]}
        return {"form_id": id, "version": row.says("version"), languages[0]: title or id, **spoken}

    def _placed(self, faults: Iterable[Misstatement], lists: Iterable[str], default: str) -> None:
        """Faults of the questionnaire at the cells that say it; a column that is not there is one fault."""
        for fault in faults:
            name = "survey" if fault.part == "pages" else SHEETS.get(fault.thing, "survey")
            sheet = self.sheets.get(name, Sheet(name))
            part = COLUMNS.get(fault.part, fault.part)
            column = sheet.column(part, fault.language)
            if column is None and fault.language in ("", default):
                column = sheet.column(part)
            if column is None and not fault.language:
                column = next((one for one in sheet.columns if one.part == part), None)
            if column is None and part in SPOKEN and fault.language:
                heading = f"{'media::' if part in MEDIA else ''}{part}::{language_heading(fault.language)}"
                said_ = f"The sheet has no column {heading}."
                self.faults.append(FormFault(said_, "Add it: other texts are in this language.", sheet.name, 1))
                continue
            row = self.rows.get((fault.thing, fault.name, fault.code), 2 if name == "settings" else 0)
            self.faults.append(sheet.fault(fault.said, self._advice(fault, lists), row, column))

    def _advice(self, fault: Misstatement, lists: Iterable[str]) -> str:
        if fault.part == "choices":
            one = re.search(r"the list “([^”]*)”", fault.said)
            near = difflib.get_close_matches(one[1], list(lists), n=1) if one else []
            return f"Did you mean “{near[0]}”?" if near else "Add it to the choices sheet."
        if "${" in fault.said and "asks for" in fault.said:
            asked = re.findall(r"\$\{([^}]*)", fault.said)[-1]
            near = difflib.get_close_matches(asked, [name for thing, name, _ in self.rows if thing == "question"], n=1)
            return f"Did you mean `${{{near[0]}}}`?" if near else ADVICE_ON_REFERENCES
        if fault.part in EXPRESSIONS and "goes wrong" in fault.said:
            return ""
        return ADVICE.get(fault.part, "Correct it.")
