"""Who can open reports."""

from fairway_portal.casework.keys.models.handler_key import HandlerKey
from fairway_portal.casework.keys.models.office import Office

__all__ = ["HandlerKey", "Office"]
