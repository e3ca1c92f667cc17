"""Recordings and pictures that the operator puts into `media` of FAIRWAY_HOME: shown only where the file is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from fairway.kernel.errors import NotFound

KINDS: Final = {
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".wav": "audio/wav",
    ".webp": "image/webp",
}
_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,118}")
SECONDS: Final = 24 * 60 * 60


def file_of(name: str) -> Path | None:
    """The operator's file of that name; None where there is none, or the name leads elsewhere."""
    if not _NAME.fullmatch(name) or Path(name).suffix.lower() not in KINDS:
        return None
    folder = (settings.HOME / "media").resolve()
    found = (folder / name).resolve()
    return found if found.parent == folder and found.is_file() else None


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    """One file, whole: those of a questionnaire are short."""
    found = file_of(name)
    if found is None:
        raise NotFound("There is no such recording or picture.", advice="Go back to the question.")
    response = FileResponse(found.open("rb"), content_type=KINDS[found.suffix.lower()])
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
