"""Which module cleans which kind; imported when the first file comes, because readers of pictures and PDF are heavy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments import amr, images, mpeg4, mpeg_audio, ogg, pdfs, plain, quiet, wav, word

Parts: TypeAlias = "tuple[bytes, str, str, tuple[Text, ...]]"
"""Content, media type, extension, what was removed."""

CLEANERS: Final[dict[str, Callable[[bytes], Parts]]] = {
    "jpeg": images.from_jpeg,
    "png": images.from_png,
    "gif": images.from_gif,
    "webp": images.from_webp,
    "pdf": pdfs.cleaned,
    "zip": word.cleaned,
    "mp4": mpeg4.cleaned,
    "mp3": mpeg_audio.from_mp3,
    "aac": mpeg_audio.from_aac,
    "ogg": ogg.cleaned,
    "wav": wav.cleaned,
    "amr": amr.cleaned,
    "text": plain.cleaned,
}
"""Each kind of `kinds.kind_of`."""

__all__ = ["CLEANERS", "quiet"]
