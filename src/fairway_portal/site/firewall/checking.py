"""Everything that is wrong with the firewall of the portal that runs here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fairway.safe_reporting.firewall import invariants
from fairway_portal.site.firewall import declarations, status_words
from fairway_portal.site.firewall.building import Portal, unknown_rooms
from fairway_portal.site.firewall.slips import slips


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        check: Which of the checks found it.
        says: What, and what to do.
    """

    check: str
    says: str


def findings() -> tuple[Finding, ...]:
    """What every check finds; empty where the firewall holds."""
    portal = Portal()
    return tuple(sorted(Finding(check, says) for check, said in _checks(portal) for says in said))


def _checks(portal: Portal) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "declarations", (*declarations.undeclared(), *declarations.lowered())
    yield "two databases", declarations.crossings()
    yield "rooms", unknown_rooms(portal.code.definitions)
    yield "paths", tuple(str(one) for one in invariants(portal.graph()))
    yield "slips", slips(portal)
    yield "status", status_words.asked(portal.doors)
