"""Answers on their way: begun, saved page by page, sent, forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import uuid4

from django.db.models import Manager, QuerySet
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway_portal.surveys import sealing
from fairway_portal.surveys.actions.door import LONGEST_TAG, Outcome, keep
from fairway_portal.surveys.answers import Kept, canonical, check_size
from fairway_portal.surveys.errors import DraftGone, SurveyNotOpen
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Draft, Submission, Survey, Version
from fairway_portal.surveys.running.interview import Fault
from fairway_portal.surveys.running.state import State, decoded
from fairway_portal.surveys.running.way import interviewed
from fairway_portal.surveys.writing import writing

DAYS_KEPT: Final = 7
OF_SURVEY: Final = ("version__survey__purpose", "version__survey__state", "version__survey__demonstration")


class AnswersUnfinished(InputError):
    """Answers that cannot be sent yet: one that is required is missing, or one is against its constraint.

    Attributes:
        faults: Each of them.
    """

    slug = "answers-unfinished"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("Some answers are missing or wrong.", advice="Go back to them, then send.")


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of sending.

    Attributes:
        outcome: `new`, or `repeated` where it was sent before.
        version: That was answered.
        answers: As they were sent; empty where they were sent before, because nothing of them is left here.
    """

    outcome: Outcome
    version: Version
    answers: Kept


def begin(*, survey: Survey, language: str, prefilled: Mapping[str, Any] | None = None) -> str:
    """Begins a draft, and deletes those that have expired: a small installation has no worker that would.

    Args:
        survey: Open.
        language: The tag in which she reads it.
        prefilled: Answers she has given elsewhere; pages all of whose questions are answered so are skipped.

    Returns:
        The key: 22 characters of its address, kept nowhere else.

    Raises:
        SurveyNotOpen: The survey takes no answers.
        AnswersMisshapen: A prefilled answer is none.
    """
    if survey.state != Survey.State.OPEN or survey.current is None:
        raise SurveyNotOpen(survey.slug)
    given = canonical(form_of(survey.current), prefilled or {})
    singles = {name: answer for name, answer in given.items() if isinstance(answer, str)}
    state = State(language, singles=singles, prefilled=sorted(singles))
    key = sealing.new_key()
    forget_drafts()
    Draft.objects.create(
        key_hash=sealing.name_of(key),
        version=survey.current,
        sealed=sealing.seal(key, state.encoded()),
        expires=localdate() + timedelta(days=DAYS_KEPT),
    )
    return key


def save_page(
    *, key: str, page: str, answers: Mapping[str, str], shown: Iterable[str], language: str, row: int = 0
) -> State:
    """Keeps the answers of a page.

    Args:
        key: Of the draft.
        page: The name of the page.
        answers: Name → canonical answer; a question that was shown and is not here was left empty.
        shown: The questions that stood on the page.
        language: In which she read it.
        row: The number of the row of a repeated page; 0 for a page that is asked once.

    Returns:
        The draft as it is now.

    Raises:
        DraftGone: It expired, was never there, or was sent.
        AnswersTooLarge: More than 100 kB with what was answered before.
    """
    with writing():
        draft, state = _unsealed(key)
        state.answer(page, row, answers, shown)
        check_size(state.kept())
        return _sealed_again(key, draft, state, page, language)


def remove_row(*, key: str, page: str, row: int, language: str) -> State:
    """Takes a row of a repeated page away; arguments as `save_page`."""
    with writing():
        draft, state = _unsealed(key)
        state.remove(page, row)
        return _sealed_again(key, draft, state, page, language)


def send(*, key: str, language: str) -> Sent:
    """Sends a draft: what was asked and answered goes through the one door, and the draft is emptied.

    The answers are read and checked before anything is locked; if a page was saved meanwhile, they are read again.

    Raises:
        DraftGone: It expired, or was never there.
        AnswersUnfinished: A required answer is missing, or one is wrong.
    """
    while True:
        draft = _found(Draft.objects, key)
        if draft.sent:
            return Sent("repeated", draft.version, {})
        arrived = _finished(key, draft, language)
        with writing():
            emptied = Draft.objects.filter(pk=draft.pk, sent=False, sealed=draft.sealed).update(sealed=b"", sent=True)
            if not emptied:
                continue
            answers = dict(arrived.answers)
            received = keep(arrived)
        return Sent(received.outcome, draft.version, answers)


def _finished(key: str, draft: Draft, language: str) -> Submission:
    """The answers of a draft as they are sent: what was asked, and what was calculated."""
    state = decoded(sealing.unseal(key, bytes(draft.sealed)))
    form, today = form_of(draft.version), localdate()
    interview = interviewed(form, state, today)
    wrong = [fault for fault in interview.faults if fault.fault != "not asked"]
    if wrong:
        raise AnswersUnfinished(wrong)
    return Submission(
        survey=draft.version.survey,
        version=draft.version,
        instance=uuid4(),  # not of the key: that stays in the history of her browser, and would lead to her answers
        answers=interview.standing(),
        language=(language if language in form.questionnaire.languages else state.language)[:LONGEST_TAG],
        channel=Submission.Channel.PAGES,
        received=today,
        demonstration=draft.version.survey.demonstration,
    )


def forget_drafts(*, today: date | None = None) -> int:
    """Deletes the drafts that have expired.

    Args:
        today: The present day where None.

    Returns:
        How many there were.
    """
    return Draft.objects.filter(expires__lt=today or localdate()).delete()[0]


def _found(drafts: QuerySet[Draft] | Manager[Draft], key: str) -> Draft:
    try:
        return (
            drafts.select_related("version__survey")
            .only("sealed", "sent", "version__version", "version__fingerprint", "version__survey__slug", *OF_SURVEY)
            .get(key_hash=sealing.name_of(key), expires__gte=localdate())
        )
    except Draft.DoesNotExist as fault:
        raise DraftGone from fault


def _unsealed(key: str) -> tuple[Draft, State]:
    """The draft, held until the transaction ends: of two pages saved at once, one waits for the other."""
    draft = _found(Draft.objects.select_for_update(of=("self",)), key)
    if draft.sent:
        raise DraftGone
    return draft, decoded(sealing.unseal(key, bytes(draft.sealed)))


def _sealed_again(key: str, draft: Draft, state: State, page: str, language: str) -> State:
    state.pass_by(page)
    state.language = language
    draft.sealed = sealing.seal(key, state.encoded())
    draft.save(update_fields=["sealed"])
    return state
