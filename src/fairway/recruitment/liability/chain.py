"""What `liable_parties` asks of a chain, wherever it is kept: in memory, or in the portal's tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final, Protocol

from fairway.recruitment.liability.parties import Contract, Guarantee, Licensed, Officer, Party, Relation

HOPS: Final = 3
"""Relations that are followed from one party of a contract to the next: through two others between them."""


class Chain(Protocol):
    """Contracts, and who acts for whom. Every answer names an agency by the code under which it is kept today.

    Each method takes all codes at once, so that a database is asked a bounded number of times.
    """

    def contract(self, number: str) -> Contract:
        """The contract of a number.

        Raises:
            UnknownContract: There is none.
        """

    def parties(self, codes: Collection[str]) -> Mapping[str, Party]:
        """Code → party; those that are not known are left out."""

    def relations_from(self, sub_agents: Collection[str], on: date) -> Sequence[Relation]:
        """For whom these worked as sub-agents on a day."""

    def relations_to(self, served: Collection[str], on: date, agencies: Collection[str]) -> Sequence[Relation]:
        """Who acted for these principals and employers on a day; of those who represent, only these agencies."""

    def licences(self, codes: Collection[str], days: Sequence[date]) -> Mapping[tuple[str, date], Licensed]:
        """(Code, day) → how it was licensed; nothing for one of whom no licence is recorded."""

    def guarantees(self, codes: Collection[str], on: date) -> Mapping[str, tuple[Guarantee, ...]]:
        """Code → its guarantees that are valid on a day, with what is left of each."""

    def officers(self, codes: Collection[str], since: date, until: date) -> Mapping[str, tuple[Officer, ...]]:
        """Code → those in post on any day of a time."""
