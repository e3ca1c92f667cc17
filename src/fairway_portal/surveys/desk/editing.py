"""Changes of a questionnaire in the making, each a new value: put, move, rename, take away."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from fairway.exchange.questionnaire_json import as_json
from fairway.kernel.questionnaire import Choice, Page, Question, Said
from fairway_portal.surveys.desk.working import Unfinished, read

T = TypeVar("T")
UP: Final = -1
DOWN: Final = 1


def put_page(form: Unfinished, page: Page, before: str = "") -> Unfinished:
    """Adds a page at the end; or puts it in the place of the page that was called `before`."""
    if not before:
        return replace(form, pages=(*form.pages, page))
    renamed = _renamed(form, before, page.name)
    pages = tuple(page if one.name == page.name else one for one in renamed.pages)
    return replace(renamed, pages=pages)


def remove_page(form: Unfinished, name: str) -> Unfinished:
    """Takes a page away, with its questions."""
    return replace(form, pages=tuple(page for page in form.pages if page.name != name))


def move_page(form: Unfinished, name: str, by: int) -> Unfinished:
    """Moves a page up (-1) or down (1)."""
    return replace(form, pages=_moved(form.pages, [page.name for page in form.pages].index(name), by))


def put_question(form: Unfinished, page: str, question: Question, before: str = "") -> Unfinished:
    """Adds a question at the end of a page; or puts it in the place of the one called `before`.

    A new name is written into every expression and text that asks for the old one; on another page it stands last.

    Args:
        form: The questionnaire.
        page: The name of the page on which it shall stand.
        question: The question.
        before: What it was called; "" for a new one.
    """
    if before:
        form = _renamed(form, before, question.name)
        question = _question(_with_name(_parts(question), before, question.name))
    stood = form.page_of(question.name)
    if stood is not None and stood.name == page:
        questions = tuple(question if one.name == question.name else one for one in stood.questions)
        return _with_questions(form, page, questions)
    form = remove_question(form, question.name)
    target = next(one for one in form.pages if one.name == page)
    return _with_questions(form, page, (*target.questions, question))


def remove_question(form: Unfinished, name: str) -> Unfinished:
    """Takes a question away."""
    pages = tuple(
        replace(page, questions=tuple(one for one in page.questions if one.name != name)) for page in form.pages
    )
    return replace(form, pages=pages)


def move_question(form: Unfinished, name: str, by: int) -> Unfinished:
    """Moves a question up (-1) or down (1); beyond the end of its page, onto the next one."""
    at = next(at for at, page in enumerate(form.pages) if any(one.name == name for one in page.questions))
    page = form.pages[at]
    place = [one.name for one in page.questions].index(name)
    if 0 <= place + by < len(page.questions):
        return _with_questions(form, page.name, _moved(page.questions, place, by))
    if not 0 <= at + by < len(form.pages):
        return form
    question, neighbour = page.questions[place], form.pages[at + by]
    joined = (*neighbour.questions, question) if by == UP else (question, *neighbour.questions)
    return _with_questions(remove_question(form, name), neighbour.name, joined)


def put_list(form: Unfinished, name: str, choices: tuple[Choice, ...], before: str = "") -> Unfinished:
    """Adds a list of answers; or puts it in the place of the one called `before`, in every question that uses it."""
    if before in form.choices:
        lists = {(name if each == before else each): listed for each, listed in form.choices.items()}
        pages = tuple(
            replace(
                page,
                questions=tuple(replace(one, choices=name) if one.choices == before else one for one in page.questions),
            )
            for page in form.pages
        )
        form = replace(form, choices=lists, pages=pages)
    return replace(form, choices={**form.choices, name: choices})


def remove_list(form: Unfinished, name: str) -> Unfinished:
    """Takes a list of answers away."""
    return replace(form, choices={each: listed for each, listed in form.choices.items() if each != name})


def add_language(form: Unfinished, tag: str) -> Unfinished:
    """Offers the questionnaire in one more language, whose texts are still missing."""
    return replace(form, languages=(*form.languages, tag))


def remove_language(form: Unfinished, tag: str) -> Unfinished:
    """Takes a language away, with every text in it."""
    kept = _mapped(as_json(form), lambda said: {each: text for each, text in said.items() if each != tag})
    return replace(read(kept), languages=tuple(each for each in form.languages if each != tag))


def retitle(form: Unfinished, title: Said) -> Unfinished:
    """Gives it another title."""
    return replace(form, title=title)


SPOKEN: Final = ("title", "label", "hint", "constraint_message", "audio", "image")


def _mapped(part: Any, change: Any) -> Any:
    """The JSON of a questionnaire with every text in languages changed."""
    if isinstance(part, list):
        return [_mapped(one, change) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        name: change(one) if name in SPOKEN and isinstance(one, dict) else _mapped(one, change)
        for name, one in part.items()
    }


def _renamed(form: Unfinished, old: str, new: str) -> Unfinished:
    """The same with another name for a page or question, and for whatever asks for it."""
    return form if old == new else read(_with_name(as_json(form), old, new))


def _with_name(part: Any, old: str, new: str) -> Any:
    written = json.dumps(part, ensure_ascii=False).replace(f"${{{old}}}", f"${{{new}}}")
    return _names(json.loads(written), old, new)


def _names(part: Any, old: str, new: str) -> Any:
    """Names stand in `name` of pages and questions; lists, which stand under `lists`, have names of their own."""
    if isinstance(part, list):
        return [_names(one, old, new) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: new if key == "name" and one == old else one if key == "lists" else _names(one, old, new)
        for key, one in part.items()
    }


def _parts(question: Question) -> dict[str, Any]:
    form = Unfinished("", "", {}, (), {}, (Page("", {}, (question,)),))
    return dict(as_json(form)["pages"][0]["questions"][0])


def _question(parts: Mapping[str, Any]) -> Question:
    return Question(**parts)


def _with_questions(form: Unfinished, page: str, questions: tuple[Question, ...]) -> Unfinished:
    pages = tuple(replace(one, questions=questions) if one.name == page else one for one in form.pages)
    return replace(form, pages=pages)


def _moved(parts: Sequence[T], at: int, by: int) -> tuple[T, ...]:
    to = at + by
    if not 0 <= to < len(parts):
        return tuple(parts)
    moved = list(parts)
    moved[at], moved[to] = moved[to], moved[at]
    return tuple(moved)
