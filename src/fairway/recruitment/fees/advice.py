"""What to do after a check, in short steps that fit the verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.fees import items
from fairway.recruitment.fees.fitting import Facts
from fairway.recruitment.fees.judging import Verdict
from fairway.recruitment.fees.values import ItemCheck, Step


def advice(checked: Sequence[ItemCheck], facts: Facts) -> tuple[Step, ...]:
    """The steps that fit what was found, the first things first."""
    verdicts = {one.verdict for one in checked}
    too_much = bool(verdicts & {"illegal", "over_cap"})
    steps = [*_before_paying(checked, verdicts), *_papers(checked)]
    if too_much:
        steps += _against_overcharging(facts)
    else:
        steps.append(Step("help", Text("Not sure? Ask a union or a migrant resource centre. It is free.")))
    steps.append(Step("safety", Text("If it is not safe to say no, get help first. Your safety comes first.")))
    return tuple(steps)


def _before_paying(checked: Sequence[ItemCheck], verdicts: set[Verdict]) -> list[Step]:
    steps = []
    if "illegal" in verdicts:
        steps.append(Step("wait", Text("Do not pay what is marked “Not allowed”.")))
    if "over_cap" in verdicts:
        steps.append(Step("wait", Text("Do not pay more than the limit.")))
    if any(one.charge.item == items.ILLEGITIMATE for one in checked):
        steps.append(Step("refuse", Text("Do not leave money, land papers or your passport as a deposit.")))
    if any(one.charge.item == items.BUNDLE for one in checked):
        steps.append(Step("list", Text("Ask for a list with each cost on its own line, and what it is for.")))
    if "unknown" in verdicts:
        steps.append(
            Step("unknown", Text("Before you pay what is “Not known here”, ask a union or the labour office."))
        )
    if verdicts & {"illegal", "over_cap"}:
        steps.append(Step("debt", Text("Do not borrow money for a cost that is not allowed.")))
    return steps


def _papers(checked: Sequence[ItemCheck]) -> list[Step]:
    steps = [
        Step("contract", Text("Ask for the contract in your language. Read it before you pay and before you travel.")),
        Step("receipt", Text("Ask for a receipt for every payment: date, sum, who took it, and what it is for.")),
    ]
    if any(rule.refundable for one in checked for rule in one.rules):
        steps.append(
            Step("refund", Text("If you do not get the job and it is not your fault, ask for the money back."))
        )
    return steps


def _against_overcharging(facts: Facts) -> list[Step]:
    return [
        Step("evidence", Text("Keep messages, receipts and photos of papers. Send copies to someone you trust.")),
        Step("refund", Text("If you have paid already, you can ask for the money back.")),
        Step(
            "report",
            Text("You can report it to the labour office in {origin}.", origin=PlaceName(facts.origin)),
        ),
        Step(
            "help",
            Text(
                "In {destination}, ask the labour office, your embassy or a union for help.",
                destination=PlaceName(facts.destination),
            ),
        ),
    ]
