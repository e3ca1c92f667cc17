"""Attacks on a simulated monitor: the shapes with which the detection was tuned, and those kept for the examination.

`HELD_OUT` names the shapes that were written before the detection, were never run while it was tuned, and were
evaluated once, at the end. Whoever changes a threshold after looking at them must write new ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from fairway.kernel.errors import UnknownCode
from fairway.recruitment.ratings.items import NAMES
from fairway.recruitment.ratings.simulation import COLUMNS, World, framed
from fairway.recruitment.ratings.simulation_answers import EASE, NONE, SHORT, Marks, left_out
from fairway.recruitment.ratings.simulation_comments import honest_comment, paraphrases


@dataclass(frozen=True, slots=True)
class Target:
    """An agency that is attacked.

    Attributes:
        agency, origin, destination, sector, language: What the fakes claim.
        start: Days from the first of the world to the first fake.
        world: Into which they are put.
    """

    agency: str
    origin: str
    destination: str
    sector: str
    language: str
    start: int
    world: World


@dataclass(frozen=True, slots=True)
class Fakes:
    """What one attack puts in.

    Attributes:
        day: Days after the start; shape (N,).
        marks: Answers; shape (N, items).
        tier: Of each; "open" for all, as a rule.
        batch: Of each, or None.
        comments: Of each, or None.
    """

    day: npt.NDArray[np.int64]
    marks: Marks
    tier: Sequence[str] | None = None
    batch: Sequence[str | None] | None = None
    comments: Sequence[str | None] | None = None


@dataclass(frozen=True, slots=True)
class Attacked:
    """A world with attacks in it.

    Attributes:
        ratings: The frame of ratings; the fakes come last.
        fakes: `rating`, `agency`: the fakes among them.
    """

    ratings: pl.DataFrame
    fakes: pl.DataFrame


Shape = Callable[[Target, int, np.random.Generator], Fakes]


def one_day_burst(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """All best, by anybody, on one day."""
    return Fakes(
        np.zeros(count, dtype=np.int64), _leaning(0.96, count, chance), comments=_said(target, 1, count, chance)
    )


def slow_drip(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """All best, by anybody, over sixty days."""
    return Fakes(chance.integers(0, 60, count), _leaning(0.93, count, chance), comments=_said(target, 1, count, chance))


def templates(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """One believable form, copied over half a year with one answer in twenty-five changed."""
    return Fakes(chance.integers(0, 180, count), _copied(_believable(1, chance), count, 0.04, chance))


def paraphrased(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """Different answers over half a year, with comments that say the same in other words."""
    return Fakes(
        chance.integers(0, 180, count), _leaning(0.85, count, chance), comments=paraphrases(count, chance)
    )  # fmt: skip


def stolen_batch(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """A stack of a union's vouchers that fell into the agency's hands, used up in ten days."""
    return Fakes(
        chance.integers(0, 10, count),
        _leaning(0.93, count, chance),
        tier=["voucher"] * count,
        batch=[f"V-stolen-{target.agency}-{at // 60}" for at in range(count)],
    )


def session_abuse(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """Sessions of forty paper forms on one day, all about one agency, filled in by one hand."""
    return Fakes(
        np.arange(count) // 40 * 7,
        _copied(_believable(1, chance), count, 0.02, chance),
        tier=["outreach"] * count,
        batch=[f"S-abused-{target.agency}-{at // 40}" for at in range(count)],
    )


def camouflage(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """Answers and comments copied from honest ratings of good agencies, by anybody, spread over a year."""
    world = target.world
    best = world.agencies.sort("quality", descending=True).head(max(1, len(world.agencies) // 5))["agency"]
    models = world.ratings.filter(pl.col("agency").is_in(best.implode()) & (pl.col("tier") == "open"))
    chosen = models[chance.integers(0, len(models), count)]
    marks = chosen.select(pl.col(NAMES).fill_null(int(NONE))).to_numpy().astype(np.int8)
    return Fakes(chance.integers(0, 365, count), marks, comments=chosen["comment"].to_list())


def bombing(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """A competitor's: everything at its worst, by anybody, within a week."""
    return Fakes(chance.integers(0, 7, count), _leaning(0.05, count, chance), comments=_said(target, 0, count, chance))


def pulses(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """Every Monday for ten weeks, three believable forms in turn, one in eight with a bought voucher."""
    bought = chance.random(count) < 0.125
    issued = target.world.ratings.filter((pl.col("origin") == target.origin) & (pl.col("tier") == "voucher"))["batch"]
    batches = issued.unique().sort().to_list() or ["V-bought"]
    return Fakes(
        np.arange(count) % 10 * 7,
        _copied(_believable(3, chance), count, 0.05, chance),
        tier=["voucher" if one else "open" for one in bought],
        batch=[batches[int(chance.integers(len(batches)))] if one else None for one in bought],
    )


def drifting_smear(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """A competitor's, over forty-five days: bad where it hurts, good elsewhere, the short form, answers left out."""
    marks = _leaning(0.2, count, chance)
    marks = np.where((chance.random(marks.shape) < 0.15) | ~SHORT, NONE, marks)
    return Fakes(chance.integers(0, 45, count), marks)


def paydays(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """Every second week for half a year, two believable forms, answers left out, one in six with a bought voucher."""
    bought = chance.random(count) < 1.0 / 6.0
    marks = _copied(_believable(2, chance), count, 0.04, chance)
    return Fakes(
        np.arange(count) % 13 * 14,
        np.where(chance.random(marks.shape) < 0.05, NONE, marks),
        tier=["voucher" if one else "open" for one in bought],
        batch=[f"V-{target.origin}-9-{chance.integers(50)}" if one else None for one in bought],
        comments=_said(target, 1, count, chance),
    )


def fading_smear(target: Target, count: int, chance: np.random.Generator) -> Fakes:
    """Against the agency, many on the first days and fewer each week, three in ten answers good, with comments."""
    day = np.minimum(chance.exponential(25.0, count), 120.0).astype(np.int64)
    return Fakes(day, _leaning(0.3, count, chance), comments=_said(target, 0, count, chance))


SHAPES: Final[dict[str, Shape]] = {
    "one_day_burst": one_day_burst,
    "slow_drip": slow_drip,
    "templates": templates,
    "paraphrased": paraphrased,
    "stolen_batch": stolen_batch,
    "session_abuse": session_abuse,
    "camouflage": camouflage,
    "bombing": bombing,
    "pulses": pulses,
    "drifting_smear": drifting_smear,
    "paydays": paydays,
    "fading_smear": fading_smear,
}
HELD_OUT: Final = ("bombing", "paydays", "fading_smear")
"""Never run while the detection was tuned."""
FIRST_EXAMINATION: Final = {"bombing": 0.996, "pulses": 0.890, "drifting_smear": 0.813}
"""Recall at the first examination, of shapes held out until then. `pulses` and `drifting_smear` were then used to mend
what they had shown, and two new shapes were written in their place."""


def attacked(
    world: World, shape: str, *, seed: int, targets: Sequence[str] | None = None, count: int = 30,
    fakes: tuple[int, int] = (15, 150), starts: tuple[int, int] = (420, 700), mirrored: bool = False,
) -> Attacked:  # fmt: skip
    """The ratings of a world, and the fakes of one attack on each of some agencies.

    Args:
        world: Left as it is.
        shape: One of `SHAPES`.
        seed: Of the attack.
        targets: Agencies; without, `count` are drawn from those with five ratings or more.
        count: How many are drawn.
        fakes: Least and most for each agency, drawn evenly in logarithms.
        starts: The first and the last day, from that of the world, on which an attack may begin.
        mirrored: Good answers are bad and bad ones good: the same shape against the agency instead of for it.

    Raises:
        UnknownCode: For a shape that is not there.
    """
    if shape not in SHAPES:
        raise UnknownCode("shape of attack", shape, advice=f"There are {', '.join(SHAPES)}.")
    chance = np.random.default_rng([seed, list(SHAPES).index(shape)])
    if targets is None:
        rated = world.ratings.group_by("agency").len().filter(pl.col("len") >= 5)["agency"].sort().to_list()
        targets = [rated[at] for at in chance.choice(len(rated), min(count, len(rated)), replace=False)]
    least, most = np.log(fakes[0]), np.log(fakes[1])
    made = []
    for at, agency in enumerate(targets):
        target = _target(world, agency, int(chance.integers(starts[0], starts[1] + 1)))
        size = round(float(np.exp(chance.uniform(least, most))))
        some = SHAPES[shape](target, size, chance)
        if mirrored:
            some = replace(some, marks=np.where(some.marks == NONE, NONE, 1 - some.marks).astype(np.int8))
        made.append(_rows(target, some, f"f-{at:04d}", chance))
    added = pl.concat(made)
    return Attacked(pl.concat([world.ratings, added]), added.select("rating", "agency"))


def _target(world: World, agency: str, start: int) -> Target:
    firm = world.agencies.row(by_predicate=pl.col("agency") == agency, named=True)
    spoken = world.ratings.filter((pl.col("origin") == firm["country"]) & (pl.col("language") != "en"))["language"]
    language = str(spoken[0]) if len(spoken) else "en"
    return Target(agency, firm["country"], firm["destination"], firm["sector"], language, start, world)


def _rows(target: Target, made: Fakes, prefix: str, chance: np.random.Generator) -> pl.DataFrame:
    count = made.day.size
    first = target.world.ratings["received"].min()
    assert isinstance(first, dt.date)
    received = [min(first + dt.timedelta(days=target.start + int(day)), target.world.until) for day in made.day]
    rows = pl.DataFrame(
        {
            "rating": [f"{prefix}-{at:04d}" for at in range(count)],
            "agency": [target.agency] * count,
            "origin": [target.origin] * count,
            "destination": [target.destination] * count,
            "sector": [target.sector] * count,
            "received": received,
            "departure_year": [
                day.year - int(ago) for day, ago in zip(received, chance.integers(0, 3, count), strict=True)
            ],
            "tier": made.tier or ["open"] * count,
            "batch": made.batch or [None] * count,
            "language": [target.language] * count,
            "comment": made.comments or [None] * count,
        },
        schema_overrides={"departure_year": pl.Int32, "batch": pl.String, "comment": pl.String},
    )
    return framed(rows.select(COLUMNS), made.marks)


def _leaning(share: float, count: int, chance: np.random.Generator) -> Marks:
    """Each answer good with this probability, left out as honest workers leave out."""
    marks = (chance.random((count, len(NAMES))) < share).astype(np.int8)
    return left_out(marks, chance, short=chance.random(count) < 0.6, before=np.zeros(count, dtype=np.bool_))


def _believable(count: int, chance: np.random.Generator) -> Marks:
    """Long forms with a few bad answers where many have them; shape (count, items)."""
    odds = np.array([EASE[name] for name in NAMES]) + 1.3
    return (chance.random((count, len(NAMES))) < 1.0 / (1.0 + np.exp(-odds))).astype(np.int8)


def _copied(forms: Marks, count: int, changed: float, chance: np.random.Generator) -> Marks:
    """The forms in turn, with some answers changed."""
    marks = forms[np.arange(count) % len(forms)]
    return np.where(chance.random(marks.shape) < changed, 1 - marks, marks).astype(np.int8)


def _said(target: Target, mood: float, count: int, chance: np.random.Generator) -> list[str | None]:
    return [honest_comment(target.language, mood, chance) if chance.random() < 0.5 else None for _ in range(count)]
