"""One answer of every publisher, as its documentation lays it out, becomes our columns; a changed one is refused.

The specification of each is named in the module of `fairway.sources` that reads it, with the day it was read:
`fetch_undesa`, `fetch_ilostat`, `fetch_worldbank`, `fetch_rpw`, `fetch_sdg`, `fetch_wpp`.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from fairway.kernel.errors import ColumnChanged, FairwayError, SourceUnavailable, UnreadableFile
from fairway.sources import fetch_catalogue
from fairway.sources.fetch_worldbank import INDICATORS
from fairway.warehouse.fetching import fetch
from fairway.warehouse.importing import Imported
from fairway.warehouse.lineage import trace
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage
from tests.publisher import Answer, Publisher, publishing
from tests.unit.warehouse.test_lineage import figure


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch, fairway_home: Path) -> Iterator[Publisher]:
    """A publisher that stands for every source."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with publishing() as here:
        for source in fetch_catalogue.SOURCES:
            monkeypatch.setenv(f"FAIRWAY_FETCH_{source.name.upper().replace('-', '_')}_URL", here.url)
        yield here


def outcome(source: str, table: str) -> Imported | FairwayError:
    """Fetching one table."""
    [(_, result)] = fetch(fetch_catalogue.source(source), only=frozenset({table}), sleep=lambda seconds: None)
    return result


def fetched(source: str, table: str) -> Vintage:
    """The vintage that fetching one table made."""
    result = outcome(source, table)
    assert isinstance(result, Imported), result
    assert result.vintage is not None
    return result.vintage


def workbook(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook with the given sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        page = book.create_sheet(name)
        for line in lines:
            page.append(list(line))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# UN DESA: ten lines of title, the header in line 11, three blocks of years, M49 codes, `..` and `-`.

UNDESA = "undesa_pd_2024_ims_stock_by_sex_destination_and_origin.xlsx"
UNDESA_HEADER = [
    "Index",
    "Region, development group, country or area of destination",
    "Data coverage",
    "Location code of destination",
    "Type of data of destination",
    "Region, development group, country or area of origin",
    "Location code of origin",
    *[1990, 2024] * 3,
]
UNDESA_ROWS = [
    [1, "WORLD", None, 900, None, "WORLD", 900, 153_916_063, 304_021_813, 1, 2, 3, 4],
    [2, "Qatar*", 1, 634, "C", "Nepal", 524, 319, 700_000, 223, 600_000, 96, 100_000],
    [3, "Qatar*", 1, 634, "C", "Others", 2003, 10, 20, 5, 10, 5, 10],
    [4, "India", None, 356, "B R", "Nepal", 524, "..", 500, "..", 300, "..", 200],
    [5, "India", None, 356, "B R", "Bhutan", 64, "-", 3, "-", 1, "-", 2],
    [6, "Serbia", None, 688, "I", "Kosovo", 412, 7, 7, 3, 3, 4, 4],
]


def undesa(header: Sequence[Any] = UNDESA_HEADER, rows: Sequence[Sequence[Any]] = UNDESA_ROWS) -> bytes:
    """The workbook."""
    titles = [["United Nations"], *[[None]] * 9]
    return workbook({"Contents": [["Table 1"]], "Table 1": [*titles, header, *rows], "Notes": [["x"]]})


def test_the_un_migrant_stock(publisher: Publisher) -> None:
    publisher.says(UNDESA, undesa())
    vintage = fetched("undesa-stock", "migrant_stock")
    assert vintage.record.edition == "2024"
    assert vintage.record.file == UNDESA
    [first, last] = vintage.rows("NPL", "QAT")
    assert (first["year"], first["female"], first["male"]) == (1990, 96, 223)
    assert (last["year"], last["female"], last["male"], last["basis"]) == (2024, 100_000, 600_000, "citizenship")
    assert (last["row_female"], last["row_male"]) == (2, 2)
    assert [row["year"] for row in vintage.rows("NPL", "IND")] == [2024], "not available is not zero"
    assert [(row["year"], row["female"]) for row in vintage.rows("BTN", "IND")] == [(1990, 0), (2024, 2)]
    assert vintage.rows("NPL", "IND")[0]["refugees_included"]
    assert vintage.rows("XKX", "SRB")[0]["imputed"]
    assert vintage.rows("OOO", "QAT")[0]["male"] == 5
    assert vintage.record.left_out["without origin or destination"] == 4
    [chain] = trace(figure(vintage.provenance([2])), Shelf.open()).chains
    assert {(row.cells["sex"], row.cells["n"]) for row in chain.raw} >= {("female", 100_000), ("male", 600_000)}


@pytest.mark.parametrize(
    ("body", "error", "words"),
    [
        (undesa([name for name in UNDESA_HEADER if name != "Location code of origin"]), ColumnChanged, "of origin"),
        (undesa(UNDESA_HEADER[:-1]), ColumnChanged, "three blocks of years"),
        (undesa(["Index", "Destination"]), ColumnChanged, "Location code of destination"),
        (workbook({"Sheet1": [UNDESA_HEADER, *UNDESA_ROWS]}), ColumnChanged, "sheet “Table 1”"),
        (undesa(rows=[]), UnreadableFile, "no rows"),
        (undesa(rows=[[*UNDESA_ROWS[1][:-1], "many"]]), UnreadableFile, "“many” is not a number"),
        (undesa()[:-2000], UnreadableFile, "not a whole workbook"),
        (b"no workbook", UnreadableFile, "not a whole workbook"),
    ],
)
def test_a_changed_workbook_is_refused(body: bytes, error: type, words: str, publisher: Publisher) -> None:
    publisher.says(UNDESA, body)
    result = outcome("undesa-stock", "migrant_stock")
    assert isinstance(result, error), result
    assert words in str(result)
    assert Shelf(Path(__file__).parent / "nowhere").tables() == []


# ILOSTAT: SDMX-CSV, values of counts in thousands (UNIT_MULT 3).

ILO_TAIL = "TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE_TYPE,UNIT_MEASURE,UNIT_MULT,SOURCE"


def ilo(detail: str, rows: Sequence[tuple[str, str, str, str]], multiplier: int = 3) -> bytes:
    """SDMX-CSV of one dataflow; rows are sex, detail, place of birth, value (of Qatar, 2024)."""
    dimension = f"{detail}," if detail else ""
    lines = [f"DATAFLOW,REF_AREA,FREQ,MEASURE,SEX,{dimension}CBR,{ILO_TAIL}"]
    for sex, code, birth, value in rows:
        middle = f"{code}," if detail else ""
        lines.append(f"ILO:DF_X(1.0),QAT,A,X,{sex},{middle}{birth},2024,{value},,NB,PS,{multiplier},LFS")
    return ("\n".join(lines) + "\n").encode()


FRG, NAT = "CBR_STATUS_FRG", "CBR_STATUS_NAT"


def ilo_path(indicator: str) -> str:
    """Where the service has a dataflow."""
    return f"data/ILO,DF_{indicator}?format=csv"


def test_ilostat_employment_by_education(publisher: Publisher) -> None:
    rows = [
        ("SEX_F", "EDU_AGGREGATE_ADV", FRG, "12.5"),
        ("SEX_M", "EDU_AGGREGATE_ADV", NAT, "3"),
        ("SEX_M", "EDU_ISCED11_8", FRG, "1"),
        ("SEX_M", "EDU_AGGREGATE_BAS", FRG, ""),
    ]
    publisher.says(ilo_path("MST_TEMP_SEX_EDU_CBR_NB"), ilo("EDU", rows))
    vintage = fetched("ilostat", "employment_by_education")
    assert [
        (row["group"], row["sex"], row["category"], row["value"], row["source_row"]) for row in vintage.rows("QAT")
    ] == [
        ("foreign", "F", "advanced", 12_500.0, 1),
        ("native", "M", "advanced", 3_000.0, 2),
    ]
    assert publisher.asked[0][1]["Accept"] == "application/vnd.sdmx.data+csv;version=1.0.0"
    assert len(vintage.record.edition) == len("2026-11")


def test_ilostat_employment_by_sector_and_occupation(publisher: Publisher) -> None:
    sections = [
        ("SEX_T", "ECO_ISIC4_F", FRG, "9"),
        ("SEX_T", "ECO_ISIC4_D", FRG, "1"),
        ("SEX_T", "ECO_ISIC4_E", FRG, "2"),
        ("SEX_F", "ECO_ISIC4_F", FRG, "4"),
        ("SEX_T", "ECO_AGGREGATE_CON", FRG, "9"),
    ]
    publisher.says(ilo_path("MST_TEMP_SEX_ECO_CBR_NB"), ilo("ECO", sections))
    found = {row["category"]: row["value"] for row in fetched("ilostat", "employment_by_sector").rows("QAT")}
    assert found == {"F": 9_000.0, "D-E": 3_000.0}
    occupations = [("SEX_F", "OCU_ISCO08_9", FRG, "5"), ("SEX_F", "OCU_SKILL_L1", FRG, "5")]
    publisher.says(ilo_path("MST_TEMP_SEX_OCU_CBR_NB"), ilo("OCU", occupations))
    found = {row["category"]: row["value"] for row in fetched("ilostat", "employment_by_occupation").rows("QAT")}
    assert found == {"9": 5_000.0}


def test_ilostat_rates_and_earnings(publisher: Publisher) -> None:
    rates = [("SEX_F", "EDU_AGGREGATE_TOTAL", FRG, "4.25")]
    publisher.says(ilo_path("MST_TUNE_SEX_EDU_CBR_RT"), ilo("EDU", rates, multiplier=0))
    [row] = fetched("ilostat", "unemployment_by_education").rows("QAT")
    assert (row["value"], row["category"]) == (4.25, "TOTAL")
    publisher.says(ilo_path("MST_EARA_SEX_CBR_NB"), ilo("", [("SEX_T", "", FRG, "1200")], multiplier=0))
    [row] = fetched("ilostat", "mean_earnings").rows("QAT")
    assert (row["basis"], row["value"]) == ("birth", 1200.0)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (lambda body: body.replace(b"OBS_VALUE", b"VALUE"), ColumnChanged, "OBS_VALUE"),
        (lambda body: body.replace(b",CBR,", b",BIRTH,"), ColumnChanged, "CBR"),
        (lambda body: body.replace(FRG.encode(), b"CBR_Q"), UnreadableFile, "CBR_Q"),
        (lambda body: body.replace(b"12.5", b"12,5"), UnreadableFile, ""),
        (lambda body: body.replace(b"12.5", b"twelve"), UnreadableFile, "“twelve” is not a number"),
        (lambda body: body.split(b"\n")[0] + b"\n", UnreadableFile, "no rows"),
        (lambda body: body[:-9], UnreadableFile, "middle of a line"),
        (lambda body: b"", UnreadableFile, ""),
    ],
)
def test_a_changed_answer_of_ilostat_is_refused(
    change: Callable[[bytes], bytes], error: type, words: str, publisher: Publisher
) -> None:
    body = ilo("EDU", [("SEX_F", "EDU_AGGREGATE_ADV", FRG, "12.5")])
    publisher.says(ilo_path("MST_TEMP_SEX_EDU_CBR_NB"), change(body))
    result = outcome("ilostat", "employment_by_education")
    assert isinstance(result, error), result
    assert words in str(result)
    assert Shelf.open().editions("employment_by_education") == [
        vintage for vintage in Shelf.open().editions("employment_by_education") if vintage.record.edition < "2026"
    ]


# World Bank: pages of [head, rows].


def wdi(pages: int = 2, total: int = 2, **change: Any) -> Callable[[str], Answer]:
    """The Indicators API: each indicator has a row of Nepal and one of an aggregate, a page each."""

    def say(path: str) -> Answer:
        indicator, number = path.split("?")[0].rpartition("/")[2], int(path.rpartition("=")[2])
        code, value = ("NPL", 12.5) if number == 1 else ("WLD", 99.0)
        row = {
            "indicator": {"id": indicator, "value": "…"},
            "country": {"id": code[:2], "value": "…"},
            "countryiso3code": code,
            "date": "2024",
            "value": value,
            "unit": "",
            "obs_status": "",
            "decimal": 0,
        }
        head = {
            "page": number,
            "pages": pages,
            "per_page": 1,
            "total": total,
            "sourceid": "2",
            "lastupdated": "2026-10-15",
        }
        head |= {name: value for name, value in change.items() if name in head}
        row = {name: value for name, value in row.items() if name != change.get("without")}
        return Answer(json.dumps([head, [row]]).encode())

    return say


def test_world_bank_indicators(publisher: Publisher) -> None:
    publisher.otherwise = wdi()
    vintage = fetched("worldbank", "wdi")
    assert vintage.record.edition == "2026-10-15"
    found = {row["indicator"]: row["value"] for row in vintage.rows("NPL")}
    assert found == dict.fromkeys(INDICATORS.values(), 12.5)
    assert sum(vintage.record.left_out.values()) == len(INDICATORS), "the world is no country"
    assert publisher.paths()[0].startswith("country/all/indicator/SP.DYN.CBRT.IN?format=json&")
    row = next(row for row in vintage.rows("NPL") if row["indicator"] == "depend")
    [chain] = trace(figure(vintage.provenance([row["source_row"]])), Shelf.open()).chains
    assert [(one.cells["geo"], one.cells["var"], one.cells["v"]) for one in chain.raw] == [("NPL", "depend", 12.5)]


@pytest.mark.parametrize(
    ("say", "error", "words"),
    [
        (wdi(total=3), UnreadableFile, "2 of 3 rows"),
        (wdi(page=7), UnreadableFile, "was asked for"),
        (wdi(without="countryiso3code"), ColumnChanged, "countryiso3code"),
        (
            lambda path: Answer(b'[{"message": [{"id": "120", "value": "Invalid value"}]}]'),
            SourceUnavailable,
            "Invalid value",
        ),
        (lambda path: Answer(b'[{"page": 1, "pages": 1'), UnreadableFile, "not whole JSON"),
        (lambda path: Answer(b'{"rows": []}'), ColumnChanged, "pages"),
    ],
)
def test_a_changed_answer_of_the_world_bank_is_refused(
    say: Callable[[str], Answer], error: type, words: str, publisher: Publisher
) -> None:
    publisher.otherwise = say
    result = outcome("worldbank", "wdi")
    assert isinstance(result, error), result
    assert words in str(result)


# Remittance Prices Worldwide: one row per service, two sheets.

RPW = "rpw_dataset_2011_2025_q3.xlsx"
RPW_HEADER = [
    "id",
    "period",
    "source_code",
    "destination_code",
    "firm",
    "cc1 total cost %",
    "cc2 total cost %",
    "transparent",
]
RPW_ROWS = [
    [1, "2025_3Q", "QAT", "NPL", "A", 4.0, 3.0, "yes"],
    [2, "2025_3Q", "QAT", "NPL", "B", 2.0, 1.0, "yes"],
    [3, "2025_3Q", "QAT", "NPL", "C", 0.5, 0.2, "no"],
    [4, "2025_1Q", "QAT", "NPL", "A", None, 1.0, "yes"],
    [5, "2025_1Q", "USA", "MEX", "A", 5.5, 1.0, "yes"],
]
LEGACY_HEADER = ["id", "period", "source_code", "destination_code", "product", "cc1 total cost %"]
LEGACY_ROWS = [["x", "2011_1Q", "QAT", "NPL", "Cash", 6.0]]


def rpw(header: Sequence[Any] = RPW_HEADER, name: str = "Dataset (from Q2 2016)") -> bytes:
    """The workbook."""
    old = {"Dataset (up to Q1 2016)": [LEGACY_HEADER, *LEGACY_ROWS]} if name.startswith("Dataset") else {}
    return workbook({"Legend": [["…"]], **old, name: [header, *RPW_ROWS]})


def test_remittance_prices(publisher: Publisher) -> None:
    publisher.says(RPW, rpw())
    vintage = fetched("rpw", "remittance_prices")
    assert (vintage.record.edition, vintage.record.file) == ("2025Q3", "worldbank_rpw_2025Q3.xlsx")
    assert "US$ 200" in vintage.record.method
    found = {row["quarter"]: (row["cost_percent"], row["source_row"]) for row in vintage.rows("NPL", "QAT")}
    assert found == {"2011Q1": (6.0, 1), "2025Q3": (3.0, 2)}, "the mean over services that tell their rate"
    assert [row["cost_percent"] for row in vintage.rows("MEX", "USA")] == [5.5]


@pytest.mark.parametrize(
    ("body", "words"),
    [(rpw([*RPW_HEADER[:5], "total", *RPW_HEADER[6:]]), "cc1 total cost %"), (rpw(name="Prices"), "Dataset")],
)
def test_a_changed_price_workbook_is_refused(body: bytes, words: str, publisher: Publisher) -> None:
    publisher.says(RPW, body)
    result = outcome("rpw", "remittance_prices")
    assert isinstance(result, ColumnChanged), result
    assert words in str(result)


# UN SDG database: pages of {totalElements, totalPages, data}.


def sdg(total: int = 2, without: str = "", key: str = "data") -> Callable[[str], Answer]:
    """The Series/Data endpoint: fatal injuries of migrants in Qatar on two pages, other series empty."""

    def say(path: str) -> Answer:
        series = path.partition("seriesCode=")[2].partition("&")[0]
        number = int(path.partition("page=")[2].partition("&")[0])
        row = {
            "goal": ["8"],
            "target": ["8.8"],
            "indicator": ["8.8.1"],
            "series": series,
            "seriesDescription": "…",
            "geoAreaCode": "634" if number == 1 else "1",
            "geoAreaName": "…",
            "timePeriodStart": 2022.0,
            "value": "3.5",
            "attributes": {"Nature": "CA", "Units": "PER_100000_EMP"},
            "dimensions": {"Sex": "FEMALE", "Migratory status": "MIGPER", "Reporting Type": "G"},
        }
        row = {name: value for name, value in row.items() if name != without}
        filled = series == "SL_EMP_FTLINJUR"
        pages = 2 if filled else 1
        answer = {"size": 1, "totalElements": total if filled else 0, "totalPages": pages, "pageNumber": number}
        return Answer(json.dumps({**answer, key: [row] if filled else []}).encode())

    return say


def test_the_sdg_database(publisher: Publisher) -> None:
    publisher.otherwise = sdg()
    vintage = fetched("sdg", "sdg")
    [row] = vintage.rows("QAT")
    assert (row["indicator"], row["series"], row["year"], row["value"]) == ("8.8.1", "SL_EMP_FTLINJUR", 2022, 3.5)
    assert (row["sex"], row["migratory_status"], row["nature"], row["unit"]) == ("F", "migrant", "CA", "per_100000_emp")
    assert row["source_row"] == 1
    assert sum(vintage.record.left_out.values()) == 1, "the world has no ISO code"


@pytest.mark.parametrize(
    ("say", "error", "words"),
    [
        (sdg(total=5), UnreadableFile, "2 of 5 of SL_EMP_FTLINJUR"),
        (sdg(without="value"), ColumnChanged, "value"),
        (sdg(key="rows"), ColumnChanged, "data"),
        (lambda path: Answer(b'{"totalElements": 3,'), UnreadableFile, "not whole JSON"),
    ],
)
def test_a_changed_answer_of_the_sdg_database_is_refused(
    say: Callable[[str], Answer], error: type, words: str, publisher: Publisher
) -> None:
    publisher.otherwise = say
    result = outcome("sdg", "sdg")
    assert isinstance(result, error), result
    assert words in str(result)


# World Population Prospects: CSV in gzip.

WPP_COMMON = (
    "SortOrder,LocID,Notes,ISO3_code,ISO2_code,SDMX_code,LocTypeID,LocTypeName,ParentID,Location,VarID,Variant,Time"
)


def test_the_population(publisher: Publisher) -> None:
    lines = [
        f"{WPP_COMMON},TPopulation1Jan,TPopulation1July,TPopulationMale1July,TPopulationFemale1July",
        "1,900,,,,,1,World,0,World,2,Medium,2023,1,2,4000000,3999999",
        "2,524,,NPL,NP,524,4,Country/Area,5501,Nepal,2,Medium,2023,1,2,14000.5,15000.25",
        "3,524,,NPL,NP,524,4,Country/Area,5501,Nepal,2,Medium,2050,1,2,16000,17000",
        "4,524,,NPL,NP,524,4,Country/Area,5501,Nepal,3,High,2050,1,2,1,1",
    ]
    publisher.says("WPP2024_Demographic_Indicators_Medium.csv.gz", gzip.compress("\n".join([*lines, ""]).encode()))
    rows = fetched("wpp", "population").rows("NPL")
    assert [(row["year"], row["male"], row["female"], row["projection"]) for row in rows] == [
        (2023, 14_000_500, 15_000_250, False),
        (2050, 16_000_000, 17_000_000, True),
    ]
    assert [row["low95"] for row in rows] == [None, None]
    assert [row["source_row"] for row in rows] == [2, 3]


def test_the_population_by_age(publisher: Publisher) -> None:
    lines = [
        f"{WPP_COMMON},MidPeriod,AgeGrp,AgeGrpStart,AgeGrpSpan,PopMale,PopFemale,PopTotal",
        "1,524,,NPL,NP,524,4,Country/Area,5501,Nepal,2,Medium,2023,2023.5,15-19,15,5,10,20,30",
        "2,524,,NPL,NP,524,4,Country/Area,5501,Nepal,2,Medium,2050,2050.5,0-4,0,5,3,4,7",
    ]
    publisher.says("WPP2024_PopulationByAge5GroupSex_Medium.csv.gz", gzip.compress("\n".join([*lines, ""]).encode()))
    vintage = fetched("wpp", "population_age")
    assert vintage.record.edition == "2024"
    assert {(row["sex"], row["age"], row["variant"], row["persons"]) for row in vintage.rows("NPL")} == {
        ("F", "15-19", "estimate", 20_000),
        ("M", "15-19", "estimate", 10_000),
        ("F", "0-4", "medium", 4_000),
        ("M", "0-4", "medium", 3_000),
    }
    totals = Shelf.open().current("working_age")
    assert totals is not None
    assert {row["year"]: row["working"] for row in totals.rows("NPL")} == {2023: 30_000, 2050: 0}


def test_every_source_cites_its_specification_and_is_unconfirmed() -> None:
    for source in fetch_catalogue.SOURCES:
        assert source.specification.startswith("https://")
        assert source.read_on >= "2026-11-21"
        assert not source.confirmed, "only somebody who has run it against the publisher may confirm it"
