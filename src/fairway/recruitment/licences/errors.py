"""What can be wrong with an act on a licence, or with the rules of a country."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class ActRefused(InputError):
    """An act that may not be done on this licence, on this day, or with these days."""

    http_status = 409
    slug = "licence-act-refused"


class LicenceRulesUnusable(InputError):
    """A file of licence rules that breaks its own form; the message names the country and the field."""

    slug = "licence-rules-unusable"


class TokenNotMade(InputError):
    """A licence token that cannot be made, since it would say what it cannot hold."""

    slug = "licence-token-not-made"
