"""A specification becomes values; each thing that is wrong is named with its line and the nearest right word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from fairway.methods.survey.calibration_specs import PostStratification
from fairway.methods.survey.measures import Total
from fairway.methods.survey.plan import Between, Is
from fairway.warehouse.surveys.disclosing import check_mixture
from fairway.warehouse.surveys.disclosing_groups import groups_of
from fairway.warehouse.surveys.disclosing_universe import stated_universes
from fairway.warehouse.surveys.specification import Recode, Specification
from fairway.warehouse.surveys.specification_check import schema_text
from fairway.warehouse.surveys.specification_columns import check_columns
from fairway.warehouse.surveys.specification_errors import SpecificationFaulty
from fairway.warehouse.surveys.specification_example import example_text, simulated
from fairway.warehouse.surveys.specification_reading import column_range, read_specification
from fairway.warehouse.surveys.specification_text import read_text

RULES = {"method": "suppression", "rules": [{"kind": "minimum_frequency", "n": 3}]}


def stated(**changes: Any) -> dict[str, Any]:
    return {
        "version": 1,
        "title": "Test",
        "source": {"publisher": "P", "survey": "S", "year": 2024, "licence": "CC0"},
        "design": {"weight": "w"},
        "disclosure": RULES,
        "tables": [{"name": "t", "title": "T", "by": ["region"], "measures": [{"kind": "total"}]}],
        **changes,
    }


def table(**changes: Any) -> dict[str, Any]:
    return {"name": "t", "title": "T", "by": ["region"], "measures": [{"kind": "total"}], **changes}


def read(folder: Path, said: dict[str, Any]) -> Specification:
    path = folder / "spec.yaml"
    path.write_text(yaml.safe_dump(said, sort_keys=False), "utf-8")
    return read_specification(path)


def faults(folder: Path, said: dict[str, Any]) -> str:
    with pytest.raises(SpecificationFaulty) as caught:
        read(folder, said)
    return caught.value.title


def test_the_schema_is_one_and_the_example_is_valid(tmp_path: Path) -> None:
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    path = tmp_path / "example.yaml"
    path.write_text(example_text(), "utf-8")
    found = read_specification(path)
    check_columns(found, "simulated", simulated().columns)
    assert [one.name for one in found.tables] == ["migrants-by-province", "migrants-by-age"]


def test_every_key_of_the_schema_is_described_or_plain() -> None:
    schema = json.loads(schema_text())
    open_ended = [name for name, part in schema["$defs"].items() if part.get("additionalProperties", False) is True]
    assert open_ended == []


def test_what_is_stated_is_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        stated(
            design={"weight": "w", "replication": {"kind": "bootstrap", "columns": "rw1-rw3"}},
            variables={"size": {"recode": {"of": "persons", "into": {"small": [1, 2]}, "other": "large"}}},
            calibration={
                "kind": "post_stratification",
                "margins": [{"columns": ["sex"], "totals": [{"codes": [1], "total": 10}, {"codes": [2], "total": 20}]}],
            },
            tables=[table(where=[{"column": "age", "between": [15, None]}, {"column": "sex", "is": 1}])],
        ),
    )
    assert found.design.replication is not None
    assert found.design.replication.columns == ("rw1", "rw2", "rw3")
    assert found.variables["size"] == Recode("persons", {"small": (1, 2)}, "large", None)
    assert found.calibration == PostStratification("sex", {1: 10.0, 2: 20.0})
    assert found.tables[0].where == (Between("age", 15, None), Is("sex", (1,)))
    assert found.tables[0].measures == (Total(),)
    assert set(found.columns) == {"w", "rw1", "rw2", "rw3", "persons", "sex", "region", "age"}


@pytest.mark.parametrize(
    ("said", "columns"),
    [
        ("rw1-rw3", ("rw1", "rw2", "rw3")),
        ("rep008-rep011", ("rep008", "rep009", "rep010", "rep011")),
        ("r2_1 - r2_3", ("r2_1", "r2_2", "r2_3")),
        ("rw3-rw1", None),
        ("rw1-rx3", None),
        ("weight", None),
    ],
)
def test_ranges_of_columns(said: str, columns: tuple[str, ...] | None) -> None:
    assert column_range(said) == columns


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tabels": []}, "Did you mean “tables”?"),
        ({"version": 2}, "1 was expected"),
        ({"source": {"publisher": "P"}}, "needs the key “licence”"),
        ({"design": {"weight": 3}}, "text was expected, and “3” is there"),
        ({"design": {"weight": "w", "singletons": "average2"}}, "Did you mean “average”?"),
        ({"design": {}}, "neither weight nor stages"),
        ({"design": {"weight": "w", "replication": {"kind": "brr", "columns": "x"}}}, "no range of columns"),
        ({"tables": []}, "1 or more"),
        ({"tables": [table(measures=[{"kind": "mean"}])]}, "needs of"),
        ({"tables": [table(measures=[{"kind": "total", "per": 3}])]}, "does not know per"),
        ({"tables": [table(where=[{"column": "a"}])]}, "one test"),
        ({"tables": [table(margins=[["sex"]])]}, "no domain variable"),
        ({"tables": [table(across="sex")]}, "no domain variable"),
        ({"tables": [table(outputs=["sdmx"])]}, "settings is missing"),
        ({"tables": [table(outputs=["xls"])]}, "Did you mean “xlsx”?"),
        ({"tables": [table(hierarchies={"region": {"a": "b"}})]}, "parents are not codes"),
        ({"tables": [table(disclosure={"method": "none"})]}, "needs the key “reason”"),
        ({"tables": [table(disclosure={"method": "rounding", "rules": RULES["rules"]})]}, "“rounding”"),
        ({"tables": [table(disclosure={**RULES, "rules": [{"kind": "dominance", "p": 3}]})]}, "has the keys n, k"),
        ({"tables": [table(), table()]}, "called “t” already"),
        ({"variables": {"v": {"bands": {"of": "age", "from": [3, 1]}}}}, "do not ascend"),
        ({"variables": {"v": {"bands": {"of": "age", "from": [1], "labels": ["a", "b"]}}}}, "2 labels for 1 classes"),
        ({"variables": {"v": {"recode": {"of": "a", "into": {"x": [1], "y": [1]}}}}}, "taken into “x” already"),
        (
            {"tables": [table(measures=[{"kind": "difference", "measure": {"kind": "total"}, "dimension": "sex",
                                         "first": 1, "second": 2}])]},
            "not in `by`",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    assert words in faults(tmp_path, stated(**changes))


def test_a_table_without_protection_is_refused(tmp_path: Path) -> None:
    said = stated()
    del said["disclosure"]
    assert "needs the key “disclosure”" in faults(tmp_path, said)


def test_all_faults_are_named_at_once_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    text = yaml.safe_dump(stated(tables=[table(across="sex", margins=[["age"]])]), sort_keys=False)
    path.write_text(text, "utf-8")
    with pytest.raises(SpecificationFaulty) as caught:
        read_specification(path)
    lines = text.splitlines()
    assert [lines[fault.line - 1].strip() for fault in caught.value.faults] == ["across: sex", "- - age"]


def test_unknown_columns_have_their_line_and_the_nearest_name(tmp_path: Path) -> None:
    found = read(tmp_path, stated(variables={"b": {"is": {"column": "sexx", "values": [1]}}}))
    with pytest.raises(SpecificationFaulty) as caught:
        check_columns(found, "f.csv", ["w", "regions", "sex"])
    said = caught.value.title
    assert "“sexx”" in said
    assert "Did you mean “sex”?" in said
    assert "Did you mean “regions”?" in said
    assert caught.value.faults[0].line > 1


def test_variables_are_defined_before_they_are_used(tmp_path: Path) -> None:
    later = {"a": {"is": {"column": "b", "values": [1]}}, "b": {"is": {"column": "region", "values": [1]}}}
    found = read(tmp_path, stated(variables=later))
    with pytest.raises(SpecificationFaulty, match="further down"):
        check_columns(found, "f.csv", ["w", "region"])
    with pytest.raises(SpecificationFaulty, match="new name"):
        check_columns(read(tmp_path, stated(variables={"w2": later["b"]})), "f.csv", ["w", "region", "w2"])


def check(folder: Path, said: dict[str, Any]) -> None:
    found = read(folder, said)
    check_mixture(found, stated_universes(found.tables))


def grouped(folder: Path, said: dict[str, Any]) -> list[list[str]]:
    tables = read(folder, said).tables
    return [[one.name for one in group] for group in groups_of(tables, stated_universes(tables))]


def test_tables_of_one_universe_are_one_problem_and_may_not_mix_methods(tmp_path: Path) -> None:
    narrow = table(name="c", where=[{"column": "sex", "is": [1]}])
    said = stated(tables=[table(), table(name="b", by=["sex"]), narrow])
    assert grouped(tmp_path, said) == [["t", "b"], ["c"]]
    check(tmp_path, said)
    open_one = table(name="b", disclosure={"method": "none", "reason": "Counts of towns."})
    with pytest.raises(SpecificationFaulty, match="one tells what the other hides"):
        check(tmp_path, stated(tables=[table(), open_one]))
    open_one["disclosure"]["alone"] = "Another population."
    check(tmp_path, stated(tables=[table(), open_one]))


def test_a_link_and_a_universe_join_tables(tmp_path: Path) -> None:
    link, women = {**RULES, "linked": "x"}, [{"column": "sex", "is": [1]}]
    first, second, third = table(disclosure=link), table(name="b", where=women, disclosure=link), table(name="c")
    assert grouped(tmp_path, stated(tables=[first, second, third])) == [["t", "b", "c"]]
    assert grouped(tmp_path, stated(tables=[third, {**second, "disclosure": RULES}])) == [["c"], ["b"]]


@pytest.mark.parametrize("name", ["value", "published", "n", "answer sex"])
def test_names_of_figures_are_no_names_of_domains(tmp_path: Path, name: str) -> None:
    with pytest.raises(SpecificationFaulty, match=f"cannot be called “{name}”"):
        read(tmp_path, stated(tables=[table(by=["region", name])]))


def test_the_example_is_read_as_text_too(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(example_text(), "utf-8")
    assert read_text(path).places["tables", 0, "name"][0] > 40
