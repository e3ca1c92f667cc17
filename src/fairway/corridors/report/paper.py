"""A profile as PDF, by WeasyPrint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from fairway.corridors.report import fragments
from fairway.kernel.errors import RetryableError
from fairway.reference.wording import Voice

if TYPE_CHECKING:
    from fairway.corridors.profile_value import Profile


class MissingPdfLibrary(RetryableError):
    """This machine lacks what draws PDF; nothing is wrong with what was asked."""

    http_status = 501
    slug = "pdf-unavailable"


def pdf(profile: Profile, voice: Voice) -> bytes:
    """The profile on A4 pages.

    Raises:
        MissingPdfLibrary: WeasyPrint cannot load Pango.
    """
    weasyprint = _weasyprint()
    document = weasyprint.HTML(string=fragments.paper(profile, voice), url_fetcher=_nothing_is_fetched)
    return bytes(document.write_pdf())


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise MissingPdfLibrary(
            "PDF cannot be drawn on this machine: the Pango library is missing.",
            advice="Install it (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-core), or take the "
            "HTML document and print it from a browser.",
            details={"reason": str(error)},
        ) from error
    return weasyprint


def _nothing_is_fetched(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"A profile on paper fetches nothing, and was asked for {url}.")
