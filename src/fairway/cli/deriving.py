"""What `fairway questionnaire derive` does: reads answers, derives them, writes files, says what to run next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.kernel.errors import InputError, UnknownCode

if TYPE_CHECKING:
    import polars as pl

    from fairway.kernel.questionnaire import Questionnaire

FAULTS: Final = "faults.csv"
ROLES: Final = ("origin", "destination")
BESIDE: Final = ("rates.csv", "sample.csv")
"""What lies beside the answers on costs and belongs to them."""
SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Survey:
    """What the answers do not say of their survey.

    Attributes:
        country: Whose: a code or a name; "" for ratings of recruiters, which are of many.
        role: Of that country in answers on recruitment costs: `origin` or `destination`.
        name: What it is called; "" for the title of the module.
    """

    country: str
    role: str
    name: str


def derived_into(questionnaire: Questionnaire, answers: Path, out: Path, survey: Survey, *, replace: bool) -> list[str]:
    """Derives the answers in a folder, and writes the results into another: all of them, or nothing.

    Args:
        questionnaire: One of Fairway's modules.
        answers: The folder of its tables.
        out: The folder to make.
        survey: Whose, and what it is called.
        replace: Whether `out` may be put in the place of an earlier one.

    Returns:
        Lines that say what was done, what is doubtful, and what to run next.
    """
    from fairway.exchange.odk_answers import read_exported, unanswered
    from fairway.recruitment.modules import QUESTIONNAIRES
    from fairway.recruitment.ratings.modules import QUESTIONNAIRES as RATINGS
    from fairway.warehouse.surveys.running_outputs import whole_folder

    if survey.role not in ROLES:
        raise UnknownCode("role", survey.role, suggestions=ROLES)
    rating = questionnaire.id in RATINGS
    country = "" if rating else _country(survey.country)
    known = Survey(country, survey.role, survey.name or questionnaire.title["en"])
    folder = out.resolve()
    _check_output(folder, replace=replace)
    tables = read_exported(answers, questionnaire)
    lines = [f"{len(tables['main']):,} interviews, " + _repeats(tables)]
    lacking = unanswered(questionnaire, tables)
    if lacking:
        more = f" and {len(lacking) - SHOWN} more" if len(lacking) > SHOWN else ""
        lines.append(f"  no column, so nothing is known of: {', '.join(lacking[:SHOWN])}{more}.")
    with whole_folder(folder) as made:
        if questionnaire.id in QUESTIONNAIRES:
            done = _workers(questionnaire, tables, answers, made, known)
        elif rating:
            done = _ratings(questionnaire, tables, made)
        else:
            done = _persons(tables, made, known)
    following = [] if rating else _next(questionnaire, out, costs=questionnaire.id in QUESTIONNAIRES)
    return [*lines, *done, *following]


def _country(country: str) -> str:
    from fairway.reference.places import find

    if not country:
        raise InputError("Whose survey it is was not said.", advice="Give its country: --country NPL.")
    return find(country).iso3


def _check_output(folder: Path, *, replace: bool) -> None:
    from fairway.warehouse.surveys.specification_errors import OutputInTheWay

    if not folder.parent.is_dir():
        raise OutputInTheWay(f"There is no folder {folder.parent}.", advice="Make it, or choose another with --out.")
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not (folder / FAULTS).is_file():
        raise OutputInTheWay(
            f"{folder} is there and holds no derived answers.",
            advice="Choose another with --out; nothing was changed.",
        )
    if not replace:
        raise OutputInTheWay(
            f"{folder} holds derived answers already.",
            advice="Give --replace to put the new ones in their place, or another --out.",
        )


def _repeats(tables: Mapping[str, pl.DataFrame]) -> str:
    told = [f"{len(frame):,} rows of {name}" for name, frame in tables.items() if name != "main"]
    return ", ".join(told) + "." if told else "no repeat."


def _persons(tables: Mapping[str, pl.DataFrame], folder: Path, survey: Survey) -> list[str]:
    from fairway.statistics.modules import derive
    from fairway.statistics.modules.mapping import mapping_of

    found = derive(tables)
    found.persons.write_csv(folder / "persons.csv")
    found.absent_members.write_csv(folder / "absent.csv")
    found.faults.write_csv(folder / FAULTS)
    mapping = mapping_of(found, country=survey.country, title=survey.name)
    _write_yaml(folder / "mapping.yaml", mapping, demonstration=mapping["source"].get("demonstration", False))
    return [
        f"✓ persons.csv ({len(found.persons):,}), absent.csv ({len(found.absent_members):,}) and their mapping.yaml.",
        *_faults(found.faults),
        *_design(found.persons, "persons.csv"),
    ]


def _workers(
    questionnaire: Questionnaire, tables: Mapping[str, pl.DataFrame], answers: Path, folder: Path, survey: Survey
) -> list[str]:
    import shutil

    from fairway.recruitment.modules import derive
    from fairway.recruitment.modules.settings import settings_of

    found = derive(tables, questionnaire.id)
    found.workers.write_csv(folder / "workers.csv")
    found.items.write_csv(folder / "items.csv")
    found.faults.write_csv(folder / FAULTS)
    beside = [name for name in BESIDE if (answers / name).is_file()]
    for name in beside:
        shutil.copyfile(answers / name, folder / name)
    settings = settings_of(
        found, country=survey.country, role=survey.role, title=survey.name, sample=BESIDE[1] in beside
    )
    _write_yaml(folder / "costs.yaml", settings, demonstration=settings["source"].get("demonstration", False))
    missing = (
        [] if BESIDE[0] in beside else ["  put rates.csv beside costs.yaml: exchange rates (currency, month, rate)."]
    )
    return [
        f"✓ workers.csv ({len(found.workers):,}), items.csv ({len(found.items):,}) and costs.yaml"
        + (f", with {' and '.join(beside)}." if beside else "."),
        *_faults(found.faults),
        *_design(found.workers, "workers.csv"),
        *missing,
    ]


def _ratings(questionnaire: Questionnaire, tables: Mapping[str, pl.DataFrame], folder: Path) -> list[str]:
    from fairway.recruitment.ratings.modules import derive

    found = derive(tables, questionnaire.id)
    found.ratings.write_csv(folder / "ratings.csv")
    found.costs.write_csv(folder / "costs.csv")
    found.faults.write_csv(folder / FAULTS)
    return [f"✓ ratings.csv ({len(found.ratings):,}) and costs.csv ({len(found.costs):,}).", *_faults(found.faults)]


def _faults(faults: pl.DataFrame) -> list[str]:
    if not len(faults):
        return ["  no answer is at fault; faults.csv is empty."]
    counts = faults["reason"].value_counts(sort=True).head(SHOWN)
    told = [f"    {row['count']:,}: {row['reason']}" for row in counts.iter_rows(named=True)]
    return [f"  {len(faults):,} answers are doubtful, each with its reason in faults.csv:", *told]


def _design(frame: pl.DataFrame, file: str) -> list[str]:
    lacking = [name for name in ("weight", "stratum", "psu") if name not in frame.columns]
    if not lacking:
        return []
    return [
        f"  {file} has no {', '.join(lacking)}: without the design of the sample nothing can be estimated. Add the "
        "columns to main.csv and derive again, or change `design`."
    ]


def _write_yaml(path: Path, said: Mapping[str, Any], *, demonstration: bool) -> None:
    import yaml

    above = (
        "# The persons are invented: what is made of them is a demonstration."
        if demonstration
        else "# Correct what stands under `source`, and look at the rest: it was derived from the answers."
    )
    text = yaml.safe_dump(dict(said), sort_keys=False, allow_unicode=True, width=110, default_flow_style=None)
    path.write_text(f"{above}\n{text}", "utf-8")


def _next(questionnaire: Questionnaire, out: Path, *, costs: bool) -> list[str]:
    if costs:
        return [f"Next: fairway recruitment-costs {out}/workers.csv {out}/items.csv {out}/costs.yaml"]
    return [f"Next: fairway ilms {out}/persons.csv {out}/mapping.yaml --out tables"]
