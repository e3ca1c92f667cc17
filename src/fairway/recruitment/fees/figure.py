"""The waterfall of a check: what is asked, cost by cost; what of it may not be; what is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from fairway.charts.waterfall import Waterfall
from fairway.kernel.figure import Cell, Column, Figure
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Number, Text, Value
from fairway.recruitment.fees.amounts import Amount, decimals_of
from fairway.recruitment.fees.rules import RuleBook
from fairway.recruitment.fees.values import VERDICTS, ItemCheck, Totals

ID: Final = "fees.check"
MONTHS: Final = Text("Months of pay")


def waterfall(
    checked: Sequence[ItemCheck], sums: Totals, pay: Amount | None, book: RuleBook, on: date
) -> Figure | None:
    """The figure, in months of basic pay, or in money where the pay is not known; None where nothing was counted.

    Args:
        checked: The charges, judged.
        sums: Their sums.
        pay: Basic pay of one month in the currency of the sums.
        book: The rules that judged.
        on: The day of the check.
    """
    if not sums.asked.value:
        return None
    steps, sums_at = _steps(checked, sums)
    currency = sums.asked.currency
    money = Column("amount", Text("{currency}", currency=currency), "number", decimals_of(currency))
    columns: tuple[Column, ...] = (
        Column("step", Text("Cost"), "text"),
        money,
        Column("verdict", Text("Verdict"), "text"),
    )
    rows: list[tuple[Cell, ...]] = [(name, float(value), said) for name, value, said in steps]
    drawn = "amount"
    if pay is not None:
        drawn = "months"
        columns = (columns[0], Column("months", MONTHS, "number", 1), *columns[1:])
        rows = [(row[0], float(step[1] / pay.value), *row[1:]) for row, step in zip(rows, steps, strict=True)]
    return Figure(
        ID,
        Text("What you are asked to pay"),
        Text("months of basic pay") if pay is not None else Text("{currency}", currency=currency),
        str(on.year),
        columns,
        tuple(rows),
        _sentence(sums, pay),
        Flag.STATED,
        (_source(book),),
        Waterfall("step", (drawn,), sums=sums_at),
    )


def _steps(
    checked: Sequence[ItemCheck], sums: Totals
) -> tuple[list[tuple[Text, Decimal, Text | None]], tuple[int, ...]]:
    """Name, amount and verdict of each step, and the positions of the sums among them."""
    counted = [(one, one.amount.value) for one in checked if one.amount is not None]
    steps: list[tuple[Text, Decimal, Text | None]] = [
        (one.charge.name, value, VERDICTS[one.verdict]) for one, value in counted
    ]
    steps.append((Text("You are asked for"), sums.asked.value, None))
    if not sums.overcharge.value:
        return steps, (len(steps) - 1,)
    first = len(steps) - 1
    steps += [
        (Text("Not allowed: {cost}", cost=one.charge.name), -value, VERDICTS["illegal"])
        for one, value in counted
        if one.verdict == "illegal"
    ]
    if sums.above_limits.value:
        steps.append((Text("Above the limit"), -sums.above_limits.value, VERDICTS["over_cap"]))
    left = Text("Left, with what is not known") if sums.unknown.value else Text("May be asked")
    steps.append((left, sums.asked.value - sums.overcharge.value, None))
    return steps, (first, len(steps) - 1)


def _sentence(sums: Totals, pay: Amount | None) -> Text:
    values: dict[str, Value] = {"asked": sums.asked.money, "excess": sums.overcharge.money}
    if pay is None:
        return Text("You are asked for {asked}. At least {excess} of it may not be asked.", **values)
    return Text(
        "You are asked for {asked}: {months} months of pay. At least {excess} of it may not be asked: {over} months.",
        **values,
        months=Number(float(sums.asked.value / pay.value), 1),
        over=Number(float(sums.overcharge.value / pay.value), 1),
    )


def _source(book: RuleBook) -> Provenance:
    return Provenance(
        table="fee_rules",
        publisher="Fairway",
        title="Rules on recruitment fees",
        edition=book.edition,
        licence="CC BY 4.0",
        vintage="",
        file=book.file,
        method=Text("The sums are those you typed; each was set against the rules that are known. Nothing is stored."),
        verified=all(rule.verified for rule in book.rules),
    )
