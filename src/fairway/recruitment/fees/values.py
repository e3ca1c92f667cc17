"""What a check of charges answers: each charge with verdict, reasons and rules; the sums; the usual amount; advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from fairway.kernel.errors import OutOfRange
from fairway.kernel.figure import Figure
from fairway.kernel.text import Text
from fairway.recruitment.fees.amounts import Amount
from fairway.recruitment.fees.fitting import Charge
from fairway.recruitment.fees.judging import Limit, SideJudgement, Verdict
from fairway.recruitment.fees.rules import FeeRule

Answer: TypeAlias = Literal["yes", "unknown", "no"]

VERDICTS: Final[dict[Verdict, Text]] = {
    "illegal": Text("Not allowed"),
    "over_cap": Text("More than allowed"),
    "unknown": Text("Not known here"),
    "legal": Text("Allowed"),
}
"""Verdict → the word that stands beside a charge."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What workers usually paid in such a case, from whoever knows it.

    Attributes:
        median, low, high: Of the sums; low and high are the quartiles, or whatever `source` says.
        months_median, months_low, months_high: The same in months of earnings; None where it is not known.
        workers: How many are behind it, as a band that names nobody (`50–99`).
        year: Of the payments.
        source: Whose figures these are.
    """

    median: Amount
    low: Amount
    high: Amount
    months_median: float | None
    months_low: float | None
    months_high: float | None
    workers: str
    year: str
    source: Text

    def __post_init__(self) -> None:
        one_currency = len({self.median.currency, self.low.currency, self.high.currency}) == 1
        if not one_currency or not self.low.value <= self.median.value <= self.high.value:
            raise OutOfRange(
                "The usual amounts are not in one currency, or not in order.",
                advice="Give low, median and high in one currency, from the lowest to the highest.",
            )


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """One charge, judged.

    Attributes:
        charge: As asked.
        verdict: Of the stricter side.
        amount: In the currency of the check; None where there is no exchange rate.
        reasons: Why, in plain sentences.
        origin, destination: What the rules of each end say.
        cautions: Rules that may hold, depending on what was not said.
        standard: The international standards on it: what should be.
        limit: The limit that it exceeds, or under which it stands; None where there is none.
    """

    charge: Charge
    verdict: Verdict
    amount: Amount | None
    reasons: tuple[Text, ...]
    origin: SideJudgement
    destination: SideJudgement
    cautions: tuple[FeeRule, ...]
    standard: tuple[FeeRule, ...]
    limit: Limit | None

    @property
    def rules(self) -> tuple[FeeRule, ...]:
        """The rules that the verdict rests on: those of the strictest side or sides that say it, each once."""
        strictest = [side for side in (self.origin, self.destination) if side.finding == self.verdict]
        found = {rule.id: rule for side in strictest for rule in side.whole}.values()
        if self.verdict == "illegal":
            return tuple(rule for rule in found if rule.prohibits)
        return tuple(rule for rule in found if rule.cap) if self.verdict == "over_cap" else tuple(found)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums in the currency of the check: asked = not_allowed + above_limits + may_be_asked + unknown.

    Attributes:
        asked: Everything that could be counted.
        not_allowed: Charges that may not be asked at all.
        above_limits: What is asked above limits; at least so much.
        may_be_asked: What the known rules allow.
        unknown: Charges on which no rule is known.
        apart: Amounts that could not be counted, by currency: there is no exchange rate.
    """

    asked: Amount
    not_allowed: Amount
    above_limits: Amount
    may_be_asked: Amount
    unknown: Amount
    apart: tuple[Amount, ...]

    @property
    def overcharge(self) -> Amount:
        """What is asked and may not be."""
        return Amount(self.not_allowed.value + self.above_limits.value, self.asked.currency)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    Attributes:
        kind: What it is about, for a page that adds links: wait, list, unknown, refuse, contract, receipt, refund,
            debt, evidence, help, report, safety.
        text: In plain words.
    """

    kind: str
    text: Text


@dataclass(frozen=True, slots=True)
class FeeCheck:
    """The answer to “Am I being overcharged?”. Nothing in it names a person, and nothing is stored.

    Attributes:
        origin, destination, sector, on: What was asked about.
        answer: `yes` where something is asked that may not be, `no` where the known rules allow everything.
        headline: The answer in a sentence.
        items: In the order asked.
        totals: Sums.
        months: What is asked, in months of basic pay; None where the pay or a rate is not known.
        usual: What workers usually paid; None where nothing is known.
        usual_said: The same in a sentence, also where nothing is known.
        advice: What to do, in order.
        notes: What a careful reader must know.
        figure: The waterfall: in months of pay, or in money where the pay is not known; None where nothing can be
            drawn, and `notes` say why.
    """

    origin: str
    destination: str
    sector: str | None
    on: date
    answer: Answer
    headline: Text
    items: tuple[ItemCheck, ...]
    totals: Totals
    months: float | None
    usual: Usual | None
    usual_said: tuple[Text, ...]
    advice: tuple[Step, ...]
    notes: tuple[Text, ...]
    figure: Figure | None

    def rules(self) -> Sequence[FeeRule]:
        """Every rule that a verdict, a caution or the standard rests on, each once, national ones first."""
        found = [rule for item in self.items for rule in (*item.rules, *item.cautions)]
        found += [rule for item in self.items for rule in item.standard]
        return tuple({rule.id: rule for rule in found}.values())
