"""May this act be done on this licence, from this day? What is refused says why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.licences.errors import ActRefused
from fairway.recruitment.licences.history import Entry, Standing
from fairway.recruitment.licences.layers import ONE_DAY, Days, Layers, Stay
from fairway.recruitment.licences.rules import CountryRules
from fairway.recruitment.licences.standing import beneath, standing
from fairway.recruitment.licences.states import ACTS, IN_FORCE, STATES, Act, Rule, State, acts_in
from fairway.recruitment.licences.validity import LONGEST, check_validity, overlapping, refuse_overlap

_PAST_ITS_DAYS: Final = frozenset({Act.RENEW, Act.REFUSE_RENEWAL, Act.EXPIRE})
"""Acts on what the licence was before its days ran out: the application was in time, or the expiry is put on record."""


def check(
    entries: Sequence[Entry],
    act: Act,
    *,
    effective: date,
    today: date,
    rules: CountryRules,
    valid_from: date | None = None,
    valid_to: date | None = None,
    until: date | None = None,
    others: Sequence[Days] = (),
    against: int | None = None,
    stayed: Sequence[Stay] = (),
    barred: bool = False,
) -> State:
    """The state that an act leads to.

    Args:
        entries: The licence's whole history; empty before the application.
        act: What is to be done.
        effective: The day from which it is to hold.
        today: The day on which it is recorded.
        rules: Of the authority's country.
        valid_from, valid_to: The licence's days, for a grant or a renewal alone.
        until: The last day of a suspension that ends by itself; None where it has none, and for every other act.
        others: First and last days of the agency's other licences for the same activity.
        against: Of a reinstatement: number of the entry that the appeal was against; None: the one that holds now.
        stayed: Acts that an appeal stays, or stayed.
        barred: Whether the agency is barred for ever through another of its licences.

    Raises:
        ActRefused: Out of order, too far back, before the entry before it, in the future, days missing, too long,
            overlapping, or outside the window for renewal.
    """
    asked = _Asked(act, effective, today, rules, valid_from, valid_to, until)
    rule = ACTS[act]
    now = standing(entries, effective, stayed)
    layers = beneath(entries, effective, stayed)
    _days_of_the_act(asked, entries)
    _in_order(asked, now, layers, barred)
    _dates_given(asked, rule)
    if rule.dated == "validity":
        check_validity(act, effective, rules, valid_from, valid_to, layers, others)
    if act is Act.APPLY_RENEWAL:
        _window(asked, layers)
    if act is Act.EXPIRE:
        _is_over(asked, layers)
    if act is Act.REINSTATE:
        return _reinstated(asked, layers, against, others)
    return layers.after(act, effective)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be done, when."""

    act: Act
    effective: date
    today: date
    rules: CountryRules
    valid_from: date | None
    valid_to: date | None
    until: date | None


def _refused(title: Text, advice: Text, asked: _Asked, reason: str) -> ActRefused:
    details = {"act": asked.act.value, "effective": asked.effective.isoformat(), "reason": reason}
    return ActRefused(title, advice=advice, details=details)


def _days_of_the_act(asked: _Asked, entries: Sequence[Entry]) -> None:
    last = max(entries, key=lambda entry: entry.number, default=None)
    if last is not None and asked.effective < last.effective:
        raise _refused(
            Text(
                "{day} lies before the last entry of the history: {done}, from {last}.",
                day=asked.effective.isoformat(), done=ACTS[last.act].done, last=last.effective.isoformat(),
            ),
            Text("Give {last} or a later day. If the history is wrong, add an entry that puts it right.",
                 last=last.effective.isoformat()),
            asked, "before_last",
        )  # fmt: skip
    earliest = asked.today - timedelta(days=asked.rules.backdating_days)
    # That the days of a licence ran out is a fact, on whichever day somebody puts it on record.
    if asked.effective < earliest and asked.act is not Act.EXPIRE:
        raise _refused(
            Text("{day} is further back than {n} days.", day=asked.effective.isoformat(),
                 n=asked.rules.backdating_days),
            Text("Give {earliest} or a later day, and the true day of the decision in the reason.",
                 earliest=earliest.isoformat()),
            asked, "back_dated",
        )  # fmt: skip
    ahead = asked.rules.ahead_days if asked.act is Act.SUSPEND else 0
    if asked.effective > asked.today + timedelta(days=ahead):
        raise _refused(
            Text("{day} is still to come.", day=asked.effective.isoformat()),
            Text("A suspension may be set to begin up to {n} days ahead.", n=ahead)
            if ahead
            else Text("Record the act on the day, or give today’s. Only a suspension may be set to begin later."),
            asked, "future",
        )  # fmt: skip


def _in_order(asked: _Asked, now: Standing | None, layers: Layers, barred: bool) -> None:
    act = asked.act
    if act in (Act.APPLY, Act.GRANT) and barred:
        raise _refused(
            Text("The agency is barred for ever."),
            Text("Nothing but an appeal against the bar can change that."),
            asked, "barred",
        )  # fmt: skip
    if now is None:
        if act is not Act.APPLY:
            raise _refused(
                Text("There is no application on {day}.", day=asked.effective.isoformat()),
                Text("Record the application first."), asked, "no_application",
            )  # fmt: skip
        return
    rule = ACTS[act]
    ran_out = now.state is State.EXPIRED and layers.state is not State.EXPIRED
    if now.state in rule.before or (ran_out and act in _PAST_ITS_DAYS and layers.state in rule.before):
        return
    raise _refused(
        Text("“{act}” cannot be done: on {day} the licence is in the state “{state}”.",
             act=rule.title, day=asked.effective.isoformat(), state=STATES[now.state]),
        _possible(now.state), asked, "out_of_order",
    )  # fmt: skip


def _possible(state: State) -> Text:
    if state is State.BARRED:
        return Text("A bar is final. Only an appeal that is allowed undoes it.")
    possible = acts_in(state)
    if not possible:
        return Text("Nothing more can be done on this licence. The agency may apply for a new one.")
    names: Text = ACTS[possible[0]].title
    for one in possible[1:]:
        names = Text("{names}; {name}", names=names, name=ACTS[one].title)
    return Text("In this state there is: {names}.", names=names)


def _dates_given(asked: _Asked, rule: Rule) -> None:
    if rule.dated != "validity" and (asked.valid_from or asked.valid_to):
        raise _refused(
            Text("“{act}” does not change the days of a licence.", act=rule.title),
            Text("Leave out its first and last day: they stay as they are."), asked, "days_not_asked",
        )  # fmt: skip
    if asked.until is None:
        return
    if rule.dated != "until":
        raise _refused(
            Text("“{act}” has no last day.", act=rule.title),
            Text("Only a suspension ends by itself. Leave the day out."), asked, "until_not_asked",
        )  # fmt: skip
    if asked.until > asked.effective + LONGEST:
        raise _refused(
            Text("The suspension would be over on {day}, more than a hundred years from now.",
                 day=asked.until.isoformat()),
            Text("Look at the year. Without a last day it holds until it is lifted."), asked, "until_far",
        )  # fmt: skip
    if asked.until < max(asked.effective, asked.today):
        raise _refused(
            Text("The suspension would be over on {day}, which is past or before it begins.",
                 day=asked.until.isoformat()),
            Text("Give {day} or a later day, or none: then it holds until it is lifted.",
                 day=max(asked.effective, asked.today).isoformat()),
            asked, "until_past",
        )  # fmt: skip


def _window(asked: _Asked, layers: Layers) -> None:
    days, window = layers.days(asked.effective), asked.rules.renewal_window_days
    if window is None or days is None or days[1] is None:
        return
    opens = days[1] - timedelta(days=window)
    if asked.effective < opens:
        raise _refused(
            Text("The time for renewal has not come: the licence runs until {last}.", last=days[1].isoformat()),
            Text("An application may be recorded from {opens}.", opens=opens.isoformat()), asked, "before_window",
        )  # fmt: skip


def _is_over(asked: _Asked, layers: Layers) -> None:
    days = layers.days(asked.effective)
    last = days[1] if days else None
    if last is not None and asked.effective > last:
        return
    raise _refused(
        Text("The licence has not expired: its last day is {last}.", last=last.isoformat())
        if last
        else Text("The licence has no last day, so it does not expire."),
        Text("Record the expiry from {day}.", day=(last + ONE_DAY).isoformat())
        if last
        else Text("It ends when it is given back or revoked."),
        asked, "not_over",
    )  # fmt: skip


def _reinstated(asked: _Asked, layers: Layers, against: int | None, others: Sequence[Days]) -> State:
    place = layers.appealed()
    if place is None:
        raise _refused(
            Text("No act that can be appealed against holds on {day}.", day=asked.effective.isoformat()),
            Text("There is nothing to undo. Look at the history: the act is over, or was lifted."),
            asked, "nothing_to_undo",
        )  # fmt: skip
    holds = layers.layers[place].entry
    if against is not None and against != holds.number:
        raise _refused(
            Text("Entry {n} is not what makes the licence stand as it does: that is entry {m}, {done}.",
                 n=against, m=holds.number, done=ACTS[holds.act].done),
            Text("Decide the appeal against the later act first, or note the outcome without a reinstatement."),
            asked, "other_act_holds",
        )  # fmt: skip
    state = layers.after(asked.act, asked.effective)
    days = layers.days(asked.effective)
    if state in IN_FORCE and days is not None and overlapping(days, others):
        refuse_overlap(days, others, asked.act, asked.effective)
    return state
