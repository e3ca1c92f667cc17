"""Recognising the agencies of a list among those that are known; fuller matching of rosters is the register's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fairway.recruitment.names import licence_forms, likeness, read
from fairway_portal.actors.errors import UnusableAgency
from fairway_portal.actors.models import Agency, AgencyName

SAME_LICENCE: Final = 0.55
"""Names under one licence number that are less alike are a mistake of the list, or a renaming to be confirmed."""


class Known:
    """The agencies of a country, by licence number and by name."""

    def __init__(self, country: str, *, demonstration: bool) -> None:
        self.names: dict[int, set[str]] = {}
        """Python's identity of an agency → its names; agencies that are not saved yet have no other."""
        self._licensed: dict[str, Agency] = {}
        self._named: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Agency]] = {}
        every = Agency.objects.filter(country=country, demonstration=demonstration)
        standing = {agency.pk: agency for agency in every.filter(joined_to=None)}
        named: dict[int, set[str]] = {}
        for owner, name in AgencyName.objects.filter(agency__in=every).values_list("agency_id", "name"):
            named.setdefault(owner, set()).add(name)
        for pk, agency in standing.items():
            self.add(agency, named.get(pk, set()))
        for owner, licence in every.exclude(joined_to=None).values_list("joined_to_id", "licence_number"):
            self._licence(licence, standing[owner])

    def add(self, agency: Agency, names: Iterable[str] = ()) -> None:
        """Makes an agency known, with its other names."""
        self.names[id(agency)] = {agency.name, *names}
        for name in self.names[id(agency)]:
            self._name(name, agency)
        self._licence(agency.licence_number, agency)

    def complete(self, held: Agency, listed: Agency, names: Iterable[str]) -> set[str]:
        """Fills in what a known agency lacks.

        Returns:
            What changed: names of fields, and `names`.
        """
        changed = set[str]()
        for field in ("licence_number", "city"):
            if getattr(listed, field) and not getattr(held, field):
                setattr(held, field, getattr(listed, field))
                changed.add(field)
        self._licence(held.licence_number, held)
        if further := set(names) - self.names[id(held)]:
            self.names[id(held)] |= further
            for name in further:
                self._name(name, held)
            changed.add("names")
        return changed

    def same(self, listed: Agency) -> Agency | None:
        """The known agency that a listed one is, or None where it is new.

        Raises:
            UnusableAgency: Its licence number is that of an agency with quite another name, or its name is
                that of several.
        """
        held = self._licensed.get(_form(listed.licence_number))
        if held is not None:
            if max(likeness(listed.name, name) for name in self.names[id(held)]) < SAME_LICENCE:
                raise UnusableAgency(
                    f"Licence {listed.licence_number} is that of {held.name}{_coded(held)}; the list gives it to "
                    f"{listed.name}.",
                    advice="Correct the number, or rename the agency first.",
                )
            return held
        alike = [
            one
            for one in {id(one): one for one in self._named.get(_telling(listed.name), ())}.values()
            if not (_form(one.licence_number) and _form(listed.licence_number))
        ]
        if len(alike) > 1:
            raise UnusableAgency(
                f"{listed.name} could be {' or '.join(f'{one.name}{_coded(one)}' for one in alike[:3])}.",
                advice="Give its licence number.",
            )
        return alike[0] if alike else None

    def _licence(self, number: str, agency: Agency) -> None:
        if form := _form(number):
            self._licensed.setdefault(form, agency)

    def _name(self, name: str, agency: Agency) -> None:
        self._named.setdefault(_telling(name), []).append(agency)


def _form(licence_number: str) -> str:
    return next(iter(licence_forms(licence_number)), "")


def _telling(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What two names share that are surely one: words in any order, words of the trade; the legal form may differ."""
    taken = read(name)
    return tuple(sorted(taken.words)), taken.trade


def _coded(agency: Agency) -> str:
    return f" ({agency.code})" if agency.code else ""
