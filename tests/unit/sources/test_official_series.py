"""SDG indicators, ILOSTAT and World Population Prospects: codes, categories, ranges."""

from __future__ import annotations

import polars as pl

from fairway.sources import wpp
from tests.unit.sources.conftest import Harmonise

SDG = (
    "indicator,series,iso3,year,value,units,nature,migratory_status,sex,policy_domains,quantile,type_of_occupation,age\n"
    "10.7.2,SG_CPA_MIGRS,NPL,2019,3,number,c,,,domain2,,,\n"
    "10.7.2,SG_CPA_MIGRS,QAT,2019,N,number,c,,,domain2,,,\n"
    "10.7.2,SG_CPA_MIGRP,NPL,2019,50,percent,c,,,alldomains,,,\n"
    "8.8.2,SL_LBR_NTLCPL,,2016,3.2,score,g,notspec,,,,,\n"
    "8.8.1,SL_EMP_INJUR,NPL,2016,<0.5,per_100000_emp,c,nonmig,female,,,,\n"
    "8.8.1,SL_EMP_INJUR,QAT,2016,0.5,per_100000_emp,c,nonmig,female,,,,\n"
    "8.5.1,SL_EMP_EARN,NPL,2016,100,local,c,,,,,,\n"
    "10.c.1,SI_RMT_COST,NPL,2018,3.9,percent,notspec,,,,,,\n"
)


def test_sdg_keeps_our_indicators_and_counts_the_rest(harmonise: Harmonise) -> None:
    result = harmonise("sdg", SDG)
    rows = {(row["place"], row["series"]): row for row in result.frame.iter_rows(named=True)}
    assert set(rows) == {("NPL", "SG_CPA_MIGRS"), ("QAT", "SL_EMP_INJUR"), ("NPL", "SI_RMT_COST")}
    assert result.left_out == {
        "indicator that Fairway does not show": 1,
        "aggregate without ISO code": 1,
        "share of countries": 1,
        "value N: not asked of the country": 1,
        "value that is not a number": 1,
    }


def test_sdg_says_nature_sex_status_and_domain_in_our_words(harmonise: Harmonise) -> None:
    rows = {row["series"]: row for row in harmonise("sdg", SDG).frame.iter_rows(named=True)}
    assert (rows["SG_CPA_MIGRS"]["nature"], rows["SG_CPA_MIGRS"]["policy_domain"]) == ("C", "2")
    assert (rows["SL_EMP_INJUR"]["sex"], rows["SL_EMP_INJUR"]["migratory_status"]) == ("F", "non_migrant")
    assert rows["SL_EMP_INJUR"]["value"] == 0.5
    assert (rows["SI_RMT_COST"]["nature"], rows["SI_RMT_COST"]["sex"]) == (None, "T")


def test_occupations_of_isco_68_and_unknown_birth_are_left_out(harmonise: Harmonise) -> None:
    result = harmonise(
        "employment_by_occupation",
        "geo,birth,t,occup,sex,n\n"
        "USA,Foreign,2020,isco-08-9,Female,100\n"
        "USA,Total,2020,isco-08-9,Female,300\n"
        "USA,Unknown,2020,isco-08-9,Female,5\n"
        "USA,Foreign,2020,isco-68-Y,Female,7\n"
        "USA,Foreign,2020,isco-68-Y,Female,8\n",
    )
    assert [(row["group"], row["category"], row["value"]) for row in result.frame.iter_rows(named=True)] == [
        ("foreign", "9", 100.0),
        ("total", "9", 300.0),
    ]
    assert result.left_out == {
        "place of birth or citizenship unknown": 1,
        "ISCO-68, whose keys are not unique": 2,
    }


def test_labels_differ_between_tables_and_mean_the_same(harmonise: Harmonise) -> None:
    sector = harmonise("employment_by_sector", "geo,t,birth,sector,n\nQAT,2010,Foreign-born,D-E,1.5\n").frame
    assert sector.row(0, named=True) == {
        "place": "QAT",
        "year": 2010,
        "basis": "birth",
        "group": "foreign",
        "sex": "T",
        "category": "D-E",
        "value": 1.5,
        "source_row": 1,
    }
    rate = harmonise(
        "unemployment_by_education",
        "geo,birth,sex,educ,t,v\nUSA,Native-born,Total,Total,2020,8\nUSA,Native-born,Total,Less than basic,2020,800\n",
    )
    assert rate.frame["category"].to_list() == ["TOTAL"]
    assert rate.left_out == {"rate outside 0–100 %": 1}


def test_impossible_earnings_are_left_out_and_the_basis_is_kept(harmonise: Harmonise) -> None:
    usual = "".join(f"COL,{year},birth,Native,Total,600\n" for year in range(2005, 2012))
    result = harmonise(
        "mean_earnings",
        "geo,t,type,status,sex,v\n"
        + usual
        + "COL,2020,birth,Foreign,Total,0.05\n"
        + "PRT,1998,birth,Foreign,Total,160175.927\n"
        + "COL,2019,birth,Foreign,Total,55\n"
        + "THA,2020,citizenship,Foreign,Female,1220\n",
    )
    assert result.left_out == {
        "earnings outside 20–20,000 PPP $": 2,
        "earnings ten times from the country's median": 1,
    }
    thai = result.frame.filter(pl.col("place") == "THA").row(0, named=True)
    assert (thai["basis"], thai["sex"], thai["value"]) == ("citizenship", "F", 1220.0)


def test_population_leaves_aggregates_out_knows_kosovo_and_counts_persons(harmonise: Harmonise) -> None:
    frame = pl.DataFrame(
        {
            "source_row": [1, 2, 3],
            "country_code": [900, 412, 524],
            "year": [2024] * 3,
            "popM": [4e6, 800.5, 14160.624],
            "popF": [4e6, 800.0, 15467.535],
            "pop_95l": [7.9e6, 1500.0, 29381.431],
            "pop_95u": [8.1e6, 1700.0, 29846.468],
        }
    )
    result = wpp.population(frame)
    assert result.frame.select("place", "total").rows() == [("NPL", 29_628_159), ("XKX", 1_600_500)]
    assert result.left_out == {"aggregate of countries": 1}


def test_working_age_is_15_to_64_by_sex() -> None:
    ages = ("10-14", "15-19", "60-64", "65-69")
    frame = pl.DataFrame(
        {
            "source_row": range(1, 9),
            "m49": [524] * 8,
            "sex": ["female"] * 4 + ["male"] * 4,
            "age": [*ages, *ages],
            "year": [2020] * 8,
            "variant": ["estimate"] * 7 + ["high"],
            "pop_thousands": [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0],
        }
    )
    result = wpp.population_by_age(frame)
    assert result.left_out == {"variant other than estimate and medium": 1}
    assert wpp.working_age(result.frame).row(0, named=True) == {
        "place": "NPL",
        "year": 2020,
        "variant": "estimate",
        "children": 17_000,
        "working": 102_000,
        "older": 8_000,
        "working_female": 6_000,
        "working_male": 96_000,
    }
