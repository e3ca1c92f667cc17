"""What can be wrong with an act, a proposal, an appeal or a piece of evidence: each says what to do."""

from __future__ import annotations

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text


class SomebodyActed(InputError):
    """The licence is no longer as the officer saw it."""

    http_status = 409
    slug = "somebody-acted"

    def __init__(self, saw: int, now: int) -> None:
        super().__init__(
            Text("Somebody else has acted on this licence in the meantime."),
            advice=Text("Nothing was recorded. Read what was done, and decide anew."),
            details={"saw": saw, "now": now},
        )
        self.saw = saw
        self.now = now


class UnusableAct(InputError):
    """An act without what every act needs: a reason, a legal basis, an authority, a number of its own."""

    slug = "unusable-act"


class TwoPeopleNeeded(InputError):
    """An act that one person alone cannot do."""

    http_status = 409
    slug = "two-people-needed"


class ProposalRefused(InputError):
    """A proposal that cannot be made or decided as it stands."""

    http_status = 409
    slug = "proposal-refused"


class AppealRefused(InputError):
    """An appeal that cannot be filed or decided as it stands."""

    http_status = 409
    slug = "appeal-refused"


class EvidenceRefused(InputError):
    """A file that is not kept."""

    slug = "evidence-refused"


class NoCountry(InputError):
    """A ministry whose country nobody has set."""

    http_status = 409
    slug = "no-country"

    def __init__(self) -> None:
        super().__init__(
            Text("Your organisation has no country, so it keeps no register here."),
            advice=Text("Ask an administrator to set the country of your ministry."),
        )


class NoAgency(InputError):
    """Somebody of an agency's organisation for which nobody has said which agency it is."""

    http_status = 409
    slug = "no-agency"

    def __init__(self) -> None:
        super().__init__(
            Text("Your organisation does not speak for an agency of the register yet. Ask an administrator."),
            advice=Text("Ask an administrator if you should be able to open it."),
        )


class AlreadyDecided(InputError):
    """Somebody else was faster."""

    http_status = 409
    slug = "already-decided"

    def __init__(self) -> None:
        super().__init__(
            Text("This is decided already, or was withdrawn."),
            advice=Text("Nothing was recorded. Open it again and read what was decided."),
        )
