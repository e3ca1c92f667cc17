"""Reports that are held back."""

from fairway_portal.casework.escrow.models.held import Held

__all__ = ["Held"]
