"""What an address asks of a table: the codes chosen by dimension, and how table and picture are arranged.

As text: `SEX=SEX_F,SEX_M;CBR=*;columns=SEX`. Dimensions come in the order of the structure, codes in that of their
list, so that one view has one address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote, unquote

from fairway.exchange.sdmx.nearest import nearest
from fairway.kernel.text import Text
from fairway_portal.observatory.statistics.columns import Columns
from fairway_portal.observatory.statistics.words import Words

ALL: Final = "*"
ARRANGED: Final = ("rows", "columns", "axis")
NONE: Final = "none"
"""Of `columns`: everything in rows."""


@dataclass(frozen=True, slots=True)
class View:
    """A view of a table.

    Attributes:
        chosen: Dimension → codes; `*` alone for all of them. Dimensions left out are shown as is sensible.
        arranged: `rows`, `columns`, `axis` → a dimension.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    arranged: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The view as an address has it; "" for the view that nobody has changed."""
        parts = [f"{name}={','.join(_said(code) for code in codes)}" for name, codes in self.chosen.items()]
        parts += [f"{name}={self.arranged[name]}" for name in ARRANGED if name in self.arranged]
        return ";".join(parts)

    def without(self, dimension: str) -> View:
        """The view with a dimension left to what is sensible."""
        return replace(self, chosen={name: codes for name, codes in self.chosen.items() if name != dimension})

    def with_codes(self, dimension: str, codes: Iterable[str], columns: Columns) -> View:
        """The view with other codes of a dimension."""
        chosen = {**self.chosen, dimension: tuple(codes)}
        return replace(self, chosen={name: chosen[name] for name in columns.codes if chosen.get(name)})


def _said(code: str) -> str:
    return code if code == ALL else quote(code, safe="@$-_.")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field: the error summary links to it; `instead` are the views that put it right."""

    field: str
    message: Text
    instead: tuple[tuple[str, View], ...] = ()


def parse_view(said: str, columns: Columns, words: Words) -> tuple[View, tuple[Fault, ...]]:
    """The view that an address means, and what of it cannot be read."""
    asked: dict[str, list[str]] = {}
    for part in filter(None, said.split(";")):
        name, _, codes = part.partition("=")
        asked.setdefault(name, []).extend(unquote(code) for code in codes.split(",") if code)
    return read_view(asked, {}, columns, words)


def read_view(
    asked: Mapping[str, Sequence[str]], typed: Mapping[str, str], columns: Columns, words: Words
) -> tuple[View, tuple[Fault, ...]]:
    """The view that a form means.

    Args:
        asked: Dimension → codes, and `rows`, `columns`, `axis`.
        typed: Dimension → names or codes that somebody wrote, separated by commas.
        columns: The table.
        words: Its names in the reader's language.

    Returns:
        The view as far as it can be read; and every fault, with the nearest valid values.
    """
    wrong = [_no_dimension(name, columns) for name in asked if name not in (*columns.codes, *ARRANGED)]
    chosen: dict[str, tuple[str, ...]] = {}
    for name in columns.codes:
        found, unknown = _read_codes(name, asked.get(name, ()), typed.get(name, ""), columns, words)
        wrong += [_no_code(name, one, words) for one in unknown]
        if found:
            chosen[name] = (ALL,) if ALL in found else _ordered(name, found, columns)
    arranged = {}
    for place in ARRANGED:
        for name in asked.get(place, ())[:1]:
            if name in columns.codes or (place == "columns" and name == NONE):
                arranged[place] = name
            elif name:
                wrong.append(_no_dimension(name, columns))
    view = View(chosen, arranged)
    return view, tuple(_fault(view, one, columns) for one in wrong)


def _read_codes(
    name: str, asked: Sequence[str], typed: str, columns: Columns, words: Words
) -> tuple[list[str], list[str]]:
    """The codes of a dimension that are meant, and what is none of them."""
    found: dict[str, None] = {}
    unknown = []
    for code in asked:
        if _known(name, code, columns):
            found[code] = None
        else:
            unknown.append(code)
    for one in filter(None, (part.strip() for part in typed.split(","))):
        code = words.find(name, one)
        if code:
            found[code] = None
        else:
            unknown.append(one)
    return list(found), unknown


def _known(name: str, code: str, columns: Columns) -> bool:
    if code == ALL or code in columns.ids[name]:
        return True
    listed = columns.flow.structure.code_list(name)
    return listed is not None and code in listed.ids


def _ordered(name: str, codes: Iterable[str], columns: Columns) -> tuple[str, ...]:
    """In the order of the list; codes without any observation last."""
    known = columns.ids[name]
    return tuple(sorted(codes, key=lambda one: (known.get(one, len(known)), one)))


def _no_dimension(name: str, columns: Columns) -> tuple[str, Text, tuple[tuple[str, str], ...]]:
    said = name[:80]
    known = list(columns.codes)
    near = nearest(said, known) or tuple(known)
    message = Text("This table has no dimension “{name}”. It has {known}.", name=said, known=", ".join(near))
    return "filters", message, ()


def _no_code(name: str, asked: str, words: Words) -> tuple[str, Text, tuple[tuple[str, str], ...]]:
    said = asked[:80]
    codes = words.nearest(name, said)
    message = (
        Text(
            "{dimension} has no value “{asked}”. Did you mean one of these?",
            dimension=words.dimension(name),
            asked=said,
        )
        if codes
        else Text(
            "{dimension} has no value “{asked}”. Choose from the list.", dimension=words.dimension(name), asked=said
        )
    )
    return name, message, tuple((name, code) for code in codes)


def _fault(view: View, wrong: tuple[str, Text, tuple[tuple[str, str], ...]], columns: Columns) -> Fault:
    name, message, codes = wrong
    instead = tuple(
        (code, view.with_codes(dimension, dict.fromkeys([*view.chosen.get(dimension, ()), code]), columns))
        for dimension, code in codes
    )
    return Fault(name, message, instead)
