"""One paper form, read: what it says, what cannot be read, and what is doubtful and may yet stand on the paper so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.timezone import localdate

from fairway.kernel.questionnaire import Question
from fairway.kernel.text import Text
from fairway_portal.surveys.answers import canonical
from fairway_portal.surveys.form import Form
from fairway_portal.surveys.outreach.columns import Column, column, nested
from fairway_portal.surveys.outreach.meaning import meant
from fairway_portal.surveys.running import words
from fairway_portal.surveys.running.interview import Fault, walked
from fairway_portal.surveys.running.saying import Teller

CONSENT: Final = "consent"
AGREED: Final = "yes"
NOT_AGREED: Final = Text(
    "Nobody agreed on this form that the answers are kept. "
    "Mark the agreement if the paper has it, or leave the form out."
)
NOTHING_WRITTEN: Final = Text("Nothing is written on this form.")
NOT_ASKED: Final = Text("By the other answers this question is not asked. Check both.")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong, and in which column."""

    field: str
    message: Text | str


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper form as it was read.

    Attributes:
        answers: As the door of submissions takes them.
        wrong: What cannot be kept: it has to be mended first.
        doubtful: What the questionnaire would not have taken, and whoever has the paper at hand can confirm.
    """

    answers: dict[str, Any]
    wrong: tuple[Wrong, ...] = ()
    doubtful: tuple[Wrong, ...] = ()


def read_entry(teller: Teller, written: Mapping[str, Any], typed_in: str) -> Entry:
    """Reads a paper form.

    Args:
        teller: Says the questionnaire.
        written: Name of a column → what stands there.
        typed_in: The language whose separators of thousands count.

    Raises:
        AnswersMisshapen: A character that no database keeps.
        AnswersTooLarge: More than one form may hold.
    """
    form, answers, wrong = teller.form, {}, []
    for name, said in written.items():
        at = column(form, name)
        if at is None:
            wrong.append(Wrong(name[:120], Text("The questionnaire has no question “{name}”.", name=name[:120])))
            continue
        found = _meant(form, at, said, typed_in)
        if isinstance(found, Text):
            wrong.append(Wrong(name, found))
        elif found:
            answers[name] = found
    whole = nested(form, answers)
    if not wrong:
        wrong += _unusable(form, whole)
    faults = walked(form, canonical(form, whole), localdate()).faults
    doubtful = () if wrong else tuple(_doubtful(teller, fault) for fault in faults)
    return Entry(whole, tuple(wrong), doubtful)


def _meant(form: Form, at: Column, said: Any, typed_in: str) -> str | Text | None:
    if said is None:
        return None
    if isinstance(said, bool) or not (
        isinstance(said, str | int | float) or (isinstance(said, list) and all(isinstance(one, str) for one in said))
    ):
        return Text("This is not an answer to this question. Check it.")
    found = meant(form, at.question, said, typed_in)
    return found.wrong or found.answer


def _unusable(form: Form, answers: Mapping[str, Any]) -> list[Wrong]:
    asked = form.singles.get(CONSENT)
    if not answers:
        return [Wrong(CONSENT if asked else "", NOTHING_WRITTEN)]
    if asked and AGREED in form.codes_of(asked).codes and answers.get(CONSENT) != AGREED:
        return [Wrong(CONSENT, NOT_AGREED)]
    return []


def _doubtful(teller: Teller, fault: Fault) -> Wrong:
    field = f"{fault.page}.{fault.row}.{fault.question}" if fault.page else fault.question
    if fault.fault == "not asked":
        return Wrong(field, NOT_ASKED)
    asked = teller.form.questionnaire.question(fault.question) or Question(fault.question, "text")
    return Wrong(field, words.message(teller, asked, fault))
