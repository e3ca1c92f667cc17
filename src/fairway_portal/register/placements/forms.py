"""What officers write into the forms of this part, as typed values with their faults."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from django.conf import settings
from django.db.models import Q
from django.http import QueryDict

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.contracts.fields import SECTORS
from fairway.reference import places
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.actors import queries
from fairway_portal.actors.employers import employer, employer_code_meant
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.actors.numbering import code_meant as agency_code
from fairway_portal.register.placements.actions.registering import refuse_faults
from fairway_portal.register.placements.asking import AskedPlacement
from fairway_portal.register.placements.errors import PlacementsUnusable
from fairway_portal.register.placements.objections import portions

COLUMNS: Final = (
    "number", "destination", "sector", "signed", "begins", "ends", "employer", "principal", "agency", "sub_agent",
)  # fmt: skip
LONGEST: Final = 120
LARGEST_LIST: Final = 20_000_000
"""Bytes of an uploaded list: about 200,000 contracts."""
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that nobody sees, and that turn what is shown around; white space is none of them."""
Row: TypeAlias = "dict[str | None, str | list[str] | None]"


class Given(dict[str, str]):
    """What somebody wrote, for the form to show again; a field that was not sent is empty."""

    def __missing__(self, name: str) -> str:
        return ""


class Known:
    """The agencies and employers that a list names, read at once instead of row by row.

    Args:
        rows: Of the list.
    """

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        self._agencies: dict[str, Agency] = {}
        self._employers: dict[str, Employer] = {}
        shown = Q() if settings.DEMONSTRATION else Q(demonstration=False)
        codes = {agency_code(row[name].strip()) for row in rows for name in ("agency", "sub_agent")} - {""}
        for several in portions(codes):
            found = Agency.objects.filter(shown, code__in=several).select_related("joined_to")
            self._agencies |= {one.code: one.joined_to or one for one in found}
        codes = {employer_code_meant(row[name]) for row in rows for name in ("employer", "principal")} - {""}
        for several in portions(codes):
            self._employers |= {one.code: one for one in Employer.objects.filter(shown, code__in=several)}

    def agency(self, code: str) -> Agency | None:
        """As `actors.queries.agency`."""
        return self._agencies.get(agency_code(code))

    def employer(self, code: str) -> Employer | None:
        """As `actors.employers.employer`."""
        return self._employers.get(employer_code_meant(code))


@lru_cache(maxsize=1024)
def _country(said: str) -> str:
    return places.find(said).iso3


@dataclass(slots=True)
class Reading:
    """Fields read one after the other; faults are gathered."""

    given: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)
    known: Known | None = None

    @classmethod
    def of(cls, post: QueryDict) -> Reading:
        """Every field of a form, as one line each."""
        return cls({name: written(post, name, 2000) for name in post})

    def text(self, name: str, *, needed: bool = True, longest: int = LONGEST) -> str:
        """One line."""
        value = self.given.get(name, "").strip()[:longest]
        if needed and not value:
            self.faults.append(Fault(name, Text("This is empty.")))
        return value

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """A day, or none."""
        value = self.text(name, needed=needed)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.faults.append(Fault(name, Text("Write a day such as 2026-01-31.")))
            return None

    def country(self, name: str) -> str:
        """A country's code."""
        value = self.text(name)
        try:
            return _country(value) if value else ""
        except InputError as error:
            self.faults.append(Fault(name, error.title_text, tuple(getattr(error, "suggestions", ()))))
            return ""

    def one_of(self, name: str, known: Mapping[str, Text]) -> str:
        """A key of a list."""
        value = self.text(name)
        if value and value not in known:
            self.faults.append(Fault(name, Text("Choose one of the list."), tuple(known)[:8]))
        return value

    def agency(self, name: str, *, needed: bool = False) -> Agency | None:
        """An agency by its code."""
        code = self.text(name, needed=needed)
        found = (self.known.agency(code) if self.known else queries.agency(code)) if code else None
        if code and found is None:
            self.faults.append(Fault(name, Text("No agency has the code {code}.", code=code)))
        return found

    def employer(self, name: str, *, needed: bool = False) -> Employer | None:
        """An employer by its code."""
        code = self.text(name, needed=needed)
        found = (self.known.employer(code) if self.known else employer(code)) if code else None
        if code and found is None:
            self.faults.append(Fault(name, Text("No employer has the code {code}.", code=code)))
        return found


def read_placement(reading: Reading, origin: str, line: int = 0) -> AskedPlacement | None:
    """A contract from a form or a row; None where something is wrong (`reading.faults`)."""
    number, destination = reading.text("number", longest=40), reading.country("destination")
    sector = reading.one_of("sector", SECTORS)
    signed, begins, ends = reading.day("signed"), reading.day("begins"), reading.day("ends", needed=False)
    who = reading.employer("employer", needed=True)
    agency, sub_agent, principal = reading.agency("agency"), reading.agency("sub_agent"), reading.employer("principal")
    if reading.faults or who is None or signed is None or begins is None:
        return None
    return AskedPlacement(
        number, origin, destination, sector, who, signed, begins, ends, agency, sub_agent, principal, {}, line
    )


def read_list(contents: bytes, origin: str) -> tuple[AskedPlacement, ...]:
    """The contracts of a CSV file with the columns `COLUMNS`.

    Raises:
        PlacementsUnusable: It is too large, not in UTF-8, holds zero bytes, lacks a column, or rows have faults: all
            are named.
    """
    if len(contents) > LARGEST_LIST:
        raise _unusable(Text("The list is larger than twenty million bytes."), Text("Send it in parts."))
    if b"\0" in contents:
        raise _unusable(
            Text("The file is not a list in text: it holds zero bytes."), Text("Save it again as “CSV UTF-8”.")
        )
    try:
        lines = csv.DictReader(io.StringIO(contents.decode("utf-8-sig"), newline=""))
        titles = lines.fieldnames or ()
        missing = [one for one in COLUMNS if one not in titles]
        if missing:
            raise _unusable(
                Text("The list lacks the columns {missing}.", missing=", ".join(missing)),
                Text("Its first line names: {columns}.", columns=", ".join(COLUMNS)),
            )
        rows: list[tuple[int, Row]] = [(lines.line_num, dict(row)) for row in lines]
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unusable(
            Text("The list cannot be read as CSV in UTF-8."), Text("Save it again as “CSV UTF-8”.")
        ) from error
    if not rows:
        raise _unusable(Text("The list has no rows."), Text("Write one row for each contract below the first line."))
    return _asked(rows, origin)


def _asked(rows: list[tuple[int, Row]], origin: str) -> tuple[AskedPlacement, ...]:
    faults: list[tuple[int, Text]] = []
    found: list[AskedPlacement] = []
    cells = [{name: " ".join(_UNSEEN.sub("", str(row.get(name) or "")).split()) for name in COLUMNS} for _, row in rows]
    known = Known(cells)
    for (line, row), given in zip(rows, cells, strict=True):
        if row.get(None):
            faults.append((line, Text("The row has more cells than the first line names; a column may be shifted.")))
            continue
        reading = Reading(given, known=known)
        one = read_placement(reading, origin, line)
        if one is not None:
            found.append(one)
        faults += [(line, Text("{field}: {said}", field=fault.field, said=fault.message)) for fault in reading.faults]
    refuse_faults(faults)
    return tuple(found)


def _unusable(title: Text, advice: Text) -> PlacementsUnusable:
    return PlacementsUnusable(title, advice=advice)
