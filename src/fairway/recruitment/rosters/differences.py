"""What changed between two editions of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from fairway.kernel.text import Text
from fairway.recruitment.names import read
from fairway.recruitment.rosters.cities import city_key, same_city
from fairway.recruitment.rosters.licence_numbers import Agreement, agreement, taken_apart
from fairway.recruitment.rosters.matching import Match
from fairway.recruitment.rosters.rarity import whole
from fairway.recruitment.rosters.rows import Row

Change = Literal["added", "removed", "renamed", "renumbered", "moved", "status", "uncertain"]
CHANGES: Final[Mapping[Change, Text]] = {
    "added": Text("Added"),
    "removed": Text("No longer listed"),
    "renamed": Text("Renamed"),
    "renumbered": Text("Another licence number"),
    "moved": Text("Moved"),
    "status": Text("Another status"),
    "uncertain": Text("Somebody must decide"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One change of one agency; a renamed agency that moved too has two.

    Attributes:
        kind: What changed.
        earlier, later: Its rows; None where it was added or is no longer listed.
        before, after: What it was and is, in the lists' words.
    """

    kind: Change
    earlier: Row | None
    later: Row | None
    before: str = ""
    after: str = ""


def differences(earlier: Sequence[Row], later: Sequence[Row], matches: Sequence[Match]) -> tuple[Difference, ...]:
    """What changed from one edition to the next.

    Args:
        earlier, later: The rows of both.
        matches: Of `later` against `earlier`, as `matching.match`.

    Returns:
        In the order of the later list, then what is no longer listed. An agency that an uncertain row may be is not
        called removed.
    """
    found = list[Difference]()
    seen = {id(one.known) for one in matches if one.known is not None}
    for one in matches:
        if one.kind == "uncertain":
            found.append(Difference("uncertain", one.known, one.row, one.known.name if one.known else "", one.row.name))
        elif one.known is None:
            found.append(Difference("added", None, one.row, "", one.row.name))
        else:
            found.extend(changes_between(one.known, one.row))
    found.extend(Difference("removed", row, None, row.name, "") for row in earlier if id(row) not in seen)
    return tuple(found)


def changes_between(earlier: Row, later: Row) -> tuple[Difference, ...]:
    """What changed of one agency; what the later list does not say, or another legal form, is no change."""
    changed = list[tuple[Change, str, str]]()
    if whole(read(later.name)) not in {whole(read(name)) for name in earlier.names}:
        changed.append(("renamed", earlier.name, later.name))
    numbers = agreement(taken_apart(earlier.licence_number), taken_apart(later.licence_number))
    if numbers in (Agreement.DIFFERENT, Agreement.NEARLY):
        changed.append(("renumbered", earlier.licence_number, later.licence_number))
    if earlier.city and later.city and not same_city(city_key(earlier.city), city_key(later.city)):
        changed.append(("moved", earlier.city, later.city))
    if earlier.status and later.status and earlier.status != later.status:
        changed.append(("status", earlier.status, later.status))
    return tuple(Difference(kind, earlier, later, before, after) for kind, before, after in changed)
