"""What a questionnaire says in a language, and what was answered, as people read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.dates import format_date, format_skeleton

from fairway.kernel.questionnaire import Choice, Question, Said
from fairway.kernel.text import Text
from fairway.methods.routing import Answer
from fairway.reference.wording import Voice
from fairway_portal.surveys.form import Form

NOT_ANSWERED: Final = Text("Not answered")
_REFERENCE: Final = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True)
class Teller:
    """Says a questionnaire in one of its languages.

    Attributes:
        form: The questionnaire.
        tag: The language of its text.
        voice: Of numbers and dates, and of the buttons around it.
    """

    form: Form
    tag: str
    voice: Voice

    def text(self, said: Said, scope: Mapping[str, Answer] | None = None) -> str:
        """A text in the language, or in the questionnaire's first one; `${name}` is what was answered."""
        found = said.get(self.tag) or said.get(self.form.questionnaire.languages[0]) or ""
        if "${" not in found:
            return found
        return _REFERENCE.sub(lambda name: self._answered(name[1], scope or {}), found)

    def choice(self, one: Choice) -> str:
        """A choice's label."""
        return self.text(one.label)

    def answer(self, one: Question, answer: Answer) -> str | Text:
        """An answer as it is read: labels of choices, numbers and days in the language."""
        if answer in (None, ""):
            return NOT_ANSWERED
        said = str(answer)
        match one.answer:
            case "one_of" | "some_of":
                codes = said.split() if one.answer == "some_of" else [said]
                return " · ".join(self._label(one, code) for code in codes)
            case "integer" | "decimal":
                return self._number(said)
            case "date" | "month" | "year":
                return self._day(one, said)
            case _:
                return said

    def _answered(self, name: str, scope: Mapping[str, Answer]) -> str:
        one = self.form.questionnaire.question(name)
        answer = scope.get(name)
        if one is None or answer in (None, ""):
            return "…"
        said = self.answer(one, answer)
        return said if isinstance(said, str) else self.voice.say(said)

    def _label(self, one: Question, code: str) -> str:
        known = self.form.labels.get((one.choices, code))
        return self.choice(known) if known else code

    def _number(self, said: str) -> str:
        try:
            return self.voice.number(float(said), len(said.partition(".")[2]))
        except (ValueError, ArithmeticError):
            return said

    def _day(self, one: Question, said: str) -> str:
        try:
            found = date.fromisoformat(said[:10])
        except ValueError:
            return said
        if one.answer == "date":
            return format_date(found, "long", locale=self.voice.locale)
        return str(format_skeleton("yMMMM" if one.answer == "month" else "y", found, locale=self.voice.locale))
