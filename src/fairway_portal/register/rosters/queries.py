"""Reading editions of public lists: what is listed, what waits, what publishing would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from fairway_portal.actors.models import Agency
from fairway_portal.register.rosters.models import RosterRow, Vintage


@dataclass(frozen=True, slots=True)
class Listing:
    """What one edition says of an agency: another authority's word, not a licence of this register.

    Attributes:
        vintage: Key of the edition.
        country, publisher, edition, retrieved, terms: Of the edition.
        name, licence_number, city: As the list writes them.
        status: A code of `fairway.recruitment.rosters.fields.STATUSES`.
        status_words: The list's own words.
        valid_from, valid_to: As the list says, or None.
        current: Whether it is the latest edition of the country; an agency that the latest one does not name has none.
        demonstration: Whether it is made up.
    """

    vintage: int
    country: str
    publisher: str
    edition: str
    retrieved: date
    terms: str
    name: str
    licence_number: str
    city: str
    status: str
    status_words: str
    valid_from: date | None
    valid_to: date | None
    current: bool
    demonstration: bool


def latest(country: str, *, demonstration: bool = False) -> Vintage | None:
    """The edition of a country that was published last and is not withdrawn; its file is not read."""
    found = Vintage.objects.filter(country=country, state=Vintage.State.PUBLISHED, demonstration=demonstration)
    return found.defer("contents").order_by("-published", "-pk").first()


def listed(agency: Agency) -> tuple[Listing, ...]:
    """What published editions say of an agency, the latest first; of those joined to it too."""
    rows = (
        RosterRow.objects.filter(Q(agency=agency) | Q(agency__joined_to=agency), vintage__state=Vintage.State.PUBLISHED)
        .exclude(decision=RosterRow.Decision.LEFT_OUT)
        .select_related("vintage")
        .defer("vintage__contents", "vintage__left_out")
        .order_by("-vintage__published", "-vintage_id", "line")
    )
    if not settings.DEMONSTRATION:
        rows = rows.filter(vintage__demonstration=False)
    now = latest(agency.country, demonstration=agency.demonstration)
    return tuple(_listing(row, now.pk if now else 0) for row in rows)


def _listing(row: RosterRow, latest_key: int) -> Listing:
    of = row.vintage
    return Listing(
        of.pk, of.country, of.publisher, of.edition, of.retrieved, of.terms, row.name, row.licence_number, row.city,
        row.status, row.status_words, row.valid_from, row.valid_to, of.pk == latest_key, of.demonstration,
    )  # fmt: skip


def vintages(country: str) -> QuerySet[Vintage]:
    """The editions of a country, newest first, without their files."""
    found = Vintage.objects.filter(country=country).defer("contents", "left_out").order_by("-received", "-pk")
    return found if settings.DEMONSTRATION else found.filter(demonstration=False)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of an edition are what.

    Attributes:
        rows: In all.
        kinds: Kind of match → how many.
        undecided: Uncertain rows that nobody has decided.
    """

    rows: int
    kinds: dict[str, int]
    undecided: int


def tally(vintage: Vintage) -> Tally:
    """The rows of an edition, counted."""
    counted = vintage.rows.values_list("kind").annotate(rows=Count("pk"))
    kinds = dict(counted)
    return Tally(sum(kinds.values()), kinds, undecided(vintage).count())


def undecided(vintage: Vintage) -> QuerySet[RosterRow]:
    """Uncertain rows that nobody has decided, the likeliest first."""
    waiting = vintage.rows.filter(kind="uncertain", decision=RosterRow.Decision.NONE)
    return waiting.select_related("agency").order_by("-confidence", "line")
