"""Builds a `Questionnaire` from its questions (written in Python) and their wording (TOML files in six languages).

Lists of countries and currencies are not written down but taken from the code lists and from CLDR.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from fairway.kernel.errors import InputError
from fairway.kernel.questionnaire import Answer, Choice, Page, Question, Questionnaire, Said

LANGUAGES: Final = ("en", "fr", "es", "ar", "ne", "bn")
COUNTRIES: Final = "countries"
CURRENCIES: Final = "currencies"
UNSAID: Final = ("dont_know", "refused")
LONG: Final = "minimal autocomplete"
SECONDS: Final[Mapping[Answer, int]] = {
    "note": 10, "calculated": 0, "one_of": 10, "some_of": 20, "integer": 10, "decimal": 15, "month": 20, "year": 10,
    "date": 20, "text": 30,
}  # fmt: skip


TIMES: Final = 4
"""Rows of a repeat that are reckoned with."""


class WordingMissing(InputError):
    """A question, page, choice or message that the wording file does not have in every language."""

    slug = "wording-missing"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question before it has its words.

    Attributes:
        name, answer, choices, calculation, required, sensitive: As in `Question`.
        serves: The derived variable or rule that it is asked for.
        says: Whose words it takes, where not those of its own name.
        when: Asked only where this is true (`relevant`); meets: what the answer must meet (`constraint`).
        otherwise: The message where it does not.
        hint: The hint's name, or "".
        image: The file name of its icon, or ""; audio: of its recording, with `{language}` in it, or "".
    """

    name: str
    answer: Answer
    serves: str
    says: str = ""
    choices: str = ""
    when: str = ""
    meets: str = ""
    otherwise: str = ""
    hint: str = ""
    calculation: str = ""
    required: bool = False
    sensitive: bool = False
    image: str = ""
    audio: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page before it has its words; `says` names a choice (`item.RC1`) or a page whose words it takes."""

    name: str
    asked: tuple[Asked, ...]
    when: str = ""
    repeated: bool = False
    says: str = ""


def one_of(name: str, choices: str, serves: str, *, says: str = "", when: str = "", sensitive: bool = False) -> Asked:
    """A question with one answer of a list."""
    return Asked(name, "one_of", serves, says, choices, when, sensitive=sensitive)


def amount(name: str, serves: str, *, says: str = "how_much", when: str = "") -> Asked:
    """An amount greater than nothing: that there was nothing, or nothing to be said, is answered before it."""
    return Asked(name, "decimal", serves, says, when=when, meets=". > 0", otherwise="positive")


def month(name: str, serves: str, *, says: str = "", when: str = "") -> Asked:
    """A month that is not to come; empty where it is not known."""
    return Asked(name, "month", serves, says, when=when, meets=". <= today()", otherwise="not_future", hint="month")


def months(name: str, serves: str, *, says: str = "", when: str = "") -> Asked:
    """A number of months."""
    return Asked(name, "integer", serves, says, when=when, meets=". >= 1 and . <= 1200", otherwise="months_range")


def age(name: str, *, says: str = "") -> Asked:
    """An age in completed years."""
    return Asked(name, "integer", "age", says, meets=". >= 0 and . <= 120", otherwise="age_range")


def hours(name: str, serves: str, *, when: str = "") -> Asked:
    """Hours a week."""
    return Asked(name, "decimal", serves, when=when, meets=". >= 0 and . <= 168", otherwise="hours_range")


def occupation(name: str, serves: str, *, says: str = "occupation_text", when: str = "") -> tuple[Asked, Asked]:
    """An occupation in the worker's words, and its code, which a coder gives."""
    return (
        Asked(f"{name}_text", "text", serves, says, when=when),
        Asked(
            f"{name}_code", "text", serves, "occupation_code", when=when, meets="regex(., '^[0-9]{1,4}$')",
            otherwise="isco_digits",
        ),
    )  # fmt: skip


def industry(name: str, serves: str, *, says: str = "industry_text", when: str = "") -> tuple[Asked, Asked]:
    """An economic activity in the worker's words, and its code, which a coder gives."""
    return (
        Asked(f"{name}_text", "text", serves, says, when=when),
        Asked(
            f"{name}_code", "text", serves, "industry_code", when=when, meets="regex(., '^([A-U]|[0-9]{2,4})$')",
            otherwise="isic_code",
        ),
    )  # fmt: skip


def about() -> Sheet:
    """The page on which every module begins: the state of the translation, the day, consent."""
    return Sheet(
        "about",
        (
            Asked("translation", "note", "state of the translation"),
            Asked("interview_date", "calculated", "interview_month", calculation="today()"),
            Asked("consent", "one_of", "consent", choices="consent", required=True),
        ),
    )


class Wording:
    """What every module says, and over it the words of a package's own TOML file, section by section."""

    def __init__(self, package: str, name: str) -> None:
        self._sections: dict[str, dict[str, Any]] = {}
        for room, file in ((__package__, "every_module"), (package, name)):
            text = (files(room) / "wording" / f"{file}.toml").read_text(encoding="utf-8")
            for section, entries in tomllib.loads(text).items():
                self._lay(section, entries)

    def _lay(self, section: str, entries: Mapping[str, Any]) -> None:
        kept = self._sections.setdefault(section, {})
        for name, entry in entries.items():
            kept[name] = {**kept.get(name, {}), **entry} if section == "choices" else entry

    def of(self, section: str, name: str) -> Said:
        """The words of one entry.

        Raises:
            WordingMissing: There is none, or it lacks a language.
        """
        return self._whole(f"{section}.{name}", self._sections.get(section, {}).get(name))

    def choice(self, listed: str, code: str) -> Said:
        """The words of one answer: its list's own, or those for any list."""
        choices = self._sections["choices"]
        found = choices.get(listed, {}).get(code) or choices["any"].get(code)
        return self._whole(f"choices.{listed}.{code}", found)

    def state(self) -> Mapping[str, str]:
        """Language → how far its text can be trusted (`machine, not reviewed`)."""
        return dict(self._sections["translation"])

    def _whole(self, where: str, found: Mapping[str, str] | None) -> Said:
        missing = [language for language in LANGUAGES if not (found or {}).get(language)]
        if found is None or missing:
            raise WordingMissing(
                f"The wording has no [{where}] in {', '.join(missing)}.",
                advice="Add it to the TOML file of the module, in every language.",
                details={"entry": where, "languages": missing},
            )
        return dict(found)


def _named(name: str, code: str) -> str:
    return f"{name} ({code})" if name and name != code else code


@lru_cache(maxsize=1)
def _countries() -> tuple[Choice, ...]:
    from babel import Locale

    from fairway.reference import place_names, places

    known = Locale.parse("en").territories
    codes = sorted(
        (place.iso3 for place in places.by_code().values() if place.iso2 in known),
        key=place_names.display,
    )
    return tuple(
        Choice(code, {language: place_names.display(code, language) for language in LANGUAGES}) for code in codes
    )


@lru_cache(maxsize=1)
def _currencies() -> tuple[Choice, ...]:
    from babel import Locale
    from babel.numbers import get_territory_currencies

    from fairway.reference import places

    tender = {code for place in places.by_code().values() for code in get_territory_currencies(place.iso2, tender=True)}
    names = {language: Locale.parse(language).currencies for language in LANGUAGES}
    return tuple(
        Choice(code, {language: _named(names[language].get(code, ""), code) for language in LANGUAGES})
        for code in sorted(tender)
    )


def build(
    identifier: str,
    version: str,
    sheets: Sequence[Sheet],
    lists: Mapping[str, Sequence[str]],
    wording: Wording,
    icons: Mapping[str, str] | None = None,
) -> Questionnaire:
    """The questionnaire with its words.

    Args:
        identifier: Its id, whose title the wording has.
        version: Of its content.
        sheets: In order.
        lists: Name of a list → its codes; countries and currencies are known.
        wording: The words.
        icons: Code of an answer → the file name of its icon, in every list but countries and currencies.

    Raises:
        WordingMissing: A text that a language lacks.
        QuestionnaireMisstated: A question that contradicts the rest.
    """
    used = [asked.choices for sheet in sheets for asked in sheet.asked if asked.choices]
    return Questionnaire(
        identifier,
        version,
        wording.of("titles", identifier),
        LANGUAGES,
        {name: tuple(_choices(name, lists, wording, icons or {})) for name in dict.fromkeys(used)},
        tuple(_page(sheet, wording) for sheet in sheets),
    )


def _choices(
    name: str, lists: Mapping[str, Sequence[str]], wording: Wording, icons: Mapping[str, str]
) -> Iterator[Choice]:
    if name == CURRENCIES:
        yield from _currencies()
        return
    if name == COUNTRIES:
        yield from _countries()
        icons = {}
    for code in UNSAID if name == COUNTRIES else lists[name]:
        yield Choice(code, wording.choice(name, code), icons.get(code, ""))


def _page(sheet: Sheet, wording: Wording) -> Page:
    listed, _, code = sheet.says.rpartition(".")
    label = wording.choice(listed, code) if listed else wording.of("pages", sheet.says or sheet.name)
    questions = tuple(_question(asked, wording) for asked in sheet.asked)
    return Page(sheet.name, label, questions, sheet.when, sheet.repeated)


def _question(asked: Asked, wording: Wording) -> Question:
    shown = asked.answer != "calculated"
    return Question(
        asked.name,
        asked.answer,
        wording.of("questions", asked.says or asked.name) if shown else {},
        wording.of("hints", asked.hint) if asked.hint else {},
        asked.choices,
        asked.required,
        asked.when,
        asked.meets,
        wording.of("messages", asked.otherwise) if asked.otherwise else {},
        asked.calculation,
        appearance=LONG if asked.choices in (COUNTRIES, CURRENCIES) else "",
        sensitive=asked.sensitive,
        audio={one: asked.audio.replace("{language}", one) for one in LANGUAGES} if asked.audio else {},
        image=dict.fromkeys(LANGUAGES, asked.image) if asked.image else {},
    )


def described(questionnaire: Questionnaire, sheets: Sequence[Sheet]) -> str:
    """A page of documentation: what is asked, in which order, and what each question is for.

    Args:
        questionnaire: With its words.
        sheets: That it was built from.

    Returns:
        Markdown: a heading, the minutes, and one table.
    """
    serves = {asked.name: asked.serves for sheet in sheets for asked in sheet.asked}
    lines = [
        f"## {questionnaire.title['en']}",
        "",
        f"`{questionnaire.id}`, version {questionnaire.version}. {_counted(questionnaire)}",
        "",
        "| Page | Question | Answer | Asked where | Serves |",
        "| --- | --- | --- | --- | --- |",
    ]
    for page in questionnaire.pages:
        name = f"{page.label['en']} (repeated)" if page.repeated else page.label["en"]
        for one in page.questions:
            said = one.label.get("en") or f"(`{one.calculation}`)"
            if one.sensitive:
                said += " *(sensitive)*"
            kind = f"{one.answer}: {one.choices}" if one.choices else one.answer
            conditions = [f"`{part}`" for part in (page.relevant, one.relevant) if part]
            asked = ", ".join(conditions) or "always"
            lines.append(f"| {name} | `{one.name}` {said} | {kind} | {asked} | {serves[one.name]} |")
    return "\n".join((*lines, ""))


def _counted(questionnaire: Questionnaire) -> str:
    count = len(list(questionnaire.questions()))
    return f"{count} questions, of which nobody is asked all; about {minutes(questionnaire)} minutes."


def minutes(questionnaire: Questionnaire) -> int:
    """How long somebody takes who is asked every page, in minutes rounded up: an assumption, not a measurement.

    `SECONDS` for each kind of answer; half of the questions that follow only from an answer; `TIMES` rows a repeat.
    """
    seconds = sum(
        SECONDS[one.answer] * (0.5 if one.relevant else 1.0) * (TIMES if page.repeated else 1)
        for page in questionnaire.pages
        for one in page.questions
    )
    return math.ceil(seconds / 60)
