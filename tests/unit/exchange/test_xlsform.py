"""XLSForm in and out: what a form says, and what is wrong with it, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from fairway.exchange.errors import NothingInside
from fairway.exchange.xlsform import (
    QuestionnaireUnwritable,
    XLSFormMisstated,
    checked,
    compiled,
    read_with_remarks,
    read_xlsform,
    write_xlsform,
)
from fairway.kernel.errors import UnreadableFile
from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire

SURVEY = ("type", "name", "label::English (en)", "label::French (fr)", "relevant")
CHOICES = (
    ("list_name", "name", "label::English (en)", "label::French (fr)"),
    ("yesno", "yes", "Yes", "Oui"),
    ("yesno", "no", "No", "Non"),
)
SETTINGS = (("form_title", "form_id", "version", "default_language"), ("Title", "form", 2, "English (en)"))
BEGIN, END = ("begin_group", "p", "Page", "Page"), ("end_group",)
AGE = ("integer", "age", "Age?", "Âge ?")


def book(path: Path, **sheets: Any) -> Path:
    """A workbook of these sheets; a sheet is its rows."""
    made = Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def form(path: Path, *rows: Any, head: Any = SURVEY, choices: Any = CHOICES, settings: Any = SETTINGS) -> Path:
    return book(path, survey=(head, *rows), choices=choices, settings=settings)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "form.xlsx"


def faults(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(XLSFormMisstated) as caught:
        read_xlsform(path)
    assert caught.value.details["faults"]
    return [(fault.place, f"{fault.said} {fault.advice}") for fault in caught.value.faults]


def test_a_form_as_people_write_it(path: Path) -> None:
    head = ("type", "name", "label", "label::Français (fr)", "required", "relevance", "hint", "comments")
    form(
        path,
        ("start", "start"),
        ("begin group", "p", "Page", "Page"),
        ("integer ", "age", "Age?", "Âge ?", True, None, "Years", "ask twice"),
        ("select one  yesno", "work", "Work?", "Travail ?", "yes", "${age} >= 15 and ${age} != ‘x’"),
        ("date", "since", "Since?", "Depuis ?", "no"),
        ("end group",),
        (None, None, None, None, None, None, None, "a note to myself"),
        head=head,
    )
    read = checked(path)
    one = read.questionnaire
    assert (one.id, one.version, one.languages) == ("form", "2", ("en", "fr"))
    assert one.title == {"en": "Title", "fr": "Title"}
    assert one.question("age") == Question(
        "age", "integer", {"en": "Age?", "fr": "Âge ?"}, {"en": "Years"}, required=True
    )
    assert one.question("work").relevant == "${age} >= 15 and ${age} != 'x'"  # type: ignore[union-attr]
    remarks = "\n".join(read.remarks)
    for words in ("start is left out", "“comments” is left out", "survey row 8", "typographic", "title is only in en"):
        assert words in remarks


def test_questions_in_no_group_become_pages(path: Path) -> None:
    form(path, AGE, ("text", "name", "Name?", "Nom ?"), BEGIN, ("note", "n", "N", "N"), END, ("text", "z", "Z", "Z"))
    read = read_with_remarks(path)
    pages = [(page.name, [one.name for one in page.questions]) for page in read.questionnaire.pages]
    assert pages == [("page_1", ["age", "name"]), ("p", ["n"]), ("page_2", ["z"])]
    assert "survey rows 2 to 3 stand in no group" in read.remarks[0]


def test_month_and_year_by_appearance(path: Path) -> None:
    head = (*SURVEY, "appearance")
    rows = [("date", name, "M", "M", None, says) for name, says in (("m", "month-year x"), ("y", "year"), ("d", "x"))]
    form(path, BEGIN, *rows, END, head=head)
    read = read_xlsform(path)
    assert [(one.answer, one.appearance) for one in read.questions()] == [("month", "x"), ("year", ""), ("date", "x")]
    write_xlsform(read, path)
    assert read_xlsform(path) == read


def test_numbers_in_cells_are_codes(path: Path) -> None:
    choices = (*CHOICES, ("n", 1, "One", "Un"), ("n", 2.0, "Two", "Deux"), ("n", "01", 10, 1.5))
    form(path, BEGIN, ("select_one n", "x", "X", "X"), END, choices=choices)
    listed = read_xlsform(path).choices["n"]
    assert [choice.code for choice in listed] == ["1", "2", "01"]
    assert listed[2].label == {"en": "10", "fr": "1.5"}


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ([("Integer", "x", "X", "X")], "survey!A3 (type)", "Did you mean `integer`?"),
        ([("intger", "x", "X", "X")], "survey!A3 (type)", "Did you mean `integer`?"),
        ([("select_one yesn", "x", "X", "X")], "survey!A3 (type)", "Did you mean “yesno”?"),
        ([("select_one", "x", "X", "X")], "survey!A3 (type)", "names no list"),
        ([("select_one yesno or_other", "x", "X", "X")], "survey!A3 (type)", "an answer `other`"),
        ([("select_one ${age}", "x", "X", "X")], "survey!A3 (type)", "answers are those to another"),
        ([("select_one_from_file x.csv", "x", "X", "X")], "survey!A3 (type)", "on the choices sheet"),
        ([("geopoint", "x", "X", "X")], "survey!A3 (type)", "ask for the district"),
        ([("rank yesno", "x", "X", "X")], "survey!A3 (type)", "the first, the second"),
        ([("cascading_select x", "x", "X", "X")], "survey!A3 (type)", "each level"),
        ([("begin loop over yesno", "x", "X", "X")], "survey!A3 (type)", "begin_repeat"),
        ([("begin_repeat", "r", "R", "R"), ("end_repeat",)], "survey!A3 (type)", "within the group “p”"),
        ([("integer", "p", "X", "X")], "survey!B3 (name)", "already the name of row 2"),
        ([("integer", "2x", "X", "X")], "survey!B3 (name)", "cannot be a name"),
        ([("integer", None, "X", "X")], "survey!B3 (name)", "has no name"),
        ([(None, "x", "X", "X")], "survey!A3 (type)", "no type"),
        ([("integer", "x", "X", None)], "survey!D3 (label::French (fr))", "lacks fr"),
        ([("integer", "x", "X", "X", "${agee} > 1"), AGE], "survey!E3 (relevant)", "Did you mean `${age}`?"),
        ([("integer", "x", "X", "X", "${start} > 1")], "survey!E3 (relevant)", "metadata are left out"),
        ([("integer", "x", "X", "X", "1 > ")], "survey!E3 (relevant)", "character 4"),
        ([("integer", "x", "X", "X", ". > 1")], "survey!E3 (relevant)", "only a constraint may"),
        ([("integer", "x", "X", "X", "pulldata('a')")], "survey!E3 (relevant)", "no file beside the form"),
        ([("integer", "x", "X", "${y}")], "survey!D3 (label::French (fr))", "“${y}”, which is not there"),
        ([("integer", "x", "X", "X", "#REF!")], "survey!E3 (relevant)", "error"),
    ],
)
def test_faults_name_sheet_row_and_column(path: Path, rows: list[Any], place: str, words: str) -> None:
    form(path, BEGIN, *rows, END)
    found = faults(path)
    assert any(at == place and words in said for at, said in found), found


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("choice_filter", "a = 1", "a list for each case"),
        ("parameters", "randomize=true", "no parameter"),
        ("trigger", "${age}", "calculation"),
        ("media::video::English (en)", "x.mp4", "Films"),
        ("required", "${age} > 3", "neither yes nor no"),
        ("sensitive", "perhaps", "neither yes nor no"),
        ("bind::type", "int", "columns relevant"),
        ("calculation", "1 + 1", "type calculate"),
        ("constraint_message::English (en)", "No!", "constraint that it has not"),
        ("hint::Arabic (ar)", "x", "speaks ar"),
        ("hint::Klingonese", "x", "no language that Fairway can tell"),
        ("label::English (en)", "x", "there twice"),
    ],
)
def test_columns_that_cannot_be_read(path: Path, column: str, cell: str, words: str) -> None:
    form(path, BEGIN, (*AGE, None, cell), END, head=(*SURVEY, column))
    (found,) = faults(path)
    assert found[0].startswith("survey!F")
    assert words in found[1]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((BEGIN, AGE), [("survey!A2 (type)", "has no end")]),
        ((AGE, END), [("survey!A3 (type)", "not begun")]),
        ((BEGIN, AGE, ("end_repeat",)), [("survey!A4 (type)", "Write `end_group`")]),
        (
            (BEGIN, ("begin_group", "q", "Q", "Q"), AGE, END),
            [("survey!A2 (type)", "no end"), ("survey!A3 (type)", "within")],
        ),
        ((BEGIN, END), [("survey row 2", "no question")]),
        ((), [("survey", "no page")]),
    ],
)
def test_groups_must_balance(path: Path, rows: Any, expected: list[tuple[str, str]]) -> None:
    form(path, *rows)
    found = faults(path)
    assert len(found) == len(expected), found
    for (place, said), (at, words) in zip(found, expected, strict=True):
        assert place.startswith(at)
        assert words in said


@pytest.mark.parametrize(
    ("choices", "place", "words"),
    [
        ((*CHOICES, ("yesno", "no", "N", "N")), "choices!B4 (name)", "already, in row 3"),
        ((*CHOICES, ("yesno", None, "N", "N")), "choices!B4 (name)", "has no name"),
        ((*CHOICES, (None, "x", "N", "N")), "choices!A4 (list_name)", "has no list_name"),
        ((*CHOICES, ("l", "a b", "N", "N")), "choices!B4 (name)", "cannot be a code"),
        ((*CHOICES, ("l", "a", "N", None)), "choices!D4 (label::French (fr))", "lacks fr"),
        ((("list_name", "label"), ("l", "a")), "choices row 1 (name)", "no column name"),
        (
            (("list_name", "name", "label::English (en)"), ("yesno", "a", "A")),
            "choices row 1",
            "no column label::French (fr)",
        ),
    ],
)
def test_faults_of_choices(path: Path, choices: Any, place: str, words: str) -> None:
    form(path, BEGIN, AGE, END, choices=choices)
    place = (
        place.replace("!B4", f"!B{len(choices)}")
        .replace("!A4", f"!A{len(choices)}")
        .replace("!D4", f"!D{len(choices)}")
    )
    found = faults(path)
    assert any(at == place and words in said for at, said in found), found


def test_a_column_that_is_lacking_is_one_fault(path: Path) -> None:
    rows = [(kind, name, label) for kind, name, label, *_ in (BEGIN, AGE, ("text", "b", "B", ""))]
    form(path, *rows, END, head=("type", "name", "label::English (en)"))
    assert faults(path) == [
        ("survey row 1", "The sheet has no column label::French (fr). Add it: other texts are in this language.")
    ]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ((("form_id",), ("my form",)), "cannot be its id"),
        ((("default_language",), ("Klingonese",)), "no language that Fairway can tell"),
        ((("default_language",), ("Arabic (ar)",)), "No label is in the default language"),
        ((("form_id",), ("a",), ("b",)), "second row"),
    ],
)
def test_faults_of_settings(path: Path, settings: Any, words: str) -> None:
    form(path, BEGIN, AGE, END, settings=settings)
    ((place, said),) = faults(path)
    assert place.startswith("settings")
    assert words in said


def test_the_default_language_comes_first(path: Path) -> None:
    form(path, BEGIN, AGE, END, settings=(("default_language", "instance_name"), ("French (fr)", "x")))
    read = read_with_remarks(path)
    assert read.questionnaire.languages == ("fr", "en")
    assert read.questionnaire.id == "form"
    assert any("instance_name" in remark for remark in read.remarks)


def test_sheets(path: Path) -> None:
    book(path, Surveys=(SURVEY, AGE), choices=CHOICES)
    assert "Is it “surveys”? Rename it." in faults(path)[0][1]
    book(path, survey=())
    assert "empty" in faults(path)[0][1]
    book(path, survey=(SURVEY, BEGIN, AGE, END), entities=(("list_name",), ("x",)))
    assert faults(path) == [("entities", "Fairway has no entities. Entities are not kept: remove the sheet.")]
    book(path, survey=(SURVEY, BEGIN, ("select_one l", "x", "X", "X"), END))
    assert "Add it to the choices sheet" in faults(path)[0][1]


def test_files_that_are_no_form(path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not there"):
        read_xlsform(path)
    path.write_bytes(b"")
    with pytest.raises(NothingInside):
        read_xlsform(path)
    path.write_bytes(b"name,label\n")
    with pytest.raises(UnreadableFile, match="not a whole Excel workbook"):
        read_xlsform(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(UnreadableFile, match="password"):
        read_xlsform(path)
    form(path, BEGIN, AGE, END)
    whole = path.read_bytes()
    for cut in range(100, len(whole), 400):
        path.write_bytes(whole[:cut])
        with pytest.raises(UnreadableFile):
            read_xlsform(path)


SAID = {"en": "x"}


def questionnaire(**changes: Any) -> Questionnaire:
    asked = replace(Question("age", "integer", SAID), **changes)
    return Questionnaire("form", "1", SAID, ("en",), {}, (Page("p", SAID, (asked,)),))


def test_no_cell_is_a_formula_or_a_number(path: Path) -> None:
    write_xlsform(questionnaire(label={"en": "=1+1"}, default="007", constraint=". > 1"), path)
    cells = [
        cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in {cell.value for cell in cells}


def test_what_a_form_cannot_hold_is_refused_and_nothing_is_left(path: Path) -> None:
    with pytest.raises(QuestionnaireUnwritable, match=r"constraint of “age”.*character 4"):
        write_xlsform(questionnaire(constraint=". >"), path)
    with pytest.raises(QuestionnaireUnwritable, match="longer than a cell"):
        write_xlsform(questionnaire(label={"en": "😀" * 16_384}), path)
    assert list(path.parent.iterdir()) == []
    longest = questionnaire(label={"en": "x" * 32_767})
    write_xlsform(longest, path)
    assert read_xlsform(path) == longest


def test_a_choice_has_one_picture_for_all_languages(path: Path) -> None:
    head = ("list_name", "name", "label::English (en)", "label::French (fr)", "media::image::English (en)", "image::fr")
    form(path, BEGIN, AGE, END, choices=(head, ("l", "a", "A", "A", "a.png", "b.png")))
    ((place, said),) = faults(path)
    assert place == "choices!F2 (image::fr)"
    assert "a.png, b.png" in said
    form(path, BEGIN, AGE, END, choices=(head, ("l", "a", "A", "A", None, "b.png")))
    assert read_xlsform(path).choices["l"] == (Choice("a", {"en": "A", "fr": "A"}, "b.png"),)


def test_a_choice_shows_its_picture_in_every_language_of_the_compiled_form(path: Path) -> None:
    spoken = {"en": "A", "ne": "अ"}
    listed = {"l": (Choice("a", spoken, "a.png"),)}
    write_xlsform(
        Questionnaire(
            "f", "", spoken, ("en", "ne"), listed, (Page("p", spoken, (Question("q", "one_of", spoken, choices="l"),)),)
        ),
        path,
    )
    assert convert(str(path)).xform.count("jr://images/a.png") == 2
    assert compiled(path) == ()


REFUSED_BY_THE_COMPILER: list[tuple[Any, ...]] = [
    (BEGIN, AGE),
    (AGE, END),
    (BEGIN, AGE, ("end_repeat",)),
    (BEGIN, AGE, AGE, END),
    (("integer", "a b", "X", "X"),),
    (("integer", None, "X", "X"),),
    ((None, "x", "X", "X"),),
    (("select_one nolist", "x", "X", "X"),),
    (("intger", "x", "X", "X"),),
    (("integer", "x", "X", "X", "${nothing} = 1"),),
    (("integer", "x", "X ${", "X"),),
    (("integer", "meta", "X", "X"),),
    (("calculate", "x", "X", "X"),),
    (("begin_repeat", "data", "X", "X"), AGE, ("end_repeat",)),
    (("range", "x", "X", "X"), ("range", "x", "X", "X")),
]


@pytest.mark.parametrize("rows", REFUSED_BY_THE_COMPILER)
def test_what_the_compiler_refuses_we_refuse(path: Path, rows: tuple[Any, ...]) -> None:
    form(path, *rows)
    with pytest.raises(PyXFormError):
        convert(str(path))
    assert faults(path)


def test_the_compiler_has_its_say(path: Path) -> None:
    """A setting that Fairway leaves out and the compiler refuses."""
    form(path, BEGIN, AGE, END, settings=(("form_id", "name"), ("form", "not a name")))
    read_xlsform(path)
    with pytest.raises(XLSFormMisstated, match="the compiler of XLSForm") as caught:
        checked(path)
    assert caught.value.faults[0].line()
    form(path, BEGIN, AGE, END, settings=(("form_id", "form_title", "form_title::French (fr)"), ("form", "T", "T")))
    with pytest.raises(XLSFormMisstated, match="fails on it"):
        checked(path)
