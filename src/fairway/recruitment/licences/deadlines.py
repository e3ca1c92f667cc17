"""The work-list of a licensing officer: what falls due, in order, each with the rule or reminder behind it.

Where no rule of the country is known, Fairway reminds her after a time of its own and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Number, Text
from fairway.recruitment.licences.layers import HELD, ONE_DAY
from fairway.recruitment.licences.rules import CountryRules
from fairway.recruitment.licences.states import IN_FORCE, State

Kind: TypeAlias = Literal[
    "decide_application", "decide_renewal", "renewal_due", "runs_out", "record_expiry", "suspension_ends",
    "review_conditions", "decide_appeal", "guarantee_ends", "guarantee_short", "inspection", "remedy",
]  # fmt: skip

KINDS: Final[dict[Kind, Text]] = {
    "decide_application": Text("Decide on the application"),
    "decide_renewal": Text("Decide on the renewal"),
    "renewal_due": Text("Renewal is due: nothing was applied for"),
    "runs_out": Text("The licence runs out"),
    "record_expiry": Text("Record that the licence expired"),
    "suspension_ends": Text("The suspension ends by itself"),
    "review_conditions": Text("Review the conditions"),
    "decide_appeal": Text("Decide the appeal"),
    "guarantee_ends": Text("The guarantee runs out"),
    "guarantee_short": Text("The guarantee is below what is required"),
    "inspection": Text("Inspect the agency"),
    "remedy": Text("A finding must have been put right"),
}
HORIZON_DAYS: Final = 90
DECISION_DAYS: Final = 60
APPEAL_DECISION_DAYS: Final = 60
WINDOW_DAYS: Final = 60
REVIEW_DAYS: Final = 180
"""Our own reminders, where no rule is known."""

OWN: Final = Text("A reminder set by Fairway: no rule is known here.")
OF_LICENCE: Final = Text("The days of the licence.")
OF_ACT: Final = Text("The day that the authority set.")


@dataclass(frozen=True, slots=True)
class HeldLicence:
    """A licence, or an application for one.

    Attributes:
        subject: Its key: `licence 12`.
        name: Of the agency.
        state: As recorded.
        since: The day of the entry that made it so.
        valid_to: Its last day.
        until: The last day of its suspension.
        review: The day on which its conditions are to be reviewed, where the authority set one.
    """

    subject: str
    name: str
    state: State
    since: date
    valid_to: date | None = None
    until: date | None = None
    review: date | None = None


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    """An appeal that waits; `due`: by when it must be decided, where that was written down when it was filed."""

    subject: str
    name: str
    filed: date
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Backing:
    """A guarantee behind a licence.

    Attributes:
        subject: Its key.
        name: Of the agency.
        currency: ISO 4217.
        balance: What is left of it. Unit: whole units of `currency`.
        required: The least that is required; None: not known.
        ends: Its last day.
    """

    subject: str
    name: str
    currency: str
    balance: int
    required: int | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class DayFixed:
    """A planned inspection, or a finding that is to be put right: the day is fixed already."""

    subject: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """One line of the work-list.

    Attributes:
        kind: What is to be done.
        due: The last day for it.
        subject: Key of what it is about.
        title: In words, with the agency.
        overdue: The day is past.
        basis: The rule or reminder behind it.
    """

    kind: Kind
    due: date
    subject: str
    title: Text
    overdue: bool
    basis: Text


def deadlines(
    *,
    today: date,
    rules: CountryRules,
    licences: Iterable[HeldLicence] = (),
    appeals: Iterable[OpenAppeal] = (),
    guarantees: Iterable[Backing] = (),
    inspections: Iterable[DayFixed] = (),
    findings: Iterable[DayFixed] = (),
    horizon_days: int = HORIZON_DAYS,
) -> tuple[Deadline, ...]:
    """What is overdue or falls due soon, the earliest first.

    Args:
        today: The officer's day.
        rules: Of her country.
        licences: Licences and applications.
        appeals: Those not decided.
        guarantees: Those that back a licence now.
        inspections: Planned, not done.
        findings: Open, with the day by which they must be put right.
        horizon_days: How far ahead she looks.
    """
    found = [
        *(line for one in licences for line in _of_licence(one, rules, today)),
        *(_of_appeal(one, rules, today) for one in appeals),
        *(line for one in guarantees for line in _of_guarantee(one, rules, today)),
        *(_line("inspection", one.day, one.subject, one.name, OF_ACT, today) for one in inspections),
        *(_line("remedy", one.day, one.subject, one.name, OF_ACT, today) for one in findings),
    ]
    last = today + timedelta(days=horizon_days)
    return tuple(sorted((one for one in found if one.due <= last), key=lambda one: (one.due, one.kind, one.subject)))


def _line(kind: Kind, due: date, subject: str, name: str, basis: Text, today: date) -> Deadline:
    title = Text("{what}: {name}", what=KINDS[kind], name=name)
    return Deadline(kind, due, subject, title, due < today, basis)


def _of_licence(one: HeldLicence, rules: CountryRules, today: date) -> Iterator[Deadline]:
    if one.state in (State.APPLIED, State.RENEWAL):
        kind: Kind = "decide_application" if one.state is State.APPLIED else "decide_renewal"
        days, basis = _days_and_basis(rules.decision_days, DECISION_DAYS, rules, "decision_days")
        yield _line(kind, one.since + timedelta(days=days), one.subject, one.name, basis, today)
    if one.state is State.CONDITIONAL:
        set_by = OF_ACT if one.review else OWN
        yield _line("review_conditions", one.review or one.since + timedelta(days=REVIEW_DAYS), one.subject, one.name,
                    set_by, today)  # fmt: skip
    if one.state is State.SUSPENDED and one.until is not None and one.until >= today:
        yield _line("suspension_ends", one.until, one.subject, one.name, OF_ACT, today)
    if one.state in HELD and one.valid_to is not None:
        yield from _running_out(one, one.valid_to, rules, today)


def _running_out(one: HeldLicence, last: date, rules: CountryRules, today: date) -> Iterator[Deadline]:
    if last < today:
        yield _line("record_expiry", last + ONE_DAY, one.subject, one.name, OF_LICENCE, today)
        return
    window, basis = _days_and_basis(rules.renewal_window_days, WINDOW_DAYS, rules, "renewal_window_days")
    if one.state in IN_FORCE - {State.RENEWAL} and last - timedelta(days=window) <= today:
        yield _line("renewal_due", last, one.subject, one.name, basis, today)
        return
    yield _line("runs_out", last, one.subject, one.name, OF_LICENCE, today)


def _of_appeal(one: OpenAppeal, rules: CountryRules, today: date) -> Deadline:
    days, basis = _days_and_basis(
        rules.appeal_decision_days, APPEAL_DECISION_DAYS, rules, "appeal_decision_days"
    )  # fmt: skip
    due = one.due or one.filed + timedelta(days=days)
    return _line("decide_appeal", due, one.subject, one.name, basis, today)


def _of_guarantee(one: Backing, rules: CountryRules, today: date) -> Iterator[Deadline]:
    if one.ends is not None:
        yield _line("guarantee_ends", one.ends, one.subject, one.name, Text("The days of the guarantee."), today)
    if one.required is not None and one.balance < one.required:
        short = Text(
            "{missing} {currency} are missing. {basis}",
            missing=Number(one.required - one.balance), currency=one.currency, basis=rules.said("guarantee"),
        )  # fmt: skip
        yield _line("guarantee_short", today, one.subject, one.name, short, today)


def _days_and_basis(known: int | None, own: int, rules: CountryRules, what: str) -> tuple[int, Text]:
    return (own, OWN) if known is None else (known, rules.said(what))
