"""What is written on a download of tickets, so that tags can come back once, to the same office, within some days."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from django.core import signing

from fairway.kernel.text import Text
from fairway_portal.casework.escrow.errors import TagsRefused

SALT: Final = "fairway.casework.escrow"
OPEN: Final = timedelta(days=14)


def new_batch(office: int) -> str:
    """A signed number for one download of an office."""
    return signing.dumps({"office": office, "batch": uuid4().hex}, salt=SALT)


def batch_of(said: str, office: int) -> UUID:
    """The number of a download.

    Args:
        said: As `new_batch` wrote it.
        office: Whose download it must be.

    Raises:
        TagsRefused: It is another office's, too old, or made up.
    """
    try:
        found = signing.loads(said, salt=SALT, max_age=OPEN)
    except signing.SignatureExpired as fault:
        raise TagsRefused(Text("These tags are of a download that is too old.")) from fault
    except signing.BadSignature as fault:
        raise TagsRefused(Text("These tags are of no download of this portal.")) from fault
    if found["office"] != office:
        raise TagsRefused(Text("These tags are of another office's download."))
    return UUID(found["batch"])
