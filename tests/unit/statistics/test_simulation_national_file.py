"""The national file is in the office's own codes, and its mapping leads back to the very standard frame."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from fairway.methods.survey.design import Design, Stage
from fairway.reference.survey_variables import VARIABLES
from fairway.statistics.simulation import Population, Sample, national
from fairway.statistics.simulation.national_file import NationalFile, as_national_file
from fairway.warehouse.surveys.mapping import Mapped, mapped, microdata_of, read_mapping
from fairway.warehouse.surveys.mapping_errors import DemonstrationNotStated


@pytest.fixture(scope="module")
def country() -> Population:
    return national(3, persons=60_000)


def file_of(country: Population, sample: Sample) -> NationalFile:
    return as_national_file(sample, country.country, country.reference_month)


def written(file: NationalFile, folder: Path) -> Path:
    file.persons.write_csv(folder / "persons.csv")
    file.absent.write_csv(folder / "absent.csv")
    (folder / "mapping.yaml").write_text(yaml.safe_dump(dict(file.mapping), sort_keys=False), "utf-8")
    return folder


def read(folder: Path, *, absent: bool = False) -> Mapped:
    mapping = read_mapping(folder / "mapping.yaml")
    part = mapping.absent if absent else None
    wanted = [VARIABLES[name] for name in (part or mapping).variables]
    file = folder / ("absent.csv" if absent else "persons.csv")
    return mapped(microdata_of(file, mapping, wanted, part), mapping, wanted, lambda *_: None, part=part)


@pytest.mark.parametrize("missing", [False, True])
@pytest.mark.parametrize("absent", [False, True])
def test_the_mapping_leads_back(country: Population, tmp_path: Path, *, missing: bool, absent: bool) -> None:
    sample = country.sample(2, persons=4_000, missing=missing)
    back = read(written(file_of(country, sample), tmp_path), absent=absent)
    assert back.rejects.is_empty()
    frame, before = back.frame.collect(), sample.absent if absent else sample.persons
    names = [name for name in frame.columns if name in VARIABLES and name != "earnings_currency"]
    assert set(names) == {name for name in before.columns if name in VARIABLES} - {"earnings_currency"}
    for name in names:
        assert frame[name].to_list() == before[name].cast(frame[name].dtype).to_list(), name
    assert frame["weight"].to_list() == pytest.approx(before["weight"].to_list())
    assert frame["psu"].to_list() == before["psu"].to_list()


@pytest.mark.parametrize(
    ("first_stage", "stages"),
    [
        ("pps", (Stage("psu", "stratum"),)),
        ("srs", (Stage("psu", "stratum", "population"), Stage("household", None, "population_2"))),
    ],
)
def test_the_design_is_that_of_the_draw(
    country: Population, tmp_path: Path, first_stage: str, stages: tuple[Stage, ...]
) -> None:
    sample = country.sample(2, persons=3_000, first_stage=first_stage)  # type: ignore[arg-type]
    design = read(written(file_of(country, sample), tmp_path)).design
    assert design.weight == "weight"
    assert [one.population for one in design.stages] == [one.population for one in stages]
    assert (design.stages[0].unit, design.stages[0].stratum) == ("psu", "stratum")
    assert isinstance(design, Design)


def test_answers_are_numbers_of_the_office_and_nine_is_unknown(country: Population) -> None:
    sample = country.sample(2, persons=4_000, missing=True)
    file = file_of(country, sample)
    persons = file.persons
    assert all(persons[name].dtype.is_numeric() for name in persons.columns)
    assert not set(persons.columns) & set(VARIABLES)
    employed = (sample.persons["labour_force_status"] == "employed").fill_null(value=False)
    for column, variable, code in (("d09", "own_assessment", 9), ("d05", "industry", 99), ("d04", "occupation", 9999)):
        unknown = employed & sample.persons[variable].is_null()
        assert unknown.any()
        assert set(persons.filter(unknown)[column]) == {code}
        assert persons.filter(~employed)[column].null_count() == (~employed).sum()
    months = persons.filter(sample.persons["arrival_month"].str.len_chars() == 4)
    assert set(months["c06m"]) == {99}
    assert months["c06y"].is_between(1930, 2024).all()
    forgotten = persons.filter(sample.persons["arrival_month"].is_null() & (persons["c04"] == 1))
    assert set(forgotten["c06y"]) == {9999}
    assert file.labels["a02"] == {1: "Men", 2: "Women"}
    assert file.labels["c01"][99] == "Unknown"
    assert set(file.titles) == set(persons.columns)


def test_the_mapping_owns_up_to_the_simulation(country: Population, tmp_path: Path) -> None:
    file = file_of(country, country.sample(2, persons=3_000))
    assert file.mapping["source"]["demonstration"] is True
    assert "Simulated labour force survey" in file.mapping["title"]
    assert (file.persons["simulated"] == 1).all()
    silent = replace(file, mapping={**file.mapping, "source": {**file.mapping["source"], "demonstration": False}})
    with pytest.raises(DemonstrationNotStated):
        read(written(silent, tmp_path))
