"""Codes of agencies and numbers of employers: country and number, each given once."""

from __future__ import annotations

import re
from typing import Final

from django.db import transaction
from django.db.models import F

from fairway_portal.actors.models import AgencyNumber

_CODE: Final = re.compile(r"([a-z]{3})[\s\W_]*0*([0-9]{1,9})")


@transaction.atomic
def next_codes(country: str, count: int) -> list[str]:
    """Gives out codes that no agency has or will have: `NPL-000012`.

    Counting up locks the country's row until the transaction ends, so that two who add at the same time wait for each
    other; a transaction that is undone gives its numbers back.

    Args:
        country: ISO 3166-1 alpha-3.
        count: How many are wanted.
    """
    return [f"{country}-{number:06d}" for number in next_numbers(country, count)]


@transaction.atomic
def next_numbers(country: str, count: int) -> range:
    """Gives out numbers of a country that no agency and no employer has or will have; they count together.

    Args:
        country: ISO 3166-1 alpha-3.
        count: How many are wanted.
    """
    AgencyNumber.objects.get_or_create(country=country)
    AgencyNumber.objects.filter(country=country).update(last=F("last") + count)
    last = AgencyNumber.objects.get(country=country).last
    return range(last - count + 1, last + 1)


def code_meant(text: str) -> str:
    """The code that a text writes (`npl 12`, `NPL-000012`), or nothing."""
    found = _CODE.fullmatch(text.strip().lower())
    return f"{found[1].upper()}-{int(found[2]):06d}" if found and text.isascii() else ""
