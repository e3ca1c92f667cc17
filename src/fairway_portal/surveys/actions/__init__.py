"""Every write of this room: the door of submissions, drafts, and surveys in their versions."""

from fairway_portal.surveys.actions.door import Attached, Outcome, Received, receive
from fairway_portal.surveys.actions.drafts import Sent, begin, forget_drafts, remove_row, save_page, send
from fairway_portal.surveys.actions.ownership import (
    add_version,
    close_survey,
    keep_own_survey,
    make_survey,
    open_survey,
)

__all__ = [
    "Attached",
    "Outcome",
    "Received",
    "Sent",
    "add_version",
    "begin",
    "close_survey",
    "forget_drafts",
    "keep_own_survey",
    "make_survey",
    "open_survey",
    "receive",
    "remove_row",
    "save_page",
    "send",
]
