"""What people write into the forms of licensing: lines, days, files, each with its fault."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.register.licensing.errors import EvidenceRefused
from fairway_portal.register.licensing.evidence import MOST_BYTES, Upload

LONGEST: Final = 4_000
MOST_FILES: Final = 5
FILES: Final = "evidence"
STEP: Final = "step"


def lines(post: QueryDict, name: str, longest: int = LONGEST) -> str:
    """Several lines that somebody wrote: composed (NFC), without control characters but line ends, cut to a length."""
    text = unicodedata.normalize("NFC", post.get(name, "")[: 2 * longest]).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one.isprintable() or one == "\n").strip()[:longest]


def day(values: Mapping[str, str], name: str, faults: list[Fault], missing: Text | None = None) -> date | None:
    """The day in a field; None where it is empty or none, with the fault added.

    Args:
        values: What was written.
        name: Of the field.
        faults: Added to.
        missing: What to say where it is empty; None: it may be.
    """
    said = values.get(name, "")
    if not said:
        if missing is not None:
            faults.append(Fault(name, missing))
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        faults.append(Fault(name, Text("“{said}” is no day. Write it as 2026-01-31.", said=said)))
        return None


def uploads(request: HttpRequest) -> tuple[Upload, ...]:
    """The files that came with a form, at most five, each read no further than is kept.

    Raises:
        EvidenceRefused: They are more than five.
    """
    sent = [one for one in request.FILES.getlist(FILES) if isinstance(one, UploadedFile)]
    if len(sent) > MOST_FILES:
        raise EvidenceRefused(
            Text("{n} files are too many at once.", n=len(sent)),
            advice=Text("Send at most {most}; put papers that belong together into one PDF.", most=MOST_FILES),
        )
    return tuple(Upload(one.name or "", one.read(MOST_BYTES + 1)) for one in sent)


def step(post: QueryDict) -> str:
    """Which step of a form was sent: `check`, `do`, or `change` (back to the form)."""
    said = post.get(STEP, "check")
    return said if said in ("check", "do", "change") else "check"
