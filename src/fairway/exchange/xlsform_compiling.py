"""The second opinion on a form: pyxform, the compiler that ODK, KoboToolbox and others use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from fairway.exchange.xlsform_errors import FormFault, XLSFormMisstated
from fairway.exchange.xlsform_reading import Read, read_with_remarks

_ROW: Final = re.compile(r"^\s*\[row\s*:\s*(\d+)\]\s*")
_SHEET: Final = re.compile(r"On the '(\w+)' sheet,? ?")


def checked(path: Path) -> Read:
    """Reads an XLSForm and has it compiled to an XForm, so that other programs take it too.

    Args:
        path: The `.xlsx` file.

    Returns:
        What `read_with_remarks` returns, with the compiler's warnings among the remarks.

    Raises:
        UnreadableFile, XLSFormMisstated: As `read_with_remarks`; also where the compiler refuses the form.
    """
    read = read_with_remarks(path)
    return Read(read.questionnaire, (*read.remarks, *compiled(path)))


def compiled(path: Path) -> tuple[str, ...]:
    """Compiles a form; returns the compiler's warnings.

    Raises:
        XLSFormMisstated: The compiler refuses it.
    """
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    warnings: list[str] = []
    try:
        convert(str(path), warnings=warnings)
    except PyXFormError as fault:
        raise XLSFormMisstated(path.name, [_told(str(fault))]) from fault
    except Exception as fault:
        # The compiler falls over what it does not expect: a column of settings in two languages, for one.
        said = f"The compiler of XLSForm fails on it ({type(fault).__name__}: {fault})."
        advice = "Remove columns and settings that XLSForm does not know, one by one."
        raise XLSFormMisstated(path.name, [FormFault(said, advice)]) from fault
    return tuple(f"pyxform: {' '.join(warning.split())}" for warning in warnings)


def _told(said: str) -> FormFault:
    row = _ROW.match(said)
    rest = said[row.end() :] if row else said
    sheet = _SHEET.search(rest)
    return FormFault(
        f"pyxform, the compiler of XLSForm, refuses it: {' '.join(rest.split())}",
        "Correct it as the compiler says.",
        sheet[1] if sheet else ("survey" if row else ""),
        int(row[1]) if row else 0,
    )
