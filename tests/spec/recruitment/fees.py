"""“Am I being overcharged?”: worked examples. Every amount and worker is invented; the rules are those that ship."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from fairway.recruitment.fees.amounts import Amount, Exchange
from fairway.recruitment.fees.checking import check_charges
from fairway.recruitment.fees.fitting import Charge
from fairway.recruitment.fees.values import FeeCheck

DAY: Final = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Example:
    """One worker who was asked for money.

    Attributes:
        name: What it shows.
        source: The article it rests on.
        charges: Item, part, sum.
        expected: Verdict on each.
        overcharge: What may not be asked. Unit: `currency`.
        cited: The rules that the verdicts rest on, each once.
    """

    name: str
    source: str
    origin: str
    destination: str
    currency: str
    charges: tuple[tuple[str, str, int], ...]
    expected: tuple[str, ...]
    overcharge: int
    cited: tuple[str, ...]
    pay: Amount | None = None
    sector: str | None = None
    workers: str | None = None
    payee: str = ""
    exchange: Exchange | None = None
    on: date = DAY

    def answer(self) -> FeeCheck:
        """What the check says."""
        return check_charges(
            [Charge(item, Amount(Decimal(sum_), self.currency), part, self.payee) for item, part, sum_ in self.charges],
            origin=self.origin,
            destination=self.destination,
            on=self.on,
            sector=self.sector,
            workers=self.workers,
            monthly_pay=self.pay,
            exchange=self.exchange,
        )


def peso(value: int) -> Amount:
    """Philippine pesos."""
    return Amount(Decimal(value), "PHP")


EXAMPLES: Final = (
    Example(
        "One month of basic pay is the most that an agency may ask; 5,000 of the 30,000 are above it",
        "Philippines, POEA rules for land-based workers (2016), Section 51",
        "PHL", "SAU", "PHP", (("F1", "", 30_000),), ("over_cap",), 5_000, ("PHL-placement-fee",), peso(25_000),
        sector="construction",
    ),
    Example(
        "Exactly one month is within the limit",
        "Philippines, POEA rules for land-based workers (2016), Section 51",
        "PHL", "SAU", "PHP", (("F1", "", 25_000),), ("legal",), 0, ("PHL-placement-fee",), peso(25_000),
        sector="construction",
    ),
    Example(
        "Without the pay nobody can say what one month is",
        "Philippines, POEA rules for land-based workers (2016), Section 51",
        "PHL", "SAU", "PHP", (("F1", "", 25_000),), ("unknown",), 0, ("PHL-placement-fee",), sector="construction",
    ),
    Example(
        "A domestic worker pays no placement fee, however small",
        "Philippines, POEA rules for land-based workers (2016), Section 51; C189 Article 15",
        "PHL", "SAU", "PHP", (("F1", "", 1_000), ("RC7", "passport", 950)), ("illegal", "legal"), 1_000,
        ("PHL-placement-fee-domestic", "PHL-own-papers"), peso(25_000), sector="domestic",
    ),
    Example(
        "A seafarer pays none either; the sector alone would not tell, because drivers are in it too",
        "Philippines, POEA rules for seafarers (2016); MLC, 2006, Standard A1.4(5)(b)",
        "PHL", "NLD", "PHP", (("F1", "", 1_000),), ("illegal",), 1_000,
        ("PHL-placement-fee-seafarers", "PHL-no-fee-destinations"), peso(25_000), sector="transport",
        workers="seafarers",
    ),
    Example(
        "The employer pays visa and permits, the worker her passport: “papers” alone cannot be judged",
        "Philippines, POEA rules for land-based workers (2016), Section 50",
        "PHL", "SAU", "PHP", (("RC7", "visa", 4_000), ("RC7", "passport", 950), ("RC7", "", 2_000)),
        ("illegal", "legal", "unknown"), 4_000, ("PHL-employer-papers", "PHL-own-papers"), peso(25_000), "trade",
    ),
    Example(
        "Nepal to the Gulf: a service fee up to 10,000 rupees; visa and ticket are the employer's; the test is not",
        "Nepal, “free visa, free ticket” decision, 2015",
        "NPL", "QAT", "NPR",
        (("F1", "", 90_000), ("RC7", "visa", 20_000), ("RC6", "ticket", 30_000), ("RC1", "", 5_000)),
        ("over_cap", "illegal", "illegal", "legal"), 130_000,
        ("NPL-service-fee", "NPL-visa", "NPL-ticket", "NPL-own-costs"), Amount(Decimal(1_000), "QAR"),
        exchange=Exchange("NPR", {"QAR": Decimal(1) / Decimal(40)}, "2026-11-01", "invented"),
    ),
    Example(
        "A limit is for everything under it together: twice 6,000 are 2,000 too much",
        "Nepal, “free visa, free ticket” decision, 2015",
        "NPL", "QAT", "NPR", (("F1", "", 6_000), ("F2", "", 6_000)), ("over_cap", "over_cap"), 2_000,
        ("NPL-service-fee",),
    ),
    Example(
        "The stricter side decides: Nepal allows 10,000 rupees, but who recruits in Qatar may take nothing",
        "Qatar, Labour Law No. 14 of 2004, Article 33",
        "NPL", "QAT", "NPR", (("F1", "", 8_000),), ("illegal",), 8_000, ("QAT-recruiter",), payee="abroad",
    ),
    Example(
        "Before July 2015 the decision did not hold: nothing is known of that day",
        "Nepal, “free visa, free ticket” decision, 2015",
        "NPL", "QAT", "NPR", (("F1", "", 90_000),), ("unknown",), 0, (), on=date(2015, 7, 5),
    ),
    Example(
        "Ethiopia: the employer pays visa and return ticket, the worker passport and test",
        "Ethiopia, Proclamation No. 923/2016, Part Two, Section 3",
        "ETH", "SAU", "ETB", (("RC7", "visa", 9_000), ("RC6", "ticket", 20_000), ("RC1", "", 1_500)),
        ("illegal", "illegal", "legal"), 29_000, ("ETH-employer-papers", "ETH-employer-ticket", "ETH-medical"),
    ),
    Example(
        "One sum for everything under a ceiling for everything",
        "Bangladesh, ministry's ceiling for Malaysia, 6 July 2022",
        "BGD", "MYS", "BDT", (("bundle", "", 400_000),), ("over_cap",), 321_010, ("BGD-Malaysia-2022",),
        on=date(2023, 5, 1),
    ),
    Example(
        "One sum for everything where only some items are regulated: a list is needed",
        "Nepal, “free visa, free ticket” decision, 2015",
        "NPL", "QAT", "NPR", (("bundle", "", 150_000),), ("unknown",), 0, (),
    ),
    Example(
        "No rule is known: not illegal, but unknown, with the international standard beside it",
        "ILO definition of recruitment fees and related costs (2019)",
        "KHM", "THA", "USD", (("F1", "", 300),), ("unknown",), 0, (),
    ),
    Example(
        "A bribe is never legitimate, whatever the country",
        "ILO definition of recruitment fees and related costs (2019)",
        "KHM", "THA", "USD", (("X", "", 50),), ("illegal",), 50, ("INT-illegitimate",),
    ),
)  # fmt: skip
