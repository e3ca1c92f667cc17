"""How a recruiter was licensed on the day of signing, and how it is on the day asked for."""

from __future__ import annotations

from datetime import date

from fairway.recruitment.liability import liable_parties
from fairway.recruitment.liability.index import ChainIndex, LicenceSpell, Records
from fairway.recruitment.liability.parties import Contract, Party
from fairway.recruitment.licences.states import State

SIGNED, REVOKED, ON = date(2024, 3, 1), date(2025, 1, 1), date(2025, 6, 1)


def test_a_licence_is_asked_for_on_the_day_of_signing_and_on_the_day_asked_for() -> None:
    chain = ChainIndex(
        Records(
            contracts=[Contract("1", "PHL", "SAU", "other", SIGNED, SIGNED, None, "SAU-E000001", "", "PHL-000001")],
            parties=[
                Party("SAU-E000001", "Employer", "SAU", "employer"),
                Party("PHL-000001", "Agency", "PHL", "private"),
            ],
            licences=[
                LicenceSpell("PHL-000001", "L", State.LICENSED, date(2020, 1, 1)),
                LicenceSpell("PHL-000001", "L", State.REVOKED, REVOKED),
            ],
        )
    )
    agency = next(one for one in liable_parties("1", ON, chain).parties if one.role == "agency")
    assert agency.licensed is not None
    assert agency.licensed_now is not None
    assert (agency.licensed.in_force, agency.licensed.state) == (True, State.LICENSED)
    assert (agency.licensed_now.in_force, agency.licensed_now.state) == (False, State.REVOKED)
