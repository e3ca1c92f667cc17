"""The survey modules in six languages: nothing missing, nothing left in English, and no form that does not compile."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from fairway.exchange.xlsform import checked, write_xlsform
from fairway.kernel.questionnaire import Questionnaire, Said
from fairway.recruitment.modules import QUESTIONNAIRES as OF_RECRUITMENT
from fairway.recruitment.modules import wording as of_recruitment
from fairway.reference.questionnaires import building
from fairway.reference.questionnaires.building import COUNTRIES, CURRENCIES, LANGUAGES, Wording, WordingMissing
from fairway.statistics.modules import QUESTIONNAIRES as OF_STATISTICS
from fairway.statistics.modules import wording as of_statistics

ALL = {**OF_RECRUITMENT, **OF_STATISTICS}
SCRIPTS = {"ar": "ARABIC", "ne": "DEVANAGARI", "bn": "BENGALI"}
NAME = re.compile(r"\$\{(\w+)\}")
# Names of classifications and letters of their codes.
LATIN = re.compile(r"\b(ISCO-08|ISIC|[AU])\b")
SAME_WORD = {"es": {"No"}, "fr": set()}
# The dual of Arabic says “two” in the noun itself.
DUAL = {"الأسبوعين": "2"}


@pytest.fixture(params=ALL, scope="module")
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return ALL[request.param]()


def written(one: Questionnaire) -> Iterator[tuple[str, Said]]:
    """Everything that somebody wrote: not the lists of countries and currencies."""
    yield "title", one.title
    for page in one.pages:
        yield page.name, page.label
        for question in page.questions:
            if question.answer != "calculated":
                yield question.name, question.label
            for part in (question.hint, question.constraint_message):
                if part:
                    yield question.name, part
    for name, choices in one.choices.items():
        for choice in choices:
            if name not in (COUNTRIES, CURRENCIES):
                yield f"{name}.{choice.code}", choice.label


def numbers(text: str) -> list[str]:
    """The numbers of a text, whatever their digits; those of a classification's name do not count."""
    for word, digit in DUAL.items():
        text = text.replace(word, digit)
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in LATIN.sub("", text))
    return sorted(re.findall(r"\d+", re.sub(r"\b(CITP|CIUO|CITI|CIIU)\S*( R[eé]v\.4| Rev\.4)?|Rev\.4|\b4$", "", plain)))


def test_every_text_is_there_in_every_language(questionnaire: Questionnaire) -> None:
    assert questionnaire.languages == LANGUAGES
    texts = list(written(questionnaire))
    assert len(texts) > 100
    for name, said in texts:
        assert set(said) == set(LANGUAGES), name
        assert all(text == text.strip() and text for text in said.values()), name


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_text_is_written_in_the_script_of_its_language(questionnaire: Questionnaire, language: str) -> None:
    for name, said in written(questionnaire):
        letters = [sign for sign in LATIN.sub("", said[language]) if sign.isalpha()]
        assert letters, name
        strangers = {sign for sign in letters if SCRIPTS[language] not in unicodedata.name(sign)}
        assert not strangers, (name, said[language])


@pytest.mark.parametrize("language", SAME_WORD)
def test_no_english_is_left(questionnaire: Questionnaire, language: str) -> None:
    same = {said[language] for _, said in written(questionnaire) if said[language] == said["en"]}
    assert same <= SAME_WORD[language]
    english = re.compile(r"\b(the|you|your|did|was|were|which|with|from|and|this|have|how)\b", re.IGNORECASE)
    assert [said[language] for _, said in written(questionnaire) if english.search(said[language])] == []


def test_numbers_are_the_same_in_every_language(questionnaire: Questionnaire) -> None:
    for name, said in written(questionnaire):
        for language in LANGUAGES:
            if "ISIC" not in said["en"] and "ISCO" not in said["en"]:
                assert numbers(said[language]) == numbers(said["en"]), (name, language, said[language])


def test_the_answers_of_a_list_differ_in_every_language(questionnaire: Questionnaire) -> None:
    for name, choices in questionnaire.choices.items():
        for language in LANGUAGES:
            labels = [choice.label[language] for choice in choices]
            twice = {label for label in labels if labels.count(label) > 1}
            assert not twice, (name, language, twice)


def test_long_lists_are_named_in_the_language(questionnaire: Questionnaire) -> None:
    countries = {choice.code: choice.label for choice in questionnaire.choices[COUNTRIES]}
    assert len(countries) > 240
    assert countries["NPL"]["ne"] == "नेपाल"
    assert countries["QAT"]["ar"] == "قطر"
    for code, said in countries.items():
        for language, script in SCRIPTS.items():
            assert any(script in unicodedata.name(sign) for sign in said[language] if sign.isalpha()), (code, language)
    currencies = {choice.code: choice.label for choice in questionnaire.choices[CURRENCIES]}
    assert len(currencies) > 140
    assert currencies["NPR"]["fr"] == "roupie népalaise (NPR)"
    assert all(said["bn"].endswith((f"({code})", code)) for code, said in currencies.items())


def test_expressions_name_only_questions_that_came_before(questionnaire: Questionnaire) -> None:
    known: set[str] = set()
    found = 0
    for page in questionnaire.pages:
        assert set(NAME.findall(page.relevant)) <= known, page.name
        for one in page.questions:
            for expression in (one.relevant, one.calculation, one.constraint):
                names = set(NAME.findall(expression))
                found += len(names)
                assert names <= known, one.name
            known.add(one.name)
    assert found > 10


def test_what_an_expression_compares_with_is_an_answer(questionnaire: Questionnaire) -> None:
    pairs = re.compile(r"\$\{(\w+)\} !?= '(\w+)'")
    told = [page.relevant for page in questionnaire.pages]
    told += [part for one in questionnaire.questions() for part in (one.relevant, one.calculation)]
    for name, code in (pair for expression in told for pair in pairs.findall(expression)):
        one = questionnaire.question(name)
        assert one is not None
        if one.answer == "calculated":
            assert f"'{code}'" in one.calculation
        else:
            assert code in {choice.code for choice in questionnaire.choices[one.choices]}, (name, code)


def test_every_amount_is_asked_after_whether_there_was_one(questionnaire: Questionnaire) -> None:
    amounts = [one for one in questionnaire.questions() if one.name.endswith("_amount")]
    assert amounts
    for one in amounts:
        state = NAME.findall(one.relevant)[0]
        asked = questionnaire.question(state)
        assert asked is not None
        codes = {choice.code for choice in questionnaire.choices[asked.choices]}
        assert {"amount", "amount_unknown", "none", "dont_know", "refused"} <= codes, one.name


def test_the_first_thing_shown_is_how_far_the_translation_can_be_trusted(questionnaire: Questionnaire) -> None:
    first = next(questionnaire.questions())
    assert (first.name, first.answer) == ("translation", "note")
    assert "machine" not in first.label["en"]
    assert "automatique" in first.label["fr"]
    for words in (of_recruitment(), of_statistics()):
        state = dict(words.state())
        assert state.pop("en") == "original"
        assert set(state.values()) == {"machine, not reviewed"}


def test_sensitive_questions_may_be_refused(questionnaire: Questionnaire) -> None:
    for one in questionnaire.questions():
        if one.sensitive:
            assert not one.required
            assert "refused" in {choice.code for choice in questionnaire.choices[one.choices]}
    sensitive = {one.name for one in questionnaire.questions() if one.sensitive}
    short = {"recruitment_cost_short": set(), "labour_force_migration": {"permit_at_entry"}}
    assert sensitive == short.get(questionnaire.id, {"documented_entry"})


SLOW = ("recruitment_cost_medium", "recruitment_cost_short")


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] * (name in SLOW)) for name in ALL])
def test_the_form_compiles_and_comes_back(name: str, tmp_path: Path) -> None:
    questionnaire = ALL[name]()
    path = tmp_path / f"{questionnaire.id}.xlsx"
    write_xlsform(questionnaire, path)
    read = checked(path)
    assert read.remarks == ()
    assert read.questionnaire == questionnaire


def test_a_text_that_lacks_a_language_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "every_module.toml").write_text('[questions.sex]\nen = "Sex"\nfr = ""\n', "utf-8")
    monkeypatch.setattr(building, "files", lambda _: tmp_path)
    with pytest.raises(WordingMissing) as caught:
        Wording("anywhere", "every_module").of("questions", "sex")
    assert caught.value.details == {"entry": "questions.sex", "languages": ["fr", "es", "ar", "ne", "bn"]}
