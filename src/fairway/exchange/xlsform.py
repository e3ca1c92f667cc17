"""Questionnaires as XLSForm workbooks, which ODK, KoboToolbox, SurveyCTO and others take: out, in, and checked.

Source: the XLSForm standard (xlsform.org) in the part that `fairway.kernel.questionnaire` holds.
"""

from __future__ import annotations

from fairway.exchange.xlsform_compiling import checked, compiled
from fairway.exchange.xlsform_errors import FormFault, QuestionnaireUnwritable, XLSFormMisstated
from fairway.exchange.xlsform_reading import Read, read_with_remarks, read_xlsform
from fairway.exchange.xlsform_writing import write_xlsform

__all__ = [
    "FormFault",
    "QuestionnaireUnwritable",
    "Read",
    "XLSFormMisstated",
    "checked",
    "compiled",
    "read_with_remarks",
    "read_xlsform",
    "write_xlsform",
]
