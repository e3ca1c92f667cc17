"""Every person of the ICLS methodology is classified as written, by the slow rules and by the fast ones."""

from __future__ import annotations

import polars as pl
import pytest

from fairway.statistics.icls import CONCEPTS, REASONS, classify, contradictions, explain, judge
from tests.spec.icls.persons import SECTIONS, Person

PERSONS = [pytest.param(person, id=person.name) for section in SECTIONS for person in section.persons]


@pytest.mark.parametrize("person", PERSONS)
def test_by_the_slow_rules(person: Person) -> None:
    found = judge(person.known, person.country, parameters=person.parameters)
    expected = person.expected()
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("person", PERSONS)
def test_by_the_fast_rules(person: Person) -> None:
    frame = classify(pl.DataFrame([dict(person.known)]), person.country, parameters=person.parameters)
    expected = person.expected()
    assert frame.select(list(expected)).collect().to_dicts() == [expected]


@pytest.mark.parametrize("person", PERSONS)
def test_the_trace_says_the_reasons_in_sentences(person: Person) -> None:
    said = explain(person.known, person.country, parameters=person.parameters)
    expected = person.expected()
    assert len(said) == len(CONCEPTS)
    for sentence, concept in zip(said, CONCEPTS, strict=True):
        assert sentence.startswith(f"{CONCEPTS[concept]}: {expected[concept]}.")
        assert REASONS[expected[f"{concept}_why"]].text in sentence


@pytest.mark.parametrize("person", PERSONS)
def test_no_person_contradicts_themselves(person: Person) -> None:
    frame = pl.DataFrame([dict(person.known)])
    assert contradictions(frame, person.country, parameters=person.parameters).is_empty()


def test_the_page_shows_every_answer_of_every_concept() -> None:
    shown = {(concept, person.expected()[concept]) for s in SECTIONS for person in s.persons for concept in CONCEPTS}
    assert shown == {(concept, answer) for concept in CONCEPTS for answer in ("yes", "no", "undetermined")}
    assert all("Source" in section.text for section in SECTIONS)
