"""Labels in a file of their own, and whether they match the microdata."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.exchange.errors import LabelFileUnusable
from fairway.exchange.variables import Code, Variable, whole
from fairway.methods.survey.errors import Fault

if TYPE_CHECKING:
    import polars as pl

COLUMNS: Final = ("variable", "code", "label")
EXAMPLES: Final = 5


@dataclass
class Labels:
    """What a label file says, every code still as text.

    Attributes:
        file: Its name.
        variables: Variable → its own label.
        codes: Variable → code → label.
        repeated: Codes that have two labels, the first of which counts.
    """

    file: str
    variables: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)

    def add(self, variable: str, code: str, label: str) -> None:
        """One line of the file; an empty code labels the variable itself."""
        if not code:
            self.variables.setdefault(variable, label)
            return
        codes = self.codes.setdefault(variable, {})
        if codes.setdefault(code, label) != label:
            self.repeated.append(f"{variable} = {code}")


def read_labels(path: Path) -> Labels:
    """Reads a label file.

    Args:
        path: CSV with the columns variable, code and label (an empty code labels the variable), or YAML or JSON:
            variable → code → label, or variable → {label, codes: code → label}.

    Raises:
        LabelFileUnusable: Not there, or not of one of these forms.
    """
    try:
        if path.suffix.lower() in (".csv", ".tsv", ".txt"):
            return _from_table(path)
        if path.suffix.lower() in (".yaml", ".yml", ".json"):
            return _from_mapping(path)
    except (OSError, ValueError) as fault:
        raise _unusable(path, f"cannot be read: {str(fault).splitlines()[0]}") from fault
    raise _unusable(path, "is not a kind of file that labels are read from")


def _from_table(path: Path) -> Labels:
    labels = Labels(path.name)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        start = stream.readline()
        stream.seek(0)
        separator = max(",;\t", key=start.count)
        rows = csv.DictReader(stream, delimiter=separator)
        if rows.fieldnames is None or not set(COLUMNS) <= {name.strip().lower() for name in rows.fieldnames}:
            raise _unusable(path, f"lacks one of the columns {', '.join(COLUMNS)}")
        rows.fieldnames = [name.strip().lower() for name in rows.fieldnames]
        for row in rows:
            variable, code, label = ((row[name] or "").strip() for name in COLUMNS)
            if variable:
                labels.add(variable, code, label)
    return labels


def _from_mapping(path: Path) -> Labels:
    import yaml

    written = path.read_text(encoding="utf-8-sig")
    try:
        # Every scalar stays text: YAML would read the codes 01 and no as 1 and false.
        read = json.loads(written) if path.suffix.lower() == ".json" else yaml.load(written, yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as fault:
        raise _unusable(path, f"is not YAML: {str(fault).splitlines()[0]}") from fault
    if not isinstance(read, Mapping):
        raise _unusable(path, "does not map variables to labels")
    labels = Labels(path.name)
    for variable, said in read.items():
        if isinstance(said, str):
            labels.add(str(variable), "", said)
            continue
        if not isinstance(said, Mapping):
            raise _unusable(path, f"has neither a label nor codes for {variable}")
        codes = said.get("codes", said)
        if codes is not said and isinstance(said.get("label"), str):
            labels.add(str(variable), "", said["label"])
        if not isinstance(codes, Mapping):
            raise _unusable(path, f"does not map the codes of {variable} to labels")
        for code, label in codes.items():
            labels.add(str(variable), str(code), str(label))
    return labels


def _unusable(path: Path, said: str) -> LabelFileUnusable:
    return LabelFileUnusable(
        f"{path.name} {said}.",
        advice=(
            "Give CSV with the columns variable, code and label; or YAML or JSON with the codes and labels of each "
            "variable; or, for SAS, the .sas7bcat catalogue."
        ),
        details={"file": path.name},
    )


def match(
    labels: Labels, variables: tuple[Variable, ...], rows: pl.LazyFrame
) -> tuple[tuple[Variable, ...], tuple[Fault, ...]]:
    """Gives the variables their labels, and counts everything that does not meet.

    Args:
        labels: As read.
        variables: The file's variables, in the order of its columns.
        rows: Its rows.

    Returns:
        The variables with labels (what the microdata file says itself stands where the label file says nothing), and
        the faults: `unknown-variable`, `code-of-other-type`, `code-without-label`, `label-without-rows`,
        `code-labelled-twice`.
    """
    names = {variable.name for variable in variables}
    faults = _strangers(labels, names)
    named = []
    for variable in variables:
        codes, wrong = _typed(labels.codes.get(variable.name, {}), variable)
        if wrong:
            faults.append(_of_other_type(labels, variable, wrong))
        label = labels.variables.get(variable.name, variable.label)
        named.append(replace(variable, label=label, value_labels={**variable.value_labels, **codes}))
        if variable.name in labels.codes:
            faults += _meeting(labels.file, named[-1], rows)
    return tuple(named), tuple(faults)


def _strangers(labels: Labels, names: set[str]) -> list[Fault]:
    unknown = sorted((set(labels.codes) | set(labels.variables)) - names)
    faults = []
    if unknown:
        faults.append(
            _fault(
                "unknown-variable",
                len(unknown),
                "variables",
                f"{labels.file} labels {len(unknown)} variables that the microdata do not have.",
                "Check the spelling (capital letters count), and that both files are of one survey round.",
                unknown,
            )
        )
    if labels.repeated:
        faults.append(
            _fault(
                "code-labelled-twice",
                len(labels.repeated),
                "codes",
                f"{labels.file} gives {len(labels.repeated)} codes two different labels; the first counts.",
                "Take the wrong line out of the label file.",
                labels.repeated,
            )
        )
    return faults


def _typed(codes: Mapping[str, str], variable: Variable) -> tuple[dict[Code, str], list[str]]:
    """The codes as the column has them, and those that cannot be."""
    if variable.kind not in ("integer", "number"):
        return dict(codes.items()), []
    typed: dict[Code, str] = {}
    wrong = []
    for code, label in codes.items():
        try:
            typed[whole(float(code))] = label
        except ValueError:
            wrong.append(code)
    return typed, wrong


def _of_other_type(labels: Labels, variable: Variable, wrong: list[str]) -> Fault:
    return _fault(
        "code-of-other-type",
        len(wrong),
        "codes",
        f"{len(wrong)} codes of {variable.name} in {labels.file} are words, and {variable.name} holds numbers.",
        "Write the codes as the microdata have them.",
        wrong,
    )


def _meeting(file: str, variable: Variable, rows: pl.LazyFrame) -> list[Fault]:
    """Codes in the rows without a label, and labels without a row."""
    import polars as pl

    counted = (
        rows.select(pl.col(variable.name).alias("code"))
        .drop_nulls()
        .group_by("code")
        .agg(pl.len().alias("rows"))
        .sort("rows", "code", descending=[True, False])
        .collect(engine="streaming")
    )
    there: dict[Any, int] = {whole(code): times for code, times in counted.iter_rows()}
    bare = {code: times for code, times in there.items() if code not in variable.value_labels}
    unused = [code for code in variable.value_labels if code not in there]
    faults = []
    if bare:
        faults.append(
            _fault(
                "code-without-label",
                len(bare),
                "codes",
                f"{len(bare)} codes of {variable.name} have no label in {file} ({sum(bare.values()):,} rows).",
                "Add them to the label file, or check that it is the right one.",
                [f"{code} ({times:,} rows)" for code, times in bare.items()],
            )
        )
    if unused:
        faults.append(
            _fault(
                "label-without-rows",
                len(unused),
                "codes",
                f"Labelled codes of {variable.name} that occur in no row: {len(unused)}.",
                "Nobody may have given that answer; or the label file is of another round.",
                [f"{code} ({variable.value_labels[code]})" for code in unused],
            )
        )
    return faults


def _fault(kind: str, count: int, of: str, said: str, advice: str, examples: list[str]) -> Fault:
    return Fault(kind, count, of, said, advice, fatal=False, examples=tuple(examples[:EXAMPLES]))
