"""Files that prove something: checked by their contents, kept with their checksum, never changed."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.errors import EvidenceRefused
from fairway_portal.register.licensing.models import Evidence
from fairway_portal.surveys.writing import writing

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 50 * 1024 * 1024
"""Of a DOCX: what would unpack to more is a bomb, whatever it claims to be."""
MOST_MEMBERS: Final = 2_000
LONGEST_NAME: Final = 160
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT: Final = "text/plain; charset=utf-8"
_BEGINNINGS: Final = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_ACTIVE_PDF: Final = (b"/JavaScript", b"/Launch")
_CONTROLS: Final = frozenset(range(32)) - {9, 10, 12, 13}
_KINDS: Final = Text("Send a PDF, a picture (PNG or JPEG), a DOCX without macros, or a plain text.")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody sent it: its name there, and its bytes."""

    name: str
    contents: bytes


def keep(*, by: Person | None, agency: Agency, subject: str, upload: Upload) -> Evidence:
    """Keeps a file.

    Args:
        by: Who sent it; None for the portal itself.
        agency: Whose file it is: its people, and officers of its country, may read it.
        subject: What it proves: `licence 12 entry 3`, `inspection 7`.
        upload: The file.

    Raises:
        EvidenceRefused: It is empty, larger than 5 MB, of another kind than PDF, PNG, JPEG, DOCX or plain text, or
            holds macros or scripts.
    """
    media_type = kind_of(upload)
    checksum = sha256(upload.contents).hexdigest()
    with writing():
        kept = Evidence.objects.create(
            agency=agency,
            subject=subject[:60],
            name=_name(upload.name),
            media_type=media_type,
            checksum=checksum,
            contents=upload.contents,
            by=by,
        )
        audit.record(by=by, action="evidence.kept", subject=subject, agency=agency.code, checksum=checksum)
    return kept


def kind_of(upload: Upload) -> str:
    """The media type of a file, by what is in it; its name says nothing.

    Raises:
        EvidenceRefused: As `keep`.
    """
    if not upload.contents:
        raise _refused(upload, Text("is empty"))
    if len(upload.contents) > MOST_BYTES:
        raise _refused(upload, Text("is larger than 5 MB"), Text("Send a smaller one, or in parts."))
    for beginning, media_type in _BEGINNINGS:
        if upload.contents.startswith(beginning):
            if media_type == PDF and any(one in upload.contents for one in _ACTIVE_PDF):
                raise _refused(upload, Text("holds a script"), Text("Print it to a new PDF and send that one."))
            return media_type
    if upload.contents.startswith(b"PK\x03\x04"):
        return _docx(upload)
    return _text(upload)


def _docx(upload: Upload) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(upload.contents)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise _refused(upload, Text("is damaged")) from fault
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise _refused(upload, Text("would unpack to far more than a document holds"))
    names = {one.filename.casefold() for one in members}
    if any("vbaproject" in name or name.startswith(("word/activex", "word/embeddings")) for name in names):
        raise _refused(upload, Text("holds macros or other files"), Text("Save it without them, or as a PDF."))
    if "word/document.xml" not in names:
        raise _refused(upload, Text("is not of a kind that is kept"))
    return DOCX


def _text(upload: Upload) -> str:
    try:
        upload.contents.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise _refused(upload, Text("is not of a kind that is kept")) from fault
    if _CONTROLS & set(upload.contents):
        raise _refused(upload, Text("is not of a kind that is kept"))
    return TEXT


def _name(written: str) -> str:
    """The name without folders and without what cannot be printed."""
    last = unicodedata.normalize("NFC", written).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(one for one in last if one.isprintable()).strip()
    return seen[-LONGEST_NAME:] or "file"


def _refused(upload: Upload, why: Text, advice: Text = _KINDS) -> EvidenceRefused:
    return EvidenceRefused(
        Text("The file “{name}” {why}; it was not kept.", name=_name(upload.name), why=why), advice=advice
    )
