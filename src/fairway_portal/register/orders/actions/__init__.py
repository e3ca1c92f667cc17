"""Everything that changes job orders, applications and lotteries."""

from fairway_portal.register.orders.actions.applications import (
    AskedApplication,
    answer,
    apply_for_job,
    correct,
    forget_applications,
    take_back,
)
from fairway_portal.register.orders.actions.opening import Party, begin_again, enter_numbers, open_scheme
from fairway_portal.register.orders.actions.orders import AskedOrder, Verified, act_on, change_order, enter_order
from fairway_portal.register.orders.actions.rounds import commit, declare_void, draw, freeze, public_number, reveal

__all__ = [
    "AskedApplication",
    "AskedOrder",
    "Party",
    "Verified",
    "act_on",
    "answer",
    "apply_for_job",
    "begin_again",
    "change_order",
    "commit",
    "correct",
    "declare_void",
    "draw",
    "enter_numbers",
    "enter_order",
    "forget_applications",
    "freeze",
    "open_scheme",
    "public_number",
    "reveal",
    "take_back",
]
