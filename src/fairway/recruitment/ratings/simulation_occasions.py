"""When and where simulated workers rate: day by day, with vouchers, at sessions, and on honest occasions in a crowd."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import polars as pl

from fairway.recruitment.ratings.simulation_places import DESTINATIONS, SECTOR_SHARES

OCCASIONS: Final = (
    "ordinary",
    "course week",
    "airport campaign",
    "hostel session",
    "hostel vouchers",
    "wave of complaints",
)
"""Why somebody rated. All but the first are honest crowds, which look like attacks at first sight."""
DAYS: Final = 3 * 365
_PER_THOUSAND: Final[dict[str, float]] = {
    "course week": 12, "airport campaign": 1.2, "hostel session": 4,
    "hostel vouchers": 4, "wave": 1.6,
}  # fmt: skip
"""Occasions for each thousand agencies in three years."""
_TIERS: Final = (0.45, 0.25, 0.3)
_WITH_FRIENDS: Final = 0.06
"""Share of the workers who rate with one to three friends, of the same agency, on the same day."""
_BATCH: Final = 60
_SESSION: Final = 40


def visits_of(agencies: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    """One row for each rating that will be given, not yet answered.

    Args:
        agencies: `number`, `country`, `destination`, `sector`, `popularity` (ratings expected), `quality`.
        chance: Random numbers.

    Returns:
        `number` (of the agency), `origin`, `destination`, `sector`, `day` (0 is the first), `tier`, `batch`,
        `occasion`, `before` (not left yet) and `tilt`.
    """
    ordinary = _ordinary(agencies, chance)
    crowds = [
        *_repeated("course week", agencies, chance, (12, 40), days=5, tier="voucher", before=0.95),
        *_repeated("hostel session", agencies, chance, (15, 40), days=1, tier="outreach", before=0.0),
        *_repeated("hostel vouchers", agencies, chance, (15, 40), days=14, tier="voucher", before=0.0),
        *_complaints(agencies, chance),
        *_airports(agencies, ordinary, chance),
    ]
    return pl.concat([ordinary, *crowds])


def _ordinary(agencies: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    counts = chance.poisson(agencies["popularity"].to_numpy())
    number = np.repeat(np.arange(len(agencies)), counts)
    day = _seasonal_days(number.size, chance)
    together = np.where(chance.random(number.size) < _WITH_FRIENDS, chance.integers(2, 5, number.size), 1)
    number, day = np.repeat(number, together), np.repeat(day, together)
    rows = _rows(agencies, number, chance)
    tier = np.array(["voucher", "outreach", "open"])[np.repeat(chance.choice(3, together.size, p=_TIERS), together)]
    made = rows.with_columns(
        day=pl.Series(day),
        tier=pl.Series(tier),
        occasion=pl.lit("ordinary"),
        before=pl.Series(chance.random(number.size) < 0.12),
        tilt=pl.Series(np.where(tier == "open", chance.normal(-0.2, 0.6, number.size), 0.0)),
    )
    return _batched(made, chance)


def _seasonal_days(count: int, chance: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Days with a yearly wave, growth over the years, and quiet week-ends."""
    day = (DAYS * np.sqrt(chance.random(2 * count + 50))).astype(np.int64)
    high = 0.6 + 0.4 * np.cos(2 * np.pi * (day - 60) / 365)
    kept = day[chance.random(day.size) < high * np.where(day % 7 == 4, 0.5, 1.0)]
    while kept.size < count:
        kept = np.concatenate([kept, kept[: count - kept.size]])
    return kept[:count]


def _batched(visits: pl.DataFrame, chance: np.random.Generator) -> pl.DataFrame:
    """With the voucher batches of each origin and quarter, and outreach sessions of up to 40 forms on one day."""
    issuer = pl.Series(chance.integers(0, 1 << 30, len(visits)))
    visits = visits.with_columns(issuer=issuer, quarter=pl.col("day") // 91).with_row_index("row")
    vouchers = visits.filter(pl.col("tier") == "voucher").with_columns(
        many=pl.len().over("origin", "quarter") // _BATCH + 1
    )
    vouchers = vouchers.with_columns(
        batch=pl.format("V-{}-{}-{}", "origin", "quarter", pl.col("issuer") % pl.col("many"))
    )
    forms = visits.filter(pl.col("tier") == "outreach").sort("origin", "day", "row")
    forms = forms.with_columns(session=pl.int_range(pl.len()).over("origin") // _SESSION)
    forms = forms.with_columns(
        batch=pl.format("S-{}-{}", "origin", "session"), day=pl.col("day").max().over("origin", "session")
    )
    rest = visits.filter(pl.col("tier") == "open").with_columns(batch=pl.lit(None, pl.String))
    order = [*visits.columns, "batch"]
    return (
        pl.concat([one.select(order) for one in (vouchers, forms, rest)]).sort("row").drop("row", "issuer", "quarter")
    )


def _rows(
    agencies: pl.DataFrame, number: np.ndarray[tuple[int], np.dtype[np.int64]], chance: np.random.Generator
) -> pl.DataFrame:
    """Agency, corridor and sector: mostly the agency's own."""
    chosen = agencies.select("country", "destination", "sector")[number]
    elsewhere = _drawn(DESTINATIONS, [share for share, _, _ in DESTINATIONS.values()], number.size, chance)
    other = _drawn(SECTOR_SHARES, list(SECTOR_SHARES.values()), number.size, chance)
    return chosen.select(
        pl.Series("number", number),
        pl.col("country").alias("origin"),
        pl.when(pl.Series(chance.random(number.size) < 0.25))
        .then(elsewhere)
        .otherwise("destination")
        .alias("destination"),
        pl.when(pl.Series(chance.random(number.size) < 0.3)).then(other).otherwise("sector").alias("sector"),
    )


def _drawn(codes: Iterable[str], shares: list[float], count: int, chance: np.random.Generator) -> pl.Series:
    weights = np.array(shares) / sum(shares)
    return pl.Series(np.array(list(codes))[chance.choice(len(weights), count, p=weights)])


def _crowd(
    rows: pl.DataFrame, occasion: str, *, day: pl.Series, tier: str | pl.Series, batch: str | None, before: float,
    tilt: float, chance: np.random.Generator,
) -> pl.DataFrame:  # fmt: skip
    return rows.with_columns(
        day=day.clip(0, DAYS - 1),
        tier=pl.Series(tier) if isinstance(tier, pl.Series) else pl.lit(tier),
        occasion=pl.lit(occasion),
        before=pl.Series(chance.random(len(rows)) < before),
        tilt=pl.lit(tilt, pl.Float64),
        batch=pl.lit(batch, pl.String),
    )


def _many(agencies: pl.DataFrame, kind: str, chance: np.random.Generator) -> int:
    return int(chance.poisson(_PER_THOUSAND[kind] * len(agencies) / 1000))


def _repeated(
    occasion: str, agencies: pl.DataFrame, chance: np.random.Generator, size: tuple[int, int], *, days: int, tier: str,
    before: float,
) -> list[pl.DataFrame]:  # fmt: skip
    """Crowds about a single agency, all with vouchers of one batch or at one session."""
    made = []
    for turn in range(_many(agencies, occasion, chance)):
        number = np.full(int(chance.integers(*size)), int(chance.integers(len(agencies))))
        rows = _rows(agencies, number, chance)
        start = int(chance.integers(30, DAYS - days))
        day = pl.Series(start + chance.integers(0, days, number.size))
        batch = f"{'V' if tier == 'voucher' else 'S'}-{occasion.replace(' ', '-')}-{turn}"
        made.append(_crowd(rows, occasion, day=day, tier=tier, batch=batch, before=before, tilt=0.0, chance=chance))
    return made


def _complaints(agencies: pl.DataFrame, chance: np.random.Generator) -> list[pl.DataFrame]:
    """Workers of a bad agency who tell each other of the monitor, in anger, within three days."""
    worst = agencies.with_row_index("at").sort("quality").head(max(1, len(agencies) // 5))["at"].to_numpy()
    made = []
    for _ in range(_many(agencies, "wave", chance)):
        number = np.full(int(chance.integers(10, 30)), int(chance.choice(worst)))
        rows = _rows(agencies, number, chance)
        day = pl.Series(int(chance.integers(30, DAYS - 3)) + chance.integers(0, 3, number.size))
        made.append(_crowd(rows, OCCASIONS[5], day=day, tier="open", batch=None, before=0.0, tilt=-0.8, chance=chance))
    return made


def _airports(agencies: pl.DataFrame, ordinary: pl.DataFrame, chance: np.random.Generator) -> list[pl.DataFrame]:
    """A fortnight at an airport: those who return on one corridor rate, whichever agency sent them."""
    made: list[pl.DataFrame] = []
    if ordinary.is_empty():
        return made
    for turn in range(_many(agencies, "airport campaign", chance)):
        one = ordinary.row(int(chance.integers(len(ordinary))), named=True)
        same = ordinary.filter((pl.col("origin") == one["origin"]) & (pl.col("destination") == one["destination"]))
        count = int(chance.integers(150, 400))
        rows = same[chance.integers(0, len(same), count)].select("number", "origin", "destination", "sector")
        day = pl.Series(int(chance.integers(30, DAYS - 14)) + chance.integers(0, 14, count))
        voucher = chance.random(count) < 0.6
        crowd = _crowd(
            rows, OCCASIONS[2], day=day, tier=pl.Series(np.where(voucher, "voucher", "open")),
            batch=f"V-airport-{turn}",
            before=0.0, tilt=0.0, chance=chance,
        )  # fmt: skip
        made.append(crowd.with_columns(batch=pl.when(pl.col("tier") == "voucher").then("batch")))
    return made
