"""What is written into the form of a question, as a question with its faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from fairway.kernel.questionnaire import ANSWERS, Answer, Page, Question
from fairway.kernel.questionnaire_faults import NAME, RESERVED
from fairway.kernel.text import Text
from fairway.methods.routing import misstated_expressions
from fairway_portal.accounts.forms import Fault
from fairway_portal.surveys.desk import reading
from fairway_portal.surveys.desk.identity import LEAST_REASON, asks_identity
from fairway_portal.surveys.desk.working import Unfinished

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was written, on the page where it shall stand, with the reason for asking it."""

    question: Question
    page: str
    reason: str = ""
    faults: tuple[Fault, ...] = ()


def blank(page: str) -> AskedQuestion:
    """A question that is not written yet."""
    return AskedQuestion(Question("", "text"), page)


def read_question(post: QueryDict, form: Unfinished, before: Question | None) -> AskedQuestion:
    """What was written.

    Args:
        post: Of the form.
        form: The questionnaire in which it shall stand.
        before: The question as it is; None for a new one. What the form does not show of it stays.
    """
    kind: Answer = next((each for each in ANSWERS if each == post.get("answer")), "text")
    selects = kind in ("one_of", "some_of")
    question = replace(
        before or Question("", "text"),
        name=reading.line(post, "name", LONGEST_NAME),
        answer=kind,
        label=reading.said(post, "label", form.languages),
        hint=reading.said(post, "hint", form.languages),
        choices=reading.line(post, "choices") if selects else "",
        required=reading.yes(post, "required"),
        relevant=reading.line(post, "relevant", reading.LONGEST_TEXT),
        constraint=reading.line(post, "constraint", reading.LONGEST_TEXT),
        constraint_message=reading.said(post, "constraint_message", form.languages),
        calculation=reading.line(post, "calculation", reading.LONGEST_TEXT),
        sensitive=reading.yes(post, "sensitive"),
    )
    page = reading.line(post, "page")
    reason = reading.line(post, "reason", 1000)
    faults = tuple(_faults(question, page, reason, form, before))
    return AskedQuestion(question, page, reason, faults)


def name_faults(name: str, form: Unfinished, before: str) -> Iterator[Fault]:
    """What is wrong with the name of a question or page."""
    taken = {one.name for one in form.questions()} | {page.name for page in form.pages}
    if not NAME.fullmatch(name):
        yield Fault("name", Text("Use a letter first, then letters, digits and _: arrival_year."))
    elif name in RESERVED:
        yield Fault("name", Text("Every form has something of this name already. Choose another."))
    elif name in taken and name != before:
        yield Fault("name", Text("Another question or page has this name. Choose another."))


def _faults(question: Question, page: str, reason: str, form: Unfinished, before: Question | None) -> Iterator[Fault]:
    yield from name_faults(question.name, form, before.name if before else "")
    if not any(one.name == page for one in form.pages):
        yield Fault("page", Text("Choose the page on which it stands."))
    if question.answer in ("one_of", "some_of") and question.choices not in form.choices:
        yield Fault("choices", Text("Choose the list of its answers; make the list first if it is not there."))
    if question.answer == "calculated" and not question.calculation:
        yield Fault("calculation", Text("Write how it is calculated."))
    if question.answer != "calculated" and question.calculation:
        yield Fault("calculation", Text("Only the kind “Calculated” has a calculation. Empty this field."))
    if question.constraint_message and not question.constraint:
        first = next(iter(question.constraint_message))
        yield Fault(f"constraint_message.{first}", Text("There is no condition whose failure this explains."))
    for fault in misstated_expressions([Page(page, {}, (question,))]):
        if fault.thing == "question":
            yield Fault(fault.part, Text("{what}", what=fault.said))
    if asks_identity(question) and len(reason) < LEAST_REASON:
        yield Fault(
            "reason",
            Text(
                "This asks for immigration status, a visa or a document. Leave it out, or write in {n} letters or more "
                "why it has to be asked.",
                n=LEAST_REASON,
            ),
        )
