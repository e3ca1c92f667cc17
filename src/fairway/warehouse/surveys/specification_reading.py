"""From a checked YAML file to a specification; what no schema can say is checked here, with the line of each fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

from fairway.kernel.errors import InputError
from fairway.methods.disclosure import primary
from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.primary_contributions import AMOUNTS, WEIGHTS
from fairway.methods.survey.calibration_specs import Calibration, Greg, PostStratification, Raking
from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design
from fairway.methods.survey.estimates import COLUMNS
from fairway.methods.survey.reliability import Reliability
from fairway.methods.survey.replicate_making import (
    BalancedRepeated,
    Bootstrap,
    Jackknife,
    ReplicateMethod,
    SuccessiveDifference,
)
from fairway.methods.survey.stated import stated_condition, stated_design, stated_measure
from fairway.warehouse.surveys.specification import (
    Bands,
    CellKey,
    Derivation,
    Indicates,
    Keys,
    Protection,
    Recode,
    Rounding,
    Specification,
    StatedSource,
    TableSpecification,
)
from fairway.warehouse.surveys.specification_check import check
from fairway.warehouse.surveys.specification_columns import columns_named
from fairway.warehouse.surveys.specification_errors import SpecificationFault, SpecificationFaulty
from fairway.warehouse.surveys.specification_text import Way, Written, read_text

Made = TypeVar("Made")
RULES: Final[Mapping[str, Callable[..., primary.Rule]]] = {
    "minimum_frequency": primary.MinimumFrequency,
    "dominance": primary.Dominance,
    "p_percent": primary.PPercent,
    "prior_posterior": primary.PriorPosterior,
    "zero_cells": primary.ZeroCells,
    "group_disclosure": primary.GroupDisclosure,
}
RESERVED: Final = frozenset(
    [
        *(*COLUMNS, *AMOUNTS, *WEIGHTS, "published", "disclosure", "of_group", "value", "total", "rows", "unsafe"),
        *("lower", "upper", "always", "spread", "hidden", "beside"),
    ]
)
"""Names of columns that stand beside the domains of a table while it is made, or when it is written."""
_RANGE: Final = re.compile(r"^(?P<stem>.*?)(?P<first>\d+)\s*-\s*(?P<again>.*?)(?P<last>\d+)$")
_MOST_REPLICATES: Final = 10_000


def read_specification(path: Path) -> Specification:
    """Reads and checks a specification.

    Raises:
        SpecificationUnreadable: It is not YAML.
        SpecificationFaulty: It does not say what a specification must; every fault has its line.
    """
    written = read_text(path)
    check(written)
    reading = _Reading(written)
    found = reading.specification()
    if reading.faults or found is None:
        raise SpecificationFaulty(written.file, reading.faults)
    return found


def column_range(said: str) -> tuple[str, ...] | None:
    """The columns of “rw1-rw80” or “rw001-rw080”; None where it is no range."""
    found = _RANGE.match(said)
    if found is None or found["stem"] != found["again"]:
        return None
    first, last = int(found["first"]), int(found["last"])
    if not first < last < first + _MOST_REPLICATES:
        return None
    width = len(found["first"]) if found["first"].startswith("0") else 0
    return tuple(f"{found['stem']}{number:0{width}}" for number in range(first, last + 1))


class _Reading:
    """Collects faults while it reads, so that all of them are named at once."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.faults: list[SpecificationFault] = []

    def fault(self, way: Way, said: str) -> None:
        self.faults.append(self.written.fault(way, said))

    def made(self, way: Way, make: Callable[[], Made]) -> Made | None:
        """What is made; an error of the library becomes a fault at its line."""
        try:
            return make()
        except InputError as error:
            self.fault(way, str(error))
            return None

    def specification(self) -> Specification | None:
        said = self.written.value
        design = self._design(said["design"])
        variables = {name: self._derivation(name, one) for name, one in said.get("variables", {}).items()}
        tables = [self._table(("tables", at), one) for at, one in enumerate(said["tables"])]
        calibration = None
        if "calibration" in said:
            calibration = self.made(("calibration",), lambda: _calibration(said["calibration"]))
        replicates = None
        if "replicates" in said:
            replicates = self.made(("replicates",), lambda: _replicates(said["replicates"]))
        self._names(said["tables"])
        if design is None or self.faults:
            return None
        source = {key: str(value) for key, value in said["source"].items()}
        whole = tuple(one for one in tables if one is not None)
        return Specification(
            self.written,
            said["title"],
            StatedSource(**source),
            design,
            whole,
            tuple(columns_named(design, variables, said.get("missing", {}), calibration, whole)),
            {str(name): tuple(codes) for name, codes in said.get("missing", {}).items()},
            variables,
            said.get("labels"),
            calibration,
            replicates,
        )

    def _names(self, tables: list[Mapping[str, Any]]) -> None:
        met: dict[str, int] = {}
        for at, table in enumerate(tables):
            if table["name"] in met:
                self.fault(("tables", at, "name"), f"a table is called “{table['name']}” already.")
            met[table["name"]] = at

    def _design(self, said: Mapping[str, Any]) -> Design | None:
        stated = dict(said)
        if "replication" in said:
            columns = said["replication"]["columns"]
            way: Way = ("design", "replication", "columns")
            if isinstance(columns, str):
                columns = column_range(columns)
                if columns is None:
                    self.fault(way, "this is no range of columns; write it as rw1-rw80, or list the columns.")
                    return None
            stated["replication"] = {**said["replication"], "columns": columns}
        return self.made(("design",), lambda: stated_design(stated))

    def _derivation(self, name: str, said: Mapping[str, Any]) -> Derivation:
        way: Way = ("variables", str(name))
        if "bands" in said:
            one = said["bands"]
            bands = Bands(
                one["of"],
                tuple(one["from"]),
                one.get("below"),
                tuple(one.get("labels", ())),
                one.get("unknown"),
            )
            limits = [*bands.limits, *([] if bands.below is None else [bands.below])]
            if any(low >= high for low, high in pairwise(limits)):
                self.fault((*way, "bands", "from"), "the limits do not ascend.")
            if bands.labels and len(bands.labels) != len(bands.limits):
                said_now = f"{len(bands.labels)} labels for {len(bands.limits)} classes; one each was expected."
                self.fault((*way, "bands", "labels"), said_now)
            return bands
        if "recode" in said:
            one = said["recode"]
            into = {str(code): tuple(codes) for code, codes in one["into"].items()}
            self._overlap((*way, "recode", "into"), into)
            return Recode(one["of"], into, one.get("other"), one.get("unknown"))
        return Indicates(said["is"]["column"], tuple(said["is"]["values"]))

    def _overlap(self, way: Way, into: Mapping[str, tuple[Any, ...]]) -> None:
        first: dict[str, str] = {}
        for new, codes in into.items():
            for code in codes:
                if first.setdefault(str(code), new) != new:
                    self.fault((*way, new), f"the code {code} is taken into “{first[str(code)]}” already.")

    def _table(self, way: Way, said: Mapping[str, Any]) -> TableSpecification | None:
        by = tuple(said.get("by", ()))
        protection = self._protection(way, said)
        measures = [
            self.made((*way, "measures", at), lambda one=one: stated_measure(one))  # type: ignore[misc]
            for at, one in enumerate(said["measures"])
        ]
        where = [
            self.made((*way, "where", at), lambda one=one: stated_condition(one))  # type: ignore[misc]
            for at, one in enumerate(said.get("where", ()))
        ]
        self._reserved(way, by)
        self._dimensions(way, said, by, measures)
        outputs = tuple(said.get("outputs", ("csv",)))
        if "sdmx" in outputs and "sdmx" not in said:
            self.fault((*way, "outputs"), "SDMX is asked for, and the key “sdmx” with its settings is missing.")
        if protection is None or None in measures or None in where:
            return None
        margins = said.get("margins", False)
        return TableSpecification(
            said["name"],
            said["title"],
            tuple(measures),
            protection,
            way,
            by,
            tuple(one for one in where if one is not None),
            margins if isinstance(margins, bool) else tuple(tuple(one) for one in margins),
            float(said.get("level", 0.95)),
            Reliability(**said.get("reliability", {})),
            {name: _tree(tree) for name, tree in said.get("hierarchies", {}).items()},
            outputs,
            said.get("across"),
            said.get("decimals", 1),
            said.get("sdmx"),
        )

    def _reserved(self, way: Way, by: tuple[str, ...]) -> None:
        for at, name in enumerate(by):
            if name in RESERVED or name.startswith(("(", "answer ")):
                said = (
                    f"a domain variable cannot be called “{name}”, for results have a column or figure of that name. "
                    "Rename the column in the file, or derive it under another name in `variables`."
                )
                self.fault((*way, "by", at), said)

    def _dimensions(self, way: Way, said: Mapping[str, Any], by: tuple[str, ...], measures: list[Any]) -> None:
        known = ", ".join(by) or "nothing"
        for at, margin in enumerate(said["margins"] if isinstance(said.get("margins"), list) else ()):
            for name in margin:
                if name not in by:
                    self.fault((*way, "margins", at), f"“{name}” is no domain variable; `by` is {known}.")
        if said.get("across") is not None and said["across"] not in by:
            self.fault((*way, "across"), f"“{said['across']}” is no domain variable; `by` is {known}.")
        for name, tree in said.get("hierarchies", {}).items():
            here = (*way, "hierarchies", str(name))
            if name not in by:
                self.fault(here, f"“{name}” is no domain variable; `by` is {known}.")
            self.made(here, lambda tree=tree: Hierarchy.of_pairs(_tree(tree).items()))  # type: ignore[misc]
        for at, measure in enumerate(measures):
            if isinstance(measure, Difference) and measure.dimension not in by:
                said_now = f"the difference compares “{measure.dimension}”, which is not in `by` ({known})."
                self.fault((*way, "measures", at), said_now)

    def _protection(self, way: Way, table: Mapping[str, Any]) -> Protection | None:
        own = "disclosure" in table
        said = table.get("disclosure", self.written.value.get("disclosure"))
        if said is None:
            self.fault(way, f"{table['name']} needs the key “disclosure”, or the specification one for all its tables.")
            return None
        here: Way = (*way, "disclosure") if own else ("disclosure",)
        method = said["method"]
        for key in _needed(said):
            self.fault(here, f"the method {method} needs the key “{key}”.")
        rules = [
            self.made((*here, "rules", at), lambda one=one: _rule(one))  # type: ignore[misc]
            for at, one in enumerate(said.get("rules", ()))
        ]
        if None in rules:
            return None
        return Protection(
            method,
            tuple(one for one in rules if one is not None),
            said.get("reason", ""),
            said.get("linked", ""),
            said.get("alone", ""),
            said.get("contributor"),
            Rounding(**said["rounding"]) if "rounding" in said else None,
            CellKey(**said["cell_key"]) if "cell_key" in said else None,
            Keys(**said["keys"]) if "keys" in said else None,
            said.get("confidential_parameters", False),
            tuple(tuple(one) for one in said.get("always", ())),
        )


def _needed(said: Mapping[str, Any]) -> Iterator[str]:
    method = said["method"]
    needed = {
        "none": ["reason"],
        "suppression": ["rules"],
        "rounding": ["rules", "rounding"],
        "cell_key": ["rules", "cell_key", "keys"],
    }[method]
    if method == "rounding" and said.get("rounding", {}).get("kind") == "random":
        needed = [*needed, "keys"]
    return (key for key in needed if key not in said)


def _rule(said: Mapping[str, Any]) -> primary.Rule:
    rest = {key: tuple(one) if isinstance(one, list) else one for key, one in said.items() if key != "kind"}
    make = RULES[said["kind"]]
    known = list(getattr(make, "__dataclass_fields__", {}))
    unknown = [key for key in rest if key not in known]
    if unknown or (said["kind"] == "group_disclosure" and "within" not in rest):
        raise primary.UnusableRule(
            f"The rule {said['kind']} has the keys {', '.join(known)}.",
            advice=f"Found: {', '.join(rest) or 'none'}.",
        )
    return make(**rest)


def _replicates(said: Mapping[str, Any]) -> ReplicateMethod:
    match said["kind"]:
        case "bootstrap":
            return Bootstrap(said.get("count", 500), said.get("seed", 1))
        case "brr":
            return BalancedRepeated(said.get("rho", 0.0))
        case "sdr":
            return SuccessiveDifference(said.get("count", 160))
        case kind:
            return Jackknife(kind)


def _tree(said: Mapping[Any, Any]) -> dict[str, str | None]:
    return {str(code): None if group is None else str(group) for code, group in said.items()}


def _calibration(said: Mapping[str, Any]) -> Calibration:
    margins: dict[str | tuple[str, ...], dict[Any, float]] = {}
    for margin in said.get("margins", ()):
        columns = tuple(margin["columns"])
        totals = {}
        for one in margin["totals"]:
            if len(one["codes"]) != len(columns):
                raise primary.UnusableRule(
                    f"The codes {one['codes']} do not match the columns {', '.join(columns)}.",
                    advice="Give one code for each column.",
                )
            totals[one["codes"][0] if len(columns) == 1 else tuple(one["codes"])] = float(one["total"])
        margins[columns[0] if len(columns) == 1 else columns] = totals
    if said["kind"] == "post_stratification":
        if len(margins) != 1:
            raise primary.UnusableRule("Post-stratification has one margin.", advice="For several, use raking.")
        return PostStratification(*next(iter(margins.items())))
    if said["kind"] == "raking":
        return Raking(margins, said.get("scaled", False))
    bounds = tuple(said["bounds"]) if "bounds" in said else None
    totals_now: dict[Any, Any] = {**margins, **said.get("numbers", {})}
    return Greg(
        totals_now,
        said.get("size"),
        said.get("distance", "linear"),
        bounds,
        said.get("variance"),
        said.get("scaled", False),
    )
