"""Whom an answer met already: parties by their code and by their key, so that nobody is asked about twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from fairway.recruitment.liability.parties import Party
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.placements import chain_queries

EMPLOYS = frozenset(Employer.Kind.values)


class Met:
    """Parties as they stand today; an agency that was joined to another is met as that one."""

    def __init__(self) -> None:
        self._parties: dict[str, Party] = {}
        self._keys: dict[str, int] = {}
        self._members: dict[str, list[int]] = {}
        """Code of an agency → its key and those of the agencies that were joined to it, once these were asked for."""
        self.agencies: dict[int, str] = {}
        """Key of an agency → the code under which it stands."""
        self.employers: dict[int, str] = {}
        """Key of an employer or principal → its code."""

    def meet(self, row: Mapping[str, Any], before: str = "") -> str:
        """Remembers the party of a row; its code as it stands today, "" where there is none.

        Args:
            row: With the columns of a party.
            before: What their names begin with.
        """
        own: int | None = row[f"{before}pk"]
        if own is None:
            return ""
        at = f"{before}joined_to__" if row.get(f"{before}joined_to__pk") is not None else before
        code, kind = str(row[f"{at}code"]), row[f"{at}kind"]
        by_key = self.employers if kind in EMPLOYS else self.agencies
        by_key[own] = by_key[row[f"{at}pk"]] = code
        if code not in self._parties:
            self._keys[code] = row[f"{at}pk"]
            self._parties[code] = Party(code, row[f"{at}name"], row[f"{at}country"], kind)
        return code

    def meet_keys(self, agencies: Iterable[int | None], employers: Iterable[int | None]) -> None:
        """Meets those of some keys that were not met yet: one query for agencies, one for employers."""
        for row in chain_queries.agencies(sorted({key for key in agencies if key and key not in self.agencies})):
            self.meet(row)
        for row in chain_queries.employers(sorted({key for key in employers if key and key not in self.employers})):
            self.meet(row)

    def parties(self, codes: Collection[str]) -> Mapping[str, Party]:
        """Code → party, joined agencies under the code of the one that they were joined to: two queries for those not
        met, one for what they were before.
        """
        unknown = [code for code in codes if code and code not in self._parties]
        asked = {code: code for code in codes}
        if unknown:
            for row in Agency.objects.filter(code__in=unknown).values(*chain_queries.AGENCY):
                asked[row["code"]] = self.meet(row)
            for row in Employer.objects.filter(code__in=unknown).values(*chain_queries.PARTY):
                self.meet(row)
        known = [code for code in asked.values() if code in self._parties]
        self.members(known)
        return {code: self._parties[code] for code in known}

    def employing(self, codes: Collection[str]) -> list[int]:
        """The keys of those that are employers or principals."""
        return [self._keys[code] for code in codes if code in self._parties and not self._recruits(code)]

    def members(self, codes: Collection[str]) -> list[int]:
        """The keys of those that are agencies, and of the agencies that were joined to them: at most one query."""
        agencies = [code for code in codes if code in self._parties and self._recruits(code)]
        if any(code not in self._members for code in agencies):
            self._ask_members()
        return [key for code in agencies for key in self._members[code]]

    def _ask_members(self) -> None:
        """Of all that were met so far, so that it is asked seldom."""
        new = [code for code in self._parties if self._recruits(code) and code not in self._members]
        self._members |= {code: [self._keys[code]] for code in new}
        for row in chain_queries.joined(self._keys[code] for code in new):
            code = self.agencies[row["joined_to"]]
            self.agencies[row["pk"]] = code
            self._members[code].append(row["pk"])
            party = self._parties[code]
            self._parties[code] = replace(party, formerly=(*party.formerly, row["code"]))

    def _recruits(self, code: str) -> bool:
        return self._parties[code].kind not in EMPLOYS
