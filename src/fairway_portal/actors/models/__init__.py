"""Agencies, their names, and the keys by which they are found."""

from fairway_portal.actors.models.agency import Agency
from fairway_portal.actors.models.agency_key import AgencyKey
from fairway_portal.actors.models.agency_name import AgencyName
from fairway_portal.actors.models.agency_number import AgencyNumber

__all__ = ["Agency", "AgencyKey", "AgencyName", "AgencyNumber"]
