"""Everything that changes licences, proposals and appeals."""

from fairway_portal.register.licensing.actions.acts import record_act
from fairway_portal.register.licensing.actions.answers import answer
from fairway_portal.register.licensing.actions.appeals import decide_appeal, file_appeal, withdraw_appeal
from fairway_portal.register.licensing.actions.applications import apply_for
from fairway_portal.register.licensing.actions.asking import AskedAct
from fairway_portal.register.licensing.actions.expiries import Expired, record_expiries
from fairway_portal.register.licensing.actions.panel import give_view
from fairway_portal.register.licensing.actions.proposals import decide, propose, propose_act, withdraw_proposal

__all__ = [
    "AskedAct",
    "Expired",
    "answer",
    "apply_for",
    "decide",
    "decide_appeal",
    "file_appeal",
    "give_view",
    "propose",
    "propose_act",
    "record_act",
    "record_expiries",
    "withdraw_appeal",
    "withdraw_proposal",
]
