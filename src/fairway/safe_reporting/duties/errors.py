"""What can be wrong with a file of rules of this subject."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class DutiesUnusable(InputError):
    """A register of duties that breaks its own form; the message names the entry and the field."""

    slug = "duties-unusable"
