"""What can be wrong with a file of time limits."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class TimeLimitsUnusable(InputError):
    """A file of time limits that breaks its own form; the message names the limit and the field."""

    slug = "time-limits-unusable"
