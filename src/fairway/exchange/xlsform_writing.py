"""A questionnaire as the three sheets of an XLSForm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from fairway.exchange.results_files import replaced
from fairway.exchange.xlsform_columns import (
    APPEARANCES,
    CHOICES,
    MEDIA,
    SPOKEN,
    SURVEY,
    TITLE_IN,
    WRITTEN,
    language_heading,
)
from fairway.exchange.xlsform_errors import QuestionnaireUnwritable
from fairway.kernel.questionnaire import Page, Question, Questionnaire, Said
from fairway.methods.routing import misstated_expressions

if TYPE_CHECKING:
    from openpyxl import Workbook

LONGEST_CELL: Final = 32_767
WIDTHS: Final = {"type": 24, "name": 24, "list_name": 24, "label": 48, "hint": 32, "relevant": 32, "constraint": 24}
Row: TypeAlias = dict[tuple[str, str], str]
"""(part, language or "") → what the cell says."""


def write_xlsform(questionnaire: Questionnaire, path: Path) -> None:
    """Writes a questionnaire as an XLSForm; whole or not at all.

    Every cell is text. `sensitive`, and the title in other languages than the first, stand in columns that XLSForm
    does not know and compilers leave out.

    Args:
        questionnaire: What to write.
        path: The `.xlsx` file.

    Raises:
        QuestionnaireUnwritable: An expression cannot be read, or a text is longer than a cell.
    """
    from openpyxl import Workbook

    fault = next(misstated_expressions(questionnaire.pages), None)
    if fault is not None:
        raise QuestionnaireUnwritable(
            f"{questionnaire.id}, {fault.part} of “{fault.name}”: {fault.said}",
            advice="Correct the expression.",
            details={"name": fault.name, "part": fault.part},
        )
    languages = questionnaire.languages
    survey, choices = list(_survey(questionnaire)), list(_choices(questionnaire))
    for text in (*(text for row in (*survey, *choices) for text in row.values()), *questionnaire.title.values()):
        _check_length(text)
    book = Workbook(write_only=True)
    _sheet(book, "survey", SURVEY, survey, languages, ("type", "name", "label"))
    _sheet(book, "choices", CHOICES, choices, languages, ("list_name", "name", "label"))
    _settings(book, questionnaire)
    with replaced(path) as made:
        book.save(made)


def _check_length(text: str) -> None:
    # Excel counts in units of UTF-16: a letter beyond the basic plane is two.
    if len(text) * 2 > LONGEST_CELL and len(text.encode("utf-16-le")) > 2 * LONGEST_CELL:
        raise QuestionnaireUnwritable(
            f"The text “{text[:40]}…” is longer than a cell may be ({LONGEST_CELL:,} characters).",
            advice="Shorten it.",
            details={"characters": len(text)},
        )


def _survey(questionnaire: Questionnaire) -> Iterator[Row]:
    for page in questionnaire.pages:
        kind = "repeat" if page.repeated else "group"
        yield _page(page, kind)
        for one in page.questions:
            yield _question(one)
        yield {("type", ""): f"end_{kind}", ("name", ""): page.name}


def _page(page: Page, kind: str) -> Row:
    return {
        ("type", ""): f"begin_{kind}",
        ("name", ""): page.name,
        **_spoken("label", page.label),
        ("relevant", ""): page.relevant,
        ("appearance", ""): "field-list",
        ("repeat_count", ""): page.count,
    }


def _question(one: Question) -> Row:
    word = next((word for word, answer in APPEARANCES.items() if answer == one.answer), "")
    return {
        ("type", ""): f"{WRITTEN[one.answer]} {one.choices}".strip(),
        ("name", ""): one.name,
        **_spoken("label", one.label),
        **_spoken("hint", one.hint),
        ("required", ""): "yes" if one.required else "",
        ("relevant", ""): one.relevant,
        ("constraint", ""): one.constraint,
        **_spoken("constraint_message", one.constraint_message),
        ("calculation", ""): one.calculation,
        ("default", ""): one.default,
        ("appearance", ""): f"{word} {one.appearance}".strip(),
        **_spoken("audio", one.audio),
        **_spoken("image", one.image),
        ("sensitive", ""): "yes" if one.sensitive else "",
    }


def _choices(questionnaire: Questionnaire) -> Iterator[Row]:
    for name, listed in questionnaire.choices.items():
        for choice in listed:
            yield {
                ("list_name", ""): name,
                ("name", ""): choice.code,
                **_spoken("label", choice.label),
                **_spoken("image", dict.fromkeys(questionnaire.languages, choice.image)),
                **_spoken("audio", dict.fromkeys(questionnaire.languages, choice.audio)),
            }


def _spoken(part: str, said: Said) -> Row:
    return {(part, language): text for language, text in said.items()}


def _sheet(
    book: Workbook,
    name: str,
    parts: Sequence[str],
    rows: Sequence[Row],
    languages: Sequence[str],
    always: Sequence[str],
) -> None:
    used = {part for row in rows for (part, _), text in row.items() if text} | set(always)
    columns: list[tuple[str, str]] = []
    for part in parts:
        if part in used:
            columns += [(part, language) for language in languages] if part in SPOKEN else [(part, "")]
    headings = {column: _heading(*column) for column in columns}
    sheet: Any = book.create_sheet(name)
    sheet.freeze_panes = "C2"
    _widths(sheet, [part for part, _ in columns])
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings.values()])
    for row in rows:
        sheet.append([_cell(sheet, row.get(column, "")) for column in columns])


def _heading(part: str, language: str) -> str:
    written = f"media::{part}" if part in MEDIA else part
    return f"{written}::{language_heading(language)}" if language else written


def _settings(book: Workbook, questionnaire: Questionnaire) -> None:
    first, *others = questionnaire.languages
    said: Mapping[str, str] = {
        "form_title": questionnaire.title[first],
        "form_id": questionnaire.id,
        "version": questionnaire.version,
        "default_language": language_heading(first),
        **{f"{TITLE_IN}{language_heading(other)}": questionnaire.title[other] for other in others},
    }
    sheet: Any = book.create_sheet("settings")
    _widths(sheet, ["label"] * len(said))
    sheet.append([_cell(sheet, heading, bold=True) for heading in said])
    sheet.append([_cell(sheet, text) for text in said.values()])


def _widths(sheet: Any, parts: Sequence[str]) -> None:
    from openpyxl.utils import get_column_letter

    for at, part in enumerate(parts, 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTHS.get(part, 16)


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    """A cell that is text whatever it begins with; nothing for the empty text."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if not text:
        return None
    cell: Any = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
