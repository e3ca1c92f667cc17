"""A simulated monitor: invented agencies, honest ratings of them, and the truth that the ratings are about.

It serves the study of attacks, the tests of scores, and the demonstration of the portal. Everything is a function of
the seed. Attacks are added by `simulation_attacks`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from fairway.kernel.errors import InputError
from fairway.recruitment.ratings.items import NAMES
from fairway.recruitment.ratings.simulation_amounts import amounts_of
from fairway.recruitment.ratings.simulation_answers import NONE, Floats, Marks, answered, leanings, left_out, shares
from fairway.recruitment.ratings.simulation_comments import honest_comment
from fairway.recruitment.ratings.simulation_names import LATIN, name_of
from fairway.recruitment.ratings.simulation_occasions import DAYS, visits_of
from fairway.recruitment.ratings.simulation_places import DESTINATIONS, ORIGINS, SECTOR_SHARES

UNTIL: Final = dt.date(2026, 9, 30)
COLUMNS: Final = (
    "rating", "agency", "origin", "destination", "sector", "received", "departure_year", "tier", "batch", "language",
    "comment",
)  # fmt: skip
"""Of a frame of ratings, before the items."""


class SimulationImpossible(InputError):
    """A number of agencies or of ratings with which nothing can be simulated."""

    slug = "simulation-impossible"


@dataclass(frozen=True, slots=True)
class World:
    """A simulated monitor.

    Attributes:
        ratings: The frame of ratings: `COLUMNS`, then one Int8 column for each of `items.NAMES`.
        truth: `agency`, `item`, `share`: of all its workers who would give the good answer.
        agencies: `agency`, `name`, `country`, `licence`, `destination`, `sector`, `quality`, `simulated` (always true).
        corridors: `origin`, `destination`, `ratings`.
        amounts: `rating`, `total`, `currency`, `found_by`, `monthly_pay`: what was paid for the job.
        occasions: `rating`, `occasion`: one of `simulation_occasions.OCCASIONS`.
        until: The last day.
    """

    ratings: pl.DataFrame
    truth: pl.DataFrame
    agencies: pl.DataFrame
    corridors: pl.DataFrame
    amounts: pl.DataFrame
    occasions: pl.DataFrame
    until: dt.date


def simulated_ratings(
    seed: int, *, agencies: int = 5000, usual_ratings: float = 8.0, until: dt.date = UNTIL, comments: float = 0.35
) -> World:
    """A monitor of three years.

    Args:
        seed: The same seed gives the same world.
        agencies: How many; 1 or more.
        usual_ratings: The median number of ratings of an agency in three years; the mean is more than twice that.
        until: The last day on which a rating may come in.
        comments: Share of the ratings with a comment, 0 to 1.

    Raises:
        SimulationImpossible: Without agencies or ratings.
    """
    if agencies < 1 or usual_ratings <= 0 or not 0 <= comments <= 1:
        raise SimulationImpossible(
            f"Nothing can be simulated with {agencies} agencies, {usual_ratings} ratings each, comments {comments}.",
            advice="Ask for one agency or more, more than 0 ratings, and a share of comments from 0 to 1.",
        )
    chance = np.random.default_rng(seed)
    firms = _agencies(agencies, usual_ratings, chance)
    odds = leanings(firms["quality"].to_numpy(), chance)
    visits = visits_of(firms, chance).sort("day", "number", maintain_order=True)
    marks = answered(odds[visits["number"].to_numpy()], chance, tilt=visits["tilt"].to_numpy())
    marks = left_out(marks, chance, short=_short_form(visits, chance), before=visits["before"].to_numpy())
    ratings = _ratings(firms, visits, marks, chance, until=until, comments=comments)
    truth = pl.DataFrame(shares(odds), schema=list(NAMES)).with_columns(firms["agency"]).unpivot(
        on=list(NAMES), index="agency", variable_name="item", value_name="share"
    )  # fmt: skip
    return World(
        ratings=ratings,
        truth=truth.sort("agency", "item"),
        agencies=firms.drop("popularity", "number"),
        corridors=ratings.group_by("origin", "destination")
        .agg(pl.len().alias("ratings"))
        .sort("origin", "destination"),
        amounts=amounts_of(ratings, chance),
        occasions=pl.DataFrame([ratings["rating"], visits["occasion"]]),
        until=until,
    )


def framed(rows: pl.DataFrame, marks: Marks) -> pl.DataFrame:
    """Rows of a frame of ratings with their answers.

    Args:
        rows: `COLUMNS`, one row a rating.
        marks: Their answers; shape (N, items).
    """
    items = pl.DataFrame(marks, schema=dict.fromkeys(NAMES, pl.Int8))
    return rows.select(COLUMNS).hstack(items.select(pl.when(pl.all() != int(NONE)).then(pl.all())))


def _agencies(count: int, usual: float, chance: np.random.Generator) -> pl.DataFrame:
    origin = chance.choice(len(ORIGINS), count, p=_of(np.array([one.share for one in ORIGINS])))
    target = chance.choice(len(DESTINATIONS), count, p=_of(np.array([one[0] for one in DESTINATIONS.values()])))
    sector = chance.choice(len(SECTOR_SHARES), count, p=_of(np.array(list(SECTOR_SHARES.values()))))
    latin = chance.random(count) < 0.25
    script = [LATIN if plain else ORIGINS[at].script for at, plain in zip(origin, latin, strict=True)]
    used: dict[int, int] = {}
    names = []
    for one in script:
        used[id(one)] = used.get(id(one), -1) + 1
        names.append(name_of(one, used[id(one)]))
    usual_there = chance.normal(0.0, 0.4, (len(ORIGINS), len(DESTINATIONS)))[origin, target]
    licensed = chance.random(count) < 0.85
    return pl.DataFrame(
        {
            "number": np.arange(count),
            "agency": [f"simulated-{number:06d}" for number in range(count)],
            "name": names,
            "country": [ORIGINS[at].country for at in origin],
            "licence": [f"DEMO-{number:06d}" if held else None for number, held in enumerate(licensed)],
            "destination": np.array(list(DESTINATIONS))[target],
            "sector": np.array(list(SECTOR_SHARES))[sector],
            "quality": usual_there + chance.normal(0.0, 1.0, count),
            "popularity": usual * np.exp(1.3 * chance.normal(0.0, 1.0, count)),
            "simulated": np.ones(count, dtype=np.bool_),
        },
        schema_overrides={"licence": pl.String},
    )


def _of(shares: npt.NDArray[np.generic]) -> Floats:
    weights = shares.astype(np.float64)
    found: Floats = weights / weights.sum()
    return found


def _short_form(visits: pl.DataFrame, chance: np.random.Generator) -> npt.NDArray[np.bool_]:
    likely = np.where((visits["tier"] == "open").to_numpy(), 0.7, 0.45)
    return chance.random(len(visits)) < likely


def _ratings(
    firms: pl.DataFrame, visits: pl.DataFrame, marks: Marks, chance: np.random.Generator, *, until: dt.date,
    comments: float,
) -> pl.DataFrame:  # fmt: skip
    count = len(visits)
    own = {one.country: one.language for one in ORIGINS}
    english = chance.random(count) < 0.12
    language = ["en" if plain else own[code] for code, plain in zip(visits["origin"], english, strict=True)]
    given = np.maximum((marks != NONE).sum(axis=1), 1)
    mood = (marks == 1).sum(axis=1) / given
    written = chance.random(count) < comments
    said = [
        honest_comment(spoken, feels, chance) if wrote else None
        for spoken, feels, wrote in zip(language, mood, written, strict=True)
    ]
    received = pl.lit(until - dt.timedelta(days=DAYS - 1)) + pl.duration(days=pl.col("day"))
    away = pl.Series(chance.integers(0, 3, count))
    rows = visits.with_columns(
        rating=pl.format("r-{}", pl.int_range(count).cast(pl.String).str.zfill(7)),
        agency=firms["agency"].gather(visits["number"]),
        received=received.cast(pl.Date),
        language=pl.Series(language, dtype=pl.String),
        comment=pl.Series(said, dtype=pl.String),
    )
    left = pl.when("before").then(None).otherwise(pl.col("received").dt.year() - away).cast(pl.Int32)
    return framed(rows.with_columns(departure_year=left), marks)
