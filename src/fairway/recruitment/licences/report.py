"""The rules of a country, and what a token proves, as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from fairway.kernel.text import Money, PlaceName, Text
from fairway.recruitment.licences.proof import Proof
from fairway.recruitment.licences.rules import CountryRules, Fact, GuaranteeRule
from fairway.recruitment.licences.states import ACTS
from fairway.reference.wording import Voice

NOT_KNOWN: Final = Text("not known")
OWN_LIMIT: Final = Text("Fairway’s own limit, not a rule of the country")
INDENT: Final = "  "

YES: Final = Text("yes")
NO: Final = Text("no")
COUNTED: Final[tuple[tuple[str, Text, Callable[[int], Text]], ...]] = (
    ("validity_years", Text("How long a licence holds"), lambda n: Text("{n} years at most", n=n)),
    ("renewal_window_days", Text("Renewal may be applied for"), lambda n: Text("in the last {n} days", n=n)),
    ("late_renewal_days", Text("A late renewal"), lambda n: Text("up to {n} days after the last day", n=n)),
    ("decision_days", Text("An application is decided"), lambda n: Text("within {n} days", n=n)),
    ("appeal_days", Text("An appeal is filed"), lambda n: Text("within {n} days", n=n)),
    ("appeal_decision_days", Text("An appeal is decided"), lambda n: Text("within {n} days", n=n)),
)
GUARANTEES: Final = {
    "escrow": Text("money in escrow"),
    "deposit": Text("deposit"),
    "bank_guarantee": Text("bank guarantee"),
    "insurance": Text("guarantee insurance"),
}


def rule_lines(rules: CountryRules, voice: Voice) -> list[str]:
    """The rules of a country, each with where it stands.

    Args:
        rules: Of a country on a day.
        voice: In which language.
    """
    heading = Text("Licences of recruiters, {country}, {day}", country=PlaceName(rules.country),
                   day=rules.on.isoformat())  # fmt: skip
    lines = [voice.say(heading), ""]
    if not rules.known:
        return [*lines, voice.say(Text("No rule of this country is known here. Nothing is refused because of that."))]
    for title, value, fact in _rows(rules):
        lines.append(voice.say(Text("{title}: {value}", title=title, value=value)))
        lines += [f"{INDENT}{line}" for line in _source(fact, voice)]
    own = Text("Acts may be dated back {n} days", n=rules.backdating_days)
    if "backdating_days" not in rules.sources:
        own = Text("{rule} ({whose}).", rule=own, whose=OWN_LIMIT)
    return [*lines, voice.say(own)]


def _rows(rules: CountryRules) -> Iterator[tuple[Text, Text, Fact | None]]:
    sources = rules.sources
    yield Text("Authority"), _named(rules.authority), sources.get("authority")
    for what, title, form in COUNTED:
        count: int | None = getattr(rules, what)
        yield title, form(count) if count is not None else NOT_KNOWN, sources.get(what)
    yield Text("An act waits for the appeal"), _flag(rules.appeal_stays), sources.get("appeal_stays")
    acts = ", ".join(sorted(ACTS[act].title.plain() for act in rules.panel_acts))
    yield Text("A tripartite panel looks at"), _named(acts), sources.get("panel_acts")
    capital = rules.capital
    yield (
        Text("Capital at least"),
        Text("{sum}", sum=Money(capital.amount, capital.currency, 0)) if capital else NOT_KNOWN,
        sources.get("capital"),
    )
    if not rules.guarantee:
        yield Text("Guarantee"), NOT_KNOWN, None
    for one in rules.guarantee:
        yield Text("Guarantee"), _guarantee(one), one.fact
    yield Text("A licence may be passed on"), _flag(rules.transferable), sources.get("transferable")
    yield Text("May not be licensed"), _named("; ".join(rules.excluded)), sources.get("excluded")
    yield (
        Text("Answers together with the employer"),
        _flag(bool(rules.joint_liability) or None),
        sources.get("joint_liability"),
    )
    for act, rule in ACTS.items():
        if act in rules.legal_basis:
            yield rule.title, Text("{law}", law=rules.legal_basis[act]), sources[f"basis.{act.value}"]


def _named(value: str) -> Text:
    return Text("{value}", value=value) if value else NOT_KNOWN


def _flag(value: bool | None) -> Text:
    return NOT_KNOWN if value is None else YES if value else NO


def _guarantee(one: GuaranteeRule) -> Text:
    kind = GUARANTEES[one.kind]
    if one.amount is None:
        return Text("{kind}, sum not known", kind=kind)
    said = Text("{kind}, {sum}", kind=kind, sum=Money(one.amount, one.currency, 0))
    return said if one.workers_to is None else Text("{said}, for up to {n} workers a year", said=said, n=one.workers_to)


def _source(fact: Fact | None, voice: Voice) -> list[str]:
    if fact is None:
        return []
    lines = [voice.say(Text("{citation}. {checked}", citation=fact.citation, checked=fact.checked))]
    return lines + ([fact.note] if fact.note else [])


def proof_lines(proof: Proof, voice: Voice) -> list[str]:
    """What a token proves.

    Args:
        proof: What it turned out to be.
        voice: In which language.
    """
    lines = [voice.say(proof.said)]
    claims = proof.claims
    if claims is not None:
        lines += [
            voice.say(Text("Agency: {code}, {name}", code=claims.agency, name=claims.name)),
            voice.say(
                Text("Licence from {first} to {last}", first=_day(claims.valid_from), last=_day(claims.valid_to))
            ),
            voice.say(Text("Token good until {day}; key {key}", day=claims.expires.isoformat(), key=proof.key)),
        ]
        if claims.shortened:
            lines.append(voice.say(Text("The name was too long for the token; the register has all of it.")))
    return [*lines, voice.say(proof.advice)]


def _day(day: object) -> Text:
    return Text("{day}", day=str(day)) if day is not None else Text("without end")
