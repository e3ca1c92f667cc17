"""SDMX-CSV: headers, labels, keys and formats of time as the field guide shows them."""

from __future__ import annotations

import csv
import io

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.content import Content, DataSet
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.media import Choice, MediaType
from fairway.exchange.sdmx.messages import write_data
from tests.unit.exchange.sdmx.samples import AWKWARD, ROWS, STRUCTURE, table


def lines(format: MediaType, *, content: Content | None = None, **parameters: str) -> list[list[str]]:
    pieces = write_data(
        Choice(format, parameters),
        STRUCTURE,
        [DataSet([ROWS])],
        content or Content(attributes=("OBS_STATUS",)),
        Header(),
    )
    return list(csv.reader(io.StringIO(b"".join(pieces).decode(), newline="")))


def test_the_columns_of_1_0() -> None:
    header, first, *_ = lines(media.CSV_1)
    assert header == ["DATAFLOW", "REF_AREA", "SEX", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]
    assert first == ["FAIRWAY:DF_TEST(1.0.0)", "A0", "SEX_F", "2022", "1.5", "A"]


def test_the_columns_of_2_0() -> None:
    header, first, second, *_ = lines(media.CSV_2)
    assert header[:4] == ["STRUCTURE", "STRUCTURE_ID", "ACTION", "REF_AREA"]
    assert first == ["dataflow", "FAIRWAY:DF_TEST(1.0.0)", "I", "A0", "SEX_F", "2022", "1.5", "A"]
    assert second[-2:] == ["", "Q"]


def test_labels_both_put_names_into_the_cells() -> None:
    for format in (media.CSV_1, media.CSV_2):
        header, first, *_ = lines(format, labels="both")
        assert header[-4:] == [
            "SEX: Sex",
            "TIME_PERIOD: Time period",
            "OBS_VALUE: Observation value",
            "OBS_STATUS: Status",
        ]
        assert first[-4:] == ["SEX_F: Women, girls", "2022", "1.5", "A: Status A"]
        assert "FAIRWAY:DF_TEST(1.0.0): Test & “flow”" in first


def test_labels_name_give_names_a_column() -> None:
    content = Content(attributes=("OBS_STATUS",), languages=("fr",))
    header, first, *_ = lines(media.CSV_2, content=content, labels="name")
    assert header == [
        *("STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "REF_AREA", "Zone", "SEX", "Sexe"),
        *("TIME_PERIOD", "Période", "OBS_VALUE", "Valeur d’observation", "OBS_STATUS", "Status"),
    ]
    assert first[2:] == ["Essai", "I", "A0", "Région 0", "SEX_F", "Femmes", "2022", "", "1.5", "", "A", "Status A"]


def test_keys_get_columns() -> None:
    for asked, wanted in (
        ("series", ["A0.SEX_F"]),
        ("obs", ["A0.SEX_F.2022"]),
        ("both", ["A0.SEX_F", "A0.SEX_F.2022"]),
    ):
        header, first, *_ = lines(media.CSV_2, keys=asked)
        assert first[3 : 3 + len(wanted)] == wanted
        assert header[3 : 3 + len(wanted)] == [
            f"{one}_KEY" for one in ("SERIES", "OBS") if one.lower() in asked or asked == "both"
        ]


def test_normalised_time_is_the_first_day() -> None:
    assert lines(media.CSV_2, timeFormat="normalized")[1][5] == "2022-01-01"


def test_lines_end_as_rfc_4180_has_it_and_text_is_whole() -> None:
    odd = table(
        [("A0", "SEX_T", "2024", 1.0, "A", None, None, AWKWARD), ("A0", "SEX_T", "2025", 1.0, "A", None, None, "x")]
    )
    said = b"".join(write_data(Choice(media.CSV_2), STRUCTURE, [DataSet([odd])], Content(), Header()))
    assert said.endswith(b",x\r\n")
    assert list(csv.reader(io.StringIO(said.decode(), newline="")))[1][-1] == AWKWARD
