"""Every message of the code is translated in every language, with its placeholders, and says who translated it."""

import pytest

import messages
from fairway.reference.wording import WORKER_LANGUAGES


def test_no_message_is_missing_in_any_language() -> None:
    assert messages.check() == []


def test_the_catalogues_are_those_of_the_interface() -> None:
    assert {"en", *messages.LANGUAGES} == set(WORKER_LANGUAGES)


@pytest.mark.parametrize(
    ("source", "translation", "faults"),
    [("In {year}", "En {year}", 0), ("In {year}", "En {yaer}", 1), ("{a} and {b}", "{b}", 1), ("{a}", "{a} ({a})", 0)],
)
def test_a_lost_placeholder_is_a_fault(source: str, translation: str, faults: int) -> None:
    assert len(messages.placeholders(source, translation)) == faults
