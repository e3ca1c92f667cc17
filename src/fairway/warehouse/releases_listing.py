"""Which dataflows there are: one for each structure that was published, and a view of each of its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from fairway.exchange.sdmx.nearest import nearest
from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure
from fairway.kernel.errors import UnknownCode
from fairway.warehouse.releases_files import structure_of
from fairway.warehouse.releases_index import INDICATOR, index_of
from fairway.warehouse.releases_reading import MEASURE, Dataflow, newest
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage

APART: Final = "_DEMONSTRATION"
MARKED: Final[Mapping[str, str]] = {
    "en": "{name} (demonstration: simulated, not facts)",
    "fr": "{name} (démonstration : données simulées, non réelles)",
    "es": "{name} (demostración: datos simulados, no reales)",
    "ar": "{name} (عرض توضيحي: بيانات محاكاة وليست حقائق)",
}
FIRST: Final = ("REF_AREA", "FREQ", MEASURE, "SEX")
"""The order of the first dimensions in ILOSTAT's dataflows."""


def dataflows(shelf: Shelf) -> list[Dataflow]:
    """Every dataflow of the releases at hand, by id, the newest version first, each followed by its views.

    Demonstration releases, where the shelf has any, make dataflows of their own, after the real ones of the same id.
    """
    return list(shelf.remember("releases: dataflows", lambda: tuple(_listed(shelf))))


def dataflow(shelf: Shelf, id: str, *, agency: str = "", version: str = "") -> Dataflow:
    """One dataflow; the newest version, and a real one before a demonstration, unless agency and version say which.

    Raises:
        UnknownCode: There is none; the nearest ids are suggested.
    """
    listed = dataflows(shelf)
    for one in listed:
        structure = one.structure
        if structure.id == id and agency in ("", structure.agency) and version in ("", structure.version):
            return one
    known = list(dict.fromkeys(one.structure.id for one in listed))
    raise UnknownCode(
        "a dataflow", id, suggestions=nearest(id, known), advice="`fairway releases list` shows every release."
    )


def _listed(shelf: Shelf) -> Iterator[Dataflow]:
    for table in shelf.tables():
        groups: dict[tuple[bool, tuple[int, ...]], list[Vintage]] = {}
        for vintage in shelf.vintages(table):
            if vintage.record.release:
                version = structure_of(vintage.folder).version
                order = tuple(-int(part) if part.isdecimal() else 0 for part in version.split("."))
                groups.setdefault((vintage.record.demonstration, order), []).append(vintage)
        for (demonstration, _), vintages in sorted(groups.items(), key=lambda one: one[0]):
            whole = _dataflow(vintages, demonstration=demonstration)
            yield whole
            yield from _views(whole)


def _dataflow(history: Sequence[Vintage], *, demonstration: bool) -> Dataflow:
    shown = newest(one for one in history if one.withdrawn is None)
    ordered = sorted(history, key=lambda one: (one in shown, one.record.imported), reverse=True)
    structure = _united([structure_of(one.folder) for one in ordered])
    if demonstration:
        structure = replace(structure, agency=f"{structure.agency}{APART}", names=_marked(structure.names))
    return Dataflow(structure, shown, tuple(ordered), demonstration, structure.id)


def _marked(names: Mapping[str, str]) -> dict[str, str]:
    return {language: MARKED.get(language, MARKED["en"]).format(name=name) for language, name in names.items()}


def _united(structures: Sequence[DataStructure]) -> DataStructure:
    """The first structure; its lists take in the codes that only the others have."""
    first, *others = structures
    lists = dict(first.code_lists)
    for other in others:
        for id, one in other.code_lists.items():
            lists[id] = _joined(lists[id], one) if id in lists else one
    return replace(first, code_lists=lists)


def _joined(one: CodeList, other: CodeList) -> CodeList:
    if one == other:
        return one
    known: dict[str, Code] = {code.id: code for code in one.codes}
    return replace(one, codes=(*one.codes, *(code for code in other.codes if code.id not in known)))


def _views(whole: Dataflow) -> Iterator[Dataflow]:
    """A dataflow of each indicator: without the dimensions that never classify it, in the order that ILOSTAT uses."""
    indicators = whole.structure.code_list(INDICATOR)
    if indicators is None:
        return
    classified = {one.folder: index_of(one.folder).indicators for one in whole.history}
    for code in indicators.codes:
        holding = [one for one in whole.history if code.id in classified[one.folder]]
        if not holding:
            continue
        used = frozenset().union(*(classified[one.folder][code.id] for one in holding))
        yield Dataflow(
            _view(whole.structure, code, used, demonstration=whole.demonstration),
            tuple(one for one in whole.vintages if one in holding),
            tuple(holding),
            whole.demonstration,
            whole.structure.id,
            code.id,
        )


def _view(structure: DataStructure, code: Code, used: frozenset[str], *, demonstration: bool) -> DataStructure:
    kept = [
        replace(one, id=MEASURE) if one.id == INDICATOR else one
        for one in structure.dimensions
        if one.id in used or one.id in (INDICATOR, "REF_AREA", "FREQ")
    ]
    dimensions = sorted(kept, key=lambda one: FIRST.index(one.id) if one.id in FIRST else len(FIRST))
    return replace(
        structure,
        id=f"DF_{code.id}",
        names=_marked(code.names) if demonstration else dict(code.names),
        descriptions={},
        dimensions=tuple(dimensions),
        code_lists=_used(structure, (*dimensions, *structure.attributes)),
    )


def _used(structure: DataStructure, components: Sequence[Component]) -> dict[str, CodeList]:
    wanted = {one.codes for one in components}
    return {id: one for id, one in structure.code_lists.items() if id in wanted}
