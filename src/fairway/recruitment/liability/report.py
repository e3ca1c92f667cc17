"""An answer as lines of text, in a language: for a terminal, a letter or a file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from fairway.kernel.text import Money, PlaceName, Text
from fairway.recruitment.liability.answer import Answering, Liability, PartyLiability
from fairway.recruitment.liability.claims import CLAIMS, MANNERS, ROLES
from fairway.recruitment.liability.rules import LiabilityRule
from fairway.recruitment.liability.sentences import STANDINGS
from fairway.recruitment.liability.what_if import WhatIf
from fairway.reference.wording import Voice

WIDTH: Final = 100


def lines(found: Liability, voice: Voice) -> list[str]:
    """The whole answer: heading, each party, what is missing, what is not known, what conventions ask."""
    one = found.contract
    heading = Text("{origin} → {destination}", origin=PlaceName(one.origin), destination=PlaceName(one.destination))
    said = [f"{one.number}, {voice.say(heading)}, {found.on.isoformat()}", voice.say(CLAIMS[found.claim]), ""]
    for party in found.parties:
        said += [*_party(party, voice), ""]
    for title, texts in (
        (Text("What is missing in the records"), found.gaps),
        (Text("What is not known"), found.unknown),
    ):
        if texts:
            said += [voice.say(title), *_each(texts, voice, "  "), ""]
    if found.standards:
        said += [voice.say(Text("What conventions ask of the State; they make nobody liable by themselves"))]
        for rule in found.standards:
            said += _rule(rule, voice)
    return said


def what_if_lines(found: WhatIf, voice: Voice) -> list[str]:
    """What was supposed, and what would be different."""
    said = [voice.say(Text("What if")), *_each([one.says for one in found.changes], voice, "  "), ""]
    said += [voice.say(Text("What would be different"))]
    for one in found.differences:
        said += _wrapped(voice.say(one.says), "  ", "  ")
        for rule in one.rules:
            said += _rule(rule, voice, "    ")
    if found.unchanged:
        said += _wrapped(voice.say(found.unchanged), "  ", "  ")
    return said


def _party(one: PartyLiability, voice: Voice) -> Iterator[str]:
    name = f"{one.officer}, {one.party.name}" if one.officer else one.party.name
    yield f"{voice.say(ROLES[one.role])}: {name} ({one.party.code})"
    manner = f", {voice.say(MANNERS[one.manner])}" if one.manner else ""
    yield f"  {voice.say(one.verdict)}{manner}"
    for rule in one.bases:
        yield from _rule(rule, voice)
    if one.why is not None:
        yield from _wrapped(voice.say(one.why), "  ", "  ")
    if one.liable:
        yield from _wrapped(voice.say(_days(one)), "  ", "  ")
    for held in one.guarantees:
        yield from _wrapped(voice.say(guarantee_said(held)), "  ", "    ")
    yield from _each(one.remarks, voice, "  ")


def _days(one: PartyLiability) -> Text:
    said = one.until_said or Text("")
    if one.until is None:
        return Text("From {since}. {said}", since=one.since.isoformat(), said=said)
    since, until = one.since.isoformat(), one.until.isoformat()
    if one.late:
        return Text("From {since}; a claim had to be made by {until}: {said}", said=said, since=since, until=until)
    return Text("From {since}; a claim must be made by {until}: {said}", said=said, since=since, until=until)


def guarantee_said(held: Answering) -> Text:
    """A guarantee in one sentence: what is left of it, who holds it, whether it answers."""
    one = held.guarantee
    money = Money(float(one.amount), one.currency)
    if held.rule is None:
        return Text(
            "Guarantee {number}, {money} at {holder}: no rule is known here that it answers.",
            number=one.instrument, money=money, holder=one.holder,
        )  # fmt: skip
    return Text(
        "Guarantee {number} answers with {money}, held by {holder}.",
        number=one.instrument, money=money, holder=one.holder,
    )  # fmt: skip


def _rule(rule: LiabilityRule, voice: Voice, before: str = "  ") -> Iterator[str]:
    yield from _wrapped(f"- {voice.say(rule.says)}", before, before + "  ")
    where = ", ".join(filter(None, (voice.say(rule.law), rule.article, voice.say(STANDINGS[rule.standing]))))
    yield from _wrapped(f"{rule.id}: {where}. {voice.say(rule.checked)}", before + "  ", before + "  ")
    if rule.note:
        yield from _wrapped(rule.note, before + "  ", before + "  ")


def _each(texts: Iterable[Text], voice: Voice, before: str) -> Iterator[str]:
    for text in texts:
        yield from _wrapped(f"- {voice.say(text)}", before, before + "  ")


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest)
