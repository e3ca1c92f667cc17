"""Reads the answers to ratings: every question of the whole form, and what stands beside the answers, each typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from fairway.kernel.questionnaire import Questionnaire
from fairway.recruitment.ratings.items import NAMES, TIERS
from fairway.recruitment.ratings.questions import LISTS
from fairway.reference.questionnaires.answers import MAIN, among, fault, read_answers, together

UNCHECKED: Final = "open"
"""The tier of a rating of which none is given: the one that weighs least."""
RECEIVED: Final = ("received", "SubmissionDate", "_submission_time")
"""Columns that may say the day of receipt: Fairway's own, ODK Central's, KoboToolbox's."""
BESIDE: Final = ("tier", "batch", "language")
SEVERAL: Final = {"fee_items": "fee_item", "complained_to": "complained_to"}
"""Question with several answers → its list."""
WORDS: Final = (
    "origin", "sector", "sex", "fee_items", "fee_currency", "pay_currency", "comment", "complained", "complained_to",
    *NAMES,
)  # fmt: skip
NUMBERS: Final = ("fee_total", "pay_amount", "loan_months")
ZEROS: Final = "٠۰०০"
DIGITS: Final = {chr(ord(zero) + n): str(n) for zero in ZEROS for n in range(10)}
"""Digits of Arabic, Persian, Devanagari and Bengali → 0 to 9."""


def read_ratings(
    answers: Mapping[str, pl.DataFrame] | Sequence[Mapping[str, Any]], questionnaire: Questionnaire
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The ratings of all who agreed to take part, and what of their answers could not be used.

    Args:
        answers: As `deriving.derived` takes them.
        questionnaire: That was asked.

    Returns:
        A row for each rating: `key`, the questions of the whole form (null where this one does not ask them), and
        `received` (Date), `tier`, `batch`, `language`. Then the faults, as `reference.questionnaires.answers` has them.

    Raises:
        AnswersMisshapen: Answers that cannot be told apart into ratings.
    """
    tables = answers if isinstance(answers, Mapping) else {MAIN: _frame(answers)}
    given = {name: _readable(frame, questionnaire) for name, frame in tables.items() if name == MAIN}
    read = among(read_answers(given, questionnaire), questionnaire)
    whole, wrong = _with_the_rest(read.tables[MAIN], given[MAIN])
    agreed = whole.filter(pl.col("consent") == "yes")
    kept, unknown = _among_several(agreed)
    of_others = ~pl.col("key").is_in(agreed["key"].implode())
    faults = together([read.faults, *wrong, *unknown]).filter(~of_others)
    silent = fault(whole, MAIN, pl.col("consent").is_null(), ("consent",), "did not say yes to taking part: left out")
    return kept, together([faults, silent])


def _frame(answers: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    names = dict.fromkeys(("key", *(name for one in answers for name in one)))
    return pl.DataFrame(
        {name: [_written(one.get(name)) for one in answers] for name in names}, dict.fromkeys(names, pl.String)
    )


def _written(answer: object) -> str | None:
    if isinstance(answer, list | tuple | set | frozenset):
        return " ".join(sorted(map(str, answer)))
    return None if answer is None else str(answer)


def _last(column: str) -> str:
    return re.split(r"[-/]", column)[-1]


def _readable(given: pl.DataFrame, questionnaire: Questionnaire) -> pl.DataFrame:
    """Numbers in the digits 0 to 9; of a year that a form kept as its first day, the year."""
    kinds = {one.name: one.answer for one in questionnaire.questions()}
    columns = []
    for column in given.columns:
        kind = kinds.get(_last(column))
        plain = pl.col(column).cast(pl.String).str.replace_many(list(DIGITS), list(DIGITS.values()))
        if kind in ("integer", "decimal"):
            columns.append(plain)
        elif kind == "year":
            columns.append(plain.str.replace(r"^(\d{4})-\d{2}-\d{2}.*$", "$1"))
    return given.with_columns(columns)


def _with_the_rest(main: pl.DataFrame, given: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Adds what stands beside the answers, and the questions that this form does not ask."""
    known = {_last(name): name for name in reversed(given.columns)}
    day = next((known[name] for name in RECEIVED if name in known), None)
    beside = {"(received)": day, **{name: known.get(name) for name in BESIDE}}
    added = [
        pl.lit(None, pl.String).alias(name) if column is None else given[column].cast(pl.String).alias(name)
        for name, column in beside.items()
    ]
    whole = main.with_columns(
        *added,
        *(pl.lit(None, pl.String).alias(name) for name in WORDS if name not in main.columns),
        *(pl.lit(None, pl.Float64).alias(name) for name in NUMBERS if name not in main.columns),
    ).with_columns(pl.col("(received)").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).alias("received"))
    known_tier = pl.col("tier").is_in(list(TIERS))
    wrong = [
        fault(whole, MAIN, pl.col("received").is_null(), ("(received)",), "the day of receipt is not known"),
        fault(whole, MAIN, ~known_tier, ("tier",), f"no tier of evidence: taken as “{UNCHECKED}”"),
    ]
    named = [each.with_columns(pl.col("questions").str.strip_chars("()")) for each in wrong]
    tier = pl.when(known_tier).then("tier").otherwise(pl.lit(UNCHECKED))
    return whole.with_columns(tier.alias("tier")).drop("(received)"), named


def _among_several(main: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The answers to questions with several, of which each is of its list; others become faults."""
    columns, faults = [], []
    for name, listed in SEVERAL.items():
        codes = list(LISTS[listed])
        told = pl.col(name).str.split(" ").list.filter(pl.element() != "")
        reason = f"an answer that is not of the list “{listed}”: it is left out"
        strange = told.list.eval(~pl.element().is_in(codes)).list.any()
        faults.append(fault(main, MAIN, strange, (name,), reason))
        kept = told.list.filter(pl.element().is_in(codes)).list.unique(maintain_order=True)
        columns.append(pl.when(kept.list.len() > 0).then(kept.list.join(" ")).alias(name))
    return main.with_columns(columns), faults
