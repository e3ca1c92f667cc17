"""The two frames that costs are computed from, checked: workers, and what each of them paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from fairway.recruitment.costs.errors import CostsMisshapen
from fairway.reference.classifications import code_list
from fairway.reference.places import by_code
from fairway.reference.survey_variables import ISCED, REASONS, SEXES, STATUS_IN_EMPLOYMENT
from fairway.warehouse.surveys.specification_errors import nearest

OWN_ITEMS: Final = {
    "bundle": "Lump sum for several items",
    "deduction": "Wage deductions that recover costs",
    "interest": "Interest on debt raised for the costs",
    "informal": "Payments to informal brokers",
}
YES_NO: Final = ("yes", "no")
TEXTS: Final = (
    *("sex", "education", "occupation", "industry", "origin", "destination", "first_job_month", "arrival_month"),
    *("departure_month", "return_month", "documented", "status", "reason", "paid", "earnings_currency"),
    *("earnings_month", "earnings_basis", "moved_abroad"),
)
NUMBERS: Final = ("age", "stay_months", "earnings", "earnings_taxes")
NEEDED: Final = ("person", "first_job_month", "status", "reason", "earnings", "earnings_currency")
"""Columns of workers without which nobody is eligible. All others may be missing: then they are unknown."""
ITEM_TEXTS: Final = (
    *("person", "item", "payee", "currency", "month", "reimbursed_currency", "reimbursed_month", "reimbursed_reason"),
)
ITEM_NUMBERS: Final = ("amount", "reimbursed")
ITEMS_NEEDED: Final = ("person", "item", "amount", "currency")
BASES: Final = ("take_home", "net", "gross")


def item_titles() -> dict[str, str]:
    """Every code of an item with its title: those of the ILO's definition, and Fairway's own."""
    return {entry.code: entry.title() for entry in code_list("costs").entries} | OWN_ITEMS


def workers_frame(workers: pl.DataFrame) -> pl.DataFrame:
    """Workers with every column that is known here, as text and numbers; further columns (the design) stay.

    Raises:
        CostsMisshapen: A column is missing, a number is text, a code is not of its list, a person is there twice.
    """
    _require(workers, NEEDED, "workers")
    frame = _cast(workers, ("person", *TEXTS), NUMBERS, "workers")
    persons = frame["person"]
    if persons.null_count() or persons.n_unique() < len(persons):
        raise CostsMisshapen(
            f"{persons.null_count():,} workers have no identifier, and {len(persons) - persons.n_unique():,} have that "
            "of another.",
            advice="Give each worker one row and an identifier of their own.",
        )
    lists: Mapping[str, Sequence[str]] = {
        "sex": tuple(SEXES),
        "education": tuple(ISCED),
        "status": tuple(STATUS_IN_EMPLOYMENT),
        "reason": tuple(REASONS),
        "documented": YES_NO,
        "paid": YES_NO,
        "moved_abroad": YES_NO,
        "earnings_basis": BASES,
        "origin": tuple(by_code()),
        "destination": tuple(by_code()),
    }
    for column, known in lists.items():
        _refuse_strangers(frame[column], known, "workers")
    for column, pattern, said in (
        ("occupation", r"^\d{1,4}$", "digits of ISCO-08"),
        ("industry", r"^([A-U]|[A-U]?\d{2,4})$", "a section or digits of ISIC Rev.4"),
    ):
        _refuse_misshapen(frame[column], pattern, said)
    return frame


def items_frame(items: pl.DataFrame) -> pl.DataFrame:
    """Payments with every column that is known here, and `row`, their number in the file from 1.

    Raises:
        CostsMisshapen: A column is missing, a number is text, an item is not of the list.
    """
    _require(items, ITEMS_NEEDED, "items")
    frame = _cast(items, ITEM_TEXTS, ITEM_NUMBERS, "items")
    if frame["item"].null_count():
        raise CostsMisshapen(
            f"{frame['item'].null_count():,} payments do not say for what.",
            advice="Write `bundle` where one payment was for several things.",
        )
    _refuse_strangers(frame["item"], tuple(item_titles()), "items")
    return frame.select(*ITEM_TEXTS, *ITEM_NUMBERS).with_row_index("row", offset=1)


def _require(frame: pl.DataFrame, needed: Sequence[str], what: str) -> None:
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        hints = "".join(nearest(name, frame.columns) for name in missing)
        raise CostsMisshapen(
            f"The table of {what} has no column {', '.join(missing)}.{hints}",
            advice=f"Name the columns in the settings: columns: {{{what}: {{{missing[0]}: NAME_IN_THE_FILE}}}}.",
            details={"missing": missing, "found": frame.columns},
        )


def _cast(frame: pl.DataFrame, texts: Sequence[str], numbers: Sequence[str], what: str) -> pl.DataFrame:
    absent = [pl.lit(None, pl.String).alias(name) for name in (*texts, *numbers) if name not in frame.columns]
    frame = frame.with_columns(absent).with_columns(as_text(name, frame.schema.get(name)) for name in texts)
    made = frame.with_columns(pl.col(name).cast(pl.Float64, strict=False).fill_nan(None) for name in numbers)
    for name in numbers:
        lost = made[name].is_null() & frame[name].is_not_null()
        if frame.schema[name].is_float():
            lost &= ~frame[name].is_nan()
        if lost.any():
            first = lost.arg_true()[0]
            raise CostsMisshapen(
                f"{name} of {what} must hold numbers; {int(lost.sum()):,} cells are text.",
                advice=f"The first is “{frame[name][first]}” in row {first + 1} (row 1 is the first after the header).",
            )
    return made


def as_text(name: str, dtype: pl.DataType | None) -> pl.Expr:
    """A column as text: dates as months, whole numbers without a point, blanks as unknown."""
    column = pl.col(name)
    if dtype is not None and dtype.is_temporal():
        return column.dt.strftime("%Y-%m")
    if dtype is not None and dtype.is_integer():
        return column.cast(pl.String)
    if dtype is not None and dtype.is_float():
        column = column.fill_nan(None).cast(pl.Int64, strict=False)
    text = column.cast(pl.String).str.strip_chars()
    return pl.when(text != "").then(text).alias(name)


def _refuse_strangers(codes: pl.Series, known: Sequence[str], what: str) -> None:
    strange = codes.drop_nulls().value_counts(sort=True).filter(~pl.col(codes.name).is_in(list(known)))
    if len(strange):
        shown = [f"  {code}: {count:,}.{nearest(str(code), known)}" for code, count in strange.head(10).rows()]
        listed = f" {codes.name} is one of {', '.join(known)}." if len(known) <= 30 else ""
        raise CostsMisshapen(
            "\n".join([f"{codes.name} of {what} has {len(strange)} codes that are not known:", *shown]),
            advice=f"Recode them before; leave cells empty where it is not known.{listed}",
            details={"column": codes.name, "codes": strange.rows()},
        )


def _refuse_misshapen(codes: pl.Series, pattern: str, said: str) -> None:
    strange = codes.filter((codes.is_not_null() & ~codes.str.contains(pattern)).fill_null(value=False))
    if len(strange):
        raise CostsMisshapen(
            f"{codes.name} of workers must be {said}; {len(strange):,} cells are not, for instance “{strange[0]}”.",
            advice="Recode them before; leave cells empty where it is not known.",
        )
