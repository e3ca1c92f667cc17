"""What officers write into the forms of rosters, as typed values with their faults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.rosters.fields import FIELDS
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.register.rosters.actions.receiving import Provenance

LONGEST_PUBLISHER: Final = 200
LONGEST_EDITION: Final = 80


@dataclass(frozen=True, slots=True)
class ListAsked:
    """A list to take in."""

    publisher: str = ""
    edition: str = ""
    retrieved: str = ""
    terms: str = ""
    provenance: Provenance | None = None
    faults: tuple[Fault, ...] = ()


def read_list(post: QueryDict) -> ListAsked:
    """Reads the form that comes with a file."""
    faults = list[Fault]()
    publisher = written(post, "publisher", LONGEST_PUBLISHER)
    edition = written(post, "edition", LONGEST_EDITION)
    terms = written(post, "terms", LONGEST_PUBLISHER)
    retrieved = written(post, "retrieved", 10)
    if not publisher:
        faults.append(Fault("publisher", Text("Write who published the list.")))
    if not edition:
        faults.append(Fault("edition", Text("Write which edition it is, for instance its month and year.")))
    day = _day(retrieved)
    if day is None:
        faults.append(Fault("retrieved", Text("Write the day on which the list was fetched; it cannot be to come.")))
    provenance = None if faults or day is None else Provenance(publisher, edition, day, terms)
    return ListAsked(publisher, edition, retrieved, terms, provenance, tuple(faults))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= timezone.localdate() else None


def read_columns(post: QueryDict, columns: int) -> dict[str, int]:
    """Field → place of its column, as chosen for each column; a field chosen twice keeps a place that is refused
    later.
    """
    found = dict[str, int]()
    for place in range(columns):
        field = post.get(f"column-{place}", "")
        if field in FIELDS:
            # The second of two stands for both, and the page says that one is chosen twice.
            found[field] = place if field not in found else -1
    return found


def saw(post: QueryDict) -> int:
    """The version that the officer saw; 0 where the form lost it."""
    text = post.get("saw", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
