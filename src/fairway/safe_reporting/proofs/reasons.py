"""What a check of a filing can come to, each in a sentence and with what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from fairway.kernel.text import Text


class Reason(StrEnum):
    """What was found."""

    LOGGED = "logged"
    NOT_YET = "not_yet"
    NONE_AT_ALL = "none_at_all"
    MISTYPED = "mistyped"
    TRUNCATED = "truncated"
    TOO_LONG = "too_long"
    NEWER = "newer"
    OTHER_KEY = "other_key"
    FORGED = "forged"
    RETIRED_KEY = "retired_key"
    MISSING = "missing"
    OVERDUE = "overdue"
    LOG_BROKEN = "log_broken"
    HEAD_FORGED = "head_forged"
    REWRITTEN = "rewritten"
    PROOF_BROKEN = "proof_broken"


EVIDENCE: Final = frozenset({Reason.MISSING, Reason.OVERDUE, Reason.LOG_BROKEN, Reason.REWRITTEN})
"""What speaks against whoever keeps the log, and not against whoever holds the token."""

_COPY: Final = Text(
    "Compare letter by letter, or scan the code again. A 0 is read as the letter O, an 8 as B, a 1 as I."
)
_KEEP: Final = Text(
    "Keep the token, the log and the earlier heads as they are, and take them to a trade union, a lawyer or a court: "
    "together they show it."
)
REASONS: Final = {
    Reason.LOGGED: (
        Text("The filing stands in the log."),
        Text("Nobody can deny that it was received. Keep the token: it proves this to anybody."),
    ),
    Reason.NOT_YET: (
        Text("The filing was received and signed for. Its week is not closed yet, so it is not in the log."),
        Text("Look again later. The day by which it must be there is shown."),
    ),
    Reason.NONE_AT_ALL: (
        Text("This is not a token of a filing."),
        Text("Copy all letters that were given when the report was sent."),
    ),
    Reason.MISTYPED: (Text("A letter of the token is wrong."), _COPY),
    Reason.TRUNCATED: (Text("The end of the token is missing."), _COPY),
    Reason.TOO_LONG: (Text("There are more letters than a token has."), _COPY),
    Reason.NEWER: (
        Text("The token is of a newer kind than this program knows."),
        Text("Get the newest program."),
    ),
    Reason.OTHER_KEY: (
        Text("The token was signed with a key that is not among these keys."),
        Text("Fetch the keys again from where the report was sent. It may be of another place, or a fake."),
    ),
    Reason.FORGED: (
        Text("The token is forged: it was not signed by the key that it names."),
        Text("It proves nothing. Ask whoever gave it to you where it comes from."),
    ),
    Reason.RETIRED_KEY: (
        Text("The token was signed with a key that was no longer in use in its week."),
        Text("It proves nothing by itself. Keep it, and ask whoever keeps the log."),
    ),
    Reason.MISSING: (
        Text("The filing was signed for, its week is closed, and it is not in the log: a promise was broken."),
        _KEEP,
    ),
    Reason.OVERDUE: (
        Text("The filing was signed for, and the log was not kept up: its week should be closed by now."),
        Text("Fetch the log again. If it does not go further, keep it with the token: together they show it."),
    ),
    Reason.LOG_BROKEN: (
        Text("The log does not fit the heads that were signed for it: entries were changed, added or taken out."),
        Text("Fetch the log again. If it is the same, keep it: it shows that somebody changed it."),
    ),
    Reason.HEAD_FORGED: (
        Text("A head of the log was not signed by one of these keys."),
        Text("Fetch log and keys again, from the same place. Do not trust this file."),
    ),
    Reason.REWRITTEN: (
        Text("The log was rewritten: it does not continue the heads that were signed earlier."),
        _KEEP,
    ),
    Reason.PROOF_BROKEN: (
        Text("The proof does not lead from this filing to the head of the log."),
        Text("Fetch the proof again, or check the token against the whole log."),
    ),
}
