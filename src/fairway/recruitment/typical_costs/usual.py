"""The usual cost of a job: of the corridor, sector and channel asked for, or of the nearest that is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from fairway.kernel.provenance import Provenance
from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.ratings.items import CHANNELS, SECTORS
from fairway.recruitment.typical_costs.asking import ask_typical, cell
from fairway.recruitment.typical_costs.naming import BAND, BANDS, COLLECTION, TOTALS
from fairway.warehouse.asking import Row
from fairway.warehouse.asking_surveys import Surveyed
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.surveyed_figures import number

_ENDS: Final = ("USD", "LCU", "MTH")


@dataclass(frozen=True, slots=True)
class Amounts:
    """Median and quartiles in one unit; a quartile may be missing.

    Attributes:
        unit: `USD`, another currency (ISO 4217), or `MONTHS` of earnings.
    """

    median: float
    p25: float | None
    p75: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class UsualCost:
    """What workers usually paid.

    Attributes:
        dollars: In US dollars.
        national: In the currency of the release's country, where it is published.
        months: In months of earnings, where it is published.
        zero_percent: Of the workers: paid nothing; in steps of 5 points.
        workers: From and up to how many workers (None: no end).
        sector, channel: Of whom the figures are; None: all together.
        margin: The same in words.
        asked: Whether they are of exactly the sector and channel asked for.
        year: Of the release.
        source: Who published it, and what it is called.
        collection: `survey` or `monitor`.
        vintage: What a citation pins.
        provenance: The pedigree of the figures.
        invented: A demonstration: the workers were simulated.
    """

    dollars: Amounts
    national: Amounts | None
    months: Amounts | None
    zero_percent: float | None
    workers: tuple[int, int | None] | None
    sector: str | None
    channel: str | None
    margin: Text
    asked: bool
    year: int
    source: str
    collection: str
    vintage: str
    provenance: Provenance
    invented: bool


def usual_cost(
    shelf: Shelf, origin: str, destination: str, sector: str | None = None, channel: str | None = None
) -> UsualCost | None:
    """The usual cost in a corridor: of the sector and channel, else of the channel, else of the sector, else of all.

    A fact of a wider group comes before a demonstration of the very group.

    Args:
        shelf: Demonstrations are on it only where they were asked for.
        origin, destination: ISO 3166-1 alpha-3.
        sector: A key of `SECTORS`, or None.
        channel: A key of `CHANNELS`, or None.

    Returns:
        None where no release gives a median for the corridor.
    """
    groups = dict.fromkeys(((sector, channel), (None, channel), (sector, None), (None, None)))
    for survey in ask_typical(shelf, origin, destination).found:
        for at, (of_sector, of_channel) in enumerate(groups):
            margin = _margin(of_sector, of_channel, origin=origin, destination=destination)
            found = _of_group(survey, of_sector, of_channel, margin, asked=at == 0)
            if found is not None:
                return found
    return None


def typical_costs_of(shelf: Shelf, origin: str, destination: str) -> list[dict[str, Any]]:
    """Every published figure of a corridor, one row a cell and item, for a page and its CSV and JSON.

    Cells that are withheld have no row, as empty ones. Only the best release speaks: a fact before a
    demonstration, then the newest.

    Args:
        shelf: Demonstrations are on it only where they were asked for.
        origin, destination: ISO 3166-1 alpha-3.

    Returns:
        `origin`, `destination`, `sector`, `occupation` (ISCO-08 major group), `channel`, `item` (each null: all
        together), `indicator`, `value`, `low`, `high`, `unit`, `workers_from`, `workers_to`, `remark`,
        `year`, `collection`, `source`, `vintage`, `invented`.
    """
    surveys = ask_typical(shelf, origin, destination).found
    if not surveys:
        return []
    best = surveys[0]
    return [_plain(row, best, origin, destination) for row in best.rows]


def _of_group(
    survey: Surveyed, sector: str | None, channel: str | None, margin: Text, *, asked: bool
) -> UsualCost | None:
    """The usual cost of one group; None where no median is published."""
    rows = {row["INDICATOR"]: row for row in survey.where(**cell(sector=sector, channel=channel))}
    amounts = {end: _amounts(rows, end) for end in _ENDS}
    dollars = amounts["USD"]
    if dollars is None:
        return None
    used = [row for name, row in rows.items() if name.rpartition("_")[2] in _ENDS and number(row) is not None]
    return UsualCost(
        dollars=dollars,
        national=amounts["LCU"],
        months=amounts["MTH"],
        zero_percent=number(rows.get("TC_ZERO")),
        workers=BANDS.get(str(rows["TC_MEDIAN_USD"].get(BAND))),
        sector=sector,
        channel=channel,
        margin=margin,
        asked=asked,
        year=survey.year,
        source=f"{survey.vintage.record.publisher}, {survey.title}",
        collection=str(used[0][COLLECTION]),
        vintage=survey.vintage.name,
        provenance=survey.source(used),
        invented=survey.invented,
    )


def _amounts(rows: dict[str, Row], end: str) -> Amounts | None:
    median, low, high = (number(rows.get(f"TC_{name}_{end}")) for name in ("MEDIAN", "P25", "P75"))
    return None if median is None else Amounts(median, low, high, str(rows[f"TC_MEDIAN_{end}"]["UNIT_MEASURE"]))


def _margin(sector: str | None, channel: str | None, *, origin: str, destination: str) -> Text:
    ends = {"origin": PlaceName(origin), "destination": PlaceName(destination)}
    said = {
        "sector": SECTORS.get(sector or "", Text("all sectors")),
        "channel": CHANNELS.get(channel or "", Text("every channel")),  # type: ignore[call-overload]
    }
    return Text("{origin} → {destination}; {sector}; {channel}", **ends, **said)


def _plain(row: Row, survey: Surveyed, origin: str, destination: str) -> dict[str, Any]:
    def code(name: str) -> str | None:
        return None if row[name] == TOTALS[name] else row[name]

    low, high = BANDS.get(str(row.get(BAND)), (None, None))
    occupation = code("OCU")
    return {
        "origin": origin,
        "destination": destination,
        "sector": code("SECTOR"),
        "occupation": None if occupation is None else occupation.rpartition("_")[2],
        "channel": code("CHANNEL"),
        "item": code("ITEM"),
        "indicator": row["INDICATOR"],
        "value": number(row),
        "low": row["CI_LOWER"],
        "high": row["CI_UPPER"],
        "unit": row["UNIT_MEASURE"],
        "workers_from": low,
        "workers_to": high,
        "remark": row["COMMENT_OBS"],
        "year": survey.year,
        "collection": row[COLLECTION],
        "source": f"{survey.vintage.record.publisher}, {survey.title}",
        "vintage": survey.vintage.name,
        "invented": survey.invented,
    }
