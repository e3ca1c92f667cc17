"""The public log of filings."""

from fairway_portal.casework.filings.models.filing import Filing
from fairway_portal.casework.filings.models.log import Leaf, TreeHead

__all__ = ["Filing", "Leaf", "TreeHead"]
