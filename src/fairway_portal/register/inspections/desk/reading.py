"""How forms of this part are read: days, keys, an agency, and a refusal as a fault of its field."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django.http import QueryDict

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.actors import queries, search
from fairway_portal.actors.models import Agency

LONGEST_TEXT: Final = 4_000


def lines(post: QueryDict, name: str) -> str:
    """Several lines that somebody wrote: composed (NFC), without control characters but line ends, cut to a length."""
    text = unicodedata.normalize("NFC", post.get(name, "")[: 2 * LONGEST_TEXT])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one.isprintable() or one == "\n").strip()[:LONGEST_TEXT]


def day(said: str) -> date | None:
    """A day as a form sends it; None where it is none."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def key_of(said: str) -> UUID:
    """The key of a form; a new one where it was lost."""
    try:
        return UUID(said)
    except ValueError:
        return uuid4()


def version_of(said: str) -> int:
    """The version that a form remembers; -1, which nothing has, where it was lost."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else -1


def agency_of(said: str, country: str) -> tuple[Agency | None, Fault | None]:
    """The agency that somebody names by its code, or what is wrong with it.

    Args:
        said: `NPL-000012`, or a name.
        country: For which she acts (ISO 3166-1 alpha-3).
    """
    found = queries.agency(said) if said else None
    if found is not None and found.country == country:
        return found, None
    if found is not None:
        return None, Fault("agency", Text("This agency is another country’s. Choose one of yours."))
    near = tuple(f"{one.code} {one.name}" for one in search.find(said, country=country, limit=3)) if said else ()
    return None, Fault("agency", Text("Write the code of an agency, such as NPL-000012."), near)


def fault_of(error: InputError, field: str, *others: str) -> Fault:
    """What an action refused, beside the field that caused it.

    Args:
        error: As it was raised.
        field: Of the form, where the error names none of its fields.
        others: Fields of the form that an error may name.
    """
    said = error.title_text
    if error.advice_text is not None:
        said = Text("{what} {advice}", what=said, advice=error.advice_text)
    named = str(error.details.get("field", ""))
    return Fault(named if named in others else field, said)
