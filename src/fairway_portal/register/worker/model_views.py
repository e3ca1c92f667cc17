"""A model contract for the work at hand, in her language beside one that the country of work reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from fairway.recruitment.contracts.docx_writing import docx
from fairway.recruitment.contracts.fields import SECTORS
from fairway.recruitment.contracts.models import ModelContract, beside, model_contract
from fairway.recruitment.contracts.pdf_writing import pdf
from fairway_portal.design import speech
from fairway_portal.register.worker.places import corridor_of
from fairway_portal.surveys.running.door_keeping import worker_page

_WRITERS: Final[dict[str, tuple[Callable[[ModelContract], bytes], str]]] = {
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (pdf, "application/pdf"),
}


@worker_page("GET", private=False)
def model(request: HttpRequest, origin: str, destination: str, sector: str, ending: str) -> HttpResponse:
    """The file; it holds nothing that anybody typed."""
    ends = corridor_of(origin, destination)
    if ends is None or sector not in SECTORS or ending not in _WRITERS:
        raise Http404
    response = HttpResponse(
        _written(sector, *ends, speech.current().language, ending), content_type=_WRITERS[ending][1]
    )
    response.headers["Content-Disposition"] = f'attachment; filename="contract-{ends[0]}-{ends[1]}.{ending}"'
    response.headers["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=64)
def _written(sector: str, origin: str, destination: str, language: str, ending: str) -> bytes:
    contract = model_contract(sector, origin, destination, beside(language, destination))
    return _WRITERS[ending][0](contract)
