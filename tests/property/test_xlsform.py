"""Any questionnaire goes out as an XLSForm and comes back as it was, and the compiler of XLSForm takes it."""

from __future__ import annotations

import re
import string
import tempfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from fairway.exchange.xlsform import checked, read_with_remarks, write_xlsform
from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire
from fairway.kernel.questionnaire_faults import RESERVED

LANGUAGES = ("en", "fr", "es", "ar", "ne", "bn")
AWKWARD = (
    "=1+1",
    "'quoted'",
    'say "what"',
    "أين تعمل الآن؟\nسطر",
    "‏۱۲۳ נייר",
    "👩‍🌾 🇳🇵",
    "007",
    " blanks at both ends ",
    "two  blanks",
    "tab\tand\nlines\n\n",
    "नेपाल छोड्नुभन्दा",
    "<b>&amp;</b>",
    "_x000D_ _x0041_",
    "long " * 800,
    "1.0",
    "TRUE",
    "#REF!",
    "2024-01-01",
    "nbsp\u00a0here",
    "line\u2028separator\u0085next",
)
WORDS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff$"), min_size=1, max_size=30
    ).filter(lambda text: bool(text.strip())),
)
NAMES = st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=12).filter(
    lambda name: not name[0].isdigit() and name not in RESERVED and not name.endswith("_count")
)
CODES = st.one_of(
    st.sampled_from(["01", "1", "1.0", "yes", "NPL", "ठीक", "=x", "-1"]),
    st.text(string.ascii_letters + string.digits + "_-.", min_size=1, max_size=6),
)
KINDS = ("text", "integer", "decimal", "date", "month", "year", "note", "calculated", "one_of", "some_of")


def says(draw: Any, languages: tuple[str, ...], *, whole: bool = True) -> dict[str, str]:
    spoken = languages if whole else draw(st.lists(st.sampled_from(languages), unique=True))
    return {language: draw(WORDS) for language in spoken}


def expression(draw: Any, before: list[str]) -> str:
    if not before:
        return draw(st.sampled_from(["", "today() > date('2024-01-01')", "1 + 1 = 2"]))
    one, other = draw(st.sampled_from(before)), draw(st.sampled_from(before))
    return draw(
        st.sampled_from(
            [
                "",
                f"${{{one}}} = 'x'",
                f"selected(${{{one}}}, '01') or not(${{{other}}} < 5)",
                f"${{{one}}} != '' and string-length(${{{other}}}) >= 2",
                f"if(${{{one}}} > 3, 'a', \"it's\") = 'a'",
            ]
        )
    )


@st.composite
def questionnaires(draw: Any) -> Questionnaire:
    languages = tuple(draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=3, unique=True)))
    lists = {
        name: tuple(
            Choice(
                code,
                says(draw, languages),
                draw(st.sampled_from(["", "icon.png"])),
                draw(st.sampled_from(["", "a.mp3"])),
            )
            for code in draw(st.lists(CODES, min_size=1, max_size=4, unique=True))
        )
        for name in draw(st.lists(NAMES, min_size=1, max_size=2, unique=True))
    }
    names = draw(st.lists(NAMES, min_size=2, max_size=10, unique_by=str.lower))
    pages, before = [], []
    while len(names) >= 2:
        page, size = names.pop(), draw(st.integers(1, 3))
        questions, names = names[:size], names[size:]
        repeated = draw(st.booleans())
        relevant, outside = expression(draw, before), list(before)
        made = []
        for name in questions:
            made.append(question(draw, name, languages, lists, before))
            before.append(name)
        count = draw(st.sampled_from(["", "3", *(f"${{{name}}}" for name in outside)])) if repeated else ""
        pages.append(Page(page, says(draw, languages), tuple(made), relevant, repeated, count))
    title = {language: draw(WORDS) for language in languages}
    return Questionnaire(
        draw(NAMES), draw(st.sampled_from(["", "1", "2024.1", "007"])), title, languages, lists, tuple(pages)
    )


def question(draw: Any, name: str, languages: tuple[str, ...], lists: dict[str, Any], before: list[str]) -> Question:
    kind = draw(st.sampled_from(KINDS))
    constraint = draw(st.sampled_from(["", ". >= 0", "string-length(.) < 9"])) if kind != "note" else ""
    return Question(
        name,
        kind,
        says(draw, languages),
        says(draw, languages, whole=False),
        draw(st.sampled_from(sorted(lists))) if kind in ("one_of", "some_of") else "",
        draw(st.booleans()),
        expression(draw, before),
        constraint,
        says(draw, languages, whole=False) if constraint else {},
        (expression(draw, before) or "1") if kind == "calculated" else "",
        draw(st.sampled_from(["", "0", "01"])) if kind != "calculated" else "",
        draw(st.sampled_from(["", "minimal", "no-calendar"])),
        draw(st.booleans()),
        dict.fromkeys(draw(st.lists(st.sampled_from(languages), unique=True)), "q.mp3"),
        dict.fromkeys(draw(st.lists(st.sampled_from(languages), unique=True)), "q.png"),
    )


@pytest.fixture(scope="module")
def folder() -> Any:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(questionnaire=questionnaires())
def test_what_is_written_is_read_as_it_was(folder: Path, questionnaire: Questionnaire) -> None:
    write_xlsform(questionnaire, folder / "form.xlsx")
    read = read_with_remarks(folder / "form.xlsx")
    assert read.questionnaire == questionnaire
    assert list(read.questionnaire.choices) == list(questionnaire.choices)
    assert read.remarks == ()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(questionnaire=questionnaires())
def test_the_compiler_takes_it_and_asks_as_many_questions(folder: Path, questionnaire: Questionnaire) -> None:
    path = folder / "compiled.xlsx"
    write_xlsform(questionnaire, path)
    assert checked(path).questionnaire == questionnaire
    form = ElementTree.fromstring(convert(str(path)).xform)
    controls = [
        node.get("ref", "").rsplit("/", 1)[-1]
        for node in form.iter()
        if re.sub(r"{.*}", "", node.tag) in ("input", "select", "select1")
    ]
    assert sorted(controls) == sorted(one.name for one in questionnaire.questions() if one.answer != "calculated")
    calculated = {node.get("nodeset", "").rsplit("/", 1)[-1] for node in form.iter() if node.get("calculate")}
    assert {one.name for one in questionnaire.questions() if one.answer == "calculated"} <= calculated
