"""A questionnaire as a value: pages of questions with choices, routing, checks and several languages.

It holds what XLSForm can say in the subset that Fairway speaks (`fairway.exchange.xlsform` reads and writes it): one
level of groups and of repeats, `relevant`, `constraint`, `required`, `calculation`, and text in any number of
languages. Expressions are XLSForm's own (`${age} >= 15 and selected(${reason}, 'work')`): a string, kept as written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from fairway.kernel.errors import InputError
from fairway.kernel.questionnaire_faults import Misstatement, misstatements

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
    """A questionnaire that contradicts itself: a name used twice, a list that is not there.

    Attributes:
        faults: Every one, with its place.
    """

    slug = "questionnaire-misstated"

    def __init__(self, id: str, faults: Sequence[Misstatement]) -> None:
        super().__init__(
            f"The questionnaire {id} contradicts itself: {faults[0].said}",
            advice="Correct it." if len(faults) == 1 else f"Correct it, and its {len(faults) - 1} other faults.",
            details={"faults": [fault.said for fault in faults]},
        )
        self.faults = tuple(faults)


class LanguageMissing(InputError):
    """A language that a questionnaire does not speak."""

    slug = "language-missing"

    def __init__(self, id: str, missing: Sequence[str], spoken: Sequence[str]) -> None:
        super().__init__(
            f"The questionnaire {id} does not speak {', '.join(missing)}." if missing else "No language was asked for.",
            advice=f"It speaks {', '.join(spoken)}.",
            details={"questionnaire": id, "missing": list(missing), "languages": list(spoken)},
        )


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
        audio: Language → file name of a recording of the question; image: of a picture.
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
    image: Said = field(default_factory=dict)


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
        QuestionnaireMisstated: A name twice, an unknown list, a label that lacks a language, `${name}` of nothing.
    """

    id: str
    version: str
    title: Said
    languages: tuple[str, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    pages: tuple[Page, ...]

    def __post_init__(self) -> None:
        faults = tuple(misstatements(self))
        if faults:
            raise QuestionnaireMisstated(self.id, faults)

    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        for page in self.pages:
            yield from page.questions

    def question(self, name: str) -> Question | None:
        """The question of that name."""
        return next((one for one in self.questions() if one.name == name), None)

    def page_of(self, name: str) -> Page | None:
        """The page on which the question of that name stands."""
        return next((page for page in self.pages if any(one.name == name for one in page.questions)), None)

    def in_languages(self, languages: Sequence[str]) -> Questionnaire:
        """The same questionnaire in some of its languages, in the order given; the first becomes the default.

        Raises:
            LanguageMissing: It does not speak one of them, or none is asked for.
        """
        unknown = [language for language in languages if language not in self.languages]
        if unknown or not languages:
            raise LanguageMissing(self.id, unknown, self.languages)

        def cut(said: Said) -> Said:
            return {language: said[language] for language in languages if language in said}

        pages = tuple(
            replace(page, label=cut(page.label), questions=tuple(_cut(one, cut) for one in page.questions))
            for page in self.pages
        )
        choices = {
            name: tuple(replace(choice, label=cut(choice.label)) for choice in listed)
            for name, listed in self.choices.items()
        }
        return replace(self, title=cut(self.title), languages=tuple(languages), choices=choices, pages=pages)


def _cut(one: Question, cut: Callable[[Said], Said]) -> Question:
    return replace(
        one,
        label=cut(one.label),
        hint=cut(one.hint),
        constraint_message=cut(one.constraint_message),
        audio=cut(one.audio),
        image=cut(one.image),
    )
