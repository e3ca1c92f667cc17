"""What a proposal does once it is approved: each kind's own function, run in the transaction of the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fairway_portal.accounts.models import Person
from fairway_portal.register.licensing.models import Proposal

Carrier = Callable[[Proposal, Person], None]
"""Carries a proposal out; the second is whoever approved it. What it refuses undoes the decision."""

CARRIERS: Final[dict[str, Carrier]] = {}
"""Kind of proposal → what carries it out; filled in the `ready` of each part's app."""
