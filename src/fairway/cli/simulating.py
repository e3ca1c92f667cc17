"""`fairway simulate`: an invented survey whose every figure is known, as an office's file or as answers to a form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from fairway.kernel.questionnaire import Questionnaire
    from fairway.recruitment.simulation import Recruited
    from fairway.statistics.simulation import Population, Sample
    from fairway.statistics.simulation.national_file import NationalFile

FORMATS: Final = ("csv", "parquet", "dta")
PERSONS: Final = (1_000, 2_000_000)
TRUTH: Final = "truth.json"
MAIN: Final = "main.csv"
_POPULATIONS: Final = ((15, 300_000, 3_000_000), (6, 0, 12_000_000))
"""Persons in the population for each in the sample, at least and at most; the larger holds."""

simulating = typer.Typer(
    name="simulate",
    help="Invented microdata whose every figure is known: to teach, and to try what Fairway does.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.add_typer(simulating)


@simulating.callback()
def simulate() -> None:
    """Invented microdata whose every figure is known: to teach, and to try what Fairway does."""


@simulating.command()
def survey(
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to make.")],
    persons: Annotated[int, typer.Option("--persons", help="About how many persons are sampled.")] = 12_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes the same survey.", min=0)] = 1,
    country: Annotated[str, typer.Option("--country", help="Whose survey: ISO 3166-1 alpha-3.")] = "NPL",
    missing: Annotated[bool, typer.Option("--missing", help="Some do not know, forget or refuse.")] = False,
    format: Annotated[str, typer.Option("--format", "-f", help="Of the persons: csv | parquet | dta")] = "csv",
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an earlier one.")] = False,
) -> None:
    """Simulates a labour force survey with its migration and recruitment cost modules, and the true values.

    Nothing in it is about a real person or a real country: every file carries `simulated` = 1.
    """
    _check(persons, format)
    from fairway.statistics.simulation import national
    from fairway.warehouse.surveys.running_outputs import whole_folder

    folder = out.resolve()
    _refuse_in_the_way(folder, replace=replace)
    population = national(seed, persons=_population_for(persons), country=country)
    sample, found, truth = _made(population, seed, persons, missing=missing)
    with whole_folder(folder) as made:
        file = _write(made, population, sample, found, truth, format)
    households = sample.persons["household"].n_unique()
    typer.echo(
        f"{len(sample.persons):,} invented persons in {households:,} households, a sample of {truth['persons']:,.0f}."
    )
    typer.echo(f"{out} holds {', '.join(sorted(path.name for path in folder.iterdir()))}.")
    typer.echo(f"The mapping of {file} is mapping.yaml; README.md says what to run next.")


@simulating.command()
def answers(
    questionnaire: Annotated[
        str, typer.Option("--questionnaire", "-q", help="An id: `fairway questionnaire list`.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to make.")],
    persons: Annotated[int, typer.Option("--persons", help="About how many persons are sampled.")] = 12_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes the same survey.", min=0)] = 1,
    country: Annotated[str, typer.Option("--country", help="Whose survey: ISO 3166-1 alpha-3.")] = "NPL",
    missing: Annotated[bool, typer.Option("--missing", help="Some do not know, forget or refuse.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an earlier one.")] = False,
) -> None:
    """Simulates the answers to a questionnaire, as ODK Central exports them: those of `survey` with the same seed.

    `main.csv` has a row for each interview, with the design of the sample beside; each repeat has a table of its own.
    """
    _check(persons)
    from fairway.cli.questionnaires import module_of
    from fairway.statistics.simulation import national
    from fairway.warehouse.surveys.running_outputs import whole_folder

    asked = module_of(questionnaire)
    folder = out.resolve()
    _refuse_in_the_way(folder, replace=replace, marker=MAIN, kind="set of simulated answers")
    population = national(seed, persons=_population_for(persons), country=country)
    tables = _answered(population, asked, persons, missing=missing)
    with whole_folder(folder) as made:
        for name, frame in tables.items():
            frame.write_csv(made / f"{name}.csv")
        said = {"title": asked.title["en"], "id": asked.id, "country": population.country.code}
        (made / "README.md").write_text(_ANSWERS_README.format(**said), "utf-8")
    typer.echo(f"{len(tables['main']):,} invented interviews are in {out}: ", nl=False)
    typer.echo(", ".join(f"{name}.csv ({len(frame):,})" for name, frame in tables.items()) + ", README.md.")


def _answered(population: Population, asked: Questionnaire, persons: int, *, missing: bool) -> dict[str, pl.DataFrame]:
    """The tables of a module, with those of the sample and the exchange rates beside the answers on costs."""
    from datetime import date

    from fairway.exchange.odk_answers import as_exported
    from fairway.recruitment.modules import QUESTIONNAIRES
    from fairway.recruitment.simulation import asked_of, recruited
    from fairway.recruitment.simulation_answers import interviews_of as of_workers
    from fairway.recruitment.simulation_missing import with_unknown
    from fairway.statistics.simulation.answers import DAY, interviews_of

    month, home = population.reference_month, population.country
    today = date.fromisoformat(f"{month}-{DAY}")
    knowing = population.sample(population.seed, persons=persons)
    if asked.id not in QUESTIONNAIRES:
        told = population.sample(population.seed, persons=persons, missing=True) if missing else knowing
        return as_exported(asked, interviews_of(told, month, knowing if missing else None), today=today)
    hired = asked_of(knowing.persons, home.code)
    found = recruited(hired, seed=population.seed, country=home.code, currency=home.currency, reference_month=month)
    found = with_unknown(found, population.seed) if missing else found
    tables = as_exported(asked, of_workers(found, asked.id, home.currency, month), today=today)
    return {**tables, "rates": found.rates, "sample": _drawn(knowing)}


def _drawn(sample: Sample) -> pl.DataFrame:
    """The enumeration areas of a sample."""
    return sample.persons.select("simulated", "stratum", "psu").unique().sort("stratum", "psu")


def _check(persons: int, format: str = FORMATS[0]) -> None:
    if format not in FORMATS:
        raise InputError(f"“{format}” is no format for microdata here.", advice=f"Choose one of {', '.join(FORMATS)}.")
    least, most = PERSONS
    if not least <= persons <= most:
        raise InputError(
            f"A survey of {persons:,} persons cannot be simulated.", advice=f"Give {least:,} to {most:,} persons."
        )


def _refuse_in_the_way(folder: Path, *, replace: bool, marker: str = TRUTH, kind: str = "simulated survey") -> None:
    from fairway.warehouse.surveys.specification_errors import OutputInTheWay

    if not folder.parent.is_dir():
        raise OutputInTheWay(f"There is no folder {folder.parent}.", advice="Make it, or choose another with --out.")
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not (folder / marker).is_file():
        raise OutputInTheWay(
            f"{folder} is there and is no {kind}.",
            advice="Choose another with --out; nothing was changed.",
        )
    if not replace:
        raise OutputInTheWay(
            f"{folder} holds a {kind} already.",
            advice="Give --replace to put the new one in its place, or another --out.",
        )


def _population_for(persons: int) -> int:
    return max(max(least, min(times * persons, most)) for times, least, most in _POPULATIONS)


def _made(
    population: Population, seed: int, persons: int, *, missing: bool
) -> tuple[Sample, Recruited, dict[str, float]]:
    """The sample, its recruitment costs, and the true values of everything."""
    import polars as pl

    from fairway.recruitment.simulation import asked_of, recruited
    from fairway.recruitment.simulation_missing import with_unknown
    from fairway.recruitment.simulation_truth import truth_of_costs
    from fairway.statistics.simulation.truth import of_interest, truth_of

    code, month = population.country.code, population.reference_month
    given: dict[str, Any] = {
        "seed": population.seed, "country": code, "currency": population.country.currency, "reference_month": month,
    }  # fmt: skip
    counted, hired = [], []
    for part in population.parts():
        counted.append(of_interest(part, code))
        hired.append(asked_of(part, code))
    everybody = recruited(pl.concat(hired), **given)
    truth = truth_of(pl.concat(counted), population.absent)
    truth |= truth_of_costs(everybody, country=code, reference_month=month)
    told = population.sample(seed, persons=persons, missing=missing)
    knowing = population.sample(seed, persons=persons).persons if missing else told.persons
    found = recruited(knowing, **given)
    return told, with_unknown(found, seed) if missing else found, truth


def _write(
    folder: Path, population: Population, sample: Sample, found: Recruited, truth: dict[str, float], format: str
) -> str:
    import yaml

    from fairway.exchange.stata_writing import write_stata
    from fairway.statistics.simulation.national_file import ABSENT_FILE, as_national_file

    file = as_national_file(sample, population.country, population.reference_month)
    persons = folder / f"persons.{format}"
    match format:
        case "csv":
            file.persons.write_csv(persons)
        case "parquet":
            file.persons.write_parquet(persons)
        case "dta":
            write_stata(file.persons, persons, titles=file.titles, labels=file.labels)
    file.absent.write_csv(folder / ABSENT_FILE)
    beside = {"workers": found.workers, "items": found.items, "rates": found.rates, "sample": _drawn(sample)}
    for name, frame in beside.items():
        frame.write_csv(folder / f"{name}.csv")
    title = file.mapping["title"]
    for name, said in (("mapping.yaml", file.mapping), ("costs.yaml", _costs(file, population))):
        text = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=110, default_flow_style=None)
        (folder / name).write_text(f"# {title}. Everything in it is invented.\n{text}", "utf-8")
    known = {"simulated": 1, "title": title, "country": population.country.code, "seed": population.seed,
             "population": int(truth["persons"]), "measures": truth}  # fmt: skip
    (folder / TRUTH).write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (folder / "README.md").write_text(
        _README.format(title=title, persons=persons.name, rows=len(sample.persons)), "utf-8"
    )
    return persons.name


def _costs(file: NationalFile, population: Population) -> dict[str, Any]:
    return {
        "title": f"Recruitment costs, {file.mapping['title']}",
        "source": file.mapping["source"],
        "country": population.country.code,
        "role": "origin",
        "reference_month": population.reference_month,
        "design": {"weight": "weight", "stages": [{"unit": "psu", "stratum": "stratum"}]},
        # Only workers are in their file: the areas in which nobody is one have been sampled as well.
        "sample": "sample.csv",
        "rates": {"file": "rates.csv", "base": "USD", "window_months": 0, "source": "Invented"},
        "method": {"earnings": "net", "currency": "USD"},
        "by": ["sex", "education", "counterpart"],
        "disclosure": {"method": "suppression", "rules": [{"kind": "minimum_frequency", "n": 5}]},
    }


_README: Final = """# {title}

**Everything in this folder is invented.** No row is a real person, no figure says anything about a real country, and
every table carries the column `simulated` = 1. It is for teaching, for trials and for tests.

| File | Holds |
| --- | --- |
| {persons} | {rows:,} persons in a sample of households, in the columns and codes of an invented statistical office |
| absent.csv | Members of these households who live abroad |
| mapping.yaml | What the columns and codes mean; how the sample was drawn |
| workers.csv | Persons of the sample who went abroad to work, or came from there, within five years |
| sample.csv | The enumeration areas that were drawn, whether or not a worker lives there |
| items.csv | What each of these workers paid for the job: item, payee, amount, currency, month, reimbursement |
| rates.csv | Exchange rates: units of the currency for one US dollar |
| costs.yaml | Settings for recruitment costs |
| truth.json | The true values, in the whole invented population, of what can be estimated from these files |

Next:

    fairway ilms {persons} mapping.yaml --out tables
    fairway recruitment-costs workers.csv items.csv costs.yaml

Compare the results with truth.json: the true value lies in about 95 of 100 confidence intervals, not in each.
"""

_ANSWERS_README: Final = """# {title}: simulated answers

**Everything in this folder is invented**, and every table carries the column `simulated` = 1. The files are those that
ODK Central exports: `main.csv`, one row an interview, and a table for each repeat, joined by `KEY` and `PARENT_KEY`.
The columns of the design (`weight`, `stratum`, `psu`) stand beside: a sampling office adds them.

Next:

    fairway questionnaire check-answers {id} main.csv
    fairway questionnaire derive {id} . --country {country} --out derived
"""
