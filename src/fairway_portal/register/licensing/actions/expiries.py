"""Putting on record that licences ran out. They stand as expired without it: their days say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.recruitment.licences.layers import HELD
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import Act
from fairway_portal.register.licensing.actions.acts import record_act
from fairway_portal.register.licensing.errors import SomebodyActed
from fairway_portal.register.licensing.models import Licence

REASON: Final = "The last day of the licence is over, and it was not renewed."
BASIS: Final = "The licence’s own last day"


@dataclass(frozen=True, slots=True)
class Expired:
    """What was recorded, and what was not, with why."""

    recorded: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]


def record_expiries(*, on: date | None = None) -> Expired:
    """Adds the entry `expire` to every licence whose last day is over; twice does no harm.

    Args:
        on: The day; None: today.

    Returns:
        Keys of the licences it was recorded for, and those for which the rules refused it.
    """
    day = on or timezone.localdate()
    over = Licence.objects.filter(state__in=[one.value for one in HELD], valid_to__lt=day).order_by("pk")
    recorded, refused = [], []
    for licence in over.iterator(chunk_size=500):
        effective = _day_after(licence)
        try:
            record_act(
                by=None,
                licence=licence,
                saw=licence.version,
                act=Act.EXPIRE,
                effective=effective,
                reason=REASON,
                legal_basis=rules_of(licence.country, effective).legal_basis.get(Act.EXPIRE, BASIS),
            )
        except SomebodyActed:
            continue  # an officer was faster: the next run looks again
        except InputError as refusal:
            refused.append((licence.pk, refusal.title))
        else:
            recorded.append(licence.pk)
    return Expired(tuple(recorded), tuple(refused))


def _day_after(licence: Licence) -> date:
    """The day from which it is expired: never before the last entry, which may have been recorded later."""
    if licence.valid_to is None:
        raise AssertionError(licence.pk)  # the query asks for licences that have a last day
    last = licence.entries.order_by("-number").values_list("effective", flat=True).first()
    after = licence.valid_to + timedelta(days=1)
    return max(after, last) if last else after
