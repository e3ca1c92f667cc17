"""What can be wrong with fee rules and with what somebody asks about them."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class FeeRulesUnusable(InputError):
    """A file of fee rules that breaks its own form; the message names the rule and the field."""

    slug = "fee-rules-unusable"


class AmountUnreadable(InputError):
    """An amount that is no number, or that can be read in two ways."""

    slug = "amount-unreadable"


class WrongCurrency(InputError):
    """An amount that names another currency than the one chosen."""

    slug = "wrong-currency"


class NothingAsked(InputError):
    """A check without a single charge."""

    slug = "nothing-asked"
