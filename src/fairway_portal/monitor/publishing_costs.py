"""What workers say they paid, as releases of typical costs: one for each country of origin, once a year.

Typical costs have no blocks as scores have; they go out once a year, so that no two of them differ by few answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from fairway.kernel.errors import InputError
from fairway.recruitment.ratings.items import CHANNEL_OF, TIERS
from fairway.recruitment.ratings.simulation_places import ORIGINS
from fairway_portal.monitor.models import Publication, Rating
from fairway_portal.monitor.publishing_state import packed

if TYPE_CHECKING:
    import polars as pl

    from fairway.recruitment.costs.rates import Rates
    from fairway.recruitment.typical_costs.frames import CostFrame

RATES_FILE: Final = "exchange-rates.csv"
"""In FAIRWAY_HOME: columns `currency`, `month` (a year will do), `rate` (units for one US dollar)."""
SURVEY: Final = "Recruitment Monitor"
NO_RATES: Final = f"There are no exchange rates: put {RATES_FILE} into FAIRWAY_HOME."
THIS_YEAR: Final = "The typical costs of this year were published with an earlier batch."
_FIELDS: Final = (
    "pk", "agency__code", "origin", "destination", "sector", "departure_year", "submission__answers",
)  # fmt: skip
_SAID: Final = {"sex": ("F", "M"), "found_by": tuple(CHANNEL_OF), "paid_anyone": ("yes", "no")}
_NUMBERS: Final = {"fee_total": "total", "pay_amount": "pay"}
_CURRENCIES: Final = {"fee_currency": "currency", "pay_currency": "pay_currency"}


@dataclass(frozen=True, slots=True)
class CostReleases:
    """What goes out of typical costs with a batch.

    Attributes:
        year: The period of all of them.
        made: Country of origin → observations, packed, and the sentences of the method.
        left_out: Country of origin, or “all” → why nothing goes out.
    """

    year: int
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def cost_releases(ratings: pl.DataFrame, *, on: date, demonstration: bool) -> CostReleases:
    """Typical costs of every country of origin of which enough workers say what they paid.

    Args:
        ratings: As the detection of attacks left them: `rating`, `tier`, `received`, `weight`, `quarantined`.
        on: The day of the batch; later answers do not count.
        demonstration: The invented answers, or the real ones.
    """
    found = CostReleases(on.year)
    why = not_now(on=on, demonstration=demonstration)
    if why:
        found.left_out["all"] = why
        return found
    from fairway.recruitment.typical_costs.monitored import monitored

    rates = exchange_rates(demonstration=demonstration)
    answers = _answers(ratings, on, demonstration=demonstration)
    for country in sorted(answers["origin"].drop_nulls().unique().to_list()):
        try:
            rows = monitored(answers.filter(origin=country), rates)
            found.made[country] = _estimated(rows, country, on)
        except InputError as fault:  # too few, or no safe pattern: the other countries go out all the same
            found.left_out[country] = fault.title
    return found


def not_now(*, on: date, demonstration: bool) -> str:
    """Why no typical costs go out with a batch of a day; empty where they do."""
    earlier = Publication.objects.filter(demonstration=demonstration, on__year=on.year).only("settings")
    if any(one.settings.get("typical_costs") for one in earlier):
        return THIS_YEAR
    return "" if demonstration or (settings.HOME / RATES_FILE).is_file() else NO_RATES


def exchange_rates(*, demonstration: bool) -> Rates:
    """The operator's rates; for invented answers, those that they were invented with.

    Raises:
        RatesUnusable: The file has a column, month or rate that cannot be read.
    """
    import polars as pl

    from fairway.recruitment.costs.rates import Rates

    if demonstration:
        rows = [(one.currency, str(year), float(one.per_dollar)) for one in ORIGINS for year in range(2015, 2101)]
        frame = pl.DataFrame(rows, schema=["currency", "month", "rate"], orient="row")
        return Rates.of(frame, base="USD", window_months=0, source="invented rates")
    frame = pl.read_csv(settings.HOME / RATES_FILE, infer_schema=False)
    return Rates.of(frame, base="USD", window_months=0, source=RATES_FILE)


def _estimated(costs: CostFrame, country: str, on: date) -> dict[str, Any]:
    from fairway.recruitment.typical_costs.estimating import estimate_typical_costs
    from fairway.recruitment.typical_costs.structure import observations

    found = estimate_typical_costs(costs)
    source = f"{SURVEY}, answers of workers, {on.isoformat()}"
    observed = observations(
        found.frame, country=country, role="origin", year=str(on.year), source=source, collection=found.collection
    )
    return {"observations": packed(observed), "method": list(found.method)}


def _answers(ratings: pl.DataFrame, on: date, *, demonstration: bool) -> pl.DataFrame:
    """The frame that `typical_costs.monitored` reads, of ratings that count; what is of no list is not stated."""
    import polars as pl

    from fairway.recruitment.costs.frames import item_titles

    chosen = Rating.objects.filter(demonstration=demonstration, received__lte=on, agency__isnull=False).order_by("pk")
    items = [name for name in item_titles() if name]
    rows = list(_rows(chosen.values_list(*_FIELDS).iterator(chunk_size=5_000), items))
    texts = ("rating", "agency", "origin", "destination", "sector", "sex", "found_by", "paid", "currency",
             "pay_currency")  # fmt: skip
    schema: dict[str, pl.DataType] = {name: pl.String() for name in texts}
    schema |= {"departure_year": pl.Int32(), "total": pl.Float64(), "pay": pl.Float64()}
    schema |= {f"paid_{name}": pl.Float64() for name in items}
    tier = pl.col("tier").replace_strict({**TIERS}, return_dtype=pl.Float64)
    weights = ratings.select("rating", "quarantined", (tier * pl.col("weight")).alias("weight"))
    return pl.DataFrame(rows, schema=schema, orient="row").join(
        weights.filter(pl.col("weight") > 0), on="rating", maintain_order="left"
    )


def _rows(found: Iterator[tuple[Any, ...]], items: list[str]) -> Iterator[dict[str, Any]]:
    for key, agency, origin, destination, sector, year, answers in found:
        said = {name: answers.get(name) for name in _SAID}
        row: dict[str, Any] = {
            "rating": str(key), "agency": agency, "origin": origin or None, "destination": destination or None,
            "sector": sector or None, "departure_year": year,
        }  # fmt: skip
        row |= {name: code if code in _SAID[name] else None for name, code in said.items() if name != "paid_anyone"}
        row["paid"] = said["paid_anyone"] if said["paid_anyone"] in _SAID["paid_anyone"] else None
        row |= {name: _number(answers.get(asked)) for asked, name in _NUMBERS.items()}
        row |= {name: _word(answers.get(asked)) for asked, name in _CURRENCIES.items()}
        ticked = set(str(answers.get("fee_items") or "").split())
        if ticked or row["paid"] == "no":
            row |= {f"paid_{name}": float(name in ticked) for name in items}
        yield row


def _word(answer: object) -> str | None:
    return str(answer).strip() or None if answer is not None else None


def _number(answer: object) -> float | None:
    try:
        return float(str(answer))
    except ValueError:
        return None
