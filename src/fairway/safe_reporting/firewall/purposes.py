"""What somebody, or a part of the portal, is there for: purposes never mix (A/HRC/26/35, paragraph 62)."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """One purpose."""

    PROTECTION = "protection"
    """Help for workers: case handlers alone."""
    STATISTICS = "statistics"
    LICENSING = "licensing"
    IMMIGRATION = "immigration"
    """There to be kept out."""
    PUBLIC = "public"
    OPERATION = "operation"
    """Running the portal. A purpose of its own, so that an administrator is held back by a rule, not by habit."""
    REPORTER = "reporter"
    """The worker herself, by her receipt."""
