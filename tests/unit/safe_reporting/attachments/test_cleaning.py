from __future__ import annotations

import resource
import time
import zipfile
import zlib
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from fairway.safe_reporting.attachments import MOST_BYTES, AttachmentRefused, clean
from tests.unit.safe_reporting.attachments import made


def unpacked(content: bytes) -> bytes:
    """All that stands in a file, compressed or not."""
    found = [content]
    if content.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(content)) as document:
            found += [_of_object(one) for one in document.objects]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as package:
            found += [package.read(name) for name in package.namelist()]
    return b"\n".join(found)


def _of_object(one: pikepdf.Object) -> bytes:
    if not isinstance(one, pikepdf.Stream):
        return one.unparse(resolved=True)
    said = repr(one).encode()
    return said + one.read_raw_bytes() + (b"" if "/DCTDecode" in str(one.get("/Filter")) else one.read_bytes())


@pytest.mark.parametrize("name", made.TELLING)
def test_nothing_of_what_a_file_tells_is_left(name: str) -> None:
    given = made.TELLING[name]()
    assert made.CANARY in unpacked(given)
    cleaned = clean(given, name="contract.exe")
    assert made.CANARY not in unpacked(cleaned.content)
    assert made.WORD.encode("utf-16-le") not in unpacked(cleaned.content)
    assert cleaned.removed


@pytest.mark.parametrize("name", [*made.TELLING, *made.PLAIN])
def test_a_clean_file_has_nothing_left_to_remove(name: str) -> None:
    once = clean({**made.TELLING, **made.PLAIN}[name]())
    twice = clean(once.content)
    assert twice.removed == ()
    assert (twice.media, twice.extension) == (once.media, once.extension)


@pytest.mark.parametrize("name", [*made.TELLING, *made.PLAIN])
def test_a_file_that_was_cut_off_is_refused_or_read_as_far_as_it_is_whole(name: str) -> None:
    given = {**made.TELLING, **made.PLAIN}[name]()
    for part in (0.25, 0.5, 0.75):
        if name == "text":
            continue
        try:
            cleaned = clean(given[: int(len(given) * part)])
        except AttachmentRefused:
            pass
        else:
            # It was cut behind the picture, behind the first of several, or between whole frames.
            assert "behind" in name or name in ("GIF", "AAC", "Ogg"), (name, part)
            assert clean(cleaned.content).removed == ()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"x" * (MOST_BYTES + 1), "too large"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        (b"MZ\x90\0" + bytes(100), "program"),
        (b"#!/bin/sh\nrm -r /\n", "program"),
        (b"<!doctype html><script>alert(1)</script>", "page"),
        (b"\xef\xbb\xbf  <svg onload='x'>", "page"),
        (b"BEGIN:VCARD\nFN:Asha\n", "contacts"),
        (b"{\\rtf1 hello}", "old kind"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old kind"),
        (b"\x1a\x45\xdf\xa3" + bytes(60), "Videos"),
        (b"RIFF\x10\0\0\0AVI LIST", "Videos"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "Archives"),
        (b"\x1f\x8b\x08" + bytes(40), "Archives"),
        (b"\x00\x01\x02\x03", "not taken"),
        (b"\xc3\x28 not utf-8", "not taken"),
    ],
)
def test_what_is_not_taken_is_said_with_what_to_send(content: bytes, says: str) -> None:
    with pytest.raises(AttachmentRefused) as refused:
        clean(content, name="a")
    assert says in refused.value.title
    assert refused.value.advice


def test_the_kind_is_seen_from_the_content() -> None:
    assert clean(made.png(), name="holiday.pdf").media == "image/png"


def test_a_photograph_is_turned_upright_and_made_smaller() -> None:
    stream = BytesIO()
    made.picture(6000, 300).save(stream, "JPEG", exif=made.exif(orientation=6))
    with Image.open(BytesIO(clean(stream.getvalue()).content)) as seen:
        assert seen.height == 4096
        assert seen.width < seen.height
        assert seen.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_transparent_screenshot_is_shown_on_white() -> None:
    stream = BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(stream, "PNG")
    with Image.open(BytesIO(clean(stream.getvalue()).content)) as seen:
        assert seen.convert("RGB").getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("side", [6_000, 20_000])
def test_a_bomb_of_points_is_refused(side: int) -> None:
    bomb = made.png_bomb(side)
    assert len(bomb) < MOST_BYTES
    begun = time.process_time()
    with pytest.raises(AttachmentRefused, match="pixels"):
        clean(bomb)
    assert time.process_time() - begun < 1


def test_a_page_shows_what_it_showed() -> None:
    given, cleaned = made.pdf(), clean(made.pdf()).content
    before, after = (pypdfium2.PdfDocument(one)[0] for one in (given, cleaned))
    text = after.get_textpage().get_text_bounded()
    assert "Contract" in text
    assert "Signed" in text
    shown = [page.render(scale=1).to_pil().convert("RGB") for page in (before, after)]
    assert shown[0].size == shown[1].size
    assert shown[1].getpixel((30, 165)) != (255, 255, 255)


def test_a_page_keeps_what_it_inherits() -> None:
    document = pikepdf.open(BytesIO(made.pdf(plain=True)))
    page = document.pages[0].obj
    document.Root.Pages.MediaBox = page.MediaBox
    document.Root.Pages.Resources = page.Resources
    del page.MediaBox, page.Resources
    stream = BytesIO()
    document.save(stream)
    page = pypdfium2.PdfDocument(clean(stream.getvalue()).content)[0]
    assert page.get_size() == (200, 200)
    assert "Contract" in page.get_textpage().get_text_bounded()


def test_a_document_with_a_password_is_refused() -> None:
    document = pikepdf.open(BytesIO(made.pdf()))
    stream = BytesIO()
    document.save(stream, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(AttachmentRefused, match="password"):
        clean(stream.getvalue())


def test_a_picture_packed_twice_in_a_document_is_looked_into() -> None:
    document = pikepdf.open(BytesIO(made.pdf()))
    photograph = document.pages[0].Resources.XObject.Im1
    photograph.write(
        zlib.compress(made.jpeg()), filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    )
    stream = BytesIO()
    document.save(stream)
    with pikepdf.open(BytesIO(clean(stream.getvalue()).content)) as cleaned:
        picture = cleaned.pages[0].Resources.XObject.Im1
        assert picture.Filter == pikepdf.Name.DCTDecode
        assert made.CANARY not in picture.read_raw_bytes()
        assert picture.read_raw_bytes().startswith(b"\xff\xd8\xff")


def test_a_word_document_reads_as_before() -> None:
    cleaned = Document(BytesIO(clean(made.word_document()).content))
    assert cleaned.paragraphs[0].text == "The wage is 1,200 a month."
    assert cleaned.sections[0].header.paragraphs[0].text == "Employment contract"
    assert len(cleaned.inline_shapes) == 1
    assert [(one.text, one.author, one.timestamp) for one in cleaned.comments] == [("Is this true?", "", None)]


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"word/vbaProject.bin": b"x"}, "programs"),
        ({"word/embeddings/pay.xlsx": b"PK\x03\x04"}, "programs"),
        ({"../../etc/passwd": b"x"}, "damaged"),
        ({"/etc/passwd": b"x"}, "damaged"),
        ({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "damaged"),
        ({"word/document.xml": b"<a"}, "damaged"),
        ({"word/zero.bin": bytes(8_000_000)}, "too large"),
        ({f"word/{at}.bin": b"x" for at in range(500)}, "too large"),
    ],
)
def test_a_malicious_package_is_refused(parts: dict[str, bytes], says: str) -> None:
    given = made.with_parts(made.word_document(), parts)
    begun = time.process_time()
    with pytest.raises(AttachmentRefused) as refused:
        clean(given)
    assert says in refused.value.title
    assert time.process_time() - begun < 1


def test_an_archive_is_refused_even_when_it_calls_itself_a_document() -> None:
    with pytest.raises(AttachmentRefused, match="Archives"):
        clean(made.archive("inner.zip"), name="contract.docx")
    with pytest.raises(AttachmentRefused, match="of this kind"):
        clean(made.archive("mimetype", "content.xml"))


def test_links_and_fields_that_fetch_are_taken_out_of_a_word_document() -> None:
    document = Document()
    run = document.add_paragraph("Read").add_run()
    run._r.append(run._r.makeelement(qn("w:instrText")))
    run._r[-1].text = ' INCLUDEPICTURE "https://example.org/beacon.png" '
    document.part.relate_to(
        "https://example.org/template",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    stream = BytesIO()
    document.save(stream)
    assert b"example.org" in unpacked(stream.getvalue())
    assert b"example.org" not in unpacked(clean(stream.getvalue()).content)


def test_a_recording_keeps_its_sound() -> None:
    for order in ("front", "back"):
        cleaned = clean(made.m4a(order=order))
        assert cleaned.media == "audio/mp4"
        assert cleaned.content.endswith(b"A" * 10 + b"B" * 11 + b"C" * 12 + b"D" * 13)
    assert clean(made.m4a(code=b"samr", setup=b"damr")).extension == ".3gp"
    assert clean(made.mp3(frames=5)).content == made.mp3(frames=5, tags=False)
    assert clean(made.wav()).content == made.wav(plain=True)
    notes = clean(made.ogg()).content
    assert all(bytes([at]) * 80 in notes for at in range(4))
    assert clean(notes).content == notes


@pytest.mark.parametrize("content", [made.m4a(handler=b"vide"), made.ogg(video=True)])
def test_a_video_is_refused(content: bytes) -> None:
    with pytest.raises(AttachmentRefused, match="Videos"):
        clean(content)


def test_a_recording_with_an_archive_behind_it_is_refused() -> None:
    for given in (made.mp3(tags=False), made.amr(), made.aac(), made.ogg()):
        with pytest.raises(AttachmentRefused, match="damaged"):
            clean(given + made.archive("a.txt"))


def test_a_second_stream_of_the_same_number_is_left() -> None:
    first, second = made.ogg(), made.ogg(pages=2, tags=b"other")
    assert clean(first + second).content == clean(first).content


def test_text_is_normalised() -> None:
    cleaned = clean("\ufeffpaye\u0301\r\nhidden\u202e\x1b[0m \U000e0041".encode())
    assert cleaned.content.decode() == "payé\nhidden[0m "
    assert cleaned.media.startswith("text/plain")
    assert clean("hello".encode("utf-16")).content == b"hello"


def test_nothing_of_a_file_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        for name in made.TELLING:
            clean(made.TELLING[name]())
    assert made.WORD not in caplog.text


def _zeros(count: int, layers: int = 1) -> bytes:
    packing = zlib.compressobj(1)
    found = b"".join(packing.compress(bytes(1 << 20)) for _ in range(count >> 20)) + packing.flush()
    return found if layers == 1 else zlib.compress(found, 9)


def test_a_document_whose_streams_unpack_without_end_is_refused_soon() -> None:
    document = pikepdf.Pdf.new()
    page = document.add_blank_page()
    stream = pikepdf.Stream(document, _zeros(300 << 20, 2))
    stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    page.Contents = document.make_indirect(stream)
    written = BytesIO()
    document.save(written, compress_streams=False)
    began = time.monotonic()
    with pytest.raises(AttachmentRefused, match="unpacked"):
        clean(written.getvalue())
    assert time.monotonic() - began < 10


@pytest.mark.slow
def test_a_table_that_unpacks_to_all_memory_ends_a_child_and_not_the_portal() -> None:
    """The reader unpacks a table before it can be asked how large it is: it happens in a child."""
    table = _zeros(600 << 20, 2)
    objects = b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    head = b"4 0 obj\n<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n"
    given = objects + head % len(table) + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(objects)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(AttachmentRefused, match="damaged"):
        clean(given)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024, "of the portal's own memory"


def test_a_photograph_of_countless_segments_is_refused_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(AttachmentRefused, match="damaged"):
        clean(b"\xff\xd8" + b"\xff\xe1\0\2" * 1_200_000 + b"\xff\xd9")
    assert time.monotonic() - began < 1
