"""A figure or a whole profile as a file to take away."""

from __future__ import annotations

import json
from collections.abc import Callable
from threading import Lock
from typing import Final

from django.http import HttpResponse

from fairway.charts import files, svg
from fairway.corridors import report
from fairway.corridors.profile_value import Profile
from fairway.kernel.errors import NotFound, RetryableError
from fairway.kernel.figure import Figure
from fairway.reference.wording import Voice
from fairway_portal.design import speech

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": XLSX,
}


def _figure_csv(figure: Figure, voice: Voice) -> bytes:
    return files.csv_text(figure, voice, byte_order_mark=True).encode()


def _figure_xlsx(figure: Figure, voice: Voice) -> bytes:
    return files.xlsx_bytes([figure], voice)


def _figure_svg(figure: Figure, voice: Voice) -> bytes:
    drawn = svg.draw(figure, voice, standalone=True)
    if not drawn:
        raise NotFound("This figure is a table and has no picture.", advice="Take it as CSV or XLSX.")
    return drawn.encode()


def _figure_png(figure: Figure, voice: Voice) -> bytes:
    return files.png_bytes(_figure_svg(figure, voice).decode())


def _figure_json(figure: Figure, voice: Voice) -> bytes:
    return json.dumps(files.figure_json(figure, voice), ensure_ascii=False, indent=1).encode()


FIGURE_FILES: Final[dict[str, Callable[[Figure, Voice], bytes]]] = {
    "csv": _figure_csv,
    "xlsx": _figure_xlsx,
    "svg": _figure_svg,
    "png": _figure_png,
    "json": _figure_json,
}
# A PDF takes seconds of one core; one at a time leaves the other threads of the process to readers of pages.
# Nobody waits long for her turn: every waiting request would hold a thread, and a few of them all the threads.
ONE_PDF: Final = Lock()
PDF_PATIENCE: Final = 0.5  # seconds
PROFILE_FILES: Final = ("pdf", "xlsx", "csv", "json")


class PdfBusy(RetryableError):
    """Another PDF is being made, and only one is made at a time."""

    slug = "pdf-busy"

    def __init__(self) -> None:
        super().__init__(
            "Another PDF is being made; only one is made at a time.",
            advice="Try again in a few seconds, or take the profile as XLSX, CSV or JSON.",
        )


def figure_file(profile: Profile, figure: Figure, suffix: str) -> HttpResponse:
    """One figure as a file, named after its profile."""
    return _attached(FIGURE_FILES[suffix](figure, speech.current()), suffix, f"{profile.code}.{figure.id}")


def profile_file(profile: Profile, suffix: str, voice: Voice) -> HttpResponse:
    """The whole profile as a file.

    Raises:
        PdfBusy: A PDF was asked for while another is being made.
    """
    if suffix != "pdf":
        return _attached(report.render(profile, voice, suffix), suffix, profile.code)
    if not ONE_PDF.acquire(timeout=PDF_PATIENCE):
        raise PdfBusy
    try:
        body = report.render(profile, voice, suffix)
    finally:
        ONE_PDF.release()
    return _attached(body, suffix, profile.code)


def _attached(body: bytes, suffix: str, name: str) -> HttpResponse:
    safe = "".join(letter if letter.isalnum() or letter in "-._+" else "_" for letter in name)
    how = "inline" if suffix in ("svg", "png", "json") else "attachment"
    response = HttpResponse(body, content_type=TYPES[suffix])
    response.headers["Content-Disposition"] = f'{how}; filename="fairway-{safe}.{suffix}"'
    if suffix == "svg":
        # A stand-alone picture carries its own style, and is opened on its own.
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
