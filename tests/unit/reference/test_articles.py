"""“In the United States”, and “United States” at the head of a column."""

import pytest

from fairway.kernel.text import PlaceName, Text
from fairway.reference.wording import voice


@pytest.mark.parametrize(
    ("template", "code", "said"),
    [
        ("They lived in {place}.", "USA", "They lived in the United States."),
        ("They lived in {place}.", "NPL", "They lived in Nepal."),
        ("{place} comes first.", "USA", "United States comes first."),
        ("the population of {place}", "ARE", "the population of the United Arab Emirates"),
        ("from {place}", "MHL", "from the Marshall Islands"),
        ("from {place}", "DOM", "from the Dominican Republic"),
    ],
)
def test_english_sentences_take_the_article(template: str, code: str, said: str) -> None:
    assert voice("en").say(Text(template, place=PlaceName(code))) == said


def test_other_languages_do_not() -> None:
    assert voice("es").say(Text("in {place}", place=PlaceName("USA"))) == "in Estados Unidos"
