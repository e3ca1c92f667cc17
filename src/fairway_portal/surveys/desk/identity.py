"""Questions that ask who somebody is, or whether she may be where she is: not asked without a written reason.

What was never asked cannot be seized, leaked or used against her. The list holds words of names and of English labels;
it is a reminder for a careful owner, not a lock against a careless one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from fairway.kernel.questionnaire import Question, Questionnaire

LEAST_REASON: Final = 20
NAMES: Final = re.compile(
    r"(?:^|_)(?:passport(?!_(?:held|kept|taken|returned))|(?<!cost_)visa(?!_(?:cost|fee|amount|paid|item))"
    r"|immigration|residen(?:ce|cy)_permit|work_permit|permit_(?:at|number|no|type)|(?:un)?documented"
    r"|irregular_(?:status|stay|entry|migrant)|legal_status|migra(?:nt|tion|tory)_status|status_(?:at_entry|in_country)"
    r"|national_id|identity_(?:card|number)|citizenship_(?:number|certificate)|id_(?:card|number)|iqama|emirates_id"
    r"|civil_id|aadhaar|nid_number)",
    re.IGNORECASE,
)
LABELS: Final = re.compile(
    r"passport number|number (of|on) your (passport|visa|permit|identity card)|visa number|permit number"
    r"|immigration status|residence permit|undocumented|irregular migrant|identity (card )?number"
    r"|permit (that let|did you have)",
    re.IGNORECASE,
)
OF_MODULE: Final = (
    "The module asks it because costs and conditions of work differ with it; the answer may always be refused."
)


def identifying(form: Questionnaire) -> Iterator[Question]:
    """The questions that need a reason."""
    return (one for one in form.questions() if asks_identity(one))


def asks_identity(one: Question) -> bool:
    """Whether a question asks for immigration status, a visa, or the number of a document."""
    if one.answer in ("note", "calculated"):
        return False
    return bool(NAMES.search(one.name) or LABELS.search(one.label.get("en", "")))


def without_reason(form: Questionnaire, reasons: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions that need a reason and have none."""
    return tuple(one for one in identifying(form) if len(reasons.get(one.name, "")) < LEAST_REASON)
