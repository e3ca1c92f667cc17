"""The one door for files: what comes out holds what the file shows, and nothing that tells who made it, where or when.

Each kind is built anew from the parts that are known, so that whatever was put beside them (places, names, an earlier
version, another file) stays behind. What a picture shows and what a voice says is not changed, and may tell enough.
"""

from __future__ import annotations

from dataclasses import dataclass

from fairway.kernel.text import Text
from fairway.safe_reporting.attachments.kinds import kind_of
from fairway.safe_reporting.attachments.limits import MOST_BYTES
from fairway.safe_reporting.attachments.refusals import AttachmentRefused


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file without what it told beside what it shows.

    Attributes:
        content: Of the new file.
        media: Its media type.
        extension: With the dot.
        removed: What was taken out, in sentences for her; empty: there was nothing.
    """

    content: bytes
    media: str
    extension: str
    removed: tuple[Text, ...]


def clean(content: bytes, *, name: str = "") -> Cleaned:
    """Cleans one file; takes at most some two seconds.

    Args:
        content: The file, at most `MOST_BYTES`.
        name: What it was called. Only an empty file of that name is spoken of; the kind is seen from the content.

    Raises:
        AttachmentRefused: It is too large, damaged, or of a kind that cannot be cleaned; says what to send instead.
    """
    from fairway.safe_reporting.attachments.by_kind import CLEANERS

    if not content:
        raise AttachmentRefused(Text("The file “{name}” is empty.", name=name), Text("Choose it again, and send it."))
    if len(content) > MOST_BYTES:
        raise AttachmentRefused(
            Text("This file is too large: at most {n} megabytes are taken.", n=MOST_BYTES // 1024**2),
            Text("Send a smaller copy, a photograph of it, or only the pages that matter."),
        )
    return Cleaned(*CLEANERS[kind_of(content)](content))
