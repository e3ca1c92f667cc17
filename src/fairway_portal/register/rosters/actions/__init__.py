"""Everything that changes editions of public lists."""

from fairway_portal.register.rosters.actions.deciding import decide
from fairway_portal.register.rosters.actions.matching import match_rows
from fairway_portal.register.rosters.actions.publishing import publish, withdraw
from fairway_portal.register.rosters.actions.receiving import confirm_columns, receive

__all__ = ["confirm_columns", "decide", "match_rows", "publish", "receive", "withdraw"]
