"""A profile for its reader: page fragments, a document, terminal text, JSON, CSV, XLSX and PDF.

Every door (CLI, portal, API) calls these functions and none writes a figure itself. What a format needs is imported
when it is asked for, because PDF and spreadsheets take long to load and most readers want neither.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Protocol

from fairway.kernel.errors import NotFound

if TYPE_CHECKING:
    from markupsafe import Markup

    from fairway.corridors.profile_value import Profile
    from fairway.kernel.figure import Figure, Gap
    from fairway.reference.wording import Voice


class Links(Protocol):
    """Where a figure can be taken from; the portal has one, the CLI has none."""

    def figure_url(self, id: str, format: str) -> str:
        """Address of a figure in a format (`csv`, `xlsx`, `svg`, `png`, `json`); its permalink where that is empty."""
        ...


def html(profile: Profile, voice: Voice, links: Links | None = None) -> Markup:
    """The profile below its heading, as a fragment: summary, contents, sections, citation. Headings start at `h2`."""
    from fairway.corridors.report import fragments

    return fragments.profile(profile, voice, links)


def figure_html(figure: Figure, voice: Voice, links: Links | None = None) -> Markup:
    """One figure as a fragment."""
    from fairway.corridors.report import fragments

    return fragments.figure(figure, voice, links)


def gap_html(gap: Gap, voice: Voice) -> Markup:
    """One gap as a fragment."""
    from fairway.corridors.report import fragments

    return fragments.gap(gap, voice)


def document(profile: Profile, voice: Voice) -> str:
    """A stand-alone HTML document with its own style: no script, nothing fetched."""
    from fairway.corridors.report import fragments

    return fragments.document(profile, voice)


def text(profile: Profile, voice: Voice, width: int = 100) -> str:
    """The profile for a terminal, no line of prose wider than `width` characters."""
    from fairway.corridors.report import terminal

    return terminal.text(profile, voice, width)


def as_json(profile: Profile, voice: Voice) -> dict[str, Any]:
    """The profile as plain values; the shape is documented in `fairway.corridors.report.plain`."""
    from fairway.corridors.report import plain

    return plain.as_json(profile, voice)


def csv(profile: Profile, voice: Voice, byte_order_mark: bool = False) -> str:
    """Every figure in one long table, gaps included."""
    from fairway.corridors.report import plain

    return plain.csv(profile, voice, byte_order_mark)


def xlsx(profile: Profile, voice: Voice) -> bytes:
    """Every figure as a sheet of one workbook."""
    from fairway.charts.workbook import xlsx_bytes

    return xlsx_bytes(profile.figures(), voice, profile.gaps())


def pdf(profile: Profile, voice: Voice) -> bytes:
    """The profile on paper: A4, page numbers, running title, every table in full.

    Raises:
        MissingPdfLibrary: Pango is not installed.
    """
    from fairway.corridors.report import paper

    return paper.pdf(profile, voice)


def _json_bytes(profile: Profile, voice: Voice) -> bytes:
    import json

    return (json.dumps(as_json(profile, voice), ensure_ascii=False, indent=2) + "\n").encode()


FORMATS: Final[dict[str, Callable[[Profile, Voice], bytes]]] = {
    "text": lambda profile, voice: text(profile, voice).encode(),
    "json": _json_bytes,
    "html": lambda profile, voice: document(profile, voice).encode(),
    "csv": lambda profile, voice: csv(profile, voice).encode(),
    "xlsx": xlsx,
    "pdf": pdf,
}


def render(profile: Profile, voice: Voice, format: str) -> bytes:
    """The profile in one of `FORMATS`, ready to be written to a file.

    Raises:
        NotFound: No such format.
    """
    if format not in FORMATS:
        raise NotFound(f"A profile has no format “{format}”.", advice=f"Choose one of {', '.join(FORMATS)}.")
    return FORMATS[format](profile, voice)
