"""One door to the writers of structure messages: what the media type says, written."""

from __future__ import annotations

from collections.abc import Sequence

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.artefacts import Artefact
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.media import Choice
from fairway.exchange.sdmx.structure_json import structure_json
from fairway.exchange.sdmx.structure_xml import structure_xml


def write_structure(
    choice: Choice, artefacts: Sequence[Artefact], header: Header, languages: Sequence[str] = ("en",)
) -> bytes:
    """A structure message, or one of availability (`artefacts.constraint`), in the representation chosen.

    Args:
        choice: Of `media.STRUCTURE_V1` or `media.STRUCTURE_V2`.
        artefacts: Each once; see `structure_query.answer`.
        header: Of the message.
        languages: Of the reader, for the one name beside those in all languages that JSON gives.
    """
    if choice.media.family == "json":
        version = choice.media.version
        return structure_json(artefacts, header, "1.0.0" if version == "1.0.0" else "2.0.0", languages)
    return structure_xml(artefacts, header, "2.1" if choice.media is media.STRUCTURE_ML_21 else "3.0")
