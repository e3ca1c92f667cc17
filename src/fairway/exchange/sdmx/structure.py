"""A data structure as a value: dimensions, attributes, code lists, and the dataflow that uses them.

Source: SDMX 3.0 Section 2, Information Model, §§5.3–5.4 (data structure definition), §4.5 (code lists).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

TIME: Final = "TIME_PERIOD"
VALUE: Final = "OBS_VALUE"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a list; `parent` is the code above it, or "". Names: language → name, English always there."""

    id: str
    names: Mapping[str, str]
    parent: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A code list, as its agency maintains it."""

    id: str
    names: Mapping[str, str]
    codes: tuple[Code, ...]
    agency: str = "FAIRWAY"
    version: str = "1.0.0"

    @property
    def ids(self) -> tuple[str, ...]:
        """Its codes in order."""
        return tuple(code.id for code in self.codes)


@dataclass(frozen=True, slots=True)
class Component:
    """A dimension or an attribute.

    Attributes:
        id: Of the component and of its concept.
        codes: The id of its code list; "" for free values.
        kind: What values are, where they are not codes.
        required: Of an attribute.
    """

    id: str
    names: Mapping[str, str]
    codes: str = ""
    kind: Literal["text", "number", "integer", "period"] = "text"
    required: bool = False


@dataclass(frozen=True, slots=True)
class DataStructure:
    """A data structure definition with its dataflow (one each), and every code list that it uses.

    Attributes:
        id: Of the dataflow (`DF_ILMS`); the structure's own is `DSD_` with what follows `DF_`.
        dimensions: In the order of the key, without TIME_PERIOD, which always comes last.
        attributes: Of observations.
        code_lists: Id → list.
    """

    id: str
    names: Mapping[str, str]
    dimensions: tuple[Component, ...]
    attributes: tuple[Component, ...]
    code_lists: Mapping[str, CodeList]
    agency: str = "FAIRWAY"
    version: str = "1.0.0"
    descriptions: Mapping[str, str] = field(default_factory=dict)

    @property
    def structure_id(self) -> str:
        """The id of the data structure definition."""
        return f"DSD_{self.id.removeprefix('DF_')}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a table of observations: dimensions, TIME_PERIOD, OBS_VALUE, attributes."""
        return (*(one.id for one in self.dimensions), TIME, VALUE, *(one.id for one in self.attributes))

    def code_list(self, component: str) -> CodeList | None:
        """The code list of a dimension or an attribute."""
        for one in (*self.dimensions, *self.attributes):
            if one.id == component:
                return self.code_lists.get(one.codes)
        return None
