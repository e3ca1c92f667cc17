"""YAML with its places: what is read, what is refused, and where the fault is said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairway.warehouse.surveys.specification_errors import SpecificationUnreadable
from fairway.warehouse.surveys.specification_text import as_json, read_text


def written(folder: Path, text: str) -> Path:
    path = folder / "spec.yaml"
    path.write_text(text, "utf-8")
    return path


def test_plain_words_stay_words(tmp_path: Path) -> None:
    text = "codes: [no, 010, 12:30, 2024-01-01, 0x1f]\ntrue_ones: [true, 1, -1.5, 1e3, null, ~, .5]\n"
    value = read_text(written(tmp_path, text)).value
    assert value["codes"] == ["no", "010", "12:30", "2024-01-01", "0x1f"]
    assert value["true_ones"] == [True, 1, -1.5, 1000.0, None, None, 0.5]


def test_each_value_has_its_place(tmp_path: Path) -> None:
    found = read_text(written(tmp_path, "design:\n  weight: w\ntables:\n  - name: a\n    by: [x, y]\n"))
    assert found.places["design", "weight"] == (2, 3)
    assert found.places["tables", 0, "by", 1] == (5, 13)
    assert found.fault(("tables", 0, "absent"), "x").line == 4


def test_anchors_and_merges_are_followed(tmp_path: Path) -> None:
    found = read_text(written(tmp_path, "a: &one {x: 1}\nb: *one\nc:\n  <<: *one\n  y: 2\n"))
    assert found.value["b"] == {"x": 1}
    assert found.value["c"] == {"x": 1, "y": 2}
    assert found.places["c", "y"] == (5, 3)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb:\n\tc: 2\n", 3, "tab"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "not YAML"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "line 3"),
        ("- a\n- b\n", 1, "mapping"),
        ("", 1, "empty"),
        ("a: &x [*x]\n", 1, "anchor"),
        ("? [a, b]\n: 1\n", 1, "key"),
        ("a: !!python/object:os.system 1\n", 1, "not YAML"),
    ],
)
def test_what_no_specification_can_be_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(SpecificationUnreadable) as caught:
        read_text(written(tmp_path, text))
    assert caught.value.faults[0].line == line
    assert words in caught.value.title
    assert caught.value.exit_code == 2


def test_anchors_that_unfold_without_end_are_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(SpecificationUnreadable, match="unfold"):
        read_text(written(tmp_path, "\n".join(lines)))


def test_a_file_that_is_not_utf8_or_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("title: caf\xe9".encode("latin-1"))
    with pytest.raises(SpecificationUnreadable, match="UTF-8"):
        read_text(path)
    with pytest.raises(SpecificationUnreadable, match=r"absent\.yaml"):
        read_text(tmp_path / "absent.yaml")


def test_keys_are_text_for_the_schema() -> None:
    assert as_json({1: [{True: "x"}]}) == {"1": [{"True": "x"}]}
