"""Why a charge got its verdict, in sentences a worker reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.fees import items
from fairway.recruitment.fees.fitting import Charge, Facts
from fairway.recruitment.fees.judging import Limit, SideJudgement, Verdict
from fairway.recruitment.fees.rules import FeeRule

SHOULD_NOT: Final = Text("Not known here. The international standard says that no worker should pay this.")
SHOULD_BE_FREE: Final = Text("It may be asked here. The international standard says that the employer should pay it.")
HIDES: Final = Text("One sum for everything can hide a cost that is not allowed. Ask for a list.")
BY_PAY: Final = Text("The limit depends on your basic pay. Tell us your pay, and we can work it out.")
NO_RATE: Final = Text("We have no exchange rate, so we cannot set this against the limit.")


def reasons(
    charge: Charge,
    verdict: Verdict,
    sides: tuple[SideJudgement, SideJudgement],
    cautions: Sequence[FeeRule],
    standard: Sequence[FeeRule],
    facts: Facts,
    limits: Mapping[str, Limit],
) -> tuple[Text, ...]:
    """The sentences beside a verdict: the rules of both countries, then what should be."""
    said: list[Text] = []
    for side in sides:
        said += _of_side(side, facts.origin if side.side == "origin" else facts.destination, limits)
    said += [
        Text("It depends. {place}: {sentence}", place=PlaceName(rule.country), sentence=rule.says) for rule in cautions
    ]
    if charge.item == items.BUNDLE and verdict != "illegal":
        said.append(HIDES)
    if verdict == "unknown" and (standard or charge.item == items.BUNDLE):
        said.append(SHOULD_NOT)
    elif verdict in ("legal", "over_cap") and standard:
        said.append(SHOULD_BE_FREE)
    return tuple(dict.fromkeys(said))


def _of_side(side: SideJudgement, place: str, limits: Mapping[str, Limit]) -> list[Text]:
    if not side.whole:
        return [] if side.part else [Text("We know no rule of {place} on this.", place=PlaceName(place))]
    said = []
    for rule in side.whole:
        if side.finding == "illegal" and not rule.prohibits:
            continue
        said.append(_rule(rule))
        if rule.id in limits and side.finding != "illegal":
            said += _of_limit(limits[rule.id])
    return said


def _rule(rule: FeeRule) -> Text:
    if not rule.country:
        return rule.says
    return Text("{place}: {sentence}", place=PlaceName(rule.country), sentence=rule.says)


def _of_limit(limit: Limit) -> list[Text]:
    if limit.most is None or limit.excess is None:
        return [BY_PAY]
    if limit.excess.value > 0:
        return [Text("The limit is {most}. You are asked for {excess} more than that.",
                     most=limit.most.money, excess=limit.excess.money)]  # fmt: skip
    return [NO_RATE] if limit.lacking else [Text("The limit is {most}.", most=limit.most.money)]
