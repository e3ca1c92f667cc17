"""What is published of casework."""

from fairway_portal.casework.transparency.models.published import PublishedCell
from fairway_portal.casework.transparency.models.request import AuthorityRequest

__all__ = ["AuthorityRequest", "PublishedCell"]
