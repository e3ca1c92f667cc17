"""Who lost a licence in a month, and who got one back: found by asking how each licence stood from day to day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from fairway.recruitment.licences.history import Entry, Standing
from fairway.recruitment.licences.layers import Stay
from fairway.recruitment.licences.standing import standing
from fairway.recruitment.licences.states import ACTS, State
from fairway_portal.register.licensing.models import Appeal, Licence, LicenceEntry
from fairway_portal.register.licensing.queries import appeals_of
from fairway_portal.register.licensing.reading import entries_of, stays_of
from fairway_portal.register.public.families import granted, with_public_history
from fairway_portal.register.public.licences import LOST, PublicEntry, public_entry

ONE_DAY: Final = timedelta(days=1)
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """The day on which a licence was lost, or came back.

    Attributes:
        day: The first day on which it stood so.
        code, name: Of the agency that stands for its holder.
        country: Of the authority.
        number: Of the licence.
        state: How it stood from that day.
        lost: Whether it was lost; else it came back.
        because: The act that did it; None: a day passed, or an appeal changed it.
        last: The licence's last day, where its passing did it.
        demonstration: Whether it is made up.
    """

    day: date
    code: str
    name: str
    country: str
    number: str
    state: State
    lost: bool
    because: PublicEntry | None
    last: date | None
    demonstration: bool


def turns(first: date, last: date, country: str = "") -> tuple[Turn, ...]:
    """What happened to licences between two days, the latest first.

    Args:
        first, last: Both of them included; days to come are not looked at.
        country: ISO 3166-1 alpha-3 of the authority, or empty for all.
    """
    last = min(last, timezone.localdate())
    if last < first:
        return ()
    rows = Licence.objects.filter(granted(), _touched(first, last))
    if country:
        rows = rows.filter(country=country)
    rows = with_public_history(rows).select_related("agency__joined_to")
    found = [one for row in rows.iterator(AT_ONCE) for one in _turns_of(row, first, last)]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.name, one.number)))


def _touched(first: date, last: date) -> Q:
    """Licences of which something begins, ends or is decided between two days."""
    eve, last_eve = first - ONE_DAY, last - ONE_DAY
    during = Q(effective__range=(first, last)) | Q(valid_to__range=(eve, last_eve)) | Q(until__range=(eve, last_eve))
    entries = LicenceEntry.objects.filter(during)
    stays = Appeal.objects.filter(_days(first, last), stays=True)
    return Q(pk__in=entries.values("licence")) | Q(pk__in=stays.values("entry__licence"))


def _days(first: date, last: date) -> Q:
    # A day wider on both sides: the days of appeals are the portal's own, whatever the database calls midnight.
    wide = (first - ONE_DAY, last + 2 * ONE_DAY)
    return Q(filed__date__range=wide) | Q(decided__date__range=wide)


def _turns_of(row: Licence, first: date, last: date) -> Iterator[Turn]:
    kept = list(row.entries.all())
    entries, stays = entries_of(kept), stays_of(appeals_of(kept))
    holder = row.agency.joined_to or row.agency
    for day in sorted(_telling_days(entries, stays, first, last)):
        before, after = standing(entries, day - ONE_DAY, stays), standing(entries, day, stays)
        if after is None or not _turned(before, after):
            continue
        because = _act_of(kept, after.because) if after.because and after.because.effective == day else None
        yield Turn(
            day=day, code=holder.code, name=holder.name, country=row.country, number=row.number, state=after.state,
            lost=not after.in_force, because=because, last=after.valid_to if after.state is State.EXPIRED else None,
            demonstration=row.demonstration,
        )  # fmt: skip


def _act_of(kept: Sequence[LicenceEntry], because: Entry) -> PublicEntry | None:
    row = next(one for one in kept if one.number == because.number)
    return public_entry(row) if ACTS[because.act].public else None


def _turned(before: Standing | None, after: Standing) -> bool:
    """Whether a licence was lost, lost for good after it was lost for a time, or came back."""
    if after.state in LOST:
        return before is None or before.state is not after.state
    return after.in_force and before is not None and before.state in LOST


def _telling_days(entries: tuple[Entry, ...], stays: tuple[Stay, ...], first: date, last: date) -> set[date]:
    """The days on which its standing can change."""
    days = {one.effective for one in entries}
    days |= {ended + ONE_DAY for one in entries for ended in (one.valid_to, one.until) if ended and ended < date.max}
    days |= {one.first for one in stays} | {one.last + ONE_DAY for one in stays if one.last}
    days |= {one.last for one in stays if one.last}
    return {day for day in days if first <= day <= last}
