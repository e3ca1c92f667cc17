"""Why contracts would be refused: a bar, a licence that is not in force, or one that does not cover them.

What a whole list needs is read at once: a contract more costs no query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final, TypeVar

from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.contracts.fields import SECTORS
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.licensing.models import Licence
from fairway_portal.register.licensing.queries import licences_of_all, standing_of, with_history
from fairway_portal.register.licensing.seeing import seen
from fairway_portal.register.placements.asking import AskedPlacement
from fairway_portal.register.placements.models import BarEntry

Key = TypeVar("Key", int, str)
AT_ONCE: Final = 500
"""Keys in one query."""


class Objections:
    """What speaks against some contracts.

    Args:
        asked: All of them.
    """

    def __init__(self, asked: Sequence[AskedPlacement]) -> None:
        self._bars = _bars(one for each in asked for one in _employers(each))
        agencies = {_family(one.agency) for one in asked if one.agency is not None and _needs_licence(one.agency)}
        self._licences = _licences(agencies)
        self._in_force: dict[tuple[int, date], tuple[Licence, ...]] = {}

    def of(self, asked: AskedPlacement) -> tuple[Text, ...]:
        """Why one of them would be refused; empty: it would not.

        Args:
            asked: One of those that were named before.
        """
        return (*self._barred(asked), *self._unlicensed(asked))

    def _barred(self, asked: AskedPlacement) -> Iterator[Text]:
        for one in _employers(asked):
            bar = None
            for entry in self._bars.get((one.pk, asked.origin), ()):
                if entry.effective <= asked.signed:
                    bar = entry
            if bar and bar.act == BarEntry.Act.BAR and (bar.until is None or asked.signed <= bar.until):
                yield Text("{code} is barred from being given workers: {reason}", code=one.code, reason=bar.reason)

    def _unlicensed(self, asked: AskedPlacement) -> Iterator[Text]:
        agency, on = asked.agency, asked.signed
        if agency is None or not _needs_licence(agency):
            return
        standing = self._standing(_family(agency), on)
        if not standing:
            yield Text("{code} had no licence in force on {day}.", code=agency.code, day=on.isoformat())
        elif not any(_covers(one, asked) for one in standing):
            yield Text(
                "No licence of {code} covers this: {sector}, in {place}.", code=agency.code,
                sector=SECTORS.get(asked.sector, SECTORS["other"]), place=PlaceName(asked.destination),
            )  # fmt: skip

    def _standing(self, family: int, on: date) -> tuple[Licence, ...]:
        key = (family, on)
        if key not in self._in_force:
            licences = self._licences.get(family, ())
            self._in_force[key] = tuple(one for one in licences if standing_of(one, on).in_force)
        return self._in_force[key]


def _covers(licence: Licence, asked: AskedPlacement) -> bool:
    """Whether a licence is given for this work there; contracts have fewer sectors than licences."""
    if licence.destinations and asked.destination not in licence.destinations:
        return False
    finer = asked.sector == "other" and any(one not in SECTORS for one in licence.sectors)
    return not licence.sectors or asked.sector in licence.sectors or finer


def _employers(asked: AskedPlacement) -> list[Employer]:
    return [one for one in (asked.employer, asked.principal) if one is not None]


def _needs_licence(agency: Agency) -> bool:
    return agency.kind != Agency.Kind.PUBLIC


def _family(agency: Agency) -> int:
    """Key of the agency that answers for it today."""
    return agency.joined_to_id or agency.pk


def _bars(employers: Iterable[Employer]) -> dict[tuple[int, str], list[BarEntry]]:
    """Employer and country → the bars and their ends, in the order in which they were recorded."""
    found: dict[tuple[int, str], list[BarEntry]] = {}
    for keys in portions({one.pk for one in employers}):
        for entry in BarEntry.objects.filter(employer__in=keys).order_by("pk"):
            found.setdefault((entry.employer_id, entry.country), []).append(entry)
    return found


def _licences(agencies: set[int]) -> dict[int, list[Licence]]:
    """Key of an agency → its licences with their histories, those of agencies that were joined to it among them."""
    found: dict[int, list[Licence]] = {}
    for keys in portions(agencies):
        for one in with_history(seen(licences_of_all(keys))):
            found.setdefault(_family(one.agency), []).append(one)
    return found


def portions(keys: Iterable[Key], at_once: int = AT_ONCE) -> Iterator[list[Key]]:
    """So many keys at a time, in order."""
    rest = iter(sorted(keys))
    while several := list(islice(rest, at_once)):
        yield several
