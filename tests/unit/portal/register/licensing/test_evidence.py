"""Which files are kept as evidence: by what is in them, whatever they are called."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256

import pytest

from fairway_portal.register.licensing import evidence
from fairway_portal.register.licensing.errors import EvidenceRefused
from fairway_portal.register.licensing.evidence import Upload, keep, kind_of
from tests.unit.portal.register.licensing.licensed import agency


def package(*names: str, size: int = 10) -> bytes:
    """A ZIP with these members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as one:
        for name in names:
            one.writestr(name, b"0" * size)
    return written.getvalue()


DOCX = ("[Content_Types].xml", "word/document.xml")

KEPT = {
    "pdf": (b"%PDF-1.7\n...", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n....", "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0....", "image/jpeg"),
    "docx": (package(*DOCX), evidence.DOCX),
    "text": ("दर्ता नम्बर १२\n".encode(), "text/plain; charset=utf-8"),
}
REFUSED = {
    "empty": (b"", "is empty"),
    "program": (b"MZ\x90\x00\x03\x00", "not of a kind"),
    "text that is none": (b"abc\x00def", "not of a kind"),
    "latin text": ("é".encode("latin-1"), "not of a kind"),
    "pdf with a script": (b"%PDF-1.7 /OpenAction /JavaScript (x)", "holds a script"),
    "macros": (package(*DOCX, "word/vbaProject.bin"), "holds macros"),
    "a file within": (package(*DOCX, "word/embeddings/oleObject1.bin"), "holds macros"),
    "another zip": (package("a.txt"), "not of a kind"),
    "damaged": (package(*DOCX)[:60], "is damaged"),
    "too many members": (package(*DOCX, *(f"word/{n}.xml" for n in range(2_000)), size=0), "unpack"),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_is_kept(case: str) -> None:
    contents, media_type = KEPT[case]
    assert kind_of(Upload("anything.exe", contents)) == media_type


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    contents, why = REFUSED[case]
    with pytest.raises(EvidenceRefused, match=why) as refused:
        kind_of(Upload("letter.pdf", contents))
    assert "letter.pdf" in refused.value.title
    assert refused.value.advice


def test_a_bomb_and_a_large_file_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_UNPACKED", 1_000)
    with pytest.raises(EvidenceRefused, match="unpack"):
        kind_of(Upload("a.docx", package(*DOCX, size=600)))
    monkeypatch.setattr(evidence, "MOST_BYTES", 100)
    assert kind_of(Upload("a.pdf", b"%PDF-" + b"0" * 95)) == "application/pdf"
    with pytest.raises(EvidenceRefused, match="larger"):
        kind_of(Upload("a.pdf", b"%PDF-" + b"0" * 96))


@pytest.mark.django_db
def test_a_file_is_kept_with_its_checksum_and_without_its_folder() -> None:
    kept = keep(by=None, agency=agency(), subject="licence 1", upload=Upload("C:\\private\\a\nb.txt", b"words"))
    assert (kept.name, kept.checksum) == ("ab.txt", sha256(b"words").hexdigest())
    assert bytes(kept.contents) == b"words"
