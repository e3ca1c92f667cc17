"""A ticket: what the escrow handler learns of a report that waits. Which agency, whom it is for, after how many others.

It is sealed to her keys, and the report is not: what happened is in another envelope, for the offices.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from fairway.safe_reporting.sealing.envelopes import EnvelopeDamaged, open_sealed, seal

KIND: Final = "ticket"
MOST_OTHERS: Final = 9
_LONGEST_CODE: Final = 80


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket says.

    Attributes:
        report: Id of the report, 32 hexadecimal digits.
        agency: Code of the agency in the register.
        offices: Ids of the offices that she chose.
        others: How many others must name the same agency, 1 to `MOST_OTHERS`.
        type: Code of the type of its cases.
        recipients: Fingerprints of the keys that the envelopes inside are sealed to; none: not said.
    """

    report: str
    agency: str
    offices: tuple[int, ...]
    others: int
    type: str = "complaint"
    recipients: tuple[str, ...] = ()


def sealed(ticket: Ticket, keys: Sequence[str]) -> bytes:
    """The ticket as an age file.

    Args:
        ticket: What it says.
        keys: Public keys of the escrow handlers.

    Raises:
        NothingToSealTo: There is no key.
    """
    said = {"agency": ticket.agency, "offices": list(ticket.offices), "others": ticket.others, "type": ticket.type,
            "recipients": list(ticket.recipients)}  # fmt: skip
    return seal(json.dumps(said, sort_keys=True).encode(), report=ticket.report, kind=KIND, recipients=keys).content


def opened(content: bytes, identities: Sequence[str]) -> Ticket:
    """What a ticket says.

    Args:
        content: An age file.
        identities: The escrow handler's secret keys.

    Raises:
        EnvelopeDamaged: It is no ticket.
        NotForThisKey: It is sealed to another's keys.
        EnvelopeSwapped: It is another envelope of ours.
    """
    found = open_sealed(content, identities, kind=KIND)
    try:
        said: dict[str, Any] = json.loads(found.content)
        ticket = Ticket(
            report=found.head.report,
            agency=str(said["agency"])[:_LONGEST_CODE],
            offices=tuple(int(one) for one in said["offices"]),
            others=int(said["others"]),
            type=str(said["type"]),
            recipients=tuple(str(one) for one in said["recipients"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise EnvelopeDamaged from fault
    if not 1 <= ticket.others <= MOST_OTHERS or not ticket.agency:
        raise EnvelopeDamaged
    return ticket
