"""What the search of agencies and that of employers share: candidates by keys, then names word by word.

Candidates come from a table of keys, weighed in the database; the names of the best of them are then compared with
what was typed. How this was chosen, and what it costs, is in `docs/explanation/agency-search.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.conf import settings
from django.db import connection, models
from rapidfuzz import fuzz

from fairway.recruitment.names import Name, answers, read

LONGEST: Final = 250
"""Letters of the text that are looked at."""
MOST: Final = 100
CANDIDATES: Final = 400
"""Actors that are looked at roughly."""
COMPARED: Final = 40
"""Names that are compared word by word."""
SHARED_TRADE: Final = 15
"""What a shared word of the trade adds to a rough look, beside 200 for the same name."""
OF_A_KEY: Final = 1_000
"""Actors taken from one key: a word that more of them share tells little, and is found with other words besides."""
LEAST: Final = 0.5
"""Less alike is not shown."""


class Candidate(NamedTuple):
    """A name of an actor that shares keys with what was asked for."""

    actor: int
    weight: int
    name: str
    taken_apart: str


@dataclass(frozen=True, slots=True)
class Tables:
    """Where one kind of actors keeps its keys and names; `owner` is their column that names the actor."""

    keys: type[models.Model]
    names: type[models.Model]
    owner: str


def asked_for(text: str) -> str:
    """What was typed, cut and without what no database compares."""
    return text[:LONGEST].replace("\0", " ").strip()


def compared(asked: Name, candidates: Sequence[Candidate]) -> dict[int, float]:
    """Actor → how well its best name answers; of many candidates, those that a rough look leaves."""
    names = [(one.actor, Name.unpacked(one.taken_apart) if one.taken_apart else read(one.name)) for one in candidates]
    if len(names) > COMPARED:
        heard, written, of_trade = " ".join(asked.sounds), "".join(asked.words), set(asked.trade)
        names.sort(key=lambda one: -_roughly(one[1], heard, written, of_trade))
    likeness: dict[int, float] = {}
    for actor, name in names[:COMPARED]:
        likeness[actor] = max(likeness.get(actor, 0.0), answers(asked, name))
    return likeness


def _roughly(name: Name, heard: str, written: str, of_trade: set[str]) -> float:
    """A quick look at a name: sounds in any order, letters, words of the trade."""
    rough = fuzz.token_set_ratio(heard, " ".join(name.sounds)) + fuzz.ratio(written, "".join(name.words))
    return float(rough) + SHARED_TRADE * len(of_trade.intersection(name.trade))


def candidates(tables: Tables, weights: Mapping[int, int], country: str, most: int = CANDIDATES) -> list[Candidate]:
    """The names of the actors that share most keys with what was asked for.

    Each key is cut off on its own, so that a word which thousands share costs no more than a rare one. The ORM cannot
    group a union of limited queries.
    """
    if not weights:
        return []
    keys, names = (connection.ops.quote_name(model._meta.db_table) for model in (tables.keys, tables.names))
    owner = connection.ops.quote_name(tables.owner)
    conditions = [
        "key = %s",
        *(["country = %s"] if country else []),
        *([] if settings.DEMONSTRATION else ["NOT demonstration"]),
    ]
    one = f"SELECT {owner}, %s AS weight FROM {keys} WHERE {' AND '.join(conditions)} LIMIT {OF_A_KEY}"  # noqa: S608
    every = " UNION ALL ".join([f"SELECT * FROM ({one}) AS one"] * len(weights))  # noqa: S608
    sql = (
        f"SELECT best.{owner}, best.weight, names.name, names.taken_apart FROM ("  # noqa: S608
        f"SELECT {owner}, SUM(weight) AS weight FROM ({every}) AS every "
        f"GROUP BY {owner} ORDER BY 2 DESC, {owner} LIMIT {most}"
        f") AS best JOIN {names} AS names ON names.{owner} = best.{owner}"
    )
    given = [part for key, weight in weights.items() for part in (weight, key, *((country,) if country else ()))]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [Candidate(*row) for row in cursor.fetchall()]
