"""Files as telephones and offices make them, with a canary in every place where they tell something."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

import pikepdf
from docx import Document
from PIL import Image, PngImagePlugin

CANARY: Final = b"CANARY-27.7172N-85.3240E-Asha"
WORD: Final = CANARY.decode()
XMP: Final = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">%s</x:xmpmeta>' % CANARY
)


def picture(width: int = 64, height: int = 48) -> Image.Image:
    """A picture that has some colours, a little darker at its left."""
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


def exif(orientation: int = 1) -> Image.Exif:
    """What a camera writes: its make, a name, the place, a comment."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = WORD
    notes[0x013B] = WORD
    notes.get_ifd(0x8825)[1] = "N"
    notes.get_ifd(0x8825)[29] = WORD
    notes.get_ifd(0x8769)[0x9286] = CANARY
    return notes


def jpeg(*, beside: bytes = b"", plain: bool = False, **size: int) -> bytes:
    """A photograph; unless plain, with EXIF, a thumbnail inside it, XMP, a comment, a profile."""
    stream = BytesIO()
    if plain:
        picture(**size).save(stream, "JPEG")
        return stream.getvalue()
    thumbnail = BytesIO()
    picture(16, 12).save(thumbnail, "JPEG", comment=CANARY)
    notes = exif().tobytes() + thumbnail.getvalue()
    picture(**size).save(stream, "JPEG", exif=notes, comment=CANARY, icc_profile=b"profile" + CANARY, xmp=XMP)
    return stream.getvalue() + beside


def png(*, beside: bytes = b"") -> bytes:
    """A screenshot with texts, EXIF and a chunk of somebody's own."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", WORD)
    told.add_text("Comment", WORD, zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode())
    told.add(b"caNr", CANARY)
    stream = BytesIO()
    picture().save(stream, "PNG", pnginfo=told, exif=exif())
    return stream.getvalue() + beside


def webp(*, beside: bytes = b"") -> bytes:
    """A picture of a messenger."""
    stream = BytesIO()
    picture().save(stream, "WEBP", exif=exif().tobytes(), xmp=XMP)
    return stream.getvalue() + beside


def gif() -> bytes:
    """Two frames and a comment."""
    stream = BytesIO()
    picture().save(stream, "GIF", save_all=True, append_images=[picture(64, 48).rotate(90)], comment=CANARY)
    return stream.getvalue()


def pdf(*, plain: bool = False) -> bytes:
    """A page of text with a photograph; unless plain, with everything that a maker can leave in it."""
    document = pikepdf.Pdf.new()
    photograph = document.make_stream(jpeg(plain=plain))
    photograph.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 64, "/Height": 48,
                       "/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8,
                       "/Filter": pikepdf.Name.DCTDecode})  # fmt: skip
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page = document.add_blank_page(page_size=(200, 200))
    page.Contents = document.make_stream(b"BT /F1 12 Tf 20 100 Td (Contract) Tj ET q 64 0 0 48 20 20 cm /Im1 Do Q")
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=document.make_indirect(font)), XObject=pikepdf.Dictionary(Im1=photograph)
    )
    if not plain:
        _tell(document, page)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _tell(document: pikepdf.Pdf, page: Any) -> None:
    document.docinfo["/Author"] = WORD
    document.Root.Metadata = document.make_stream(XMP, Type=pikepdf.Name.Metadata)
    document.attachments["pay.txt"] = CANARY
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=WORD)
    document.Root.OpenAction = document.make_indirect(script)
    page.obj.AA = pikepdf.Dictionary(O=script)
    page.obj.Thumb = document.make_stream(CANARY)
    page.obj.PieceInfo = pikepdf.Dictionary(Maker=pikepdf.Dictionary(Private=WORD))
    page.obj.Metadata = document.make_stream(XMP)
    page.Resources.XObject.Im1.Metadata = document.make_stream(XMP)
    shown = document.make_stream(b"BT /F1 9 Tf 2 2 Td (Signed) Tj ET", Type=pikepdf.Name.XObject, BBox=[0, 0, 50, 20],
                                 Subtype=pikepdf.Name.Form, Resources=page.Resources)  # fmt: skip
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[10, 150, 60, 170], T=WORD,
                              Contents=WORD, F=4, AP=pikepdf.Dictionary(N=shown), A=script)  # fmt: skip
    page.obj.Annots = document.make_indirect(pikepdf.Array([document.make_indirect(note)]))


def word_document() -> bytes:
    """A contract with author, comment, tracked changes, a photograph, a hidden property of its own."""
    document = Document()
    document.core_properties.author = WORD
    document.core_properties.last_modified_by = WORD
    paragraph = document.add_paragraph("The wage is 1,200 a month.")
    document.add_comment(paragraph.runs[0], text="Is this true?", author=WORD, initials="CANARY")
    document.add_picture(BytesIO(jpeg()))
    document.inline_shapes[0]._inline.docPr.set("descr", WORD)
    document.sections[0].header.paragraphs[0].text = "Employment contract"
    made = BytesIO()
    document.save(made)
    return with_parts(made.getvalue(), {"docProps/custom.xml": b"<Properties>%s</Properties>" % CANARY,
                                        "customXml/item1.xml": b"<x>%s</x>" % CANARY})  # fmt: skip


def with_parts(package: bytes, parts: dict[str, bytes], comment: bytes = CANARY) -> bytes:
    """A package with more parts, and a comment behind it."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                part = old.read(entry)
                if entry.filename == "word/document.xml":
                    part = part.replace(b"<w:p>", b'<w:p w:rsidR="%s">' % CANARY, 1)
                new.writestr(entry.filename, part)
        for name, part in parts.items():
            new.writestr(name, part)
        new.comment = comment
    return stream.getvalue()


def archive(*names: str, content: bytes = b"x", **options: Any) -> bytes:
    """An ordinary ZIP."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **options) as made:
        for name in names:
            made.writestr(name, content)
    return stream.getvalue()


def mp3(*, frames: int = 8, tags: bool = True) -> bytes:
    """Frames of MPEG-1 layer III, 128 kbit/s at 44.1 kHz, between ID3 tags."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    told = b"ID3\x04\0\0" + bytes([0, 0, 0, len(CANARY)]) + CANARY
    maker = b"\xff\xfb\x90\x00" + bytes(32) + b"Xing" + bytes(8) + CANARY
    behind = b"TAG" + CANARY.ljust(125, b"\0")
    if not tags:
        return frame * frames
    return told + maker.ljust(417, b"\0") + frame * frames + behind


def aac() -> bytes:
    """ADTS frames of 16 bytes, behind a tag."""
    return (b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(9)) * 8


def amr() -> bytes:
    """Frames of 12.2 kbit/s."""
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * 20


def wav(*, plain: bool = False) -> bytes:
    """A tenth of a second of silence, with the notes of a recorder."""
    form, sound = struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16), bytes(1600)
    chunks = _riff(b"fmt ", form) + (b"" if plain else _riff(b"LIST", b"INFOIART" + CANARY)) + _riff(b"data", sound)
    made = b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks
    return made if plain else made + CANARY


def _riff(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def ogg(*, pages: int = 4, serial: int = 777, tags: bytes = CANARY, video: bool = False) -> bytes:
    """A voice note: Opus in Ogg, as a messenger makes it."""
    head = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0"
    told = b"OpusTags" + struct.pack("<I", len(tags)) + tags + struct.pack("<I", 0) + b"\0" * 300
    parts = [(2, head), (0, told), *[(4 if at == pages - 1 else 0, bytes([at]) * 80) for at in range(pages)]]
    made = b"".join(ogg_page(serial, number, flags, 960 * number, body) for number, (flags, body) in enumerate(parts))
    return (ogg_page(9, 0, 2, 0, b"\x80theora") if video else b"") + made


def ogg_page(serial: int, number: int, flags: int, granule: int, body: bytes) -> bytes:
    """One page with one packet; its check sum reckoned bit by bit."""
    laced = bytes([255]) * (len(body) // 255) + bytes([len(body) % 255])
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, serial, number, 0) + bytes([len(laced)]) + laced
    crc = 0
    for byte in head + body:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ 0x04C11DB7 if crc >> 31 else crc << 1) & 0xFFFFFFFF
    return head[:22] + struct.pack("<I", crc) + head[26:] + body


def box(name: bytes, *contents: bytes) -> bytes:
    """A box of MP4."""
    content = b"".join(contents)
    return struct.pack(">I", len(content) + 8) + name + content


def m4a(*, code: bytes = b"mp4a", setup: bytes = b"esds", handler: bytes = b"soun", order: str = "front") -> bytes:
    """Four samples in two chunks, with the place in `udta`, dates, names, and bytes between the chunks."""
    samples = [bytes([65 + at]) * (10 + at) for at in range(4)]
    chunks = [samples[0] + samples[1], samples[2] + samples[3]]
    sound = CANARY + chunks[0] + CANARY + chunks[1] + CANARY
    first = box(b"ftyp", b"M4A \0\0\0\0M4A isom")

    def headers(at: int) -> bytes:
        places = [at + len(CANARY), at + 2 * len(CANARY) + len(chunks[0])]
        entry = bytes(6) + b"\0\1" + bytes(8) + b"\0\1\0\x10" + bytes(4) + struct.pack(">I", 16000 << 16)
        table = box(b"stbl",
            box(b"stsd", struct.pack(">II", 0, 1), box(code, entry, box(setup, b"\0\0\0\0\x03\x19decoder"))),
            box(b"stts", struct.pack(">IIII", 0, 1, 4, 1024)),
            box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 2, 1)),
            box(b"stsz", struct.pack(">III", 0, 0, 4), struct.pack(">4I", *map(len, samples))),
            box(b"stco", struct.pack(">IIII", 0, 2, *places)),
        )  # fmt: skip
        media = box(b"mdia",
            box(b"mdhd", struct.pack(">IIIIII", 0, 3_900_000_000, 3_900_000_000, 16000, 4096, 0)),
            box(b"hdlr", bytes(8), handler, bytes(12), CANARY + b"\0"),
            box(b"minf", box(b"smhd", bytes(8)), table),
        )  # fmt: skip
        date = struct.pack(">III", 0, 3_900_000_000, 3_900_000_000)
        return box(b"moov", box(b"mvhd", date, bytes(88)), box(b"trak", box(b"tkhd", date, bytes(72)), media),
                   box(b"udta", box(b"\xa9xyz", CANARY)), box(b"meta", CANARY))  # fmt: skip

    if order == "front":
        return first + headers(len(first) + len(headers(0)) + 8) + box(b"mdat", sound) + box(b"free", CANARY)
    return first + box(b"mdat", sound) + headers(len(first) + 8)


def png_bomb(side: int) -> bytes:
    """A PNG whose head promises side × side points."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    lines = zlib.compressobj(9)
    packed = b"".join(lines.compress(bytes(1 + side // 8)) for _ in range(side)) + lines.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


TELLING: Final[dict[str, Callable[[], bytes]]] = {
    "photograph": jpeg,
    "photograph with bytes behind": lambda: jpeg(beside=CANARY),
    "photograph with an archive behind": lambda: jpeg(beside=archive(WORD)),
    "screenshot": png,
    "screenshot with bytes behind": lambda: png(beside=CANARY),
    "WebP": webp,
    "WebP with bytes behind": lambda: webp(beside=CANARY),
    "GIF": gif,
    "PDF": pdf,
    "Word": word_document,
    "MP3": mp3,
    "WAV": wav,
    "Ogg": ogg,
    "M4A": m4a,
    "M4A, headers last": lambda: m4a(order="back"),
    "3GP": lambda: m4a(code=b"samr", setup=b"damr"),
}
"""Files that hold the canary."""
PLAIN: Final[dict[str, Callable[[], bytes]]] = {
    "AMR": amr,
    "AAC": aac,
    "text": lambda: "Meine Löhne: ነሐሴ 1,200\n".encode(),
}
