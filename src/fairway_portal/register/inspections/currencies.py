"""In which money a guarantee may be held."""

from __future__ import annotations

from typing import Final

from fairway.kernel.errors import UnknownCode
from fairway.kernel.text import Text
from fairway.recruitment.fees.amounts import currency_code

OF_SEVERAL_COUNTRIES: Final = frozenset({"XAF", "XCD", "XCG", "XOF", "XPF"})
"""Money whose code begins with X (ISO 4217); the other such codes are metals, units of account, tests, or no money."""


def money_code(asked: str) -> str:
    """The ISO 4217 code, in capitals, of money with which something can be paid.

    Args:
        asked: As somebody wrote it.

    Raises:
        UnknownCode: There is no such currency, or nobody pays with it.
    """
    code = currency_code(asked)
    if code.startswith("X") and code not in OF_SEVERAL_COUNTRIES:
        raise UnknownCode(
            Text("currency"), code, advice=Text("Use the three letters of ISO 4217, such as NPR, QAR or PHP.")
        )
    return code
