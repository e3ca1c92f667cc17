"""What was opened, as lines for a screen and as a name for a file: written by somebody unknown, nothing is trusted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from fairway.kernel.text import Text
from fairway.reference.wording import Voice, voice
from fairway.safe_reporting import report
from fairway.safe_reporting.sealing.envelopes import Opened

ENDINGS: Final = {
    "application/age": ".age",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "text/plain": ".txt",
    "video/mp4": ".mp4",
}
"""By media type; anything else becomes `.bin`, which no program opens by itself."""
_KEPT: Final = "-_"
_SPELLED: Final = "\t\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


def lines_of(opened: Opened, language: str = "en") -> tuple[str, ...]:
    """The content as lines, without what could steer a terminal.

    Args:
        opened: As `open_sealed` gave it.
        language: Of the labels; what she wrote stays as she wrote it.
    """
    return tuple(plain(line) for line in _lines(opened, voice(language)))


def plain(line: str) -> str:
    """A line without control characters, and without those that turn the direction of what follows.

    The joiner and the non-joiner stay: Bengali, Nepali and Persian words are not spelled without them.
    """
    return "".join(
        one if one in _SPELLED or unicodedata.category(one)[0] != "C" else "\N{REPLACEMENT CHARACTER}" for one in line
    )


def file_name(opened: Opened, stem: str) -> str:
    """A name for the content: by the envelope's own name and the media type, never by what is written inside.

    Args:
        opened: As `open_sealed` gave it.
        stem: Of the envelope's name.
    """
    kept = "".join(one if (one.isascii() and one.isalnum()) or one in _KEPT else "-" for one in stem).strip("-")[:80]
    kind = "".join(one for one in opened.head.kind if one.isascii() and one.isalnum())[:20]
    ending = ENDINGS.get(opened.head.media.partition(";")[0].strip().lower(), ".bin")
    return f"{kept or 'opened'}-{kind or 'content'}{ending}"


def _lines(opened: Opened, speaker: Voice) -> Iterator[str]:
    media = opened.head.media.partition(";")[0].strip().lower()
    if media == "application/json":
        yield from _json_lines(opened, speaker)
    elif media == "text/plain":
        yield from opened.content.decode("utf-8", "replace").splitlines()
    else:
        yield speaker.say(
            Text("A file of {n} bytes ({media}). Give a folder with --out to have it written.",
                 n=len(opened.content), media=media[:60])
        )  # fmt: skip


def _json_lines(opened: Opened, speaker: Voice) -> Iterator[str]:
    if opened.head.kind != "report":
        yield from report.answer_from_json(opened.content).splitlines()
        return
    found = report.read(opened.content)
    for fault in found.faults:
        yield speaker.say(fault)
    for one in report.shown(found.answers):
        said = [speaker.say(part) if isinstance(part, Text) else part for part in one.said]
        first, *rest = "\n".join(said).splitlines() or [""]
        yield f"{speaker.say(one.label)}: {first}"
        yield from (f"    {line}" for line in rest)
    yield from (f"{code}: {said}" for code, said in found.rest)
