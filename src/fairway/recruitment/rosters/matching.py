"""Which agency of an earlier list each row of a later one is: one to one over the whole of both lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from fairway.kernel.text import Text
from fairway.recruitment.rosters.assigning import FLOOR, assign
from fairway.recruitment.rosters.blocking import Blocks
from fairway.recruitment.rosters.licence_numbers import Agreement
from fairway.recruitment.rosters.rarity import whole
from fairway.recruitment.rosters.rows import Row
from fairway.recruitment.rosters.weighing import LIKE, Read, Scales, Weighed, reasons, taken

Kind = Literal["same", "renamed", "renumbered", "moved", "new", "uncertain"]
KINDS: Final[Mapping[Kind, Text]] = {
    "same": Text("The same agency"),
    "renamed": Text("The same agency under another name"),
    "renumbered": Text("The same agency under another licence number"),
    "moved": Text("The same agency in another city"),
    "new": Text("A new agency"),
    "uncertain": Text("Somebody must decide"),
}
SURE: Final = 0.86
"""From this confidence on, two rows are taken for one agency without asking."""
NEW: Final = 0.08
"""Below it, a row is taken for a new agency without asking."""
AT_ONCE: Final = 1000
Telling = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Match:
    """What one later row is.

    Attributes:
        row: The later row.
        known: The earlier row that it is, or may be (`uncertain`); None where there is none.
        kind: What became of it.
        confidence: That it is `known`, 0 to 1; of a new row: that it is new.
        reasons: Why.
        rivals: Other earlier rows that it may be, likeliest first.
    """

    row: Row
    known: Row | None
    kind: Kind
    confidence: float
    reasons: tuple[Text, ...]
    rivals: tuple[Row, ...] = ()


def match(
    earlier: Sequence[Row], later: Sequence[Row], *, telling: Telling = lambda done, total: None
) -> tuple[Match, ...]:
    """Matches two lists.

    Args:
        earlier: The list that is known, or the agencies that are.
        later: The list that is new.
        telling: Called with how many rows are done, and how many there are.

    Returns:
        One match for each later row, in their order. Of the matches that are not `uncertain`, those with a known row
        are
        one to one.
    """
    return _Matching([taken(row) for row in earlier], [taken(row) for row in later], telling).matches()


class _Matching:
    """One run over two lists."""

    def __init__(self, earlier: Sequence[Read], later: Sequence[Read], telling: Telling) -> None:
        self._earlier, self._later, self._telling = earlier, later, telling
        self._scales = Scales(earlier, later)
        self._found: dict[tuple[int, int], Weighed] = {}
        self._of_row: dict[int, list[int]] = defaultdict(list)
        self._of_known: dict[int, list[int]] = defaultdict(list)
        plain = self._plainly_same()
        self._weigh_others(plain)
        self._given = plain | assign({pair: found.bits for pair, found in self._found.items() if pair[0] not in plain})
        self._holder = {known: row for row, known in self._given.items()}

    def matches(self) -> tuple[Match, ...]:
        """What each later row is."""
        return tuple(self._match(row) for row in range(len(self._later)))

    def _plainly_same(self) -> dict[int, int]:
        """Later row → earlier row, where number and name are the same and no other row has either number or name."""
        before = _by_number_and_name(self._earlier)
        numbers = [Counter(one.number.key for one in side) for side in (self._earlier, self._later)]
        plain = dict[int, int]()
        for key, row in _by_number_and_name(self._later).items():
            known = before.get(key)
            number = self._later[row].number.key
            if known is None or any(one[number] != 1 for one in numbers):
                continue
            if self._scales.rarity.alone(self._later[row].names[0]):
                plain[row] = known
                self._weigh(row, known)
        return plain

    def _weigh_others(self, plain: Mapping[int, int]) -> None:
        blocks = Blocks(self._earlier)
        for row, one in enumerate(self._later):
            if row % AT_ONCE == 0:
                self._telling(row, len(self._later))
            if row not in plain:
                for known in blocks.near(one):
                    self._weigh(row, known)
        taken_already = set(plain.values())
        for pair in [pair for pair in self._found if pair[1] in taken_already and plain.get(pair[0]) != pair[1]]:
            # The agency is surely another row's: what is left is whether this row is that agency once more.
            found = self._found[pair]
            if found.bits <= 0:
                del self._found[pair]
        self._telling(len(self._later), len(self._later))
        for row, known in self._found:
            self._of_row[row].append(known)
            self._of_known[known].append(row)

    def _weigh(self, row: int, known: int) -> None:
        found = self._scales.weigh(self._earlier[known], self._later[row])
        if found.bits > FLOOR:
            self._found[row, known] = found

    def _match(self, row: int) -> Match:
        later = self._later[row].row
        candidates = sorted(self._of_row[row], key=lambda known: -self._found[row, known].bits)
        known = self._given.get(row)
        if candidates and (twice := self._twice(row, candidates[0], known)):
            return twice
        if known is None or (found := self._found.get((row, known))) is None:
            return Match(later, None, "new", 1.0, (Text("No agency that is known is like it."),))
        sure = self._confidence(row, known)
        rivals = tuple(
            self._earlier[one].row for one in candidates if one != known and self._found[row, one].bits > -4
        )[:3]
        if found.asked or found.whole:
            sure = max(min(sure, SURE - 0.01) if found.asked else sure, NEW if found.whole else 0.0)
        if sure < NEW:
            return Match(
                later, None, "new", 1 - sure, (Text("The likest agency that is known is another."), *reasons(found))
            )
        if sure < SURE:
            why = (Text("Others could be meant as well."),) if rivals and found.bits > 3 else ()
            return Match(later, self._earlier[known].row, "uncertain", sure, (*why, *reasons(found)), rivals)
        return Match(later, self._earlier[known].row, _kind(found), sure, reasons(found), rivals)

    def _twice(self, row: int, best: int, given: int | None) -> Match | None:
        """Of a row that seems to be an agency which another row surely is."""
        found, holder = self._found[row, best], self._holder.get(best)
        if given == best or holder is None or holder == row:
            return None
        if found.bits < 3 and not (found.whole and found.number is not Agreement.DIFFERENT):
            return None
        if given is not None and self._found[row, given].bits > found.bits - 6:
            return None
        why = Text("Line {line} of the list seems to be the same agency.", line=self._later[holder].row.line)
        return Match(self._later[row].row, self._earlier[best].row, "uncertain", 0.5, (why, *reasons(found)), ())

    def _confidence(self, row: int, known: int) -> float:
        """How surely a row is the one that it was given, with what speaks for its rivals."""
        bits = self._found[row, known].bits
        against = 1.0
        for other in self._of_row[row]:
            if other != known:
                against += self._rival((row, other), self._holder.get(other), bits)
        for other in self._of_known[known]:
            if other != row:
                held = self._given.get(other)
                against += self._rival((other, known), None if held is None else other, bits, held)
        strength = 2.0 ** min(bits, 60)
        return float(strength / (strength + against))

    def _rival(self, pair: tuple[int, int], row: int | None, bits: float, held: int | None = None) -> float:
        """What speaks for another pair; little, where its row or agency surely belongs elsewhere."""
        own = min(self._found[pair].bits, bits + 4)
        if row is not None:
            elsewhere = (row, pair[1]) if held is None else (row, held)
            if elsewhere != pair and elsewhere in self._found:
                own -= max(self._found[elsewhere].bits, 0.0)
        return float(2.0 ** min(own, 60))


def _by_number_and_name(rows: Sequence[Read]) -> dict[tuple[str, str], int]:
    """Number and whole name → the one row that has both."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, one in enumerate(rows):
        if one.number.digits and one.names:
            found[" ".join(one.number.digits), whole(one.names[0])].append(position)
    return {key: positions[0] for key, positions in found.items() if len(positions) == 1}


def _kind(found: Weighed) -> Kind:
    if found.name < LIKE or found.trade:
        return "renamed"
    if found.number in (Agreement.DIFFERENT, Agreement.NEARLY):
        return "renumbered"
    return "moved" if found.city is False else "same"
