"""DF_RECRUITMENT_RATING: the scores of corridors as an SDMX dataflow, and one batch of them as a release."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import polars as pl

from fairway.exchange.sdmx.structure import TIME, VALUE, Code, CodeList, Component, DataStructure
from fairway.kernel.text import Text
from fairway.recruitment.ratings.evidence import BANDS, LABELS, REASONS, band_of
from fairway.recruitment.ratings.items import DIMENSIONS, SECTORS
from fairway.recruitment.ratings.publishing import Publication
from fairway.reference.places import by_code
from fairway.warehouse.releases import Release

ID: Final = "DF_RECRUITMENT_RATING"
INDICATOR: Final = "RATING_SCORE"
TOTAL: Final = "_T"
_NAMES: Final = {
    "FREQ": "Frequency",
    "REF_AREA": "Country of origin",
    "COUNTERPART": "Country of destination",
    "SECTOR": "Sector of the work",
    "DIMENSION": "What was rated",
    "INDICATOR": "Indicator",
}
_ATTRIBUTES: Final = {
    "OBS_STATUS": "Observation status",
    "CONF_STATUS": "Confidentiality status",
    "N_BAND": "Raters, as a band",
    "EVIDENCE": "How much evidence there is",
    "REASON": "Why there is no score",
}


def structure() -> DataStructure:
    """The data structure with its dataflow."""
    coded = {name: f"CL_{name}" for name in (*_NAMES, *_ATTRIBUTES)}
    coded |= {"INDICATOR": "CL_RATING_INDICATOR", "SECTOR": "CL_RATING_SECTOR", "DIMENSION": "CL_RATING_DIMENSION"}
    codes = _codes()
    lists = {coded[name]: _list(coded[name], name, codes[name]) for name in coded}
    required = ("OBS_STATUS", "CONF_STATUS")
    return DataStructure(
        ID,
        {"en": "Recruitment as workers rate it, by corridor"},
        tuple(Component(name, {"en": title}, coded[name]) for name, title in _NAMES.items()),
        (
            Component("UNIT_MEASURE", {"en": "Unit: PT, per cent of the best possible score"}),
            Component("CI_LOWER", {"en": "Lower limit of the 95 % interval"}, kind="number"),
            Component("CI_UPPER", {"en": "Upper limit of the 95 % interval"}, kind="number"),
            *(
                Component(name, {"en": _ATTRIBUTES[name]}, coded[name], required=name in required)
                for name in _ATTRIBUTES
            ),
            Component("SOURCE", {"en": "Source"}),
        ),
        lists,
        descriptions={"en": "Posterior means of a hierarchical Beta-binomial model; ratings are no sample of workers."},
    )


def corridor_release(
    publication: Publication, *, publisher: str, licence: str, url: str = "", demonstration: bool = False
) -> tuple[Release, pl.DataFrame]:
    """The corridors of a batch as a release, with its observations, ready for `warehouse.releases.publish`.

    Args:
        publication: The batch.
        publisher, licence, url: As readers shall see them.
        demonstration: Whether ratings were simulated.
    """
    quarter = f"{publication.on.year}-Q{(publication.on.month + 2) // 3}"
    release = Release(
        structure(),
        f"WLD_RECRUITMENT_RATING_{quarter.replace('-', '_')}",
        publisher,
        f"Ratings of recruiters by workers, {quarter}",
        licence,
        Text(
            "Ratings by workers, pooled by corridor and sector; blocks of 5 raters or more; no sample of all workers."
        ),
        url,
        demonstration,
    )
    return release, _observations(
        publication.corridors, quarter, f"{publisher}, ratings by workers, {_day(publication.on)}"
    )


def _observations(corridors: pl.DataFrame, period: str, source: str) -> pl.DataFrame:
    shown = pl.col("score").is_not_null()
    made = corridors.select(
        pl.lit("Q").alias("FREQ"),
        pl.col("origin").alias("REF_AREA"),
        pl.col("destination").alias("COUNTERPART"),
        pl.col("sector").fill_null(TOTAL).alias("SECTOR"),
        pl.col("dimension").replace("overall", TOTAL).alias("DIMENSION"),
        pl.lit(INDICATOR).alias("INDICATOR"),
        pl.lit(period).alias(TIME),
        (pl.col("score") * 100).round(6).alias(VALUE),
        pl.lit("PT").alias("UNIT_MEASURE"),
        (pl.col("lower") * 100).round(6).alias("CI_LOWER"),
        (pl.col("upper") * 100).round(6).alias("CI_UPPER"),
        pl.when(shown).then(pl.lit("A")).otherwise(pl.lit("Q")).alias("OBS_STATUS"),
        pl.when(shown).then(pl.lit("F")).otherwise(pl.lit("N")).alias("CONF_STATUS"),
        pl.col("raters").alias("N_BAND"),
        pl.col("evidence").alias("EVIDENCE"),
        pl.col("reason").alias("REASON"),
        pl.lit(source).alias("SOURCE"),
    )
    return made.select(structure().columns)


def _codes() -> dict[str, dict[str, str]]:
    places = {code: place.name for code, place in by_code().items()}
    return {
        "FREQ": {"Q": "Quarterly"},
        "REF_AREA": places,
        "COUNTERPART": places,
        "SECTOR": {TOTAL: "All sectors", **_plain(SECTORS.items())},
        "DIMENSION": {TOTAL: "Overall", **_plain(DIMENSIONS.items())},
        "INDICATOR": {INDICATOR: "Score: posterior mean of the share of answers that speak for the recruiters"},
        "OBS_STATUS": {"A": "Normal value", "Q": "Missing value; suppressed"},
        "CONF_STATUS": {"F": "Free", "N": "Not for publication"},
        "N_BAND": {band_of(one): band_of(one) for one in BANDS},
        "EVIDENCE": _plain(LABELS.items()),
        "REASON": _plain(REASONS.items()),
    }


def _plain(named: Iterable[tuple[str, Text]]) -> dict[str, str]:
    return {code: title.plain() for code, title in named}


def _list(id: str, name: str, codes: dict[str, str]) -> CodeList:
    title = _NAMES.get(name) or _ATTRIBUTES[name]
    return CodeList(id, {"en": title}, tuple(Code(code, {"en": said}) for code, said in codes.items()))


def _day(on: date) -> str:
    return on.isoformat()
