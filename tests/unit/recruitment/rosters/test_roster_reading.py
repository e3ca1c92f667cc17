"""Reading public lists: encodings, separators, titles, shifted columns, duplicates, days."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from fairway.recruitment.rosters import ColumnsUnclear, RosterRefused, read_roster
from fairway.recruitment.rosters.days import day_of, month_first
from fairway.recruitment.rosters.fields import status_of
from fairway.recruitment.rosters.layout import guess
from fairway.recruitment.rosters.sheets import read_sheet

BODY = "".join(f"Agency Nr{number:02d} Overseas,{number:04d},Dhaka\n" for number in range(1, 9))
LIST = f"Agency Name,RL No,City\n{BODY}"


def names(contents: bytes) -> list[str]:
    return [row.name for row in read_roster(contents).rows]


@pytest.mark.parametrize(
    ("encoding", "found", "name"),
    [
        ("utf-8", "utf-8", "Société Étoile"),
        ("utf-8-sig", "utf-8", "পদ্মা ওভারসিজ"),
        ("utf-16", "utf-16", "مكتب النور"),
        ("utf-16-le", "utf-16", "Société Étoile"),
        ("utf-16-be", "utf-16", "Société Étoile"),
        ("windows-1252", "windows-1252", "Société Étoile du Désert"),
        ("windows-1256", "windows-1256", "مكتب النور للاستقدام"),
    ],
)
def test_encodings_are_told_apart(encoding: str, found: str, name: str) -> None:
    roster = read_roster(f"{LIST}{name},0999,Dhaka\n".encode(encoding))
    assert roster.rows[-1].name == name
    assert roster.sheet.encoding == found


@pytest.mark.parametrize("marked", [b"", b"\xef\xbb\xbf"])
def test_two_encodings_in_one_file_are_refused_with_the_line(marked: bytes) -> None:
    contents = marked + LIST.encode() + "Étoile,0100,Dhaka\n".encode() + "Soirée,0101,Dhaka\n".encode("windows-1252")
    with pytest.raises(RosterRefused, match="line 11 is in another") as caught:
        read_roster(contents)
    assert caught.value.details["line"] == 11


def test_a_list_read_in_the_wrong_encoding_before_is_refused() -> None:
    wrong = "Agence Montréal".encode().decode("windows-1252")
    with pytest.raises(RosterRefused, match=r"Line 10 .*“MontrÃ©al” should be “Montréal”"):
        read_roster(f"{LIST}{wrong},0100,Dhaka\n".encode())


def test_lost_letters_are_refused() -> None:
    with pytest.raises(RosterRefused, match="Line 10 holds letters that were lost"):
        read_roster(f"{LIST}Montr\ufffdal,0100,Dhaka\n".encode())


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    roster = read_roster(LIST.replace(",", separator).encode())
    assert len(roster.rows) == 8
    assert roster.rows[0].licence_number == "0001"


def test_titles_stand_below_other_lines_are_repeated_and_a_total_ends_the_list() -> None:
    text = f"Ministry of Labour\nList of agencies,,\n\nAgency Name,RL No,City\n{BODY}agency name,rl no,city\nTotal,8,\n"
    roster = read_roster(text.encode())
    assert len(roster.rows) == 8
    assert roster.layout.titles == (4,)
    assert roster.passed_over == (1, 2, 4, 13, 14)


def test_an_agency_called_total_is_no_total() -> None:
    assert "Total Overseas" in names(f"{LIST}Total Overseas,0100,Dhaka\n".encode())


def test_titles_in_two_lines_are_read_together() -> None:
    roster = read_roster(f"Agency,Licence,\nName,Number,City\n{BODY}".encode())
    assert [one.field for one in roster.layout.columns] == ["name", "licence_number", "city"]
    assert len(roster.rows) == 8


@pytest.mark.parametrize(
    "titles",
    [
        "Nom de l'agence,N° licence,Ville",
        "Nombre de la agencia,No. de licencia,Ciudad",
        "اسم المكتب,رقم الترخيص,المدينة",
        "কোম্পানি নাম,আর.এল. নং,জেলা",
        "इजाजतपत्र प्राप्त संस्थाको नाम,इजाजतपत्र नं.,जिल्ला",
        "Agancy Name,License Numbr,Citty",
    ],
)
def test_titles_in_many_words_and_languages(titles: str) -> None:
    fields = guess(read_sheet(f"{titles}\n{BODY}".encode())).fields
    assert fields == {"name": 0, "licence_number": 1, "city": 2}


def test_columns_without_titles_are_guessed_by_their_cells_and_less_surely() -> None:
    layout = guess(read_sheet(BODY.replace("0001", "0917").encode()))
    assert layout.fields == {"name": 0, "licence_number": 1}
    assert layout.confidence < 0.8


def test_owners_are_not_read() -> None:
    text = "Agency Name,Proprietor,RL No\n" + "".join(f"A{n} Overseas,Abdul Karim,{n}\n" for n in range(8))
    roster = read_roster(text.encode())
    assert roster.layout.columns[1].field == ""
    assert all("Karim" not in str(row) for row in roster.rows)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Chandpur Overseas,Dhaka,0100", "“Dhaka” stands under “Licence number” and looks like a city"),
        ("0100,Chandpur Overseas,Dhaka", "“0100” stands under “Name of the agency” and looks like a number"),
        ("Dhaka,0100,Chandpur Overseas", "“Dhaka” stands under “Name of the agency” and looks like a city"),
        ("Chandpur Overseas,0100,0100", "“0100” stands under “City” and looks like a number"),
        (
            "Chandpur Overseas,Kusum Travels,Dhaka",
            "“Kusum Travels” stands under “Licence number” and looks like a name",
        ),
        ("Chandpur, Overseas,0100,Dhaka", "It has 4 cells and the line of titles 3"),
        (",0100,Dhaka", "It has no name"),
        ("Agency Nr01 OVERSEAS,RL-0001,Dhaka", "It is the agency of line 2 again"),
    ],
)
def test_a_wrong_row_is_left_out_with_its_line_and_the_reason(line: str, reason: str) -> None:
    text = f"{LIST}{line}\n"
    roster = read_roster(text.replace("RL-0001", "0001").encode())
    assert [one.line for one in roster.left_out] == [10]
    assert reason in roster.left_out[0].reason.plain()
    assert len(roster.rows) == 8


def test_columns_wholly_shifted_refuse_the_list() -> None:
    fields = {"name": 1, "licence_number": 0}
    with pytest.raises(RosterRefused, match="rows cannot be taken"):
        read_roster(LIST.encode(), fields=fields)


def test_one_number_with_two_names_is_remarked_and_kept() -> None:
    roster = read_roster(f"{LIST}Chandpur Overseas,0001,Dhaka\n".encode())
    assert len(roster.rows) == 9
    assert roster.remarks[0].line == 10


def test_a_workbook_is_read_and_a_bomb_is_refused() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Agency Name", "RL No", "Valid until"])
    for number in range(8):
        sheet.append([f"Agency {number} Overseas", number, date(2025, 1, 1)])
    stream = io.BytesIO()
    book.save(stream)
    roster = read_roster(stream.getvalue(), name="list.xlsx")
    assert roster.rows[3].licence_number == "3"
    assert roster.rows[3].valid_to == date(2025, 1, 1)
    with pytest.raises(RosterRefused, match="cannot be opened"):
        read_roster(stream.getvalue()[:400])


@pytest.mark.parametrize("contents", [b"", b"   \n\n", b"%PDF-1.4", b"\xd0\xcf\x11\xe0abc", b"a\0b,c"])
def test_what_is_no_list_is_refused(contents: bytes) -> None:
    with pytest.raises((RosterRefused, ColumnsUnclear)):
        read_roster(contents, name="x.pdf")


def test_an_open_quotation_mark_is_refused_with_its_line() -> None:
    with pytest.raises(RosterRefused, match="Line 10"):
        read_roster(f'{LIST}"Chandpur Overseas,0100,Dhaka\n'.encode())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Valid", "valid"), ("ACTIVE", "valid"), ("Suspended since May", "suspended"), ("Not valid", "other"),
        ("Forever Banned", "barred"), ("Delisted", "delisted"), ("", ""), ("বাতিল", "cancelled"), ("रद्द", "cancelled"),
        ("منتهية", "expired"), ("pending", "other"), ("inactive", "other"), ("valid licence suspended", "suspended"),
    ],
)  # fmt: skip
def test_statuses(written: str, code: str) -> None:
    assert status_of(written) == code


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-03-01", date(2025, 3, 1)), ("01/03/2025", date(2025, 3, 1)), ("1 Mar 2025", date(2025, 3, 1)),
        ("March 1, 2025", date(2025, 3, 1)), ("০১-০৩-২০২৫", date(2025, 3, 1)), ("45717", date(2025, 3, 1)),
        ("2081/11/17", None), ("31/02/2025", None), ("soon", None),
    ],
)  # fmt: skip
def test_days(written: str, day: date | None) -> None:
    assert day_of(written) == day


def test_the_month_comes_first_where_a_column_shows_it() -> None:
    column = ["03/01/2025", "03/31/2025"]
    assert month_first(column)
    assert day_of(column[0], month_before_day=True) == date(2025, 3, 1)
    assert not month_first(["03/01/2025", "31/03/2025", "03/31/2025"])
