"""Finding an agency by whatever somebody types: part of a name, in any script, mistyped; a licence number; a code.

Candidates come from the table of keys, weighed in the database; the names of the best of them are then compared with
what was typed. How this was chosen, and what it costs, is in `docs/explanation/agency-search.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.conf import settings
from django.db import connection
from rapidfuzz import fuzz

from fairway.recruitment.names import Name, answers, asked_keys, licence_forms, licence_keys, read
from fairway_portal.actors.models import Agency, AgencyKey, AgencyName
from fairway_portal.actors.numbering import code_meant

LONGEST: Final = 250
"""Letters of the text that are looked at."""
MOST: Final = 100
CANDIDATES: Final = 400
"""Agencies that are looked at roughly."""
COMPARED: Final = 40
"""Names that are compared word by word."""
SHARED_TRADE: Final = 15
"""What a shared word of the trade adds to a rough look, beside 200 for the same name."""
OF_A_KEY: Final = 1_000
"""Agencies taken from one key: a word that more of them share tells little, and is found with other words besides."""
LICENCE_WEIGHT: Final = 40
"""Of a key of a licence number, beside 1 to 6 for those of a name."""
LEAST: Final = 0.5
"""Less alike is not shown."""
BY_NUMBER: Final = 0.9
"""Likeness of a licence number of which only the number itself was typed."""


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """An agency that answers a search.

    Attributes:
        code: `NPL-000012`.
        name: The present one.
        names: Others: former, trading, in other scripts.
        country: ISO 3166-1 alpha-3.
        city, licence_number: As the list it was read from writes them, or empty.
        likeness: How well it answers, from 0 to 1.
        demonstration: Whether it is made up.
    """

    code: str
    name: str
    names: tuple[str, ...]
    country: str
    city: str
    licence_number: str
    likeness: float
    demonstration: bool = False


class _Candidate(NamedTuple):
    agency: int
    weight: int
    name: str
    taken_apart: str


def find(text: str, *, country: str = "", limit: int = 20) -> tuple[FoundAgency, ...]:
    """The agencies that a text may mean, best first.

    Args:
        text: What was typed; only the first 250 letters count.
        country: ISO 3166-1 alpha-3 of the agency's country, or empty for all.
        limit: How many at most; never more than 100.

    Returns:
        Agencies at least half alike. Demonstration agencies only where the installation demonstrates.
    """
    text = text[:LONGEST].replace("\0", " ").strip()
    limit = min(limit, MOST)
    if not text or limit < 1:
        return ()
    asked = read(text)
    weights = dict(asked_keys(asked)) | dict.fromkeys(licence_keys(text), LICENCE_WEIGHT)
    candidates = _candidates(weights, country)
    likeness = _compared(asked, candidates)
    code, licence = code_meant(text), licence_forms(text)
    wanted = set(sorted(likeness, key=lambda agency: (-likeness[agency], agency))[:limit])
    wanted |= {one.agency for one in candidates if one.weight >= LICENCE_WEIGHT}
    if code:
        wanted |= set(Agency.objects.filter(code=code).values_list("pk", flat=True))
    found = [
        (max(likeness.get(agency.pk, 0.0), _by_number(agency, code, licence)), agency)
        for agency in _seen(wanted, country)
    ]
    best = [one for one in found if one[0] >= LEAST]
    return _found(sorted(best, key=lambda one: (-one[0], one[1].name, one[1].code))[:limit])


def _compared(asked: Name, candidates: Sequence[_Candidate]) -> dict[int, float]:
    """Agency → how well its best name answers; of many candidates, those that a rough look leaves."""
    names = [(one.agency, Name.unpacked(one.taken_apart) if one.taken_apart else read(one.name)) for one in candidates]
    if len(names) > COMPARED:
        heard, written, of_trade = " ".join(asked.sounds), "".join(asked.words), set(asked.trade)
        names.sort(key=lambda one: -_roughly(one[1], heard, written, of_trade))
    likeness: dict[int, float] = {}
    for agency, name in names[:COMPARED]:
        likeness[agency] = max(likeness.get(agency, 0.0), answers(asked, name))
    return likeness


def _roughly(name: Name, heard: str, written: str, of_trade: set[str]) -> float:
    """A quick look at a name: sounds in any order, letters, words of the trade."""
    rough = fuzz.token_set_ratio(heard, " ".join(name.sounds)) + fuzz.ratio(written, "".join(name.words))
    return float(rough) + SHARED_TRADE * len(of_trade.intersection(name.trade))


def _candidates(weights: Mapping[int, int], country: str) -> list[_Candidate]:
    """The names of the agencies that share most keys with what was asked for.

    Each key is cut off on its own, so that a word which thousands share costs no more than a rare one. The ORM cannot
    group a union of limited queries.
    """
    if not weights:
        return []
    keys, names = (connection.ops.quote_name(model._meta.db_table) for model in (AgencyKey, AgencyName))
    conditions = [
        "key = %s",
        *(["country = %s"] if country else []),
        *([] if settings.DEMONSTRATION else ["NOT demonstration"]),
    ]
    one = f"SELECT agency_id, %s AS weight FROM {keys} WHERE {' AND '.join(conditions)} LIMIT {OF_A_KEY}"  # noqa: S608
    every = " UNION ALL ".join([f"SELECT * FROM ({one}) AS one"] * len(weights))  # noqa: S608
    sql = (
        "SELECT best.agency_id, best.weight, names.name, names.taken_apart FROM ("  # noqa: S608
        f"SELECT agency_id, SUM(weight) AS weight FROM ({every}) AS every "
        f"GROUP BY agency_id ORDER BY 2 DESC, agency_id LIMIT {CANDIDATES}"
        f") AS best JOIN {names} AS names ON names.agency_id = best.agency_id"
    )
    given = [part for key, weight in weights.items() for part in (weight, key, *((country,) if country else ()))]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [_Candidate(*row) for row in cursor.fetchall()]


def _seen(ids: Iterable[int], country: str) -> Iterator[Agency]:
    """The agencies that may be shown. Not left to the database, which would rather look through all of a country."""
    for agency in Agency.objects.filter(pk__in=set(ids)):
        hidden = agency.joined_to_id is not None or (agency.demonstration and not settings.DEMONSTRATION)
        if not hidden and country in ("", agency.country):
            yield agency


def _found(best: Sequence[tuple[float, Agency]]) -> tuple[FoundAgency, ...]:
    """What a page shows of the agencies."""
    names: dict[int, list[str]] = {}
    rows = AgencyName.objects.filter(agency__in=[agency.pk for _, agency in best]).order_by("pk")
    for owner, name in rows.values_list("agency_id", "name"):
        names.setdefault(owner, []).append(name)
    return tuple(
        FoundAgency(
            agency.code,
            agency.name,
            tuple(name for name in names.get(agency.pk, ()) if name != agency.name),
            agency.country,
            agency.city,
            agency.licence_number,
            round(likeness, 4),
            agency.demonstration,
        )
        for likeness, agency in best
    )


def _by_number(agency: Agency, code: str, licence: tuple[str, ...]) -> float:
    """How well a code or licence number answers."""
    if code == agency.code:
        return 1.0
    held = licence_forms(agency.licence_number) if licence else ()
    if set(licence[:2]) & set(held[:2]):
        return 1.0
    # `0102` asks for `RL-0102`; a name with a number in it (`Hope 21`) does not ask for licence 21.
    return BY_NUMBER if held and licence[0].isdigit() and licence[0] in held else 0.0
