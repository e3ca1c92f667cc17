"""A report goes: on the escrow handler's machine, which believes the tickets and not the server.

The portal says which report may go, and hands out all tickets of its group. The machine opens them, tags them anew and
reckons again; only if as many others are there as the worker asked for in her own ticket is the outer envelope opened.
What comes out is sealed to the offices that she chose: the handler cannot read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.escrow import reading_json
from fairway.safe_reporting.escrow.matching import Entry, matches
from fairway.safe_reporting.escrow.reading_json import FileUnreadable, hexadecimal
from fairway.safe_reporting.escrow.taggings import Waiting, waiting_of
from fairway.safe_reporting.escrow.tags import tag_key, tag_of
from fairway.safe_reporting.escrow.tickets import Ticket, opened
from fairway.safe_reporting.sealing.nested import release

MATCH: Final = "fairway-escrow-match/1"
RELEASED: Final = "fairway-escrow-released/1"
_ID_DIGITS: Final = 32


class NotYet(InputError):
    """The tickets do not say that this report may go."""

    def __init__(self) -> None:
        super().__init__(
            Text("Fewer others name this agency than the worker asked for: the report stays closed."),
            advice=Text("The portal said otherwise. Tell whoever runs it, and keep the file that it gave you."),
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """An envelope of a report: outer before it is released, inner afterwards. `id` is the outer one's at the portal."""

    id: str
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Match:
    """What the portal hands out of one report that may go: all tickets of its group, and its own envelopes."""

    entry: str
    tickets: tuple[Waiting, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """What goes back: the inner envelopes, for whom they are, and what case they open."""

    entry: str
    offices: tuple[int, ...]
    type: str
    recipients: tuple[str, ...]
    pieces: tuple[Piece, ...]


def released(match: Match, identities: Sequence[str]) -> Released:
    """Opens the outer envelopes of a report, if its group is large enough.

    Args:
        match: As the portal handed it out.
        identities: The escrow handler's secret keys.

    Raises:
        NotYet: It is not.
        FileUnreadable: The report's own ticket is not among them, or it has no envelope.
        EnvelopeDamaged, NotForThisKey, EnvelopeSwapped: A ticket or an envelope is none of hers.
    """
    known = {one.id: opened(one.ticket, identities) for one in match.tickets}
    own = known.get(match.entry)
    if own is None or not match.pieces:
        raise FileUnreadable
    if not _may_go(own, tuple(known.values()), tag_key(identities[0])):
        raise NotYet
    inner = tuple(Piece(one.id, release(one.envelope, identities, report=own.report)) for one in match.pieces)
    return Released(match.entry, own.offices, own.type, own.recipients, inner)


def _may_go(own: Ticket, known: Sequence[Ticket], key: bytes) -> bool:
    entries = [Entry(one.report, tag_of(key, one.agency), one.others) for one in known]
    return any(own.report in group for group in matches(entries))


def written_match(match: Match) -> bytes:
    """A match as a file."""
    tickets = [{"id": one.id, "ticket": reading_json.packed(one.ticket)} for one in match.tickets]
    return reading_json.written(MATCH, entry=match.entry, tickets=tickets, envelopes=_rows(match.pieces))


def read_match(content: bytes) -> Match:
    """The match of a file.

    Raises:
        FileUnreadable: It is none.
    """

    def make(said: dict[str, Any]) -> Match:
        entry = hexadecimal(said["entry"], _ID_DIGITS)
        return Match(entry, waiting_of(said["tickets"]), _pieces(said["envelopes"]))

    return reading_json.read(content, MATCH, make)


def written_released(done: Released) -> bytes:
    """What goes back, as a file."""
    return reading_json.written(
        RELEASED, entry=done.entry, offices=list(done.offices), type=done.type, recipients=list(done.recipients),
        envelopes=_rows(done.pieces),
    )  # fmt: skip


def read_released(content: bytes) -> Released:
    """What came back.

    Raises:
        FileUnreadable: It is not that.
    """

    def make(said: dict[str, Any]) -> Released:
        offices = tuple(int(one) for one in said["offices"])
        recipients = tuple(str(one) for one in said["recipients"])
        entry = hexadecimal(said["entry"], _ID_DIGITS)
        return Released(entry, offices, str(said["type"]), recipients, _pieces(said["envelopes"]))

    return reading_json.read(content, RELEASED, make)


def _rows(pieces: Sequence[Piece]) -> list[dict[str, str]]:
    return [{"id": one.id, "envelope": reading_json.packed(one.envelope)} for one in pieces]


def _pieces(rows: Any) -> tuple[Piece, ...]:
    return tuple(Piece(hexadecimal(row["id"], _ID_DIGITS), reading_json.unpacked(row["envelope"])) for row in rows)
