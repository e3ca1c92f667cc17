"""A chain in memory: a million contracts in columns of numbers, relations by the party that is asked about.

Built once from a list, then read; nothing in it changes.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

from fairway.kernel.text import Text
from fairway.recruitment.liability.errors import UnknownContract
from fairway.recruitment.liability.parties import Contract, Guarantee, Licensed, Officer, Party, Relation
from fairway.recruitment.licences.states import IN_FORCE, State

T = TypeVar("T")
NEVER: Final = 0
"""As a day's number: there is none."""


@dataclass(frozen=True, slots=True)
class LicenceSpell:
    """How a licence stood from a day to a day.

    Attributes:
        code: Of the party.
        number: Of the licence.
        state: How it stood.
        since, until: First and last day; None: until another spell begins, or for good.
    """

    code: str
    number: str
    state: State
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """What a chain is made of, as it is written down.

    Attributes:
        contracts: Any number of them; read once.
        parties: With `formerly` empty: `joined` says who is one with whom.
        joined: Code of an agency → code of the one that it was joined to.
        relations, licences: As recorded.
        guarantees, officers: Code of the agency, and its guarantee or officer.
    """

    contracts: Iterable[Contract] = ()
    parties: Sequence[Party] = ()
    joined: Mapping[str, str] = field(default_factory=dict)
    relations: Sequence[Relation] = ()
    licences: Sequence[LicenceSpell] = ()
    guarantees: Sequence[tuple[str, Guarantee]] = ()
    officers: Sequence[tuple[str, Officer]] = ()

    def kept(self, code: str) -> str:
        """The code under which a party stands today; a circle of joined agencies is left where it closes."""
        seen = set[str]()
        while code in self.joined and code not in seen:
            seen.add(code)
            code = self.joined[code]
        return code


class ChainIndex:
    """A `Chain` in memory."""

    def __init__(self, records: Records) -> None:
        """Reads every record once.

        Args:
            records: What it is made of.
        """
        self._kept = records.kept
        self._joined = frozenset(records.joined)
        self._codes: list[str] = []
        self._place: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._cells = array("i")
        self._replaced: dict[str, Contract] = {}
        for contract in records.contracts:
            self._add(contract)
        self._parties = {one.code: one for one in records.parties if one.code not in self._joined}
        for code in sorted(self._joined):
            if (owner := self._parties.get(records.kept(code))) is not None:
                self._parties[owner.code] = replace(owner, formerly=(*owner.formerly, code))
        self._from: dict[str, list[Relation]] = {}
        self._to: dict[str, list[Relation]] = {}
        for relation in records.relations:
            self._relate(relation)
        self._licences = _grouped((one.code, one) for one in self._owned(records.licences))
        self._guarantees = _grouped((self._kept(code), one) for code, one in records.guarantees)
        self._officers = _grouped((self._kept(code), one) for code, one in records.officers)

    def __len__(self) -> int:
        return len(self._numbers)

    def _owned(self, spells: Iterable[LicenceSpell]) -> Iterable[LicenceSpell]:
        return (replace(one, code=self._kept(one.code)) for one in spells)

    def _at(self, text: str) -> int:
        place = self._place.setdefault(text, len(self._codes))
        if place == len(self._codes):
            self._codes.append(text)
        return place

    def _add(self, one: Contract) -> None:
        """A contract as ten numbers: a million of them stay small."""
        if one.replaced:
            self._replaced[one.number] = one
        self._numbers[one.number] = len(self._cells)
        texts = (one.origin, one.destination, one.sector, one.employer, one.principal, one.agency, one.sub_agent)
        self._cells.extend(self._at(text) for text in texts)
        ends = one.ends.toordinal() if one.ends else NEVER
        self._cells.extend((one.signed.toordinal(), one.begins.toordinal(), ends))

    def _relate(self, one: Relation) -> None:
        ends = self._kept(one.recruiter), self._kept(one.served)
        kept = one if ends == (one.recruiter, one.served) else replace(one, recruiter=ends[0], served=ends[1])
        if kept.kind == "sub_agent":
            self._from.setdefault(kept.recruiter, []).append(kept)
        else:
            self._to.setdefault(kept.served, []).append(kept)

    def contract(self, number: str) -> Contract:
        """As `Chain.contract`."""
        start = self._numbers.get(number)
        if start is None:
            raise UnknownContract(
                Text("There is no contract {number}.", number=number),
                advice=Text("Check the number; it is written as the authority wrote it."),
                details={"number": number},
            )
        cells = self._cells[start : start + 10]
        texts = [self._codes[cell] for cell in cells[:7]]
        signed, begins = date.fromordinal(cells[7]), date.fromordinal(cells[8])
        ends = None if cells[9] == NEVER else date.fromordinal(cells[9])
        origin, destination, sector, employer, principal, agency, sub_agent = texts
        known = self._replaced.get(number)
        return Contract(
            number, origin, destination, sector, signed, begins, ends, employer, principal, self._kept(agency),
            self._kept(sub_agent), known.replaced if known else (),
        )  # fmt: skip

    def parties(self, codes: Collection[str]) -> Mapping[str, Party]:
        """As `Chain.parties`."""
        found = (self._parties.get(self._kept(code)) for code in codes)
        return {one.code: one for one in found if one is not None}

    def relations_from(self, sub_agents: Collection[str], on: date) -> Sequence[Relation]:
        """As `Chain.relations_from`."""
        return [one for code in sub_agents for one in self._from.get(code, ()) if one.holds(on)]

    def relations_to(self, served: Collection[str], on: date, agencies: Collection[str]) -> Sequence[Relation]:
        """As `Chain.relations_to`."""
        return [
            one
            for code in served
            for one in self._to.get(code, ())
            if one.holds(on) and (one.kind == "acts_for" or one.recruiter in agencies)
        ]

    def licences(self, codes: Collection[str], days: Sequence[date]) -> Mapping[tuple[str, date], Licensed]:
        """As `Chain.licences`; of several licences one in force counts."""
        found: dict[tuple[str, date], Licensed] = {}
        for code in codes:
            spells = self._licences.get(code, ())
            for day in days:
                standing = [_licensed(spells, number, day) for number in {one.number for one in spells}]
                known = [one for one in standing if one is not None]
                if known:
                    found[code, day] = max(known, key=lambda one: (one.in_force, one.since or date.min, one.number))
        return found

    def guarantees(self, codes: Collection[str], on: date) -> Mapping[str, tuple[Guarantee, ...]]:
        """As `Chain.guarantees`."""
        return {
            code: tuple(one for one in self._guarantees[code] if one.valid_to is None or on <= one.valid_to)
            for code in codes
            if code in self._guarantees
        }

    def officers(self, codes: Collection[str], since: date, until: date) -> Mapping[str, tuple[Officer, ...]]:
        """As `Chain.officers`."""
        return {
            code: tuple(
                one for one in self._officers[code] if one.since <= until and (one.until is None or since <= one.until)
            )
            for code in codes
            if code in self._officers
        }


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for code, one in pairs:
        groups.setdefault(code, []).append(one)
    return groups


def _licensed(spells: Iterable[LicenceSpell], number: str, day: date) -> Licensed | None:
    """How one licence stood on a day: the spell that began last; after its last day it has expired."""
    begun = [one for one in spells if one.number == number and one.since <= day]
    if not begun:
        return None
    last = max(begun, key=lambda one: one.since)
    over = last.until is not None and day > last.until and last.state in IN_FORCE
    state = State.EXPIRED if over else last.state
    return Licensed(state in IN_FORCE, state, last.since, number)
