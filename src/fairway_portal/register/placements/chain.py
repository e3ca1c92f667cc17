"""The chain of recruitment on the portal’s tables: a `recruitment.liability.Chain` in a bounded number of queries.

One query for a contract with all that it names, one or two for each step in which relations are followed, two for the
parties found so, and one each for joined agencies, licences, guarantees and officers, however long the lists are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from fairway.kernel.text import Text
from fairway.recruitment.fees.amounts import decimals_of
from fairway.recruitment.liability.errors import UnknownContract
from fairway.recruitment.liability.parties import Contract, Guarantee, Licensed, Officer, Party, Relation
from fairway.recruitment.licences.history import Entry
from fairway.recruitment.licences.layers import Stay
from fairway.recruitment.licences.standing import standing
from fairway.recruitment.licences.states import Act, State
from fairway_portal.register.licensing.models import Appeal
from fairway_portal.register.licensing.reading import stays_of
from fairway_portal.register.placements import chain_queries
from fairway_portal.register.placements.met import Met


class PortalChain:
    """A `Chain` that asks the database; made anew for each answer, because it remembers whom it met.

    Args:
        origin: ISO 3166-1 alpha-3 of the country whose numbers of contracts are meant; empty where none is asked for.
    """

    def __init__(self, origin: str = "") -> None:
        self._origin = origin
        self._met = Met()
        self._contracts: dict[str, Contract] = {}

    def contract(self, number: str) -> Contract:
        """As `Chain.contract`: one query."""
        if number not in self._contracts:
            self._contracts[number] = self._read(number)
        return self._contracts[number]

    def _read(self, number: str) -> Contract:
        rows = chain_queries.contract(number, self._origin)
        if not rows:
            raise UnknownContract(
                Text("There is no contract {number}.", number=number),
                advice=Text("Check the number; it is written as the authority wrote it."),
                details={"number": number},
            )
        row = rows[0]
        return Contract(
            row["number"], row["origin"], row["destination"], row["sector"], row["signed"], row["begins"], row["ends"],
            self._met.meet(row, "employer__"), self._met.meet(row, "principal__"), self._met.meet(row, "agency__"),
            self._met.meet(row, "sub_agent__"),
        )  # fmt: skip

    def parties(self, codes: Collection[str]) -> Mapping[str, Party]:
        """As `Chain.parties`."""
        return self._met.parties(codes)

    def relations_from(self, sub_agents: Collection[str], on: date) -> Sequence[Relation]:
        """As `Chain.relations_from`."""
        return self._relations(chain_queries.relations_from(self._met.members(sub_agents), on))

    def relations_to(self, served: Collection[str], on: date, agencies: Collection[str]) -> Sequence[Relation]:
        """As `Chain.relations_to`; no query where agencies alone are asked about."""
        keys = self._met.employing(served)
        return self._relations(chain_queries.relations_to(keys, on, self._met.members(agencies))) if keys else []

    def _relations(self, rows: Sequence[Mapping[str, Any]]) -> list[Relation]:
        ends = [_ENDS[row["kind"]](row) for row in rows]
        every = [one for pair in ends for one in pair]
        self._met.meet_keys((key for agency, key in every if agency), (key for agency, key in every if not agency))
        return [
            Relation(
                row["kind"], self._code(recruiter), self._code(served), row["since"], row["until"],
                row["accreditation"],
            )
            for row, (recruiter, served) in zip(rows, ends, strict=True)
        ]  # fmt: skip

    def _code(self, end: tuple[bool, int]) -> str:
        return (self._met.agencies if end[0] else self._met.employers)[end[1]]

    def licences(self, codes: Collection[str], days: Sequence[date]) -> Mapping[tuple[str, date], Licensed]:
        """As `Chain.licences`: one query for all entries of all licences, one more where an appeal stays an act."""
        histories: dict[int, list[dict[str, Any]]] = {}
        for row in chain_queries.entries(self._met.members(codes)):
            histories.setdefault(row["licence_id"], []).append(row)
        found: dict[tuple[str, date], Licensed] = {}
        for entries in histories.values():
            code = self._met.agencies[entries[0]["licence__agency_id"]]
            history, stays = [_entry(row) for row in entries], _stays(entries)
            for day in days:
                stands = standing(history, day, stays)
                if stands is not None:
                    one = Licensed(stands.in_force, stands.state, stands.since, entries[0]["licence__number"])
                    if _better(one, found.get((code, day))):
                        found[code, day] = one
        return found

    def guarantees(self, codes: Collection[str], on: date) -> Mapping[str, tuple[Guarantee, ...]]:
        """As `Chain.guarantees`, as `inspections.queries.available` counts them: what is held is what is held now."""
        found: dict[str, tuple[Guarantee, ...]] = {}
        for row in chain_queries.guarantees(self._met.members(codes), on):
            code, currency = self._met.agencies[row["agency_id"]], row["currency"]
            amount = Decimal(row["held"]).scaleb(-decimals_of(currency))
            kept = Guarantee(row["kind"], row["holder"], row["instrument"], amount, currency, row["valid_to"])
            found[code] = (*found.get(code, ()), kept)
        return found

    def officers(self, codes: Collection[str], since: date, until: date) -> Mapping[str, tuple[Officer, ...]]:
        """As `Chain.officers`: one query."""
        found: dict[str, tuple[Officer, ...]] = {}
        for row in chain_queries.officers(self._met.members(codes), since, until):
            code = self._met.agencies[row["agency_id"]]
            found[code] = (*found.get(code, ()), Officer(row["name"], row["position"], row["since"], row["until"]))
        return found


def _represents(row: Mapping[str, Any]) -> tuple[tuple[bool, int], tuple[bool, int]]:
    return (True, row["agency_id"]), (False, row["principal_id"] or row["employer_id"])


def _works_for(row: Mapping[str, Any]) -> tuple[tuple[bool, int], tuple[bool, int]]:
    return (True, row["sub_agent_id"]), (True, row["agency_id"])


def _acts_for(row: Mapping[str, Any]) -> tuple[tuple[bool, int], tuple[bool, int]]:
    return (False, row["principal_id"]), (False, row["employer_id"])


_ENDS = {"represents": _represents, "sub_agent": _works_for, "acts_for": _acts_for}
"""Kind of a relation → its recruiter and whom it serves, each whether it is an agency, and its key."""


def _entry(row: Mapping[str, Any]) -> Entry:
    """One entry; when it was written down does not matter to how a licence stands."""
    return Entry(
        row["number"], Act(row["act"]), row["effective"], row["effective"], State(row["state"]), row["valid_from"],
        row["valid_to"], row["until"],
    )  # fmt: skip


def _stays(rows: Sequence[Mapping[str, Any]]) -> tuple[Stay, ...]:
    """What appeals stay; asked for only where one does, which is rare."""
    if not any(row["appealed__stays"] for row in rows):
        return ()
    return stays_of(Appeal.objects.filter(entry__licence=rows[0]["licence_id"]).select_related("entry"))


def _better(one: Licensed, held: Licensed | None) -> bool:
    """Of several licences one in force counts, then the one that changed last."""
    if held is None:
        return True
    return (one.in_force, one.since or date.min) > (held.in_force, held.since or date.min)
