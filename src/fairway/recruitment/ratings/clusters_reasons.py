"""Why a crowd of ratings is suspicious, in short sentences for the moderators and their log."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text

SIGNALS: Final[dict[str, Text]] = {
    "burst": Text("Many ratings without a voucher in a short time, all pointing one way"),
    "answers": Text("Answers that repeat each other more than workers of one agency do"),
    "copies": Text("The same form again and again"),
    "comments": Text("Comments that repeat each other"),
    "contrast": Text("Ratings without a voucher tell another story than those with one"),
    "batch": Text("One batch of vouchers tells another story than all others"),
    "one_agency": Text("A whole batch of vouchers is about a single agency, and not from a course before departure"),
    "language": Text("All in one language"),
    "extremes": Text("All best or all worst"),
    "open_only": Text("None has a voucher"),
}
"""Signal → what it says. The last three make no cluster; they speak for one."""

COPYING: Final = ("answers", "copies", "comments")
SUPPORTING: Final = ("language", "extremes", "open_only")


def reason(signal: str, *, size: int, days: int) -> Text:
    """The sentence for the log.

    Args:
        signal: One of `SIGNALS`.
        size: Ratings of the cluster.
        days: From its first to its last.
    """
    return Text("{what} ({size} ratings in {days} days).", what=SIGNALS[signal], size=size, days=days)
