"""Agencies and employers, their names, and the keys by which they are found."""

from fairway_portal.actors.models.agency import Agency
from fairway_portal.actors.models.agency_key import AgencyKey
from fairway_portal.actors.models.agency_name import AgencyName
from fairway_portal.actors.models.agency_number import AgencyNumber
from fairway_portal.actors.models.branch import Branch
from fairway_portal.actors.models.employer import Employer, EmployerKey, EmployerName
from fairway_portal.actors.models.officer import Officer

__all__ = [
    "Agency",
    "AgencyKey",
    "AgencyName",
    "AgencyNumber",
    "Branch",
    "Employer",
    "EmployerKey",
    "EmployerName",
    "Officer",
]
