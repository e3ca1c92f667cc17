"""Model contracts: each reads back as it was written, in every language; no right is written away."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from fairway.kernel.errors import FairwayError
from fairway.recruitment.contracts.docx_writing import docx
from fairway.recruitment.contracts.fields import FIELDS, GROUPS, SECTORS, of_sector
from fairway.recruitment.contracts.models import LANGUAGES, beside, model_contract
from fairway.recruitment.contracts.pdf_writing import pdf
from fairway.recruitment.contracts.reading import read_contract
from fairway.recruitment.contracts.terms import Money, Terms, Value
from fairway.recruitment.contracts.wording.labels import WORDS

_OF_KIND: dict[str, Value] = {
    "text": "Al Noor Company", "code": "JO-2026-17", "date": date(2026, 3, 1), "number": Decimal(12), "yes_no": True,
}  # fmt: skip
_PER = {"penalty_for_leaving": "once", "piece_rate": "piece"}


def terms_of(sector: str, pick: int) -> Terms:
    """Every term of a sector; `pick` turns the choices round."""
    values: dict[str, Value] = {}
    for one in of_sector(sector):
        if one.kind == "money":
            values[one.name] = Money(Decimal(1200), "QAR", _PER.get(one.name, "month"))
        elif one.kind == "choice":
            values[one.name] = one.choices[pick % len(one.choices)]
        else:
            values[one.name] = _OF_KIND[one.kind]
    return Terms("signed", values | {"weekly_rest": Decimal(1), "overtime_rate": Decimal(125)}, sector)


@pytest.mark.parametrize(
    ("sector", "pick"),
    [
        ("domestic", 1),
        ("construction", 0),
        *(pytest.param(sector, pick, marks=pytest.mark.slow) for sector in SECTORS for pick in (0, 1, 2, 3)),
    ],
)
def test_what_was_filled_in_is_read_back(sector: str, pick: int) -> None:
    languages = ("en", "ar") if pick else ("ne", "es")
    contract = model_contract(sector, "NPL", "QAT", languages, terms_of(sector, pick))
    assert dict(read_contract(docx(contract), sector=sector).terms("signed").values) == dict(contract.terms())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_alone_is_read_back(language: str) -> None:
    contract = model_contract("domestic", "NPL", "QAT", (language,), terms_of("domestic", 3))
    assert dict(read_contract(docx(contract)).terms("signed").values) == dict(contract.terms())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_words(language: str) -> None:
    words, english = WORDS[language], WORDS["en"]
    assert set(words.fields) == {one.name for one in FIELDS}
    assert set(words.groups) == set(GROUPS)
    assert set(words.sectors) == set(SECTORS)
    for name in ("units", "periods", "choices", "rules", "signs"):
        assert set(getattr(words, name)) == set(getattr(english, name))
    assert bool(words.machine) == (language != "en")


def test_a_blank_model_says_nothing_but_its_rights_and_the_country() -> None:
    contract = model_contract("construction", "NPL", "QAT", ("en", "ar"))
    read = read_contract(docx(contract)).terms("signed").values
    assert dict(read) == dict(contract.terms())
    assert read["country"] == "QAT"
    assert {one for one in read.values() if not isinstance(one, bool)} == {"QAT"}


def test_no_right_is_written_away() -> None:
    given = Terms("promised", {"keeps_passport": False, "subcontractor": True}, "construction")
    contract = model_contract("construction", "NPL", "QAT", ("en",), given)
    assert contract.terms()["keeps_passport"] is True
    assert contract.terms()["subcontractor"] is False
    assert len(contract.notes) == 2


def test_every_clause_names_its_source_and_the_fixed_ones_forbid_substitution() -> None:
    contract = model_contract("domestic", "NPL", "QAT", ("en",))
    clauses = [one for _, group in contract.groups for one in group]
    assert all(one.source.plain() for one in clauses)
    assert "exchanged for another" in contract.text(next(one for one in clauses if one.rule == "substitution"), "en")
    assert any(one.minimum for one in clauses)


def test_the_arabic_column_runs_from_the_right() -> None:
    document = python_docx.Document(io.BytesIO(docx(model_contract("other", "NPL", "QAT", ("en", "ar")))))
    for row in document.tables[0].rows:
        left, right = (cell.paragraphs[0] for cell in row.cells)
        assert right._p.pPr is not None
        assert right._p.pPr.find(qn("w:bidi")) is not None
        assert right.runs[0]._r.rPr.find(qn("w:rtl")) is not None
        assert left._p.pPr is None or left._p.pPr.find(qn("w:bidi")) is None


@pytest.mark.parametrize(
    ("sector", "origin", "languages"),
    [
        ("flying", "NPL", ("en",)), ("other", "QAT", ("en",)), ("other", "NPL", ("xx",)), ("other", "NPL", ()),
        ("other", "NPL", ("en", "fr", "ar")),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_refused(sector: str, origin: str, languages: tuple[str, ...]) -> None:
    with pytest.raises(FairwayError):
        model_contract(sector, origin, "QAT", languages)


def test_her_language_stands_beside_that_of_the_country() -> None:
    assert beside("ne", "QAT") == ("ne", "ar")
    assert beside("ar", "QAT") == ("ar",)
    assert beside("es", "USA") == ("es", "en")


@pytest.mark.pdf
@pytest.mark.slow
def test_it_is_drawn_as_pdf() -> None:
    assert pdf(model_contract("garment", "BGD", "JOR", ("bn", "ar"))).startswith(b"%PDF-")
