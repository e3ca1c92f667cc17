"""The way through the pages: which are seen, which comes next, how far she is."""

from __future__ import annotations

from datetime import date

from fairway.kernel.questionnaire import Page
from fairway_portal.surveys.form import Form
from fairway_portal.surveys.running.interview import Interview, walked
from fairway_portal.surveys.running.state import State


def interviewed(form: Form, state: State, today: date) -> Interview:
    """A draft after the routing; its repeated pages have the rows that the questionnaire counts."""
    interview = walked(form, state.kept(), today)
    counted = {page.name: interview.times(page) for page in form.repeats.values() if page.count}
    for name, times in counted.items():
        state.fit(name, times or 0)
    return walked(form, state.kept(), today) if counted else interview


def stops(interview: Interview, state: State) -> tuple[int, ...]:
    """The numbers (from 1) of the pages that are seen: asked, with something on them, not filled in beforehand."""
    return tuple(
        number
        for number, page in enumerate(interview.form.questionnaire.pages, start=1)
        if interview.asked[page.name] and _shown(interview, page) and not _prefilled(interview, page, state)
    )


def following(stops: tuple[int, ...], number: int) -> int | None:
    """The page after one; None where the answers are checked next."""
    return next((each for each in stops if each > number), None)


def before(stops: tuple[int, ...], number: int) -> int | None:
    """The page before one; None where it is the first."""
    return next((each for each in reversed(stops) if each < number), None)


def unseen(interview: Interview, state: State) -> int | None:
    """The first page that was not seen yet; None where all were."""
    pages = interview.form.questionnaire.pages
    return next((each for each in stops(interview, state) if pages[each - 1].name not in state.seen), None)


def _shown(interview: Interview, page: Page) -> bool:
    return page.repeated or any(
        one.answer != "calculated" and interview.asked.get(one.name, False) for one in page.questions
    )


def _prefilled(interview: Interview, page: Page, state: State) -> bool:
    if page.repeated:
        return False
    asked = [
        one.name
        for one in page.questions
        if one.answer not in ("note", "calculated") and interview.asked.get(one.name, False)
    ]
    return bool(asked) and all(name in state.prefilled and name in state.singles for name in asked)
