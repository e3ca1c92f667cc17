"""What can be wrong when counts are published, or a request of an authority is recorded."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.casework.transparency.quarters import Quarter


class QuarterNotOver(InputError):
    """A quarter is published when it is over."""

    slug = "quarter-not-over"

    def __init__(self, quarter: Quarter) -> None:
        super().__init__(
            Text("{quarter} is not over.", quarter=str(quarter)), advice=Text("Publish an earlier quarter.")
        )


class RequestSettled(InputError):
    """An entry that can be corrected no more."""

    http_status = 409
    slug = "request-settled"

    def __init__(self, what: Text) -> None:
        super().__init__(what, advice=Text("Record another entry, in a quarter that is not published yet."))
