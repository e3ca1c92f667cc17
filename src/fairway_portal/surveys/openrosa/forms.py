"""The list of forms, a form, and the files that belong to it, as OpenRosa writes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from fairway.exchange.xform import xform
from fairway.kernel.questionnaire import Questionnaire
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Version
from fairway_portal.surveys.running.media import file_of

FORMS: Final = "http://openrosa.org/xforms/xformsList"
MANIFEST: Final = "http://openrosa.org/xforms/xformsManifest"


def text_of(version: Version) -> str:
    """The XForm of a version; versions never change, so each is compiled once in a process."""
    return _compiled(version.pk, version.fingerprint)


@lru_cache(maxsize=32)
def _compiled(version_id: int, fingerprint: str) -> str:
    return xform(form_of(Version.objects.get(pk=version_id, fingerprint=fingerprint)).questionnaire)


def listed(versions: list[Version], door: str) -> str:
    """The list of forms.

    Args:
        versions: The present version of each survey.
        door: The absolute address of the door.
    """
    parts = []
    for one in versions:
        asked = form_of(one).questionnaire
        manifest = f"<manifestUrl>{escape(f'{door}/manifest/{one.form_id}')}</manifestUrl>" if files_of(asked) else ""
        parts.append(
            f"<xform><formID>{escape(one.form_id)}</formID><name>{escape(_title(asked))}</name>"
            f"<version>{escape(one.version)}</version><hash>{_md5(text_of(one).encode())}</hash>"
            f"<downloadUrl>{escape(f'{door}/forms/{one.form_id}.xml')}</downloadUrl>{manifest}</xform>"
        )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xforms xmlns="{FORMS}">{"".join(parts)}</xforms>'


def manifest_of(version: Version, media: str) -> str:
    """The files that belong to a form and that the operator has.

    Args:
        version: Of a survey.
        media: The absolute address below which files lie.
    """
    parts = [
        f"<mediaFile><filename>{escape(name)}</filename><hash>{_md5(path.read_bytes())}</hash>"
        f"<downloadUrl>{escape(media + name)}</downloadUrl></mediaFile>"
        for name, path in files_of(form_of(version).questionnaire)
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="{MANIFEST}">{"".join(parts)}</manifest>'


def files_of(asked: Questionnaire) -> list[tuple[str, Path]]:
    """Name and path of each recording and picture that a questionnaire names and the operator has."""
    return [(name, path) for name in sorted(set(_named(asked))) if (path := file_of(name)) is not None]


def _named(asked: Questionnaire) -> Iterator[str]:
    for one in asked.questions():
        yield from (*one.audio.values(), *one.image.values())
    for choices in asked.choices.values():
        for choice in choices:
            yield from (name for name in (choice.image, choice.audio) if name)


def _title(asked: Questionnaire) -> str:
    return asked.title.get(asked.languages[0]) or asked.title.get("en", asked.id)


def _md5(content: bytes) -> str:
    """As OpenRosa asks for: it tells a device that a file has changed, and protects nothing."""
    return "md5:" + hashlib.md5(content, usedforsecurity=False).hexdigest()
