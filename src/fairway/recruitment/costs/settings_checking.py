"""Checks values of the settings, and keeps the fault of each with its line and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from fairway.kernel.errors import InputError
from fairway.warehouse.surveys.specification_errors import SpecificationFault, nearest
from fairway.warehouse.surveys.specification_text import Way, Written

Made = TypeVar("Made")
_KINDS: Final = {str: "text", int: "a whole number", float: "a number", bool: "true or false", dict: "a mapping"}


class Checking:
    """Collects faults while values are taken, so that all of them are named at once."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.faults: list[SpecificationFault] = []

    def fault(self, way: Way, said: str) -> None:
        """Notes a fault."""
        self.faults.append(self.written.fault(way, said))

    def made(self, way: Way, make: Callable[[], Made]) -> Made | None:
        """What is made; an error of the library becomes a fault at its line."""
        try:
            return make()
        except InputError as error:
            self.fault(way, str(error))
            return None

    def mapping(self, way: Way, known: Sequence[str], needed: Sequence[str] = ()) -> dict[str, Any]:
        """The mapping at a way, with the keys that are known; an empty one where there is none."""
        said = self._at(way)
        if said is None and not needed:
            return {}
        if not isinstance(said, dict):
            self.fault(way, f"{_name(way)} is a mapping with the keys {', '.join(known)}.")
            return {}
        for key in said:
            if key not in known:
                hint = nearest(str(key), known) or f" Its keys are: {', '.join(known)}."
                self.fault((*way, str(key)), f"there is no key “{key}” here.{hint}")
        for key in needed:
            if said.get(key) is None:
                self.fault(way, f"{_name(way)} needs the key “{key}”.")
        return {key: one for key, one in said.items() if key in known}

    def of_kind(self, way: Way, kind: type[Made], default: Made) -> Made:
        """The value at a way if it is of the kind; the default, and a fault, if it is not."""
        found = self._at(way)
        if found is None:
            return default
        if kind is str and isinstance(found, int | float) and not isinstance(found, bool):
            found = str(found)
        if kind is float and isinstance(found, int) and not isinstance(found, bool):
            found = float(found)
        if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
            self.fault(way, f"{_name(way)}: {_KINDS[kind]} was expected, and “{found}” is there.")
            return default
        return found

    def chosen(self, way: Way, known: Sequence[str], default: Any) -> Any:
        """The word at a way if it is one of those known."""
        found = self.of_kind(way, str, "")
        if not found:
            return default
        if found not in known:
            listed = f" or one of {', '.join(known)}" if len(known) <= 12 else ""
            self.fault(
                way, f"“{found}” is not known here{listed and '; expected' + listed[3:]}.{nearest(found, known)}"
            )
            return default
        return found

    def between(self, way: Way, default: Any, low: float, high: float) -> Any:
        """The number at a way, of the kind of the default, if it is within limits."""
        found = self.of_kind(way, type(default), default)
        if not low <= found <= high:
            self.fault(way, f"{_name(way)}: {found:g} is not from {low:g} to {high:g}.")
            return default
        return found

    def _at(self, way: Way) -> Any:
        found: Any = self.written.value
        for step in way:
            if isinstance(found, Mapping):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found


def _name(way: Way) -> str:
    keys = [one for one in way if isinstance(one, str)]
    return keys[-1] if keys else "the file"
