"""From the answers to a recruitment cost module to its workers: the columns that `recruitment.costs` reads.

Nothing is guessed: what was not said is null, and stands with its reason in `earnings_reason`, `reason` of the items or
the faults. Answers that contradict each other are kept as they were given, and listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from fairway.kernel.questionnaire import Questionnaire
from fairway.recruitment.modules.contradictions import contradictions
from fairway.recruitment.modules.payments import payments
from fairway.reference.questionnaires.answers import (
    DESIGN,
    MAIN,
    NONE,
    Answers,
    among,
    fault,
    known_code,
    read_answers,
    said,
    stated,
    together,
)

REASONS: Final = {
    "employee": "work", "self_employed": "other", "family": "family", "study": "study", "protection": "protection",
    "visit": "other", "other": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Workers:
    """The answers to a recruitment cost module, in the same columns for the long, the medium and the short one.

    Attributes:
        workers: One row an interview: `person`, the columns of the design that were there, `consent`, `moved_abroad`,
            `interview_month`, `sex`, `age`, `education`, `occupation`, `industry`, `origin`, `destination`,
            `stay_months`, `reason` (`work` only for who left to work for an employer), `status`, `first_job_month`,
            `documented`, `recruiter`, `job_found`, `contract`, `contract_understood`, `contract_substituted`, `paid`
            (anything: yes, no), `earnings` (in money, with overtime and bonuses), `earnings_in_kind`,
            `earnings_reason` (why earnings are null), `earnings_currency`, `earnings_month`, `earnings_basis`
            (`gross`, `net`; `take_home`: after deductions that recover costs), `hours` (a week).
        items: One row a payment: `person`, `item` (code of the list of costs, `bundle`, `deduction`, `interest`,
            `informal`), `payee`, `amount` (null: not known), `currency`, `month`, `reimbursed`, `reimbursed_currency`,
            `reimbursed_month`, `receipt`, `reason` (why the amount is null), `reimbursed_reason` (likewise).
        faults: `table`, `key`, `questions`, `found`, `reason`: answers that could not be used, and contradictions.
    """

    workers: pl.DataFrame
    items: pl.DataFrame
    faults: pl.DataFrame


def derived(answers: Mapping[str, pl.DataFrame], questionnaire: Questionnaire) -> Workers:
    """The workers and their payments.

    Args:
        answers: As `fairway.recruitment.modules.derive` takes them.
        questionnaire: Of which they are answers.
    """
    read = among(read_answers(answers, questionnaire), questionnaire)
    main = _with_every_column(read.tables[MAIN])
    read = Answers({**read.tables, MAIN: main}, read.faults)
    items, wrong = payments(read, questionnaire)
    stray = [
        fault(main, MAIN, pl.col(f"{name}_code").is_not_null() & known_code(f"{name}_code", listed).is_null(),
              (f"{name}_code",), f"not a code of {title}: left out")
        for name, listed, title in (("occupation", "isco08", "ISCO-08"), ("industry", "isic4", "ISIC Rev.4"))
    ]  # fmt: skip
    faults = together([read.faults, *stray, *wrong, *contradictions(read)])
    return Workers(_workers(main, items), items, faults)


_OF_SOME_MODULES: Final = (
    "documented_entry", "recruiter", "job_found", "contract", "contract_understood", "contract_substituted",
    "industry_code", "bonus_known", "in_kind_known", "paid_anything", "total",
)  # fmt: skip


def _with_every_column(main: pl.DataFrame) -> pl.DataFrame:
    """What only some modules ask is null in the others."""
    texts = [pl.lit(None, pl.String).alias(name) for name in _OF_SOME_MODULES if name not in main.columns]
    numbers = [
        pl.lit(None, pl.Float64).alias(name)
        for name in ("bonus_amount", "in_kind_amount", "total_amount")
        if name not in main.columns
    ]
    asked_apart = pl.lit("bonus_known" in main.columns).alias("(bonus asked apart)")
    return main.with_columns(*texts, *numbers, asked_apart)


def _workers(main: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    earnings, why = _earnings()
    kind, _ = stated("in_kind_known", "in_kind_amount")
    listed = items.filter(~pl.col("item").is_in(["deduction", "interest"]), pl.col("amount") > 0)["person"].unique()
    return main.select(
        pl.col("key").alias("person"),
        *(name for name in DESIGN if name in main.columns),
        pl.col("consent"),
        said("moved_abroad"),
        pl.col("interview_date").alias("interview_month"),
        said("sex"),
        pl.col("age"),
        said("education"),
        known_code("occupation_code", "isco08").alias("occupation"),
        known_code("industry_code", "isic4").alias("industry"),
        said("origin"),
        said("destination"),
        pl.col("stay_months"),
        pl.col("move_purpose").replace_strict(REASONS, default=None, return_dtype=pl.String).alias("reason"),
        pl.when(pl.col("first_job_status") != NONE).then(said("first_job_status")).alias("status"),
        pl.col("first_job_month"),
        said("documented_entry").alias("documented"),
        said("recruiter"),
        said("job_found"),
        said("contract"),
        said("contract_understood"),
        said("contract_substituted"),
        _paid(pl.col("key").is_in(listed.implode())).alias("paid"),
        earnings.alias("earnings"),
        kind.alias("earnings_in_kind"),
        why.alias("earnings_reason"),
        said("earnings_currency"),
        pl.col("earnings_month"),
        _basis().alias("earnings_basis"),
        pl.col("earnings_hours").alias("hours"),
    )


def _paid(listed: pl.Expr) -> pl.Expr:
    """Whether anything was paid: whoever lists a payment did; otherwise as was answered."""
    total = pl.col("total").replace_strict({"amount": "yes", "amount_unknown": "yes", "none": "no"}, default=None)
    answered = pl.coalesce(said("paid_anything"), total)
    return pl.when(listed).then(pl.lit("yes")).otherwise(answered)


def _earnings() -> tuple[pl.Expr, pl.Expr]:
    """Earnings in money with overtime and bonuses, and why they are not known; bonuses may be asked apart."""
    money, why = stated("earnings_known", "earnings_amount")
    bonus, lacking = stated("bonus_known", "bonus_amount")
    apart = pl.col("(bonus asked apart)")
    value = money + pl.when(apart).then(bonus).otherwise(0.0)
    return value, pl.coalesce(why, pl.when(apart).then(pl.lit("bonus_") + lacking))


def _basis() -> pl.Expr:
    """`net` where there was neither tax nor contribution; `take_home` where deductions for costs are off as well."""
    basis = said("earnings_basis").replace({"same": "net"})
    after = (pl.col("earnings_after_deduction") == "yes") & (basis == "net")
    return pl.when(after).then(pl.lit("take_home")).otherwise(basis)
