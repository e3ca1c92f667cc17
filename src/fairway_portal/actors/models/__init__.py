"""Agencies and their names."""

from fairway_portal.actors.models.agency import Agency
from fairway_portal.actors.models.agency_name import AgencyName

__all__ = ["Agency", "AgencyName"]
