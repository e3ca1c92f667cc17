"""The answers to a questionnaire as ODK Central's CSV files hold them: one table of interviews, one for each repeat.

Source: ODK Central, submissions as CSV: groups before the name of a question, `KEY` and `PARENT_KEY` to join by.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from fairway.exchange.microdata import read_microdata
from fairway.kernel.errors import InputError
from fairway.kernel.questionnaire import Page, Question, Questionnaire
from fairway.methods.routing_answers import answers_faults

MAIN: Final = "main"
KEYS: Final = {"key": "KEY", "parent_key": "PARENT_KEY"}
ENDINGS: Final = (".csv", ".parquet", ".dta", ".sav")


class AnswersNotFound(InputError):
    """A folder without a table of interviews, or with two that could be it."""

    slug = "answers-not-found"


class NotItsAnswers(InputError):
    """A table whose columns are not the questions of the questionnaire that was named."""

    slug = "not-its-answers"


def as_exported(
    questionnaire: Questionnaire, answers: Mapping[str, pl.DataFrame], *, today: date
) -> dict[str, pl.DataFrame]:
    """Answers as an interview would have left them: what the routing leaves out is empty.

    Args:
        questionnaire: That was asked.
        answers: `main` with `key`, and each repeat with `parent_key`; questions by their names, months as `2024-05`.
            Other columns are of the design, and stand beside.
        today: The day of the interviews.

    Returns:
        Table → its columns as exported: every question's, months as days, repeats with keys of their own.
    """
    made = {}
    for table, frame in answers.items():
        pages = [page for page in questionnaire.pages if (page.name == table if page.repeated else table == MAIN)]
        whole = frame.with_columns(
            pl.lit(None, pl.String).alias(one.name)
            for page in pages
            for one in page.questions
            if one.answer not in ("note", "calculated") and one.name not in frame.columns
        )
        asked = [(page, one) for page in pages for one in page.questions if one.name in whole.columns]
        found = answers_faults(questionnaire, whole, page="" if table == MAIN else table, today=today).frame
        unasked = found.filter(pl.col("fault") == "not asked")
        design = [name for name in whole.columns if name not in (*KEYS, *(one.name for _, one in asked))]
        kept = whole.with_columns(
            _only_asked(one, unasked.filter(pl.col("question") == one.name)["row"], len(frame)) for _, one in asked
        )
        made[table] = kept.select(
            *design, *(pl.col(one.name).alias(_column(page, one)) for page, one in asked), *_keys(table, frame)
        )
    return made


def _only_asked(one: Question, rows: pl.Series, height: int) -> pl.Expr:
    left_out = pl.int_range(1, height + 1).is_in(rows.implode()) if len(rows) else pl.lit(value=False)
    answer = pl.col(one.name)
    if one.answer == "month":
        # A day is stored: of a year without a month nothing can be.
        answer = pl.when(answer.str.len_chars() == 7).then(answer + "-01")
    return pl.when(~left_out).then(answer).alias(one.name)


def _column(page: Page, one: Question) -> str:
    return one.name if page.repeated else f"{page.name}-{one.name}"


def _keys(table: str, frame: pl.DataFrame) -> list[pl.Expr]:
    if "parent_key" not in frame.columns:
        return [pl.col("key").alias("KEY")]
    number = (pl.int_range(pl.len()).over("parent_key") + 1).cast(pl.String)
    parent = pl.col("parent_key")
    return [parent.alias("PARENT_KEY"), (parent + f"/{table}[" + number + "]").alias("KEY")]


def read_exported(folder: Path, questionnaire: Questionnaire) -> dict[str, pl.DataFrame]:
    """The tables of answers in a folder: `main.csv`, and one for each repeat; Parquet, Stata and SPSS likewise.

    ODK Central's own names are understood: `FORM.csv` for the interviews, `FORM-REPEAT.csv` for a repeat.

    Args:
        folder: Where they are.
        questionnaire: That was asked.

    Raises:
        AnswersNotFound: No such folder, no table of interviews, or two that could be it.
        NotItsAnswers: A table that holds no answers to this questionnaire, or a name that is nearly a question's.
    """
    if not folder.is_dir():
        raise AnswersNotFound(f"There is no folder {folder}.", advice="Give the folder that holds main.csv.")
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    found = {}
    for table in (MAIN, *(page.name for page in questionnaire.pages if page.repeated)):
        path = _file_of(table, files, questionnaire)
        if path is not None:
            found[table] = read_microdata(path).frame.lazy().collect()
            _check_names(path.name, table, found[table].columns, questionnaire)
    if MAIN not in found:
        there = ", ".join(path.name for path in files) or "no table at all"
        raise AnswersNotFound(
            f"{folder} has no table of interviews: there is {there}.",
            advice=f"Call it main.csv, or {questionnaire.id}.csv as ODK Central does.",
        )
    return found


def _file_of(table: str, files: Sequence[Path], questionnaire: Questionnaire) -> Path | None:
    names = [table, questionnaire.id if table == MAIN else f"{questionnaire.id}-{table}"]
    fitting = [path for path in files if path.stem in names]
    if len(fitting) > 1:
        raise AnswersNotFound(
            f"{_listed(fitting)} may all be the table “{table}”.", advice="Leave one of them in the folder."
        )
    return fitting[0] if fitting else None


def _listed(paths: Iterable[Path]) -> str:
    return " and ".join(path.name for path in paths)


def _check_names(file: str, table: str, columns: Sequence[str], questionnaire: Questionnaire) -> None:
    """A misspelt question would pass for one that nobody answered."""
    pages = [page for page in questionnaire.pages if (page.name == table if page.repeated else table == MAIN)]
    asked = [one.name for page in pages for one in page.questions if one.answer not in ("note", "calculated")]
    there = {re.split(r"[-/]", name)[-1]: name for name in columns}
    if not there.keys() & set(asked):
        raise NotItsAnswers(
            f"{file} holds no answers to {questionnaire.id}: no column is one of its questions.",
            advice=f"Its questions are {', '.join(asked[:8])} …; the columns are {', '.join(columns[:8])} …",
        )
    for name in sorted(set(asked) - there.keys()):
        near = difflib.get_close_matches(name, sorted(there.keys() - set(asked)), n=1, cutoff=0.85)
        if near:
            raise NotItsAnswers(
                f"{file} has a column “{there[near[0]]}”, which is no question of {questionnaire.id}; “{name}” is one, "
                "and has no column.",
                advice="Rename the column, or delete it where it is something else.",
            )


def unanswered(questionnaire: Questionnaire, tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """The questions of which no table has a column, in their order; of repeats that are there."""
    there = {re.split(r"[-/]", name)[-1] for frame in tables.values() for name in frame.columns}
    return [
        one.name
        for page in questionnaire.pages
        for one in page.questions
        if one.answer not in ("note", "calculated")
        and (not page.repeated or page.name in tables)
        and one.name not in there
    ]
