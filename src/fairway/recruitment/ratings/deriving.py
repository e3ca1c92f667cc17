"""From the answers to a rating of a recruiter to the rows that are scored, and to the rows of costs.

Nothing is guessed: what was not said is null. Answers that contradict each other are kept as they were given, and
listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from fairway.recruitment.ratings.answering import item_codes, item_columns, reveals_abuse, signs_of_abuse
from fairway.recruitment.ratings.contradictions import contradictions
from fairway.recruitment.ratings.items import CHANNEL_OF, ITEMS
from fairway.recruitment.ratings.modules import QUESTIONNAIRES
from fairway.recruitment.ratings.reading import read_ratings
from fairway.reference.questionnaires.answers import MAIN, fault, said, together

__all__ = ["DerivedRatings", "derived", "item_codes", "item_columns", "reveals_abuse", "signs_of_abuse"]


@dataclass(frozen=True, slots=True)
class DerivedRatings:
    """The answers to a rating, in the same columns for the whole and the short form.

    Attributes:
        ratings: One row a rating with an agency: `rating`, `agency` (as written), `origin`, `destination`, `sector`,
            `received` (Date; null: not known), `departure_year`, `tier`, `batch`, `language`, `comment`, and an Int8
            column for each of `items.NAMES`: 1 for the recruiter, 0 against, null no answer.
        costs: One row a rating: `rating`, `agency` (null: none was named), `origin`, `destination`, `sector`, `sex`,
            `channel` (of `items.CHANNELS`), `departure_year`, `paid` (anything: yes, no), `fee_total` (0 where nothing
            was paid), `fee_currency`, `fee_items` (codes with a space between), `pay_amount` (a month), `pay_currency`,
            `receipt`, `borrowed` (yes, no), `loan_months`.
        faults: `table`, `key`, `questions`, `found`, `reason`: answers that could not be used, and contradictions.
    """

    ratings: pl.DataFrame
    costs: pl.DataFrame
    faults: pl.DataFrame


def derived(
    answers: Mapping[str, pl.DataFrame] | Sequence[Mapping[str, Any]],
    questionnaire_id: str,
    *,
    today: date | None = None,
) -> DerivedRatings:
    """The ratings and their costs.

    Args:
        answers: `main` with a column `key` and the questions, as exported; or a mapping for each rating, with `key`.
            `received` (or ODK Central's `SubmissionDate`), `tier`, `batch` and `language` may stand beside. A rating
            without a tier is `open`. Who did not agree to take part is left out.
        questionnaire_id: A key of `ratings.modules.QUESTIONNAIRES`.
        today: The day after which no year lies, where the day of receipt is not known; the present day where None.

    Raises:
        AnswersMisshapen: Answers that cannot be told apart into ratings.
    """
    main, unused = read_ratings(answers, QUESTIONNAIRES[questionnaire_id]())
    nobody = fault(main, MAIN, pl.col("agency").is_null(), ("agency",), "names no agency: nothing to rate")
    now = today or date.today()  # noqa: DTZ011  # the reader's own calendar
    faults = together([unused, nobody, *contradictions(main, now.year)])
    return DerivedRatings(_ratings(main.filter(pl.col("agency").is_not_null())), _costs(main), faults)


def _ratings(main: pl.DataFrame) -> pl.DataFrame:
    items = [
        pl.when(pl.col(item.name).is_in(item.good)).then(1).when(pl.col(item.name).is_in(item.bad)).then(0)
        .cast(pl.Int8).alias(item.name)
        for item in ITEMS
    ]  # fmt: skip
    return main.select(
        pl.col("key").alias("rating"),
        "agency",
        said("origin"),
        said("destination"),
        said("sector"),
        "received",
        pl.col("departure_year").cast(pl.Int32, strict=False),
        "tier",
        "batch",
        "language",
        "comment",
        *items,
    )


def _costs(main: pl.DataFrame) -> pl.DataFrame:
    paid, total = said("paid_anyone"), pl.col("fee_total")
    nothing = pl.when(paid == "no").then(0.0)
    return main.select(
        pl.col("key").alias("rating"),
        "agency",
        said("origin"),
        said("destination"),
        said("sector"),
        said("sex"),
        pl.col("found_by").replace_strict(CHANNEL_OF, default=None, return_dtype=pl.String).alias("channel"),
        pl.col("departure_year").cast(pl.Int32, strict=False),
        paid.alias("paid"),
        pl.coalesce(total, nothing).alias("fee_total"),
        said("fee_currency"),
        "fee_items",
        "pay_amount",
        said("pay_currency"),
        said("receipt"),
        said("borrowed"),
        pl.col("loan_months").cast(pl.Int32, strict=False),
    )
