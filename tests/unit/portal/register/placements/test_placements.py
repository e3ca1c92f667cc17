"""Contracts, relations, bars, and who is liable, on the tables of the portal."""

from __future__ import annotations

import csv
import io
from datetime import date
from time import process_time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fairway.kernel.errors import InputError
from fairway.recruitment.liability import liable_parties, what_if
from fairway.recruitment.liability.errors import UnknownContract
from fairway.recruitment.liability.index import ChainIndex, LicenceSpell, Records
from fairway.recruitment.liability.parties import Contract, Officer, Party, Relation
from fairway.recruitment.liability.what_if import LicenceChanges, Unlicensed
from fairway.recruitment.licences.states import State
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.actors.actions import join_agencies
from fairway_portal.register.licensing.models import Change, Licence
from fairway_portal.register.placements.actions import (
    bar_employer,
    end_relation,
    lift_bar,
    register_placement,
    register_placements,
    relate,
)
from fairway_portal.register.placements.bars import bar_on
from fairway_portal.register.placements.chain import PortalChain
from fairway_portal.register.placements.errors import (
    BarRefused,
    PlacementKnown,
    PlacementRefused,
    PlacementsUnusable,
    RelationRefused,
)
from fairway_portal.register.placements.forms import COLUMNS, read_list
from fairway_portal.register.placements.models import Placement
from fairway_portal.register.placements.models import Relation as Row
from tests.people import organisation, signed_in
from tests.portal import text_of
from tests.unit.portal.register.placements.sample import ON, SIGNED, SINCE, Sample, licensed, ministry, sample

pytestmark = pytest.mark.django_db
WHY = {"reason": "Wages were not paid", "legal_basis": "Rule 7", "authority": "The ministry"}


def verdicts(answer: Any) -> dict[tuple[str, str], tuple[bool | None, tuple[str, ...]]]:
    return {
        (one.party.code, one.role): (one.liable, tuple(sorted(rule.id for rule in one.bases))) for one in answer.parties
    }


def test_the_tables_say_what_the_chain_in_memory_says() -> None:
    given = sample()
    register_placement(by=given.officer, asked=given.asked(sub_agent=given.agent))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        on_tables = liable_parties("PHL-1", ON, PortalChain("PHL"))
    assert len(queries) <= 12
    codes = (given.employer.code, given.principal.code, given.agency.code, given.agent.code)
    employer, principal, agency, agent = codes
    index = ChainIndex(
        Records(
            contracts=[
                Contract(
                    "PHL-1", "PHL", "SAU", "construction", SIGNED, date(2024, 4, 1), date(2026, 3, 31), *codes
                )
            ],
            parties=[
                Party(employer, "Al Noor Building", "SAU", "employer"),
                Party(principal, "Al Badr Recruiting", "SAU", "principal"),
                Party(agency, "Bright Overseas", "PHL", "private"),
                Party(agent, "A village agent", "PHL", "sub_agent"),
            ],
            relations=[
                Relation("represents", agency, principal, SINCE, None, "ACC-7"),
                Relation("acts_for", principal, employer, SINCE),
                Relation("sub_agent", agent, agency, SINCE),
            ],
            licences=[LicenceSpell(agency, "L", State.LICENSED, SINCE)],
            officers=[(agency, Officer("M. Cruz", "director", SINCE))],
        )
    )  # fmt: skip
    assert verdicts(on_tables) == verdicts(liable_parties("PHL-1", ON, index))
    assert {(one.recruiter, one.served) for one in on_tables.links} == {
        (agency, principal), (principal, employer), (agent, agency)
    }  # fmt: skip
    agencys = next(one for one in on_tables.parties if one.role == "agency")
    assert "PHL-agent" in {rule.id for rule in agencys.bases}
    assert [(str(held.guarantee.amount), held.guarantee.currency) for held in agencys.guarantees] == [
        ("1000.00", "PHP")
    ]


def test_an_agency_that_was_joined_to_another_is_answered_for_by_that_one() -> None:
    given = sample()
    register_placement(by=given.officer, asked=given.asked())
    join_agencies(by=given.officer, kept=given.other, joined=given.agency, reason="One company")
    found = liable_parties("PHL-1", ON, PortalChain("PHL"))
    agency = next(one for one in found.parties if one.role == "agency")
    assert (agency.party.code, agency.liable, agency.party.formerly) == (given.other.code, True, (given.agency.code,))
    assert agency.licensed is not None
    assert agency.licensed.in_force
    assert agency.guarantees
    assert found.gaps == ()


def test_what_if_asks_the_same_tables() -> None:
    given = sample()
    register_placement(by=given.officer, asked=given.asked(sub_agent=given.agent))
    lapsed = what_if("PHL-1", ON, PortalChain("PHL"), LicenceChanges(given.agency.code, State.EXPIRED, ON))
    assert lapsed.differences == ()
    row = Row.objects.get(kind="sub_agent")
    row.accreditation = "REG-3"
    row.save()
    found = what_if("PHL-1", ON, PortalChain("PHL"), Unlicensed(given.agent.code), claim="fees")
    assert [(one.code, one.what) for one in found.differences] == [
        (given.agency.code, "bases"),
        (given.agent.code, "verdict"),
    ]


def test_a_number_that_nobody_has_is_refused() -> None:
    with pytest.raises(UnknownContract):
        PortalChain("PHL").contract("none\0")


def test_a_contract_is_registered_once_and_another_with_its_number_is_refused() -> None:
    given = sample()
    first = register_placement(by=given.officer, asked=given.asked())
    assert register_placement(by=given.officer, asked=given.asked()).pk == first.pk
    with pytest.raises(PlacementKnown):
        register_placement(by=given.officer, asked=given.asked(employer=given.household))
    assert Placement.objects.count() == 1


def test_a_barred_employer_and_an_unlicensed_agency_are_refused_or_recorded_as_found() -> None:
    given = sample()
    bar_employer(by=given.officer, employer=given.employer, country="PHL", effective=SINCE, **WHY)
    with pytest.raises(PlacementRefused, match="Wages were not paid"):
        register_placement(by=given.officer, asked=given.asked())
    with pytest.raises(PlacementRefused, match="no licence in force on 2024-03-01"):
        register_placement(by=given.officer, asked=given.asked(employer=given.household, agency=given.other))
    assert not Placement.objects.exists()
    found = register_placement(by=given.officer, asked=given.asked(), exists_anyway="The worker is there already")
    assert found.found == "The worker is there already"
    assert AuditEntry.objects.filter(action="placement.registered", reason="The worker is there already").exists()


def test_a_list_is_registered_whole_or_not_at_all() -> None:
    given = sample()
    good, bad = given.asked(line=2), given.asked("PHL-2", line=3, agency=given.other)
    with pytest.raises(PlacementsUnusable) as refused:
        register_placements(by=given.officer, asked=[good, bad], source="list")
    assert [line for line, _ in refused.value.details["faults"]] == [3]  # type: ignore[attr-defined]
    assert not Placement.objects.exists()
    assert register_placements(by=given.officer, asked=[good], source="list") == (1, 0)
    assert register_placements(by=given.officer, asked=[good], source="list") == (0, 1)


def _scope(given: Sample, **fields: Any) -> None:
    Licence.objects.filter(agency=given.agency).update(**fields)


@pytest.mark.parametrize(
    ("licence", "sector", "fits"),
    [
        ({"destinations": ["SAU"], "sectors": ["construction"]}, "construction", True),
        ({"destinations": ["QAT"]}, "construction", False),
        ({"sectors": ["domestic", "hospitality"]}, "construction", False),
        ({"sectors": ["hospitality"]}, "other", True),
        ({"sectors": ["domestic"]}, "other", False),
    ],
)
def test_a_contract_outside_the_scope_of_the_licence_is_refused_or_recorded_as_found(
    licence: dict[str, Any], sector: str, fits: bool
) -> None:
    given = sample()
    _scope(given, **licence)
    if fits:
        assert register_placement(by=given.officer, asked=given.asked(sector=sector)).found == ""
        return
    with pytest.raises(PlacementRefused, match="No licence of PHL"):
        register_placement(by=given.officer, asked=given.asked(sector=sector))
    row = register_placement(by=given.officer, asked=given.asked(sector=sector), exists_anyway="She works there")
    assert row.found == "She works there"


def test_a_second_licence_may_cover_what_the_first_does_not() -> None:
    given = sample()
    _scope(given, destinations=["QAT"])
    Licence.objects.filter(pk=licensed(given.other).pk).update(agency=given.agency, destinations=["SAU"])
    assert register_placement(by=given.officer, asked=given.asked()).found == ""


def test_a_list_costs_the_same_few_queries_however_long_it_is() -> None:
    given = sample()
    counts = []
    for first, many in ((0, 2), (100, 60)):
        asked = [given.asked(f"PHL-{first + n}", line=n + 2, signed=date(2024, 3, 1 + n % 28)) for n in range(many)]
        with CaptureQueriesContext(connection) as queries:
            assert register_placements(by=given.officer, asked=asked, source="list") == (many, 0)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16
    assert AuditEntry.objects.filter(action="placements.imported").latest("pk").details["added"] == 60


def test_a_number_twice_in_a_list_is_one_contract_or_a_fault() -> None:
    given = sample()
    one, other = given.asked(line=2), given.asked(line=3)
    assert register_placements(by=given.officer, asked=[one, other], source="list") == (1, 1)
    clash = [given.asked("PHL-2", line=2), given.asked("PHL-2", line=3, employer=given.household)]
    with pytest.raises(PlacementsUnusable) as refused:
        register_placements(by=given.officer, asked=clash, source="list")
    assert [line for line, _ in refused.value.details["faults"]] == [3]  # type: ignore[attr-defined]
    assert Placement.objects.count() == 1


def test_a_list_that_is_all_wrong_names_its_first_faults_and_counts_the_rest() -> None:
    given = sample()
    asked = [given.asked(f"PHL-{n}", line=n, ends=date(2000, 1, 1)) for n in range(2, 302)]
    with pytest.raises(PlacementsUnusable, match="300 rows") as refused:
        register_placements(by=given.officer, asked=asked, source="list")
    details = refused.value.details
    assert (len(details["faults"]), details["unnamed"]) == (200, 100)  # type: ignore[arg-type]


@pytest.mark.slow
def test_fifty_thousand_rows_are_registered_in_reasonable_time() -> None:
    given = sample()
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    for n in range(50_000):
        writer.writerow(_fields(given, number=f"PHL-{n}", signed=date.fromordinal(739_000 + n % 300).isoformat()))
    began = process_time()
    added = register_placements(by=given.officer, asked=read_list(stream.getvalue().encode(), "PHL"), source="list")
    assert process_time() - began < 40
    assert added == (50_000, 0)


def test_the_reason_of_an_organisations_bar_is_public_a_household_is_never_named() -> None:
    given = sample()
    bar_employer(by=given.officer, employer=given.employer, country="PHL", effective=SINCE, **WHY)
    bar_employer(by=given.officer, employer=given.household, country="PHL", effective=SINCE, **WHY)
    (change,) = Change.objects.all()
    assert (change.kind, change.subject, change.details["reason"]) == (
        "employer.barred", given.employer.code, "Wages were not paid",
    )  # fmt: skip
    assert bar_on(given.household, "PHL", ON) is not None
    with pytest.raises(BarRefused):
        bar_employer(by=given.officer, employer=given.employer, country="PHL", effective=ON, **WHY)
    lift_bar(by=given.officer, employer=given.employer, country="PHL", effective=ON, **WHY)
    assert bar_on(given.employer, "PHL", ON) is None
    assert bar_on(given.employer, "PHL", SIGNED) is not None
    assert [one.kind for one in Change.objects.order_by("pk")] == ["employer.barred", "employer.bar_lifted"]
    with pytest.raises(BarRefused):
        lift_bar(by=given.officer, employer=given.employer, country="PHL", effective=ON, **WHY)


def test_a_relation_is_there_once_and_ends_once() -> None:
    given = sample()
    row = Row.objects.get(kind="represents")
    again = relate(by=given.officer, kind="represents", agency=given.agency, principal=given.principal, since=ON,
                   source="x")  # fmt: skip
    assert again.pk == row.pk
    with pytest.raises(RelationRefused):
        relate(by=given.officer, kind="sub_agent", agency=given.agent, sub_agent=given.agent, since=ON, source="x")
    register_placement(by=given.officer, asked=given.asked())
    end_relation(by=given.officer, relation=row, last=date(2024, 6, 30), reason="Ended by the principal")
    with pytest.raises(RelationRefused):
        end_relation(by=given.officer, relation=row, last=date(2024, 6, 30), reason="Again")
    agency = next(one for one in liable_parties("PHL-1", ON, PortalChain("PHL")).parties if one.role == "agency")
    assert agency.liable
    assert any("ended on 2024-06-30" in one.plain() for one in agency.remarks)


def _officer() -> Any:
    return signed_in(Role.LICENSING_OFFICER, of=ministry())


def _fields(given: Sample, **changed: str) -> dict[str, str]:
    usual = {
        "number": "PHL-9", "destination": "SAU", "sector": "construction", "employer": given.employer.code,
        "agency": given.agency.code, "signed": "2024-03-01", "begins": "2024-04-01", "ends": "",
    }  # fmt: skip
    return usual | changed


def test_an_officer_registers_a_contract_and_reads_who_is_liable() -> None:
    given, desk = sample(), _officer()
    made = desk.post("/en/desk/placements/new", _fields(given))
    assert made.status_code == 302
    page = text_of(desk.get(made["Location"]))
    assert "PHL-9" in page
    answer = text_of(desk.get("/en/desk/liability?number=PHL-9&claim=wages&on=2025-06-01"))
    assert "jointly and severally" in answer
    assert "Not yet checked against the printed law" in answer
    assert "Bright Overseas" in answer
    supposed = text_of(desk.get(
        f"/en/desk/liability?number=PHL-9&claim=wages&on=2025-06-01&change=licence-revoked&code={given.agency.code}"
        "&day=2025-01-01"
    ))  # fmt: skip
    assert "Nothing changes" in supposed
    assert "Section 10" in supposed


def test_without_a_number_the_parties_are_enough() -> None:
    given, desk = sample(), _officer()
    page = desk.get(
        f"/en/desk/liability?number=&employer={given.employer.code}&agency={given.agency.code}&origin=PHL"
        "&destination=SAU&signed=2024-03-01&claim=wages&on=2025-06-01"
    )
    assert page.status_code == 200
    assert "Bright Overseas" in text_of(page)
    assert "Al Badr Recruiting" in text_of(page)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("liability?number=none", 404),
        ("liability?number=&employer=", 422),
        ("liability?number=PHL-1&change=drawn&code=x&currency=PHP&amount=-1", 422),
        ("liability?number=PHL-1&claim=nonsense", 422),
        ("employers/SAU-E999999", 404),
        ("placements/999999", 404),
    ],
)
def test_what_cannot_be_answered_says_so(address: str, status: int) -> None:
    given = sample()
    register_placement(by=given.officer, asked=given.asked())
    assert _officer().get(f"/en/desk/{address}").status_code == status


def test_another_countrys_officer_is_refused() -> None:
    given = sample()
    row = register_placement(by=given.officer, asked=given.asked())
    other = signed_in(Role.LICENSING_OFFICER, of=organisation("ministry", country="NPL"))
    assert other.get(f"/en/desk/placements/{row.pk}").status_code == 403
    assert other.get("/en/desk/liability?number=PHL-1").status_code == 404, "not even that there is one"
    relation = Row.objects.filter(kind="represents").get()
    ended = other.post(f"/en/desk/relations/{relation.pk}/end", {"last": "2025-01-01", "reason": "x"})
    assert ended.status_code == 403
    nobody = signed_in(Role.LICENSING_OFFICER, of=organisation("ministry", country=""))
    assert nobody.get("/en/desk/placements").status_code == 409


def test_a_list_with_faults_names_each_row_and_registers_none() -> None:
    given, desk = sample(), _officer()
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    writer.writerow(_fields(given))
    writer.writerow(_fields(given, number="PHL-10", signed="yesterday"))
    sent = SimpleUploadedFile("list.csv", stream.getvalue().encode())
    answer = desk.post("/en/desk/placements/import", {"list": sent})
    assert answer.status_code == 422
    assert "Row 3" in text_of(answer)
    assert not Placement.objects.exists()
    shifted = (stream.getvalue() + "PHL-11,SAU,construction,2024-03-01,2024-04-01,,x,,,,one too many\r\n").encode()
    assert "a column may be shifted" in text_of(
        desk.post("/en/desk/placements/import", {"list": SimpleUploadedFile("list.csv", shifted)})
    )
    good = SimpleUploadedFile("list.csv", stream.getvalue().replace("yesterday", "2024-03-01").encode())
    assert desk.post("/en/desk/placements/import", {"list": good}).status_code == 302
    assert Placement.objects.count() == 2


def test_a_bar_is_shown_before_it_is_recorded() -> None:
    given, desk = sample(), _officer()
    form = {"effective": "2025-01-01", "reason": "Wages were not paid", "legal_basis": "Rule 7"}
    address = f"/en/desk/employers/{given.employer.code}/bar"
    shown = desk.post(address, form)
    assert shown.status_code == 200
    assert "Check before it is recorded" in text_of(shown)
    assert bar_on(given.employer, "PHL", ON) is None
    assert desk.post(address, form | {"step": "record"}).status_code == 302
    assert bar_on(given.employer, "PHL", ON) is not None
    page = text_of(desk.get(f"/en/desk/employers/{given.employer.code}"))
    assert "Barred from 2025-01-01" in page


def test_employers_are_added_found_and_renamed_on_the_desk() -> None:
    desk = _officer()
    made = desk.post("/en/desk/employers", {"name": "Golden Sand Contracting", "kind": "employer", "country": "Qatar"})
    assert made.status_code == 302
    assert "Golden Sand" in text_of(desk.get("/en/desk/employers?q=goldn+sand"))
    assert desk.post(made["Location"], {"name": "Silver Sand Contracting"}).status_code == 302
    assert "Silver Sand" in text_of(desk.get("/en/desk/employers?q=golden+sand"))
    assert desk.post("/en/desk/employers", {"name": "", "kind": "x", "country": "Qatr"}).status_code == 422


def test_relations_are_recorded_and_ended_on_the_desk() -> None:
    given, desk = sample(), _officer()
    form = {"kind": "represents", "agency": given.other.code, "principal": given.principal.code, "since": "2025-01-01"}
    assert desk.post("/en/desk/relations", form).status_code == 302
    row = Row.objects.get(agency=given.other)
    assert "Gulf Link Manpower" in text_of(desk.get(f"/en/desk/relations?of={given.other.code}"))
    for last in ("", "2024-01-01"):
        refused = desk.post(f"/en/desk/relations/{row.pk}/end", {"last": last, "reason": "Asked for"})
        page = text_of(refused)
        assert refused.status_code in (400, 422)
        assert f'id="last-{row.pk}-error"' in page
        assert f'href="#last-{row.pk}"' in page
        assert 'value="Asked for"' in page
    ended = desk.post(f"/en/desk/relations/{row.pk}/end", {"last": "2025-12-31", "reason": "Asked for"})
    assert ended.status_code == 302
    row.refresh_from_db()
    assert row.until == date(2025, 12, 31)
    assert desk.post("/en/desk/relations", form | {"principal": ""}).status_code == 422


def test_two_countries_give_the_same_number_and_neither_hears_of_the_others_contract() -> None:
    given = sample()
    nepalese = given.asked(origin="NPL", agency=None, principal=None, destination="QAT")
    assert register_placement(by=None, asked=nepalese).pk != register_placement(by=None, asked=given.asked()).pk
    again = [given.asked(line=2), given.asked(line=3, origin="NPL", agency=None, principal=None, destination="QAT")]
    assert register_placements(by=given.officer, asked=again, source="list") == (0, 2)
    join_agencies(by=given.officer, kept=given.other, joined=given.agency, reason="One company")
    page = text_of(_officer().get("/en/desk/liability?number=PHL-1&claim=wages&on=2025-06-01"))
    assert "Gulf Link Manpower" in page
    other = signed_in(Role.LICENSING_OFFICER, of=organisation("ministry", country="NPL"))
    assert "Gulf Link Manpower" not in text_of(other.get("/en/desk/liability?number=PHL-1&on=2025-06-01"))


def test_who_has_nothing_to_do_with_an_employer_does_not_rename_it_nor_read_of_a_household() -> None:
    given = sample()
    register_placement(by=given.officer, asked=given.asked(employer=given.household))
    hers, other = _officer(), signed_in(Role.LICENSING_OFFICER, of=organisation("ministry", country="NPL"))
    home, company = (f"/en/desk/employers/{one.code}" for one in (given.household, given.principal))
    assert "A family in Riyadh" in text_of(hers.get("/en/desk/employers?q=family+in+riyadh"))
    assert "A family in Riyadh" not in text_of(other.get("/en/desk/employers?q=family+in+riyadh"))
    assert (hers.get(home).status_code, other.get(home).status_code) == (200, 404)
    assert "Change the name" not in text_of(other.get(company))
    assert other.post(company, {"name": "Another"}).status_code == 403
    assert hers.post(company, {"name": "Al Badr Manpower"}).status_code == 302
    own = signed_in(Role.LICENSING_OFFICER, of=organisation("ministry", country="SAU"))
    assert own.post(company, {"name": "Al Badr Recruiting"}).status_code == 302
    made = other.post("/en/desk/employers", {"name": "A home in Doha", "kind": "household", "country": "QAT"})
    assert other.get(made["Location"]).status_code == 200
    assert hers.get(made["Location"]).status_code == 404


def test_a_bar_begins_and_ends_within_a_hundred_years() -> None:
    given = sample()
    for days in (
        {"effective": date(1, 1, 1)},
        {"effective": date(9000, 1, 1)},
        {"effective": SINCE, "until": date(9999, 12, 31)},
    ):
        with pytest.raises(BarRefused) as refused:
            bar_employer(by=given.officer, employer=given.employer, country="PHL", **days, **WHY)
        assert "hundred years" in refused.value.advice
    bar_employer(by=given.officer, employer=given.employer, country="PHL", effective=SINCE, **WHY)
    with pytest.raises(BarRefused) as refused:
        lift_bar(by=given.officer, employer=given.employer, country="PHL", effective=date(9999, 12, 31), **WHY)
    assert "hundred years" in refused.value.advice


def test_signs_that_nobody_sees_are_not_kept_from_a_list() -> None:
    given, stream = sample(), io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    writer.writerow(_fields(given, number="PHL\x07-\u202e1\n2"))
    assert [one.number for one in read_list(stream.getvalue().encode(), "PHL")] == ["PHL-1 2"]
    with pytest.raises(PlacementsUnusable, match="zero bytes"):
        read_list(stream.getvalue().replace("\x07", "\0").encode(), "PHL")


def test_errors_are_such_as_a_reader_can_mend() -> None:
    given = sample()
    with pytest.raises(InputError) as refused:
        register_placement(by=given.officer, asked=given.asked(ends=date(2024, 1, 1)))
    assert refused.value.advice
