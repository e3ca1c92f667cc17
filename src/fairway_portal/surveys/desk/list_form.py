"""What is written into the form of a list of answers: in each language one answer a line, its code first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from fairway.kernel.questionnaire import Choice
from fairway.kernel.questionnaire_faults import CODE, NAME_OF_LIST
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.surveys.desk import reading
from fairway_portal.surveys.desk.working import Unfinished

LONGEST: Final = 100_000
MOST_CHOICES: Final = 2_000


@dataclass(frozen=True, slots=True)
class AskedList:
    """A list as it was written: its name, and its lines in each language."""

    name: str
    written: Mapping[str, str]
    choices: tuple[Choice, ...] = ()
    faults: tuple[Fault, ...] = ()


def shown_list(name: str, choices: Sequence[Choice], languages: Sequence[str]) -> AskedList:
    """A list that is there, as its fields show it."""
    written = {
        language: "\n".join(f"{one.code} {one.label.get(language, '')}".strip() for one in choices)
        for language in languages
    }
    return AskedList(name, written, tuple(choices))


def read_list(post: QueryDict, form: Unfinished, before: str) -> AskedList:
    """What was written; pictures and recordings of answers that are there stay.

    Args:
        post: Of the form.
        form: The questionnaire.
        before: What the list is called now; "" for a new one.
    """
    name = reading.line(post, "name", 60)
    written = {language: reading.lines(post, f"lines.{language}", LONGEST) for language in form.languages}
    read = {language: list(_lines(text)) for language, text in written.items()}
    first = form.languages[0]
    faults = (
        *_name_faults(name, form, before),
        *_code_faults(read[first], first),
        *(fault for language in form.languages[1:] for fault in _strange(read[language], read[first], language)),
    )
    there = {one.code: one for one in form.choices.get(before, ())}
    labels = {language: dict(rows) for language, rows in read.items()}
    choices = tuple(
        Choice(
            code,
            {language: labels[language][code] for language in form.languages if labels[language].get(code)},
            there[code].image if code in there else "",
            there[code].audio if code in there else "",
        )
        for code, _ in read[first]
    )
    return AskedList(name, written, choices, faults)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        code, _, label = line.strip().partition(" ")
        if code:
            yield code, label.strip()


def _name_faults(name: str, form: Unfinished, before: str) -> Iterator[Fault]:
    if not NAME_OF_LIST.fullmatch(name):
        yield Fault("name", Text("Use letters, digits, _ and -: yes_no."))
    elif name in form.choices and name != before:
        yield Fault("name", Text("Another list has this name. Choose another."))


def _code_faults(rows: Sequence[tuple[str, str]], language: str) -> Iterator[Fault]:
    field = f"lines.{language}"
    if not rows:
        yield Fault(field, Text("Write one answer a line: its code, a space, and what is read."))
    if len(rows) > MOST_CHOICES:
        yield Fault(field, Text("A list holds at most {most} answers.", most=MOST_CHOICES))
    seen: set[str] = set()
    for code, label in rows:
        if not CODE.fullmatch(code):
            yield Fault(field, Text("“{code}” cannot be a code: it has a quotation mark.", code=code))
        elif code in seen:
            yield Fault(field, Text("The code “{code}” stands there twice.", code=code))
        elif not label:
            yield Fault(field, Text("After the code “{code}” nothing is written.", code=code))
        seen.add(code)


def _strange(rows: Sequence[tuple[str, str]], first: Sequence[tuple[str, str]], language: str) -> Iterator[Fault]:
    known = {code for code, _ in first}
    for code, _ in rows:
        if code not in known:
            said = Text("“{code}” is no code of the first language. Begin each line with its code.", code=code)
            yield Fault(f"lines.{language}", said)
