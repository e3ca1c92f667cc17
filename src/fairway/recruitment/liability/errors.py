"""What can be wrong with rules of liability, with a chain, and with what somebody asks about it."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class LiabilityRulesUnusable(InputError):
    """A file of rules of liability that breaks its own form; the message names the rule and the field."""

    slug = "liability-rules-unusable"


class ChainUnusable(InputError):
    """Files of a chain that cannot be read; `details` lists file, row, column and reason."""

    slug = "chain-unusable"


class UnknownContract(InputError):
    """A number that no contract has."""

    http_status = 404
    slug = "unknown-contract"


class ClaimUnknown(InputError):
    """A kind of claim that is none of `claims.CLAIMS`."""

    slug = "claim-unknown"


class ChangeUnusable(InputError):
    """A “what if” that cannot be read, or that does not fit the chain."""

    slug = "change-unusable"
