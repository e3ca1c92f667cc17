"""What a data message holds of its observations, and the data sets that it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from fairway.exchange.sdmx.errors import QueryContradictsStructure, UnknownComponent
from fairway.exchange.sdmx.nearest import nearest
from fairway.exchange.sdmx.structure import TIME, VALUE, Component, DataStructure

if TYPE_CHECKING:
    import polars as pl

ALL_DIMENSIONS: Final = "AllDimensions"
Detail: TypeAlias = Literal["full", "dataonly", "serieskeysonly", "nodata"]
Action: TypeAlias = Literal["Information", "Append", "Replace", "Delete"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a message holds of each observation, and how observations are packed.

    Attributes:
        attributes: Ids of the attributes to be given; None for all.
        measures: Whether values are given. Without them, and packed as series, only the keys of series are.
        dimension_at_observation: `TIME_PERIOD` (series), another dimension (sections), or `AllDimensions` (flat).
        languages: Of names, in order of preference.
    """

    attributes: tuple[str, ...] | None = None
    measures: bool = True
    dimension_at_observation: str = TIME
    languages: tuple[str, ...] = ("en",)

    @staticmethod
    def of(
        detail: Detail = "full", dimension_at_observation: str = TIME, languages: tuple[str, ...] = ("en",)
    ) -> Content:
        """The content that the parameter `detail` of SDMX REST 1 asks for."""
        attributes = () if detail in ("dataonly", "serieskeysonly") else None
        return Content(attributes, detail in ("full", "dataonly"), dimension_at_observation, languages)


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set of a message.

    Attributes:
        batches: Tables with the columns `structure.columns`. For messages packed as series they come sorted, as text
            and across batches, by every dimension but the one at the observation, in the order of the key, then by
            that one.
        action: What the receiver is to do with it.
        valid_from: With `includeHistory`, from when these observations were the published ones.
        valid_to: Until when; None for those that still are.
    """

    batches: Iterable[pl.DataFrame]
    action: Action = "Information"
    valid_from: datetime | None = None
    valid_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A content applied to a structure: which columns go where.

    Attributes:
        series: The columns that make up a series' key; empty where the message is flat.
        observation: The dimensions given with each observation.
        attributes: Those to be given.
        measures: Whether the value is.
    """

    series: tuple[str, ...]
    observation: tuple[str, ...]
    attributes: tuple[Component, ...]
    measures: bool

    @property
    def keys_only(self) -> bool:
        """Whether only the keys of series are to be given."""
        return bool(self.series) and not self.measures

    @property
    def key(self) -> tuple[str, ...]:
        """The dimensions in the order in which observations come."""
        return (*self.series, *self.observation)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are needed."""
        value = (VALUE,) if self.measures else ()
        return (*self.key, *value, *(one.id for one in self.attributes))


def laid_out(structure: DataStructure, content: Content) -> Layout:
    """Applies a content to a structure.

    Raises:
        UnknownComponent: An attribute or a dimension at the observation that the structure does not have.
        QueryContradictsStructure: A structure without any dimension but time.
    """
    dimensions = (*(one.id for one in structure.dimensions), TIME)
    at = content.dimension_at_observation
    if at not in (*dimensions, ALL_DIMENSIONS):
        raise UnknownComponent(at, (*dimensions, ALL_DIMENSIONS), nearest(at, dimensions))
    if len(dimensions) == 1 and at == TIME:
        raise QueryContradictsStructure(
            "This dataflow has no dimension but time, so there are no series.",
            advice=f"Ask for dimensionAtObservation={ALL_DIMENSIONS}.",
        )
    flat = at == ALL_DIMENSIONS
    series = () if flat else tuple(one for one in dimensions if one != at)
    chosen = _chosen(structure, content.attributes)
    keys_only = bool(series) and not content.measures
    return Layout(series, dimensions if flat else (at,), () if keys_only else chosen, content.measures)


def _chosen(structure: DataStructure, ids: tuple[str, ...] | None) -> tuple[Component, ...]:
    if ids is None:
        return structure.attributes
    known = [one.id for one in structure.attributes]
    for id in ids:
        if id not in known:
            raise UnknownComponent(id, known, nearest(id, known))
    return tuple(one for one in structure.attributes if one.id in ids)
