"""What can be wrong with a guarantee, an inspection or a membership: each says what to do."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class GuaranteeRefused(InputError):
    """A guarantee, a movement or a notice that lacks something, or cannot be."""

    http_status = 409
    slug = "guarantee-refused"


class SomebodyMoved(InputError):
    """The guarantee, inspection or finding is no longer as the officer saw it."""

    http_status = 409
    slug = "somebody-moved"

    def __init__(self, saw: int | str, now: int | str) -> None:
        super().__init__(
            Text("Somebody else has changed this in the meantime."),
            advice=Text("Nothing was recorded. Read what was done, and decide anew."),
            details={"saw": saw, "now": now},
        )


class LedgerBroken(InputError):
    """A ledger that does not add up takes no movement until somebody has looked into it."""

    http_status = 409
    slug = "ledger-broken"

    def __init__(self, guarantee: int) -> None:
        super().__init__(
            Text("The ledger of this guarantee does not add up. No money was moved."),
            advice=Text("Tell your administrator: `python -m fairway_portal verify_guarantees` says what is wrong."),
            details={"guarantee": guarantee},
        )


class InspectionRefused(InputError):
    """An inspection, a finding or an answer that lacks something, or comes out of order."""

    http_status = 409
    slug = "inspection-refused"


class ConductRefused(InputError):
    """A membership in a code of conduct that cannot be kept."""

    slug = "conduct-refused"


class Identifies(InputError):
    """Words that hold a number or an address by which a person may be found."""

    slug = "identifies-somebody"

    def __init__(self, field: str, found: tuple[Text, ...]) -> None:
        super().__init__(
            Text("This looks as if it identified a person: {found}.", found=_joined(found)),
            advice=Text("Nobody who complained may be found by what is written here. Take it out."),
            details={"field": field, "found": len(found)},
        )
        self.field = field


def _joined(found: tuple[Text, ...]) -> Text:
    return found[0] if len(found) == 1 else Text("{first}; {rest}", first=found[0], rest=_joined(found[1:]))
