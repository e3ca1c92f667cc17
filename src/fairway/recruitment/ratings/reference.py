"""Scores the slow and obvious way: one loop after the other, no arrays. The fast engine must agree with it.

It says the same model in other words; formulas and sources are in `scoring_pooling` and `scoring_posterior`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from scipy.stats import beta

from fairway.recruitment.ratings.items import DIMENSIONS, ITEMS, NAMES, OVERALL
from fairway.recruitment.ratings.scoring_settings import DAYS_A_MONTH, ScoreSettings

Rating: TypeAlias = Mapping[str, Any]
Group: TypeAlias = tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Weighted answers: sum of weights, of squared weights, of weights of good answers, expected good answers."""

    weight: float = 0.0
    squares: float = 0.0
    good: float = 0.0
    expected: float = 0.0

    def add(self, weight: float, answer: int) -> None:
        """One more answer."""
        self.weight += weight
        self.squares += weight**2
        self.good += weight * answer


@dataclass(frozen=True, slots=True)
class Known:
    """One part of one agency; see `scoring_posterior.Evidence`."""

    weight: float
    kish: float
    base: float
    deviation: float
    noise: float
    answer: float


@dataclass(slots=True)
class _Item:
    """One item: its answers, and what is expected of every group."""

    of_row: dict[Group, Tally] = field(default_factory=dict)
    of_agency: dict[str, Tally] = field(default_factory=dict)
    expected: dict[Group, float] = field(default_factory=dict)
    noise: float = 0.25


def reference_scores(
    ratings: Iterable[Rating], *, on: date, settings: ScoreSettings
) -> dict[tuple[str, str], tuple[float, float, float, float]]:
    """Scores of every agency and part, whatever the evidence.

    Args:
        ratings: Rows of the frame of ratings.
        on: The day of the score.
        settings: Of the score.

    Returns:
        (agency, part) → posterior mean, lower, upper, sum of weights; parts are items, dimensions and "overall".
    """
    used = [(one, weight_of(one, on, settings)) for one in ratings if any(one[name] is not None for name in NAMES)]
    used = [(one, weight) for one, weight in used if weight > 0]
    agencies = sorted({one["agency"] for one, _ in used})
    rows = {_row(one) for one, _ in used}
    items = {name: _item(name, used, rows, settings) for name in NAMES}
    parts: dict[str, dict[str, Known]] = {name: {} for name in (*NAMES, *DIMENSIONS, "overall")}
    asked = [name for name in NAMES if any(one.weight for one in items[name].of_agency.values())]
    told = [one for one in OVERALL if any(item.name in asked for item in ITEMS if item.dimension == one)]
    for agency in agencies:
        for name in NAMES:
            parts[name][agency] = _known(agency, items[name], items, rows)
        for dimension in DIMENSIONS:
            members = [parts[i.name][agency] for i in ITEMS if i.dimension == dimension and i.name in asked]
            parts[dimension][agency] = _together(members, settings)
        parts["overall"][agency] = _together([parts[one][agency] for one in told], settings)
    return {(agency, part): one for part, known in parts.items() for agency, one in _believed(known, settings).items()}


def weight_of(rating: Rating, on: date, settings: ScoreSettings) -> float:
    """What one rating counts."""
    if rating.get("quarantined") or rating["received"] > on:
        return 0.0
    factor = rating.get("weight")
    months = (on - rating["received"]).days / DAYS_A_MONTH
    return float(
        settings.tiers[rating["tier"]] * (1.0 if factor is None else factor) * 0.5 ** (months / settings.half_life)
    )


def _row(rating: Rating) -> Group:
    return (rating["agency"], rating["origin"], rating["destination"], rating["sector"])


def _corridor(row: Group) -> Group | None:
    return row[1:3] if None not in row[1:3] else None


def _cell(row: Group) -> Group | None:
    return row[1:4] if None not in row[1:4] else None


def _item(name: str, used: Sequence[tuple[Rating, float]], rows: set[Group], settings: ScoreSettings) -> _Item:
    item = _Item()
    for rating, weight in used:
        if rating[name] is not None:
            item.of_row.setdefault(_row(rating), Tally()).add(weight, rating[name])
            item.of_agency.setdefault(rating["agency"], Tally()).add(weight, rating[name])
    n = sum(one.weight for one in item.of_row.values())
    s = sum(one.good for one in item.of_row.values())
    first = (s + 0.5) / (n + 1)
    rho = min(max(1 - _within(item, first * (1 - first), settings) / (first * (1 - first)), 0.01), 0.9)
    precision = {row: 1 / (rho + (1 - rho) * one.squares / one.weight**2) for row, one in item.of_row.items()}
    everybody = (sum(precision[row] * one.good / one.weight for row, one in item.of_row.items()) + 0.5) / (
        sum(precision.values()) + 1
    )
    spread = everybody * (1 - everybody)
    corridors = _drawn(
        item, precision, {_corridor(row) for row in rows}, _corridor, lambda _: (), {(): everybody}, spread
    )
    cells = _drawn(item, precision, {_cell(row) for row in rows}, _cell, lambda key: key[:2], corridors, spread)
    for row in rows:
        corridor, cell = _corridor(row), _cell(row)
        mean = everybody if corridor is None else corridors[corridor] if cell is None else cells[cell]
        item.expected[row] = min(max(mean, 0.01), 0.99)
    middle = min(max(everybody, 0.01), 0.99)
    item.noise = _within(item, middle * (1 - middle), settings)
    for row, one in item.of_row.items():
        item.of_agency[row[0]].expected += one.weight * item.expected[row]
    return item


def _within(item: _Item, spread: float, settings: ScoreSettings) -> float:
    top = settings.prior_agencies * (1 - settings.prior_correlation) * spread
    bottom = settings.prior_agencies
    for one in item.of_agency.values():
        top += one.good * (1 - one.good / one.weight)
        bottom += one.weight - one.squares / one.weight
    return top / bottom


def _drawn(
    item: _Item,
    precision: dict[Group, float],
    keys: set[Group | None],
    key_of: Callable[[Group], Group | None],
    parent_of: Callable[[Group], Group],
    top: dict[Group, float],
    spread: float,
) -> dict[Group, float]:
    """The mean of each group, drawn towards its parent's."""
    known: dict[Group, float] = {key: 0.0 for key in keys if key is not None}
    raw = dict.fromkeys(known, 0.0)
    for row, one in item.of_row.items():
        key = key_of(row)
        if key is not None:
            known[key] += precision[row]
            raw[key] += precision[row] * one.good / one.weight
    raw = {key: raw[key] / known[key] if known[key] else 0.0 for key in known}
    between = _between_groups(known, raw, parent_of, spread)
    made = {}
    for key, size in known.items():
        share = between / (between + spread / size) if size else 0.0
        made[key] = top[parent_of(key)] + share * (raw[key] - top[parent_of(key)])
    return made


def _between_groups(
    known: dict[Group, float], raw: dict[Group, float], parent_of: Callable[[Group], Group], spread: float
) -> float:
    families: dict[Group, list[Group]] = {}
    for key in known:
        if known[key]:
            families.setdefault(parent_of(key), []).append(key)
    squared = divisor = 0.0
    for family in families.values():
        total = sum(known[key] for key in family)
        middle = sum(known[key] * raw[key] for key in family) / total
        squared += sum(known[key] * (raw[key] - middle) ** 2 for key in family)
        divisor += total - sum(known[key] ** 2 for key in family) / total
    free = sum(len(family) - 1 for family in families.values())
    return max(0.0, (squared - free * spread) / divisor) if free > 0 and divisor > 0 else 0.0


def _known(agency: str, item: _Item, items: Mapping[str, _Item], rows: set[Group]) -> Known:
    mixed = every = 0.0
    for row in rows:
        if row[0] == agency:
            weight = sum(one.of_row[row].weight for one in items.values() if row in one.of_row)
            every += weight
            mixed += weight * item.expected[row]
    base = mixed / every if every else 0.0
    one = item.of_agency.get(agency)
    if one is None:
        return Known(0.0, 1.0, base, 0.0, item.noise, item.noise)
    return Known(
        one.weight, one.squares / one.weight**2, base, (one.good - one.expected) / one.weight, item.noise, item.noise
    )


def _together(parts: Sequence[Known], settings: ScoreSettings) -> Known:
    if not parts:
        return Known(0.0, 1.0, 0.5, 0.0, 0.25, 0.25)
    total = sum(one.weight for one in parts)
    most = max(parts, key=lambda one: one.weight)
    base = sum(one.base for one in parts) / len(parts)
    answer = sum(one.answer for one in parts) / len(parts)
    if not total:
        noise = sum(one.noise for one in parts) / len(parts)
        return Known(0.0, most.kish, base, 0.0, noise, answer)
    each = total / most.weight
    noise = sum(one.weight * one.noise for one in parts) / total * (1 + (each - 1) * settings.alike) / each
    deviation = sum(one.weight * one.deviation for one in parts) / total
    return Known(most.weight, most.kish, base, deviation, noise, answer)


def _believed(known: Mapping[str, Known], settings: ScoreSettings) -> dict[str, tuple[float, float, float, float]]:
    """Posterior of one part of every agency."""
    if not known:
        return {}
    between = _between_agencies(known.values(), settings)
    share = min(between / (between + next(iter(known.values())).answer), 0.95)
    made = {}
    for agency, one in known.items():
        drawn = one.weight / (one.weight + one.noise / between)
        size = (1 - drawn * share) / (share * (1 - drawn)) - 1
        mean = min(max(one.base + drawn * one.deviation, 0.001), 0.999)
        tail = (1 - settings.level) / 2
        limits = (float(beta.ppf(at, mean * size, (1 - mean) * size)) for at in (tail, 1 - tail))
        made[agency] = (mean, *limits, one.weight)
    return made  # type: ignore[return-value]


def _between_agencies(known: Iterable[Known], settings: ScoreSettings) -> float:
    every = list(known)
    belief = settings.prior_correlation * sum(one.base * (1 - one.base) for one in every) / len(every)
    between = belief
    for _ in range(3):
        top, bottom = settings.prior_agencies * belief, settings.prior_agencies
        for one in every:
            if one.weight > 0 and one.kish < 1 - 1e-9:
                noise = one.noise * one.kish
                precision = math.pow(between / (between + noise), 2)
                top += precision * (one.deviation**2 - noise)
                bottom += precision
        between = max(top / bottom, 0.02 * belief)
    return between
