"""Relations of recruitment, contracts as registered, employers that are barred."""

from fairway_portal.register.placements.models.bar import BarEntry
from fairway_portal.register.placements.models.placement import Placement
from fairway_portal.register.placements.models.relation import Relation

__all__ = ["BarEntry", "Placement", "Relation"]
