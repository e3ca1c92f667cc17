"""The tables of a small survey against plain weighted sums, Survey.estimate and the rules of addition."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
import yaml

from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Mean, Ratio
from fairway.methods.survey.plan import Between, Condition, Is
from fairway.statistics.ilms import codes, running, writing
from fairway.statistics.ilms.quality import Chain
from fairway.statistics.ilms.rates import rates, selected
from fairway.statistics.ilms.series import SERIES
from fairway.statistics.ilms.structure import structure
from fairway.warehouse.surveys import open_survey
from fairway.warehouse.surveys.mapping import read_mapping

pytestmark = pytest.mark.slow

ROWS = 4_000
DESIGN = Design("wt", (Stage("area", "region"),))


def persons() -> pl.DataFrame:
    """Invented persons; every answer that matters is drawn, some are missing."""
    draw = np.random.default_rng(7)
    area = np.sort(draw.integers(0, 80, ROWS))
    born = np.where(draw.random(ROWS) < 0.3, draw.choice(["IND", "BGD"], ROWS), "NPL")
    age = draw.integers(5, 80, ROWS)
    status = np.where(age < 15, 3, draw.choice([1, 2, 3], ROWS, p=[0.6, 0.1, 0.3]))
    employed = status == 1
    return pl.DataFrame(
        {
            "sex": draw.choice([1, 2], ROWS),
            "age": age,
            "isced": draw.choice([0, 1, 3, 6, 99], ROWS),
            "born": born,
            "citizen": np.where(draw.random(ROWS) < 0.5, born, "NPL"),
            "year": np.where(born == "NPL", 0, draw.choice([2010, 2024], ROWS)),
            "month": np.full(ROWS, 2),
            "status": status,
            "ste": np.where(employed, draw.choice([1, 3], ROWS), 0),
            "isco": np.where(employed, draw.choice([5120, 9111], ROWS), 0),
            "isic": np.where(employed, draw.choice(["0111", "4100", "4711"], ROWS), ""),
            "pay": np.where(employed, draw.integers(100, 900, ROWS), -1),
            "school": draw.choice([1, 2], ROWS),
            "hurt": np.where(employed, draw.choice([1, 2], ROWS, p=[0.1, 0.9]), 0),
            "wt": draw.uniform(5, 15, ROWS).round(3),
            "area": area,
            "region": area // 20,
        }
    )


MAPPING = {
    "title": "Invented survey",
    "source": {"publisher": "P", "survey": "LFS", "year": "2024", "licence": "L", "demonstration": True},
    "country": "NPL",
    "reference_month": "2024-05",
    "design": {"weight": "wt", "stages": [{"unit": "area", "stratum": "region"}]},
    "parameters": {"least_country_respondents": 5},
    "variables": {
        "sex": {"column": "sex", "codes": {"M": [1], "F": [2]}},
        "age": {"column": "age"},
        "education": {"column": "isced", "codes": {"0": [0], "1": [1], "3": [3], "6": [6]}, "unknown": [99]},
        "in_education": {"column": "school", "codes": {"yes": [1], "no": [2]}},
        "country_of_birth": {"column": "born"},
        "citizenship": {"column": "citizen"},
        "arrival_month": {"year": "year", "month": "month", "unknown": [0]},
        "labour_force_status": {"column": "status", "codes": {"employed": [1], "unemployed": [2], "outside": [3]}},
        "status_in_employment": {"column": "ste", "codes": {"employee": [1], "own_account": [3]}, "unknown": [0]},
        "occupation": {"column": "isco", "unknown": [0]},
        "industry": {"column": "isic"},
        "monthly_earnings": {"column": "pay", "unknown": [-1]},
        "earnings_currency": {"value": "NPR"},
        "injured_at_work": {"column": "hurt", "codes": {"yes": [1], "no": [2]}, "unknown": [0]},
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("survey")
    persons().write_parquet(made / "persons.parquet")
    (made / "map.yaml").write_text(yaml.safe_dump(MAPPING), "utf-8")
    return made


@pytest.fixture(scope="module")
def chain(folder: Path) -> Chain:
    return running.chain(read_mapping(folder / "map.yaml"), folder / "persons.parquet", beside=folder)


def figure(chain: Chain, indicator: str, **key: str) -> dict[str, object]:
    rows = chain.observations.filter(pl.col("INDICATOR") == indicator)
    for name, code in key.items():
        rows = rows.filter(pl.col(name) == code)
    assert len(rows) == 1, rows
    return rows.row(0, named=True)


def test_a_number_is_the_sum_of_weights(chain: Chain) -> None:
    women = persons().filter((pl.col("sex") == 2) & (pl.col("born") != "NPL") & (pl.col("status") == 1))
    young = women.filter(pl.col("age").is_between(15, 24))
    found = figure(chain, "MST_TEMP_SEX_AGE_CBR_NB", SEX="SEX_F", AGE=codes.YOUTH, CBR=codes.FOREIGN_BORN)
    assert found["OBS_VALUE"] == pytest.approx(young["wt"].sum(), rel=1e-12)
    assert found["UNIT_MEASURE"] == "PS"


def test_a_country_is_a_part_of_the_foreign_born(chain: Chain) -> None:
    india = persons().filter((pl.col("born") == "IND") & (pl.col("age") >= 15))
    found = figure(chain, "MST_FORP_SEX_CBR_NB", SEX="SEX_T", CBR="CBR_COUNTRY_IND")
    assert found["OBS_VALUE"] == pytest.approx(india["wt"].sum(), rel=1e-12)
    assert found["N_OBS"] == len(india)


def test_arrivals_of_the_last_twelve_months_are_the_inflow(chain: Chain) -> None:
    recent = persons().filter((pl.col("born") == "BGD") & (pl.col("year") == 2024))
    found = figure(chain, "MFL_FPOP_SEX_CBR_NB", SEX="SEX_T", CBR="CBR_COUNTRY_BGD")
    assert found["OBS_VALUE"] == pytest.approx(recent["wt"].sum(), rel=1e-12)


RATES = (
    ("MST_TEAP_SEX_AGE_CBR_RT", [1, 2], [1, 2, 3]),
    ("MST_TEMP_SEX_AGE_CBR_RT", [1], [1, 2, 3]),
    ("MST_TUNE_SEX_AGE_CBR_RT", [2], [1, 2]),
    ("MST_TEIP_SEX_AGE_CBR_RT", [3], [1, 2, 3]),
)


@pytest.mark.parametrize(("indicator", "above", "below"), RATES)
def test_a_rate_and_its_error_are_those_of_a_ratio(
    chain: Chain, indicator: str, above: list[int], below: list[int]
) -> None:
    rows = persons().with_columns(
        pl.col("status").is_in(above).cast(pl.Int8).alias("above"),
        pl.col("status").is_in(below).cast(pl.Int8).alias("below"),
    )
    where: list[Condition] = [Between("age", 15, None), Is("sex", (1,)), Is("born", ("IND", "BGD")), Is("below", (1,))]
    with open_survey(rows, DESIGN) as survey:
        expected = survey.estimate([Ratio("above", "below")], where=where).frame.row(0, named=True)
    shown = figure(chain, indicator, SEX="SEX_M", AGE="AGE_YTHADULT_YGE15", CBR=codes.FOREIGN_BORN)
    assert shown["OBS_VALUE"] == pytest.approx(100 * expected["estimate"], rel=1e-10)
    assert shown["UNIT_MEASURE"] == "PT"
    series = next(one for one in SERIES if one.code == indicator)
    raw, by = chain.cells["age_birth"].frame, ["sex", "age", "birth"]
    part, whole, rest = (
        selected(raw, fixed, by, ["labour_force", *by]) for fixed in (series.fixed, series.whole, series.rest)
    )
    found = rates(part, whole, rest, by, 100.0).filter(
        pl.col("sex") == "SEX_M", pl.col("age").is_null(), pl.col("birth") == codes.FOREIGN_BORN
    )
    for name in ("se", "low", "high"):
        assert found[name].item() == pytest.approx(100 * expected[name], rel=1e-8)
    assert found["df"].item() == expected["df"]
    assert found["n"].item() == expected["n"]


def test_mean_earnings_are_of_employees(chain: Chain) -> None:
    with open_survey(persons(), DESIGN) as survey:
        where: list[Condition] = [Between("age", 15, None), Is("ste", (1,)), Is("born", ("NPL",))]
        expected = survey.estimate([Mean("pay")], where=where).frame.row(0, named=True)
    found = figure(chain, "MST_EARA_SEX_CBR_NB", SEX="SEX_T", CBR=codes.NATIVE)
    assert found["OBS_VALUE"] == pytest.approx(expected["estimate"], rel=1e-12)
    assert found["STD_ERR"] == pytest.approx(expected["se"], rel=1e-9)
    assert found["N_OBS"] is None
    assert found["UNIT_MEASURE"] == "NPR"


def test_youth_not_in_employment_or_education(chain: Chain) -> None:
    youth = persons().filter(pl.col("age").is_between(15, 24))
    neet = youth.filter((pl.col("status") != 1) & (pl.col("school") == 2))
    found = figure(chain, "EIP_NEET_SEX_CBR_RT", SEX="SEX_T", CBR="CBR_STATUS_TOTAL")
    assert found["OBS_VALUE"] == pytest.approx(100 * float(neet["wt"].sum()) / float(youth["wt"].sum()), rel=1e-12)


def test_what_is_shown_adds_up(chain: Chain) -> None:
    shown = chain.observations.filter(pl.col("UNIT_MEASURE") == "PS").drop_nulls("OBS_VALUE")
    sums = 0
    for dimension, total, parts in (
        ("SEX", "SEX_T", ["SEX_F", "SEX_M"]),
        ("CBR", "CBR_STATUS_TOTAL", [codes.NATIVE, codes.FOREIGN_BORN]),
        ("CCT", "CCT_STATUS_TOTAL", [codes.NATIONAL, codes.NON_NATIONAL]),
        ("AGE", "AGE_YTHADULT_YGE15", [codes.YOUTH, codes.ADULT]),
        ("ECO", "ECO_ISIC4_TOTAL", ["ECO_SECTOR_AGR", "ECO_SECTOR_IND", "ECO_SECTOR_SER"]),
    ):
        keys = [one.id for one in structure().dimensions if one.id != dimension]
        wide = shown.filter(pl.col(dimension).is_in([total, *parts])).pivot(dimension, index=keys, values="OBS_VALUE")
        whole = wide.drop_nulls([total, *parts])
        sums += len(whole)
        assert whole.select(((pl.sum_horizontal(parts) - pl.col(total)).abs() < 1e-6 * pl.col(total)).all()).item()
    assert sums > 300


def test_the_employed_and_the_unemployed_are_the_labour_force(chain: Chain) -> None:
    tables = {
        code: chain.observations.filter(pl.col("INDICATOR") == f"MST_{code}_SEX_EDU_CCT_NB").drop_nulls("OBS_VALUE")
        for code in ("TEAP", "TEMP", "TUNE")
    }
    keys = ["SEX", "EDU", "CCT"]
    joined = tables["TEAP"].join(tables["TEMP"], on=keys, suffix="_e").join(tables["TUNE"], on=keys, suffix="_u")
    assert len(joined) > 30
    wrong = (pl.col("OBS_VALUE_e") + pl.col("OBS_VALUE_u") - pl.col("OBS_VALUE")).abs() > 1e-6
    assert joined.filter(wrong).is_empty()


def test_a_rate_equals_the_quotient_of_the_numbers_beside_it(chain: Chain) -> None:
    keys = ["SEX", "EDU", "CBR"]

    def of(code: str) -> pl.DataFrame:
        return chain.observations.filter(pl.col("INDICATOR") == code).drop_nulls("OBS_VALUE")

    joined = (
        of("MST_TUNE_SEX_EDU_CBR_RT")
        .join(of("MST_TUNE_SEX_EDU_CBR_NB"), on=keys, suffix="_part")
        .join(of("MST_TEAP_SEX_EDU_CBR_NB"), on=keys, suffix="_whole")
    )
    assert len(joined) > 30
    quotient = 100 * pl.col("OBS_VALUE_part") / pl.col("OBS_VALUE_whole")
    assert joined.filter((quotient - pl.col("OBS_VALUE")).abs() > 1e-9).is_empty()


def test_nobody_of_few_is_shown(chain: Chain) -> None:
    shown = chain.observations.filter(pl.col("UNIT_MEASURE") == "PS", pl.col("N_OBS") > 0)["N_OBS"]
    assert min(shown.to_list()) >= 5
    hidden = chain.observations.filter(pl.col("CONF_STATUS") == "N")
    assert len(hidden) > 0
    assert (
        hidden.select(pl.col("OBS_VALUE", "STD_ERR", "CI_LOWER", "CI_UPPER", "CV", "N_OBS").null_count()).row(0)
        == (len(hidden),) * 6
    )
    assert set(hidden["OBS_STATUS"]) == {"Q"}


def test_the_observations_are_of_their_structure(chain: Chain) -> None:
    rows, form = chain.observations, structure()
    assert tuple(rows.columns) == form.columns
    for one in (*form.dimensions, *form.attributes):
        if one.codes:
            strangers = set(rows[one.id].drop_nulls()) - set(form.code_lists[one.codes].ids)
            assert not strangers, (one.id, strangers)
    keys = [*(one.id for one in form.dimensions), "TIME_PERIOD"]
    assert rows.filter(pl.struct(keys).is_duplicated()).is_empty()
    assert rows.select(pl.col(keys).null_count()).row(0) == (0,) * len(keys)


def test_each_series_is_there_or_says_why_not(chain: Chain) -> None:
    there, gaps = set(chain.observations["INDICATOR"]), {one.series.code: one.reason for one in chain.gaps}
    assert there | set(gaps) == {one.code for one in SERIES}
    assert not there & set(gaps)
    assert all(gaps.values())
    assert "SDG_0882_NOC_RT" in gaps
    assert len(SERIES) == 74


def test_the_folder_is_whole_or_absent(chain: Chain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "tables"

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "questionnaire_workbook", broken)
    with pytest.raises(KeyboardInterrupt):
        writing.write(chain, out)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    writing.write(chain, out)
    assert {one.name for one in out.iterdir()} == {
        "observations.csv", "observations.parquet", "structure.json", "release.json", "report.md", "report.html",
        "structure-sdmx.json", "questionnaire.xlsx", "office",
    }  # fmt: skip
    header = (out / "observations.csv").read_text("utf-8").splitlines()[0]
    assert header.startswith("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,SEX")
    assert "International_migrant" not in header
    report = (out / "report.md").read_text("utf-8")
    assert "A demonstration: the persons are invented" in report
    assert "international_migrant_worker" in report
