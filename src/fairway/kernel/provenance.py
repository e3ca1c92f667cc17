"""Where a number comes from, and how far it may be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fairway.kernel.text import Text


class Flag(StrEnum):
    """How a figure came to be (the observation-status question of SDMX, in words a reader knows)."""

    OBSERVED = "observed"
    ESTIMATED = "estimated"
    MODELLED = "modelled"
    PARTIAL = "partial"
    STATED = "stated"
    INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The pedigree of one figure.

    Attributes:
        table: Fairway's name of the table (`migrant_stock`).
        publisher, title, edition, licence: As the publisher states them.
        vintage: The immutable vintage the figure was read from (`migrant_stock@2024-1a2b3c4d`).
        file: The received file's name.
        rows: Rows of that file (1 is the first after the header) which made the figure.
        method: How the publisher, and then Fairway, arrived at it.
        retrieved: ISO date on which the file was received, where known.
        verified: False for facts taken down from memory or secondary sources.
    """

    table: str
    publisher: str
    title: str
    edition: str
    licence: str
    vintage: str
    file: str
    method: Text
    rows: tuple[int, ...] = ()
    retrieved: str = ""
    url: str = ""
    verified: bool = True
