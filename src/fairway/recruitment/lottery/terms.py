"""The rules of one lottery, published before anybody commits: parties, places, quotas, days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, TypeAlias, get_args

from fairway.kernel.text import Text
from fairway.recruitment.lottery.errors import LotteryUnusable
from fairway.recruitment.lottery.hashing import digest

Leftover: TypeAlias = Literal["open", "kept"]
LEFTOVERS: Final[tuple[Leftover, ...]] = get_args(Leftover)
MOST_PLACES: Final = 100_000
MOST_PARTIES: Final = 9
MOST_QUOTAS: Final = 100
LONGEST: Final = 120
STRATUM: Final = re.compile(r"[a-z][a-z0-9_]{0,29}")
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,48}[a-z0-9]")
DRAW_DAYS: Final = 2
"""Days of the calendar from the last moment to reveal to the public draw: one alone can be an hour, somewhere."""
_TAIL: Final = 16
"""Hexadecimal digits of the hash of the terms in the name of a scheme."""


@dataclass(frozen=True, slots=True)
class Quota:
    """Places of one group.

    Attributes:
        of: Stratum → value: who belongs to the group; of several, all must hold.
        reserved: Places that the group has first.
        most: Places that it has at most; None: no limit.
    """

    of: Mapping[str, str]
    reserved: int = 0
    most: int | None = None

    @property
    def name(self) -> str:
        """`region=Karnali, sex=F`: as the record writes it."""
        return ", ".join(f"{stratum}={self.of[stratum]}" for stratum in sorted(self.of))

    def holds(self, strata: Mapping[str, str]) -> bool:
        """Whether somebody of these strata belongs to the group."""
        return all(strata.get(stratum) == value for stratum, value in self.of.items())


@dataclass(frozen=True, slots=True)
class PublicDraw:
    """A public draw that gives a number which no party chooses.

    Attributes:
        name: Which, so that everybody can look it up: `Thai Government Lottery, first prize`.
        day: Its day, `DRAW_DAYS` or more after the last to reveal: who refuses then does not know what she prevents.
    """

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class LotteryTerms:
    """The rules of one round of a lottery.

    Attributes:
        parties: Names, in the order in which their seeds are combined; two or more.
        places: To be given.
        closes: The end of the list, and of commitments (UTC, to the second).
        reveal_until: By when every party must have revealed.
        quotas: In the order in which reserved places are filled.
        leftover: Reserved places for which too few apply: `open` to everybody, or `kept` empty.
        public_draw: A number besides the seeds; None: there is none.
    """

    parties: tuple[str, ...]
    places: int
    closes: datetime
    reveal_until: datetime
    quotas: tuple[Quota, ...] = ()
    leftover: Leftover = "open"
    public_draw: PublicDraw | None = None


def checked(terms: LotteryTerms) -> LotteryTerms:
    """The terms, if a lottery can be held by them.

    Raises:
        LotteryUnusable: With what is wrong, and what to do.
    """
    _check_parties(terms.parties)
    if not 1 <= terms.places <= MOST_PLACES:
        _refuse(Text("A lottery has 1 to {most} places.", most=MOST_PLACES), Text("Correct the number of places."))
    if terms.closes.tzinfo is None or terms.reveal_until.tzinfo is None or terms.reveal_until <= terms.closes:
        _refuse(
            Text("The last day to reveal must come after the list closes."),
            Text("Give the parties at least a day after the list is frozen."),
        )
    if terms.public_draw is not None:
        _check_draw(terms.public_draw, terms.reveal_until)
    if len(terms.quotas) > MOST_QUOTAS:
        _refuse(Text("There are more than {most} quotas.", most=MOST_QUOTAS), Text("Join some of them."))
    seen: set[str] = set()
    for quota in terms.quotas:
        _check_quota(quota, terms.places)
        if quota.name in seen:
            _refuse(Text("The quota “{name}” is there twice.", name=quota.name), Text("Take one out."))
        seen.add(quota.name)
    return terms


def _check_parties(parties: tuple[str, ...]) -> None:
    if not 2 <= len(parties) <= MOST_PARTIES or len(set(parties)) != len(parties):
        _refuse(
            Text("A lottery has 2 to {most} parties, each with a name of its own.", most=MOST_PARTIES),
            Text("One party alone could try seeds until it liked the order."),
        )
    if any(not 0 < len(one) <= LONGEST or one != " ".join(one.split()) or not one.isprintable() for one in parties):
        _refuse(Text("The name of a party is missing or too long."), Text("Write one line of at most 120 letters."))


def _check_draw(draw: PublicDraw, reveal_until: datetime) -> None:
    if not 0 < len(draw.name.strip()) <= LONGEST:
        _refuse(Text("The public draw has no name."), Text("Write which draw and which of its numbers."))
    if (draw.day - reveal_until.astimezone(UTC).date()).days < DRAW_DAYS:
        _refuse(
            Text("The public draw must be at least two days after the last moment to reveal."),
            Text("Else a party could know the order before it reveals, and refuse."),
        )


def _check_quota(quota: Quota, places: int) -> None:
    if not quota.of or any(
        not STRATUM.fullmatch(stratum) or not 0 < len(value) <= LONGEST for stratum, value in quota.of.items()
    ):
        _refuse(
            Text("The quota “{name}” names no group.", name=quota.name),
            Text("Write it as sex=F or region=Karnali: the name of a stratum in small letters, and its value."),
        )
    if not 0 <= quota.reserved <= places or (quota.most is not None and not quota.reserved <= quota.most):
        _refuse(
            Text("The quota “{name}” cannot hold.", name=quota.name),
            Text("Reserve at most all places, and no more than the limit of the group."),
        )


def _refuse(title: Text, advice: Text) -> None:
    raise LotteryUnusable(title, advice=advice)


def stamp(moment: datetime) -> str:
    """A moment as records write it: `2026-12-01T16:00:00Z`."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def terms_json(terms: LotteryTerms) -> dict[str, Any]:
    """The terms as the record and every hash have them."""
    draw = terms.public_draw
    return {
        "parties": list(terms.parties),
        "places": terms.places,
        "closes": stamp(terms.closes),
        "reveal_until": stamp(terms.reveal_until),
        "quotas": [{"of": dict(one.of), "reserved": one.reserved, "most": one.most} for one in terms.quotas],
        "leftover": terms.leftover,
        "public_draw": {"name": draw.name, "day": draw.day.isoformat()} if draw else None,
    }


def scheme_name(slug: str, number: int, terms: LotteryTerms) -> str:
    """The name of one round of one scheme, which holds its terms: whoever commits to it has agreed to them.

    Args:
        slug: Of the scheme: small letters, digits and hyphens.
        number: Of the round, from 1.
        terms: Of the round.

    Returns:
        `nepal-korea-2026/1/0f3a…`: slug, round, and the first 16 digits of the hash of the terms.

    Raises:
        LotteryUnusable: The slug or the number cannot be.
    """
    if not _SLUG.fullmatch(slug) or number < 1:
        _refuse(
            Text("“{slug}” cannot be the short name of a scheme.", slug=slug[:60]),
            Text("Use small letters, digits and hyphens, at least three: nepal-korea-2026."),
        )
    return f"{slug}/{number}/{digest('terms', terms_json(terms)).hex()[:_TAIL]}"
