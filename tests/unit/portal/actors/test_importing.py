"""Importing lists: columns by name, bad rows by line, and the same list twice."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from fairway_portal.actors.actions import import_agencies
from fairway_portal.actors.errors import RowsLeftOut, UnusableList
from fairway_portal.actors.lists import Listed, read_list
from fairway_portal.actors.models import Agency, AgencyNumber
from fairway_portal.actors.search import find

LIST = """Agency name;RL No.;City;Local name
Himal Overseas;0102;Kathmandu;हिमाल ओभरसिज
"Sagar; Travels";0103;;
;0104;Pokhara;
Everest Manpower;none;;
Himal Overseas Ltd.;00102;;
Quite Another Name;102;;
Lotus;105
Golden;;;
"""


def write(folder: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.django_db
def test_bad_rows_are_named_and_the_rest_is_in(tmp_path: Path) -> None:
    said, wrong = io.StringIO(), io.StringIO()
    path = write(tmp_path, LIST)
    with pytest.raises(RowsLeftOut, match="4 rows"):
        call_command("import_agencies", str(path), country="NPL", source="List", stdout=said, stderr=wrong)
    assert said.getvalue() == "3 added, 1 completed, 0 known already, 4 left out.\n"
    lines = wrong.getvalue().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["Line 4", "Line 5", "Line 7", "Line 8"]
    assert "2 cells" in lines[3]
    assert "Himal Overseas" in lines[2]
    assert [one.code for one in find("हिमाल")] == ["NPL-000001"]
    before = list(Agency.objects.values())
    with pytest.raises(RowsLeftOut):
        call_command("import_agencies", str(path), country="NPL", source="List", stdout=said, stderr=wrong)
    assert said.getvalue().splitlines()[1] == "0 added, 0 completed, 4 known already, 4 left out."
    assert list(Agency.objects.values()) == before
    assert AgencyNumber.objects.get().last == 3


@pytest.mark.django_db
def test_a_later_list_completes_an_earlier_one() -> None:
    import_agencies([Listed(2, "Himal Overseas")], country="NPL", source="First", by=None)
    done = import_agencies(
        [Listed(2, "Overseas Himal Pvt. Ltd.", "0102", "Kathmandu")], country="NPL", source="Second", by=None
    )
    agency = Agency.objects.get()
    assert (done.completed, agency.licence_number, agency.city, agency.source) == (1, "0102", "Kathmandu", "First")
    assert [one.code for one in find("0102")] == [agency.code]


@pytest.mark.django_db
def test_a_name_that_could_be_two_is_left_out() -> None:
    rows = [Listed(2, "Gulf Associate", "1"), Listed(3, "Gulf Associate", "2"), Listed(4, "Gulf Associates")]
    done = import_agencies(rows, country="BGD", source="List", by=None)
    assert (done.added, [line for line, _ in done.faults]) == (2, [4])


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("nom;ville\nA;B\n", "utf-8", "no column with the names"),
        ("", "utf-8", "no column with the names"),
        ("name\nÉtoile\n", "latin-1", "not in UTF-8"),
    ],
)
def test_a_list_that_cannot_be_read(tmp_path: Path, text: str, encoding: str, said: str) -> None:
    with pytest.raises(UnusableList, match=said):
        read_list(write(tmp_path, text, encoding))


def test_columns_may_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, "nom,ville\nA,B\n", "utf-8")
    assert read_list(path, columns={"name": "Nom", "city": "ville"}) == [Listed(2, "A", city="B")]
    with pytest.raises(UnusableList, match="no column"):
        read_list(path, columns={"name": "agence"})
    with pytest.raises(UnusableList, match="cannot be opened"):
        read_list(tmp_path / "none.csv")


@pytest.mark.django_db
@pytest.mark.full_data
def test_the_list_of_bangladesh_is_imported_twice(shared_data: Path) -> None:
    rows = read_list(shared_data / "recruitment" / "bangladesh_recruiting_agencies_2023.csv")
    first = import_agencies(rows, country="BGD", source="List of 2023", by=None)
    again = import_agencies(rows, country="BGD", source="List of 2023", by=None)
    assert (first.added, first.faults) == (507, [])
    assert (again.added, again.completed, again.unchanged, again.faults) == (0, 0, 507, [])
    assert find("আল-আমিন ইন্টারন্যাশনাল")[0].name == "Al-Amin International"


@pytest.mark.django_db
def test_keys_can_be_written_anew() -> None:
    from fairway_portal.actors.models import AgencyKey

    import_agencies([Listed(2, "Himal Overseas")], country="NPL", source="First", by=None)
    AgencyKey.objects.all().delete()
    assert find("himal") == ()
    call_command("index_agencies", stdout=io.StringIO())
    assert len(find("himal")) == 1
