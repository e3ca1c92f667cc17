"""How a report that everybody may read tells numbers of respondents: never so that a few could be picked out.

Tables withhold cells of few respondents. A report that counts the same few, by reason or by answer, would tell them.
"""

from __future__ import annotations

from typing import Final

BASE: Final = 10


def roughly(count: int) -> str:
    """A number of respondents, rows or payments to the nearest ten; one to nine as “fewer than 10”.

    Nought stays nought: nobody is told of by it. Two rounded numbers differ by a true number that may be ten off, so
    that a difference tells no more.

    Args:
        count: How many.
    """
    if 0 < count < BASE:
        return f"fewer than {BASE}"
    return f"{(count + BASE // 2) // BASE * BASE:,}"


def share(count: int, of: int) -> str:
    """A share in per cent, of the rounded numbers: digits of the true one would tell them.

    Args:
        count: How many.
        of: Of how many.
    """
    if 0 < count < BASE or of < BASE:
        return "few"
    rounded, whole = ((one + BASE // 2) // BASE * BASE for one in (count, of))
    return f"{rounded / whole:.0%}"
