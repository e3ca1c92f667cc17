"""The requirements that findings are about, in the order of the form: first what is examined at an agency."""

from __future__ import annotations

from typing import Final

from fairway.recruitment.licences.principles import REQUIREMENTS, Requirement

ORDERED: Final[tuple[Requirement, ...]] = tuple(
    sorted(REQUIREMENTS.values(), key=lambda one: (not one.at_agency, one.code[0] != "P", int(one.code[1:])))
)
CODES: Final = frozenset(one.code for one in ORDERED)
BY_CODE: Final = {one.code: one for one in ORDERED}
PLACE: Final = {one.code: place for place, one in enumerate(ORDERED)}
"""Code → its place in the form, for lists of findings."""
