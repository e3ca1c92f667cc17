"""National codes become standard ones; what the mapping leaves out, or cannot be, is named and counted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from fairway.exchange.variables import Microdata, Source, Variable
from fairway.kernel.errors import InputError
from fairway.reference.survey_variables import VARIABLES
from fairway.warehouse.surveys.mapping import Mapped, mapped, microdata_of, read_mapping
from fairway.warehouse.surveys.mapping_errors import (
    CodesUnmapped,
    DemonstrationNotStated,
    MappingFaulty,
    NothingLeft,
    TooManyCodes,
)
from fairway.warehouse.surveys.mapping_example import example_text

HEAD: dict[str, Any] = {
    "title": "A survey",
    "source": {"publisher": "P", "survey": "LFS", "year": "2024", "licence": "L"},
    "country": "NPL",
    "reference_month": "2024-05",
    "design": {"weight": "wt", "stages": [{"unit": "area", "stratum": "region"}]},
}


def laid(
    tmp_path: Path, variables: dict[str, Any], columns: Mapping[str, list[Any]], *, narrow: bool = False, **more: Any
) -> Mapped:
    """A mapping of these variables on a file of these columns."""
    path = tmp_path / "map.yaml"
    path.write_text(yaml.safe_dump({**HEAD, **more, "variables": variables}, allow_unicode=True), "utf-8")
    mapping = read_mapping(path)
    count = len(next(iter(columns.values())))
    frame = pl.DataFrame({**columns, "wt": [2.0] * count, "area": list(range(count)), "region": [1] * count})
    labels = (Variable("A03", "Sex", "integer", {3: "Other"}),)
    microdata = Microdata(frame, labels, (), Source("file.csv", "CSV"))
    return mapped(microdata, mapping, [VARIABLES[name] for name in variables], lambda *_: None, narrow=narrow)


def column(found: Mapped, name: str) -> list[Any]:
    return found.frame.collect()[name].to_list()


def test_codes_become_standard_and_unknown_ones_null(tmp_path: Path) -> None:
    said = {"sex": {"column": "A03", "codes": {"M": [1], "F": [2]}, "unknown": [9]}}
    found = laid(tmp_path, said, {"A03": [1, 2, 9, None]})
    assert column(found, "sex") == ["M", "F", None, None]
    assert found.frame.collect().columns == ["row", "sex", "weight", "stratum", "psu"] or set(
        found.frame.collect().columns
    ) == {"row", "sex", "weight", "stratum", "psu"}
    assert found.design.weight == "weight"
    assert found.design.stages[0].unit == "psu"
    assert found.counts.rows() == [("sex", None, 2), ("sex", "F", 1), ("sex", "M", 1)]


@pytest.mark.parametrize("values", [["1", " 2 ", ""], [1.0, 2.0, float("nan")]])
def test_codes_are_found_as_text_and_as_decimals(tmp_path: Path, values: list[Any]) -> None:
    found = laid(tmp_path, {"sex": {"column": "A03", "codes": {"M": [1], "F": [2]}}}, {"A03": values})
    assert column(found, "sex") == ["M", "F", None]


def test_codes_left_out_are_refused_with_count_label_and_nearest(tmp_path: Path) -> None:
    said = {
        "sex": {"column": "A03", "codes": {"M": [1], "F": [2]}},
        "country_of_birth": {"column": "B01", "codes": {"NPL": ["home"]}, "rest": "iso3"},
    }
    with pytest.raises(CodesUnmapped) as refused:
        laid(tmp_path, said, {"A03": [1, 3, 3, 2], "B01": ["home", "IND", "IDN", "INDI"]})
    lines = [one.line() for one in refused.value.codes]
    assert lines == [
        "A03 → sex: 3 (“Other”), 2 rows: not in the mapping.",
        "B01 → country_of_birth: INDI, 1 rows: no country code (ISO3). Nearest: IND.",
    ]


def test_rows_with_codes_left_out_can_be_rejected_instead(tmp_path: Path) -> None:
    said = {"sex": {"column": "A03", "codes": {"M": [1], "F": [2]}}}
    found = laid(tmp_path, said, {"A03": [1, 3, 2, 3]}, unmapped="reject")
    assert column(found, "sex") == ["M", "F"]
    assert column(found, "row") == [1, 3]
    assert found.rejects.rows() == [
        (2, "A03", "3", "sex: not in the mapping"),
        (4, "A03", "3", "sex: not in the mapping"),
    ]
    assert found.reasons.rows() == [("A03", "sex: not in the mapping", 2)]
    assert (found.rows, found.kept) == (4, 2)


@pytest.mark.parametrize(
    ("rest", "values", "expected"),
    [
        ("iso3", ["IND", "XXX", "XXA"], ["IND", "XXX", "XXA"]),
        ("iso2", ["IN", "np", "GB"], ["IND", "NPL", "GBR"]),
        ("m49", [356, 524, 4], ["IND", "NPL", "AFG"]),
        ("names", ["Inde", "نيبال", "Royaume-Uni"], ["IND", "NPL", "GBR"]),
    ],
)
def test_countries_in_every_way_of_writing(tmp_path: Path, rest: str, values: list[Any], expected: list[str]) -> None:
    found = laid(tmp_path, {"citizenship": {"column": "B02", "rest": rest}}, {"B02": values})
    assert column(found, "citizenship") == expected


def test_months_from_two_columns_a_format_and_a_date(tmp_path: Path) -> None:
    said = {
        "arrival_month": {"year": "Y", "month": "M", "unknown": [9999]},
        "return_month": {"column": "R", "format": "%m/%Y"},
        "departure_month": {"column": "D"},
    }
    columns: dict[str, list[Any]] = {
        "Y": [2019, 2019, 9999],
        "M": [7, None, 1],
        "R": ["03/2020", None, "12/2023"],
        "D": ["2019-07", "2019", "2019-07-15"],
    }
    found = laid(tmp_path, said, columns)
    assert column(found, "arrival_month") == ["2019-07", "2019", None]
    assert column(found, "return_month") == ["2020-03", None, "2023-12"]
    assert column(found, "departure_month") == ["2019-07", "2019", "2019-07"]


def test_impossible_numbers_and_months_are_rejected_by_row(tmp_path: Path) -> None:
    said = {"age": {"column": "A04", "unknown": [999]}, "arrival_month": {"year": "Y", "month": "M"}}
    found = laid(tmp_path, said, {"A04": [30, 130, -1, 999], "Y": [2019, 2019, 2019, 2019], "M": [13, 1, 1, 1]})
    assert found.rejects.rows() == [
        (1, "Y and M", "2019-13", "arrival_month: no month between 1 and 12"),
        (2, "A04", "130", "age: above 120"),
        (3, "A04", "-1", "age: below 0"),
    ]
    assert column(found, "age") == [None]


def test_words_among_numbers_are_codes_left_out(tmp_path: Path) -> None:
    with pytest.raises(CodesUnmapped, match="A04 → age: refused, 1 rows: no number"):
        laid(tmp_path, {"age": {"column": "A04", "unknown": ["dk"]}}, {"A04": ["30", "dk", "refused"]})


def test_classifications_get_their_lost_zeros_back(tmp_path: Path) -> None:
    said = {"occupation": {"column": "O", "digits": 4}, "industry": {"column": "I", "digits": 4}}
    found = laid(tmp_path, said, {"O": [110, 9111, None], "I": [111, 4100, 4711]})
    assert column(found, "occupation") == ["0110", "9111", None]
    assert column(found, "industry") == ["0111", "4100", "4711"]
    with pytest.raises(CodesUnmapped, match="no code of ISCO-08"):
        laid(tmp_path, {"occupation": {"column": "O"}}, {"O": [9999]})


def test_narrow_codes_say_what_text_says(tmp_path: Path) -> None:
    said = {
        "sex": {"column": "A03", "codes": {"M": [1], "F": [2]}, "unknown": [9]},
        "country_of_birth": {"column": "B01", "unknown": [""]},
        "citizenship": {"column": "B02", "unknown": ["?"]},
        "arrival_month": {"year": "Y", "month": "M", "unknown": [0]},
        "occupation": {"column": "O", "digits": 4},
    }
    columns: dict[str, list[Any]] = {
        "A03": [1, 2, 9, None],
        "B01": ["NPL", "IND", "", "NPL"],
        "B02": ["?"] * 4,
        "Y": [2020, 0, 2021, 2021],
        "M": [1, 0, 12, None],
        "O": [110, 9111, 9111, None],
    }
    text, narrow = (laid(tmp_path, said, columns, narrow=one).frame.collect() for one in (False, True))
    assert narrow.with_columns(pl.col(pl.Enum).cast(pl.String)).equals(text)
    assert {name for name, kind in narrow.schema.items() if isinstance(kind, pl.Enum)} >= {
        "sex", "country_of_birth", "occupation",
    }  # fmt: skip


def test_constants_times_and_variables_that_are_absent(tmp_path: Path) -> None:
    said = {"present": {"value": "yes"}, "months_worked_abroad": {"column": "Y", "times": 12}}
    found = laid(tmp_path, said, {"Y": [1, 2]})
    assert column(found, "present") == ["yes", "yes"]
    assert column(found, "months_worked_abroad") == [12.0, 24.0]


def test_what_the_caller_finds_contradictory_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(yaml.safe_dump({**HEAD, "variables": {"age": {"column": "A04"}}}), "utf-8")
    mapping = read_mapping(path)
    frame = pl.DataFrame({"A04": [30, 40], "wt": [1.0, 1.0], "area": [1, 2], "region": [1, 1]})

    def check(rows: pl.LazyFrame) -> pl.LazyFrame:
        wrong = rows.filter(pl.col("age") == 40)
        return wrong.select(
            "row", pl.lit("A04").alias("column"), pl.lit("40").alias("value"), pl.lit("no").alias("reason")
        )

    microdata = Microdata(frame, (), (), Source("file.csv", "CSV"))
    found = mapped(microdata, mapping, [VARIABLES["age"]], lambda *_: None, checks=(check,))
    assert found.rejects.rows() == [(2, "A04", "40", "no")]
    assert column(found, "age") == [30]


def test_simulated_microdata_must_be_called_a_demonstration(tmp_path: Path) -> None:
    said = {"age": {"column": "A04"}}
    with pytest.raises(DemonstrationNotStated):
        laid(tmp_path, said, {"A04": [30], "simulated": [1]})
    source = {**HEAD["source"], "demonstration": True}
    assert column(laid(tmp_path, said, {"A04": [30], "simulated": [1]}, source=source), "age") == [30]


def test_nothing_left_and_too_many_codes(tmp_path: Path) -> None:
    with pytest.raises(NothingLeft, match="Every one of the 2 rows"):
        laid(tmp_path, {"age": {"column": "A04"}}, {"A04": [130, 140]})
    with pytest.raises(TooManyCodes, match="60,000 different values"):
        laid(tmp_path, {"sex": {"column": "A03", "codes": {"M": [1]}}}, {"A03": list(range(60_000))})


WRONG = """title: T
source: {publisher: P, survey: S, year: 2024, licence: L}
country: Nowhere
reference_month: 2024-13
design: {weight: wt}
variables:
  sexx: {column: A}
  sex: {column: A, codes: {X: [1], M: [2], F: [2]}}
  age: {codes: {a: [1]}}
  arrival_month: {column: A, rest: iso3}
"""


def test_each_fault_of_a_mapping_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(WRONG, "utf-8")
    with pytest.raises(MappingFaulty) as refused:
        read_mapping(path)
    said = [str(fault) for fault in refused.value.faults]
    assert "line 3, column 1: “Nowhere” is no country code; NPL was expected, for instance." in said
    assert "line 4, column 1: “2024-13” is no month; 2024-05 was expected." in said
    assert "line 7, column 3: there is no standard variable “sexx”. Did you mean “sex”?" in said
    assert any(one.startswith("line 8, ") and "“X” is no code of sex." in one for one in said)
    assert any("the code 2 means “M” already" in one for one in said)
    assert any("age needs one of: column" in one for one in said)
    assert any("“rest” has no meaning for arrival_month" in one for one in said)


def test_a_key_that_is_unknown_or_missing(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("title: T\nvariabels: {}\n", "utf-8")
    with pytest.raises(MappingFaulty) as refused:
        read_mapping(path)
    said = [str(fault) for fault in refused.value.faults]
    assert "line 2, column 1: there is no key “variabels” here. Did you mean “variables”?" in said
    assert any("the mapping needs the key “country”" in one for one in said)


def test_a_column_that_the_file_lacks_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(yaml.safe_dump({**HEAD, "variables": {"age": {"column": "A40"}}}), "utf-8")
    file = tmp_path / "persons.csv"
    pl.DataFrame({"A04": [1], "wt": [1.0], "area": [1], "region": [1]}).write_csv(file)
    with pytest.raises(MappingFaulty, match=r"persons\.csv has no column “A40”. Did you mean “A04”"):
        microdata_of(file, read_mapping(path), [VARIABLES["age"]])


def test_the_example_is_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(example_text(), "utf-8")
    assert read_mapping(path).variables["sex"].codes == {"M": (1,), "F": (2,)}
    assert issubclass(MappingFaulty, InputError)
