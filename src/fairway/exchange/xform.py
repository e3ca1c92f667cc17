"""A questionnaire as an XForm, the file that ODK Collect and KoboCollect show to whoever asks the questions."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fairway.exchange.xlsform_writing import write_xlsform

if TYPE_CHECKING:
    from fairway.kernel.questionnaire import Questionnaire


def xform(questionnaire: Questionnaire) -> str:
    """The XForm, made by pyxform from the XLSForm that Fairway writes: what is exported and what is served are one.

    Args:
        questionnaire: Any; about a second for 50 questions in six languages.

    Returns:
        XML.

    Raises:
        QuestionnaireUnwritable: XLSForm cannot say it.
    """
    from pyxform.xls2xform import convert

    with tempfile.TemporaryDirectory(prefix="fairway-xform-") as folder:
        path = Path(folder) / f"{questionnaire.id}.xlsx"
        write_xlsform(questionnaire, path)
        return str(convert(str(path), warnings=[]).xform)
