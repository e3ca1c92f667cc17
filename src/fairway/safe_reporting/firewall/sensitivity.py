"""How much a field tells of a worker who sought help: declared once for every field of every model."""

from __future__ import annotations

from enum import IntEnum


class Sensitivity(IntEnum):
    """From what everybody may read to what names her.

    The four that the firewall is built on are PUBLIC < AGGREGATE < CASE < IDENTITY. Three more are there because
    accounts, surveys and applications for jobs hold what is neither public nor told in confidence to casework; to call
    a staff member's e-mail address PUBLIC, or a session CASE, would be untrue, and make the invariants say nothing.
    """

    PUBLIC = 0
    """Published, or fit to be: what stands in a register, a list, a log that anybody may check."""
    STAFF = 1
    """Of people and organisations who work with the portal: who did what, who is invited, what is prepared."""
    AGGREGATE = 2
    """Single records that leave only as counts or estimates: answers to surveys, requests of authorities."""
    PERSONAL = 3
    """Of a person who gave it for another purpose than casework: somebody who applies for a job."""
    CREDENTIAL = 4
    """Opens something, and is compared, never shown: a hash of a password, a session."""
    CASE = 5
    """That there is a case, and what is done with it: days, states, types, offices, sums."""
    IDENTITY = 6
    """Who she is, or what leads to her: envelopes, her receipt's look-up, her key, a pseudonym of a centre."""


CONFIDENTIAL = frozenset({Sensitivity.CASE, Sensitivity.IDENTITY})
"""What was told in confidence to casework."""
