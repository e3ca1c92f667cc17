"""The language of a questionnaire, which may be any, and that of the buttons around it, which Fairway has to speak."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from fairway.reference.wording import RIGHT_TO_LEFT, WORKER_LANGUAGES


def spoken_beside(tag: str) -> str:
    """The language of buttons and messages around a questionnaire: its own where Fairway speaks it, else English."""
    base = tag.replace("_", "-").split("-")[0].lower()
    return base if base in WORKER_LANGUAGES else "en"


@lru_cache(maxsize=256)
def direction(tag: str) -> str:
    """`rtl` or `ltr`, by CLDR."""
    locale = _locale(tag)
    if locale is None:
        return "rtl" if tag.lower()[:2] in RIGHT_TO_LEFT else "ltr"
    return str(locale.text_direction)


@lru_cache(maxsize=256)
def own_name(tag: str) -> str:
    """What a language calls itself (`नेपाली`); its tag where CLDR does not know it."""
    locale = _locale(tag)
    name = locale.get_display_name(tag.replace("-", "_")) if locale else None
    return str(name or tag)


def _locale(tag: str) -> Locale | None:
    for part in (tag, tag.replace("_", "-").split("-")[0]):
        try:
            return Locale.parse(part.replace("_", "-"), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None
