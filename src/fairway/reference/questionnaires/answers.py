"""Reads the answers to a questionnaire: text, numbers, months and codes as they were meant, and what could not be used.

The answers are tables: the main one, `main`, has one row for each interview and a column `key`; each repeat has a table
of the page's name whose rows name their interview in `parent_key`. Other columns are the questions. A path before a
name (`paying-total`, `paying/total`) and capitals in the two keys are allowed, so ODK Central's CSV files can be read
as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from fairway.kernel.errors import InputError
from fairway.kernel.questionnaire import Page, Question, Questionnaire
from fairway.reference.places import rows_of

MAIN: Final = "main"
DESIGN: Final = ("weight", "stratum", "psu", "household", "simulated")
FAULTS: Final = {"table": pl.String, "key": pl.String, "questions": pl.String, "found": pl.String, "reason": pl.String}
MONTH: Final = r"^\d{4}(-(0[1-9]|1[0-2])(-\d{2}.*)?)?$"
AMOUNT: Final = "amount"
NONE: Final = "none"
UNSAID: Final = ("dont_know", "refused")


class AnswersMisshapen(InputError):
    """Tables of answers that cannot be told apart into interviews."""

    slug = "answers-misshapen"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of every table, typed.

    Attributes:
        tables: `main` and one for each repeat; text as String, numbers as Float64, months as `2024-03`. What was not
            answered, or could not be read, is null; every question has its column, in repeats also `parent_key`.
        faults: Table, key of the interview, questions, what was found, and why it is not used or is doubted.
    """

    tables: Mapping[str, pl.DataFrame]
    faults: pl.DataFrame


def read_answers(answers: Mapping[str, pl.DataFrame], questionnaire: Questionnaire) -> Answers:
    """The answers, typed by their questions.

    Args:
        answers: `main` with `key`, and a table for each repeat with `parent_key`; a repeat nobody filled in may lack.
        questionnaire: That was asked.

    Raises:
        AnswersMisshapen: No main table, no keys, or a key that is empty or there twice.
    """
    repeats = [page for page in questionnaire.pages if page.repeated]
    once = [page for page in questionnaire.pages if not page.repeated]
    main, faults = _typed(MAIN, _keyed(answers), once, ("key",))
    tables = {MAIN: main}
    for page in repeats:
        given = _plain(answers.get(page.name, pl.DataFrame(schema={"parent_key": pl.String})))
        if "parent_key" not in given.columns:
            raise AnswersMisshapen(
                f"The answers “{page.name}” have no column parent_key.",
                advice="Each row of a repeat names in parent_key the key of its interview in the main table.",
            )
        typed, wrong = _typed(page.name, given, [page], ("parent_key",))
        known = pl.col("parent_key").is_in(main["key"].implode()).fill_null(value=False)
        orphans = fault(typed, page.name, ~known, (), "no interview has this key: the row is left out")
        faults += [*wrong, orphans]
        tables[page.name] = typed.filter(known)
    return Answers(tables, together(faults))


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    names = {name: re.split(r"[-/]", name)[-1] for name in frame.columns}
    names = {name: last.lower() if last.lower() in ("key", "parent_key") else last for name, last in names.items()}
    twice = sorted({last for last in names.values() if list(names.values()).count(last) > 1})
    if twice:
        raise AnswersMisshapen(
            f"The answers have two columns {twice[0]}.",
            advice="Keep one of them; a path before a name does not count.",
            details={"columns": [name for name, last in names.items() if last in twice]},
        )
    return frame.rename(names)


def _keyed(answers: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    if MAIN not in answers:
        raise AnswersMisshapen(
            "There is no main table of answers.", advice=f"Give it as “{MAIN}”; there are: {', '.join(answers) or '-'}."
        )
    frame = _plain(answers[MAIN])
    if "key" not in frame.columns:
        raise AnswersMisshapen("The main table has no column key.", advice="Give each interview a key of its own.")
    keys = frame["key"].cast(pl.String)
    if keys.null_count() or keys.is_duplicated().any():
        twice = keys.filter(keys.is_duplicated()).unique(maintain_order=True).head(5).to_list()
        raise AnswersMisshapen(
            "The main table has a key that is empty or there twice.",
            advice="Give each interview a key of its own.",
            details={"twice": twice, "empty": keys.null_count()},
        )
    return frame


def _typed(
    table: str, given: pl.DataFrame, pages: Iterable[Page], keys: tuple[str, ...]
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    questions = [one for page in pages for one in page.questions if one.answer != "note"]
    columns = [pl.col(key).cast(pl.String) for key in keys]
    columns += [pl.col(name) for name in DESIGN if name in given.columns]
    columns += [_text(given, one.name) for one in questions]
    text = given.select(columns)
    read = text.with_columns([_meant(one).alias(one.name) for one in questions])
    faults = []
    for one in questions:
        lost = text[one.name].is_not_null() & read[one.name].is_null()
        if lost.any():
            reason = f"not a usable {one.answer.replace('_', ' ')}: the answer is left out"
            faults.append(fault(text, table, pl.lit(lost), (one.name,), reason))
    return read, faults


def _text(given: pl.DataFrame, name: str) -> pl.Expr:
    if name not in given.columns:
        return pl.lit(None, pl.String).alias(name)
    said = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(said != "").then(said).alias(name)


def _meant(question: Question) -> pl.Expr:
    said = pl.col(question.name)
    match question.answer:
        case "integer" | "decimal" | "year":
            number = said.cast(pl.Float64, strict=False)
            return pl.when(number.is_finite() & (number >= 0)).then(number)
        case "month" | "date":
            return pl.when(said.str.contains(MONTH)).then(said.str.slice(0, 7))
        case "calculated" if question.calculation == "today()":
            return pl.when(said.str.contains(MONTH)).then(said.str.slice(0, 7))
        case _:
            return said


def among(answers: Answers, questionnaire: Questionnaire) -> Answers:
    """The answers of which each is one of its question's list; others become faults."""
    tables, faults = dict(answers.tables), [answers.faults]
    for name, frame in answers.tables.items():
        asked = [one for one in questionnaire.questions() if one.answer == "one_of" and one.name in frame.columns]
        columns = []
        for one in asked:
            codes = [choice.code for choice in questionnaire.choices[one.choices]]
            said = pl.col(one.name).str.replace(r"\.0$", "")
            columns.append(pl.when(said.is_in(codes)).then(said).alias(one.name))
            reason = f"not an answer of the list “{one.choices}”: the answer is left out"
            faults.append(fault(frame, name, ~said.is_in(codes), (one.name,), reason))
        tables[name] = frame.with_columns(columns)
    return Answers(tables, together(faults))


def fault(frame: pl.DataFrame, table: str, where: pl.Expr, questions: Sequence[str], reason: str) -> pl.DataFrame:
    """One row for each row of the frame where something is wrong.

    Args:
        frame: With `key` or `parent_key`.
        table: Its name.
        where: True where it is wrong; null counts as right.
        questions: Whose answers are at fault.
        reason: What is wrong, and what was done.
    """
    key = "key" if "key" in frame.columns else "parent_key"
    found = pl.concat_str([pl.col(one).cast(pl.String).fill_null("–") for one in questions], separator=" | ")
    return frame.filter(where).select(
        pl.lit(table).alias("table"),
        pl.col(key).alias("key"),
        pl.lit(", ".join(questions)).alias("questions"),
        (found if questions else pl.lit("")).alias("found"),
        pl.lit(reason).alias("reason"),
    )


def together(faults: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The faults in one frame; one without rows where there are none."""
    return pl.concat([pl.DataFrame(schema=FAULTS), *faults])


def known_code(column: str, classification: str) -> pl.Expr:
    """The code where the list has it (`isco08`, `isic4`), else null."""
    codes = [row["code"] for row in rows_of(f"{classification}.csv")]
    return pl.when(pl.col(column).is_in(codes)).then(pl.col(column))


def said(column: str) -> pl.Expr:
    """The code, or null where the answer was “I do not know” or “I prefer not to answer”."""
    return pl.when(~pl.col(column).is_in(UNSAID)).then(pl.col(column))


def stated(state: str, number: str) -> tuple[pl.Expr, pl.Expr]:
    """An amount, and why there is none, from the question before it (`amount`, `none`, …) and the amount itself.

    An amount that was given counts even where the question before it says that there was none.
    """
    given, how = pl.col(number), pl.col(state)
    value = pl.when(given.is_not_null()).then(given).when(how == NONE).then(0.0)
    reason = (
        pl.when(given.is_not_null() | (how == NONE).fill_null(value=False))
        .then(None)
        .when(how.is_null())
        .then(pl.lit("not_answered"))
        .when(how == AMOUNT)
        .then(pl.lit("amount_missing"))
        .otherwise(how)
    )
    return value, reason
