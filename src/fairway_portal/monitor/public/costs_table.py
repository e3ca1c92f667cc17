"""The typical costs of a corridor as a table by sector and channel: medians with quartiles, in dollars and months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fairway.kernel.text import Number, Text
from fairway.recruitment.ratings.items import CHANNELS, SECTORS

ALL_SECTORS: Final = Text("All sectors")
ALL_CHANNELS: Final = Text("All together")
_SECTORS: Final[dict[str | None, Text]] = {None: ALL_SECTORS, **{str(code): name for code, name in SECTORS.items()}}
_CHANNELS: Final[dict[str | None, Text]] = {None: ALL_CHANNELS, **{str(code): name for code, name in CHANNELS.items()}}


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and quartiles as a reader sees them; a quartile that is not given is an empty text."""

    median: Text
    quartiles: Text | None


@dataclass(frozen=True, slots=True)
class Line:
    """One sector and channel; `first` where the sector is named anew."""

    sector: Text
    channel: Text
    first: bool
    money: Spread | None
    months: Spread | None
    workers: Text | None


def lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    """One line for each sector and channel with a median; what is withheld has none, as what is empty.

    Args:
        rows: As `typical_costs_of` gives them.
    """
    cells: dict[tuple[str | None, str | None], dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        if row["occupation"] is None and row["item"] is None:
            cells.setdefault((row["sector"], row["channel"]), {})[row["indicator"]] = row
    for sector, of_sector in _SECTORS.items():
        first = True
        for channel, of_channel in _CHANNELS.items():
            found = cells.get((sector, channel), {})
            money, months = _spread(found, "USD", 0), _spread(found, "MTH", 1)
            if money or months:
                yield Line(of_sector, of_channel, first, money, months, _workers(found))
                first = False


def _spread(found: Mapping[str, Mapping[str, Any]], end: str, decimals: int) -> Spread | None:
    median, low, high = (
        found[code]["value"] if code in found else None for code in (f"TC_{name}_{end}" for name in _ENDS)
    )
    if median is None:
        return None
    quartiles = None
    if low is not None and high is not None:
        quartiles = Text("{low} to {high}", low=Number(low, decimals), high=Number(high, decimals))
    return Spread(Text("{n}", n=Number(median, decimals)), quartiles)


_ENDS: Final = ("MEDIAN", "P25", "P75")


def _workers(found: Mapping[str, Mapping[str, Any]]) -> Text | None:
    for row in found.values():
        low, high = row["workers_from"], row["workers_to"]
        if low is not None:
            return Text("{low} or more", low=low) if high is None else Text("{low}–{high}", low=low, high=high)
    return None
