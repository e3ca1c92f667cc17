"""From the seeds and the frozen list to an order: nothing in it can be chosen by one party."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from fairway.kernel.text import Text
from fairway.recruitment.lottery.errors import LotteryUnusable
from fairway.recruitment.lottery.hashing import digest
from fairway.recruitment.lottery.terms import LONGEST, STRATUM, LotteryTerms, terms_json

NUMBER: Final = re.compile(r"[0-9A-Z][0-9A-Z-]{2,38}[0-9A-Z]")
MOST_APPLICATIONS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Application:
    """One application in the list that is frozen and published.

    Attributes:
        number: A code that says nothing of the person: capital letters, digits and hyphens.
        strata: Stratum → value, as quotas need them: `{"sex": "F"}`; nothing else.
    """

    number: str
    strata: Mapping[str, str] = field(default_factory=dict)


def frozen(applications: Iterable[Application]) -> tuple[Application, ...]:
    """The list as it is frozen: by number.

    Raises:
        LotteryUnusable: It is empty or too long, or a number is there twice or of another form.
    """
    listed = tuple(sorted(applications, key=lambda one: one.number))
    if not 0 < len(listed) <= MOST_APPLICATIONS:
        raise LotteryUnusable(
            Text("A list has 1 to {most} applications.", most=MOST_APPLICATIONS),
            advice=Text("Without applications there is nothing to draw."),
        )
    for at, one in enumerate(listed):
        if not NUMBER.fullmatch(one.number):
            raise LotteryUnusable(
                Text("“{number}” cannot be the number of an application.", number=one.number[:40]),
                advice=Text("Use 4 to 40 capital letters, digits and hyphens, and no name of a person."),
            )
        if at and listed[at - 1].number == one.number:
            raise LotteryUnusable(
                Text("The number {number} is there twice.", number=one.number), advice=Text("Take one out.")
            )
        if any(not STRATUM.fullmatch(name) or not 0 < len(said) <= LONGEST for name, said in one.strata.items()):
            raise LotteryUnusable(
                Text("Application {number}: a stratum cannot be read.", number=one.number),
                advice=Text("Write it as sex=F: a name in small letters, and its value."),
            )
    return listed


def application_json(one: Application) -> dict[str, Any]:
    """An application as the record and the hash of the list have it."""
    return {"number": one.number, "strata": dict(one.strata)}


def list_hash(scheme: str, terms: LotteryTerms, applications: Sequence[Application]) -> str:
    """The hash that is published when the list is frozen, before any seed is revealed.

    Args:
        scheme: Of `scheme_name`.
        terms: Of the round.
        applications: In any order.

    Returns:
        64 hexadecimal digits; another one if a single number, stratum or term changes.
    """
    listed = [application_json(one) for one in frozen(applications)]
    return digest("list", {"scheme": scheme, "terms": terms_json(terms), "applications": listed}).hex()


def combined_seed(list_hash: str, seeds: Sequence[tuple[str, bytes]], public_number: str | None = None) -> bytes:
    """The seed of the draw: of all parties' seeds, the list's hash, and the public number.

    Args:
        list_hash: Of `list_hash`.
        seeds: Party and seed, in the order of the terms.
        public_number: As the public draw gave it: digits alone; None where the terms name no draw.

    Returns:
        32 bytes.
    """
    pairs = [[party, seed.hex()] for party, seed in seeds]
    return digest("seed", {"list": list_hash, "seeds": pairs, "public": public_number})


def order(combined: bytes, numbers: Iterable[str]) -> tuple[str, ...]:
    """The numbers by HMAC-SHA256 of each under the combined seed, smallest first.

    Args:
        combined: Of `combined_seed`.
        numbers: Of the applications, each once.
    """

    def place(number: str) -> bytes:
        return hmac.new(combined, number.encode("ascii"), hashlib.sha256).digest()

    return tuple(sorted(numbers, key=place))
