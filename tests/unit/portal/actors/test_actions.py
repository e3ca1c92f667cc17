"""Adding, renaming and joining agencies, and who speaks for them."""

from __future__ import annotations

import pytest

from fairway_portal.accounts.models import AuditEntry, Organisation
from fairway_portal.actors import queries
from fairway_portal.actors.actions import AnotherName, add_agency, join_agencies, rename_agency, speak_for
from fairway_portal.actors.errors import AgencyKnown, CannotJoin, CannotSpeak, UnusableAgency
from fairway_portal.actors.matching import agency_meant
from fairway_portal.actors.models import Agency, AgencyKey
from fairway_portal.actors.search import find

pytestmark = pytest.mark.django_db


def added(name: str, country: str = "NPL", **more: object) -> Agency:
    return add_agency(by=None, name=name, country=country, **more)  # type: ignore[arg-type]


def codes(text: str, **more: object) -> list[str]:
    return [one.code for one in find(text, **more)]  # type: ignore[arg-type]


def test_codes_count_up_by_country() -> None:
    made = [added("One"), added("Two"), added("Three", "Bangladesh")]
    assert [one.code for one in made] == ["NPL-000001", "NPL-000002", "BGD-000001"]
    assert AuditEntry.objects.filter(action="agency.added", subject="agency NPL-000002").exists()


def test_a_refused_agency_takes_no_number() -> None:
    added("Himal Overseas", licence_number="RL-0102")
    with pytest.raises(AgencyKnown, match="Himal Overseas"):
        added("Other Overseas", licence_number="rl 102")
    assert added("Other Overseas", licence_number="103").code == "NPL-000002"
    assert added("Another", "BGD", licence_number="RL-0102").code == "BGD-000001"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": "  "}, UnusableAgency),
        ({"name": "---"}, UnusableAgency),
        ({"name": "x" * 251}, UnusableAgency),
        ({"name": "A", "kind": "club"}, UnusableAgency),
        ({"name": "A", "licence_number": "none"}, UnusableAgency),
        ({"name": "A", "licence_number": "1" * 61}, UnusableAgency),
        ({"name": "A", "city": "x" * 121}, UnusableAgency),
    ],
)
def test_what_cannot_be_kept_is_refused(given: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        added(**{"country": "NPL", **given})
    assert not Agency.objects.exists()


def test_a_former_name_still_finds_an_agency() -> None:
    agency = added("Himal Overseas", names=(AnotherName("हिमाल ओभरसिज", "ne"),))
    renamed = rename_agency(by=None, agency=agency, name="Everest Manpower", reason="Letter of 3 May")
    assert renamed.name == "Everest Manpower"
    assert codes("himal") == codes("everest") == [agency.code]
    found = find("हिमाल")[0]
    assert (found.name, set(found.names)) == ("Everest Manpower", {"Himal Overseas", "हिमाल ओभरसिज"})


def test_joined_agencies_forward_and_are_found_as_one() -> None:
    one, two, three = added("Himal Overseas"), added("Sagar Travels", licence_number="77"), added("Third Agency")
    join_agencies(by=None, kept=two, joined=three, reason="Same office")
    kept = join_agencies(by=None, kept=one, joined=two, reason="Same licence")
    assert kept.licence_number == "77"
    assert codes("sagar") == codes("third agency") == codes("77") == [one.code]
    assert [queries.agency(other.code) for other in (two, three)] == [kept, kept]
    assert not AgencyKey.objects.exclude(agency=one).exists()
    assert list(queries.countries().values()) == [1]


def test_what_cannot_be_joined() -> None:
    one, two, abroad = added("One"), added("Two"), added("Three", "BGD")
    with pytest.raises(CannotJoin):
        join_agencies(by=None, kept=one, joined=one, reason="")
    with pytest.raises(CannotJoin):
        join_agencies(by=None, kept=one, joined=abroad, reason="")
    join_agencies(by=None, kept=one, joined=two, reason="")
    with pytest.raises(CannotJoin):
        join_agencies(by=None, kept=two, joined=one, reason="")


def test_one_organisation_speaks_for_one_agency() -> None:
    one, two = added("One"), added("Two")
    office = Organisation.objects.create(name="One", kind=Organisation.Kind.AGENCY, country="NPL")
    union = Organisation.objects.create(name="Union", kind=Organisation.Kind.UNION, country="NPL")
    assert speak_for(by=None, agency=one, organisation=office).organisation == office
    with pytest.raises(CannotSpeak, match="cannot speak"):
        speak_for(by=None, agency=two, organisation=office)
    with pytest.raises(CannotSpeak):
        speak_for(by=None, agency=two, organisation=union)
    assert speak_for(by=None, agency=one, organisation=None).organisation is None


def test_an_agency_is_meant_only_beyond_doubt() -> None:
    himal = added("Himal Overseas Pvt. Ltd.", licence_number="0102")
    added("Himal Travels", licence_number="RL-5")
    assert agency_meant("npl 1") == agency_meant("0102") == agency_meant("102") == himal
    assert agency_meant("Overseas Himal, Pvt Ltd") == himal
    assert agency_meant("himal") is None
    assert agency_meant("Himal Oversaes Agency Group") is None
    assert agency_meant("NPL-000099") is None
    twin = added("HIMAL OVERSEAS", "BGD", licence_number="0102")
    assert agency_meant("Himal Overseas") is None
    assert agency_meant("102") is None
    assert agency_meant("102", country="BGD") == twin
