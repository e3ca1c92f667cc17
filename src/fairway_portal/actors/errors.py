"""What can be wrong with what somebody wants to do to an agency."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class UnusableAgency(InputError):
    """A name, country or kind that no agency can have."""

    slug = "unusable-agency"


class AgencyKnown(InputError):
    """An agency that is there already, under its licence number."""

    http_status = 409
    slug = "agency-known"


class UnknownAgency(InputError):
    """A code that no agency has."""

    http_status = 404
    slug = "unknown-agency"


class CannotJoin(InputError):
    """Two agencies that cannot be one."""

    http_status = 409
    slug = "cannot-join-agencies"


class CannotSpeak(InputError):
    """An organisation that cannot speak for an agency."""

    http_status = 409
    slug = "cannot-speak-for-agency"


class UnusableList(InputError):
    """A list of agencies that cannot be read."""

    slug = "unusable-list"


class RowsLeftOut(InputError):
    """Rows of a list that were not imported; the others were."""

    slug = "rows-left-out"
