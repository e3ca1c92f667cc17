"""YAML as plain values, with the line and column of each; nothing that two readers could read differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from fairway.warehouse.surveys.specification_errors import SpecificationFault, SpecificationUnreadable

Way = tuple[str | int, ...]
"""From the top to a value: keys as text, positions in lists from 0."""

MOST_NODES: Final = 100_000
"""Beyond this a file of anchors within anchors unfolds without end."""


class _Loader(yaml.SafeLoader):
    """YAML with the plain scalars of JSON: `no`, `on`, 010, 12:30 and 2024-01-01 are the texts that they look like."""


_Loader.yaml_implicit_resolvers = {}
_PLAIN: Final = (
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("tag:yaml.org,2002:int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:0|[1-9][0-9]*)?(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", "~nN"),
    ("tag:yaml.org,2002:merge", r"^(?:<<)$", "<"),
)
for _tag, _pattern, _first in _PLAIN:
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^$"), [""])


def _float(loader: _Loader, node: yaml.ScalarNode) -> float:
    return float(loader.construct_scalar(node))


_Loader.add_constructor("tag:yaml.org,2002:float", _float)


@dataclass(frozen=True, slots=True)
class Written:
    """A specification as its file has it.

    Attributes:
        file: Its name.
        value: Mappings, lists and scalars.
        places: Way → line and column, from 1; a key's place where the value belongs to a key.
    """

    file: str
    value: dict[Any, Any]
    places: Mapping[Way, tuple[int, int]]

    def fault(self, way: Way, said: str) -> SpecificationFault:
        """A fault at a way, or at the nearest place above it."""
        while way and way not in self.places:
            way = way[:-1]
        return SpecificationFault(*self.places.get(way, (1, 1)), said)


def read_text(path: Path) -> Written:
    """Reads a YAML file.

    Raises:
        SpecificationUnreadable: Not there, not UTF-8, not YAML, not one mapping, a key twice, or anchors in a loop.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _unreadable(path, 1, 1, f"byte {fault.start} is not UTF-8. Save the file as UTF-8.") from fault
    except OSError as fault:
        raise _unreadable(path, 1, 1, f"the file cannot be read ({fault.strerror}).") from fault
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise _unreadable(path, 1, 1, "the file is empty; a specification was expected.")
        if not isinstance(node, yaml.MappingNode):
            raise _unreadable(path, *_at(node), "a mapping (key: value) was expected at the top.")
        _refuse_loops(path, node)
        _refuse_twins(path, node)
        value = loader.construct_document(node)
    except yaml.MarkedYAMLError as fault:
        raise _not_yaml(path, text, fault) from fault
    except yaml.YAMLError as fault:
        raise _unreadable(path, 1, 1, f"this is not YAML: {str(fault).splitlines()[0]}.") from fault
    finally:
        loader.dispose()
    return Written(path.name, value, dict(_places(node, (), (1, 1))))


def as_json(value: Any) -> Any:
    """The value with every key as text, as JSON has it."""
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _unreadable(path: Path, line: int, column: int, said: str) -> SpecificationUnreadable:
    return SpecificationUnreadable(path.name, [SpecificationFault(line, column, said)])


def _not_yaml(path: Path, text: str, fault: yaml.MarkedYAMLError) -> SpecificationUnreadable:
    mark = fault.problem_mark or fault.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = text.splitlines()
    here = lines[line] if line < len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())] or "'\\t'" in str(fault.problem):
        said = "the line is indented with a tab; YAML allows spaces alone. Replace each tab by two spaces."
    else:
        said = f"this is not YAML: {fault.problem or 'it ends too early'}"
        said += f" ({fault.context})." if fault.context else "."
    return _unreadable(path, line + 1, column + 1, said)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [one for pair in node.value for one in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _refuse_loops(path: Path, top: yaml.Node) -> None:
    """Depth first through everything as often as it unfolds, up to a limit."""
    waiting: list[tuple[yaml.Node, frozenset[int]]] = [(top, frozenset())]
    seen = 0
    while waiting:
        node, above = waiting.pop()
        seen += 1
        if id(node) in above or seen > MOST_NODES:
            raise _unreadable(path, *_at(node), "an anchor contains itself, or anchors unfold without end.")
        waiting += [(one, above | {id(node)}) for one in _children(node)]


def _refuse_twins(path: Path, top: yaml.Node) -> None:
    faults = []
    waiting, met = [top], {id(top)}
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            faults += list(_twins(node))
        for one in _children(node):
            if id(one) not in met:
                met.add(id(one))
                waiting.append(one)
    if faults:
        raise SpecificationUnreadable(path.name, faults)


def _twins(node: yaml.MappingNode) -> Iterator[SpecificationFault]:
    first: dict[str, int] = {}
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            yield SpecificationFault(*_at(key), "a key must be one word or text, not a list or mapping.")
        elif key.value in first and key.tag != "tag:yaml.org,2002:merge":
            said = f"the key “{key.value}” is there already, in line {first[key.value]}; only one of them could count."
            yield SpecificationFault(*_at(key), said)
        else:
            first[key.value] = key.start_mark.line + 1


def _places(node: yaml.Node, way: Way, at: tuple[int, int]) -> Iterator[tuple[Way, tuple[int, int]]]:
    yield way, at
    if isinstance(node, yaml.MappingNode):
        for key, one in node.value:
            yield from _places(one, (*way, str(key.value)), _at(key))
    elif isinstance(node, yaml.SequenceNode):
        for position, one in enumerate(node.value):
            yield from _places(one, (*way, position), _at(one))
