"""A ministry takes two editions of a list in: columns, comparison, review, publishing, changes, withdrawal."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fairway_portal.accounts.models import Role
from fairway_portal.actors.models import Agency, AgencyName
from fairway_portal.actors.search import find
from fairway_portal.register.licensing.models import Change
from fairway_portal.register.rosters import actions, queries
from fairway_portal.register.rosters.errors import OutOfTurn, RowsUndecided, UnusableDecision
from fairway_portal.register.rosters.models import RosterRow, Vintage
from fairway_portal.register.rosters.tasks import match_vintage
from tests.people import organisation, signed_in
from tests.portal import text_of

pytestmark = pytest.mark.django_db
FIRST = (
    "Agency Name,RL No,City,Status\n"
    "Orchid Manpower Services,0123,Dhaka,Valid\n"
    "Nodipar Travels,0200,Bhola,Valid\n"
    "Khagrachhori Overseas,0300,Sylhet,Valid\n"
    "Gone Away Tours,0400,Khulna,Valid\n"
    "Royal International,0550,Dhaka,Valid\n"
    "Dhaka,Chandpur Overseas,0666,Valid\n"
)
SECOND = (
    "Agency Name,RL No,City,Status\n"
    "ORCHID MANPOWER SERVICES LTD.,RL-123,Dhaka,Suspended\n"
    "Uttoron Manpower,0200,Bhola,Valid\n"
    "Khagrachhori Overseas,0300,Dhaka,Valid\n"
    "Royal International,2999,Dhaka,Valid\n"
    "Bilkul Notun Enterprise,0777,Dhaka,Valid\n"
)
PROVENANCE = {"publisher": "BMET", "retrieved": "2024-03-01", "terms": "CC BY 4.0"}


@pytest.fixture
def officer():
    return signed_in(Role.LICENSING_OFFICER, of=organisation("ministry", country="BGD"))


def sent(officer, text: str, edition: str):
    file = SimpleUploadedFile("list.csv", text.encode())
    return officer.post("/en/desk/rosters", {**PROVENANCE, "edition": edition, "file": file})


def taken_in(officer, text: str, edition: str) -> Vintage:
    """An edition with its columns confirmed, and compared."""
    assert sent(officer, text, edition).status_code == 302
    vintage = Vintage.objects.latest("pk")
    columns = {"column-0": "name", "column-1": "licence_number", "column-2": "city", "column-3": "status"}
    assert officer.post(f"/en/desk/rosters/{vintage.pk}/columns", {"saw": 1, **columns}).status_code == 302
    vintage.refresh_from_db()
    return vintage


def published(officer, text: str = FIRST, edition: str = "2023") -> Vintage:
    vintage = taken_in(officer, text, edition)
    for row in queries.undecided(vintage):
        actions.decide(by=officer.membership.person, row=row, saw="", decision="new")
    assert officer.post(f"/en/desk/rosters/{vintage.pk}/publish", {"saw": vintage.version}).status_code == 302
    vintage.refresh_from_db()
    return vintage


def test_the_first_edition_adds_its_agencies_and_leaves_shifted_rows_out(officer) -> None:
    vintage = published(officer)
    assert [line for line, *_ in vintage.left_out] == [7]
    page = text_of(officer.get(f"/en/desk/rosters/{vintage.pk}"))
    assert "The columns seem to be shifted" in page
    assert Agency.objects.filter(country="BGD").count() == 5
    assert find("orchid manpower")[0].licence_number == "0123"
    assert [one.kind for one in Change.objects.all()] == ["roster.published"]
    (listing,) = queries.listed(Agency.objects.get(licence_number="0123"))
    assert (listing.publisher, listing.edition, listing.status, listing.current) == ("BMET", "2023", "valid", True)


def test_the_second_edition_says_what_changed(officer) -> None:
    published(officer)
    royal = Agency.objects.get(licence_number="0550")
    vintage = taken_in(officer, SECOND, "2024")
    assert {row.name: row.kind for row in vintage.rows.all()} == {
        "ORCHID MANPOWER SERVICES LTD.": "same",
        "Uttoron Manpower": "renamed",
        "Khagrachhori Overseas": "moved",
        "Royal International": "uncertain",
        "Bilkul Notun Enterprise": "new",
    }
    (row,) = queries.undecided(vintage)
    queue = text_of(officer.get(f"/en/desk/rosters/{vintage.pk}/review"))
    assert "Another licence number." in queue
    assert f"same:{royal.code}" in queue
    refused = officer.post(f"/en/desk/rosters/{vintage.pk}/publish", {"saw": vintage.version})
    assert refused.status_code == 409
    assert "1 rows wait" in text_of(refused)
    done = officer.post(f"/en/desk/rosters/rows/{row.pk}", {"saw": "", "decision": f"same:{royal.code}"})
    assert done.status_code == 302
    preview = text_of(officer.get(f"/en/desk/rosters/{vintage.pk}/publish"))
    assert "Gone Away Tours" in preview
    assert "Uttoron Manpower" in preview
    officer.post(f"/en/desk/rosters/{vintage.pk}/publish", {"saw": vintage.version})
    changes = sorted((one.kind, one.before, one.after) for one in vintage.changes.all())
    assert changes == [
        ("added", "", "Bilkul Notun Enterprise"),
        ("moved", "Sylhet", "Dhaka"),
        ("removed", "Gone Away Tours", ""),
        ("renamed", "Nodipar Travels", "Uttoron Manpower"),
        ("renumbered", "0550", "2999"),
        ("status", "valid", "suspended"),
    ]
    assert Change.objects.filter(kind="roster.status").get().details["after"] == "suspended"
    royal.refresh_from_db()
    assert royal.licence_number == "2999"
    renamed = Agency.objects.get(name="Uttoron Manpower")
    assert AgencyName.objects.get(agency=renamed, name="Nodipar Travels").kind == "former"
    assert find("Nodipar")[0].code == renamed.code
    gone = Agency.objects.get(name="Gone Away Tours")
    assert [(one.edition, one.current) for one in queries.listed(gone)] == [("2023", False)]
    page = text_of(officer.get(f"/en/desk/rosters/{vintage.pk}/changes"))
    assert "Suspended" in page
    assert "Nodipar Travels" in page
    table = text_of(officer.get(f"/en/desk/rosters/{vintage.pk}/changes.csv"))
    assert f"renamed,{renamed.code},Uttoron Manpower,Nodipar Travels,Uttoron Manpower" in table


def test_the_same_file_twice_says_so(officer) -> None:
    published(officer)
    again = sent(officer, FIRST, "2023 again")
    assert again.status_code == 422
    assert "This very file is here already" in text_of(again)
    assert Vintage.objects.count() == 1


def test_a_list_in_two_encodings_is_refused_and_nothing_is_kept(officer) -> None:
    file = SimpleUploadedFile("l.csv", "Name,City\nÉtoile,Dhaka\n".encode() + "Soirée,Dhaka\n".encode("cp1252"))
    response = officer.post("/en/desk/rosters", {**PROVENANCE, "edition": "x", "file": file})
    assert response.status_code == 422
    assert "in two encodings" in text_of(response)
    assert not Vintage.objects.exists()


def test_the_columns_are_guessed_and_one_field_cannot_be_two_columns(officer) -> None:
    sent(officer, FIRST, "2023")
    vintage = Vintage.objects.get()
    page = text_of(officer.get(f"/en/desk/rosters/{vintage.pk}"))
    assert '<option value="licence_number" selected>' in page
    twice = {"saw": 1, "column-0": "name", "column-1": "name"}
    assert officer.post(f"/en/desk/rosters/{vintage.pk}/columns", twice).status_code == 422
    vintage.refresh_from_db()
    assert vintage.state == "draft"
    assert not vintage.rows.exists()


def test_of_two_officers_the_second_is_told(officer) -> None:
    published(officer)
    vintage = taken_in(officer, SECOND, "2024")
    other = signed_in(Role.SUPERVISOR, of=officer.membership.organisation).membership.person
    (row,) = queries.undecided(vintage)
    actions.decide(by=other, row=row, saw="", decision="left_out")
    with pytest.raises(OutOfTurn):
        actions.decide(by=officer.membership.person, row=row, saw="", decision="new")
    actions.publish(by=other, vintage=vintage, saw=vintage.version)
    with pytest.raises(OutOfTurn):
        actions.publish(by=officer.membership.person, vintage=vintage, saw=vintage.version)
    assert not Agency.objects.filter(licence_number="2999").exists()


def test_a_row_cannot_be_an_agency_that_another_row_is(officer) -> None:
    published(officer)
    vintage = taken_in(officer, SECOND, "2024")
    (row,) = queries.undecided(vintage)
    taken = Agency.objects.get(name="Nodipar Travels")
    with pytest.raises(UnusableDecision, match="line 3"):
        actions.decide(by=officer.membership.person, row=row, saw="", decision="same", agency=taken)
    elsewhere = Agency.objects.create(code="NPL-000001", name="Other", country="NPL")
    with pytest.raises(UnusableDecision):
        actions.decide(by=officer.membership.person, row=row, saw="", decision="same", agency=elsewhere)


def test_publishing_is_whole_or_not_at_all(officer) -> None:
    vintage = taken_in(officer, FIRST, "2023")
    RosterRow.objects.filter(vintage=vintage, line=6).update(name="***")
    with pytest.raises(UnusableDecision):
        actions.publish(by=officer.membership.person, vintage=vintage, saw=vintage.version)
    assert not Agency.objects.exists()
    assert not Change.objects.exists()


def test_a_mistake_is_withdrawn_and_its_file_may_come_again(officer) -> None:
    vintage = published(officer)
    address = f"/en/desk/rosters/{vintage.pk}/withdraw"
    assert officer.post(address, {"saw": vintage.version, "reason": " "}).status_code == 422
    assert officer.post(address, {"saw": vintage.version, "reason": "A draft of 2022."}).status_code == 302
    assert queries.latest("BGD") is None
    assert queries.listed(Agency.objects.get(licence_number="0123")) == ()
    assert Change.objects.get(kind="roster.withdrawn").details["reason"] == "A draft of 2022."
    assert sent(officer, FIRST, "2023").status_code == 302


def test_the_worker_compares_once(officer, monkeypatch) -> None:
    from fairway_portal.register.rosters.views import lists

    monkeypatch.setattr(lists, "AT_ONCE", 2)
    vintage = taken_in(officer, FIRST, "2023")
    assert vintage.state == "matching"
    assert "0 of 5 rows" in text_of(officer.get(f"/en/desk/rosters/{vintage.pk}"))
    assert match_vintage.call(vintage=vintage.pk, saw=vintage.version)
    assert not match_vintage.call(vintage=vintage.pk, saw=vintage.version)
    vintage.refresh_from_db()
    assert (vintage.state, vintage.compared) == ("review", 5)


def test_another_countrys_list_is_another_authoritys(officer) -> None:
    vintage = published(officer)
    other = signed_in(Role.LICENSING_OFFICER, of=organisation("ministry", country="NPL"))
    assert other.get(f"/en/desk/rosters/{vintage.pk}").status_code == 403
    assert other.get(f"/en/desk/rosters/{vintage.pk}/file").status_code == 403
    nowhere = signed_in(Role.LICENSING_OFFICER, of=organisation("ministry"))
    assert nowhere.get("/en/desk/rosters").status_code == 403


def test_the_file_is_kept_as_it_was(officer) -> None:
    vintage = published(officer)
    assert officer.get(f"/en/desk/rosters/{vintage.pk}/file").content == FIRST.encode()


def test_undecided_rows_keep_a_list_from_being_published(officer) -> None:
    published(officer)
    vintage = taken_in(officer, SECOND, "2024")
    with pytest.raises(RowsUndecided):
        actions.publish(by=officer.membership.person, vintage=vintage, saw=vintage.version)


def test_a_cell_never_becomes_a_formula(officer) -> None:
    published(officer)
    second = SECOND.replace("Uttoron Manpower", "=HYPERLINK(1) Manpower")
    vintage = published(officer, second, "2024")
    assert "'=HYPERLINK" in text_of(officer.get(f"/en/desk/rosters/{vintage.pk}/changes.csv"))


def test_rows_are_compared_with_every_name_of_an_agency(officer) -> None:
    published(officer)
    vintage = published(officer, SECOND, "2024")
    third = SECOND.replace("Uttoron Manpower,0200", "Nodipar Travels,")
    later = taken_in(officer, third, "2025")
    row = later.rows.get(name="Nodipar Travels")
    assert row.agency is not None
    assert row.agency.name == "Uttoron Manpower"
    assert queries.listed(row.agency)[0].vintage == vintage.pk
