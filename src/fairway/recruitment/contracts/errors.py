"""What is wrong with terms or rules that somebody handed in."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class TermsUnusable(InputError):
    """The terms of a contract do not have the form that `fairway contract` reads."""

    slug = "contract-terms"


class ContractRulesUnusable(InputError):
    """A file of contract rules breaks its form."""

    slug = "contract-rules"


class RatesUnusable(InputError):
    """A file of exchange rates does not have the form that `fairway contract compare` reads."""

    slug = "contract-rates"
