"""A token against a log: what it comes to when the authority keeps its word, and when it does not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fairway.methods.signing_keys import new_key
from fairway.safe_reporting.proofs import (
    LogDay,
    Reason,
    check_log,
    follows,
    heads_as_json,
    heads_of_json,
    log_as_json,
    log_of_json,
    make_token,
    verify,
)
from fairway.safe_reporting.proofs.heads import HeadsUnreadable
from fairway.safe_reporting.proofs.inclusion import (
    ProofUnreadable,
    inclusion_of,
    inclusion_of_json,
    verify_inclusion,
)
from fairway.safe_reporting.proofs.log import LogUnreadable, directory_commitment, padding, tree_of
from tests.unit.safe_reporting.proofs.filings_made import MONDAY, commitment, key, keys, log

TOKEN = make_token(commitment(1), MONDAY, key())
OTHERS = [commitment(number) for number in range(10, 26)]


def days(*, with_it: bool, count: int) -> tuple[LogDay, ...]:
    first = [commitment(1), *OTHERS[:3]] if with_it else OTHERS[:3]
    return log(first, *[[OTHERS[3 + place]] for place in range(count - 1)])


def found(given: Sequence[LogDay], today: date = MONDAY + timedelta(days=9)) -> Reason:
    return verify(TOKEN, given, keys(), today=today).reason


def test_a_filing_that_stands_in_the_log_is_proved() -> None:
    verdict = verify(TOKEN, days(with_it=True, count=3), keys(), today=MONDAY)
    assert verdict.accepted
    assert (verdict.logged, verdict.newest) == (MONDAY, MONDAY + timedelta(days=2))
    assert not verdict.evidence


def test_until_its_week_is_closed_a_filing_may_still_come() -> None:
    assert found(days(with_it=False, count=7), MONDAY + timedelta(days=7)) is Reason.NOT_YET
    assert found((), MONDAY) is Reason.NOT_YET


def test_a_filing_that_is_missing_after_its_week_is_evidence_against_the_authority() -> None:
    verdict = verify(TOKEN, days(with_it=False, count=8), keys(), today=MONDAY + timedelta(days=8))
    assert verdict.reason is Reason.MISSING
    assert verdict.evidence


def test_a_log_that_is_not_kept_up_is_evidence_too() -> None:
    late = MONDAY + timedelta(days=10)
    assert found(days(with_it=False, count=3), late) is Reason.NOT_YET
    assert found(days(with_it=False, count=3), late + timedelta(days=1)) is Reason.OVERDUE


def test_a_log_that_was_changed_after_it_was_signed_is_broken() -> None:
    whole = days(with_it=True, count=3)
    without = replace(whole[0], filings=tuple(one for one in whole[0].filings if one != commitment(1)))
    assert found((without, *whole[1:])) is Reason.LOG_BROKEN
    moved = replace(whole[0], filings=tuple(reversed(whole[0].filings)))
    assert found((moved, *whole[1:])) is Reason.LOG_BROKEN
    assert found((whole[0], whole[2])) is Reason.LOG_BROKEN
    assert found((whole[1], whole[0], whole[2])) is Reason.LOG_BROKEN


def test_a_head_that_somebody_else_signed_is_refused() -> None:
    whole = days(with_it=True, count=2)
    forged = replace(whole[1], head=replace(whole[1].head, size=9))
    assert found((whole[0], forged)) is Reason.HEAD_FORGED
    assert found(log([commitment(1)], signed_by=new_key())) is Reason.HEAD_FORGED


def test_a_log_that_was_made_anew_and_signed_anew_is_caught_by_a_head_that_was_kept() -> None:
    before = days(with_it=True, count=2)
    anew = days(with_it=False, count=3)
    assert check_log(anew, keys()) is None, "by itself nobody can tell"
    verdict = verify(TOKEN, anew, keys(), today=MONDAY, earlier=[before[1].head])
    assert verdict.reason is Reason.REWRITTEN
    assert verdict.evidence
    assert check_log(before[:1], keys(), [before[1].head]) is Reason.REWRITTEN, "cut off at its end"
    assert check_log(before, keys(), [before[0].head]) is None
    strangers = log([commitment(1)], signed_by=new_key())
    assert check_log(before, keys(), [strangers[0].head]) is Reason.HEAD_FORGED


def test_a_key_that_was_retired_signs_no_head_of_a_later_day() -> None:
    retired = (replace(keys()[0], last=MONDAY - timedelta(days=1)),)
    assert check_log(days(with_it=True, count=1), retired) is Reason.HEAD_FORGED


def test_the_log_survives_its_file() -> None:
    whole = days(with_it=True, count=3)
    assert log_of_json("".join(log_as_json(whole))) == whole
    assert log_of_json("".join(log_as_json(()))) == ()


@pytest.mark.parametrize(
    "spoilt",
    ["", "[]", "null", '{"form": "fairway-filing-log/2", "days": []}', '{"form": "fairway-filing-log/1"}', "[" * 9999,
     '{"form": "fairway-filing-log/1", "days": [{"day": "x"}]}', '{"form": "fairway-filing-log/1", "days": {}}'],
    ids=["empty", "list", "null", "newer", "bare", "deep", "day", "object"],
)  # fmt: skip
def test_what_is_no_log_is_refused(spoilt: str) -> None:
    with pytest.raises(LogUnreadable):
        log_of_json(spoilt)
    with pytest.raises(HeadsUnreadable):
        heads_of_json(spoilt)
    with pytest.raises(ProofUnreadable):
        inclusion_of_json(spoilt)


def test_each_value_of_a_log_is_looked_at() -> None:
    good = json.loads("".join(log_as_json(days(with_it=True, count=1))))
    for spoil in (
        lambda day: day.update(day=20261123),
        lambda day: day.update(day="2026-13-01"),
        lambda day: day.update(filings=[5]),
        lambda day: day.update(filings=["AB" * 32]),
        lambda day: day.update(filings=["ab" * 31]),
        lambda day: day.update(directory="zz" * 32),
        lambda day: day["head"].update(size=-1),
        lambda day: day["head"].update(size=True),
        lambda day: day["head"].update(size="5"),
        lambda day: day["head"].update(signature="***"),
        lambda day: day.update(head=None),
    ):
        given = json.loads(json.dumps(good))
        spoil(given["days"][0])
        with pytest.raises(LogUnreadable):
            log_of_json(json.dumps(given))


def test_whoever_keeps_heads_follows_the_log_without_its_entries() -> None:
    whole = days(with_it=True, count=5)
    tree = tree_of(whole)
    newer = heads_of_json(json.dumps(heads_as_json([one.head for one in whole], tree)))
    kept = [one.head for one in whole[:2]]
    assert follows(newer, kept, keys()) is None
    other = days(with_it=False, count=5)
    rewritten = heads_of_json(json.dumps(heads_as_json([one.head for one in other], tree_of(other))))
    assert follows(rewritten, [], keys()) is None
    assert follows(rewritten, kept, keys()) is Reason.REWRITTEN
    assert follows(newer[:1], kept, keys()) is Reason.REWRITTEN
    assert follows([newer[0], *rewritten[1:]], [], keys()) is Reason.LOG_BROKEN
    assert follows([newer[0], newer[2]], [], keys()) is Reason.LOG_BROKEN
    assert follows(newer[1:], [], keys()) is Reason.LOG_BROKEN, "from the first head on, or not at all"
    assert follows(newer, [replace(kept[0], size=1)], keys()) is Reason.HEAD_FORGED


def test_a_short_proof_stands_without_the_log() -> None:
    whole = days(with_it=True, count=3)
    tree = tree_of(whole)
    index = whole[0].filings.index(commitment(1))
    proof = inclusion_of(MONDAY, index, whole[2].head, tree)
    again = inclusion_of_json(proof.as_json())
    assert again == proof
    assert verify_inclusion(again, keys(), token=TOKEN).accepted
    other = make_token(commitment(10), MONDAY, key())
    assert verify_inclusion(again, keys(), token=other).reason is Reason.PROOF_BROKEN
    assert verify_inclusion(again, keys(), token="hello").reason is Reason.NONE_AT_ALL
    later = replace(again, day=MONDAY + timedelta(days=1))
    assert verify_inclusion(later, keys(), token=TOKEN).reason is Reason.PROOF_BROKEN
    unsigned = replace(again, head=replace(again.head, size=99))
    assert verify_inclusion(unsigned, keys(), token=TOKEN).reason is Reason.HEAD_FORGED


def test_a_day_is_filled_up_so_that_its_number_of_entries_tells_little() -> None:
    assert [len(padding(count)) + count for count in (0, 1, 15, 16, 17, 64, 65)] == [16, 16, 16, 16, 64, 64, 256]
    drawn = padding(0)
    assert len({*drawn, *padding(0)}) == 32
    assert all(len(one) == 64 for one in drawn)


def test_what_is_said_of_the_keys_differs_by_day_and_content() -> None:
    said = {directory_commitment(content, day) for content in (b"[]", b"[1]") for day in (MONDAY, date(2026, 1, 1))}
    assert len(said) == 4
