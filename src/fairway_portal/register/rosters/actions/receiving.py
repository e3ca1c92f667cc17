"""Taking a file in, and reading its rows once an officer has confirmed the columns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from django.db import transaction

from fairway.kernel.text import Text
from fairway.recruitment.rosters import LeftOut, Row, read_roster
from fairway.recruitment.rosters.sheets import read_sheet
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.register.rosters.actions.turns import at_stage
from fairway_portal.register.rosters.errors import VintageKnown
from fairway_portal.register.rosters.models import RosterRow, Vintage
from fairway_portal.register.rosters.said import kept

AT_ONCE: Final = 1000
MOST_KEPT: Final = 5000
"""Rows left out whose reasons are kept."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a list is from: publisher, edition as it calls it, the day it was fetched, the licence it is under."""

    publisher: str
    edition: str
    retrieved: date
    terms: str = ""


@transaction.atomic
def receive(
    *, by: Person, country: str, contents: bytes, name: str, provenance: Provenance, demonstration: bool = False
) -> Vintage:
    """Keeps a file as a draft edition.

    Args:
        by: Who gives it.
        country: ISO 3166-1 alpha-3 of the agencies.
        contents: The file; its bytes are kept as they are.
        name: Of the file.
        provenance: Where it is from.
        demonstration: Whether it is made up.

    Raises:
        RosterRefused: It cannot be read.
        VintageKnown: The same file is here already.
    """
    sheet = read_sheet(contents, name=name)
    checksum = hashlib.sha256(contents).hexdigest()
    same = Vintage.objects.filter(country=country, checksum=checksum, demonstration=demonstration)
    if known := same.exclude(state=Vintage.State.WITHDRAWN).defer("contents").first():
        raise VintageKnown(
            Text("This very file is here already, as “{list}”.", list=str(known)),
            advice=Text("Open that one, or choose another file."),
            details={"vintage": known.pk},
        )
    vintage = Vintage.objects.create(
        country=country,
        publisher=provenance.publisher,
        edition=provenance.edition,
        retrieved=provenance.retrieved,
        terms=provenance.terms,
        file_name=PurePath(name).name[-160:],
        checksum=checksum,
        contents=contents,
        encoding=sheet.encoding,
        by=by,
        demonstration=demonstration,
    )
    audit.record(by=by, action="roster.received", subject=f"vintage {vintage.pk}", list=str(vintage), checksum=checksum)
    return vintage


@transaction.atomic
def confirm_columns(*, by: Person, vintage: Vintage, saw: int, fields: Mapping[str, int]) -> Vintage:
    """Reads the rows of a draft as an officer says the columns are; nothing is kept where most are faulty.

    Args:
        by: Who confirms.
        vintage: The draft.
        saw: Its version that she saw.
        fields: Field → place of its column, from 0.

    Raises:
        OutOfTurn: It is no draft any more.
        ColumnsUnclear, RosterRefused: The columns cannot be those.
    """
    vintage = at_stage(vintage, saw, Vintage.State.DRAFT)
    roster = read_roster(bytes(vintage.contents), name=vintage.file_name, fields=fields)
    RosterRow.objects.bulk_create([_row(vintage, row) for row in roster.rows], batch_size=AT_ONCE)
    vintage.fields = dict(fields)
    vintage.left_out = [_left_out(one) for one in roster.left_out[:MOST_KEPT]]
    vintage.state = Vintage.State.MATCHING
    vintage.version += 1
    vintage.save(update_fields=["fields", "left_out", "state", "version"])
    audit.record(
        by=by,
        action="roster.columns",
        subject=f"vintage {vintage.pk}",
        rows=len(roster.rows),
        left_out=len(roster.left_out),
    )
    return vintage


def _left_out(one: LeftOut) -> list[object]:
    return [one.line, *kept(one.reason)]


def _row(vintage: Vintage, row: Row) -> RosterRow:
    return RosterRow(
        vintage=vintage,
        line=row.line,
        name=row.name,
        other_name=row.other_name,
        licence_number=row.licence_number,
        city=row.city,
        status=row.status,
        status_words=row.status_words,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
