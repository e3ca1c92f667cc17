"""Public lists of recruiters: read, matched one to one, compared between editions."""

from fairway.recruitment.rosters.differences import Difference, changes_between, differences
from fairway.recruitment.rosters.errors import ColumnsUnclear, RosterRefused
from fairway.recruitment.rosters.matching import Match, match
from fairway.recruitment.rosters.reading import LeftOut, Roster, read_roster
from fairway.recruitment.rosters.rows import Row

__all__ = [
    "ColumnsUnclear",
    "Difference",
    "LeftOut",
    "Match",
    "Roster",
    "RosterRefused",
    "Row",
    "changes_between",
    "differences",
    "match",
    "read_roster",
]
