"""Finding employers and principals, in any script and mistyped, with the engine that finds agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from fairway.recruitment.names import asked_keys, read
from fairway_portal.actors.finding import LEAST, MOST, Tables, asked_for, candidates, compared
from fairway_portal.actors.models import Employer, EmployerKey, EmployerName

TABLES: Final = Tables(EmployerKey, EmployerName, "employer_id")
_CODE: Final = re.compile(r"([a-z]{3})[\s\W_]*e[\s\W_]*0*([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class FoundEmployer:
    """An employer that answers a search; for the desk: a household's name is never public.

    Attributes:
        code: `QAT-E000012`.
        name: The present one.
        names: Others, in any script.
        country: ISO 3166-1 alpha-3.
        kind: `employer`, `principal` or `household`.
        city, registration: As recorded, or empty.
        likeness: How well it answers, from 0 to 1.
        demonstration: Whether it is made up.
    """

    code: str
    name: str
    names: tuple[str, ...]
    country: str
    kind: str
    city: str
    registration: str
    likeness: float
    demonstration: bool = False


def employer_code(country: str, number: int) -> str:
    """The code of a number: country, E and number."""
    return f"{country}-E{number:06d}"


def employer_code_meant(text: str) -> str:
    """The code that a text writes (`qat e12`, `QAT-E000012`), or nothing."""
    found = _CODE.fullmatch(text.strip().lower()) if text.isascii() else None
    return employer_code(found[1].upper(), int(found[2])) if found else ""


def employer(code: str) -> Employer | None:
    """The employer of a code, however it is written; None where there is none to be shown."""
    meant = employer_code_meant(code)
    found = Employer.objects.filter(code=meant).first() if meant else None
    return None if found is None or (found.demonstration and not settings.DEMONSTRATION) else found


def find_employers(text: str, *, country: str = "", limit: int = 20) -> tuple[FoundEmployer, ...]:
    """The employers that a text may mean, best first.

    Args:
        text: What was typed: part of a name, in any script, mistyped; a code. Only the first 250 letters count.
        country: ISO 3166-1 alpha-3 of the employer's country, or empty for all.
        limit: How many at most; never more than 100.

    Returns:
        Employers at least half alike. Those made up only where the installation demonstrates.
    """
    text = asked_for(text)
    limit = min(limit, MOST)
    if not text or limit < 1:
        return ()
    asked = read(text)
    likeness = compared(asked, candidates(TABLES, dict(asked_keys(asked)), country))
    if named := employer(text):
        likeness[named.pk] = 1.0
    wanted = sorted((one for one in likeness if likeness[one] >= LEAST), key=lambda one: (-likeness[one], one))[:limit]
    rows = {one.pk: one for one in Employer.objects.filter(pk__in=wanted) if country in ("", one.country)}
    best = sorted(rows.values(), key=lambda one: (-likeness[one.pk], one.name, one.code))
    return tuple(_found(best, likeness))


def _found(best: Sequence[Employer], likeness: dict[int, float]) -> Iterator[FoundEmployer]:
    names: dict[int, list[str]] = {}
    rows = EmployerName.objects.filter(employer__in=[one.pk for one in best]).order_by("pk")
    for owner, name in rows.values_list("employer_id", "name"):
        names.setdefault(owner, []).append(name)
    for one in best:
        others = tuple(name for name in names.get(one.pk, ()) if name != one.name)
        yield FoundEmployer(
            one.code, one.name, others, one.country, one.kind, one.city, one.registration,
            round(likeness[one.pk], 4), one.demonstration,
        )  # fmt: skip
