"""The content of a report as it is sealed: JSON that says which form it has, read strictly or forgivingly.

Strictly is how the server reads what it is about to seal. Forgivingly is how a handler reads, years later, perhaps with
a program older than the report: what can be read is shown, and what cannot is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import PlaceName, Text, Value
from fairway.safe_reporting.report.fields import FIELDS, LONGEST_TEXT, Answers, Field, accepted

SCHEMA: Final = 1
FORM: Final = "fairway-report"
ANSWER_FORM: Final = "fairway-answer"
MOST_BYTES: Final = 256 * 1024


class ReportMisread(InputError):
    """This is no content of a report, or not one that this program knows."""

    def __init__(self, what: Text) -> None:
        super().__init__(what, advice=Text("Open it with the newest program, or read the text of the file itself."))


@dataclass(frozen=True, slots=True)
class Read:
    """What was read.

    Attributes:
        answers: Those of known fields, as `accepted` gives them.
        schema: That the content says it has; 0 where it says none.
        faults: What could not be read.
        rest: Names and values that no field of this program has, as they stand.
    """

    answers: Answers
    schema: int = SCHEMA
    faults: tuple[Text, ...] = ()
    rest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a report as a person reads it."""

    code: str
    label: Text
    said: tuple[Text | str, ...]


def as_json(answers: Answers) -> bytes:
    """The content of a report; the same answers always give the same bytes.

    Args:
        answers: By code of a field.

    Raises:
        ReportMisread: An answer is none of its field's.
    """
    kept: dict[str, object] = {}
    for code, answer in answers.items():
        taken = accepted(code, answer)
        if taken != answer:
            raise ReportMisread(Text("The answer of “{field}” is none that it can have.", field=code))
        kept[code] = list(answer) if isinstance(answer, tuple) else answer
    return _bytes({"form": FORM, "schema": SCHEMA, "answers": kept})


def from_json(content: bytes) -> Answers:
    """The answers of a report.

    Raises:
        ReportMisread: Something of it is not as this program writes it.
    """
    found = read(content)
    if found.faults:
        raise ReportMisread(found.faults[0])
    return found.answers


def read(content: bytes) -> Read:
    """The answers that can be read, and what cannot."""
    said = _object(content, MOST_BYTES)
    if said is None or said.get("form") != FORM:
        return Read({}, 0, (Text("This is not the content of a report."),))
    schema = said.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        schema = 0
    given = said.get("answers")
    given = given if isinstance(given, dict) else {}
    answers = {code: taken for code, one in given.items() if (taken := accepted(code, one)) is not None}
    rest = tuple((code, _plain(one)) for code, one in given.items() if code not in answers)
    return Read(answers, schema, tuple(_faults(said, schema, rest)), rest)


def _faults(said: dict[str, Any], schema: int, rest: tuple[tuple[str, str], ...]) -> Iterator[Text]:
    if schema == 0:
        yield Text("The report does not say which form it has.")
    elif schema > SCHEMA:
        yield Text("The report is of a newer form than this program knows.")
    if not isinstance(said.get("answers"), dict):
        yield Text("The report holds no answers.")
    for code, _ in rest:
        yield Text("The answer of “{field}” is none that it can have.", field=code[:40])


def shown(answers: Answers) -> tuple[Shown, ...]:
    """The answers as a person reads them, in the order of the questions; what was skipped is left out."""
    return tuple(Shown(one.code, one.said, _said(one, answers[one.code])) for one in FIELDS if one.code in answers)


def _said(field: Field, answer: str | tuple[str, ...]) -> tuple[Text | str, ...]:
    if isinstance(answer, tuple):
        labels = dict(field.choices)
        return tuple(labels.get(one, Text("{said}", said=one)) for one in answer)
    if field.kind == "country":
        value: Value = PlaceName(answer)
        return (Text("{place}", place=value),)
    return (dict(field.choices).get(answer, answer),)


def answer_json(text: str) -> bytes:
    """What she writes to her handlers once the report is sent.

    Args:
        text: At most 20,000 letters count.
    """
    return _bytes({"form": ANSWER_FORM, "schema": SCHEMA, "text": text[:LONGEST_TEXT]})


def answer_from_json(content: bytes) -> str:
    """The text of an answer or of a message; content that is no JSON of ours is taken as the text itself."""
    said = _object(content, MOST_BYTES)
    if said is not None and isinstance(said.get("text"), str):
        return str(said["text"])
    return content[:MOST_BYTES].decode("utf-8", "replace")


def _bytes(said: dict[str, object]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _object(content: bytes, most: int) -> dict[str, Any] | None:
    if len(content) > most:
        return None
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _plain(one: object) -> str:
    return one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)
