"""What was typed into the fields of a question, as the answer it means; and an answer as the fields show it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from fairway.kernel.questionnaire import Question
from fairway.kernel.text import Text
from fairway_portal.surveys.form import Form
from fairway_portal.surveys.running import numbers

Entries: TypeAlias = Mapping[str, Sequence[str]]
"""Name of a field → what came with it; a date has three fields, `name.day`, `name.month`, `name.year`."""

MOST_CHARACTERS: Final = 5_000
PARTS: Final = {"date": ("day", "month", "year"), "month": ("month", "year"), "year": ("year",)}
_UNWRITABLE: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NUMBER_WANTED: Final = Text("Write a number in digits, for example 1250.")
WHOLE_WANTED: Final = Text("Write a whole number in digits, for example 12.")
CHOICE_WANTED: Final = Text("Choose one of the answers.")
DAY_WANTED: Final = Text("Write day, month and year in digits, for example 5, 3 and 2024.")
MONTH_WANTED: Final = Text("Write month and year in digits, for example 3 and 2024.")
YEAR_WANTED: Final = Text("Write the year with four digits, for example 2024.")


@dataclass(frozen=True, slots=True)
class Meant:
    """What was meant: the answer as it is kept, or None where it was left empty; or what is wrong with it."""

    answer: str | None = None
    wrong: Text | None = None


def meant(form: Form, one: Question, entries: Entries, tag: str) -> Meant:
    """The answer that was typed or chosen.

    Args:
        form: The questionnaire.
        one: The question.
        entries: Of the whole page.
        tag: The language, whose separators of thousands count.
    """
    match one.answer:
        case "one_of" | "some_of":
            return _chosen(form, one, entries)
        case "date" | "month" | "year":
            return _day(one, entries)
        case "integer":
            return _number(one, entries, tag, numbers.whole, WHOLE_WANTED)
        case "decimal":
            return _number(one, entries, tag, numbers.decimal, NUMBER_WANTED)
        case "text":
            return _text(one, entries)
        case _:
            return Meant()


def fields(one: Question, answer: str) -> dict[str, list[str]]:
    """An answer as the fields of its question hold it; empty for none."""
    if one.answer in PARTS:
        year, _, rest = answer.partition("-")
        month, _, day = rest.partition("-")
        held = {"year": year, "month": month.lstrip("0"), "day": day.lstrip("0")}
        return {f"{one.name}.{part}": [held[part]] for part in PARTS[one.answer]}
    return {one.name: answer.split() if one.answer == "some_of" else [answer]}


def _first(entries: Entries, name: str) -> str:
    return next(iter(entries.get(name, ())), "").strip()


def _chosen(form: Form, one: Question, entries: Entries) -> Meant:
    known = form.codes_of(one).codes
    given = [code for code in entries.get(one.name, ()) if code]
    if any(code not in known for code in given) or (one.answer == "one_of" and len(given) > 1):
        return Meant(wrong=CHOICE_WANTED)
    return Meant(" ".join(dict.fromkeys(given)) or None)


def _number(one: Question, entries: Entries, tag: str, read: Callable[[str, str], str | None], wanted: Text) -> Meant:
    written = _first(entries, one.name)
    if not written:
        return Meant()
    found = read(written, tag)
    return Meant(wrong=wanted) if found is None else Meant(found)


def _text(one: Question, entries: Entries) -> Meant:
    written = next(iter(entries.get(one.name, ())), "").replace("\r\n", "\n")
    kept = _UNWRITABLE.sub("", written).strip()
    if len(kept) > MOST_CHARACTERS:
        return Meant(
            wrong=Text(
                "This text is too long by {over} characters. Shorten it to {most}.",
                over=len(kept) - MOST_CHARACTERS,
                most=MOST_CHARACTERS,
            )
        )
    return Meant(kept or None)


def _day(one: Question, entries: Entries) -> Meant:
    parts = PARTS[one.answer]
    written = {part: _first(entries, f"{one.name}.{part}") for part in parts}
    if not any(written.values()):
        return Meant()
    read = {part: numbers.western(said) for part, said in written.items()}
    wanted = {"date": DAY_WANTED, "month": MONTH_WANTED, "year": YEAR_WANTED}[one.answer]
    if any(not re.fullmatch("[0-9]{1,4}", said) for said in read.values()):
        return Meant(wrong=wanted)
    if len(read["year"]) != 4:
        return Meant(wrong=YEAR_WANTED)
    try:
        found = date(int(read["year"]), int(read.get("month", "1")), int(read.get("day", "1")))
    except ValueError:
        return Meant(wrong=wanted)
    return Meant(found.isoformat())
