"""Any questionnaire goes out as JSON and comes back as it was; anything else is read or refused, and breaks nothing."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.exchange.questionnaire_json import QuestionnaireJsonMisstated, as_json, from_json
from fairway.kernel.questionnaire import Questionnaire
from tests.property.test_xlsform import questionnaires

SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.large_base_example, HealthCheck.data_too_large]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW_TO_DRAW)
@given(questionnaire=questionnaires())
def test_what_is_written_is_read_as_it_was(questionnaire: Questionnaire) -> None:
    written = as_json(questionnaire)
    # A database may sort the keys of objects.
    for stored in (json.dumps(written), json.dumps(written, sort_keys=True, ensure_ascii=False)):
        read = from_json(json.loads(stored))
        assert read == questionnaire
        assert list(read.choices) == list(questionnaire.choices)
        assert as_json(read) == written


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW_TO_DRAW)
@given(questionnaire=questionnaires(), drawn=st.data())
def test_with_anything_in_the_place_of_a_part_it_is_read_or_refused(
    questionnaire: Questionnaire, drawn: st.DataObject
) -> None:
    form: Any = as_json(questionnaire)
    places = list(_places(form))
    container, key = drawn.draw(st.sampled_from(places))
    container[key] = drawn.draw(VALUES)
    try:
        read = from_json(form)
    except QuestionnaireJsonMisstated:
        return
    assert from_json(as_json(read)) == read


def _places(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)
