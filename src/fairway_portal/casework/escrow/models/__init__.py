"""Reports that wait, and the tags that were given to them."""

from fairway_portal.casework.escrow.models.held import Held
from fairway_portal.casework.escrow.models.tagging import Tagging

__all__ = ["Held", "Tagging"]
