"""How much speaks for two rows being one agency: bits of evidence from number, name, trade and city, added up.

The way is that of record linkage (I. P. Fellegi and A. B. Sunter, A theory for record linkage, Journal of the American
Statistical Association 64, 1969): each agreement counts the logarithm of how much likelier it is between two rows of
one
agency than between two rows of different ones. The weights were set by hand and tried on the made-up lists of
`simulation`
and on labelled pairs; see docs/explanation/rosters.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import log2
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.names import Name, compared, read
from fairway.recruitment.rosters.cities import city_key, same_city
from fairway.recruitment.rosters.licence_numbers import Agreement, LicenceNumber, agreement, taken_apart
from fairway.recruitment.rosters.rarity import Rarity, whole
from fairway.recruitment.rosters.rows import Row

ONE_NUMBER: Final = 7.5
"""Bits of the same number beyond how many numbers there are: an authority seldom gives one a second time."""
PART_OF_NUMBER, NEAR_NUMBER = 3.0, -1.0
ONE_NAME: Final = 3.0
"""Bits of a whole name that no other row of either list has, beyond its words."""
MOST_OF_NAME: Final = 8.0
"""A name says at most this much beyond how many agencies there are: namesakes are not by chance."""
WHOLE_NAME: Final = -3.0
"""The least bits of two whole names that are one: somebody must look at them."""
RENUMBERED: Final = -1.5
"""Bits of another number from which on the authority has numbered its list anew."""
OTHER_NAME: Final = -5.0
ALIKE, UNLIKE, LIKE = 0.97, 0.5, 0.75
"""Telling words are the same from the first on; say nothing at the last; count fully against at the middle one."""
SAME_TRADE, PART_OF_TRADE, OTHER_TRADE = 1.5, -1.0, -4.5
MORE_WORDS: Final = -4.5
"""Of a name that is another with a word more: `New Al-Amin` is seldom `Al-Amin`."""
OTHER_CITY: Final = -3.5
LEAST_OF_CITY: Final = 0.3
MOST_OF_CITY: Final = 4.0
STAYS: Final = 0.95
"""Share of agencies that stay in their city between two editions."""


@dataclass(frozen=True, slots=True)
class Read:
    """A row taken apart once: its names, its number, its city."""

    row: Row
    names: tuple[Name, ...]
    bare: tuple[Name, ...]
    """Its names without trade and legal form."""
    number: LicenceNumber
    city: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found between an earlier and a later row.

    Attributes:
        bits: Evidence for their being one; 0: as likely as not.
        number: How the numbers agree.
        name: How alike the telling words are, 0 to 1.
        trade: Whether the words of the trade contradict each other.
        city: Whether the cities are the same; None where one is not known.
        asked: Whether a person must decide, whatever the bits: another number, and a name that is not quite the same or
            that many could have.
        whole: Whether two names are one but for the legal form.
    """

    bits: float
    number: Agreement
    name: float
    trade: bool
    city: bool | None
    asked: bool = False
    whole: bool = False


def taken(row: Row) -> Read:
    """A row taken apart."""
    names = tuple(map(read, row.names))
    return Read(row, names, tuple(map(_bare, names)), taken_apart(row.licence_number), city_key(row.city))


class Scales:
    """Weighs rows of two lists against each other.

    Args:
        earlier, later: The rows of both.
    """

    def __init__(self, earlier: Sequence[Read], later: Sequence[Read]) -> None:
        self.rarity = Rarity([one.names for one in earlier], [one.names for one in later])
        self._prior = -self.rarity.bits
        towns = Counter(one.city for one in (*earlier, *later) if one.city)
        every = max(sum(towns.values()), 1)
        self._towns = {town: count / every for town, count in towns.items()}
        self._other_number = log2(_renumbered(earlier, later, self.rarity))

    def weigh(self, earlier: Read, later: Read) -> Weighed:
        """What speaks for two rows being one."""
        number = agreement(earlier.number, later.number)
        alike, bits, trade = max(
            (
                self._names(one, other, _telling(*bare))
                for (one, other), bare in zip(
                    product(earlier.names, later.names), product(earlier.bare, later.bare), strict=True
                )
            ),
            key=lambda found: found[1],
        )
        city = None if not earlier.city or not later.city else same_city(earlier.city, later.city)
        total = self._prior + self._number(number) + bits + self._city(city, later.city)
        one = (
            alike >= ALIKE
            and not trade
            and {whole(name) for name in earlier.names} & {whole(name) for name in later.names}
        )
        doubtful = number in (Agreement.DIFFERENT, Agreement.NEARLY) and self._other_number < RENUMBERED and not trade
        rare = number is Agreement.NEARLY or max(map(self.rarity.of_name, later.names)) > self.rarity.bits
        total = max(total, WHOLE_NAME) if one else total
        return Weighed(total, number, alike, trade, city, doubtful and not (one and rare), bool(one))

    def _number(self, number: Agreement) -> float:
        if number is Agreement.SAME:
            return self.rarity.bits + ONE_NUMBER
        if number is Agreement.PARTLY:
            return self.rarity.bits * 0.7 + PART_OF_NUMBER
        return {Agreement.NEARLY: max(NEAR_NUMBER, self._other_number), Agreement.DIFFERENT: self._other_number}.get(
            number, 0.0
        )

    def _names(self, one: Name, other: Name, alike: float) -> tuple[float, float, bool]:
        """Likeness of the telling words, bits of both words and trade, whether the trades contradict each other."""
        if alike < LIKE:
            return alike, OTHER_NAME * min((LIKE - alike) / (LIKE - UNLIKE), 1.0), _other_trade(one, other)
        said = min(self.rarity.of_name(one), self.rarity.of_name(other))
        bits = said * min((alike - 0.62) / (ALIKE - 0.62), 1.0)
        if whole(one) == whole(other) and self.rarity.alone(one):
            bits = max(bits, self.rarity.bits) + ONE_NAME
        bits = min(bits, self.rarity.bits + MOST_OF_NAME) + _trade(one, other)
        return alike, bits + (MORE_WORDS if _more_words(one, other) else 0.0), _other_trade(one, other)

    def _city(self, same: bool | None, city: str) -> float:
        if same is None:
            return 0.0
        if not same:
            return OTHER_CITY
        return min(max(log2(STAYS / self._towns.get(city, 1.0)), LEAST_OF_CITY), MOST_OF_CITY)


def _bare(name: Name) -> Name:
    return replace(name, trade=(), legal=())


def _telling(one: Name, other: Name) -> float:
    """How alike the telling words of two bare names are."""
    alike = compared(one, other).value
    return max(alike, _shortened(one, other)) if alike < ALIKE else alike


def _shortened(one: Name, other: Name) -> float:
    """`G. Star` for `Golden Star`, `Bangla Intl Co` for `Bangladesh Intl Co`: every word begins as its counterpart
    does.
    """
    if len(one.words) != len(other.words) or len(one.words) < 2:
        return 0.0
    pairs = [sorted(pair, key=len) for pair in zip(one.words, other.words, strict=True)]
    same = sum(short == long for short, long in pairs)
    return 0.9 if same and all(long.startswith(short) for short, long in pairs) else 0.0


def _trade(one: Name, other: Name) -> float:
    if one.trade == other.trade:
        return SAME_TRADE if one.trade else SAME_TRADE / 3
    return OTHER_TRADE if _other_trade(one, other) else PART_OF_TRADE


def _more_words(one: Name, other: Name) -> bool:
    """Whether the telling words of one are those of the other and more."""
    first, second = set(one.words) - {"al"}, set(other.words) - {"al"}
    return first < second or second < first


def _other_trade(one: Name, other: Name) -> bool:
    """Whether each has a word of the trade that the other lacks."""
    return bool(set(one.trade) - set(other.trade)) and bool(set(other.trade) - set(one.trade))


def _renumbered(earlier: Sequence[Read], later: Sequence[Read], rarity: Rarity) -> float:
    """Share of agencies whose number changed, from rows whose rare name stands once in either list; 3 to 95 %."""
    names = {whole(one.names[0]): one for one in earlier if one.names and rarity.alone(one.names[0])}
    changed = seen = 0
    for one in later:
        known = names.get(whole(one.names[0])) if one.names else None
        if known is None or not known.number.digits or not one.number.digits:
            continue
        if rarity.of_name(one.names[0]) < rarity.bits:
            continue
        seen += 1
        changed += agreement(known.number, one.number) is Agreement.DIFFERENT
    return min(max((changed + 0.3) / (seen + 10), 0.03), 0.95)


def reasons(found: Weighed) -> tuple[Text, ...]:
    """Why, in the words of a page."""
    said = [_NUMBERS[found.number]]
    if found.name >= ALIKE:
        said.append(Text("The same telling words."))
    elif found.name >= LIKE:
        said.append(Text("Names nearly alike."))
    else:
        said.append(Text("Another name."))
    if found.trade:
        said.append(Text("Other words of the trade."))
    said.append(_CITIES[found.city])
    return tuple(said)


_NUMBERS: Final = {
    Agreement.SAME: Text("The same licence number."),
    Agreement.PARTLY: Text("Part of the licence number is the same."),
    Agreement.NEARLY: Text("The licence numbers differ in one digit."),
    Agreement.DIFFERENT: Text("Another licence number."),
    Agreement.UNKNOWN: Text("One of them has no licence number."),
}
_CITIES: Final = {
    True: Text("The same city."),
    False: Text("Another city."),
    None: Text("One of them names no city."),
}
