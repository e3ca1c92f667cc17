"""A model contract as DOCX: two columns, one for each language; a right-to-left one runs from the right."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from fairway.recruitment.contracts.clauses import BLANK
from fairway.recruitment.contracts.wording.labels import WORDS
from fairway.reference.wording import RIGHT_TO_LEFT

if TYPE_CHECKING:
    from fairway.recruitment.contracts.models import ModelContract

_SCRIPT_FONTS: Final = {"ar": "Arial", "ne": "Nirmala UI", "bn": "Nirmala UI"}
_LOCALES: Final = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA", "ne": "ne-NP", "bn": "bn-BD"}


def docx(contract: ModelContract) -> bytes:
    """The file.

    Args:
        contract: Of `models.model_contract`.
    """
    import docx as python_docx

    document = python_docx.Document()
    document.core_properties.title = contract.heading(contract.languages[0])
    document.core_properties.author = ""
    document.core_properties.comments = ""
    table = document.add_table(rows=0, cols=len(contract.languages))
    table.style = "Table Grid"
    _row(table, contract, [contract.heading(one) for one in contract.languages], bold=True)
    _row(table, contract, [_warning(one) for one in contract.languages])
    for name, clauses in contract.groups:
        _row(table, contract, [contract.group(name, one) for one in contract.languages], bold=True)
        for clause in clauses:
            _row(table, contract, [f"{clause.number}. {contract.text(clause, one)}" for one in contract.languages])
    for who in ("worker", "employer"):
        _row(table, contract, [WORDS[one].signs[who] for one in contract.languages], bold=True)
        _row(table, contract, [_signature(one) for one in contract.languages])
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _warning(language: str) -> str:
    words = WORDS[language]
    return " ".join(filter(None, (words.blank, words.law, words.machine)))


def _signature(language: str) -> str:
    signs = WORDS[language].signs
    return "\n".join(f"{signs[one]}: {BLANK}" for one in ("name", "place", "date", "signature"))


def _row(table: Any, contract: ModelContract, texts: list[str], *, bold: bool = False) -> None:
    row = table.add_row()
    for cell, language, text in zip(row.cells, contract.languages, texts, strict=True):
        paragraph = cell.paragraphs[0]
        for index, line in enumerate(text.split("\n")):
            if index:
                paragraph = cell.add_paragraph()
            _run(paragraph, line, language, bold=bold)


def _run(paragraph: Any, text: str, language: str, *, bold: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(text)
    run.bold = bold
    properties = run._r.get_or_add_rPr()
    if bold:
        properties.append(OxmlElement("w:bCs"))
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:cs"), _SCRIPT_FONTS.get(language, "Arial"))
    properties.insert(0, fonts)
    if language in RIGHT_TO_LEFT:
        # A paragraph and a run each say for themselves that they run from the right.
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        properties.append(OxmlElement("w:rtl"))
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:bidi" if language in _SCRIPT_FONTS else "w:val"), _LOCALES[language])
    properties.append(spoken)
