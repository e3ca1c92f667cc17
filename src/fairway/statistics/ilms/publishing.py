"""Publishes the observations of a run as a vintage of the warehouse."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text
from fairway.statistics.ilms.quality import Chain
from fairway.statistics.ilms.structure import structure
from fairway.warehouse.releases import Release
from fairway.warehouse.releases import publish as to_warehouse
from fairway.warehouse.releases_naming import edition_of
from fairway.warehouse.vintage import Vintage

METHOD: Final = Text(
    "Estimated from the microdata of the survey by its design, with the concepts of the 20th ICLS guidelines on labour "
    "migration; standard errors by linearisation; cells of too few respondents are withheld."
)


def release_of(found: Chain) -> Release:
    """What the observations of a run are; those of a demonstration are kept apart from facts."""
    source = found.mapping.source
    return Release(
        structure(),
        edition_of(found.mapping.country, source.survey, source.year),
        source.publisher,
        found.mapping.title,
        source.licence,
        METHOD,
        source.url,
        found.mapping.demonstration,
    )


def publish(found: Chain, report: str) -> Vintage:
    """Publishes; a demonstration is kept apart from facts.

    Returns:
        The vintage.

    Raises:
        ObservationsMisshapen, RetryableError, StorageFull: As `fairway.warehouse.releases.publish`.
    """
    return to_warehouse(release_of(found), found.observations, report=report)
