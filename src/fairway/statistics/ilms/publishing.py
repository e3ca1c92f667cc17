"""Publishes the observations of a run as a vintage of the warehouse."""

from __future__ import annotations

import re

from fairway.kernel.text import Text
from fairway.statistics.ilms.quality import Chain
from fairway.statistics.ilms.structure import structure

METHOD = Text(
    "Estimated from the microdata of the survey by its design, with the concepts of the 20th ICLS guidelines on labour "
    "migration; standard errors by linearisation; cells of too few respondents are withheld."
)


def edition_of(found: Chain) -> str:
    """Country, survey and year: NPL_LFS_2024."""
    source = found.mapping.source
    survey = re.sub(r"[^A-Z0-9]+", "_", source.survey.upper()).strip("_")
    return f"{found.mapping.country}_{survey}_{source.year}"


def publish(found: Chain, report: str) -> str:
    """Publishes; a demonstration is kept apart from facts.

    Returns:
        The name of the vintage.

    Raises:
        ObservationsMisshapen, RetryableError, StorageFull: As `fairway.warehouse.releases.publish`.
    """
    from fairway.warehouse.releases import Release
    from fairway.warehouse.releases import publish as to_warehouse

    source = found.mapping.source
    release = Release(
        structure(),
        edition_of(found),
        source.publisher,
        found.mapping.title,
        source.licence,
        METHOD,
        source.url,
        found.mapping.demonstration,
    )
    return to_warehouse(release, found.observations, report=report).name
