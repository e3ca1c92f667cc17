"""What officers write into the forms of this part, as typed values with their faults."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.http import QueryDict

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.contracts.fields import SECTORS
from fairway.reference import places
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.actors import queries
from fairway_portal.actors.employers import employer
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.placements.actions import AskedPlacement
from fairway_portal.register.placements.actions.registering import refuse_faults
from fairway_portal.register.placements.errors import PlacementsUnusable

COLUMNS: Final = (
    "number", "destination", "sector", "signed", "begins", "ends", "employer", "principal", "agency", "sub_agent",
)  # fmt: skip
LONGEST: Final = 120
LARGEST_LIST: Final = 5_000_000
"""Bytes of an uploaded list."""


class Given(dict[str, str]):
    """What somebody wrote, for the form to show again; a field that was not sent is empty."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(slots=True)
class Reading:
    """Fields read one after the other; faults are gathered."""

    given: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

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
            return places.find(value).iso3 if value else ""
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
        found = queries.agency(code) if code else None
        if code and found is None:
            self.faults.append(Fault(name, Text("No agency has the code {code}.", code=code)))
        return found

    def employer(self, name: str, *, needed: bool = False) -> Employer | None:
        """An employer by its code."""
        code = self.text(name, needed=needed)
        found = employer(code) if code else None
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
        PlacementsUnusable: It is too large, not in UTF-8, lacks a column, or rows have faults: all are named.
    """
    if len(contents) > LARGEST_LIST:
        raise _unusable(Text("The list is larger than five million bytes."), Text("Send it in parts."))
    try:
        lines = csv.DictReader(io.StringIO(contents.decode("utf-8-sig"), newline=""))
        titles = lines.fieldnames or ()
        missing = [one for one in COLUMNS if one not in titles]
        if missing:
            raise _unusable(
                Text("The list lacks the columns {missing}.", missing=", ".join(missing)),
                Text("Its first line names: {columns}.", columns=", ".join(COLUMNS)),
            )
        rows = [(lines.line_num, row) for row in lines]
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unusable(
            Text("The list cannot be read as CSV in UTF-8."), Text("Save it again as “CSV UTF-8”.")
        ) from error
    return tuple(_asked(rows, origin))


def _asked(rows: list[tuple[int, dict[str, str]]], origin: str) -> Iterator[AskedPlacement]:
    faults: list[tuple[int, Text]] = []
    found: list[AskedPlacement] = []
    for line, row in rows:
        reading = Reading({name: row.get(name) or "" for name in COLUMNS})
        one = read_placement(reading, origin, line)
        if one is not None:
            found.append(one)
        faults += [(line, Text("{field}: {said}", field=fault.field, said=fault.message)) for fault in reading.faults]
    refuse_faults(faults)
    yield from found


def _unusable(title: Text, advice: Text) -> PlacementsUnusable:
    return PlacementsUnusable(title, advice=advice)
