"""Does the filing that a token promises stand in the log? Everything is computed here; nobody is believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fairway.kernel.text import Text
from fairway.methods.signing_keys import PublicKey
from fairway.safe_reporting.proofs.heads import Head
from fairway.safe_reporting.proofs.log import LogDay
from fairway.safe_reporting.proofs.merkle import Tree
from fairway.safe_reporting.proofs.reasons import EVIDENCE, REASONS, Reason
from fairway.safe_reporting.proofs.tokens import Promise, read_token

GRACE: Final = timedelta(days=3)
"""So much later than it should may a day be closed before the log counts as not kept up."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a check.

    Attributes:
        reason: What was found.
        promise: What the token says; None where it proves nothing.
        logged: The day of the log in which the filing stands.
        newest: The last day of the log; None: it is empty, or was not looked at.
    """

    reason: Reason
    promise: Promise | None = None
    logged: date | None = None
    newest: date | None = None

    @property
    def accepted(self) -> bool:
        """Whether the filing stands in the log."""
        return self.reason is Reason.LOGGED

    @property
    def evidence(self) -> bool:
        """Whether it speaks against whoever keeps the log."""
        return self.reason in EVIDENCE

    @property
    def said(self) -> Text:
        """What was found, in one sentence."""
        return REASONS[self.reason][0]

    @property
    def advice(self) -> Text:
        """What to do."""
        return REASONS[self.reason][1]


def verify(
    token: str,
    log: Sequence[LogDay],
    keys: Sequence[PublicKey],
    *,
    today: date,
    earlier: Sequence[Head] = (),
) -> Verdict:
    """Checks a token against a log, and the log against its heads and against those that somebody kept.

    Args:
        token: As scanned or typed.
        log: The whole log.
        keys: The public keys of whoever keeps it, the old ones too.
        today: The day of the reader.
        earlier: Heads that were kept earlier, by her or by somebody she trusts.
    """
    promise = read_token(token, keys)
    if isinstance(promise, Reason):
        return Verdict(promise)
    newest = log[-1].day if log else None
    broken = check_log(log, keys, earlier)
    if broken is not None:
        return Verdict(broken, promise, newest=newest)
    logged = next((one.day for one in log if promise.commitment in one.filings), None)
    return Verdict(judged(promise, logged, newest, today), promise, logged, newest)


def check_log(log: Sequence[LogDay], keys: Sequence[PublicKey], earlier: Sequence[Head] = ()) -> Reason | None:
    """Whether a log fits the heads that were signed for it, now and earlier.

    Args:
        log: The whole log.
        keys: The public keys.
        earlier: Heads that were kept.

    Returns:
        What is wrong; None: it fits.
    """
    heads = [one.head for one in log]
    if any(not head.genuine(keys) for head in (*heads, *earlier)):
        return Reason.HEAD_FORGED
    tree, before = Tree(), date.min
    for one in log:
        if one.day <= before or list(one.filings) != sorted(one.filings):
            return Reason.LOG_BROKEN
        before = one.day
        for entry in one.entries:
            tree.append(entry)
        if (one.head.size, one.head.root) != (len(tree), tree.root()):
            return Reason.LOG_BROKEN
    if any(head.size > len(tree) or tree.root(head.size) != head.root for head in earlier):
        return Reason.REWRITTEN
    return None


def judged(promise: Promise, logged: date | None, newest: date | None, today: date) -> Reason:
    """What a genuine promise comes to in a log that is sound.

    Args:
        promise: Of the token.
        logged: The day of the log in which it stands; None: it does not.
        newest: The last day of the log; None: it is empty.
        today: The day of the reader.
    """
    if logged is not None:
        return Reason.LOGGED
    if newest is not None and newest >= promise.due:
        return Reason.MISSING
    return Reason.OVERDUE if today > promise.due + GRACE else Reason.NOT_YET
