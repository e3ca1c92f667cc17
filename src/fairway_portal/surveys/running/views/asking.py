"""A page of questions: shown, and taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from fairway.kernel.questionnaire import Page, Question
from fairway.kernel.text import Text
from fairway_portal.design.rendering import render
from fairway_portal.surveys.actions import save_page
from fairway_portal.surveys.actions.drafts import DAYS_KEPT
from fairway_portal.surveys.running import addresses
from fairway_portal.surveys.running.door_keeping import worker_page
from fairway_portal.surveys.running.entries import Entries, Meant, meant
from fairway_portal.surveys.running.frames import Sheet
from fairway_portal.surveys.running.opened import Opened, opened
from fairway_portal.surveys.running.showing import FieldFault, field_of, shown_questions
from fairway_portal.surveys.running.state import decoded
from fairway_portal.surveys.running.views.repeating import MOST_ROWS, rows_page
from fairway_portal.surveys.running.way import before, following, unseen
from fairway_portal.surveys.running.words import message


@worker_page("GET")
def resume(request: HttpRequest, slug: str, tag: str, key: str) -> HttpResponse:
    """Leads to the first page that was not seen yet."""
    draft = opened(slug, tag, key)
    if draft is None:
        return HttpResponseRedirect(addresses.check(slug, tag, key))
    number = unseen(draft.interview, draft.state)
    return HttpResponseRedirect(draft.check() if number is None else draft.address(number))


@worker_page("GET", "POST")
def page(request: HttpRequest, slug: str, tag: str, key: str, number: int, row: int | None = None) -> HttpResponse:
    """One page, or one row of a repeated one."""
    draft = opened(slug, tag, key)
    if draft is None:
        return HttpResponseRedirect(addresses.check(slug, tag, key))
    asked = draft.page(number)
    if asked is None or (row is not None and not _may_have(draft, asked, row)):
        return HttpResponseRedirect(draft.resume())
    if asked.repeated and row is None:
        return rows_page(request, draft, asked, number)
    row = row or 0
    draft = _with_row(draft, asked, row)
    if request.method == "POST":
        return _taken(request, draft, asked, number, row)
    return _shown(request, draft, asked, number, row)


def _may_have(draft: Opened, asked: Page, row: int) -> bool:
    """Whether a page has a row of that number, or may be given it."""
    numbers = draft.state.numbers(asked.name)
    if not asked.repeated or row in numbers or asked.count:
        return asked.repeated and row in numbers
    return 0 < row <= draft.state.last.get(asked.name, 0) + 1 and len(numbers) < MOST_ROWS


def _with_row(draft: Opened, asked: Page, row: int) -> Opened:
    """The draft as if the row were there already, for a row that is about to be added."""
    if not row or row in draft.state.numbers(asked.name):
        return draft
    state = decoded(draft.state.encoded())
    state.answer(asked.name, row, {}, ())
    return draft.with_state(state)


def _shown(
    request: HttpRequest,
    draft: Opened,
    asked: Page,
    number: int,
    row: int,
    entries: Entries | None = None,
    faults: tuple[FieldFault, ...] = (),
) -> HttpResponse:
    at = draft.state.numbers(asked.name).index(row) if row else None
    questions = shown_questions(draft.teller, draft.interview, asked, at, entries)
    earlier = before(draft.stops, number)
    back = f"../{number}" if row else str(earlier or "")
    sheet = Sheet(
        draft.speech(lambda other: _same(draft, other, number, row)),
        draft.teller.text(asked.label, draft.interview.values),
        *draft.progress(number),
        back,
        questions,
        faults,
        " ".join(one.name for one in questions),
        None if at is None else Text("Number {row}", row=at + 1),
        draft.survey.demonstration,
        DAYS_KEPT,
    )
    return render(request, "surveys/worker/page.html", sheet, status=422 if faults else 200)


def _same(draft: Opened, tag: str, number: int, row: int) -> str:
    if row:
        return addresses.row(draft.slug, tag, draft.key, number, row)
    return addresses.page(draft.slug, tag, draft.key, number)


def _taken(request: HttpRequest, draft: Opened, asked: Page, number: int, row: int) -> HttpResponse:
    shown = _seen(request, draft, asked, row)
    entries = {name: request.POST.getlist(name) for name in request.POST}
    found = {one.name: meant(draft.form, one, entries, draft.tag) for one in shown}
    answers = {name: each.answer for name, each in found.items() if each.answer is not None}
    trial = decoded(draft.state.encoded())
    trial.answer(asked.name, row, answers, [one.name for one in shown])
    after = draft.with_state(trial)
    faults = tuple(_faults(after, asked, row, shown, found))
    if faults:
        return _shown(request, after, asked, number, row, entries, faults)
    kept = save_page(
        key=draft.key,
        page=asked.name,
        answers=answers,
        shown=[one.name for one in shown],
        language=draft.tag,
        row=row,
    )
    return HttpResponseRedirect(_onward(draft.with_state(kept), asked, number, row, shown))


def _seen(request: HttpRequest, draft: Opened, asked: Page, row: int) -> list[Question]:
    """The questions that stood on the page when she sent it."""
    named = set(request.POST.get("asked", "").split())
    return [one for one in asked.questions if one.name in named and one.answer != "calculated"]


def _faults(
    after: Opened, asked: Page, row: int, shown: list[Question], found: Mapping[str, Meant]
) -> Iterator[FieldFault]:
    """What is wrong with what she sent, in the order of the questions; of what is asked still."""
    at = after.state.numbers(asked.name).index(row) if row else 0
    still = after.interview.asked_rows[asked.name][at] if row else after.interview.asked
    against = {
        fault.question: fault
        for fault in after.interview.faults
        if (fault.page, fault.row) == ((asked.name, at + 1) if row else ("", 0))
    }
    for one in shown:
        if not still.get(one.name, False):
            continue
        wrong: Text | str | None = found[one.name].wrong
        if wrong is None and one.name in against:
            wrong = message(after.teller, one, against[one.name])
        if wrong is not None:
            yield FieldFault(field_of(one.name), wrong)


def _onward(draft: Opened, asked: Page, number: int, row: int, shown: list[Question]) -> str:
    """The same page where an answer brought up more questions of it; else the next one, or the list of rows."""
    at = draft.state.numbers(asked.name).index(row) if row else None
    seen = {one.name for one in shown}
    more = [one for one in shown_questions(draft.teller, draft.interview, asked, at, None) if one.name not in seen]
    if more:
        here = addresses.row(draft.slug, draft.tag, draft.key, number, row) if row else draft.address(number)
        return f"{here}#{more[0].field}"
    if row:
        return draft.address(number)
    after = following(draft.stops, number)
    return draft.check() if after is None else draft.address(after)
