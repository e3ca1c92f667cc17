"""A repeated page: its rows, one more, one less."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from fairway.kernel.questionnaire import Page
from fairway.kernel.text import Text
from fairway_portal.design.rendering import render
from fairway_portal.surveys.actions import remove_row, save_page
from fairway_portal.surveys.actions.drafts import DAYS_KEPT
from fairway_portal.surveys.running import addresses
from fairway_portal.surveys.running.frames import Rows, ShownRow
from fairway_portal.surveys.running.opened import Opened
from fairway_portal.surveys.running.showing import FieldFault
from fairway_portal.surveys.running.way import before, following

MOST_ROWS: Final = 50
SHOWN_ANSWERS: Final = 3
UNFILLED: Final = Text("Fill in each of these, or go back and change how many there are.")


def rows_page(request: HttpRequest, draft: Opened, asked: Page, number: int) -> HttpResponse:
    """The rows of a repeated page. POST takes one away (`remove`), or goes on."""
    faults: tuple[FieldFault, ...] = ()
    if request.method == "POST":
        gone = request.POST.get("remove", "")
        if gone.isascii() and gone.isdigit() and len(gone) < 6:
            remove_row(key=draft.key, page=asked.name, row=int(gone), language=draft.tag)
            return HttpResponseRedirect(draft.address(number))
        if not any(fault.page == asked.name for fault in draft.interview.faults if fault.fault == "missing"):
            save_page(key=draft.key, page=asked.name, answers={}, shown=(), language=draft.tag)
            after = following(draft.stops, number)
            return HttpResponseRedirect(draft.check() if after is None else draft.address(after))
        faults = (FieldFault("rows", UNFILLED),)
    earlier = before(draft.stops, number)
    times = draft.interview.times(asked)
    numbers = draft.state.numbers(asked.name)
    full = len(numbers) >= MOST_ROWS
    page = Rows(
        draft.speech(lambda other: addresses.page(draft.slug, other, draft.key, number)),
        draft.teller.text(asked.label, draft.interview.values),
        *draft.progress(number),
        str(earlier or ""),
        tuple(_row(draft, asked, number, each) for each in numbers),
        "" if full or times is not None else f"{number}/{draft.state.last.get(asked.name, 0) + 1}",
        full,
        times is not None,
        faults,
        draft.survey.demonstration,
        DAYS_KEPT,
    )
    return render(request, "surveys/worker/rows.html", page, status=422 if faults else 200)


def _row(draft: Opened, asked: Page, number: int, each: int) -> ShownRow:
    at = draft.state.numbers(asked.name).index(each)
    answers = draft.interview.rows[asked.name][at]
    scope = draft.interview.scope(asked, at)
    said = [
        (draft.teller.text(one.label, scope), draft.teller.answer(one, answers[one.name]))
        for one in asked.questions
        if one.answer not in ("note", "calculated") and answers.get(one.name)
    ]
    return ShownRow(each, at + 1, tuple(said[:SHOWN_ANSWERS]), f"{number}/{each}")
