"""A check as lines of text, in a language: for a terminal, a message or a printed sheet."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from fairway.kernel.text import Number, PlaceName, Text, Value
from fairway.recruitment.fees.amounts import Amount
from fairway.recruitment.fees.rules import FeeRule
from fairway.recruitment.fees.sentences import STANDINGS
from fairway.recruitment.fees.values import VERDICTS, FeeCheck
from fairway.reference.wording import Voice

WIDTH: Final = 100


def lines(found: FeeCheck, voice: Voice) -> list[str]:
    """The whole answer: headline, costs with verdicts, sums, reasons, the usual amount, advice, rules, notes."""
    places: dict[str, Value] = {"origin": PlaceName(found.origin), "destination": PlaceName(found.destination)}
    heading = voice.say(Text("{origin} → {destination}", **places))
    said = [
        f"{heading}, {found.on.isoformat()}",
        voice.say(found.headline),
        "",
        *_costs(found, voice),
        *_sums(found, voice),
    ]
    said += ["", voice.say(Text("Why")), *_why(found, voice)]
    said += ["", voice.say(Text("What workers usually pay")), *_each(found.usual_said, voice, "  ")]
    said += ["", voice.say(Text("What to do"))]
    for count, step in enumerate(found.advice, start=1):
        said += _wrapped(f"{count}. {voice.say(step.text)}", "  ", "     ")
    said += ["", voice.say(Text("The rules"))]
    for rule in found.rules():
        said += _rule(rule, voice)
    if found.notes:
        said += ["", voice.say(Text("Please note")), *_each(found.notes, voice, "  ")]
    return said


def _costs(found: FeeCheck, voice: Voice) -> list[str]:
    rows = [
        (voice.say(one.charge.name), _money(one.charge.amount, voice), voice.say(VERDICTS[one.verdict]))
        for one in found.items
    ]
    wide = [max(len(row[at]) for row in rows) for at in (0, 1)]
    return [f"  {name:<{wide[0]}}  {amount:>{wide[1]}}  {verdict}" for name, amount, verdict in rows]


def _sums(found: FeeCheck, voice: Voice) -> Iterator[str]:
    sums = found.totals
    named = (
        (Text("You are asked for"), sums.asked),
        (Text("Not allowed"), sums.not_allowed),
        (Text("Above the limit"), sums.above_limits),
        (Text("Not known here"), sums.unknown),
        (Text("May be asked"), sums.may_be_asked),
    )
    yield ""
    for name, amount in named:
        if amount.value or amount is sums.asked:
            yield "  " + voice.say(Text("{name}: {amount}", name=name, amount=amount.money))
    if found.months is not None:
        yield "  " + voice.say(Text("That is {months} months of basic pay.", months=Number(found.months, 1)))


def _why(found: FeeCheck, voice: Voice) -> Iterator[str]:
    for one in found.items:
        named = Text("{name}: {amount}", name=one.charge.name, amount=VERDICTS[one.verdict])
        yield f"  {voice.say(named)}"
        yield from _each(one.reasons, voice, "    ")


def _rule(rule: FeeRule, voice: Voice) -> Iterator[str]:
    named = Text("{law} ({standing}). {checked}",
                 law=rule.citation, standing=STANDINGS[rule.standing], checked=rule.checked)  # fmt: skip
    yield from _wrapped(f"{rule.id}: {voice.say(named)}", "  ", "    ")
    if rule.url:
        yield f"    {rule.url}"


def _each(texts: tuple[Text, ...], voice: Voice, indent: str) -> Iterator[str]:
    for text in texts:
        yield from _wrapped(voice.say(text), indent, indent + "  ")


def _money(amount: Amount, voice: Voice) -> str:
    return voice.value(amount.money)


def _wrapped(said: str, first: str, later: str) -> list[str]:
    return textwrap.wrap(
        said, WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False, break_long_words=False
    )
