"""What a worker may claim, and what those who recruited and employed her are to each other. Our own short lists."""

from __future__ import annotations

import difflib
from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Text
from fairway.recruitment.liability.errors import ClaimUnknown

Claim: TypeAlias = Literal["wages", "contract", "injury", "repatriation", "fees"]
Role: TypeAlias = Literal["employer", "principal", "agency", "public_service", "sub_agent", "officer"]
Manner: TypeAlias = Literal["joint_and_several", "several", "joint", "own", "subsidiary"]

CLAIMS: Final[dict[Claim, Text]] = {
    "wages": Text("Pay that was not paid"),
    "contract": Text("Something else that the contract promises"),
    "injury": Text("Injury, illness or death"),
    "repatriation": Text("The journey home"),
    "fees": Text("Money that the worker was made to pay"),
}
ROLES: Final[dict[Role, Text]] = {
    "employer": Text("Employer"),
    "principal": Text("Principal"),
    "agency": Text("Agency"),
    "public_service": Text("Public employment service"),
    "sub_agent": Text("Sub-agent"),
    "officer": Text("Officer of the agency"),
}
MANNERS: Final[dict[Manner, Text]] = {
    "joint_and_several": Text("jointly and severally: the worker may ask each for the whole"),
    "several": Text("severally: each for a share"),
    "joint": Text("jointly with the others"),
    "own": Text("by itself"),
    "subsidiary": Text("only if the others do not pay"),
}
"""Strongest for the worker first."""


def claim_of(asked: str) -> Claim:
    """The claim that a word means.

    Raises:
        ClaimUnknown: It is none.
    """
    for known in CLAIMS:
        if asked == known:
            return known
    near = difflib.get_close_matches(asked, CLAIMS, n=1, cutoff=0.5)
    raise ClaimUnknown(
        Text("“{asked}” is no kind of claim.", asked=asked),
        advice=Text("Did you mean {near}?", near=near[0])
        if near
        else Text("Use one of {known}.", known=", ".join(CLAIMS)),
        details={"asked": asked, "known": list(CLAIMS)},
    )
