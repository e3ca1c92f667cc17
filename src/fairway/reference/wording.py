"""Saying a `Text` in a language: the message catalogue, that language's numbers, and its names of places."""

from __future__ import annotations

import gettext
from functools import lru_cache
from importlib.resources import files
from typing import Final

from babel import Locale

from fairway.kernel.errors import UnknownCode
from fairway.kernel.figure import Cell, Column
from fairway.kernel.text import Money, Number, Percent, PlaceName, Text, Value, Year
from fairway.reference import articles, groups, naming, place_names, places
from fairway.reference.numbers import Numbers

LANGUAGES: Final = ("en", "fr", "es", "ar")
"""Languages in which everything is said."""
WORKER_LANGUAGES: Final = (*LANGUAGES, "ne", "bn")
"""Languages in which the pages for workers are said; the other pages do not exist in the last ones."""
REPORT_LANGUAGES: Final = (*WORKER_LANGUAGES, "am")
"""Languages in which a worker can report and come back; no other page exists in the last one."""
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})


class Voice:
    """One language: says texts, numbers, places and table cells in it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language)
        self.direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        self._catalogue = gettext.translation(
            "fairway", str(files("fairway") / "locale"), languages=[language], fallback=True
        )
        self._numbers = Numbers(self.locale)

    def say(self, text: Text) -> str:
        """The sentence in this language."""
        template = self._catalogue.gettext(text.template) if text.template else ""
        if not text.values:
            return template
        said = {name: self.value(value) for name, value in text.values.items()}
        if self.language == "en":
            for name in articles.after_a_preposition(template):
                if isinstance(text.values.get(name), PlaceName):
                    said[name] = articles.with_article(said[name])
        return template.format(**said)

    def value(self, value: Value) -> str:
        """One value of a text."""
        match value:
            case Text():
                return self.say(value)
            case PlaceName(code):
                return self.place(code)
            case Percent(amount, decimals):
                return self.percent(amount, decimals)
            case Number(amount, decimals):
                return self.number(amount, decimals)
            case Year(year):
                return self.year(year)
            case Money(amount, currency, decimals):
                return self.money(amount, currency, decimals)
            case int():
                return self.number(value)
            case _:
                return value

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with this language's digits and separators."""
        return self._numbers.number(value, decimals)

    def percent(self, value: float, decimals: int = 1) -> str:
        """A percentage; 12.5 means 12.5 %."""
        return self._numbers.percent(value, decimals)

    def money(self, amount: float, currency: str = "USD", decimals: int = 0) -> str:
        """An amount with its currency by its ISO 4217 code."""
        return f"{currency}\xa0{self._numbers.number(amount, decimals)}"

    def year(self, year: int) -> str:
        """A calendar year, without a thousands separator."""
        return self._numbers.plain(year)

    def place(self, code: str) -> str:
        """What a country, area, community or custom group is called in this language, by the naming policy.

        A code nobody lists is given back as it is.
        """
        if code in places.by_code():
            return place_names.display(code, self.language)
        if code in groups.CATEGORIES:
            return self.say(groups.CATEGORIES[code][1])
        return groups.display(code, self.language)

    def place_note(self, code: str) -> str:
        """What the naming policy wants shown with the name of a place; most often nothing."""
        return naming.policy().note(code, self.language)

    def cell(self, column: Column, value: Cell) -> str:
        """A table cell as a reader of this language expects it; an empty cell is an ellipsis, never a zero."""
        if value is None:
            return "…"
        if isinstance(value, Text):
            return self.say(value)
        match column.kind, value:
            case "place", str():
                return self.place(value)
            case "year", int():
                return self.year(value)
            case "count", int() | float():
                return self.number(round(value))
            case "number", int() | float():
                return self.number(value, column.decimals)
            case "percent", int() | float():
                return self.percent(value, column.decimals)
            case "usd", int() | float():
                return self.money(value, "USD", column.decimals)
            case "status", str():
                return self.say(STATUS_WORDS[value])
            case _:
                return str(value)


STATUS_WORDS: Final = {
    "yes": Text("yes"),
    "no": Text("no"),
    "signed": Text("signed only"),
    "unknown": Text("unknown"),
    "not_applicable": Text("not applicable"),
}


@lru_cache(maxsize=8)
def voice(language: str) -> Voice:
    """The voice of a language.

    Raises:
        UnknownCode: Fairway has no catalogue for it.
    """
    if language not in REPORT_LANGUAGES:
        raise UnknownCode("interface language", language, advice=f"Choose one of {', '.join(LANGUAGES)}.")
    return Voice(language)
