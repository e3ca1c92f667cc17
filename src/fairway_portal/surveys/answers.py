"""Answers in the one form in which they are kept: each a text as ODK would have kept it, whatever door it came by."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from fairway.kernel.questionnaire import Question
from fairway.kernel.text import Text
from fairway.methods.routing_values import plain
from fairway_portal.surveys.errors import AnswersMisshapen, AnswersTooLarge, TooManyRows
from fairway_portal.surveys.form import NO_CODES, Form

Row: TypeAlias = dict[str, str]
Kept: TypeAlias = dict[str, str | list[Row]]
"""Name of a question → its answer; name of a repeated page → its rows. `2019-07` is `2019-07-01`; several codes are
separated by spaces; what was not answered is not there."""

MOST_BYTES: Final = 100_000
MOST_NAME: Final = 200
MOST_ROWS: Final = 200
"""Of a repeated page: an expression may look at all of them from each of them."""
_UNKEEPABLE: Final = re.compile("[\0\ud800-\udfff]")  # PostgreSQL refuses the first, UTF-8 the others
_NO_QUESTION: Final = Question("unknown", "text")


def canonical(form: Form, answers: Mapping[str, Any]) -> Kept:
    """The answers as they are kept.

    Args:
        form: The questionnaire they answer.
        answers: Name → answer (text, number, day, yes/no, or several codes); name of a repeated page → rows of such.
            Names that the questionnaire does not have are kept.

    Raises:
        AnswersMisshapen: A table where one answer belongs, or a character that no database keeps.
        AnswersTooLarge: More than 100 kB.
        TooManyRows: More rows of a repeated page than anybody fills in.
    """
    kept: Kept = {}
    for name, answer in answers.items():
        if name in form.repeats:
            kept[name] = _rows(form, name, answer)
        elif (said := _one(form, form.singles.get(name), name, answer)) is not None:
            kept[name] = said
    check_size(kept)
    return kept


def check_size(kept: Kept) -> None:
    """Refuses more than one set of answers may hold.

    Args:
        kept: As `canonical` gives them.

    Raises:
        AnswersTooLarge: More than 100 kB.
    """
    size = len(encoded(kept))
    if size > MOST_BYTES:
        raise AnswersTooLarge(size, MOST_BYTES)


def encoded(kept: Mapping[str, Any]) -> bytes:
    """Answers as canonical JSON: sorted names, no spaces, UTF-8 (after RFC 8785)."""
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def content_hash(version: str, kept: Kept) -> str:
    """SHA-256 of what was answered, and to which version."""
    return hashlib.sha256(encoded({"version": version, "answers": kept})).hexdigest()


def _rows(form: Form, page: str, answer: Any) -> list[Row]:
    if not isinstance(answer, list | tuple) or not all(isinstance(row, Mapping) for row in answer):
        raise _misshapen(Text("The repeated page “{name}” needs a list of rows.", name=page))
    if len(answer) > MOST_ROWS:
        raise TooManyRows(page, len(answer), MOST_ROWS)
    asked = {one.name: one for one in form.repeats[page].questions}
    rows = []
    for row in answer:
        said = {name: _one(form, asked.get(name), name, value) for name, value in row.items()}
        rows.append({name: value for name, value in said.items() if value is not None})
    return rows


def _one(form: Form, asked: Question | None, name: str, answer: Any) -> str | None:
    if isinstance(answer, Mapping):
        raise _misshapen(Text("The answer to “{name}” is a table, not one answer.", name=_shown(name)))
    if isinstance(answer, list | tuple):
        answer = " ".join(str(each) for each in answer)
    said = plain(asked or _NO_QUESTION, form.codes_of(asked) if asked else NO_CODES, answer)
    if len(name) > MOST_NAME or _UNKEEPABLE.search(name) or (said and _UNKEEPABLE.search(said)):
        raise _misshapen(
            Text(
                "The answer to “{name}” holds a character that is none (a zero byte or half a pair).", name=_shown(name)
            )
        )
    return said


def _shown(name: str) -> str:
    return _UNKEEPABLE.sub("?", name)[:MOST_NAME]


def _misshapen(said: Text) -> AnswersMisshapen:
    return AnswersMisshapen(said, advice=Text("Send the answers again as the form made them."))
