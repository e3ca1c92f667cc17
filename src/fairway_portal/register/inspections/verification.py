"""Every ledger computed anew, and what does not add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from fairway.recruitment.guarantees.movements import Entry, Kind
from fairway.recruitment.guarantees.verifying import Fault, verify
from fairway_portal.register.inspections.models import Guarantee, GuaranteeEntry

AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Verified:
    """One guarantee and what is wrong with its ledger.

    Attributes:
        guarantee: Its key.
        agency: Code of its agency.
        entries: How many it has.
        faults: Empty where it adds up.
    """

    guarantee: int
    agency: str
    entries: int
    faults: tuple[Fault, ...]


def verified() -> Iterator[Verified]:
    """Every guarantee, by its key; the entries are read in one pass.

    Guarantee and entries are read in one transaction by whoever calls this while money may move.
    """
    rows = GuaranteeEntry.objects.order_by("guarantee_id", "number").values_list(
        "guarantee_id", "number", "kind", "amount", "balance", "on", "reverses__number", "reverses__guarantee_id"
    )
    ledgers = groupby(rows.iterator(AT_ONCE), key=lambda row: row[0])
    at, several = next(ledgers, (None, iter(())))
    for one in Guarantee.objects.select_related("agency").order_by("pk").iterator(AT_ONCE):
        entries: tuple[Entry, ...] = ()
        if at == one.pk:
            entries = tuple(_entry(row) for row in several)
            at, several = next(ledgers, (None, iter(())))
        yield Verified(
            one.pk, one.agency.code, len(entries), verify(entries, held=one.held, version=one.version)
        )  # fmt: skip


def _entry(row: tuple[object, ...]) -> Entry:
    of, number, kind, amount, balance, on, reverses, reverses_of = row
    other = reverses is not None and reverses_of != of
    # An entry that takes back one of another guarantee takes back nothing here: 0 is no entry's number.
    return Entry(number, Kind(str(kind)), amount, balance, on, 0 if other else reverses)  # type: ignore[arg-type]
