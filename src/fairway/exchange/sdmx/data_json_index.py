"""Index tables of SDMX-JSON: each value once, numbered as it first appears, at bounded memory.

A message gives its observations first and its tables after them (the members of a JSON object have no order), so the
tables hold just the values that are in the message, and nothing is read twice.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

REMEMBERED: Final = 100_000
"""Distinct values of an attribute that are looked up again; one beyond them may be given a second number."""
IN_MEMORY: Final = 1 << 20
CHUNK: Final = 1 << 16


class IndexTable:
    """The values of one component, in the order of their numbers.

    Args:
        entry: What the table says of a value.
        seed: Values that are known to be in the message, in the order wanted; the others follow them.
        forgets: Whether the memory is bounded. A dimension must not: a value with two numbers would be two values.
    """

    def __init__(
        self, entry: Callable[[str], Mapping[str, object]], seed: Iterable[str] = (), *, forgets: bool = False
    ) -> None:
        self._entry = entry
        self._forgets = forgets
        self._numbers: dict[str, int] = {}
        self._held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed in `close`
        self.count = 0
        self._add(list(dict.fromkeys(seed)))

    def _add(self, values: Sequence[str]) -> None:
        """Gives values that have no number the next ones."""
        if not values:
            return
        said = json.dumps([self._entry(value) for value in values], ensure_ascii=False, separators=(",", ":"))[1:-1]
        self._held.write((f",{said}" if self.count else said).encode())
        self._numbers.update(zip(values, range(self.count, self.count + len(values)), strict=True))
        self.count += len(values)

    def numbers(self, column: pl.Series) -> pl.Series:
        """The numbers of a column's values, as text; null stays null. New values get the next numbers."""
        import polars as pl

        texts = column.cast(pl.String)
        present = texts.drop_nulls().unique(maintain_order=True).to_list()
        if self._forgets and len(self._numbers) > REMEMBERED:
            self._numbers.clear()
        self._add([value for value in present if value not in self._numbers])
        numbered = [str(self._numbers[value]) for value in present]
        return texts.replace_strict(present, numbered, return_dtype=pl.String)

    def entries(self) -> Iterator[bytes]:
        """The table as the members of a JSON array, without its brackets."""
        self._held.seek(0)
        while chunk := self._held.read(CHUNK):
            yield chunk

    def close(self) -> None:
        """Lets go of the file."""
        self._held.close()
