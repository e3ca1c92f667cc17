"""The invented country: the same seed makes the same people, nothing contradicts itself, and the truth is the truth."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from fairway.reference.classifications import code_list
from fairway.reference.places import by_code
from fairway.reference.survey_variables import VARIABLES
from fairway.statistics.simulation import Population, national
from fairway.statistics.simulation.missing import MONTH_FORGOTTEN, RATES
from fairway.statistics.simulation.strata import CountryUnknown, country_of
from fairway.statistics.simulation.truth import quantile

DESIGN = {"simulated", "stratum", "psu", "households_in_psu", "psus_in_stratum", "weight"}


@pytest.fixture(scope="module")
def country() -> Population:
    return national(3, persons=60_000)


def test_the_same_seed_makes_the_same_people_and_another_does_not(country: Population) -> None:
    assert country.persons.equals(national(3, persons=60_000).persons)
    assert not country.persons.equals(national(4, persons=60_000).persons)
    assert len(country.persons) == pytest.approx(60_000, rel=0.05)


def test_a_sample_holds_the_very_persons_of_the_population(country: Population) -> None:
    sample = country.sample(9, persons=2_000)
    persons = sample.persons.drop("weight", "psus_in_stratum")
    of_them = country.persons.filter(pl.col("household").is_in(persons["household"].implode()))
    assert persons.equals(of_them.select(persons.columns))
    away = country.absent.filter(pl.col("household").is_in(persons["household"].implode()))
    assert sample.absent.select(away.columns).equals(away)
    assert len(away) > 50


def test_pieces_make_the_whole(country: Population, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fairway.statistics.simulation.population.AT_ONCE", 1_000)
    assert pl.concat(list(country.parts())).equals(country.persons)


def test_every_column_is_a_standard_variable_with_its_codes(country: Population) -> None:
    for frame in (country.persons, country.absent):
        assert (frame["simulated"] == 1).all()
        for name in set(frame.columns) - DESIGN:
            variable, found = VARIABLES[name], frame[name].drop_nulls()
            assert len(found), name
            match variable.kind:
                case "code":
                    assert set(found) <= set(variable.codes), name
                case "country":
                    assert set(found) <= set(by_code()), name
                case "isco" | "isic":
                    known = {
                        entry.code for entry in code_list("isco08" if variable.kind == "isco" else "isic4").entries
                    }
                    assert set(found) <= known, name
                case "number":
                    assert found.min() >= (variable.low or 0), name
                    assert found.max() <= (variable.high or np.inf), name
                case "month":
                    assert found.str.contains(r"^(19|20)\d\d-(0[1-9]|1[0-2])$").all(), name


def test_histories_do_not_contradict_themselves(country: Population) -> None:
    persons = country.persons.with_columns(
        (12 * 2024 + 5 - pl.col(name).str.head(4).cast(pl.Int32) * 12 - pl.col(name).str.tail(2).cast(pl.Int32)).alias(
            f"since_{name}"
        )
        for name in ("arrival_month", "return_month")
    )
    since = persons["since_arrival_month"]
    assert (since.drop_nulls() >= 0).all()
    assert (persons["age"] * 12 + 12 > since).drop_nulls().all()
    moved = persons["ever_lived_abroad"] == "yes"
    assert (persons["arrival_month"].is_not_null() == moved).all()
    assert (persons["previous_residence"].is_not_null() == moved).all()
    back = persons.filter(pl.col("worked_abroad") == "yes")
    left_at = back["age"] - (back["since_return_month"] + back["months_worked_abroad"]) / 12
    assert left_at.min() >= 15
    assert (back["arrival_month"] == back["return_month"]).all()
    young = persons.filter(pl.col("age") < 15)
    assert young["labour_force_status"].null_count() == len(young)
    at_work = persons["labour_force_status"] == "employed"
    assert (persons["occupation"].is_not_null() == at_work.fill_null(value=False)).all()


def test_neighbours_are_alike_and_migrants_live_together(country: Population) -> None:
    log = pl.col("monthly_earnings").log()
    paid = country.persons.drop_nulls("monthly_earnings").select(
        "psu",
        (log - log.mean().over("stratum", pl.col("occupation").str.head(1))).alias("log"),
        (pl.col("citizenship") != "NPL").alias("foreign"),
    )
    for name, least in (("log", 0.1), ("foreign", 0.2)):
        assert _intraclass(paid, name) > least, name


def _intraclass(rows: pl.DataFrame, name: str) -> float:
    """The intra-class correlation by the analysis of variance."""
    values = pl.col(name).cast(pl.Float64)
    groups = rows.group_by("psu").agg(values.mean().alias("mean"), pl.len().alias("n"), values.var().alias("var"))
    groups = groups.filter(pl.col("n") > 1)
    n, mean, var = (groups[name].to_numpy() for name in ("n", "mean", "var"))
    within = ((n - 1) * var).sum() / (n - 1).sum()
    between = (n * (mean - np.average(mean, weights=n)) ** 2).sum() / (len(n) - 1)
    size = (n.sum() - (n**2).sum() / n.sum()) / (len(n) - 1)
    return float((between - within) / (between + (size - 1) * within))


def test_women_taught_abroad_are_over_qualified_more_often(country: Population) -> None:
    truth = country.truth()
    assert truth["over-qualified with tertiary education, women: taught abroad less taught here"] > 0.2
    assert truth["over-qualified with tertiary education, foreign-born less native-born"] > 0.08


def test_the_truth_is_what_counting_person_by_person_gives(country: Population) -> None:
    truth = country.truth()
    rows = country.persons.to_dicts()
    adults = [row for row in rows if row["age"] >= 15]
    foreign = [row for row in adults if row["country_of_birth"] != "NPL"]
    active = [row for row in foreign if row["labour_force_status"] != "outside"]
    jobless = [row for row in active if row["labour_force_status"] == "unemployed"]
    assert truth["participation rate, foreign-born"] == pytest.approx(len(active) / len(foreign))
    assert truth["employment rate, foreign-born"] == pytest.approx((len(active) - len(jobless)) / len(foreign))
    assert truth["employed, foreign-born"] == len(active) - len(jobless)
    assert truth["unemployment rate, foreign-born"] == pytest.approx(len(jobless) / len(active))
    needs = {**dict.fromkeys("123", "5678"), **dict.fromkeys("45678", "34"), "9": "012"}
    degrees = [row for row in active if row["education"] in ("5", "6", "7", "8") and row["occupation"]]
    over = [row for row in degrees if needs[row["occupation"][0]] != "5678"]
    assert truth["over-qualified with tertiary education, foreign-born"] == pytest.approx(len(over) / len(degrees))
    employed = [row for row in active if row["occupation"]]
    above = [row for row in employed if row["education"] > max(needs[row["occupation"][0]])]
    assert truth["over-qualification rate, foreign-born"] == pytest.approx(len(above) / len(employed))
    paid = sorted(row["monthly_earnings"] for row in foreign if row["monthly_earnings"] is not None)
    assert truth["mean earnings, foreign-born"] == pytest.approx(sum(paid) / len(paid))
    below = sum(value <= truth["earnings exceeded by a fifth, foreign-born"] for value in paid)
    assert below / len(paid) >= 0.8
    assert truth["absent members"] == len(country.absent)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 2.0), (0.8, 4.0), (0.2, 1.0), (0.81, 5.0), (0.01, 1.0)])
def test_a_quantile_is_the_least_value_that_reaches_the_share(share: float, expected: float) -> None:
    assert quantile(np.array([5.0, 1.0, 2.0, 4.0, 2.0]), share) == expected


def test_any_country_can_be_simulated_and_its_people_are_its_own() -> None:
    persons = national(1, persons=30_000, country="QAT").persons
    assert "QAT" not in country_of("QAT").destinations
    assert persons.filter(pl.col("ever_lived_abroad") == "no")["country_of_birth"].unique().to_list() == ["QAT"]
    assert set(persons["earnings_currency"].drop_nulls()) == {"QAR"}


def test_a_country_that_is_none_is_refused_with_those_that_are_near() -> None:
    with pytest.raises(CountryUnknown, match="“NPX” is no country code") as refused:
        national(country="NPX")
    assert "NPL" in refused.value.advice


def test_who_does_not_know_is_drawn_at_the_stated_rates(country: Population) -> None:
    knowing, asked = country.sample(2, persons=9_000), country.sample(2, persons=9_000, missing=True)
    for name in ("monthly_earnings", "education", "permit_at_entry"):
        concerned = knowing.persons[name].is_not_null()
        lost = asked.persons.filter(concerned)[name].null_count() / concerned.sum()
        assert lost == pytest.approx(RATES[name], abs=4.5 * np.sqrt(RATES[name] / concerned.sum())), name
    assert asked.persons["weight"].equals(knowing.persons["weight"])
    assert asked.persons["labour_force_status"].equals(knowing.persons["labour_force_status"])
    assert (asked.persons["monthly_earnings"].is_null() == asked.persons["earnings_currency"].is_null()).all()
    arrived = asked.persons["arrival_month"].drop_nulls()
    year_only = (arrived.str.len_chars() == 4).mean()
    assert year_only == pytest.approx(MONTH_FORGOTTEN, abs=0.04)
