"""Labels in a file of their own: taken over where they match, named and counted where they do not."""

from __future__ import annotations

import pytest

from fairway.exchange.errors import LabelFileUnusable
from fairway.exchange.labels import read_labels

PEOPLE = "sex,region\n1,01\n2,02\n2,02\n3,09\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("l.csv", "variable,code,label\nsex,,Sex\nsex,1,man\nsex,2,woman\nregion,01,North\nregion,02,South\n"),
        ("l.csv", "\ufeffLabel;Code;Variable\nSex;;sex\nman;1;sex\nwoman;2.0;sex\nNorth;01;region\nSouth;02;region\n"),
        ("l.yaml", "sex: {label: Sex, codes: {1: man, 2: woman}}\nregion: {01: North, 02: South}\n"),
        (
            "l.json",
            '{"sex": {"label": "Sex", "codes": {"1": "man", "2": "woman"}}, "region": {"01": "North", "02": "South"}}',
        ),
    ],
)
def test_every_form_gives_the_same_labels(tmp_path, read_text, name, content):
    (tmp_path / name).write_text(content)
    read = read_text(PEOPLE, labels=tmp_path / name)
    sex, region = read.variables
    assert (sex.label, sex.value_labels) == ("Sex", {1: "man", 2: "woman"})
    assert region.value_labels == {"01": "North", "02": "South"}
    kinds = {(fault.kind, fault.count, fault.examples) for fault in read.faults}
    assert kinds == {("code-without-label", 1, ("3 (1 rows)",)), ("code-without-label", 1, ("09 (1 rows)",))}


def test_what_does_not_match_is_named(tmp_path, read_text):
    (tmp_path / "l.csv").write_text(
        "variable,code,label\nSEX,1,man\nsex,1,man\nsex,1,male\nsex,2,woman\nsex,3,x\nsex,7,nobody\nsex,one,x\n"
    )
    faults = {fault.kind: fault for fault in read_text(PEOPLE, labels=tmp_path / "l.csv").faults}
    assert faults["unknown-variable"].examples == ("SEX",)
    assert faults["code-labelled-twice"].examples == ("sex = 1",)
    assert faults["code-of-other-type"].examples == ("one",)
    assert faults["label-without-rows"].examples == ("7 (nobody)",)
    assert "code-without-label" not in faults


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("l.csv", "name,value\n1,2\n", "lacks one of the columns"),
        ("l.yaml", "- 1\n- 2\n", "does not map"),
        ("l.yaml", "a: [1, 2]\n", "neither a label nor codes"),
        ("l.yaml", "a: {label: x, codes: 3}\n", "codes of a"),
        ("l.yaml", "a: {b\n", "is not YAML"),
        ("l.json", "{", "cannot be read"),
        ("l.doc", "x", "not a kind of file"),
    ],
)
def test_unusable(tmp_path, name, content, said):
    (tmp_path / name).write_text(content)
    with pytest.raises(LabelFileUnusable, match=said):
        read_labels(tmp_path / name)


def test_missing_label_file(tmp_path):
    with pytest.raises(LabelFileUnusable, match="cannot be read"):
        read_labels(tmp_path / "none.csv")
