"""The Jinja2 environment of every page: the reader's voice, addresses, static files."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined

from fairway import __version__
from fairway.reference.wording import LANGUAGES, voice
from fairway_portal.design import addresses, speech
from fairway_portal.design.translation_state import machine_share


def environment(**options: Any) -> Environment:
    """The environment Django asks for; an undefined name in a template is an error, not an empty string."""
    made = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701 -- Django's backend passes autoescape=True
    made.globals.update(
        _=speech.translate,
        absolute=addresses.absolute,
        cell=speech.cell,
        current_voice=speech.current,
        in_language=addresses.in_language,
        language_names=speech.LANGUAGE_NAMES,
        languages=LANGUAGES,
        machine_share=machine_share,
        place=speech.place,
        say=speech.say,
        static=static,
        url=addresses.url,
        version=__version__,
        voice_of=voice,
        worker_languages=addresses.worker_languages,
        with_query=addresses.with_query,
    )
    return made
