"""What the parts of a questionnaire are called on the desk."""

from __future__ import annotations

from typing import Final

from fairway.kernel.questionnaire import Answer
from fairway.kernel.text import Text
from fairway_portal.surveys.models import Submission, Survey

KINDS: Final[dict[Answer, Text]] = {
    "text": Text("Text"),
    "integer": Text("Whole number"),
    "decimal": Text("Number"),
    "date": Text("Day"),
    "month": Text("Month"),
    "year": Text("Year"),
    "one_of": Text("One of a list"),
    "some_of": Text("Several of a list"),
    "note": Text("Text to read, no answer"),
    "calculated": Text("Calculated, not shown"),
}
STATES: Final = {
    Survey.State.DRAFT.value: Text("Not open yet"),
    Survey.State.OPEN.value: Text("Open"),
    Survey.State.CLOSED.value: Text("Closed"),
}
CHANNELS: Final = {
    Submission.Channel.PAGES.value: Text("Pages"),
    Submission.Channel.OPENROSA.value: Text("ODK Collect"),
    Submission.Channel.OUTREACH.value: Text("Paper forms"),
    Submission.Channel.IMPORT.value: Text("Import"),
}
