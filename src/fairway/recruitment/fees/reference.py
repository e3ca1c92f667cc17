"""The check of charges once more, slow and obvious: every way in which what was not said could be is tried in turn.

Tests hold `judging` and `summing` against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from fairway.recruitment.fees import items
from fairway.recruitment.fees.amounts import Amount
from fairway.recruitment.fees.fitting import Charge, Facts
from fairway.recruitment.fees.judging import Verdict
from fairway.recruitment.fees.rules import FeeRule
from fairway.recruitment.ratings.items import SECTORS


def covers(rule: FeeRule, charge: Charge, facts: Facts) -> bool:
    """Whether the rule speaks of the charge whatever it was that nobody said."""
    if not _in_place(rule, facts):
        return False
    return all(_matches(rule, *case) for case in _cases(charge, facts))


def _in_place(rule: FeeRule, facts: Facts) -> bool:
    if rule.valid_from is not None and facts.on < rule.valid_from:
        return False
    if rule.valid_to is not None and facts.on > rule.valid_to:
        return False
    if rule.side == "origin":
        here, there = facts.origin, facts.destination
    else:
        here, there = facts.destination, facts.origin
    return rule.country == here and (rule.counterparts == () or there in rule.counterparts)


def _cases(charge: Charge, facts: Facts) -> Iterator[tuple[str, str, str, str, str]]:
    """Item, part, payee, sector and category, completed in every way."""
    parts = [charge.part] if charge.part else ["something else", *items.PARTS.get(charge.item, {})]
    payees = [charge.payee] if charge.payee else list(items.PAYEES)
    for part, payee, sector in product(parts, payees, [facts.sector] if facts.sector else list(SECTORS)):
        if facts.workers:
            categories = [facts.workers]
        elif sector == "domestic":
            categories = ["domestic"]
        elif sector == "transport":
            categories = ["seafarers", "others"]
        else:
            categories = ["others"]
        for category in categories:
            yield charge.item, part, payee, sector, category


def _matches(rule: FeeRule, item: str, part: str, payee: str, sector: str, category: str) -> bool:
    return (
        (rule.items == ("*",) or item in rule.items)
        and (rule.parts == () or part in rule.parts)
        and (rule.payees == () or payee in rule.payees)
        and rule.sector in ("*", sector)
        and rule.workers in ("*", category)
    )


def barred(charge: Charge, rules: Sequence[FeeRule], facts: Facts) -> bool:
    """Whether the charge may not be asked at all, by either country."""
    if charge.item == "X":
        return True
    forbidding = [rule for rule in rules if rule.stance in ("forbidden", "employer_pays")]
    if any(covers(rule, charge, facts) for rule in forbidding):
        return True
    if charge.item != "bundle":
        return False
    for side in ("origin", "destination"):
        own = [rule for rule in rules if rule.side == side]
        if any(covers(rule, charge, facts) for rule in own):
            continue
        singles = [replace(charge, item=one) for one in items.CODES if one != "X"]
        if all(any(covers(rule, single, facts) for rule in own if rule in forbidding) for single in singles):
            return True
    return False


def verdicts(charges: Sequence[Charge], rules: Sequence[FeeRule], facts: Facts, pay: Amount | None) -> list[Verdict]:
    """The verdict on each charge, all amounts being in one currency."""
    found: list[Verdict] = []
    for charge in charges:
        over, unclear, allowed = False, False, False
        for rule in rules:
            if not covers(rule, charge, facts):
                continue
            if rule.cap is None:
                allowed = True
                continue
            most = _most(rule, pay)
            under = [one for one in charges if covers(rule, one, facts) and not barred(one, rules, facts)]
            if most is None:
                unclear = True
            elif sum(one.amount.value for one in under) > most:
                over = True
            else:
                allowed = True
        if barred(charge, rules, facts):
            found.append("illegal")
        elif over:
            found.append("over_cap")
        else:
            found.append("legal" if allowed and not unclear else "unknown")
    return found


def _most(rule: FeeRule, pay: Amount | None) -> Decimal | None:
    if rule.cap is None or (not rule.cap.currency and pay is None):
        return None
    return rule.cap.value if rule.cap.currency or pay is None else rule.cap.value * pay.value


def least_overcharge(charges: Sequence[Charge], rules: Sequence[FeeRule], facts: Facts, pay: Amount | None) -> Decimal:
    """What is asked less the most that could be paid within every rule: whole amounts are tried, one by one.

    Args:
        charges: Few, of small whole amounts in the currency of every limit.
        rules: The national rules.
        facts: Of the worker and the day.
        pay: Basic pay of one month.
    """
    choices = [[0] if barred(one, rules, facts) else range(int(one.amount.value) + 1) for one in charges]
    best = 0
    for paid in product(*choices):
        fits = True
        for rule in rules:
            most = _most(rule, pay)
            under = sum(sum_ for sum_, one in zip(paid, charges, strict=True) if covers(rule, one, facts))
            fits = fits and (most is None or under <= most)
        if fits:
            best = max(best, sum(paid))
    return sum((one.amount.value for one in charges), Decimal(0)) - best
