"""A profile in every form: nothing is lost between them, gaps included."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import openpyxl
import pytest

from fairway.corridors import report
from fairway.corridors.profile_value import Profile
from fairway.kernel.corridor import Corridor
from fairway.kernel.errors import NotFound
from fairway.kernel.text import Text
from fairway.reference.wording import LANGUAGES, voice
from tests import sample_figures as sample

PROFILE = Profile(
    kind="corridor",
    code="NPL-QAT",
    title=Text("Nepal → Qatar"),
    summary=(Text("Many people from Nepal live in Qatar."), Text("Not everything is known.")),
    sections=sample.SECTIONS,
    vintages=("migrant_stock@2024-1a2b3c4d",),
    citation=Text("Fairway, “Nepal → Qatar”. Data vintages: migrant_stock@2024-1a2b3c4d."),
    corridor=Corridor("NPL", "QAT", sex="F"),
)
VOID = frozenset({"meta", "br", "img", "link", "input", "hr", "path", "rect"})


class Outline(HTMLParser):
    """Collects ids and headings, and fails on a tag that is not closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.headings: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.pointed += [given["aria-labelledby"] or ""] if "aria-labelledby" in given else []
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag closed in itself opens nothing."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class Portal:
    """The portal's addresses, as the tests need them."""

    def figure_url(self, id: str, format: str) -> str:
        return f"/figures/{id}" + (f".{format}" if format else "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_sound_in_every_language(language: str) -> None:
    page = report.document(PROFILE, voice(language))
    outline = Outline(page)
    assert len(outline.ids) == len(set(outline.ids)), "an id twice"
    assert set(outline.pointed) <= set(outline.ids)
    assert outline.headings.count("h1") == 1
    assert outline.headings.count("h2") == 1 + len(PROFILE.sections), "the summary has a heading too"
    assert f'<html lang="{language}" dir="{voice(language).direction}">' in page
    assert not re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)", page)


def test_every_figure_has_its_sentence_table_flag_and_source() -> None:
    page = report.html(PROFILE, voice("en"), Portal())
    for figure in PROFILE.figures():
        part = page.split(f'<figure id="{figure.id}"')[1].split("</figure>")[0]
        assert 'class="sentence"' in part
        assert "<table" in part
        assert f'class="flag {figure.flag.value}"' in part
        assert 'class="source"' in part
        assert "CC BY 3.0 IGO" in part
        assert f"/figures/{figure.id}.csv" in part
        assert f'"/figures/{figure.id}"' in part
    assert page.count("Not verified against the publisher.") == 1


def test_pictures_are_offered_only_where_there_are_some() -> None:
    page = report.html(PROFILE, voice("en"), Portal())
    assert "/figures/people.stock.svg" in page
    assert "/figures/areas.matrix.svg" not in page


def test_the_command_line_has_no_links() -> None:
    assert 'class="take"' not in report.html(PROFILE, voice("en"))


def test_a_gap_says_why_and_what_would_fill_it() -> None:
    page = report.html(PROFILE, voice("en"))
    part = page.split('<div class="gap absent" id="people.origin_counts">')[1].split("</div>")[0]
    assert "Gap: no record" in part
    assert "No count by the country of origin is loaded." in part
    assert "What would fill it:</strong> A household survey" in part
    assert "Gap: not available at this detail" in page
    assert report.gap_html(sample.GAP, voice("en")).strip() in page


def test_one_figure_can_stand_alone() -> None:
    assert report.figure_html(sample.HEAT, voice("en"), Portal()).lstrip().startswith('<figure id="areas.matrix"')


def test_what_others_wrote_is_escaped() -> None:
    nasty = "<b onclick=x>&"
    figure = replace(sample.TABLE, title=Text(nasty), sentence=Text(nasty), unit=Text(nasty), notes=(Text(nasty),))
    gap = replace(sample.GAP, title=Text(nasty), reason=Text(nasty), remedy=Text(nasty))
    section = replace(sample.SECTIONS[0], title=Text(nasty), figures=(figure,), gaps=(gap,), notes=(Text(nasty),))
    page = report.document(
        replace(PROFILE, title=Text(nasty), summary=(Text(nasty),), sections=(section, section)), voice("en")
    )
    assert "<b onclick" not in page


def test_a_page_is_small() -> None:
    sections = tuple(
        replace(
            section, id=f"{section.id}{at}", figures=tuple(replace(one, id=f"{one.id}{at}") for one in section.figures)
        )
        for at in range(3)
        for section in sample.SECTIONS
    )
    page = report.document(replace(PROFILE, sections=sections), voice("en"))
    assert len(gzip.compress(page.encode())) < 60_000


def test_text_for_a_terminal_fits_and_marks_gaps() -> None:
    said = report.text(PROFILE, voice("en"), width=72)
    assert said.startswith("Nepal → Qatar\n═════")
    assert max(len(line) for line in said.splitlines()) <= 72
    assert "┃ Gap: no record. No count by the country of origin is loaded." in said
    assert "[people.stock]" in said
    assert "not verified against the publisher" in said.replace("\n    ", " ")
    assert "▁" in said
    for language in LANGUAGES:
        report.text(PROFILE, voice(language))


def test_a_long_series_shows_its_end_and_says_what_is_left_out() -> None:
    said = report.text(PROFILE, voice("en"))
    part = said.split("[money.cost]")[1].split("Source:")[0]
    assert "2015Q4" in part
    assert "2011Q1" not in part
    assert "… rows not shown here: 12" in part


def test_json_has_its_documented_shape() -> None:
    made = json.loads(json.dumps(report.as_json(PROFILE, voice("en"))))
    assert list(made) == [
        "kind",
        "code",
        "language",
        "corridor",
        "title",
        "summary",
        "sections",
        "vintages",
        "citation",
    ]
    assert made["corridor"] == {
        "origin": "NPL",
        "destination": "QAT",
        "via": [],
        "sex": "F",
        "year": None,
        "sector": None,
    }
    assert list(made["sections"][0]) == ["id", "title", "notes", "figures", "gaps"]
    assert made["sections"][0]["gaps"][1]["kind"] == "detail"
    keys = {"id", "title", "unit", "year", "flag", "sentence", "columns", "rows", "notes", "sources", "chart"}
    assert all(set(figure) == keys for section in made["sections"] for figure in section["figures"])


def test_the_long_table_holds_every_value_and_every_gap() -> None:
    rows = list(csv.DictReader(io.StringIO(report.csv(PROFILE, voice("en")))))
    values = sum(len(figure.rows) * (len(figure.columns) - 1) for figure in PROFILE.figures())
    assert len(rows) == values + len(PROFILE.gaps())
    stock = [row for row in rows if row["figure"] == "people.stock" and row["variable"] == "male"]
    assert [(row["category"], row["value"]) for row in stock][-1] == ("2024", "340512")
    assert stock[1]["value"] == "", "unknown is empty, never zero"
    gaps = [row for row in rows if row["flag"] == "gap"]
    assert [row["figure"] for row in gaps] == ["people.origin_counts", "people.refugees"]
    assert gaps[0]["note"].startswith("What Nepal itself counts: ")


def test_the_workbook_holds_every_figure_and_the_gaps() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report.xlsx(PROFILE, voice("en"))))
    assert book.sheetnames == [*(figure.id for figure in PROFILE.figures()), "Sources", "Gaps"]


@pytest.mark.parametrize("format", ["text", "json", "html", "csv", "xlsx"])
def test_every_format_is_rendered(format: str) -> None:
    assert report.render(PROFILE, voice("es"), format)


def test_an_unknown_format_is_refused_with_advice() -> None:
    with pytest.raises(NotFound, match=r"no format “docx”.*text, json, html"):
        report.render(PROFILE, voice("en"), "docx")


def test_a_profile_with_nothing_in_it_is_still_a_page() -> None:
    empty = replace(PROFILE, summary=(), sections=())
    Outline(report.document(empty, voice("en")))
    assert "Nepal → Qatar" in report.text(empty, voice("en"))
