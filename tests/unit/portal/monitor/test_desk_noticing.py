"""What a comment may hold that tells who somebody is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fairway_portal.monitor.desk.noticing import pieces, proposed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Ram Bahadur took 9841-234567 from me.", "[…] took […] from me."),
        ("Write to ram.k@mail.example, please", "Write to […], please"),
        ("See https://x.example/a?b=c now", "See […] now"),
        ("श्री राम ले ९८४१२३४५६७ दिए", "[…] ले […] दिए"),
        ("السيد أحمد أخذ جوازي", "[…] أخذ جوازي"),
        ("The boss kept it. They ate my food.", "The boss kept it. They ate my food."),
        ("I paid 1200 in 2019.", "I paid 1200 in 2019."),
    ],
)
def test_what_surely_tells_is_taken_out(text: str, words: str) -> None:
    assert proposed(text) == words


def test_a_capital_inside_a_sentence_is_marked_and_stays() -> None:
    text = "They met Sita Rai there. Good. KAMAL HOSSAIN came"
    assert [one.text for one in pieces(text) if one.kind] == ["Sita Rai", "KAMAL HOSSAIN"]
    assert proposed(text) == text


@given(some.text(max_size=200))
def test_nothing_of_a_comment_is_lost_on_the_page(text: str) -> None:
    assert "".join(one.text for one in pieces(text)) == text
