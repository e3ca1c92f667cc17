"""What a name, a licence number and a place must be before they are kept."""

from __future__ import annotations

import re
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.names import licence_forms, read
from fairway_portal.actors.errors import UnusableAgency

UNSEEN: Final = re.compile("[\0\u202a-\u202e\u2066-\u2069]")
"""NUL, and the characters that turn the direction of what stands around a name."""
LONGEST_NAME: Final = 250
LONGEST_LICENCE: Final = 60
LONGEST_CITY: Final = 120


def name_kept(written: str) -> str:
    """A name as it is kept: spaces tidied.

    Raises:
        UnusableAgency: It is empty, too long, or has neither letter nor digit.
    """
    name = " ".join(UNSEEN.sub(" ", written).split())
    if not name:
        raise UnusableAgency(Text("An agency needs a name."), advice=Text("Write it as on its licence."))
    if len(name) > LONGEST_NAME:
        raise UnusableAgency(
            Text("A name of {length} letters is too long.", length=len(name)),
            advice=Text("Write at most {most} letters.", most=LONGEST_NAME),
        )
    if not read(name).words:
        raise UnusableAgency(
            Text("“{name}” has no letter or digit by which it could be found.", name=name),
            advice=Text("Write it as on its licence."),
        )
    return name


def short(written: str, what: Text, most: int) -> str:
    """A licence number or city as it is kept.

    Raises:
        UnusableAgency: It is too long.
    """
    kept = " ".join(UNSEEN.sub(" ", written).split())
    if len(kept) > most:
        raise UnusableAgency(
            Text("{what}: {length} letters are too many.", what=what, length=len(kept)),
            advice=Text("Write at most {most} letters.", most=most),
        )
    return kept


def licence_kept(written: str) -> str:
    """A licence number as it is kept; no digit, no licence number.

    Raises:
        UnusableAgency: It is too long, or has no digit.
    """
    kept = short(written, Text("Licence number"), LONGEST_LICENCE)
    if kept and not licence_forms(kept):
        raise UnusableAgency(
            Text("“{licence}” is not a licence number: it has no digit.", licence=kept),
            advice=Text("Leave it empty where there is none."),
        )
    return kept


def city_kept(written: str) -> str:
    """A city as it is kept.

    Raises:
        UnusableAgency: It is too long.
    """
    return short(written, Text("City"), LONGEST_CITY)
