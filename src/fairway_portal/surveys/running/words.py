"""What is said of an answer that the questionnaire does not allow."""

from __future__ import annotations

from typing import Final

from fairway.kernel.questionnaire import Question
from fairway.kernel.text import Text
from fairway_portal.surveys.running.interview import Fault
from fairway_portal.surveys.running.saying import Teller

NEEDED: Final = Text("This question needs an answer.")
NOT_HERE: Final = Text("This answer is not possible here. Check it.")
OF_ANOTHER_KIND: Final = Text("This is not an answer to this question. Check it.")


def message(teller: Teller, one: Question, fault: Fault) -> Text | str:
    """The sentence: the questionnaire's own where it has one for a constraint."""
    if fault.fault == "missing":
        return NEEDED
    if fault.fault == "against the constraint":
        return teller.text(one.constraint_message) or NOT_HERE
    return OF_ANOTHER_KIND
