"""A profile on paper."""

from __future__ import annotations

import sys
from functools import cache

import pypdfium2
import pytest

from fairway.corridors import report
from fairway.corridors.report import paper
from fairway.reference.wording import voice
from tests.unit.corridors.test_report import PROFILE


@cache
def on_paper(language: str) -> bytes:
    """The profile as PDF, laid out once."""
    return report.pdf(PROFILE, voice(language))


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_pdf_has_every_figure_as_text_and_numbered_pages(language: str) -> None:
    made = pypdfium2.PdfDocument(on_paper(language))
    pages = [page.get_textpage().get_text_range() for page in made]
    said = " ".join(pages)
    assert len(pages) >= 2
    assert "340,512" in said
    assert "Gap: no record" in said or language != "en"
    assert all(str(number) in page for number, page in enumerate(pages, 1))
    if language == "ar":
        assert "نيبال" in said or "ﻧﻴﺒﺎﻝ" in said or "لابين" in said


@pytest.mark.pdf
def test_no_table_runs_over_the_edge_of_the_paper() -> None:
    made = pypdfium2.PdfDocument(on_paper("en"))
    for page in made:
        width, height = page.get_size()
        for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = thing.get_bounds()
            assert left >= 0
            assert right <= width
            assert bottom >= 0
            assert top <= height


def test_without_pango_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    class WithoutPango:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [WithoutPango(), *sys.meta_path])
    with pytest.raises(paper.MissingPdfLibrary, match="libpango"):
        report.pdf(PROFILE, voice("en"))
