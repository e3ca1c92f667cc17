"""Everything that changes guarantees, inspections and memberships in codes of conduct."""

from fairway_portal.register.inspections.actions.amending import amend, propose_lowering
from fairway_portal.register.inspections.actions.conduct import add_membership, end_membership, verify_membership
from fairway_portal.register.inspections.actions.drawing import (
    carry_out,
    propose_draw_down,
    propose_release,
    propose_reversal,
)
from fairway_portal.register.inspections.actions.inspecting import Found, close, do, plan, save_finding
from fairway_portal.register.inspections.actions.moving import deposit, release, replenish, reverse
from fairway_portal.register.inspections.actions.opening import NewGuarantee, give_notice, open_guarantee
from fairway_portal.register.inspections.actions.proving import prove
from fairway_portal.register.inspections.actions.remedying import answer, check_remedy

__all__ = [
    "Found",
    "NewGuarantee",
    "add_membership",
    "amend",
    "answer",
    "carry_out",
    "check_remedy",
    "close",
    "deposit",
    "do",
    "end_membership",
    "give_notice",
    "open_guarantee",
    "plan",
    "propose_draw_down",
    "propose_lowering",
    "propose_release",
    "propose_reversal",
    "prove",
    "release",
    "replenish",
    "reverse",
    "save_finding",
    "verify_membership",
]
