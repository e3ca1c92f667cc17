"""Which acts are allowed on a licence, what they lead to, and why one is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fairway.recruitment.licences.checking import check
from fairway.recruitment.licences.errors import ActRefused
from fairway.recruitment.licences.history import Entry
from fairway.recruitment.licences.layers import Stay
from fairway.recruitment.licences.rules import CountryRules
from fairway.recruitment.licences.standing import standing
from fairway.recruitment.licences.states import Act, State
from fairway.recruitment.licences.validity import last_day

TODAY = date(2026, 6, 1)
RULES = CountryRules(
    country="PHL", on=TODAY, validity_years=4, renewal_window_days=60, late_renewal_days=30, backdating_days=30
)
NO_RULES = CountryRules(country="FRA", on=TODAY)


class History:
    """A licence to which acts are done, each checked and kept."""

    def __init__(self, rules: CountryRules = RULES) -> None:
        self.entries: list[Entry] = []
        self.rules = rules

    def do(self, act: Act, day: date, *, today: date | None = None, **asked: object) -> State:
        state = check(self.entries, act, effective=day, today=today or day, rules=self.rules, **asked)  # type: ignore[arg-type]
        kept = {key: value for key, value in asked.items() if key in ("valid_from", "valid_to", "until")}
        self.entries.append(
            Entry(len(self.entries) + 1, act, day, today or day, state, **kept)  # type: ignore[arg-type]
        )
        return state

    def on(self, day: date, *stays: Stay) -> State:
        found = standing(self.entries, day, stays)
        assert found is not None
        return found.state

    def in_force(self, day: date, *stays: Stay) -> bool:
        found = standing(self.entries, day, stays)
        return found is not None and found.in_force


def licensed(rules: CountryRules = RULES) -> History:
    """A licence from 1 January 2026 to 31 December 2027."""
    history = History(rules)
    history.do(Act.APPLY, date(2025, 12, 1))
    history.do(Act.GRANT, date(2026, 1, 1), valid_from=date(2026, 1, 1), valid_to=date(2027, 12, 31))
    return history


def why(history: History, act: Act, day: date, **asked: object) -> str:
    with pytest.raises(ActRefused) as refusal:
        history.do(act, day, **asked)  # type: ignore[arg-type]
    assert refusal.value.advice
    return str(refusal.value.details["reason"])


def test_nothing_stands_before_the_application() -> None:
    assert standing(licensed().entries, date(2025, 11, 30)) is None
    assert why(History(), Act.GRANT, TODAY, valid_from=TODAY, valid_to=TODAY) == "no_application"


def test_a_licence_is_in_force_on_its_days_and_expires_by_itself() -> None:
    history = licensed()
    assert [history.in_force(day) for day in (date(2025, 12, 31), date(2026, 1, 1), date(2027, 12, 31))] == [
        False, True, True,
    ]  # fmt: skip
    after = standing(history.entries, date(2028, 3, 1))
    assert after is not None
    assert (after.state, after.since, after.because) == (State.EXPIRED, date(2028, 1, 1), None)


def test_an_act_that_does_not_follow_is_refused_and_says_what_would() -> None:
    history = licensed()
    assert why(history, Act.LIFT_SUSPENSION, TODAY) == "out_of_order"
    with pytest.raises(ActRefused, match="Suspend the licence") as refusal:
        history.do(Act.GRANT, TODAY, valid_from=TODAY, valid_to=TODAY)
    assert "Revoke the licence" in refusal.value.advice


def test_no_act_is_dated_further_back_than_the_rules_allow_or_before_the_last_one() -> None:
    history = licensed()
    assert why(history, Act.SUSPEND, TODAY - timedelta(days=31), today=TODAY) == "back_dated"
    assert history.do(Act.SUSPEND, TODAY - timedelta(days=30), today=TODAY) is State.SUSPENDED
    assert why(history, Act.REVOKE, TODAY - timedelta(days=31), today=TODAY - timedelta(days=31)) == "before_last"


def test_only_a_suspension_may_begin_later_and_not_too_late() -> None:
    history = licensed()
    assert why(history, Act.REVOKE, TODAY + timedelta(days=1), today=TODAY) == "future"
    assert why(history, Act.SUSPEND, TODAY + timedelta(days=91), today=TODAY) == "future"
    history.do(Act.SUSPEND, TODAY + timedelta(days=10), today=TODAY)
    assert history.on(TODAY + timedelta(days=9)) is State.LICENSED
    assert history.on(TODAY + timedelta(days=10)) is State.SUSPENDED


def test_a_suspension_with_a_last_day_ends_by_itself_and_gives_back_what_it_covered() -> None:
    history = licensed()
    history.do(Act.SET_CONDITIONS, date(2026, 5, 1))
    history.do(Act.SUSPEND, TODAY, until=date(2026, 6, 30))
    assert history.on(date(2026, 6, 30)) is State.SUSPENDED
    after = standing(history.entries, date(2026, 7, 1))
    assert after is not None
    assert (after.state, after.since, after.in_force, after.because) == (
        State.CONDITIONAL, date(2026, 7, 1), True, None,
    )  # fmt: skip
    assert why(history, Act.LIFT_SUSPENSION, date(2026, 7, 1)) == "out_of_order"
    assert why(history, Act.REINSTATE, date(2026, 7, 1), against=4) == "other_act_holds"


def test_a_suspension_cannot_be_over_before_it_is_recorded() -> None:
    history = licensed()
    assert why(history, Act.SUSPEND, TODAY - timedelta(days=9), today=TODAY, until=TODAY - timedelta(days=1)) == (
        "until_past"
    )
    assert why(history, Act.REVOKE, TODAY, until=TODAY) == "until_not_asked"
    assert history.do(Act.SUSPEND, TODAY, until=TODAY) is State.SUSPENDED


def test_lifting_leads_back_to_the_state_before() -> None:
    history = licensed()
    history.do(Act.APPLY_RENEWAL, date(2027, 11, 15))
    history.do(Act.SUSPEND, date(2027, 11, 20))
    assert history.do(Act.LIFT_SUSPENSION, date(2027, 11, 25)) is State.RENEWAL
    assert history.do(Act.REFUSE_RENEWAL, date(2027, 12, 1)) is State.LICENSED


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (None, None, "no_first"),
        (date(2026, 6, 1), None, "no_last"),
        (date(2026, 6, 1), date(2026, 5, 31), "days_not_in_order"),
        (date(2026, 6, 1), date(2030, 6, 1), "too_long"),
        (date(2026, 5, 31), date(2027, 5, 31), "before_grant"),
        (date(2062, 6, 1), date(2063, 6, 1), "far_ahead"),
    ],
)
def test_the_days_of_a_grant_are_checked(first: date | None, last: date | None, reason: str) -> None:
    history = History()
    history.do(Act.APPLY, TODAY)
    assert why(history, Act.GRANT, TODAY, valid_from=first, valid_to=last) == reason
    assert history.do(Act.GRANT, TODAY, valid_from=TODAY, valid_to=date(2030, 5, 31)) is State.LICENSED


def test_a_licence_without_end_is_for_countries_with_no_known_length() -> None:
    history = History(NO_RULES)
    history.do(Act.APPLY, TODAY)
    history.do(Act.GRANT, TODAY, valid_from=TODAY)
    assert history.in_force(date(2080, 1, 1))
    assert why(history, Act.EXPIRE, TODAY) == "not_over"


def test_two_licences_of_an_agency_may_not_overlap() -> None:
    history = History()
    history.do(Act.APPLY, TODAY)
    asked = {"valid_from": TODAY, "valid_to": date(2027, 5, 31)}
    for other in ((date(2025, 1, 1), TODAY), (date(2027, 5, 31), None), (date(2026, 7, 1), date(2026, 7, 2))):
        assert why(history, Act.GRANT, TODAY, others=[other], **asked) == "overlap"
    beside = [(date(2025, 1, 1), TODAY - timedelta(days=1)), (date(2027, 6, 1), None)]
    assert history.do(Act.GRANT, TODAY, others=beside, **asked) is State.LICENSED


def test_a_renewal_waits_for_its_window_and_leaves_no_gap() -> None:
    history = licensed()
    days = {"valid_from": date(2028, 1, 1), "valid_to": date(2030, 12, 31)}
    assert why(history, Act.APPLY_RENEWAL, date(2027, 10, 31)) == "before_window"
    assert why(history, Act.RENEW, date(2027, 10, 31), **days) == "before_window"
    assert why(history, Act.RENEW, date(2027, 11, 1), valid_from=date(2028, 1, 2), valid_to=date(2028, 5, 1)) == "gap"
    history.do(Act.RENEW, date(2027, 11, 1), **days)
    assert history.in_force(date(2027, 12, 31))
    assert history.in_force(date(2028, 1, 1))
    found = standing(history.entries, date(2027, 12, 31))
    assert found is not None
    assert found.valid_to == date(2027, 12, 31)


def test_a_late_renewal_needs_a_rule_or_an_application_in_time() -> None:
    late = date(2028, 1, 31)
    days = {"valid_from": date(2028, 2, 5), "valid_to": date(2030, 12, 31)}
    assert why(licensed(), Act.RENEW, date(2028, 1, 30), valid_from=date(2027, 12, 31), valid_to=late) == "days_over"
    assert why(licensed(), Act.RENEW, late, **days) == "too_late"
    assert why(licensed(NO_RULES), Act.RENEW, date(2028, 1, 1), **days) == "too_late"
    assert licensed().do(Act.RENEW, date(2028, 1, 30), **days) is State.LICENSED
    applied = licensed()
    applied.do(Act.APPLY_RENEWAL, date(2027, 12, 31))
    assert applied.on(late) is State.EXPIRED
    applied.do(Act.RENEW, late, **days)
    assert not applied.in_force(date(2028, 2, 4))
    assert applied.in_force(date(2028, 2, 5))


def test_on_an_expired_licence_only_what_makes_sense_is_done() -> None:
    history = licensed()
    late = date(2028, 6, 1)
    assert [why(history, act, late) for act in (Act.SUSPEND, Act.REVOKE, Act.SET_CONDITIONS, Act.APPLY_RENEWAL)] == [
        "out_of_order"
    ] * 4
    assert why(licensed(), Act.EXPIRE, date(2027, 12, 31)) == "not_over"
    # Put on record half a year later: the day is a fact, however far back.
    assert history.do(Act.EXPIRE, date(2028, 1, 1), today=late) is State.EXPIRED
    assert history.do(Act.BAR, late) is State.BARRED


def test_reinstatement_gives_back_the_state_and_the_days_before_the_act() -> None:
    history = licensed()
    history.do(Act.SUSPEND, date(2026, 5, 1))
    history.do(Act.REVOKE, TODAY)
    assert history.do(Act.REINSTATE, date(2026, 6, 20), against=4) is State.SUSPENDED
    assert history.do(Act.REINSTATE, date(2026, 6, 21), against=3) is State.LICENSED
    assert history.in_force(date(2027, 12, 31))
    assert why(history, Act.REINSTATE, date(2026, 6, 22)) == "nothing_to_undo"


def test_an_appeal_against_an_earlier_act_changes_nothing_while_a_later_one_holds() -> None:
    history = licensed()
    history.do(Act.SUSPEND, date(2026, 5, 1))
    history.do(Act.REVOKE, TODAY)
    assert why(history, Act.REINSTATE, TODAY, against=3) == "other_act_holds"
    assert history.on(TODAY) is State.REVOKED


def test_reinstatement_after_the_days_ran_out_is_no_licence_but_keeps_the_way_to_renewal() -> None:
    history = licensed()
    history.do(Act.APPLY_RENEWAL, date(2027, 12, 1))
    history.do(Act.REFUSE_RENEWAL, date(2027, 12, 20))
    history.do(Act.EXPIRE, date(2028, 1, 1))
    assert history.do(Act.REINSTATE, date(2028, 4, 1), against=4) is State.RENEWAL
    assert history.on(date(2028, 4, 1)) is State.EXPIRED
    renewed = history.do(Act.RENEW, date(2028, 4, 2), valid_from=date(2028, 4, 2), valid_to=date(2030, 1, 1))
    assert renewed is State.LICENSED


def test_reinstatement_does_not_take_the_place_of_another_licence() -> None:
    history = licensed()
    history.do(Act.REVOKE, TODAY)
    assert why(history, Act.REINSTATE, TODAY, others=[(date(2026, 6, 10), None)]) == "overlap"


def test_a_bar_is_final_but_for_an_appeal() -> None:
    history = licensed()
    history.do(Act.REVOKE, date(2026, 5, 1))
    history.do(Act.BAR, date(2026, 5, 2))
    for act in set(Act) - {Act.REINSTATE}:
        assert why(history, act, TODAY) == "out_of_order"
    assert history.do(Act.REINSTATE, TODAY) is State.REVOKED


def test_a_barred_agency_gets_no_other_licence() -> None:
    assert why(History(), Act.APPLY, TODAY, barred=True) == "barred"


def test_conditions_that_were_appealed_go_and_an_application_for_renewal_stays() -> None:
    history = licensed()
    history.do(Act.SET_CONDITIONS, date(2027, 11, 1))
    history.do(Act.APPLY_RENEWAL, date(2027, 11, 5))
    assert history.do(Act.REINSTATE, date(2027, 11, 9), against=3) is State.RENEWAL
    assert history.do(Act.REFUSE_RENEWAL, date(2027, 11, 10)) is State.LICENSED


def test_what_an_appeal_stays_does_not_hold_until_it_is_dismissed() -> None:
    history = licensed()
    history.do(Act.REVOKE, TODAY)
    open_appeal, dismissed = Stay(3, date(2026, 6, 10)), Stay(3, date(2026, 6, 10), date(2026, 6, 20))
    assert history.on(date(2026, 6, 9), open_appeal) is State.REVOKED
    assert history.in_force(date(2026, 6, 10), open_appeal)
    assert history.in_force(date(2026, 6, 20), dismissed)
    assert history.on(date(2026, 6, 21), dismissed) is State.REVOKED
    during = standing(history.entries, date(2026, 6, 15), (dismissed,))
    after = standing(history.entries, date(2026, 7, 15), (dismissed,))
    assert during is not None and after is not None  # noqa: PT018
    assert (during.since, after.since) == (date(2026, 6, 10), date(2026, 6, 21))


def test_acts_done_during_a_stay_do_not_save_a_licence_whose_appeal_is_dismissed() -> None:
    history = licensed()
    history.do(Act.REVOKE, date(2027, 11, 1))
    stay = Stay(3, date(2027, 11, 5))
    days = {"valid_from": date(2028, 1, 1), "valid_to": date(2029, 12, 31)}
    history.do(Act.RENEW, date(2027, 12, 1), stayed=[stay], **days)
    assert history.in_force(date(2028, 1, 5), stay)
    assert history.on(date(2028, 1, 5), Stay(3, date(2027, 11, 5), date(2028, 1, 4))) is State.REVOKED


def test_an_appeal_allowed_after_a_stay_leaves_the_licence_in_force() -> None:
    history = licensed()
    history.do(Act.SET_CONDITIONS, date(2026, 5, 1))
    history.do(Act.REVOKE, TODAY)
    history.do(Act.REINSTATE, date(2026, 6, 20), against=4)
    for last in (None, date(2026, 6, 19), date(2026, 6, 20)):
        stay = Stay(4, date(2026, 6, 10), last)
        assert [history.on(date(2026, 6, day), stay) for day in (9, 10, 20, 21)] == [
            State.REVOKED, State.CONDITIONAL, State.CONDITIONAL, State.CONDITIONAL,
        ]  # fmt: skip


def test_days_are_only_given_by_grants_and_renewals() -> None:
    assert why(licensed(), Act.SUSPEND, TODAY, valid_to=TODAY) == "days_not_asked"


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        (date(2026, 1, 1), 4, date(2029, 12, 31)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2023, 3, 1), 1, date(2024, 2, 29)),
    ],
)
def test_a_licence_of_so_many_years_ends_on_the_eve(first: date, years: int, last: date) -> None:
    assert last_day(first, years) == last


def test_an_act_that_repeats_the_old_days_does_not_take_the_renewed_ones_away() -> None:
    history = licensed()
    history.do(Act.RENEW, date(2027, 11, 1), valid_from=date(2028, 1, 1), valid_to=date(2030, 12, 31))
    old = {"valid_from": date(2026, 1, 1), "valid_to": date(2027, 12, 31)}
    history.entries.append(Entry(4, Act.SET_CONDITIONS, date(2027, 11, 2), date(2027, 11, 2), State.CONDITIONAL, **old))
    assert history.in_force(date(2028, 1, 1))
