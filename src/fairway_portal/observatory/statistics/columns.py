"""A dataflow as columns of small numbers, kept in memory: what filters, counts and tables are answered from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import polars as pl

from fairway.exchange.sdmx.periods import span
from fairway.exchange.sdmx.structure import TIME, VALUE, Code, DataStructure
from fairway.warehouse.releases import Dataflow
from fairway.warehouse.vintage import Vintage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Positions: TypeAlias = NDArray[np.intp]
    Array: TypeAlias = NDArray[Any]

MOST_ROWS: Final = 6_000_000
"""Observations kept in memory over all dataflows: about 300 MB. The dataflow asked for last always stays."""
NUMBERS: Final = (VALUE, "CI_LOWER", "CI_UPPER", "N_OBS", "UNIT_MULT")
WORDS: Final = ("UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS")
VINTAGE: Final = "_vintage"


@dataclass(frozen=True)
class Columns:
    """The observations of a dataflow.

    Attributes:
        flow: The dataflow, with those vintages alone that are shown.
        codes: Dimension (TIME_PERIOD last) → the codes that occur, in the order of their list; periods by time.
        places: Dimension → for each observation the position of its code; none where there is one code only.
        words: Coded attribute → what occurs, "" for nothing.
        word_places: Likewise, for each observation.
        numbers: OBS_VALUE, limits, respondents, multiplier as float64; NaN for nothing. Attributes the structure lacks
            are left out.
        vintage: For each observation the position of its vintage.
        rows: How many observations.
    """

    flow: Dataflow
    codes: Mapping[str, tuple[Code, ...]]
    places: Mapping[str, Array]
    words: Mapping[str, tuple[str, ...]]
    word_places: Mapping[str, Array]
    numbers: Mapping[str, Array]
    vintage: Array
    rows: int

    @cached_property
    def counts(self) -> dict[str, list[int]]:
        """Dimension → observations of each code."""
        return {name: self.counted(name, None) for name in self.codes}

    @cached_property
    def ids(self) -> dict[str, dict[str, int]]:
        """Dimension → code → its position."""
        return {name: {code.id: at for at, code in enumerate(codes)} for name, codes in self.codes.items()}

    def counted(self, name: str, chosen: Positions | None) -> list[int]:
        """How many of the chosen observations (None for all) have each code of a dimension."""
        import numpy as np

        if name not in self.places:
            return [self.rows if chosen is None else len(chosen)]
        column = self.places[name] if chosen is None else self.places[name].take(chosen)
        return [int(count) for count in np.bincount(column, minlength=len(self.codes[name]))]

    def where(self, chosen: Mapping[str, frozenset[int]], within: Positions | None = None) -> Positions | None:
        """The observations, of those given, that have one of the codes chosen of each dimension; None for all."""
        import numpy as np

        kept = within
        for name in sorted(chosen, key=lambda one: self._share(one, chosen[one])):
            if name not in self.places:
                if not chosen[name]:
                    return np.empty(0, dtype=np.intp)
                continue
            allowed = np.zeros(len(self.codes[name]), dtype=bool)
            allowed[list(chosen[name])] = True
            column = self.places[name]
            kept = np.flatnonzero(allowed.take(column)) if kept is None else kept[allowed.take(column.take(kept))]
        return kept

    def _share(self, name: str, places: frozenset[int]) -> int:
        """How many observations some codes have: what leaves least is looked for first."""
        return sum(self.counts[name][at] for at in places)


_kept: OrderedDict[tuple[str, ...], Columns] = OrderedDict()
_lock: Final = Lock()


def columns_of(flow: Dataflow, vintages: Sequence[Vintage]) -> Columns:
    """The columns of a dataflow over the vintages given; read once, then kept while there is room."""
    structure = flow.structure
    key = (structure.agency, structure.id, structure.version, *(str(one.folder) for one in vintages))
    with _lock:
        found = _kept.get(key)
        if found is None:
            found = _read(replace(flow, vintages=tuple(vintages)))
            _kept[key] = found
            while len(_kept) > 1 and sum(one.rows for one in _kept.values()) > MOST_ROWS:
                _kept.popitem(last=False)
        _kept.move_to_end(key)
        return found


def _read(flow: Dataflow) -> Columns:
    structure = flow.structure
    dimensions = [*(one.id for one in structure.dimensions), TIME]
    attributes = [name for name in (*WORDS, *NUMBERS) if name in structure.columns]
    frames = [
        frame.with_columns(pl.lit(at, pl.UInt16).alias(VINTAGE))
        for at, one in enumerate(flow.vintages)
        for frame in replace(flow, vintages=(one,)).select().batches([*dimensions, *attributes])
    ]
    table = pl.concat(frames) if frames else _empty(dimensions, attributes)
    codes = {name: _in_order(structure, name, table) for name in dimensions}
    words: dict[str, tuple[str, ...]] = {
        name: tuple(sorted(table[name].fill_null("").unique())) for name in WORDS if name in attributes
    }
    return Columns(
        flow=flow,
        codes=codes,
        places={
            name: _places(table[name], [code.id for code in codes[name]]) for name in codes if len(codes[name]) > 1
        },
        words=words,
        word_places={name: _places(table[name].fill_null(""), list(said)) for name, said in words.items()},
        numbers={name: _number(table[name]) for name in NUMBERS if name in attributes},
        vintage=table[VINTAGE].to_numpy(),
        rows=len(table),
    )


def _empty(dimensions: Sequence[str], attributes: Sequence[str]) -> pl.DataFrame:
    texts = dict.fromkeys([*dimensions, *(name for name in attributes if name in WORDS)], pl.String)
    numbers = {name: pl.Float64 for name in attributes if name in NUMBERS}
    return pl.DataFrame(schema={**texts, **numbers, VINTAGE: pl.UInt16})


def _places(column: pl.Series, codes: list[str]) -> Array:
    found: Array = column.cast(pl.Enum(codes)).to_physical().to_numpy()
    return found


def _number(column: pl.Series) -> Array:
    found: Array = column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    return found


def _in_order(structure: DataStructure, name: str, table: pl.DataFrame) -> tuple[Code, ...]:
    """The codes of a dimension that occur, as its list has them; without a list by name, periods by time."""
    occur = set(table[name].unique().to_list())
    listed = structure.code_list(name)
    if listed is not None:
        return tuple(code for code in listed.codes if code.id in occur)
    ordered = sorted(occur, key=lambda one: (span(one), one)) if name == TIME else sorted(occur)
    return tuple(Code(one, {"en": one}) for one in ordered)
