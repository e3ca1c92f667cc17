"""Figures and profiles as files: each opens as what it claims to be, and names its source."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.portal import client


@pytest.fixture(scope="module")
def reader(portal):
    return client()


def test_a_figure_as_csv_names_its_source_on_every_row(reader) -> None:
    response = reader.get("/en/corridors/MEX/USA/figures/people.stock.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="fairway-MEX-USA.people.stock.csv"'
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[-1]["year"] == "2024"
    assert all(row["vintage"].startswith("migrant_stock@") for row in rows)


def test_a_figure_as_workbook_picture_and_json(reader) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(reader.get("/en/corridors/MEX/USA/figures/people.stock.xlsx").content))
    assert len(book.sheetnames) >= 2
    picture = reader.get("/ar/corridors/MEX/USA/figures/people.stock.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert picture.content.startswith(b"<svg")
    assert reader.get("/en/corridors/MEX/USA/figures/people.stock.png").content.startswith(b"\x89PNG")
    said = json.loads(reader.get("/en/corridors/MEX/USA/figures/people.stock.json").content)
    assert said["sources"][0]["vintage"].startswith("migrant_stock@")


def test_a_table_has_no_picture_and_says_so(reader) -> None:
    response = reader.get("/en/corridors/MEX/USA/figures/people.change.svg")
    assert response.status_code == 404
    assert b"has no picture" in response.content


@pytest.mark.parametrize(
    "page",
    [
        "corridors/NPL/QAT",
        "countries/NPL",
        "regions/ECOWAS",
        "between/ECOWAS/EU",
        "compare/NPL-QAT,NPL-MYS",
        "matrix",
        "missing",
    ],
)
def test_every_kind_of_profile_is_to_be_had_as_csv_workbook_and_json(reader, page: str) -> None:
    assert b"vintage" in reader.get(f"/en/{page}/profile.csv").content
    assert reader.get(f"/en/{page}/profile.xlsx").content.startswith(b"PK")
    assert json.loads(reader.get(f"/en/{page}/profile.json").content)["vintages"]


@pytest.mark.pdf
def test_a_profile_on_paper(reader) -> None:
    response = reader.get("/en/corridors/NPL/QAT/profile.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


@pytest.mark.timeout(30)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_second_pdf_is_refused_at_once_and_leaves_the_portal_to_others(reader, language: str) -> None:
    from fairway_portal.observatory.files import ONE_PDF

    with ONE_PDF:
        response = reader.get(f"/{language}/corridors/IND/ARE/profile.pdf?year=2013")
        assert reader.get(f"/{language}/corridors/NPL/QAT/profile.csv").status_code == 200
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"
    assert ("Another PDF is being made" in response.content.decode()) or language != "en"
    assert not ONE_PDF.locked()


def test_a_pdf_that_fails_lets_the_next_one_be_made(reader) -> None:
    from unittest import mock

    from fairway_portal.observatory.files import ONE_PDF

    with mock.patch("fairway.corridors.report.render", side_effect=RuntimeError("no ink")):
        assert reader.get("/en/corridors/MEX/USA/profile.pdf").status_code == 500
    assert not ONE_PDF.locked()


def test_a_filter_that_cannot_be_read_is_no_file(reader) -> None:
    assert reader.get("/en/corridors/NPL/QAT/profile.csv?sex=X").status_code == 422
