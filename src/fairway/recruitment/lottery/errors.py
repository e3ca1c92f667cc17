"""What is wrong with a lottery, or with the file of one."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class LotteryUnusable(InputError):
    """Terms, seeds or applications with which no lottery can be held."""

    slug = "lottery-unusable"


class RecordUnusable(InputError):
    """A file that is not the record of a lottery."""

    slug = "lottery-record"
