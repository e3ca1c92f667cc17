"""What an SDMX data query asks for, as a value that knows nothing of HTTP.

Source: SDMX REST API 1.5 (SDMX 2.1) and 2.0 (SDMX 3.0), “Data queries”.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

from fairway.exchange.sdmx.content import Content, Detail
from fairway.exchange.sdmx.structure import TIME

Operator: TypeAlias = Literal["eq", "ne", "lt", "le", "gt", "ge", "co", "nc", "sw", "ew"]
OPERATORS: Final[tuple[Operator, ...]] = ("eq", "ne", "lt", "le", "gt", "ge", "co", "nc", "sw", "ew")
ANY: Final = "*"
LATEST_STABLE: Final = "+"
LATEST: Final = "~"
Key: TypeAlias = tuple[tuple[str, ...], ...]
"""For each dimension the codes asked for; none of them for all codes."""


@dataclass(frozen=True, slots=True)
class FlowReference:
    """Which dataflows, or data structures, the data come from. `*` stands for any.

    Attributes:
        versions: `~` the latest, `+` the latest stable, `*` all.
    """

    ids: tuple[str, ...] = (ANY,)
    agencies: tuple[str, ...] = (ANY,)
    versions: tuple[str, ...] = (LATEST,)
    context: Literal["dataflow", "datastructure", "provisionagreement", "*"] = "dataflow"

    def matches(self, agency: str, id: str) -> bool:
        """Whether an artefact of this agency and id is meant."""
        return _among(agency, self.agencies) and _among(id, self.ids)


def _among(one: str, asked: tuple[str, ...]) -> bool:
    return ANY in asked or one in asked


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison of a component with a value."""

    operator: Operator
    value: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What a component must be: one of several groups of conditions, every condition of a group at once."""

    component: str
    groups: tuple[tuple[Condition, ...], ...]

    @property
    def codes(self) -> tuple[str, ...] | None:
        """The values, where the filter is no more than a list of them."""
        if all(len(group) == 1 and group[0].operator == "eq" for group in self.groups):
            return tuple(group[0].value for group in self.groups)
        return None


@dataclass(frozen=True, slots=True)
class DataQuery:
    """A data query of either version of the API.

    Attributes:
        flow: Where the data come from.
        keys: Alternatives; none for all keys.
        filters: By component, each at most once.
        start: First period, inclusive; "" for the beginning.
        end: Last period, inclusive.
        updated_after: Only what changed since then.
        first_observations: At most so many of each series, from its beginning; with `last_observations`, both.
        last_observations: At most so many of each series, from its end.
        dimension_at_observation: `TIME_PERIOD`, another dimension, or `AllDimensions`.
        attributes: Ids of those to be returned; None for all, () for none.
        measures: Whether values are to be returned.
        include_history: Whether earlier versions are to be returned too.
        as_of: The data as they were then.
    """

    flow: FlowReference = FlowReference()
    keys: tuple[Key, ...] = ()
    filters: tuple[Filter, ...] = ()
    start: str = ""
    end: str = ""
    updated_after: datetime | None = None
    first_observations: int | None = None
    last_observations: int | None = None
    dimension_at_observation: str = TIME
    attributes: tuple[str, ...] | None = None
    measures: bool = True
    include_history: bool = False
    as_of: datetime | None = None

    @property
    def detail(self) -> Detail | None:
        """The parameter `detail` of REST 1 that says the same; None where some attributes are asked for by name."""
        if self.attributes is None:
            return "full" if self.measures else "nodata"
        if self.attributes == ():
            return "dataonly" if self.measures else "serieskeysonly"
        return None

    def content(self, languages: tuple[str, ...] = ("en",)) -> Content:
        """What the message that answers this query holds."""
        return Content(self.attributes, self.measures, self.dimension_at_observation, languages)
