"""The chain of recruitment on the portal’s tables: a `recruitment.liability.Chain` in a bounded number of queries.

One query for a contract with all that it names, at most `HOPS` for each direction in which relations are followed, and
one each for licences, guarantees and officers: never more than twelve an answer, however long the lists are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet

from fairway.kernel.text import Text
from fairway.recruitment.fees.amounts import decimals_of
from fairway.recruitment.liability.errors import UnknownContract
from fairway.recruitment.liability.parties import Contract, Guarantee, Licensed, Officer, Party, Relation
from fairway.recruitment.licences.history import Entry
from fairway.recruitment.licences.layers import Stay
from fairway.recruitment.licences.standing import standing
from fairway.recruitment.licences.states import Act, State
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.actors.models import Officer as OfficerRow
from fairway_portal.register.inspections.models import Guarantee as GuaranteeRow
from fairway_portal.register.licensing.models import Appeal, LicenceEntry
from fairway_portal.register.licensing.reading import stays_of
from fairway_portal.register.placements.models import Placement
from fairway_portal.register.placements.models import Relation as RelationRow
from fairway_portal.register.placements.prepared import ask

PARTY: Final = ("pk", "code", "name", "country", "kind")
AGENCY: Final = (*PARTY, *(f"joined_to__{name}" for name in PARTY))


def _columns(before: str, names: Iterable[str]) -> list[str]:
    return [f"{before}__{name}" for name in names]


class PortalChain:
    """A `Chain` that asks the database; made anew for each answer, because it remembers whom it met."""

    def __init__(self) -> None:
        self._met: dict[str, Party] = {}
        self._keys: dict[str, int] = {}
        self._contracts: dict[str, Contract] = {}

    def contract(self, number: str) -> Contract:
        """As `Chain.contract`: one query."""
        if number not in self._contracts:
            self._contracts[number] = self._read(number)
        return self._contracts[number]

    def _read(self, number: str) -> Contract:
        rows = ask(("contract", settings.DEMONSTRATION), [number], _contract) if "\0" not in number else []
        row = rows[0] if rows else None
        if row is None:
            raise UnknownContract(
                Text("There is no contract {number}.", number=number),
                advice=Text("Check the number; it is written as the authority wrote it."),
                details={"number": number},
            )
        return Contract(
            row["number"], row["origin"], row["destination"], row["sector"], row["signed"], row["begins"], row["ends"],
            self._meet(row, "employer__"), self._meet(row, "principal__"), self._meet(row, "agency__"),
            self._meet(row, "sub_agent__"),
        )  # fmt: skip

    def _meet(self, row: Mapping[str, Any], before: str) -> str:
        """The code of a party as it stands today, which is remembered; "" where there is none."""
        if row[f"{before}pk"] is None:
            return ""
        own = row[f"{before}code"]
        joined = row.get(f"{before}joined_to__pk") is not None
        at = f"{before}joined_to__" if joined else before
        code = str(row[f"{at}code"])
        self._keys[code] = row[f"{at}pk"]
        known = self._met.get(code)
        formerly = known.formerly if known else ()
        if joined and own not in formerly:
            formerly = (*formerly, own)
        if known is None or known.formerly != formerly:
            self._met[code] = Party(code, row[f"{at}name"], row[f"{at}country"], row[f"{at}kind"], formerly)
        return code

    def parties(self, codes: Collection[str]) -> Mapping[str, Party]:
        """As `Chain.parties`: no query for those met already, two for others."""
        unknown = [code for code in codes if code and code not in self._met]
        asked = {code: code for code in codes}
        if unknown:
            for row in Agency.objects.filter(code__in=unknown).values(*AGENCY):
                asked[row["code"]] = self._meet(row, "")
            for row in Employer.objects.filter(code__in=unknown).values(*PARTY):
                self._meet(row, "")
        found = (self._met.get(code) for code in asked.values())
        return {one.code: one for one in found if one is not None}

    def relations_from(self, sub_agents: Collection[str], on: date) -> Sequence[Relation]:
        """As `Chain.relations_from`: one query."""
        keys = self._agencies(sub_agents)
        rows = ask("from", [on, *keys], lambda given: _held(_works_for(given[1:]), given[0])) if keys else []
        return [self._relation(row) for row in rows]

    def relations_to(self, served: Collection[str], on: date, agencies: Collection[str]) -> Sequence[Relation]:
        """As `Chain.relations_to`: one query, or none where agencies alone are asked about."""
        keys = [self._keys[code] for code in served if code in self._keys and _employs(self._met[code])]
        owners = self._agencies(agencies)
        if not keys:
            return []
        count = len(keys)
        rows = ask(
            ("to", count),
            [on, *keys, *owners],
            lambda given: _held(_acts(given[1 : count + 1], given[count + 1 :]), given[0]),
        )
        return [self._relation(row) for row in rows]

    def _agencies(self, codes: Collection[str]) -> list[int]:
        return [self._keys[code] for code in codes if code in self._keys and not _employs(self._met[code])]

    def _relation(self, row: Mapping[str, Any]) -> Relation:
        agency, sub_agent = self._meet(row, "agency__"), self._meet(row, "sub_agent__")
        principal, employer = self._meet(row, "principal__"), self._meet(row, "employer__")
        ends = {
            RelationRow.Kind.REPRESENTS: (agency, principal or employer),
            RelationRow.Kind.SUB_AGENT: (sub_agent, agency),
            RelationRow.Kind.ACTS_FOR: (principal, employer),
        }[row["kind"]]
        return Relation(row["kind"], *ends, row["since"], row["until"], row["accreditation"])

    def licences(self, codes: Collection[str], days: Sequence[date]) -> Mapping[tuple[str, date], Licensed]:
        """As `Chain.licences`: one query for all entries of all licences, one more where an appeal stays an act."""
        keys = self._agencies(codes)
        rows = ask(("licences", settings.DEMONSTRATION), keys, _entries) if keys else []
        histories: dict[int, list[dict[str, Any]]] = {}
        for row in rows:
            histories.setdefault(row["licence_id"], []).append(row)
        owners = self._owners({entries[0]["licence__agency_id"] for entries in histories.values()}, codes)
        found: dict[tuple[str, date], Licensed] = {}
        for entries in histories.values():
            code = owners[entries[0]["licence__agency_id"]]
            history, stays = [_entry(row) for row in entries], _stays(entries)
            for day in days:
                stands = standing(history, day, stays)
                if stands is not None:
                    one = Licensed(stands.in_force, stands.state, stands.since, entries[0]["licence__number"])
                    if _better(one, found.get((code, day))):
                        found[code, day] = one
        return found

    def _owners(self, keys: Collection[int], codes: Collection[str]) -> dict[int, str]:
        """Key of an agency → code under which it stands; a query only where one was joined to another."""
        by_key = {self._keys[code]: code for code in codes if code in self._keys}
        strange = [key for key in keys if key not in by_key]
        if strange:
            rows = Agency.objects.filter(pk__in=strange).values_list("pk", "joined_to")
            by_key |= {pk: by_key[joined] for pk, joined in rows if joined in by_key}
        return by_key

    def guarantees(self, codes: Collection[str], on: date) -> Mapping[str, tuple[Guarantee, ...]]:
        """As `Chain.guarantees`, as `inspections.queries.available` counts them: what is held is what is held now."""
        keys = self._agencies(codes)
        rows = ask("guarantees", [on, *keys], _guarantees) if keys else []
        owners = self._owners({row["agency_id"] for row in rows}, codes)
        found: dict[str, tuple[Guarantee, ...]] = {}
        for row in rows:
            code, currency = owners[row["agency_id"]], row["currency"]
            amount = Decimal(row["held"]).scaleb(-decimals_of(currency))
            kept = Guarantee(row["kind"], row["holder"], row["instrument"], amount, currency, row["valid_to"])
            found[code] = (*found.get(code, ()), kept)
        return found

    def officers(self, codes: Collection[str], since: date, until: date) -> Mapping[str, tuple[Officer, ...]]:
        """As `Chain.officers`: one query."""
        keys = self._agencies(codes)
        rows = ask("officers", [since, until, *keys], _officers) if keys else []
        owners = self._owners({row["agency_id"] for row in rows}, codes)
        found: dict[str, tuple[Officer, ...]] = {}
        for row in rows:
            code = owners[row["agency_id"]]
            found[code] = (*found.get(code, ()), Officer(row["name"], row["position"], row["since"], row["until"]))
        return found


def _entries(keys: Sequence[Any]) -> QuerySet[LicenceEntry, Any]:
    rows = LicenceEntry.objects.filter(licence__agency__in=_family(keys))
    rows = rows if settings.DEMONSTRATION else rows.filter(licence__demonstration=False)
    found: QuerySet[LicenceEntry, Any] = rows.order_by("licence", "number").values(
        "licence_id", "number", "act", "state", "effective", "valid_from", "valid_to", "until", "licence__agency_id",
        "licence__number", "appealed__stays",
    )  # fmt: skip
    return found


def _guarantees(given: Sequence[Any]) -> QuerySet[GuaranteeRow, Any]:
    on, keys = given[0], given[1:]
    rows = GuaranteeRow.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), agency__in=_family(keys), held__gt=0, opened__lte=on
    )
    found: QuerySet[GuaranteeRow, Any] = rows.order_by("currency", "-held", "pk").values(
        "agency_id", "kind", "holder", "instrument", "currency", "held", "valid_to"
    )
    return found


def _officers(given: Sequence[Any]) -> QuerySet[OfficerRow, Any]:
    since, until, keys = given[0], given[1], given[2:]
    rows = OfficerRow.objects.filter(Q(until=None) | Q(until__gte=since), agency__in=_family(keys), since__lte=until)
    found: QuerySet[OfficerRow, Any] = rows.order_by("since", "pk").values(
        "agency_id", "name", "position", "since", "until"
    )
    return found


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


def _contract(given: Sequence[Any]) -> QuerySet[Placement, Any]:
    rows = Placement.objects.filter(number=given[0])
    rows = rows if settings.DEMONSTRATION else rows.filter(demonstration=False)
    found: QuerySet[Placement, Any] = rows.values(
        "number", "origin", "destination", "sector", "signed", "begins", "ends",
        *_columns("employer", PARTY), *_columns("principal", PARTY), *_columns("agency", AGENCY),
        *_columns("sub_agent", AGENCY),
    )  # fmt: skip
    return found


def _family(keys: Sequence[int]) -> QuerySet[Agency, int]:
    """Keys of agencies, and of those that were joined to them."""
    return Agency.objects.filter(Q(pk__in=keys) | Q(joined_to__in=keys)).order_by().values_list("pk", flat=True)


def _works_for(sub_agents: Sequence[int]) -> Q:
    return Q(kind=RelationRow.Kind.SUB_AGENT, sub_agent__in=_family(sub_agents))


def _acts(served: Sequence[int], agencies: Sequence[int]) -> Q:
    """Who acts for these; of those who represent, these agencies alone."""
    acts = Q(kind=RelationRow.Kind.ACTS_FOR, employer__in=served)
    if not agencies:
        return acts
    named = Q(principal__in=served) | Q(employer__in=served)
    return acts | Q(named, kind=RelationRow.Kind.REPRESENTS, agency__in=_family(agencies))


def _held(which: Q, on: date) -> QuerySet[RelationRow, Any]:
    rows = RelationRow.objects.filter(which, Q(until=None) | Q(until__gte=on), since__lte=on).order_by("pk")
    found: QuerySet[RelationRow, Any] = rows.values(
        "kind", "accreditation", "since", "until", *_columns("agency", AGENCY), *_columns("sub_agent", AGENCY),
        *_columns("principal", PARTY), *_columns("employer", PARTY),
    )  # fmt: skip
    return found


def _employs(party: Party) -> bool:
    return party.kind in Employer.Kind.values


def _better(one: Licensed, held: Licensed | None) -> bool:
    """Of several licences one in force counts, then the one that changed last."""
    if held is None:
        return True
    return (one.in_force, one.since or date.min) > (held.in_force, held.since or date.min)
