"""The log of a resource centre."""

from fairway_portal.casework.counselling.models.visit import Visit

__all__ = ["Visit"]
