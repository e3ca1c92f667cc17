"""The data structure of DF_TYPICAL_COST, and results as its observations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

import polars as pl

from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure
from fairway.kernel.text import Text
from fairway.recruitment.costs.classes import MAJORS
from fairway.recruitment.costs.frames import item_titles
from fairway.recruitment.ratings.items import CHANNELS, SECTORS
from fairway.recruitment.typical_costs.figures import indicators
from fairway.recruitment.typical_costs.frames import NOT_STATED
from fairway.recruitment.typical_costs.naming import BAND, BANDS, COLLECTION, ID, ROLE, TOTALS
from fairway.reference.classifications import code_list
from fairway.reference.places import by_code
from fairway.warehouse.surveys.observed import ERRORS, STATUS, observed

_NAMES: Final = {
    "FREQ": "Frequency",
    "REF_AREA": "Country of the workers’ origin, or of the survey",
    "INDICATOR": "Indicator",
    "COUNTERPART": "Country of destination, or of origin",
    "SECTOR": "Sector",
    "OCU": "Occupation",
    "CHANNEL": "Who found the job",
    "ITEM": "Cost item",
}
_STATUS: Final = {"A": "Normal value", "O": "Missing value"}
_COLLECTED: Final = {
    "survey": "From a sample that was drawn",
    "monitor": "From workers who answered of themselves, or through helpers",
}
_LIMITS: Final = tuple(one for one in ERRORS if one.id in ("CI_LOWER", "CI_UPPER"))


def structure() -> DataStructure:
    """The data structure with its dataflow."""
    lists = {f"CL_{name}": _list(name, codes) for name, codes in _codes().items()}
    return DataStructure(
        ID,
        {"en": "Typical recruitment costs borne by migrant workers, by who found the job"},
        tuple(Component(name, {"en": title}, f"CL_{name}") for name, title in _NAMES.items()),
        (
            Component("UNIT_MEASURE", {"en": "Unit: a currency, MONTHS of earnings, or PT percent"}),
            Component("UNIT_MULT", {"en": "Unit multiplier"}, kind="integer"),
            *STATUS,
            Component(ROLE, {"en": "What the other country is"}, f"CL_{ROLE}", required=True),
            *_LIMITS,
            Component(BAND, {"en": "Workers who answered, a band"}, f"CL_{BAND}"),
            Component(COLLECTION, {"en": "How the answers were collected"}, f"CL_{COLLECTION}", required=True),
            Component("COMMENT_OBS", {"en": "Remark"}),
            Component("SOURCE", {"en": "Source"}),
        ),
        lists,
        descriptions={
            "en": "Amounts have two significant figures, shares steps of 5 points; numbers of workers are bands. "
            "A cell that is not there is withheld, or empty."
        },
    )


def observations(
    results: pl.DataFrame,
    *,
    country: str,
    role: Literal["origin", "destination"],
    year: str,
    source: str,
    collection: Literal["survey", "monitor"],
) -> pl.DataFrame:
    """Results as observations, columns as in the data structure.

    Args:
        results: As `TypicalCosts.frame`.
        country: REF_AREA, ISO 3166-1 alpha-3.
        role: Of that country for the workers.
        year: The time period.
        source: The line that stands under the figures.
        collection: How the answers were collected.
    """
    coded = {name: pl.col(name).fill_null(total) for name, total in TOTALS.items()}
    coded[ROLE] = pl.lit("DESTINATION" if role == "origin" else "ORIGIN")
    coded[BAND] = pl.col("band")
    coded[COLLECTION] = pl.lit(collection)
    numbers = [pl.lit(None, pl.Float64).alias(name) for name in ("se", "cv", "n")]
    texts = [pl.lit(None, pl.String).alias(name) for name in ("reliability", "disclosure")]
    ready = results.with_columns(*numbers, *texts)
    return observed(ready, coded, structure(), country=country, year=year, source=source)


def _codes() -> dict[str, Mapping[str, str]]:
    """List → code → title."""
    majors = code_list("isco")
    places = {code: place.name for code, place in by_code().items()}
    return {
        "FREQ": {"A": "Annual"},
        "REF_AREA": places,
        "INDICATOR": indicators(),
        "COUNTERPART": {"_T": "Total", **places},
        "SECTOR": {"_T": "Total", **_plain(SECTORS.items()), NOT_STATED: "Not stated"},
        "OCU": {
            TOTALS["OCU"]: "Total",
            **{f"OCU_ISCO08_{one}": majors.entry(one).title() for one in MAJORS},
            "OCU_ISCO08_X": "Not stated",
        },
        "CHANNEL": {"_T": "Total", **_plain(CHANNELS.items()), NOT_STATED: "Not stated"},
        "ITEM": {"_T": "Total", **item_titles()},
        "OBS_STATUS": _STATUS,
        "CONF_STATUS": {"F": "Free", "N": "Not for publication"},
        ROLE: {"DESTINATION": "Where the workers worked", "ORIGIN": "Where the workers came from"},
        BAND: {
            code: f"{low:,} or more" if high is None else f"{low:,}–{high:,}" for code, (low, high) in BANDS.items()
        },
        COLLECTION: _COLLECTED,
    }


def _plain(codes: Iterable[tuple[str, Text]]) -> dict[str, str]:
    return {code: title.plain() for code, title in codes}


def _list(name: str, codes: Mapping[str, str]) -> CodeList:
    made = tuple(Code(code, {"en": title}, "") for code, title in codes.items())
    return CodeList(f"CL_{name}", {"en": _NAMES.get(name, name)}, made)
