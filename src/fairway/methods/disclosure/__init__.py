"""Statistical disclosure control: which cells are unsafe, what must go with them, and the proof that it is enough."""

from fairway.methods.disclosure.audit import audit
from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.primary import Dominance, MinimumFrequency, PPercent, PriorPosterior, unsafe_cells
from fairway.methods.disclosure.primary_contributions import largest_contributions
from fairway.methods.disclosure.publish import publish
from fairway.methods.disclosure.suppress import protect
from fairway.methods.disclosure.tables import TableSet

__all__ = [
    "Dominance",
    "Hierarchy",
    "MinimumFrequency",
    "PPercent",
    "PriorPosterior",
    "TableSet",
    "audit",
    "largest_contributions",
    "protect",
    "publish",
    "unsafe_cells",
]
