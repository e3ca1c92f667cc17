"""`fairway ilms` end to end: files out, gaps named, administrative figures in, nothing half done, clear refusals."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import yaml
from openpyxl import load_workbook
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.statistics.ilms.administrative import AdministrativeUnusable
from fairway.statistics.ilms.parameters import ParameterUnusable
from fairway.warehouse.surveys.mapping_errors import CodesUnmapped, DemonstrationNotStated, MappingFaulty
from fairway.warehouse.surveys.specification_errors import OutputInTheWay
from tests.unit.statistics.test_ilms_chain import MAPPING, persons

RUNNER = CliRunner()
FIGURES = """INDICATOR,SEX,MIG,OBS_VALUE,SOURCE
INJ_FATL_SEX_MIG_NB,SEX_T,MIG_STATUS_MIG,12,"Labour inspection, 2024"
INJ_FATL_SEX_MIG_NB,,,30,"Labour inspection, 2024"
"""


def absent() -> pl.DataFrame:
    """Invented members abroad: 40 in each of two countries, half of whom left in the last year."""
    count = 80
    return pl.DataFrame(
        {
            "sex": [1, 2] * (count // 2),
            "lives": ["QAT"] * 40 + ["MYS"] * 40,
            "left": ["2024-01", "2020-05"] * 20 + ["2024-02"] * 40,
            "status": ["w"] * 60 + ["n"] * 20,
            "wt": [10.0] * count,
            "area": [one % 80 for one in range(count)],
            "region": [(one % 80) // 20 for one in range(count)],
        }
    )


ABSENT = {
    "file": "absent.csv",
    "variables": {
        "sex": {"column": "sex", "codes": {"M": [1], "F": [2]}},
        "country_of_residence": {"column": "lives"},
        "departure_month": {"column": "left"},
        "labour_force_status": {"column": "status", "codes": {"employed": ["w"], "outside": ["n"]}},
    },
}


def written(folder: Path, **changes: object) -> tuple[Path, Path]:
    """The microdata and a mapping."""
    file, mapping = folder / "persons.parquet", folder / "map.yaml"
    persons().write_parquet(file)
    mapping.write_text(yaml.safe_dump({**MAPPING, **changes}), "utf-8")
    return file, mapping


def test_from_microdata_to_every_file(tmp_path: Path) -> None:
    file, mapping = written(tmp_path, absent=ABSENT, administrative="figures.csv")
    absent().write_csv(tmp_path / "absent.csv")
    (tmp_path / "figures.csv").write_text(FIGURES, "utf-8")
    out = tmp_path / "tables"
    said = RUNNER.invoke(app, ["ilms", str(file), str(mapping), "--out", str(out)], catch_exceptions=False)
    assert said.exit_code == 0
    assert "series" in said.output
    rows = pl.read_parquet(out / "observations.parquet")

    def value(indicator: str, **key: str) -> float:
        found = rows.filter(pl.col("INDICATOR") == indicator, *(pl.col(name) == code for name, code in key.items()))
        return float(found["OBS_VALUE"].item())

    total = {"SEX": "SEX_T"}
    assert value("MNA_TPOP_SEX_CRS_NB", **total, COUNTERPART="_T") == 800.0
    # 40 with fewer respondents than `least_country_respondents` of 5: both countries stand alone.
    assert value("MNA_TPOP_SEX_CRS_NB", **total, COUNTERPART="QAT") == 400.0
    assert value("MNA_OPOP_SEX_CDS_NB", **total, COUNTERPART="QAT") == 200.0
    assert value("MNA_OEMP_SEX_CDS_NB", **total, COUNTERPART="MYS") == 200.0
    assert value("INJ_FATL_SEX_MIG_NB", **total, MIG="MIG_STATUS_MIG") == 12.0
    assert value("INJ_FATL_SEX_MIG_NB", **total, MIG="MIG_STATUS_TOTAL") == 30.0
    of_office = rows.filter(pl.col("INDICATOR") == "INJ_FATL_SEX_MIG_NB")
    assert set(of_office["SOURCE"]) == {"Labour inspection, 2024"}
    book = load_workbook(out / "questionnaire.xlsx", read_only=True)
    assert book.sheetnames[0] == "Cover"
    assert "Employment" in book.sheetnames
    cover = [row[0] for row in book["Cover"].iter_rows(values_only=True) if row]
    assert "SDG_0882_NOC_RT" in cover
    again = RUNNER.invoke(app, ["ilms", str(file), str(mapping), "--out", str(out)])
    assert isinstance(again.exception, OutputInTheWay)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    file, mapping = written(tmp_path)
    before = sorted(tmp_path.iterdir())
    said = RUNNER.invoke(app, ["ilms", str(file), str(mapping), "--dry-run", "-q"], catch_exceptions=False)
    assert "of 74 series can be made" in said.output
    assert "MNA_TPOP_SEX_CRS_NB: The survey does not ask about members abroad." in said.output
    assert sorted(tmp_path.iterdir()) == before


def test_what_is_printed_to_begin_with() -> None:
    assert "country_of_birth" in RUNNER.invoke(app, ["ilms", "--example"]).output
    assert '"reference_month"' in RUNNER.invoke(app, ["ilms", "--schema"]).output


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"parameters": {"yuoth_below": 25}}, ParameterUnusable, "Did you mean “youth_below”"),
        ({"parameters": {"youth_below": 15}}, ParameterUnusable, "working age begins at 15"),
        ({"disclosure": {"rules": [{"kind": "magic"}]}}, MappingFaulty, "no rule “magic”"),
        ({"administrative": "none.csv"}, AdministrativeUnusable, "none.csv cannot be read"),
        ({"source": {**MAPPING["source"], "demonstration": False}}, None, ""),
        (
            {"variables": {**MAPPING["variables"], "sex": {"column": "sex", "codes": {"M": [1]}}}},
            CodesUnmapped,
            "sex → sex: 2, ",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    tmp_path: Path, changes: dict[str, object], error: type[Exception] | None, said: str
) -> None:
    file, mapping = written(tmp_path, **changes)
    if error is None:
        persons().with_columns(pl.lit(1).alias("simulated")).write_parquet(file)
        error, said = DemonstrationNotStated, "are simulated"
    out = tmp_path / "tables"
    found = RUNNER.invoke(app, ["ilms", str(file), str(mapping), "--out", str(out), "-q"])
    assert isinstance(found.exception, error)
    assert said in str(found.exception)
    assert not out.exists()
