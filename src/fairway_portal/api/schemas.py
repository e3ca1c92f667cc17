"""The shapes of the answers, for the OpenAPI document; a test holds the answers to them."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Schema
from pydantic import Field


class SourceOut(Schema):
    """Where a figure comes from."""

    table: str
    publisher: str
    title: str
    edition: str
    licence: str
    vintage: str = Field(description="The immutable vintage it was read from.")
    file: str
    rows: list[int] = Field(description="Rows of the received file; 1 is the first after the header.")
    method: str
    retrieved: str
    url: str
    verified: bool


class ColumnOut(Schema):
    """One column of a table."""

    key: str
    title: str
    kind: Literal["text", "place", "year", "period", "count", "number", "percent", "usd", "status"]
    decimals: int


class FigureOut(Schema):
    """A figure: its table, its sentence, its sources."""

    id: str
    title: str
    unit: str
    year: str
    flag: Literal["observed", "estimated", "modelled", "partial", "stated", "invented"]
    sentence: str
    columns: list[ColumnOut]
    rows: list[dict[str, Any]] = Field(description="Values by column key; null is unknown, never zero.")
    notes: list[str]
    sources: list[SourceOut]
    chart: str | None = None


class GapOut(Schema):
    """Something that ought to be known here and is not."""

    id: str
    title: str
    reason: str
    remedy: str
    kind: Literal["absent", "detail", "sample", "unknown"]


class SectionOut(Schema):
    """One subject."""

    id: str
    title: str
    figures: list[FigureOut]
    gaps: list[GapOut]
    notes: list[str]


class AskedCorridorOut(Schema):
    """The corridor that was asked for."""

    origin: str
    destination: str
    via: list[str]
    sex: str | None
    year: int | None
    sector: str | None


class ProfileOut(Schema):
    """What is known, section by section."""

    kind: str
    code: str
    corridor: AskedCorridorOut | None
    title: str
    summary: list[str]
    sections: list[SectionOut]
    vintages: list[str]
    citation: str
    language: str
    page: str = Field(description="Address of the page that shows the same.")


class CorridorRowOut(Schema):
    """A corridor of the list."""

    rank: int
    origin: str
    origin_name: str
    destination: str
    destination_name: str
    persons: int


class CorridorsOut(Schema):
    """One page of corridors."""

    total: int
    offset: int
    limit: int
    year: int
    selection: str = Field(description="What the list was chosen from where only a selection is loaded; else empty.")
    corridors: list[CorridorRowOut]
    source: dict[str, str]
    links: dict[str, str] = Field(description="`self`, `first`, `prev`, `next`, `last`.")


class PlaceOut(Schema):
    """A place."""

    code: str
    name: str


class PlacesOut(Schema):
    """Places found."""

    places: list[PlaceOut]


class RegionOut(Schema):
    """A group of places."""

    code: str
    kind: str
    name: str
    members: list[str]
    verified: bool


class RegionsOut(Schema):
    """Every group."""

    regions: list[RegionOut]


class VintageOut(Schema):
    """One immutable copy of one edition of one table."""

    name: str
    table: str
    edition: str
    coverage: Literal["full", "sample"]
    selection: str
    rows: int
    imported: str
    retrieved: str
    file: str
    sha256: str
    verified: bool


class VintagesOut(Schema):
    """Everything at hand."""

    fingerprint: str = Field(description="Changes if and only if a vintage comes or goes.")
    vintages: list[VintageOut]


class SourceStatusOut(Schema):
    """One edition of one table, and its state here."""

    table: str
    edition: str
    publisher: str
    title: str
    licence: str
    url: str
    coverage: Literal["full", "sample", "none"]
    selection: str
    vintage: str
    rows: int
    left_out: dict[str, int] = Field(description="Rows not published, by reason.")
    imported: str
    retrieved: str
    next_expected: str = Field(description="Year and month, by the publisher's usual rhythm; empty if unknown.")
    due: bool
    verified: bool
    file: str
    fetch: str = Field(description="The SOURCE of `fairway fetch` that brings it, or empty.")
    route: Literal["confirmed", "unconfirmed", ""]


class SourcesOut(Schema):
    """Every source."""

    sources: list[SourceStatusOut]


class HealthOut(Schema):
    """Whether tables are at hand."""

    status: str
    fingerprint: str
