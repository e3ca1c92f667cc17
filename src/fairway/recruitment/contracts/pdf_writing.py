"""A model contract as PDF, by WeasyPrint: A4, two columns, where each clause comes from behind it."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, NoReturn

from fairway.kernel.errors import RetryableError
from fairway.recruitment.contracts.clauses import BLANK
from fairway.recruitment.contracts.wording.labels import WORDS
from fairway.reference.wording import RIGHT_TO_LEFT, voice

if TYPE_CHECKING:
    from fairway.recruitment.contracts.models import ModelContract


class MissingPdfLibrary(RetryableError):
    """This machine lacks what draws PDF; nothing is wrong with what was asked."""

    http_status = 501
    slug = "pdf-unavailable"


def html(contract: ModelContract) -> str:
    """The document that becomes paper.

    Args:
        contract: Of `models.model_contract`.
    """
    from jinja2 import Environment, StrictUndefined

    template = (files("fairway.recruitment.contracts.wording") / "model.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    speaker = voice(contract.languages[0])
    return environment.from_string(template).render(
        contract=contract, words=WORDS, blank=BLANK, right_to_left=RIGHT_TO_LEFT, say=speaker.say
    )


def pdf(contract: ModelContract) -> bytes:
    """The file.

    Args:
        contract: Of `models.model_contract`.

    Raises:
        MissingPdfLibrary: WeasyPrint cannot load Pango.
    """
    try:
        import weasyprint
    except OSError as error:
        raise MissingPdfLibrary(
            "PDF cannot be drawn on this machine: the Pango library is missing.",
            advice="Take the DOCX document, or install Pango and fonts as docs/how-to/model-contracts.md says.",
            details={"reason": str(error)},
        ) from error
    return bytes(weasyprint.HTML(string=html(contract), url_fetcher=_nothing_is_fetched).write_pdf())


def _nothing_is_fetched(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"A contract on paper fetches nothing, and was asked for {url}.")
