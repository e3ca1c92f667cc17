"""“Am I being overcharged?”: what a worker was asked to pay, set against the rules of both countries.

Source: the rules in `rules.toml`, each with its own; the international standard is shown as what should be, and never
decides on a charge, but that nobody may ask for bribes, bonds and hidden costs (ILO definition of recruitment fees and
related costs, 2019).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from fairway.kernel.corridor import Corridor
from fairway.kernel.errors import OutOfRange
from fairway.kernel.text import Number, Text, Value
from fairway.recruitment.fees import items
from fairway.recruitment.fees.advice import advice
from fairway.recruitment.fees.amounts import Amount, Exchange, converted, currency_code
from fairway.recruitment.fees.errors import NothingAsked
from fairway.recruitment.fees.figure import waterfall
from fairway.recruitment.fees.fitting import Charge, Facts, fit
from fairway.recruitment.fees.judging import Judgement, judge, stricter
from fairway.recruitment.fees.reasons import reasons
from fairway.recruitment.fees.rules import FeeRule, RuleBook, shipped_rules
from fairway.recruitment.fees.summing import totals
from fairway.recruitment.fees.values import Answer, FeeCheck, ItemCheck, Totals, Usual


def check_charges(
    asked: Sequence[Charge],
    *,
    origin: str,
    destination: str,
    on: date,
    sector: str | None = None,
    workers: str | None = None,
    monthly_pay: Amount | None = None,
    currency: str | None = None,
    exchange: Exchange | None = None,
    usual: Usual | None = None,
    book: RuleBook | None = None,
) -> FeeCheck:
    """Judges what a worker was asked to pay. Nothing is stored.

    Args:
        asked: One charge or more.
        origin, destination: ISO 3166-1 alpha-3.
        on: The day on which the money was, or is to be, paid.
        sector: Of `ratings.items.SECTORS`; it also says who is a domestic worker.
        workers: A category of `items.WORKERS`, where it is known.
        monthly_pay: Basic pay of one month, above zero.
        currency: Of the sums; otherwise that of most charges.
        exchange: Rates; None: amounts in other currencies stand apart.
        usual: What workers usually paid.
        book: Rules other than those that come with Fairway.

    Raises:
        NothingAsked: No charge.
        InputError: Codes that do not exist, one country twice, or a pay of zero.
    """
    Corridor(origin, destination)
    if not asked:
        raise NothingAsked(Text("There is nothing to check."), advice=Text("Give at least one sum you were asked for."))
    if monthly_pay is not None and not monthly_pay.value > 0:
        raise OutOfRange(Text("The pay of a month must be above zero."), advice=Text("Correct it, or leave it out."))
    facts = Facts(origin, destination, sector, workers, on)
    rules = book or shipped_rules()
    account = currency_code(currency) if currency else _most_common([charge.amount.currency for charge in asked])
    judged = judge(asked, rules, facts, monthly_pay, exchange)
    checked = tuple(
        _item(charge, at, judged, facts, converted(charge.amount, account, exchange), _standard(charge, rules, facts))
        for at, charge in enumerate(asked)
    )
    sums = totals(checked, judged.limits, account, exchange)
    pay = converted(monthly_pay, account, exchange) if monthly_pay else None
    return FeeCheck(
        origin, destination, sector, on,
        _answer(checked), _headline(checked, sums), checked, sums,
        float(sums.asked.value / pay.value) if pay else None,
        usual, _usual(usual, sums, exchange), advice(checked, facts), _notes(checked, sums, facts, monthly_pay, pay),
        waterfall(checked, sums, pay, rules, on),
    )  # fmt: skip


def _most_common(currencies: Sequence[str]) -> str:
    """The currency of most charges; of several such, the first in the alphabet, so that no order matters."""
    counted = Counter(currencies)
    return min(counted, key=lambda code: (-counted[code], code))


def _standard(charge: Charge, rules: RuleBook, facts: Facts) -> tuple[FeeRule, ...]:
    """The international standards on a charge, as if an agency asked where nobody said who."""
    known = replace(charge, payee=charge.payee or "agency")
    return tuple(rule for rule in rules.of("", "", facts.on) if fit(rule, known, facts) == "whole")


def _item(
    charge: Charge, at: int, judged: Judgement, facts: Facts, amount: Amount | None, standard: tuple[FeeRule, ...]
) -> ItemCheck:
    sides, verdict = judged.sides[at], judged.verdicts[at]
    limits = [judged.limits[rule.id] for side in sides for rule in side.whole if rule.id in judged.limits]
    strictest = stricter([one.finding for one in limits]) if limits else None
    maybe = tuple(rule for side in sides for rule in side.part if verdict == "unknown" or rule.prohibits or rule.cap)
    cautions = () if verdict == "illegal" else maybe
    return ItemCheck(
        charge=charge,
        verdict=verdict,
        amount=amount,
        reasons=reasons(charge, verdict, sides, cautions, standard, facts, judged.limits),
        origin=sides[0],
        destination=sides[1],
        cautions=cautions,
        standard=standard,
        limit=next((one for one in limits if one.finding == strictest), None) if verdict != "illegal" else None,
    )


def _answer(checked: Sequence[ItemCheck]) -> Answer:
    verdicts = {one.verdict for one in checked}
    if verdicts & {"illegal", "over_cap"}:
        return "yes"
    return "unknown" if "unknown" in verdicts else "no"


def _headline(checked: Sequence[ItemCheck], sums: Totals) -> Text:
    match _answer(checked):
        case "yes" if sums.overcharge.value > 0:
            return Text("Yes. You are asked for at least {excess} too much.", excess=sums.overcharge.money)
        case "yes":
            return Text("Yes. You are asked for something that is not allowed.")
        case "unknown":
            return Text("We cannot say. We do not know the rules on all of this.")
        case "no":
            return Text("By the rules we know, you are not asked for too much.")


def _usual(usual: Usual | None, sums: Totals, exchange: Exchange | None) -> tuple[Text, ...]:
    if usual is None:
        return (Text("We do not know yet what workers usually pay here."),)
    values: dict[str, Value] = {"median": usual.median.money, "low": usual.low.money, "high": usual.high.money}
    said = [Text("Half of the workers paid {median} or less. Most paid from {low} to {high}.", **values)]
    if usual.months_median is not None:
        said.append(Text("{median} is {months} months of pay.",
                         median=usual.median.money, months=Number(usual.months_median, 1)))  # fmt: skip
    asked = converted(sums.asked, usual.median.currency, exchange)
    if asked is not None and asked.value > usual.high.value:
        said.append(Text("You are asked for more than most workers paid."))
    said.append(Text("From {workers} workers, {year}. {source}",
                     workers=usual.workers, year=usual.year, source=usual.source))  # fmt: skip
    return tuple(said)


def _notes(
    checked: Sequence[ItemCheck], sums: Totals, facts: Facts, told: Amount | None, pay: Amount | None
) -> tuple[Text, ...]:
    said = [remark for one in checked for remark in one.charge.amount.remarks]
    said += told.remarks if told else ()
    for apart in sums.apart:
        said.append(Text("{amount} is not in the sums: we have no exchange rate.", amount=apart.money))
    if told is None:
        said.append(Text("Tell us the basic pay of one month to see this in months of pay."))
    elif pay is None:
        said.append(Text("Your pay is in {currency}, and we have no exchange rate for it.", currency=told.currency))
    if sums.asked.value == Decimal(0):
        said.append(Text("There is no picture, because no sum could be counted."))
    if facts.sector is None and facts.workers is None:
        said.append(Text("Tell us the kind of work. Some workers may never be asked to pay."))
    if any(not rule.verified for one in checked for rule in (*one.rules, *one.cautions)):
        said.append(
            Text("Some of these rules are not yet checked against the printed law. Ask before you rely on them.")
        )
    if any(one.charge.item == items.BUNDLE for one in checked) and len(checked) > 1:
        said.append(Text("One sum for everything stands beside single costs. Check that nothing is counted twice."))
    return tuple(dict.fromkeys(said))
