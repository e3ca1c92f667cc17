"""A questionnaire as a value: pages of questions with choices, routing, checks and several languages.

It holds what XLSForm can say in the subset that Fairway speaks (`fairway.exchange.xlsform` reads and writes it): one
level of groups and of repeats, `relevant`, `constraint`, `required`, `calculation`, and text in any number of
languages. Expressions are XLSForm's own (`${age} >= 15 and selected(${reason}, 'work')`): a string, kept as written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from fairway.kernel.errors import InputError

Said: TypeAlias = Mapping[str, str]
"""Language (`en`, `fr`, `es`, `ar`, `ne`, `bn`) → text. English is always there."""

Answer: TypeAlias = Literal[
    "text", "integer", "decimal", "date", "month", "year", "one_of", "some_of", "note", "calculated"
]
"""What is answered: `month` is a date of which only year and month count; `calculated` is never shown."""

ANSWERS: Final[tuple[Answer, ...]] = (
    "text", "integer", "decimal", "date", "month", "year", "one_of", "some_of", "note", "calculated",
)  # fmt: skip


class QuestionnaireMisstated(InputError):
    """A questionnaire that contradicts itself: a name used twice, a list that is not there."""

    slug = "questionnaire-misstated"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list.

    Attributes:
        code: What is stored.
        label: What is read.
        image, audio: File names of an icon and of a recording, or "".
    """

    code: str
    label: Said
    image: str = ""
    audio: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        name: The column of its answers (`arrival_date`): a letter or _, then letters, digits and _.
        answer: Its kind.
        label: The question; hint: what helps to answer it.
        choices: The name of its list, for `one_of` and `some_of`.
        required: Whether an answer must be given.
        relevant: Asked only where this is true; "" for always.
        constraint: What an answer must meet (`. >= 0`), with what is said where it does not.
        calculation: Of a `calculated` question.
        sensitive: Asked in private, and may always be refused.
        audio: Language → file name of a recording of the question.
    """

    name: str
    answer: Answer
    label: Said = field(default_factory=dict)
    hint: Said = field(default_factory=dict)
    choices: str = ""
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: Said = field(default_factory=dict)
    calculation: str = ""
    default: str = ""
    appearance: str = ""
    sensitive: bool = False
    audio: Said = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """Questions that are seen together; or asked again for each person, cost or job where `repeated`.

    Attributes:
        name: Of the group; of the table of its answers where `repeated`.
        count: How often it is repeated, as an expression; "" for as often as wanted.
    """

    name: str
    label: Said
    questions: tuple[Question, ...]
    relevant: str = ""
    repeated: bool = False
    count: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire.

    Attributes:
        id: As in a file name (`recruitment_cost_short`); version: of its content.
        languages: In the order in which they are offered; the first is the default.
        choices: Name of a list → its answers.
        pages: In order.

    Raises:
        QuestionnaireMisstated: A name twice, an unknown list, a label that lacks a language.
    """

    id: str
    version: str
    title: Said
    languages: tuple[str, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    pages: tuple[Page, ...]

    def __post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise QuestionnaireMisstated(
                f"The questionnaire {self.id} contradicts itself: {faults[0]}",
                advice="Correct it; details name every fault.",
                details={"faults": faults},
            )

    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        for page in self.pages:
            yield from page.questions

    def question(self, name: str) -> Question | None:
        """The question of that name."""
        return next((one for one in self.questions() if one.name == name), None)


def _faults(said: Questionnaire) -> Iterator[str]:
    names: set[str] = set()
    for name in (*(page.name for page in said.pages), *(one.name for one in said.questions())):
        if name in names:
            yield f"“{name}” names two things."
        names.add(name)
    for one in said.questions():
        if one.answer in ("one_of", "some_of") and one.choices not in said.choices:
            yield f"“{one.name}” uses the list “{one.choices}”, which is not there."
        if one.answer == "calculated" and not one.calculation:
            yield f"“{one.name}” is calculated, but not how."
        if one.answer != "calculated":
            missing = [language for language in said.languages if language not in one.label]
            if missing:
                yield f"The label of “{one.name}” lacks {', '.join(missing)}."
    for name, choices in said.choices.items():
        codes = [choice.code for choice in choices]
        if len(set(codes)) < len(codes):
            yield f"The list “{name}” has a code twice."
