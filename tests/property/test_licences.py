"""Licences: any history of allowed acts stands on every day as a slow replay says, day by day; tokens hold or break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from fairway.methods.signing_keys import PublicKey, new_key
from fairway.recruitment.licences.checking import check
from fairway.recruitment.licences.errors import ActRefused
from fairway.recruitment.licences.history import Entry
from fairway.recruitment.licences.proof import MOST_CHARACTERS, read, sign
from fairway.recruitment.licences.proof_encoding import STATES, Claims
from fairway.recruitment.licences.rules import CountryRules
from fairway.recruitment.licences.standing import standing
from fairway.recruitment.licences.states import ACTS, IN_FORCE, Act, State, acts_in

BEGIN = date(2026, 1, 1)
ONE = timedelta(days=1)
RULES = CountryRules(
    country="BGD", on=BEGIN, validity_years=1, renewal_window_days=250, late_renewal_days=20, backdating_days=10
)
FIXED = {act: rule.after for act, rule in ACTS.items() if rule.after is not None}
HELD = IN_FORCE | {State.SUSPENDED}


def undone(history: Sequence[Entry], reinstated: int) -> int:
    """Place of the act that a reinstatement undoes: the last that can be appealed against and still weighs."""
    lifted = 0
    for place in range(reinstated - 1, -1, -1):
        act = history[place].act
        if act is Act.LIFT_SUSPENSION:
            lifted += 1
        elif act is Act.SUSPEND:
            until = history[place].until
            if lifted:
                lifted -= 1
            elif until is None or until >= history[reinstated].effective:
                return place
        elif ACTS[act].appealable:
            return place
    raise AssertionError("nothing to undo")


def without_reinstatements(history: list[Entry]) -> list[Entry]:
    """The history as if what an appeal undid had never been done."""
    for place, entry in enumerate(history):
        if entry.act is Act.REINSTATE:
            gone = undone(history, place)
            between = [one for one in history[gone + 1 : place] if one.act is not Act.EXPIRE]
            return without_reinstatements([*history[:gone], *between, *history[place + 1 :]])
    return history


def replayed(entries: Sequence[Entry], on: date) -> tuple[State, bool, tuple[date, date | None] | None] | None:
    """State, in force, days: by walking through every day, with nothing but variables."""
    history = without_reinstatements([one for one in entries if one.effective <= on])
    if not history:
        return None
    state: State | None = None
    suspended_from = renewal_from = state
    until: date | None = None
    periods: list[tuple[date, date | None]] = []
    day = history[0].effective
    while day <= on:
        if state is State.SUSPENDED and until is not None and until < day:
            state = suspended_from
        for entry in (one for one in history if one.effective == day):
            if entry.act is Act.SUSPEND:
                suspended_from, until = state, entry.until
            if entry.act is Act.APPLY_RENEWAL:
                renewal_from = state
            if entry.act is Act.LIFT_SUSPENSION:
                state = suspended_from
            elif entry.act is Act.REFUSE_RENEWAL:
                state = renewal_from
            else:
                state = FIXED[entry.act]
            if entry.act in (Act.GRANT, Act.RENEW):
                assert entry.valid_from is not None
                periods.append((entry.valid_from, entry.valid_to))
        day += ONE
    assert state is not None
    return as_days_say(state, periods, on)


def as_days_say(
    state: State, periods: list[tuple[date, date | None]], on: date
) -> tuple[State, bool, tuple[date, date | None] | None]:
    days = next((one for one in reversed(periods) if one[0] <= on), periods[-1] if periods else None)
    if state in HELD and days is not None and days[1] is not None and days[1] < on:
        state = State.EXPIRED
    covered = days is not None and days[0] <= on and (days[1] is None or on <= days[1])
    return state, state in IN_FORCE and covered, days


class Desk(RuleBasedStateMachine):
    """An officer who tries one act after another; what is refused leaves no trace."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.today = BEGIN
        self.repeats_days = False

    @initialize(repeats_days=st.booleans())
    def applied(self, repeats_days: bool) -> None:
        self.repeats_days = repeats_days
        self.record(Act.APPLY, self.today, None, None, None)
        self.today += 5 * ONE
        self.record(Act.GRANT, self.today, self.today, self.today + timedelta(days=300), None)

    @rule(days=st.sampled_from((0, 1, 3, 20, 70, 200, 320)))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(
        choice=st.integers(0, 40),
        back=st.sampled_from((0, 0, 0, 1, 5)),
        length=st.sampled_from((30, 100, 300)),
        ends=st.sampled_from((None, 0, 4, 40)),
    )
    def acts(self, choice: int, back: int, length: int, ends: int | None) -> None:
        now = standing(self.entries, self.today)
        assert now is not None
        possible = (*acts_in(now.state), Act.EXPIRE, Act.RENEW, Act.REINSTATE, Act.REFUSE_RENEWAL)
        act = possible[choice % len(possible)]
        effective = self.today - back * ONE
        first = last = until = None
        if ACTS[act].dated == "validity":
            first = effective
            if act is Act.RENEW and now.valid_to is not None:
                first = max(effective, now.valid_to + ONE)
            last = first + timedelta(days=length)
        if act is Act.SUSPEND and ends is not None:
            until = self.today + ends * ONE
        self.record(act, effective, first, last, until)

    def record(self, act: Act, effective: date, first: date | None, last: date | None, until: date | None) -> None:
        try:
            state = check(
                self.entries, act, effective=effective, today=self.today, rules=RULES, valid_from=first, valid_to=last,
                until=until,
            )  # fmt: skip
        except ActRefused:
            return
        if self.repeats_days and first is None and self.entries:
            before = standing(self.entries, effective)
            assert before is not None
            first, last = before.valid_from, before.valid_to
        self.entries.append(
            Entry(
                number=len(self.entries) + 1,
                act=act,
                effective=effective,
                recorded=self.today,
                state=state,
                valid_from=first,
                valid_to=last,
                until=until,
            )
        )
        after = standing(self.entries, effective)
        assert after is not None
        assert after.state in (state, State.EXPIRED)

    def days(self) -> Iterator[date]:
        turns = {BEGIN, self.today}
        for entry in self.entries:
            turns |= {one for one in (entry.effective, entry.valid_from, entry.valid_to, entry.until) if one}
        yield from sorted({turn + step * ONE for turn in turns for step in (-1, 0, 1)})

    def teardown(self) -> None:
        closed: date | None = None
        for day in self.days():
            found, slow = standing(self.entries, day), replayed(self.entries, day)
            assert (found is None) == (slow is None)
            if found is None or slow is None:
                continue
            assert (found.state, found.in_force, found.valid_from, found.valid_to) == (
                *slow[:2], *(slow[2] or (None, None)),
            )  # fmt: skip
            began = standing(self.entries, found.since)
            assert found.since <= day
            assert began is not None
            assert began.state is found.state
            if found.in_force:
                assert found.valid_from is not None
                assert found.valid_from <= day
                assert found.valid_to is None or day <= found.valid_to
                undoings = [one.effective for one in self.entries if one.act is Act.REINSTATE]
                assert closed is None or any(closed <= one <= day for one in undoings)
                closed = None
            elif found.state in (State.REVOKED, State.BARRED):
                closed = closed or day


Desk.TestCase.settings = settings(max_examples=60, stateful_step_count=14, deadline=None)
test_any_history_stands_as_its_replay_says = Desk.TestCase

KEY = new_key()
KEYS = [PublicKey(KEY.public, BEGIN)]
WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=60)
CODES = st.from_regex(r"[A-Z0-9/.\-]{1,16}", fullmatch=True)
DAYS = st.dates(date(1990, 1, 1), date(2140, 1, 1))


@st.composite
def claims(draw: st.DrawFn) -> Claims:
    return Claims(
        agency=draw(CODES), name=draw(WORDS), number=draw(CODES), country=draw(st.sampled_from(("NPL", "PHL"))),
        authority=draw(CODES), state=draw(st.sampled_from(STATES)), valid_from=draw(DAYS),
        valid_to=draw(st.none() | DAYS), issued=draw(st.dates(BEGIN, date(2030, 1, 1))),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(claims())
def test_a_token_says_what_was_claimed_and_there_is_one_token_for_it(said: Claims) -> None:
    token = sign(said, KEY)
    assert len(token) <= MOST_CHARACTERS
    assert token == sign(said, KEY)
    proof = read(token, KEYS, today=said.issued)
    assert proof.accepted
    assert proof.claims is not None
    assert sign(proof.claims, KEY) == token
    assert (proof.claims.agency, proof.claims.number, proof.claims.state) == (said.agency, said.number, said.state)
    assert not read(token, KEYS, today=said.expires + ONE).accepted


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_changed_character_is_accepted(data: st.DataObject) -> None:
    token = sign(data.draw(claims()), KEY)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(
        st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567a0189=é").filter(lambda one: one != token[place])
    )
    proof = read(token[:place] + other + token[place + 1 :], KEYS, today=BEGIN)
    assert not proof.accepted
    assert proof.claims is None


@settings(max_examples=30, deadline=None)
@given(claims())
def test_the_token_of_another_key_is_not_accepted(said: Claims) -> None:
    token = sign(said, new_key())
    assert not read(token, KEYS, today=said.issued).accepted
