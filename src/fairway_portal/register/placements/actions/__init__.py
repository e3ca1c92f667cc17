"""Everything that changes contracts, relations and bars."""

from fairway_portal.register.placements.actions.barring import bar_employer, lift_bar
from fairway_portal.register.placements.actions.registering import register_placement, register_placements
from fairway_portal.register.placements.actions.relating import end_relation, relate
from fairway_portal.register.placements.asking import AskedPlacement

__all__ = [
    "AskedPlacement",
    "bar_employer",
    "end_relation",
    "lift_bar",
    "register_placement",
    "register_placements",
    "relate",
]
