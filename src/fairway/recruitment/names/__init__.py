"""Names of organisations: one comparable form for all the ways and scripts in which they are written."""

from fairway.recruitment.names.keys import asked_keys, licence_forms, licence_keys, name_keys
from fairway.recruitment.names.likeness import SURE, Likeness, answers, compared, likeness
from fairway.recruitment.names.reading import Name, folded, read

__all__ = [
    "SURE",
    "Likeness",
    "Name",
    "answers",
    "asked_keys",
    "compared",
    "folded",
    "licence_forms",
    "licence_keys",
    "likeness",
    "name_keys",
    "read",
]
