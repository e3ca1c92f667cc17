"""Which definition a dotted name means, through packages that pass names on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from fairway_portal.site.firewall.reading import BODY, Definition, Module

PATH: Final = re.compile(r"fairway_portal(?:\.\w+)+")
"""A dotted path in a text: a setting, `import_string`, `include`."""

OWN: Final = "fairway_portal.site.firewall."
"""Here paths are names of what is looked at, not ways to it."""


class Code:
    """The definitions of the portal, and what each leads to."""

    def __init__(self, modules: Mapping[str, Module]) -> None:
        self.modules = modules
        self.definitions: dict[str, Definition] = {
            one.name: one for module in modules.values() for one in module.definitions.values()
        }
        self._put: dict[str, set[str]] = defaultdict(set)
        for module in modules.values():
            for table, names in module.put:
                for target in self.meant(table):
                    self._put[target] |= names

    def meant(self, dotted: str) -> frozenset[str]:
        """The definitions that a dotted name means: one, or all of a module that is passed on as a whole."""
        return self._meant(dotted, frozenset())

    def _meant(self, dotted: str, seen: frozenset[str]) -> frozenset[str]:
        if dotted in seen:
            return frozenset()
        parts = dotted.split(".")
        for length in range(len(parts), 0, -1):
            module = self.modules.get(".".join(parts[:length]))
            if module is None:
                continue
            if length == len(parts):
                return frozenset(one.name for one in module.definitions.values())
            if parts[length] in module.definitions:
                return frozenset({f"{module.name}.{parts[length]}"})
            if (passed := module.names.get(parts[length])) is not None:
                return self._meant(".".join([passed, *parts[length + 1 :]]), seen | {dotted})
            return frozenset()
        return frozenset()

    def leads(self, name: str) -> frozenset[str]:
        """The definitions that a definition leads to; lists of addresses are left to the resolver of addresses."""
        definition = self.definitions[name]
        paths = (
            set() if definition.module.startswith(OWN) else {one for one in definition.strings if PATH.fullmatch(one)}
        )
        said = definition.uses | paths | self._put.get(name, set())
        found = {one for dotted in said for one in self.meant(dotted)} - {name}
        return frozenset(one for one in found if not is_list_of_addresses(one))


def is_list_of_addresses(name: str) -> bool:
    """Whether a definition stands in a module `urls`: whom its pages admit is known of each page, not of the list."""
    return name.split(".")[-2] == "urls" or name.endswith(f".urls.{BODY}")
