"""PDF: the pages alone, in a new document, without notes, programs, files inside, earlier versions.

What fields and stamps show is painted onto the page first. Every dictionary that the pages reach loses the keys under
which makers leave their names and dates. The letters and pictures of a page are kept as they are.

Source: ISO 32000-2:2020, 7.7 (document structure), 12 (interactive features), 14 (document interchange).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.attachments.pdfs_apart import tried
from fairway.safe_reporting.attachments.pictures_in_pdfs import without_notes
from fairway.safe_reporting.attachments.refusals import AS_PHOTOGRAPH, AttachmentRefused, damaged
from fairway.safe_reporting.attachments.streams_in_pdfs import MOST_UNPACKED, unpacked_size

MOST_PAGES: Final = 300
MOST_OBJECTS: Final = 20_000
_OF_A_PAGE: Final = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/UserUnit"}
)
_TELLING: Final = frozenset({
    "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/OPI", "/AF", "/AA", "/Annots", "/JS", "/JavaScript",
    "/OpenAction", "/StructParent", "/StructParents", "/StructTreeRoot", "/Usage", "/CreatorInfo", "/Properties", "/EF",
    "/EmbeddedFiles", "/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/SourceModified", "/PS",
    "/FFilter", "/FDecodeParms",
})  # fmt: skip
_NOTES: Final = Text("Who made the document, when and with what, was removed.")
_ACTIVE: Final = Text("Programs, links, notes and files inside the document were removed.")
_PICTURES: Final = Text("What cameras wrote into the pictures of the document was removed.")


def cleaned(content: bytes) -> tuple[bytes, str, str, tuple[Text, ...]]:
    """A new document of the same pages, once a child of its own came through it.

    Raises:
        AttachmentRefused: It needs a password, is damaged, too long or too large once it is unpacked.
    """
    tried(content)
    return rebuilt(content)


def rebuilt(content: bytes) -> tuple[bytes, str, str, tuple[Text, ...]]:
    """A new document of the same pages.

    Raises:
        AttachmentRefused: It needs a password, is damaged or too long.
    """
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True) as given, Pdf.new() as anew:
            removed = _told(given) | _copy(given, anew)
            stream = BytesIO()
            # Streams go on as they came: to compress them anew, the reader would unpack what may be without end.
            anew.save(stream, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none,
                      object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)  # fmt: skip
    except pikepdf.PasswordError as fault:
        raise AttachmentRefused(
            Text("This document needs a password."), Text("Save it without a password, or send photographs of it.")
        ) from fault
    except InputError:
        raise
    except Exception as fault:  # the reader raises whatever a hostile file leads it to
        raise damaged() from fault
    said = tuple(text for text in (_NOTES, _ACTIVE, _PICTURES) if text in removed)
    return stream.getvalue(), "application/pdf", ".pdf", said


def _told(given: Pdf) -> set[Text]:
    """What the document tells outside its pages."""
    root = given.Root
    notes = "/Info" in given.trailer or any(key in root for key in ("/Metadata", "/PieceInfo", "/Lang"))
    active = any(
        key in root for key in ("/Names", "/OpenAction", "/AA", "/AcroForm", "/Outlines", "/AF", "/Collection")
    )
    return ({_NOTES} if notes else set()) | ({_ACTIVE} if active else set())


def _copy(given: Pdf, anew: Pdf) -> set[Text]:
    if not 1 <= len(given.pages) <= MOST_PAGES or len(given.objects) > MOST_OBJECTS:
        raise AttachmentRefused(
            Text("This document is too long."), Text("Send only the pages that matter, or photographs of them.")
        )
    removed: set[Text] = set()
    if any("/Annots" in page.obj for page in given.pages):
        removed.add(_ACTIVE)
        given.generate_appearance_streams()
        given.flatten_annotations("screen")
    for page in given.pages:
        plain = pikepdf.Page(anew.copy_foreign(given.make_indirect(_plain_page(page.obj))))
        removed |= {_NOTES} if set(page.obj.keys()) - _OF_A_PAGE - {"/Annots", "/Group", "/Tabs"} else set()
        anew.pages.append(plain)
    room = MOST_UNPACKED
    for one in anew.objects:
        removed |= _without_telling(one)
        if isinstance(one, Stream):
            room -= unpacked_size(one, room)
    return removed


def _plain_page(page: Any) -> Dictionary:
    """A page of known keys alone, with what it inherits."""
    plain = Dictionary(Type=Name.Page)
    for key in ("/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/UserUnit"):
        found = _inherited(page, key)
        if found is not None:
            plain[key] = found
    return plain


def _inherited(page: Any, key: str, depth: int = 20) -> Any:
    while page is not None and depth:
        if key in page:
            return page[key]
        page, depth = page.get("/Parent") if key not in ("/Contents", "/UserUnit") else None, depth - 1
    return None


def _without_telling(one: Object) -> set[Text]:
    """Takes the telling keys out of an object and of what stands in it, and the notes out of a picture."""
    removed: set[Text] = set()
    for found in _dictionaries(one):
        if found.get("/Type") == "/Page" or found.get("/Type") == "/Pages":
            continue
        for key in _TELLING & set(found.keys()):
            del found[key]
            removed.add(_NOTES)
        if isinstance(found, Stream):
            if "/F" in found:
                raise AttachmentRefused(Text("This document shows parts of other files."), AS_PHOTOGRAPH)
            removed |= {_PICTURES} if without_notes(found) else set()
    return removed


def _dictionaries(one: Any) -> Iterator[Any]:
    waiting = [one]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Stream | Dictionary):
            yield current
            members: list[Any] = [current[key] for key in current.keys()]  # noqa: SIM118 (no mapping)
        elif isinstance(current, Array):
            members = list(current)
        else:
            continue
        waiting += [member for member in members if isinstance(member, Object) and not member.is_indirect]
