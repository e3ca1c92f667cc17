"""The ratings in six languages: every scored item, nothing identifying, nothing missing, and forms that compile."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyxform.xls2xform import convert

from fairway.exchange.xlsform import checked, write_xlsform
from fairway.kernel.questionnaire import Questionnaire
from fairway.methods.routing import misstated_expressions, parse
from fairway.recruitment.modules import wording as of_costs
from fairway.recruitment.ratings.items import CHANNEL_OF, ITEMS, NAMES, SECTORS
from fairway.recruitment.ratings.modules import QUESTIONNAIRES, questionnaire, wording
from fairway.recruitment.ratings.questions import LISTS
from fairway.reference.questionnaires.building import LANGUAGES
from tests.unit.recruitment.test_modules_wording import NAME, SAME_WORD, SCRIPTS, numbers, written

WHOLE, SHORT = "recruitment_rating", "recruitment_rating_short"
FORBIDDEN = re.compile(r"visa|status|permit|passport.?number|phone|birth|name", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|you|your|did|was|were|which|with|from|and|this|have|how)\b", re.IGNORECASE)


@pytest.fixture(params=QUESTIONNAIRES, scope="module")
def rating(request: pytest.FixtureRequest) -> Questionnaire:
    return QUESTIONNAIRES[request.param]()


def test_every_scored_item_is_a_question_whose_answers_say_which_way_it_counts() -> None:
    one = questionnaire(WHOLE)
    for item in ITEMS:
        asked = one.question(item.name)
        assert asked is not None, item.name
        codes = {choice.code for choice in one.choices[asked.choices]}
        assert codes >= {*item.good, *item.bad}, item.name
        assert codes - {*item.good, *item.bad}, f"{item.name} cannot be skipped"


def test_the_short_form_asks_the_eight_items_and_what_places_them() -> None:
    asked = {one.name for one in questionnaire(SHORT).questions()}
    items = {item.name for item in ITEMS if item.short}
    assert len(items) == 8
    beside = {"found_by", "destination", "departure_year", "agency", "voucher"}
    assert asked == items | beside | {"translation", "who_sees", "consent"}


def test_the_same_question_has_the_same_words_in_both_forms() -> None:
    whole, short = questionnaire(WHOLE), questionnaire(SHORT)
    for one in short.questions():
        other = whole.question(one.name)
        assert other is not None
        # In the whole form some follow from an answer that the short one does not ask for.
        assert (one.label, one.hint, one.choices, one.audio) == (other.label, other.hint, other.choices, other.audio)


def test_lists_are_those_that_the_scores_and_costs_know() -> None:
    assert LISTS["found_by"][:-1] == tuple(CHANNEL_OF)
    assert {choice.code: choice.label["en"] for choice in questionnaire(WHOLE).choices["sector"]} == {
        **{code: name.plain() for code, name in SECTORS.items()},
        "refused": "Skip this question",
    }


def test_nothing_that_identifies_is_asked(rating: Questionnaire) -> None:
    assert [one.name for one in rating.questions() if FORBIDDEN.search(one.name)] == []
    assert [one.name for one in rating.questions() if one.answer in ("date", "month", "calculated")] == []
    year = rating.question("departure_year")
    assert year is not None
    assert year.answer == "year"


def test_only_consent_and_the_agency_must_be_answered(rating: Questionnaire) -> None:
    assert {one.name for one in rating.questions() if one.required} == {"consent", "agency"}
    for one in rating.questions():
        # A currency is chosen from a list that can be left empty.
        if one.answer == "one_of" and one.name != "consent" and one.choices != "currencies":
            assert "refused" in {choice.code for choice in rating.choices[one.choices]}, one.name
    sensitive = {one.name for one in rating.questions() if one.sensitive}
    assert sensitive == {
        WHOLE: {"voucher", "sex", "documents_held", "threatened", "complained", "complained_to",
                "complaint_answered", "comment"},
        SHORT: {"voucher", "documents_held", "threatened"},
    }[rating.id]  # fmt: skip


def test_without_consent_nothing_is_asked(rating: Questionnaire) -> None:
    first, *others = rating.pages
    assert (first.name, first.relevant) == ("about", "")
    for page in others:
        rule = parse(page.relevant)
        answers = dict.fromkeys(rule.names, "yes")
        assert rule.holds(answers), page.name
        assert not rule.holds({**answers, "consent": "no"}), page.name
        assert not rule.holds({**answers, "consent": None}), page.name


@pytest.mark.parametrize(("name", "given", "asked"), [
    ("receipt", {"paid_anyone": "yes"}, True), ("receipt", {"paid_anyone": "no"}, False),
    ("receipt", {"paid_anyone": "refused"}, False), ("borrowed", {"paid_anyone": "no"}, False),
    ("loan_months", {"borrowed": "yes"}, True), ("loan_months", {"borrowed": "no"}, False),
    ("deduction", {"paid_anyone": "no"}, True), ("contract_copy", {"contract_given": "written"}, True),
    ("contract_copy", {"contract_given": "spoken"}, False), ("contract_second", {"contract_given": "spoken"}, True),
    ("contract_second", {"contract_given": "none"}, False), ("complaint_answered", {"complained": "no"}, False),
    ("complained_to", {"complained": "yes"}, True),
])  # fmt: skip
def test_who_is_asked_what(name: str, given: dict[str, str], asked: bool) -> None:
    one, page = questionnaire(WHOLE).question(name), questionnaire(WHOLE).page_of(name)
    assert one is not None
    assert page is not None
    known = {"consent": "yes", **given}
    rules = [parse(each) for each in (page.relevant, one.relevant) if each]
    assert all(rule.holds({each: known.get(each) for each in rule.names}) for rule in rules) is asked


@pytest.mark.parametrize(("name", "answer", "taken"), [
    ("voucher", "1234567890123456", True), ("voucher", "1234 5678-9012 3456", True),
    ("voucher", "१२३४५६७८९०१२३४५६", True), ("voucher", "123456789012345", False),
    ("voucher", "12345678901234567", False), ("voucher", "123456789012345x", False),
    ("departure_year", "2023-01-01", True), ("departure_year", "1969-01-01", False),
    ("departure_year", "2999-01-01", False), ("fee_total", "0", False), ("fee_total", "0.5", True),
    ("comment", "x" * 2001, False), ("comment", "x" * 2000, True), ("agency", "x" * 201, False),
    ("loan_months", "0", False), ("loan_months", "1", True),
])  # fmt: skip
def test_what_an_answer_must_meet(name: str, answer: str, taken: bool) -> None:
    one = questionnaire(WHOLE).question(name)
    assert one is not None
    assert parse(one.constraint).holds({}, this=answer) is taken
    assert one.constraint_message


def test_every_scored_question_has_an_icon_and_each_shown_one_a_place_for_a_recording(rating: Questionnaire) -> None:
    for one in rating.questions():
        assert set(one.audio) == set(LANGUAGES), one.name
        assert all(file.endswith(f"-{language}.mp3") for language, file in one.audio.items())
        expected = dict.fromkeys(LANGUAGES, f"{one.name}.svg") if one.name in (*NAMES, "complained") else {}
        assert one.image == expected, one.name
    icons = {choice.code: choice.image for choice in rating.choices["yes_no"]}
    assert icons == {"yes": "yes.svg", "no": "no.svg", "refused": "skip.svg"}
    assert all(not choice.image for choice in rating.choices["countries"])


def test_the_words_are_those_of_the_language(rating: Questionnaire) -> None:
    for name, said in written(rating):
        assert set(said) == set(LANGUAGES), name
        assert all(text == text.strip() and text for text in said.values()), name
        for language, script in SCRIPTS.items():
            letters = [sign for sign in said[language] if sign.isalpha()]
            assert letters, name
            assert all(script in unicodedata.name(sign) for sign in letters), (name, said[language])
        for language, same in SAME_WORD.items():
            assert said[language] != said["en"] or said["en"] in same, (name, said[language])
            assert not ENGLISH.search(said[language]), said[language]
        for language in LANGUAGES:
            assert numbers(said[language]) == numbers(said["en"]), (name, language)


def test_the_answers_of_a_list_differ_in_every_language(rating: Questionnaire) -> None:
    for name, choices in rating.choices.items():
        for language in LANGUAGES:
            labels = [choice.label[language] for choice in choices]
            assert len(set(labels)) == len(labels), (name, language)


def test_what_the_cost_modules_ask_too_has_their_words() -> None:
    one = questionnaire(WHOLE)
    for listed, theirs in (("fee_item", "item"), ("contract", "contract")):
        for choice in one.choices[listed]:
            if choice.code not in ("not_told", "refused", "none"):
                assert choice.label == of_costs().choice(theirs, choice.code)
    assert one.question("borrowed").label == of_costs().of("questions", "borrowed")  # type: ignore[union-attr]
    assert set(wording().state().values()) == {"original", "machine, not reviewed"}


def test_a_plain_question_is_short(rating: Questionnaire) -> None:
    for one in rating.questions():
        words = one.label["en"].split()
        assert len(words) <= 18 or one.answer == "note" or one.name == "consent", one.name
    for page in rating.pages:
        assert sum(1 for one in page.questions if one.answer != "note") <= 6, page.name


def test_expressions_name_only_questions_that_came_before(rating: Questionnaire) -> None:
    assert list(misstated_expressions(rating.pages)) == []
    known: set[str] = set()
    for page in rating.pages:
        assert set(NAME.findall(page.relevant)) <= known, page.name
        for one in page.questions:
            assert set(NAME.findall(one.relevant)) <= known, one.name
            known.add(one.name)


@pytest.mark.parametrize("name", [WHOLE, pytest.param(SHORT, marks=pytest.mark.slow)])
def test_the_form_compiles_and_comes_back_with_its_media(name: str, tmp_path: Path) -> None:
    one = questionnaire(name)
    path = tmp_path / f"{name}.xlsx"
    write_xlsform(one, path)
    read = checked(path)
    assert read.remarks == ()
    assert read.questionnaire == one
    form = convert(str(path)).xform
    ElementTree.fromstring(form)
    assert "jr://audio/recruitment_rating-threatened-ne.mp3" in form
    assert "jr://images/threatened.svg" in form
    assert "jr://images/skip.svg" in form
