"""The last page: all answers to read again, then sending, then thanks. Sending twice sends once."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from fairway.kernel.questionnaire import Page, Question
from fairway_portal.design import speech
from fairway_portal.design.rendering import render
from fairway_portal.surveys.actions import send
from fairway_portal.surveys.actions.drafts import DAYS_KEPT, AnswersUnfinished
from fairway_portal.surveys.answers import Kept
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Version
from fairway_portal.surveys.queries import open_draft
from fairway_portal.surveys.receiving import receiver_of
from fairway_portal.surveys.running import addresses
from fairway_portal.surveys.running.door_keeping import worker_page
from fairway_portal.surveys.running.frames import Check, CheckedAnswer, CheckedPage, Thanks, Unfinished
from fairway_portal.surveys.running.opened import Opened, opened, spoken
from fairway_portal.surveys.running.showing import field_of
from fairway_portal.surveys.running.way import before
from fairway_portal.surveys.running.words import message


@worker_page("GET", "POST")
def check(request: HttpRequest, slug: str, tag: str, key: str) -> HttpResponse:
    """All answers; POST sends them."""
    status = 200
    if request.method == "POST":
        try:
            sent = send(key=key, language=tag)
        except AnswersUnfinished:
            status = 422
        else:
            return _ended(request, sent.version, (slug, tag, key), sent.answers, already=sent.outcome != "new")
    draft = opened(slug, tag, key)
    if draft is None:
        return _ended(request, open_draft(slug, key).version, (slug, tag, key), {}, already=True)
    return _shown(request, draft, status)


def _ended(
    request: HttpRequest, version: Version, at: tuple[str, str, str], answers: Kept, *, already: bool
) -> HttpResponse:
    """The page of whoever received the answers, or thanks. `at`: slug, tag and key of the address."""
    slug, tag, key = at
    receiver = receiver_of(version.survey)
    if receiver is not None:
        ending = receiver.ending(answers, speech.current().language)
        return render(request, ending.template, ending.page)
    said = spoken(form_of(version), tag, lambda other: addresses.check(slug, other, key))
    return render(request, "surveys/worker/thanks.html", Thanks(said, already, version.survey.demonstration))


def _shown(request: HttpRequest, draft: Opened, status: int) -> HttpResponse:
    last = before(draft.stops, len(draft.form.questionnaire.pages) + 1)
    page = Check(
        draft.speech(lambda other: addresses.check(draft.slug, other, draft.key)),
        draft.teller.text(draft.form.questionnaire.title),
        str(last or ""),
        tuple(_pages(draft)),
        tuple(_unfinished(draft)),
        draft.survey.demonstration,
        DAYS_KEPT,
    )
    return render(request, "surveys/worker/check.html", page, status=status)


def _pages(draft: Opened) -> Iterator[CheckedPage]:
    for number, page in enumerate(draft.form.questionnaire.pages, start=1):
        if not draft.interview.asked[page.name]:
            continue
        heading = draft.teller.text(page.label, draft.interview.values)
        if not page.repeated:
            answers = tuple(_answers(draft, page, number, None))
            if answers:
                yield CheckedPage(heading, 0, answers)
            continue
        for at in range(len(draft.interview.rows[page.name])):
            yield CheckedPage(heading, at + 1, tuple(_answers(draft, page, number, at)))


def _answers(draft: Opened, page: Page, number: int, at: int | None) -> Iterator[CheckedAnswer]:
    asked = draft.interview.asked if at is None else draft.interview.asked_rows[page.name][at]
    scope = draft.interview.scope(page, at or 0)
    for one in page.questions:
        if one.answer not in ("note", "calculated") and asked[one.name]:
            yield CheckedAnswer(
                draft.teller.text(one.label, scope),
                draft.teller.answer(one, scope.get(one.name)),
                _address(draft, page, number, at, one),
            )


def _address(draft: Opened, page: Page, number: int, at: int | None, one: Question) -> str:
    row = "" if at is None else f"/{draft.state.numbers(page.name)[at]}"
    return f"{number}{row}#{field_of(one.name)}"


def _unfinished(draft: Opened) -> Iterator[Unfinished]:
    pages = draft.form.questionnaire.pages
    for fault in draft.interview.faults:
        one = draft.form.questionnaire.question(fault.question)
        page = draft.form.questionnaire.page_of(fault.question)
        if fault.fault == "not asked" or one is None or page is None:
            continue
        at = fault.row - 1 if fault.row else None
        scope = draft.interview.scope(page, at or 0)
        yield Unfinished(
            draft.teller.text(one.label, scope),
            message(draft.teller, one, fault),
            _address(draft, page, pages.index(page) + 1, at, one),
        )
