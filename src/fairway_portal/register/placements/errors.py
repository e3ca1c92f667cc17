"""What can be wrong with a contract, a relation or a bar: each says what to do."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class PlacementRefused(InputError):
    """A contract that may not be registered; `details` names the field and the reason."""

    slug = "placement-refused"


class PlacementKnown(InputError):
    """Another contract has this number."""

    http_status = 409
    slug = "placement-known"


class PlacementsUnusable(InputError):
    """A list of contracts with faults; `details` lists row, field and reason. Nothing was registered."""

    slug = "placements-unusable"


class RelationRefused(InputError):
    """A relation that cannot be recorded as it stands."""

    slug = "relation-refused"


class BarRefused(InputError):
    """A bar, or its end, that cannot be recorded as it stands."""

    http_status = 409
    slug = "bar-refused"
