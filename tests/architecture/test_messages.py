"""Every message of the code is translated in every language, with its placeholders, and says who translated it."""

from typing import Any

import pytest

import messages
from fairway.reference.wording import REPORT_LANGUAGES


def test_no_message_is_missing_in_any_language(monkeypatch: pytest.MonkeyPatch) -> None:
    # The code is read once for all languages: reading it takes almost all the time of the check.
    read: dict[str, list[Any]] = {}
    extract_from_dir = messages.extract_from_dir

    def once(*place: str, **asked: Any) -> list[Any]:
        key = repr((place, asked))
        return read[key] if key in read else read.setdefault(key, list(extract_from_dir(*place, **asked)))

    monkeypatch.setattr(messages, "extract_from_dir", once)
    assert messages.check() == []


def test_the_catalogues_are_those_of_the_interface() -> None:
    assert {"en", *messages.LANGUAGES} == set(REPORT_LANGUAGES)


@pytest.mark.parametrize(
    ("source", "translation", "faults"),
    [("In {year}", "En {year}", 0), ("In {year}", "En {yaer}", 1), ("{a} and {b}", "{b}", 1), ("{a}", "{a} ({a})", 0)],
)
def test_a_lost_placeholder_is_a_fault(source: str, translation: str, faults: int) -> None:
    assert len(messages.placeholders(source, translation)) == faults
