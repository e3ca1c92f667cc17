"""Editions of public lists, their rows, and what changed with each."""

from fairway_portal.register.rosters.models.row import RosterChange, RosterRow
from fairway_portal.register.rosters.models.vintage import Vintage

__all__ = ["RosterChange", "RosterRow", "Vintage"]
