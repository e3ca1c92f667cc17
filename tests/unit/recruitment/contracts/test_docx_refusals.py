"""DOCX documents that are refused before anything in them is trusted, and what is read in those that are not."""

# ruff: noqa: E501 - a contract stands in one line

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from fairway.recruitment.contracts.reading import read_contract
from fairway.recruitment.contracts.reading_errors import DocumentRefused

PAY = "Basic salary: QAR 900 per month"


def written(document: docx.document.Document) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def plain() -> docx.document.Document:
    document = docx.Document()
    document.add_paragraph(PAY)
    return document


def repacked(change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(written(plain()))) as packed:
        parts = {one.filename: packed.read(one) for one in packed.infolist()}
    change(parts)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return kept.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    return repacked(lambda parts: parts.update({name: part}))


def replaced(name: str, before: bytes, after: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert before in parts[name]
        parts[name] = parts[name].replace(before, after, 1)

    return repacked(change)


def tracked(tag: str) -> bytes:
    document = plain()
    paragraph = document.paragraphs[0]
    change = OxmlElement(tag)
    change.set(qn("w:id"), "1")
    change.append(paragraph.runs[0]._r)
    paragraph._p.append(change)
    return written(document)


RELATION = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        *((tracked(tag), "changes that nobody has accepted") for tag in ("w:ins", "w:del", "w:moveFrom", "w:moveTo")),
        (with_part("word/vbaProject.bin", b"x"), "macros"),
        (replaced("[Content_Types].xml", b"document.main+xml", b"document.macroEnabled.main+xml"), "macros"),
        (with_part("word/embeddings/oleObject1.bin", b"x"), "hidden inside"),
        (replaced("word/_rels/document.xml.rels", b"</Relationships>", RELATION % (b"attachedTemplate", b"http://x/t.dotm")), "another place"),
        (replaced("word/_rels/document.xml.rels", b"</Relationships>", RELATION % (b"image", b"http://x/i.png")), "another place"),
        (replaced("word/document.xml", b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>'), "entities"),
        (replaced("word/document.xml", b"<w:body>", b"<w:body><w:p><w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r></w:p>"), "another place"),
        (with_part("word/bomb.xml", b"0" * 30_000_000), "far larger"),
        (with_part("word/tags.xml", b"<a/>" * 500_000), "far larger"),
        (with_part("word/document.xml", b"<w:document"), "damaged"),
        (repacked(lambda parts: parts.pop("word/document.xml")), "not a DOCX"),
    ],
    ids=["ins", "del", "moveFrom", "moveTo", "vba", "macro type", "embedded", "template", "picture from outside", "entity", "field", "bomb", "tags", "broken xml", "no document"],
)  # fmt: skip
def test_it_is_refused_with_advice(contents: bytes, says: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_contract(contents, name="contract.docx")
    assert says in refused.value.title
    assert refused.value.advice


def test_a_link_to_a_page_is_no_reason_to_refuse() -> None:
    linked = replaced("word/_rels/document.xml.rels", b"</Relationships>", RELATION % (b"hyperlink", b"http://x/"))
    assert [one.field for one in read_contract(linked).found] == ["pay"]


def test_comments_are_left_out_and_it_is_said() -> None:
    document = plain()
    document.add_comment(document.paragraphs[0].runs[0], text="Annual leave: 30 days", author="A", initials="A")
    outline = read_contract(written(document))
    assert [one.field for one in outline.found] == ["pay"]
    assert "comments" in outline.notes[0].plain()


def test_hidden_words_are_left_out_and_it_is_said() -> None:
    document = plain()
    document.add_paragraph().add_run("Annual leave: 30 days").font.hidden = True
    outline = read_contract(written(document))
    assert [one.field for one in outline.found] == ["pay"]
    assert "hidden words" in outline.notes[0].plain()


def test_tables_headers_and_columns_of_two_languages_are_read() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Job order no: JO-77"
    table = document.add_table(rows=0, cols=3)
    for cells in (
        ("Basic salary", "QAR 1,000 per month", "الراتب الأساسي"),
        ("Annual leave", "30 days", "الإجازة السنوية"),
        ("Food", "free", "الطعام"),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    found = {one.field: one for one in read_contract(written(document)).found}
    assert set(found) == {"job_order", "pay", "annual_leave", "food"}
    assert found["annual_leave"].where == "table 1, row 2"
