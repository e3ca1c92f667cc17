"""What the chain asks the tables: each a query by keys alone, which a database answers from an index.

No query joins what another has told already, and none looks for joined agencies by itself: planning such queries takes
PostgreSQL longer than answering them, and SQLite would look through all agencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet

from fairway_portal.actors.models import Agency, Employer, Officer
from fairway_portal.register.inspections.models import Guarantee
from fairway_portal.register.licensing.models import LicenceEntry
from fairway_portal.register.placements.models import Placement, Relation
from fairway_portal.register.placements.prepared import ask

Rows = list[dict[str, Any]]
PARTY: Final = ("pk", "code", "name", "country", "kind")
AGENCY: Final = (*PARTY, *(f"joined_to__{name}" for name in PARTY))
RELATION: Final = (
    "pk", "kind", "accreditation", "since", "until", "agency_id", "sub_agent_id", "principal_id", "employer_id",
)  # fmt: skip


def contract(number: str, origin: str) -> Rows:
    """The contract that has a number in a country of origin, with all that it names."""
    return ask(("contract", settings.DEMONSTRATION), [number, origin], _contract) if "\0" not in number else []


def agencies(keys: Iterable[int]) -> Rows:
    """Agencies, with those that they were joined to."""
    return _by_keys("agencies", keys, lambda given: Agency.objects.filter(pk__in=given).order_by().values(*AGENCY))


def employers(keys: Iterable[int]) -> Rows:
    """Employers and principals."""
    return _by_keys("employers", keys, lambda given: Employer.objects.filter(pk__in=given).order_by().values(*PARTY))


def joined(keys: Iterable[int]) -> Rows:
    """Those that were joined to some agencies, by their codes.

    Sorted here: SQLite would rather look through the index of codes than sort.
    """
    rows = _by_keys(
        "joined", keys,
        lambda given: Agency.objects.filter(joined_to__in=given).order_by().values("pk", "code", "joined_to"),
    )  # fmt: skip
    return sorted(rows, key=lambda row: str(row["code"]))


def relations_from(sub_agents: Sequence[int], on: date) -> Rows:
    """For whom these worked on a day."""
    kind = Relation.Kind.SUB_AGENT
    return _in_order(
        _by_keys("from", sub_agents, lambda given: _held(given[0], kind=kind, sub_agent__in=given[1:]), on)
    )


def relations_to(served: Sequence[int], on: date, agencies: Sequence[int]) -> Rows:
    """Who acted for these on a day; of those who represent, these agencies alone."""
    kinds, keys = Relation.Kind, _filled(served)
    found = _by_keys("acts", keys, lambda given: _held(given[0], kind=kinds.ACTS_FOR, employer__in=given[1:]), on)
    if agencies:
        count = len(keys) + 1
        found += _by_keys(
            ("represents", count), agencies,
            lambda given: _held(
                given[0], Q(principal__in=given[1:count]) | Q(employer__in=given[1:count]), kind=kinds.REPRESENTS,
                agency__in=given[count:],
            ),
            on, *keys,
        )  # fmt: skip
    return _in_order(found)


def entries(keys: Iterable[int]) -> Rows:
    """All entries of all licences of some agencies, and whether an appeal stays one."""
    shape = ("licences", settings.DEMONSTRATION)
    return sorted(_by_keys(shape, keys, _entries), key=lambda row: (row["licence_id"], row["number"]))


def guarantees(keys: Iterable[int], on: date) -> Rows:
    """Guarantees that are valid on a day and not used up."""
    found = _by_keys("guarantees", keys, _guarantees, on)
    return sorted(found, key=lambda row: (row["currency"], -row["held"], row["pk"]))


def officers(keys: Iterable[int], since: date, until: date) -> Rows:
    """Those in post on any day of a time."""
    return sorted(_by_keys("officers", keys, _officers, since, until), key=lambda row: (row["since"], row["pk"]))


def _by_keys(shape: Any, keys: Iterable[int], build: Any, *before: Any) -> Rows:
    """The rows for some keys, which come after the other values; nothing for none."""
    filled = _filled(keys)
    return ask(shape, [*before, *filled], build) if filled else []


def _filled(keys: Iterable[int]) -> list[int]:
    """The keys, the last repeated up to a power of two, so that few queries are to be written."""
    found = list(keys)
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found)) if found else []


def _in_order(rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: row["pk"])


def _contract(given: Sequence[Any]) -> QuerySet[Placement, Any]:
    rows = Placement.objects.filter(number=given[0], origin=given[1])
    rows = rows if settings.DEMONSTRATION else rows.filter(demonstration=False)
    named = (("employer", PARTY), ("principal", PARTY), ("agency", AGENCY), ("sub_agent", AGENCY))
    found: QuerySet[Placement, Any] = rows.values(
        "number", "origin", "destination", "sector", "signed", "begins", "ends",
        *(f"{before}__{name}" for before, names in named for name in names),
    )  # fmt: skip
    return found


def _held(on: date, *which: Q, **named: Any) -> QuerySet[Relation, Any]:
    rows = Relation.objects.filter(*which, Q(until=None) | Q(until__gte=on), since__lte=on, **named).order_by()
    found: QuerySet[Relation, Any] = rows.values(*RELATION)
    return found


def _entries(keys: Sequence[Any]) -> QuerySet[LicenceEntry, Any]:
    rows = LicenceEntry.objects.filter(licence__agency__in=keys)
    rows = rows if settings.DEMONSTRATION else rows.filter(licence__demonstration=False)
    found: QuerySet[LicenceEntry, Any] = rows.order_by().values(
        "licence_id", "number", "act", "state", "effective", "valid_from", "valid_to", "until", "licence__agency_id",
        "licence__number", "appealed__stays",
    )  # fmt: skip
    return found


def _guarantees(given: Sequence[Any]) -> QuerySet[Guarantee, Any]:
    on, keys = given[0], given[1:]
    rows = Guarantee.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), agency__in=keys, held__gt=0, opened__lte=on)
    found: QuerySet[Guarantee, Any] = rows.order_by().values(
        "pk", "agency_id", "kind", "holder", "instrument", "currency", "held", "valid_to"
    )
    return found


def _officers(given: Sequence[Any]) -> QuerySet[Officer, Any]:
    since, until, keys = given[0], given[1], given[2:]
    rows = Officer.objects.filter(Q(until=None) | Q(until__gte=since), agency__in=keys, since__lte=until)
    found: QuerySet[Officer, Any] = rows.order_by().values("pk", "agency_id", "name", "position", "since", "until")
    return found
